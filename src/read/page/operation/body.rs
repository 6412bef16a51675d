//! The request body of a page: its media type, its schema, its example.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::{content, is_accompanied};
use crate::{
    diagnostics::{Diagnostics, PageProblem},
    read::page::{
        message::{CONTENT_TYPE, Message},
        parts::{Part, Parts},
        roles::Role,
        schema::schema,
    },
};

/// The request body, and where the page says it; None where its schema is damaged.
#[expect(clippy::option_option, reason = "outside: could it be read; inside: is there one")]
pub(super) fn read(
    parts: &Parts<'_>,
    message: &Message,
    method: &str,
    found: &mut Diagnostics,
) -> Option<Option<(Value, Range<usize>)>> {
    if !is_accompanied(parts, message, None, &parts.whole(), found) {
        return None;
    }
    let element = parts.first(Role::Schema, &parts.whole());
    let schema = match &element {
        None => None,
        Some(element) => schema_of(parts, element, found)?,
    };
    let header = message.header(CONTENT_TYPE).map(|header| header.span.clone());
    let Some(span) = element.as_ref().map(|element| element.inner.clone()).or(header) else {
        return Some(None);
    };
    let mut media = message.media_types(CONTENT_TYPE);
    if media.is_empty() {
        let is_bodiless = schema.is_none() && matches!(method, "get" | "head" | "delete");
        let assumed = if schema.is_some() { "application/json" } else { "*/*" };
        found.report(
            PageProblem::UnknownBodyType { assumed: (!is_bodiless).then_some(assumed) },
            parts.at(element.map_or(span.clone(), |element| element.outer)),
        );
        if is_bodiless {
            return Some(None);
        }
        media.push(assumed.to_owned());
    }
    // A body that must have a member cannot be left out, even though no page says so.
    let is_required = schema
        .as_ref()
        .and_then(|schema| schema.get("required")?.as_array())
        .is_some_and(|names| !names.is_empty());
    let stand_ins = &parts.profile.empty_examples;
    let content = content(media, |media| {
        let mut entry = Map::new();
        entry.extend(schema.iter().map(|schema| (String::from("schema"), schema.clone())));
        entry.extend(message.example(media, stand_ins).map(|example| (String::from("example"), example)));
        entry
    });
    let body = if is_required {
        json!({ "required": true, "content": content })
    } else {
        json!({ "content": content })
    };
    Some(Some((body, span)))
}

/// The schema in a part of the page; None outside where it is damaged, inside where the part is empty.
#[expect(clippy::option_option, reason = "outside: could it be read; inside: is there one")]
pub(super) fn schema_of(
    parts: &Parts<'_>,
    part: &Part<'_>,
    found: &mut Diagnostics,
) -> Option<Option<Value>> {
    match schema(&parts.source.text, part.inner.clone()) {
        Ok(schema) => Some(schema),
        Err((problem, at)) => {
            let next = parts.source.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
            found.report(problem, parts.at(at..next));
            None
        }
    }
}
