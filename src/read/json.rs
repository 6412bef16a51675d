//! JSON (RFC 8259), with its repeated keys reported: the parser takes the last of them without a word.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use serde_json::Value;

use crate::diagnostics::{Diagnostics, Location, Source, SourceProblem};

/// Reads a JSON text.
pub(super) fn read(source: &Arc<Source>, found: &mut Diagnostics) -> Result<Value, serde_json::Error> {
    let root: Value = serde_json::from_str(&source.text)?;
    // Each member has a colon: where there are more of them, members were lost.
    if colons(&source.text) > members(&root) {
        for (key, at) in repeated(&source.text) {
            found.report(SourceProblem::DuplicateKey { key }, Location::span(source, at));
        }
    }
    Ok(root)
}

/// The byte where a text stopped being JSON.
pub(super) fn place(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let rest = text[before..].split('\n').next().unwrap_or_default();
    // The parser counts columns in bytes.
    let inside = error.column().saturating_sub(1).min(rest.len());
    before + (0..=inside).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(0)
}

/// How many members the objects of a tree have.
fn members(tree: &Value) -> usize {
    match tree {
        Value::Object(object) => object.len() + object.values().map(members).sum::<usize>(),
        Value::Array(items) => items.iter().map(members).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// How many colons stand outside the strings of a JSON text.
fn colons(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut count, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at),
            b':' => {
                count += 1;
                at += 1;
            }
            _ => at += 1,
        }
    }
    count
}

/// The keys of a JSON text that stand in their object already, and where.
fn repeated(text: &str) -> Vec<(String, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut repeated = Vec::new();
    let mut open: Vec<BTreeSet<String>> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => open.push(BTreeSet::new()),
            b'}' | b']' => {
                open.pop();
            }
            b'"' => {
                let end = end_of_string(bytes, at);
                let next = bytes.get(end..).into_iter().flatten().find(|byte| !byte.is_ascii_whitespace());
                if let (Some(b':'), Some(keys)) = (next, open.last_mut()) {
                    let key: String = serde_json::from_str(&text[at..end]).unwrap_or_default();
                    if !keys.insert(key.clone()) {
                        repeated.push((key, at..end));
                    }
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    repeated
}

/// The byte behind a string that begins at a quote.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}
