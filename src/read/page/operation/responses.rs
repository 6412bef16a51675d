//! The responses of a page: status, description, media types, example.

use std::ops::Range;

use serde_json::{Map, Value};

use super::{Draft, body::schema_of, content, is_accompanied};
use crate::{
    diagnostics::{Diagnostics, PageProblem},
    document::escape,
    read::page::{
        message::{CONTENT_TYPE, Message, message},
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
    /// The schema of its body, and where it stands.
    schema: Option<(Value, Range<usize>)>,
    span: Range<usize>,
}

/// The responses of a page; None where one of them is damaged.
pub(super) fn read(
    parts: &Parts<'_>,
    request: &Message,
    regions: Vec<Range<usize>>,
    found: &mut Diagnostics,
) -> Option<Vec<Response>> {
    let mut list: Vec<Response> = Vec::new();
    let mut is_whole = true;
    for region in regions {
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
        let problem = PageProblem::NoResponses {
            part: Role::Response.name(),
            selectors: parts.profile.selectors(Role::Response),
        };
        found.report(problem, parts.at(parts.whole()));
    }
    // Only a page that names no response's own media type means all of them by `accept`.
    if list.iter().all(|response| response.media.is_empty()) {
        let accepted = request.media_types("accept");
        for response in list.iter_mut().filter(|response| has_body(&response.status)) {
            response.media.clone_from(&accepted);
        }
    }
    for response in list.iter_mut().filter(|response| response.schema.is_some() && response.media.is_empty())
    {
        let problem = PageProblem::UnknownResponseType { status: response.status.clone(), assumed: JSON };
        found.report(problem, parts.at(response.span.clone()));
        response.media.push(JSON.to_owned());
    }
    is_whole.then_some(list)
}

/// What a body with a schema is, where its page does not say it.
const JSON: &str = "application/json";

/// Whether a status promises what was asked for, and a body with it.
fn has_body(status: &str) -> bool {
    status.starts_with('2') && !matches!(status, "204" | "205")
}

fn response(parts: &Parts<'_>, region: Range<usize>, found: &mut Diagnostics) -> Option<Response> {
    let message = message(parts, &region, &[]);
    let is_complete = parts.is_complete(Role::Response, &region, found);
    let is_accompanied = is_accompanied(parts, &message, Some(Role::Response), &region, found);
    let part = parts.first(Role::Status, &region).filter(|_| is_complete && is_accompanied)?;
    let Some(status) = status_of(&parts.word(&part)) else {
        parts.unreadable(&part, "a status such as 200 or 4XX, or default", found);
        return None;
    };
    let schema = match parts.first(Role::ResponseSchema, &region) {
        None => None,
        Some(schema) => schema_of(parts, &schema, found)?.map(|value| (value, schema.inner)),
    };
    let described = parts.first(Role::ResponseDescription, &region);
    let end = described.as_ref().map_or(part.outer.end, |part| part.outer.end);
    Some(Response {
        status,
        description: described.map_or(String::new(), |part| parts.prose(&part)),
        media: message.media_types(CONTENT_TYPE),
        message,
        schema,
        span: part.outer.start..end.max(part.outer.end),
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
pub(super) fn write(draft: &mut Draft, list: Vec<Response>, stand_ins: &[String]) {
    let mut responses = Map::new();
    for response in list {
        let pointer = format!("/responses/{}", escape(&response.status));
        if let Some((_, span)) = &response.schema {
            draft.pieces.push((format!("{pointer}/content"), span.clone()));
        }
        draft.pieces.push((pointer, response.span.clone()));
        responses.insert(response.status.clone(), value(response, stand_ins));
    }
    draft.operation.insert("responses".into(), responses.into());
}

/// The response object: `{"description": "OK", "content": {"application/json": {}}}`.
fn value(response: Response, stand_ins: &[String]) -> Value {
    let mut object = Map::new();
    object.insert("description".into(), response.description.into());
    if !response.media.is_empty() {
        let (message, schema) = (&response.message, &response.schema);
        let content = content(response.media, |media| {
            let mut entry = Map::new();
            entry.extend(schema.iter().map(|(schema, _)| (String::from("schema"), schema.clone())));
            let example = message.example(media, stand_ins);
            entry.extend(example.map(|example| (String::from("example"), example)));
            entry
        });
        object.insert("content".into(), content);
    }
    let headers = response.message.other_headers();
    if !headers.is_empty() {
        object.insert("x-bindery-example-headers".into(), headers.into());
    }
    object.into()
}
