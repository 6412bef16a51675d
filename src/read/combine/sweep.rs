//! What was brought into a document for nothing, or is left behind for nothing.
//!
//! In: a document, and the places of shared things that may not be needed. Out: the document without those that nothing
//! leads to: of two descriptions that disagree only one is kept, and what the other refers to is kept for nobody.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    import::{SCHEMES, heirs, pointer_of},
    pieces,
};
use crate::{
    document::{Document, escape},
    read::references,
};

/// Takes out each of these places that nothing leads to.
pub(super) fn sweep(document: &mut Document, places: &BTreeSet<String>) {
    let needed = needed(&document.root, places);
    for place in places.difference(&needed) {
        pieces::remove(document, place);
        let above = std::iter::successors(place.rsplit_once('/'), |(above, _)| above.rsplit_once('/'));
        let above: Vec<&str> = above.map(|(above, _)| above).filter(|above| !above.is_empty()).collect();
        for above in above {
            if document.root.pointer(above).and_then(Value::as_object).is_some_and(serde_json::Map::is_empty)
            {
                pieces::remove(document, above);
            }
        }
    }
}

/// The places that something else leads to, directly or by one another.
fn needed(root: &Value, places: &BTreeSet<String>) -> BTreeSet<String> {
    let mut rest = root.clone();
    for place in places {
        // It is not the value of its place that leads to it, but those of others.
        if let Some(value) = rest.pointer_mut(place) {
            *value = Value::Null;
        }
    }
    let heirs = heirs(root);
    let mut needed = BTreeSet::new();
    let mut waiting = led_to(&rest);
    waiting.extend(schemes(&rest));
    while let Some(pointer) = waiting.pop() {
        let mut above = std::iter::successors(Some(pointer.as_str()), |inside| {
            inside.rsplit_once('/').map(|(above, _)| above)
        });
        let Some(place) = above.find_map(|above| places.get(above)) else { continue };
        let Some(value) = root.pointer(place).filter(|_| needed.insert(place.clone())) else { continue };
        waiting.extend(led_to(value));
        if value.get("discriminator").is_some() {
            waiting.extend(heirs.get(place).into_iter().flatten().cloned());
        }
    }
    needed
}

/// Where the references of a tree lead.
fn led_to(tree: &Value) -> Vec<String> {
    let mut found = Vec::new();
    references::each_reference(&mut tree.clone(), &mut |reference| found.extend(pointer_of(reference)));
    found
}

/// The places of the security schemes that are asked for, by the document or an operation.
fn schemes(root: &Value) -> Vec<String> {
    let items = root.get("paths").and_then(Value::as_object);
    let members = items.into_iter().flatten().filter_map(|(_, item)| item.as_object()).flatten();
    let lists = members.filter_map(|(_, operation)| operation.get("security")).chain(root.get("security"));
    let needed = lists.filter_map(Value::as_array).flatten().filter_map(Value::as_object);
    needed.flat_map(|needed| needed.keys()).map(|name| format!("{SCHEMES}/{}", escape(name))).collect()
}
