//! Objects of a tree that mean something, and the references among them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::document::FILES;

/// Whether a pointer leads into another file than the one that a document begins in.
pub(super) fn is_other_file(pointer: &str) -> bool {
    pointer
        .strip_prefix('/')
        .and_then(|rest| rest.strip_prefix(FILES))
        .is_some_and(|rest| rest.starts_with('/'))
}

/// Shows every object of a tree, the inner ones last, but those that are only data: examples and values.
pub(super) fn each_object(tree: &mut Value, show: &mut impl FnMut(&mut Map<String, Value>)) {
    each(tree, false, show);
}

/// Shows every reference of a tree: each `$ref`, and those by which a discriminator tells schemas apart.
pub(super) fn each_reference(tree: &mut Value, show: &mut impl FnMut(&mut String)) {
    each_object(tree, &mut |object| {
        if let Some(Value::String(reference)) = object.get_mut("$ref") {
            show(reference);
        }
        let Some(Value::Object(discriminator)) = object.get_mut("discriminator") else { return };
        if let Some(Value::Object(mapping)) = discriminator.get_mut("mapping") {
            mapping.values_mut().filter_map(reference_or_name).for_each(&mut *show);
        }
        if let Some(reference) = discriminator.get_mut("defaultMapping").and_then(reference_or_name) {
            show(reference);
        }
    });
}

/// A text that is a reference to a schema, where it might be the name of one too.
fn reference_or_name(value: &mut Value) -> Option<&mut String> {
    let Value::String(text) = value else { return None };
    let is_file = [".json", ".yaml", ".yml"].iter().any(|end| text.ends_with(end));
    (is_file || text.contains(['#', '/'])).then_some(text)
}

/// A reference to where its target stands now, by what was moved from where to where; nothing where it was not.
pub(super) fn moved(reference: &str, moves: &BTreeMap<String, String>) -> Option<String> {
    let pointer = reference.strip_prefix('#')?;
    let moved = below_moved(pointer, moves)?;
    (moved != pointer).then(|| format!("#{moved}"))
}

/// A place inside one that was moved; the innermost of those that were.
pub(super) fn below_moved(pointer: &str, moves: &BTreeMap<String, String>) -> Option<String> {
    let above = std::iter::successors(Some(pointer), |inside| inside.rfind('/').map(|end| &inside[..end]));
    let (from, to) = above.filter_map(|above| Some((above, moves.get(above)?))).next()?;
    Some(format!("{to}{}", &pointer[from.len()..]))
}

/// Whether a member is only data: whatever it looks like, no reference in it is one.
pub(super) fn is_data(key: &str, child: &Value) -> bool {
    DATA.contains(&key) || (["examples", "enum"].contains(&key) && child.is_array())
}

/// Whether the members of a member are named by an author.
pub(super) fn has_names(key: &str) -> bool {
    NAMES.contains(&key)
}

/// Keywords whose members are named by an author: a property may be called `example`.
const NAMES: [&str; 12] = [
    "properties",
    "patternProperties",
    "definitions",
    "$defs",
    "dependentSchemas",
    "schemas",
    "parameters",
    "responses",
    "requestBodies",
    "headers",
    "examples",
    "pathItems",
];

/// Keywords whose values are data, and extensions that hold examples in many languages.
const DATA: [&str; 7] =
    ["example", "default", "const", "value", "mapping", "x-codeSamples", "x-code-samples"];

fn each(tree: &mut Value, is_names: bool, show: &mut impl FnMut(&mut Map<String, Value>)) {
    match tree {
        Value::Object(object) => {
            // A property may be called `$ref` too; what it is then is no text.
            if !is_names || object.get("$ref").is_some_and(Value::is_string) {
                show(object);
            }
            for (key, child) in object {
                if is_names || !is_data(key, child) {
                    each(child, !is_names && has_names(key), show);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, false, show)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
