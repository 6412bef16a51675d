//! Operations whose request can be sent in several media types: a method for each.
//!
//! In: operations. Out: the same, and behind them one more for each other way to send a request, with that alone for its
//! body. What says most of its content is sent by the method that has the operation's name.

use std::{borrow::Cow, collections::BTreeMap};

use super::{names::Words, plan::sent};
use crate::api::{Api, Body, Content, Format, Operation};

/// The operations that stand for another way to send a request, each with that whose request it is.
#[derive(Default)]
pub(super) struct Others(BTreeMap<usize, Other>);

struct Other {
    operation: usize,
    words: Words,
}

impl Others {
    /// The operation whose answers an operation has: itself, unless it stands for another.
    pub(super) fn origin(&self, index: usize) -> usize {
        self.0.get(&index).map_or(index, |other| other.operation)
    }

    /// What an operation is called, where it stands for another.
    pub(super) fn words(&self, index: usize) -> Option<(usize, &Words)> {
        self.0.get(&index).map(|other| (other.operation, &other.words))
    }
}

/// All operations, those behind them that stand for another way to send a request.
pub(super) fn spread(api: &Api) -> (Cow<'_, Api>, Others) {
    let mut others = Others::default();
    let mut more = Vec::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let Some(body) = &operation.body else { continue };
        for content in distinct(body) {
            let words = Words::of("as").and(&word(content));
            others.0.insert(api.operations.len() + more.len(), Other { operation: index, words });
            more.push(sent_as(operation, body, content));
        }
    }
    if more.is_empty() {
        return (Cow::Borrowed(api), others);
    }
    let mut api = api.clone();
    api.operations.extend(more);
    (Cow::Owned(api), others)
}

fn sent_as(operation: &Operation, body: &Body, content: &Content) -> Operation {
    let body = Body { contents: vec![content.clone()], ..body.clone() };
    Operation { body: Some(body), ..operation.clone() }
}

/// The contents of a body that are another thing to send than what says most.
pub(super) fn distinct(body: &Body) -> Vec<&Content> {
    let mut known = vec![sent(body)];
    for content in &body.contents {
        if !known.iter().any(|other| is_same(other, content)) {
            known.push(content);
        }
    }
    known.split_off(1)
}

/// Whether it is the same to send one or the other.
fn is_same(one: &Content, other: &Content) -> bool {
    let media = |content: &Content| {
        let essence = content.essence().to_lowercase();
        match essence.as_str() {
            "text/json" | "application/*+json" | "application/*" | "*/*" => "application/json".to_owned(),
            _ => essence,
        }
    };
    std::mem::discriminant(&one.format) == std::mem::discriminant(&other.format) && media(one) == media(other)
}

/// What a way to send a request is called among others.
fn word(content: &Content) -> String {
    let essence = content.essence();
    let subtype = essence.rsplit('/').next().unwrap_or_default();
    match (&content.format, essence) {
        (Format::Form(..), _) => "form".to_owned(),
        (Format::Multipart(_), _) => "multipart".to_owned(),
        (_, "text/plain") => "text".to_owned(),
        (_, "application/octet-stream") => "bytes".to_owned(),
        // A prefix that says only that nobody registered it.
        _ => subtype.strip_prefix("x-").unwrap_or(subtype).to_owned(),
    }
}
