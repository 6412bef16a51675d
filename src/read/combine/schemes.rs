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

/// What a requirement asks for, in a message: `apiKey X-Key` or `http bearer`.
pub(super) fn words(security: &Value, home: &Document) -> String {
    let of_scheme = |name: &String| {
        let scheme = home.root.pointer(&format!("{}/{}", super::import::SCHEMES, escape(name)));
        let text = |key| scheme.and_then(|scheme| scheme.get(key)).and_then(Value::as_str);
        let words: Vec<&str> = ["type", "scheme", "name"].into_iter().filter_map(text).collect();
        if words.is_empty() { format!("`{name}`") } else { format!("`{}`", words.join(" ")) }
    };
    let alternatives = security.as_array().into_iter().flatten().filter_map(Value::as_object);
    let words: Vec<String> = alternatives
        .map(|needed| match needed.is_empty() {
            true => "anybody".to_owned(),
            false => needed.keys().map(of_scheme).collect::<Vec<_>>().join(" and "),
        })
        .collect();
    if words.is_empty() { "anybody".to_owned() } else { words.join(" or ") }
}

/// What a scheme is, or its name where nobody says.
fn scheme(name: &str, home: &Document) -> String {
    let pointer = format!("{}/{}", super::import::SCHEMES, escape(name));
    let Some(Value::Object(members)) = home.root.pointer(&pointer) else { return name.to_owned() };
    let said = members.iter().filter(|(key, _)| !is_prose(key) && *key != "bearerFormat");
    said.map(|(key, value)| format!("{key}={value};")).collect()
}
