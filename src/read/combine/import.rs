//! What a document shares, such as schemas and schemes, in another document.
//!
//! In: two documents, and pieces of the one that are to stand in the other. Out: references that lead to the same
//! schemas there. What the other has already, and says the same of, is one; what it says something else of under the
//! same name stays two: it stands among the files of the document.
//!
//! It does not know what a shared thing is, but that a schema with a discriminator brings those that inherit from it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::pieces;
use crate::{
    diagnostics::Location,
    document::{Document, FILES, escape, percent_decoded},
    read::references,
};

/// Where the shared things of a document stand in another, by their pointers in the first.
pub(super) struct Moves {
    moves: BTreeMap<String, String>,
    /// Where something stands now that was not there before.
    pub(super) brought: BTreeSet<String>,
}

impl Moves {
    /// Lets the references of a piece lead to where their targets stand now.
    pub(super) fn turn(&self, tree: &mut Value) {
        references::each_reference(tree, &mut |reference| {
            let Some(pointer) = pointer_of(reference) else { return };
            let Some(moved) = references::below_moved(&pointer, &self.moves) else { return };
            if moved != pointer {
                *reference = format!("#{moved}");
            }
        });
    }

    /// The schemes that are needed elsewhere too, where they stood.
    pub(super) fn schemes(&self) -> impl Iterator<Item = &String> {
        self.moves.keys().filter(|unit| unit.starts_with(SCHEMES))
    }

    /// The name that a security scheme has now.
    pub(super) fn scheme(&self, name: &str) -> String {
        let moved = self.moves.get(&format!("{SCHEMES}/{}", escape(name)));
        let name_of = |pointer: &String| pieces::unescaped(pointer.rsplit('/').next().unwrap_or_default());
        moved.map_or_else(|| name.to_owned(), name_of)
    }
}

/// Where security schemes stand.
pub(super) const SCHEMES: &str = "/components/securitySchemes";

/// Brings all that these pieces of a document refer to into another document.
pub(super) fn import(
    from: &Document,
    wanted: &[Value],
    schemes: &BTreeSet<String>,
    home: &mut Document,
) -> Moves {
    let units = reached(&from.root, wanted, schemes);
    let same = same(&from.root, &units, &home.root);
    let mut moves = BTreeMap::new();
    for unit in &units {
        let to = match same.contains(unit) || home.root.pointer(unit).is_none() {
            true => unit.clone(),
            false => free(home, from, unit),
        };
        moves.insert(unit.clone(), to);
    }
    let brought = moves.iter().filter(|(unit, _)| !same.contains(*unit)).map(|(_, to)| to.clone()).collect();
    let moves = Moves { moves, brought };
    for (unit, to) in moves.moves.iter().filter(|(unit, _)| !same.contains(*unit)) {
        let Some(node) = from.at(unit) else { continue };
        let mut piece = pieces::cut(&node);
        moves.turn(&mut piece.root);
        let at = node.location();
        if let Some((above, _)) = to.rsplit_once('/') {
            pieces::make_way(home, above, &at);
        }
        pieces::put(home, to, piece);
    }
    let unread = from.unread.iter().map(|(reference, problem)| (reference.clone(), problem.clone()));
    home.unread.extend(unread);
    moves
}

/// The pointer that a reference inside a document names.
pub(super) fn pointer_of(reference: &str) -> Option<String> {
    let pointer = reference.strip_prefix('#')?;
    percent_decoded(pointer)
}

/// The shared thing that a place is in: `/components/schemas/Pet` of `/components/schemas/Pet/properties/id`.
fn unit(pointer: &str) -> String {
    let steps = match pointer.split('/').nth(1) {
        Some("components") => 3,
        Some("definitions" | FILES) => 2,
        Some(_) | None => 1,
    };
    let end = pointer.match_indices('/').nth(steps).map_or(pointer.len(), |(end, _)| end);
    pointer[..end].to_owned()
}

/// Every shared thing that is reached from some values.
fn reached(root: &Value, wanted: &[Value], schemes: &BTreeSet<String>) -> BTreeSet<String> {
    let mut units: BTreeSet<String> = BTreeSet::new();
    let mut waiting: Vec<String> = wanted.iter().flat_map(references_of).collect();
    waiting.extend(schemes.iter().map(|name| format!("{SCHEMES}/{}", escape(name))));
    let heirs = heirs(root);
    while let Some(unit) = waiting.pop() {
        let Some(value) = root.pointer(&unit) else { continue };
        if !units.insert(unit.clone()) {
            continue;
        }
        waiting.extend(references_of(value));
        if value.get("discriminator").is_some() {
            waiting.extend(heirs.get(&unit).into_iter().flatten().cloned());
        }
    }
    units
}

/// The shared things that a tree refers to.
fn references_of(tree: &Value) -> Vec<String> {
    let mut found = Vec::new();
    // What shows references may change them; a copy is not needed where there are none.
    references::each_reference(&mut tree.clone(), &mut |reference| {
        found.extend(pointer_of(reference).map(|pointer| unit(&pointer)));
    });
    found
}

/// The schemas that inherit from another, by the place of that.
pub(super) fn heirs(root: &Value) -> BTreeMap<String, Vec<String>> {
    let mut heirs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
    for (name, schema) in schemas.into_iter().flatten() {
        let arms = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for parent in arms.filter_map(|arm| pointer_of(arm.get("$ref")?.as_str()?)) {
            heirs.entry(parent).or_default().push(format!("/components/schemas/{}", escape(name)));
        }
    }
    heirs
}

/// The shared things that both documents have, and say the same of, down to all that they refer to.
fn same(from: &Value, units: &BTreeSet<String>, home: &Value) -> BTreeSet<String> {
    let is_equal = |unit: &&String| home.pointer(unit).is_some_and(|here| Some(here) == from.pointer(unit));
    let mut same: BTreeSet<String> = units.iter().filter(is_equal).cloned().collect();
    let parts: BTreeMap<&String, Vec<String>> =
        units.iter().filter_map(|unit| Some((unit, references_of(from.pointer(unit)?)))).collect();
    loop {
        let is_other = |unit: &&String| {
            parts.get(unit).into_iter().flatten().any(|part| units.contains(part) && !same.contains(part))
        };
        let others: Vec<String> = same.iter().filter(is_other).cloned().collect();
        if others.is_empty() {
            return same;
        }
        others.iter().for_each(|other| {
            same.remove(other);
        });
    }
}

/// A place in the home of a shared thing whose own place is taken there.
fn free(home: &Document, from: &Document, unit: &str) -> String {
    if let Some(name) = unit.strip_prefix(SCHEMES) {
        // A scheme is named, not referred to, so it must stand among the others.
        let names = (2..).map(|number| format!("{SCHEMES}{name}-{number}"));
        let mut free = names.filter(|place| home.root.pointer(place).is_none());
        return free.next().unwrap_or_default();
    }
    let source = file_of(from);
    let places = (1..).map(|number| match number {
        1 => format!("/{FILES}/{}{unit}", escape(&source)),
        _ => format!("/{FILES}/{}{unit}", escape(&format!("{number}/{source}"))),
    });
    let mut free = places.filter(|place| home.root.pointer(place).is_none());
    free.next().unwrap_or_default()
}

/// The file that a document begins in.
pub(super) fn file_of(document: &Document) -> String {
    let Location { source, .. } = document.locate(String::new());
    source.name.clone()
}
