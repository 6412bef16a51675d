//! The responses of a page: status, description, media types, example.

use std::ops::Range;

use serde_json::{Map, Value};

use super::{Draft, content};
use crate::{
    diagnostics::{Diagnostics, PageProblem},
    document::escape,
    read::page::{
        inline::inline,
        message::{Message, message},
        parts::Parts,
        roles::Role,
    },
};

/// A response of a page: `200 Successful response.`
#[derive(Clone, Debug)]
pub(super) struct Response {
    status: String,
    description: String,
    message: Message,
    media: Vec<String>,
    span: Range<usize>,
}

/// The responses of a page; None where one of them is damaged.
pub(super) fn read(parts: &Parts, request: &Message, found: &mut Diagnostics) -> Option<Vec<Response>> {
    let mut list: Vec<Response> = Vec::new();
    let mut is_whole = true;
    for region in parts.regions(Role::Response) {
        let Some(response) = response(parts, region, found) else {
            is_whole = false;
            continue;
        };
        if list.iter().any(|before| before.status == response.status) {
            let problem =
                PageProblem::PagePartRepeated { part: Role::Response.name(), name: response.status };
            found.report(problem, parts.at(response.span));
        } else {
            list.push(response);
        }
    }
    if list.is_empty() && is_whole {
        let problem =
            PageProblem::NoResponses { part: Role::Response.name(), selectors: Role::Response.selectors() };
        found.report(problem, parts.at(parts.whole()));
    }
    // Only a page that names no response's own media type means all of them by `accept`.
    if list.iter().all(|response| response.media.is_empty()) {
        let accepted = request.media_types("accept");
        for response in list.iter_mut().filter(|response| has_body(&response.status)) {
            response.media.clone_from(&accepted);
        }
    }
    is_whole.then_some(list)
}

/// Whether a status promises what was asked for, and a body with it.
fn has_body(status: &str) -> bool {
    status.starts_with('2') && !matches!(status, "204" | "205")
}

fn response(parts: &Parts, region: Range<usize>, found: &mut Diagnostics) -> Option<Response> {
    let element = parts.required(Role::Status, &region, found)?;
    let status = parts.word(element);
    let Some(status) = status_of(&status) else {
        parts.unreadable(Role::Status, element, "a status such as 200 or 4XX, or default", found);
        return None;
    };
    let described = parts.first(Role::StatusDescription, &region);
    let message = message(parts, &region);
    let end = described.map_or(element.outer.end, |part| part.outer.end);
    Some(Response {
        status,
        description: described.map_or(String::new(), |part| inline(&parts.source.text, part.inner.clone())),
        media: message.media_types("content-type"),
        message,
        span: element.outer.start..end.max(element.outer.end),
    })
}

/// A status as OpenAPI spells it: `200`, `4XX`, `default`.
fn status_of(word: &str) -> Option<String> {
    let status = word.to_ascii_lowercase();
    if status == "default" {
        return Some(status);
    }
    let (class, rest) = (status.chars().next()?, status.get(1..)?);
    let is_number = rest.len() == 2 && rest.bytes().all(|digit| digit.is_ascii_digit());
    (('1'..='5').contains(&class) && (is_number || rest == "xx")).then(|| status.to_ascii_uppercase())
}

/// Writes the responses, and where each stands.
pub(super) fn write(draft: &mut Draft, list: Vec<Response>) {
    let mut responses = Map::new();
    for response in list {
        draft.pieces.push((format!("/responses/{}", escape(&response.status)), response.span.clone()));
        responses.insert(response.status.clone(), value(response));
    }
    draft.operation.insert("responses".into(), responses.into());
}

/// The response object: `{"description": "OK", "content": {"application/json": {}}}`.
fn value(response: Response) -> Value {
    let mut object = Map::new();
    object.insert("description".into(), response.description.into());
    if !response.media.is_empty() {
        let message = &response.message;
        let content = content(response.media, |media| {
            message.example(media).map(|example| (String::from("example"), example)).into_iter().collect()
        });
        object.insert("content".into(), content);
    }
    let headers = response.message.other_headers();
    if !headers.is_empty() {
        object.insert("x-bindery-example-headers".into(), headers.into());
    }
    object.into()
}
