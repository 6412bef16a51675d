//! Objects of a tree that mean something, and the references among them.

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

/// Keywords whose values are not looked into: whatever they look like, they are data.
const DATA: [&str; 6] = ["example", "default", "enum", "const", "value", "mapping"];

fn each(tree: &mut Value, is_names: bool, show: &mut impl FnMut(&mut Map<String, Value>)) {
    match tree {
        Value::Object(object) => {
            // A property may be called `$ref` too; what it is then is no text.
            if !is_names || object.get("$ref").is_some_and(Value::is_string) {
                show(object);
            }
            for (key, child) in object {
                let is_data = DATA.contains(&key.as_str()) || (key == "examples" && child.is_array());
                if is_names || !is_data {
                    each(child, !is_names && NAMES.contains(&key.as_str()), show);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, false, show)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
