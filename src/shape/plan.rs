//! What a user hands to the method of an operation.
//!
//! In: an operation. Out: its [`Input`]. The rule: what has parameters takes a request struct with them
//! in it; a nameless object in the body gives its members to that struct; all else is handed over whole,
//! in an `Option` where the body may be left out.

use super::media;
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
            Format::Json(ty) | Format::Form(ty, _) => object(api, ty),
            Format::Multipart(ty) => object(api, there(api, ty)),
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

/// The nameless object in the body whose members are those of the request.
fn own_object(api: &Api, input: &Input, body: &Body) -> Option<TypeId> {
    match (input, &sent(body).format) {
        (Input::Flattened(id), _) => Some(*id),
        (Input::Whole, Format::Json(ty) | Format::Form(ty, _)) => {
            object(api, ty).filter(|id| matches!(api.types[id.0].name, Name::Operation(..)))
        }
        (Input::Whole | Input::Request | Input::Nothing, _) => None,
    }
}

/// Whether the members of a request are not sent where there are none. A body with a member that must be there has to be
/// sent itself: a document that does not say so forgot it.
pub(super) fn is_left_out_empty(api: &Api, input: &Input, body: &Body) -> bool {
    let needs_nothing = |id| flattened(api, id).fields.iter().all(|field| !field.required);
    !body.required && own_object(api, input, body).is_some_and(needs_nothing)
}

/// Whether a body that is handed over whole may be none.
pub(super) fn is_option(api: &Api, input: &Input, body: &Body) -> bool {
    let is_whole = matches!(input, Input::Whole | Input::Request);
    is_whole && !body.required && own_object(api, input, body).is_none()
}

/// The media type in which a body is sent: the one that says most of what is in it.
pub(super) fn sent(body: &Body) -> &Content {
    let best = body.contents.iter().min_by_key(|content| rank(&content.format));
    best.expect("a body has at least one media type, see `Body::contents`")
}

/// Says which media types of requests are left out, since another says the same.
pub(super) fn report_unsent(operation: &Operation, found: &mut Diagnostics) {
    let Some(body) = &operation.body else { return };
    let (sent, others) = (sent(body), media::distinct(body));
    let is_sent = |content: &Content| {
        std::ptr::eq(content, sent) || others.iter().any(|other| std::ptr::eq(*other, content))
    };
    for other in body.contents.iter().filter(|other| !is_sent(other)) {
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

/// A type behind its other names, where it is not null.
pub(super) fn there<'a>(api: &'a Api, ty: &'a Type) -> &'a Type {
    match ty {
        Type::Nullable(inner) => there(api, inner),
        Type::Named(id) => match &api.types[id.0].kind {
            // Circles of names were cut when the API was made.
            Kind::Alias(other) => there(api, other),
            Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) => ty,
        },
        other => other,
    }
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
