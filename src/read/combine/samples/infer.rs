//! A schema from examples.
//!
//! In: values that stood at the same place of recorded answers. Out: a schema that all of them fit: a member is required
//! where every object has it, `null` is allowed where it was seen, and what is of several kinds is one of these. Its
//! parts have the places of the first value that they were seen at.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::keys::{self, Format};
use crate::{
    document::{Document, Node},
    read::combine::pieces::{self, member},
};

/// What a value is, as schemas tell values apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// The schema of some values.
pub(super) fn schema(nodes: &[Node<'_>]) -> Document {
    let mut kinds: BTreeMap<Kind, Vec<Node<'_>>> = BTreeMap::new();
    let mut order: Vec<Kind> = Vec::new();
    for node in nodes {
        let Some(kind) = kind(node.value) else { continue };
        if !order.contains(&kind) {
            order.push(kind);
        }
        kinds.entry(kind).or_default().push(node.clone());
    }
    let mut whole = match order.as_slice() {
        [] => empty(nodes),
        [only] => of_kind(*only, &kinds[only]),
        several => {
            let mut whole = empty(nodes);
            let at = whole.locate(String::new());
            pieces::put(&mut whole, "/anyOf", pieces::piece(json!([]), at));
            for (index, kind) in several.iter().enumerate() {
                pieces::put(&mut whole, &format!("/anyOf/{index}"), of_kind(*kind, &kinds[kind]));
            }
            whole
        }
    };
    if let (false, Some(null)) = (order.is_empty(), nodes.iter().find(|node| node.value.is_null())) {
        pieces::put(&mut whole, "/nullable", pieces::piece(Value::Bool(true), null.location()));
    }
    whole
}

fn kind(value: &Value) -> Option<Kind> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    })
}

/// The schema of values that are all of one kind.
fn of_kind(kind: Kind, nodes: &[Node<'_>]) -> Document {
    let whole = |value: Value| {
        let mut whole = empty(nodes);
        whole.root = value;
        whole
    };
    match kind {
        Kind::Boolean => whole(json!({ "type": "boolean" })),
        Kind::Number => whole(number(nodes)),
        Kind::String => whole(string(nodes)),
        Kind::Array => {
            let mut whole = whole(json!({ "type": "array" }));
            let items: Vec<Node<'_>> =
                nodes.iter().flat_map(|node| node.items().collect::<Vec<_>>()).collect();
            let items = if items.is_empty() { empty(nodes) } else { schema(&items) };
            pieces::put(&mut whole, "/items", items);
            whole
        }
        Kind::Object => object(nodes, whole(json!({ "type": "object" }))),
    }
}

/// Integers, where all are; large ones keep their width.
fn number(nodes: &[Node<'_>]) -> Value {
    let is_whole = |node: &Node<'_>| node.value.is_i64() || node.value.is_u64();
    let is_small = |node: &Node<'_>| node.value.is_i64();
    match (nodes.iter().all(is_whole), nodes.iter().all(is_small)) {
        (true, true) => json!({ "type": "integer" }),
        (true, false) => json!({ "type": "integer", "format": "uint64" }),
        (false, _) => json!({ "type": "number" }),
    }
}

/// Strings, with a format where all have the same.
fn string(nodes: &[Node<'_>]) -> Value {
    let mut formats = nodes.iter().map(|node| node.value.as_str().and_then(Format::of));
    let first = formats.next().flatten();
    match first.filter(|first| formats.all(|format| format == Some(*first))) {
        Some(format) => json!({ "type": "string", "format": format.name() }),
        None => json!({ "type": "string" }),
    }
}

/// Objects, with the members that were seen; or a map where the keys are no names but values themselves.
fn object(nodes: &[Node<'_>], mut whole: Document) -> Document {
    let members: Vec<(&str, Node<'_>)> =
        nodes.iter().flat_map(|node| node.members().collect::<Vec<_>>()).collect();
    if keys::are_values(&members) {
        let values: Vec<Node<'_>> = members.into_iter().map(|(_, node)| node).collect();
        pieces::put(&mut whole, "/additionalProperties", schema(&values));
        return whole;
    }
    let mut names: Vec<&str> = Vec::new();
    let mut by_name: BTreeMap<&str, Vec<Node<'_>>> = BTreeMap::new();
    for (name, node) in members {
        if !by_name.contains_key(name) {
            names.push(name);
        }
        by_name.entry(name).or_default().push(node);
    }
    let at = whole.locate(String::new());
    let required = names.iter().filter(|name| by_name[**name].len() == nodes.len());
    let required: Vec<Value> = required.map(|name| (*name).into()).collect();
    if !required.is_empty() {
        pieces::put(&mut whole, "/required", pieces::piece(required.into(), at.clone()));
    }
    if !names.is_empty() {
        pieces::put(&mut whole, "/properties", pieces::piece(Map::new().into(), at));
    }
    for name in names {
        pieces::put(&mut whole, &member("/properties", name), schema(&by_name[name]));
    }
    whole
}

/// A schema that says nothing, at the place of the first value.
fn empty(nodes: &[Node<'_>]) -> Document {
    let at = nodes.first().map(Node::location);
    let at = at
        .unwrap_or_else(|| crate::diagnostics::Location::file(&crate::diagnostics::Source::unnamed().into()));
    pieces::piece(Map::new().into(), at)
}
