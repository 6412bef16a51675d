//! References and requirements, as far as operations are compared by them.
//!
//! In: places of a document. Out: what is behind a reference, and what schemes a requirement asks for.

use std::collections::BTreeSet;

use serde_json::Value;

use super::agree::is_prose;
use crate::document::{Document, Node, escape};

/// How many references may follow each other.
const LONGEST_CHAIN: usize = 64;

/// The place that a chain of references ends at; the node itself where it is none, nothing where it ends nowhere.
pub(super) fn behind<'n>(node: &Node<'n>, home: &'n Document) -> Option<Node<'n>> {
    let mut here = node.clone();
    for _ in 0..LONGEST_CHAIN {
        match here.text("$ref") {
            Some(reference) => here = home.root().referred(reference)?,
            None => return Some(here),
        }
    }
    None
}

/// The schemes of each alternative, whatever they are called.
pub(super) fn asked_for(security: &Value, home: &Document) -> BTreeSet<BTreeSet<String>> {
    let alternatives = security.as_array().into_iter().flatten().filter_map(Value::as_object);
    let alternative = |needed: &serde_json::Map<String, Value>| {
        needed.iter().map(|(name, scopes)| format!("{} {scopes}", scheme(name, home))).collect()
    };
    alternatives.map(alternative).collect()
}

/// What a scheme is, or its name where nobody says.
fn scheme(name: &str, home: &Document) -> String {
    let pointer = format!("{}/{}", super::import::SCHEMES, escape(name));
    let Some(Value::Object(members)) = home.root.pointer(&pointer) else { return name.to_owned() };
    let said = members.iter().filter(|(key, _)| !is_prose(key) && *key != "bearerFormat");
    said.map(|(key, value)| format!("{key}={value};")).collect()
}
