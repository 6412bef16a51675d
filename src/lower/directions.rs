//! Members that only answers have, or only requests: left out of the other direction.
//!
//! In: an API whose types are all known. Out: a type that goes both ways, and that has such members or holds a type
//! that has some, is two types: the one that its author named is that of answers, the other that of requests. No
//! other type is touched, but for the members that its one direction does not have.

use super::same::{parts_mut, point, point_content};
use crate::api::{Api, Definition, Direction, Format, Kind, Name, Object, Step, Type, TypeId};

/// Leaves out of each type the members that its direction does not have.
pub(super) fn part(api: &mut Api) {
    let ways = Ways::of(api);
    let split = ways.split(api);
    let mut requests: Vec<TypeId> = (0..api.types.len()).map(TypeId).collect();
    let twins: Vec<TypeId> = (0..api.types.len()).map(TypeId).filter(|id| split[id.0]).collect();
    for (index, id) in twins.iter().enumerate() {
        requests[id.0] = TypeId(split.len() + index);
    }
    for id in &twins {
        let twin = twin(&api.types[id.0], *id, &requests);
        api.types.push(twin);
    }
    for index in 0..api.types.len() {
        let is_twin = index >= split.len();
        let sent = is_twin || (ways.sent[index] && !ways.received[index]);
        let received = !is_twin && ways.received[index];
        let kind = &mut api.types[index].kind;
        if sent {
            parts_mut(kind).into_iter().for_each(|ty| point(ty, &requests));
        }
        keep(kind, |direction| match direction {
            Direction::Both => true,
            Direction::Answers => !sent,
            Direction::Requests => !received,
        });
    }
    for operation in &mut api.operations {
        operation.parameters.iter_mut().for_each(|parameter| point(&mut parameter.ty, &requests));
        let contents = operation.body.iter_mut().flat_map(|body| &mut body.contents);
        contents.for_each(|content| point_content(content, &requests));
    }
}

/// In which ways each type goes.
struct Ways {
    sent: Vec<bool>,
    received: Vec<bool>,
}

impl Ways {
    fn of(api: &Api) -> Self {
        let none = vec![false; api.types.len()];
        let mut ways = Ways { sent: none.clone(), received: none };
        for operation in &api.operations {
            for parameter in &operation.parameters {
                reach(api, &parameter.ty, &mut ways.sent);
            }
            for content in operation.body.iter().flat_map(|body| &body.contents) {
                reach_content(api, &content.format, &mut ways.sent);
            }
            for content in operation.responses.iter().flat_map(|response| &response.contents) {
                reach_content(api, &content.format, &mut ways.received);
            }
        }
        // What a webhook sends is received, like an answer.
        let payloads = api.webhooks.iter().flat_map(|webhook| &webhook.body).flat_map(|body| &body.contents);
        payloads.for_each(|content| reach_content(api, &content.format, &mut ways.received));
        ways
    }

    /// Which types differ between the two ways: those with such members, and all that hold them.
    fn split(&self, api: &Api) -> Vec<bool> {
        let both = |id: usize| self.sent[id] && self.received[id];
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); api.types.len()];
        for (holder, definition) in api.types.iter().enumerate() {
            for part in definition.kind.parts().into_iter().flat_map(Type::named) {
                holders[part.0].push(holder);
            }
        }
        let mut split = vec![false; api.types.len()];
        let mut waiting: Vec<usize> =
            (0..api.types.len()).filter(|id| both(*id) && is_directed(&api.types[*id].kind)).collect();
        while let Some(id) = waiting.pop() {
            if !std::mem::replace(&mut split[id], true) {
                waiting.extend(holders[id].iter().filter(|holder| both(**holder)));
            }
        }
        split
    }
}

fn is_directed(kind: &Kind) -> bool {
    let Kind::Object(object) = kind else { return false };
    object.fields.iter().any(|field| field.direction != Direction::Both)
}

fn reach_content(api: &Api, format: &Format, reached: &mut [bool]) {
    match format {
        Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) | Format::Stream(_, ty) => {
            reach(api, ty, reached);
        }
        Format::Text | Format::Bytes => {}
    }
}

fn reach(api: &Api, ty: &Type, reached: &mut [bool]) {
    let mut waiting = ty.named();
    while let Some(id) = waiting.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            waiting.extend(api.types[id.0].kind.parts().into_iter().flat_map(Type::named));
        }
    }
}

/// The type of requests beside that of answers: part of another such type, where the other is part of a type.
fn twin(definition: &Definition, id: TypeId, requests: &[TypeId]) -> Definition {
    let name = match &definition.name {
        Name::Part(owner, steps) if requests[owner.0] != *owner => {
            Name::Part(requests[owner.0], steps.clone())
        }
        Name::Part(..) | Name::Author(_) | Name::Operation(..) | Name::Webhook(..) | Name::Answer(..) => {
            Name::Part(id, vec![Step::Input])
        }
    };
    Definition { name, ..definition.clone() }
}

/// Keeps the members of some directions; an object that loses all of them is any object.
fn keep(kind: &mut Kind, is_kept: impl Fn(Direction) -> bool) {
    let Kind::Object(Object { fields, additional }) = kind else { return };
    fields.retain(|field| is_kept(field.direction));
    if fields.is_empty() {
        let values = additional.take().unwrap_or(Type::Any);
        *kind = Kind::Alias(Type::Map(Box::new(values)));
    }
}
