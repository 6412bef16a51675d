//! References by other words than `$ref`, and to places by their names (JSON Schema 2020-12, section 8.2).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{document::escape, read::references};

/// Turns references to anchors and ids, and dynamic and recursive ones, into references to places of the same file.
///
/// A dynamic reference is taken for the anchor that it names in its own file: that is what it means wherever no
/// schema around it gives the anchor anew.
pub(super) fn settle(tree: &mut Value, text: &str) {
    // Most files have none of these words, and are not looked through for them.
    if !["$anchor", "$dynamic", "$recursive", "$id"].iter().any(|word| text.contains(word)) {
        return;
    }
    let mut names = Names::default();
    names.collect(tree, &mut Here::default());
    for (pointer, to) in std::mem::take(&mut names.recursive) {
        if let Some(Value::Object(object)) = tree.pointer_mut(&pointer) {
            // What stands beside a reference says something of its own, which this does not.
            object.shift_remove("$recursiveRef");
            object.insert("$ref".into(), format!("#{to}").into());
        }
    }
    for (pointer, fragment, to) in std::mem::take(&mut names.inside) {
        // A schema with an id is a document of its own; but many only decorate theirs with one.
        let (here, there) = (tree.pointer(&fragment).is_some(), tree.pointer(&to).is_some());
        if let (false, true, Some(Value::Object(object))) = (here, there, tree.pointer_mut(&pointer)) {
            object.insert("$ref".into(), format!("#{to}").into());
        }
    }
    references::each_object(tree, &mut |object| {
        if let (None, Some(Value::String(dynamic))) = (object.get("$ref"), object.get("$dynamicRef")) {
            let dynamic = dynamic.clone();
            object.shift_remove("$dynamicRef");
            object.insert("$ref".into(), dynamic.into());
        }
        if let Some(Value::String(reference)) = object.get_mut("$ref")
            && let Some(to) = names.target(reference)
        {
            *reference = format!("#{to}");
        }
    });
}

/// The place of an anchor in a file.
pub(super) fn place(tree: &Value, anchor: &str) -> Option<String> {
    let mut names = Names::default();
    names.collect(tree, &mut Here::default());
    names.anchors.remove(anchor)
}

/// What has a name in a file, and what refers to others not by name.
#[derive(Default)]
struct Names {
    anchors: BTreeMap<String, String>,
    ids: BTreeMap<String, String>,
    /// The places of recursive references, and what they refer to.
    recursive: Vec<(String, String)>,
    /// The places of references inside a schema with an id, their fragments, and where they lead in that schema.
    inside: Vec<(String, String, String)>,
}

/// Where a walk through a file is.
#[derive(Clone, Default)]
struct Here {
    pointer: String,
    /// The schema with an id that this is inside of.
    resource: String,
    /// What a recursive reference leads to from here.
    recursive: String,
}

impl Names {
    fn collect(&mut self, tree: &Value, here: &mut Here) {
        match tree {
            Value::Object(object) => {
                let text = |key: &str| object.get(key).and_then(Value::as_str);
                for anchor in [text("$anchor"), text("$dynamicAnchor")].into_iter().flatten() {
                    self.anchors.entry(anchor.to_owned()).or_insert_with(|| here.pointer.clone());
                }
                if let Some(id) = text("$id").or_else(|| text("id").filter(|id| id.starts_with('#'))) {
                    self.ids
                        .entry(id.trim_end_matches('#').to_owned())
                        .or_insert_with(|| here.pointer.clone());
                    here.resource.clone_from(&here.pointer);
                    here.recursive.clone_from(&here.pointer);
                }
                let is_component = here
                    .pointer
                    .rsplit_once('/')
                    .is_some_and(|(above, _)| ["/components/schemas", "/definitions"].contains(&above));
                if is_component || object.get("$recursiveAnchor") == Some(&Value::Bool(true)) {
                    here.recursive.clone_from(&here.pointer);
                }
                if text("$recursiveRef").is_some() {
                    self.recursive.push((here.pointer.clone(), here.recursive.clone()));
                }
                let fragment = text("$ref").and_then(|reference| reference.strip_prefix('#'));
                if let (Some(fragment), false) = (fragment, here.resource.is_empty()) {
                    let to = format!("{}{fragment}", here.resource);
                    self.inside.push((here.pointer.clone(), fragment.to_owned(), to));
                }
                for (key, child) in object.iter().filter(|(key, child)| !references::is_data(key, child)) {
                    let pointer = format!("{}/{}", here.pointer, escape(key));
                    self.collect(child, &mut Here { pointer, ..here.clone() });
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.collect(
                        item,
                        &mut Here { pointer: format!("{}/{index}", here.pointer), ..here.clone() },
                    );
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// The place that a name stands for: `#node`, `https://example.com/tree`, `/schemas/tree#/items`.
    fn target(&self, reference: &str) -> Option<String> {
        let (id, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if id.is_empty() {
            let named = self.anchors.get(fragment).or_else(|| self.ids.get(reference));
            return named.cloned();
        }
        let place = self.ids.get(id)?;
        Some(format!("{place}{fragment}"))
    }
}
