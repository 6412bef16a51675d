//! Patches: changes to single places of documents, `[[patch]]` in `bindery.toml`.
//!
//! In: documents, and patches in their order. Out: the documents changed. A patch whose place is gone, or does not say any
//! more what the patch was written against, is an error: what it mended may be mended by now.
//!
//! What a patch says has its place in `bindery.toml`.

use serde_json::Value;

use super::{
    pieces::{self, member},
    ranks::{self, shown},
};
use crate::{
    config::{Change, Patch},
    diagnostics::{CombineProblem, Diagnostics, Location, Source},
    document::Document,
};

/// Applies all patches.
pub(super) fn apply(documents: &mut [Document], patches: &[Patch], found: &mut Diagnostics) {
    for patch in patches {
        let at = patch.place.clone().unwrap_or_else(|| Location::file(&Source::unnamed().into()));
        let is_meant = |document: &&mut Document| {
            patch.source.as_ref().is_none_or(|source| ranks::is_from(document, source))
        };
        let mut meant: Vec<&mut Document> = documents.iter_mut().filter(is_meant).collect();
        if let (true, Some(source)) = (meant.is_empty(), &patch.source) {
            found.report(CombineProblem::UnknownSource { setting: "patch", path: shown(source) }, at);
            continue;
        }
        meant.retain(|document| document.root.pointer(&patch.at).is_some());
        if meant.is_empty() {
            found.report(CombineProblem::PatchWithoutPlace { pointer: patch.at.clone() }, at);
            continue;
        }
        for document in meant {
            one(document, patch, &at, found);
        }
    }
}

fn one(document: &mut Document, patch: &Patch, at: &Location, found: &mut Diagnostics) {
    let now = document.root.pointer(&patch.at);
    if let (Some(was), Some(now)) = (&patch.was, now)
        && was != now
    {
        let (was, now) = (was.to_string(), now.to_string());
        let pointer = patch.at.clone();
        let problem = CombineProblem::PatchOutdated { pointer: pointer.clone(), was, now };
        found.report_both(problem, at.clone(), document.locate(pointer));
        return;
    }
    let here = Location { pointer: patch.at.clone(), ..at.clone() };
    match &patch.change {
        Change::Set(value) => pieces::put(document, &patch.at, pieces::piece(value.clone(), here)),
        Change::Merge(value) => merge(document, &patch.at, value, &here),
        Change::Remove => pieces::remove(document, &patch.at),
    }
}

/// Merges a value into a place (RFC 7386, section 2).
fn merge(document: &mut Document, pointer: &str, value: &Value, at: &Location) {
    let Value::Object(members) = value else {
        pieces::put(document, pointer, pieces::piece(value.clone(), at.clone()));
        return;
    };
    if !document.root.pointer(pointer).is_some_and(Value::is_object) {
        pieces::put(document, pointer, pieces::piece(Value::Object(serde_json::Map::new()), at.clone()));
    }
    for (key, value) in members {
        let pointer = member(pointer, key);
        match value {
            Value::Null => pieces::remove(document, &pointer),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                let at = Location { pointer: pointer.clone(), ..at.clone() };
                merge(document, &pointer, value, &at);
            }
        }
    }
}
