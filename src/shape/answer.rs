//! What an operation answers with when it succeeds.

use crate::api::{Content, Format, Operation, Response, Status, Type};

/// The one answer of all successful responses.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    /// Nothing: `204 No Content`.
    Empty,
    /// JSON of this type.
    Json(Type),
    Text,
    Bytes,
    /// Successful responses differ: the response as it came.
    Raw,
}

/// What the successful responses of an operation have in common; `default` is one where no other is.
pub(super) fn of(operation: &Operation) -> Answer {
    let chosen = successes(operation);
    let mut answers: Vec<Answer> = Vec::new();
    for answer in chosen.iter().flat_map(|response| self::answers(response)) {
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }
    match answers.len() {
        0 => Answer::Empty,
        1 => answers.remove(0),
        _ => Answer::Raw,
    }
}

/// The responses that a method may answer with.
pub(super) fn successes(operation: &Operation) -> Vec<&Response> {
    let with = |wanted: fn(Status) -> bool| {
        operation.responses.iter().filter(move |response| wanted(response.status)).collect::<Vec<_>>()
    };
    let successes = with(is_success);
    if successes.is_empty() { with(|status| status == Status::Default) } else { successes }
}

fn answers(response: &Response) -> Vec<Answer> {
    if response.contents.is_empty() {
        return vec![Answer::Empty];
    }
    let answers = asked_for(response).map(|content| match &content.format {
        Format::Json(ty) => Answer::Json(ty.clone()),
        Format::Text => Answer::Text,
        Format::Bytes => Answer::Bytes,
        Format::Stream(..) => Answer::Text,
        // Nobody answers with a form that anybody wants to have typed.
        Format::Form(..) | Format::Multipart(_) => Answer::Bytes,
    });
    answers.collect()
}

/// The media types of a response that are asked for: JSON alone where it has a schema, since that can be typed.
fn asked_for(response: &Response) -> impl Iterator<Item = &Content> {
    let is_typed = |content: &&Content| matches!(&content.format, Format::Json(ty) if *ty != Type::Any);
    let typed = response.contents.iter().any(|content| is_typed(&content));
    response.contents.iter().filter(move |content| !typed || is_typed(content))
}

fn is_success(status: Status) -> bool {
    match status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Class(class) => class == 2,
        Status::Default => false,
    }
}

/// The media types that an operation asks for, each once, those of successes first.
pub(super) fn accept(operation: &Operation) -> Option<String> {
    let (successes, others): (Vec<_>, Vec<_>) =
        operation.responses.iter().partition(|response| is_success(response.status));
    let mut media: Vec<&str> = Vec::new();
    for content in successes.iter().chain(&others).flat_map(|response| asked_for(response)) {
        // Some documents have `undefined` there, which no server takes (RFC 9110, section 12.5.1).
        if content.media.contains('/') && !media.contains(&content.media.as_str()) {
            media.push(&content.media);
        }
    }
    (!media.is_empty()).then(|| media.join(", "))
}
