//! The actions of an overlay (section "Action Object").
//!
//! In: an action, `{target: "$.info", update: {title: Pets}}`, and documents. Out: the documents changed.

use jsonpath_rust::parser::model::JpQuery;
use serde_json::Value;

use super::{Checked, kind, target};
use crate::{
    diagnostics::{CombineProblem, Diagnostics, Location},
    document::{Document, Node},
    read::combine::pieces::{self, member},
};

/// The members of an action; `copy` came with version 1.1.
const MEMBERS: [&str; 5] = ["target", "description", "update", "remove", "copy"];

/// A change to every place that a path selects.
pub(super) struct Action<'o> {
    /// The path as it is written, and where.
    path: String,
    at: Location,
    query: JpQuery,
    change: Change<'o>,
}

enum Change<'o> {
    Remove,
    Update(Node<'o>),
    Copy(JpQuery, Node<'o>),
}

impl<'o> Action<'o> {
    /// Reads an action; nothing, and a report, where it is none.
    pub(super) fn of(node: &Node<'o>, has_copy: bool, checked: &mut Checked<'_>) -> Option<Self> {
        if !node.value.is_object() {
            checked.wrong(node.location(), &format!("an action is {}, not an object", kind(node.value)));
            return None;
        }
        checked.known("an action", node, if has_copy { &MEMBERS } else { &MEMBERS[..4] });
        let at = node.location_of("target");
        let query = match node.text("target") {
            Some(path) => read(path, &at, checked),
            None => {
                checked.wrong(at.clone(), "an action has no `target`, which is a JSONPath");
                None
            }
        };
        let change = change(node, has_copy, checked);
        Some(Action { path: node.text("target")?.to_owned(), at, query: query?, change: change? })
    }

    /// Changes the documents in which the path selects something.
    pub(super) fn apply(&self, documents: &mut [&mut Document], found: &mut Diagnostics) {
        let mut is_found = false;
        for document in documents {
            let pointers = target::select(&self.query, &document.root);
            is_found |= !pointers.is_empty();
            match &self.change {
                Change::Remove => self.remove(document, &pointers, found),
                Change::Update(update) => {
                    pointers.iter().for_each(|pointer| put(document, pointer, update, true, found));
                }
                Change::Copy(query, from) => copy(document, &pointers, query, from, found),
            }
        }
        if !is_found {
            found.report(CombineProblem::NothingTargeted { path: self.path.clone() }, self.at.clone());
        }
    }

    fn remove(&self, document: &mut Document, pointers: &[String], found: &mut Diagnostics) {
        // The last first, so that no place moves before it is taken out.
        for pointer in pointers.iter().rev() {
            match pointer.as_str() {
                "" => {
                    let problem = CombineProblem::UnfitUpdate {
                        pointer: String::new(),
                        found: "the whole document",
                        wanted: "a part of it",
                    };
                    found.report(problem, self.at.clone());
                }
                _ => pieces::remove(document, pointer),
            }
        }
    }
}

/// What an action does: `remove` goes before `update`, and that before `copy`.
fn change<'o>(node: &Node<'o>, has_copy: bool, checked: &mut Checked<'_>) -> Option<Change<'o>> {
    if let Some(remove) = node.get("remove") {
        match remove.value {
            Value::Bool(true) => return Some(Change::Remove),
            Value::Bool(false) => {}
            Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                checked.wrong(remove.location(), "the `remove` of an action is neither `true` nor `false`");
                return None;
            }
        }
    }
    if let Some(update) = node.get("update") {
        return Some(Change::Update(update));
    }
    match node.get("copy").filter(|_| has_copy) {
        Some(copy) => match copy.value.as_str() {
            Some(path) => {
                read(path, &copy.location(), checked).map(|query| Change::Copy(query, copy.clone()))
            }
            None => {
                checked.wrong(copy.location(), "the `copy` of an action is no JSONPath");
                None
            }
        },
        None => {
            checked.wrong(
                node.location(),
                "an action has neither `update` nor `remove`, nor, since 1.1, `copy`",
            );
            None
        }
    }
}

fn read(path: &str, at: &Location, checked: &mut Checked<'_>) -> Option<JpQuery> {
    let query = target::query(path);
    if let Err(reason) = &query {
        checked.wrong(at.clone(), &format!("`{path}` is no JSONPath: {reason}"));
    }
    query.ok()
}

/// Copies what stands at one place to others, as an update would.
fn copy(
    document: &mut Document,
    pointers: &[String],
    query: &JpQuery,
    from: &Node<'_>,
    found: &mut Diagnostics,
) {
    let sources = target::select(query, &document.root);
    match (sources.as_slice(), pointers.is_empty()) {
        ([source], _) => {
            let Some(whole) = document.at(source).map(|node| pieces::cut(&node)) else { return };
            pointers.iter().for_each(|pointer| put(document, pointer, &whole.root(), true, found));
        }
        (_, true) => {}
        (all, false) => {
            let path = from.value.as_str().unwrap_or_default().to_owned();
            found.report(CombineProblem::NotOneToCopy { path, count: all.len() }, from.location());
        }
    }
}

/// Merges a value into a place: objects member by member, lists by adding at their end, single values by replacing.
fn put(document: &mut Document, pointer: &str, update: &Node<'_>, is_target: bool, found: &mut Diagnostics) {
    let Some(here) = document.root.pointer(pointer) else { return };
    match (here, update.value) {
        (Value::Object(_), Value::Object(_)) => {
            for (key, value) in update.members() {
                let place = member(pointer, key);
                match document.root.pointer(&place).is_some() {
                    true => put(document, &place, &value, false, found),
                    false => pieces::put(document, &place, pieces::cut(&value)),
                }
            }
        }
        (Value::Array(own), Value::Array(_)) => {
            let length = own.len();
            for (index, item) in update.items().enumerate() {
                pieces::put(document, &format!("{pointer}/{}", length + index), pieces::cut(&item));
            }
        }
        (Value::Array(own), _) if is_target => {
            let place = format!("{pointer}/{}", own.len());
            pieces::put(document, &place, pieces::cut(update));
        }
        (here, value) if kind(here) == kind(value) => pieces::put(document, pointer, pieces::cut(update)),
        (here, value) => {
            let (wanted, is) = (kind(here), kind(value));
            let problem = CombineProblem::UnfitUpdate { pointer: pointer.to_owned(), found: is, wanted };
            found.report_both(problem, update.location(), document.locate(pointer.to_owned()));
        }
    }
}
