//! What stands in another file and belongs to one place of the document is put there.
//!
//! `components: { schemas: { Pet: { $ref: pet.yaml } } }` makes the whole of `pet.yaml` the schema `Pet`, so that
//! it is called so wherever it is referred to; `paths: { $ref: paths.yaml }` is one map of paths. What is no
//! object, such as a description, is copied: a reference to it is nothing that a later stage could follow.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{
    document::{Document, Origin, escape, percent_decoded},
    read::references::{self, is_other_file},
};

/// How often references may lead to further ones.
const LONGEST_CHAIN: usize = 64;

/// How many nodes may be copied: what refers to itself in this way would grow without end.
const MOST_COPIED: usize = 1_000_000;

/// Members that are a map or a list, never a reference; where their author wrote one all the same, it is meant.
const WHOLE: [&str; 15] = [
    "paths",
    "components",
    "info",
    "schemas",
    "definitions",
    "properties",
    "patternProperties",
    "parameters",
    "responses",
    "requestBodies",
    "content",
    "headers",
    "examples",
    "securitySchemes",
    "discriminator",
];

/// Puts the parts of a document where they belong.
pub(super) fn mount(mut document: Document) -> Document {
    let mut moved: BTreeMap<String, String> = BTreeMap::new();
    if matches!(document.origin, Origin::Parts(_)) {
        let mounts = mounts(&mut document.root);
        references::each_reference(&mut document.root, &mut |reference| {
            if let Some(moved) = references::moved(reference, &mounts) {
                *reference = moved;
            }
        });
        moved.extend(mounts.into_iter().map(|(old, new)| (new, old)));
    }
    copy(&mut document.root, &mut moved);
    if moved.is_empty() {
        return document;
    }
    let mut parts = match &document.origin {
        Origin::Parts(parts) => parts.clone(),
        Origin::Text(_) | Origin::Pages(_) => {
            BTreeMap::from([(String::new(), document.locate(String::new()))])
        }
    };
    // A part that was moved into another that was moved itself is known by where it stood first.
    parts.extend(moved.iter().map(|(new, old)| (new.clone(), document.locate(first(old, &moved)))));
    Document { origin: Origin::Parts(parts), ..document }
}

/// Copies what cannot be referred to.
fn copy(root: &mut Value, moved: &mut BTreeMap<String, String>) {
    let mut left = MOST_COPIED;
    // What is copied may hold further references of the same kind.
    for _ in 0..8 {
        let mut copies = Vec::new();
        copies_in(root, root, &mut Vec::new(), false, &mut copies);
        if copies.is_empty() {
            return;
        }
        for (pointer, from) in copies {
            let Some(value) = root.pointer(&from) else { continue };
            let Some(rest) = left.checked_sub(size(value)) else { return };
            left = rest;
            let value = value.clone();
            if let Some(place) = root.pointer_mut(&pointer) {
                *place = value;
                moved.insert(pointer, from);
            }
        }
    }
}

/// How many nodes a tree has.
fn size(tree: &Value) -> usize {
    match tree {
        Value::Object(object) => 1 + object.values().map(size).sum::<usize>(),
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 1,
    }
}

/// Where a place stood before anything was moved.
fn first(pointer: &str, moved: &BTreeMap<String, String>) -> String {
    let mut here = pointer.to_owned();
    for _ in 0..LONGEST_CHAIN {
        match references::below_moved(&here, moved) {
            Some(before) if before != here => here = before,
            _ => break,
        }
    }
    here
}

/// Moves what the root refers to as a whole to where it refers to it; from where, and to where.
fn mounts(root: &mut Value) -> BTreeMap<String, String> {
    let mut mounts = BTreeMap::new();
    for place in ["paths", "components", "definitions", "parameters", "responses"] {
        mount_at(root, format!("/{place}"), &mut mounts);
    }
    for kind in keys(root, "/components") {
        mount_at(root, format!("/components/{}", escape(&kind)), &mut mounts);
    }
    for above in ["/components/schemas", "/definitions"] {
        for name in keys(root, above) {
            mount_at(root, format!("{above}/{}", escape(&name)), &mut mounts);
        }
    }
    mounts
}

fn keys(root: &Value, pointer: &str) -> Vec<String> {
    let object = root.pointer(pointer).and_then(Value::as_object);
    object.into_iter().flat_map(|object| object.keys().cloned()).collect()
}

fn mount_at(root: &mut Value, place: String, mounts: &mut BTreeMap<String, String>) {
    let Some(mut from) = root.pointer(&place).and_then(reference) else { return };
    for _ in 0..LONGEST_CHAIN {
        if let Some(moved) = references::moved(&from, mounts) {
            from = moved;
        }
        match from.strip_prefix('#').and_then(|pointer| root.pointer(pointer)).and_then(reference) {
            Some(further) => from = further,
            None => break,
        }
    }
    let Some(from) = from.strip_prefix('#').filter(|pointer| is_other_file(pointer)) else { return };
    let whole = match root.pointer_mut(from) {
        // A schema that holds the very place that refers to it cannot be put there.
        Some(whole @ Value::Object(_)) => std::mem::replace(whole, json!({ "$ref": format!("#{place}") })),
        _ => return,
    };
    if let Some(here) = root.pointer_mut(&place) {
        *here = whole;
        mounts.insert(from.to_owned(), place);
    }
}

/// The reference that a value is, where it is nothing else.
fn reference(value: &Value) -> Option<String> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    object.get("$ref")?.as_str().map(str::to_owned)
}

/// A step of a way into a tree.
#[derive(Clone, Copy)]
enum Step<'t> {
    Member(&'t str),
    Item(usize),
}

/// The references that are to be replaced by what they refer to: their places, and the places referred to.
fn copies_in<'t>(
    root: &'t Value,
    tree: &'t Value,
    path: &mut Vec<Step<'t>>,
    is_names: bool,
    copies: &mut Vec<(String, String)>,
) {
    match tree {
        Value::Object(object) => {
            for (key, child) in object {
                if !is_names && references::is_data(key, child) {
                    continue;
                }
                path.push(Step::Member(key));
                match child.get("$ref").and_then(Value::as_str) {
                    Some(to) => {
                        let above = path.len().checked_sub(2).and_then(|above| path.get(above));
                        // What stands at a media type cannot be a reference either.
                        let is_media = matches!(above, Some(Step::Member("content"))) && key.contains('/');
                        let is_whole = !is_names && (is_media || WHOLE.contains(&key.as_str()));
                        copies.extend(copied(root, path, to, is_whole));
                    }
                    None => copies_in(root, child, path, !is_names && references::has_names(key), copies),
                }
                path.pop();
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Item(index));
                copies_in(root, item, path, false, copies);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn copied(root: &Value, path: &[Step<'_>], to: &str, is_whole: bool) -> Option<(String, String)> {
    let to = to.strip_prefix('#')?;
    let decoded = || percent_decoded(to).filter(|decoded| root.pointer(decoded).is_some());
    let to = if root.pointer(to).is_some() { to.to_owned() } else { decoded()? };
    let target = root.pointer(&to)?;
    if target.is_object() && (!is_whole || target.get("$ref").is_some()) {
        return None;
    }
    let steps = path.iter().map(|step| match step {
        Step::Member(key) => format!("/{}", escape(key)),
        Step::Item(index) => format!("/{index}"),
    });
    let pointer: String = steps.collect();
    // What holds the reference to itself would grow without end.
    let is_around = pointer.strip_prefix(&to).is_some_and(|rest| rest.starts_with('/'));
    (!is_around).then_some((pointer, to))
}
