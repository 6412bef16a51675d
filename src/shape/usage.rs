//! Which types are used, and in which direction.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    answer,
    encodings::sent_types,
    headers,
    plan::{self, Input},
};
use crate::{
    api::{Api, Format, Operation, Type, TypeId},
    config::Config,
};

/// For each type whether requests write it and answers are read into it.
#[derive(Clone, Debug)]
pub(super) struct Usage {
    sent: Vec<bool>,
    received: Vec<bool>,
}

impl Usage {
    /// What the wanted operations and webhooks reach.
    pub(super) fn of(
        api: &Api,
        config: &Config,
        inputs: &BTreeMap<usize, Input>,
        webhooks: &BTreeSet<usize>,
    ) -> Self {
        let none = vec![false; api.types.len()];
        let mut usage = Usage { sent: none.clone(), received: none };
        for (index, input) in inputs {
            let operation = &api.operations[*index];
            usage.sends(api, operation, input);
            // An answer that the user has a type for needs none of ours.
            let own = answer::own(config, operation).is_some();
            let replaced = if own { answer::successes(operation) } else { Vec::new() };
            let responses = operation.responses.iter().enumerate();
            let read = responses.filter(|(place, _)| !replaced.contains(place));
            for ty in headers::of(operation).into_iter().filter_map(|header| headers::read_into(api, header))
            {
                reach(api, ty, &mut usage.received);
            }
            for content in read.flat_map(|(_, response)| &response.contents) {
                usage.receives(api, &content.format);
            }
        }
        for index in webhooks {
            let body = api.webhooks[*index].body.iter().flat_map(|body| &body.contents);
            body.for_each(|content| usage.receives(api, &content.format));
        }
        if config.both_directions {
            for id in 0..api.types.len() {
                let used = usage.sent[id] || usage.received[id];
                (usage.sent[id], usage.received[id]) = (used, used);
            }
        }
        usage
    }

    /// A method reads only one type, but users can read the bodies of all answers, errors above all.
    fn receives(&mut self, api: &Api, format: &Format) {
        match format {
            Format::Json(ty) | Format::Form(ty, _) | Format::Stream(_, ty) => {
                reach(api, ty, &mut self.received)
            }
            Format::Multipart(_) | Format::Text | Format::Bytes => {}
        }
    }

    fn sends(&mut self, api: &Api, operation: &Operation, input: &Input) {
        for parameter in &operation.parameters {
            reach(api, &parameter.ty, &mut self.sent);
        }
        match (input, &operation.body) {
            // The object itself is not needed where a request has its members.
            (Input::Flattened(id), _) => {
                let object = plan::flattened(api, *id);
                let fields = object.fields.iter().flat_map(|field| sent_types(api, operation, field));
                fields.chain(&object.additional).for_each(|ty| reach(api, ty, &mut self.sent));
            }
            (_, Some(body)) => match &plan::sent(body).format {
                Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) => {
                    reach(api, ty, &mut self.sent)
                }
                Format::Stream(..) | Format::Text | Format::Bytes => {}
            },
            (_, None) => {}
        }
    }

    pub(super) fn is_sent(&self, id: TypeId) -> bool {
        self.sent[id.0]
    }

    pub(super) fn is_received(&self, id: TypeId) -> bool {
        self.received[id.0]
    }

    pub(super) fn is_used(&self, id: TypeId) -> bool {
        self.is_sent(id) || self.is_received(id)
    }
}

fn reach(api: &Api, ty: &Type, reached: &mut [bool]) {
    let mut waiting: Vec<TypeId> = ty.named();
    while let Some(id) = waiting.pop() {
        if std::mem::replace(&mut reached[id.0], true) {
            continue;
        }
        waiting.extend(api.types[id.0].kind.parts().into_iter().flat_map(Type::named));
    }
}
