//! What a user hands to the method of an operation.
//!
//! In: an operation. Out: its [`Input`]. The rule: what has parameters takes a request struct with them
//! in it; a nameless object in the body gives its members to that struct; all else is handed over whole.

use crate::{
    api::{Api, Body, Content, Format, Kind, Name, Object, Operation, Type, TypeId},
    diagnostics::{Diagnostics, OutputProblem},
};

/// What the method of an operation takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Input {
    /// Nothing: `client.list_models()`.
    Nothing,
    /// The body itself: `client.create_pet(&pet)`.
    Whole,
    /// A struct with the parameters, and the body as one of its fields where there is one.
    Request,
    /// A struct with the parameters and the members of the body, which is an object.
    Flattened(TypeId),
}

impl Input {
    pub(super) fn of(api: &Api, operation: &Operation) -> Self {
        let Some(body) = &operation.body else {
            return if operation.parameters.is_empty() { Input::Nothing } else { Input::Request };
        };
        let sent = &sent(body).format;
        let content = match sent {
            Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) => object(api, ty),
            Format::Stream(..) | Format::Text | Format::Bytes => None,
        };
        let multipart = matches!(sent, Format::Multipart(_));
        let nameless = |id: &TypeId| matches!(api.types[id.0].name, Name::Operation(..));
        match content {
            // The parts of a form with files are no JSON, so the object is never handed over whole.
            Some(id) if multipart => Input::Flattened(id),
            Some(id) if nameless(&id) && !operation.parameters.is_empty() => Input::Flattened(id),
            _ if operation.parameters.is_empty() => Input::Whole,
            _ => Input::Request,
        }
    }
}

/// The media type in which a body is sent: the one that says most of what is in it.
pub(super) fn sent(body: &Body) -> &Content {
    let best = body.contents.iter().min_by_key(|content| rank(&content.format));
    best.expect("a body has at least one media type, see `Body::contents`")
}

/// Says which media types of requests are left out.
pub(super) fn report_unsent(operation: &Operation, found: &mut Diagnostics) {
    let Some(body) = &operation.body else { return };
    let sent = sent(body);
    for other in body.contents.iter().filter(|other| !std::ptr::eq(*other, sent)) {
        let (media, taken) = (other.media.clone(), sent.media.clone());
        found.report(OutputProblem::OtherRequestMedia { media, taken }, body.at.clone());
    }
}

/// The smaller, the more a media type says of what is in it.
fn rank(format: &Format) -> u8 {
    match format {
        Format::Json(_) => 0,
        Format::Form(..) => 1,
        Format::Multipart(_) => 2,
        Format::Stream(..) => 3,
        Format::Text => 4,
        Format::Bytes => 5,
    }
}

fn object(api: &Api, ty: &Type) -> Option<TypeId> {
    let Type::Named(id) = ty else { return None };
    matches!(api.types[id.0].kind, Kind::Object(_)).then_some(*id)
}

/// The object whose members a request has.
pub(super) fn flattened(api: &Api, id: TypeId) -> &Object {
    match &api.types[id.0].kind {
        Kind::Object(object) => object,
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) => {
            unreachable!("only objects are flattened, see Input::of")
        }
    }
}
