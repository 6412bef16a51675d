//! What a JSONPath selects (RFC 9535), as pointers.
//!
//! In: a document, and a path that was checked. Out: the pointers of the places, in the order of the document.

use std::collections::HashSet;

use jsonpath_rust::{
    parser::{model::JpQuery, parse_json_path},
    query::js_path_process,
};
use serde_json::Value;

use crate::document::escape;

/// The query of a path.
pub(super) fn query(path: &str) -> Result<JpQuery, String> {
    parse_json_path(path).map_err(|error| {
        // The library draws a picture; what it expected stands in the last line of that.
        let text = error.to_string();
        let last = text.lines().last().unwrap_or_default().trim();
        last.trim_start_matches("= ").to_owned()
    })
}

/// The places of a tree that a query selects.
pub(super) fn select(query: &JpQuery, root: &Value) -> Vec<String> {
    let Ok(selected) = js_path_process(query, root) else { return Vec::new() };
    let mut wanted: HashSet<*const Value> = HashSet::new();
    wanted.extend(selected.into_iter().map(|one| std::ptr::from_ref(one.val())));
    let mut pointers = Vec::new();
    walk(root, &mut String::new(), &wanted, &mut pointers);
    pointers
}

/// Paths of the library do not escape names, so places are known by where they stand in memory.
fn walk(value: &Value, pointer: &mut String, wanted: &HashSet<*const Value>, pointers: &mut Vec<String>) {
    if wanted.contains(&std::ptr::from_ref(value)) {
        pointers.push(pointer.clone());
    }
    let length = pointer.len();
    let mut inside = |token: &str, value: &Value| {
        pointer.push('/');
        pointer.push_str(token);
        walk(value, pointer, wanted, pointers);
        pointer.truncate(length);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| inside(&escape(key), value)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| inside(&index.to_string(), value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
