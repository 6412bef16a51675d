//! Following `$ref` inside a document, and what the places are called that it leads to.

use super::Lowering;
use crate::{
    diagnostics::SourceProblem,
    document::{FILES, Node, percent_decoded},
};

/// How many references may follow each other before they are taken for a circle.
const LONGEST_CHAIN: usize = 64;

/// What holds schemas by their names, in a file of any kind.
const CONTAINERS: [&str; 4] = ["components/schemas", "definitions", "$defs", "schemas"];

/// What tells a file that is one schema from a file of several by their names.
const OF_A_SCHEMA: [&str; 9] =
    ["$ref", "type", "properties", "items", "enum", "const", "allOf", "oneOf", "anyOf"];

impl Lowering<'_> {
    /// The node that a chain of references ends at, or the node itself; nothing, and a report, where it ends nowhere.
    pub(super) fn follow<'d>(&mut self, node: &Node<'d>) -> Option<Node<'d>> {
        let mut here = node.clone();
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = here.text("$ref") else { return Some(here) };
            match here.referred(reference).or_else(|| through(&here, reference)) {
                Some(there) => here = there,
                None => {
                    let problem = here.unread(reference).cloned().unwrap_or_else(|| {
                        let is_here = reference.starts_with('#');
                        let reference = as_written(reference);
                        match is_here {
                            true => SourceProblem::DanglingReference { reference },
                            false => SourceProblem::ReferenceElsewhere { reference },
                        }
                    });
                    self.found.report(problem, here.location_of("$ref"));
                    return None;
                }
            }
        }
        let reference = as_written(node.text("$ref").unwrap_or_default());
        self.found.report(SourceProblem::CircularReference { reference }, node.location_of("$ref"));
        None
    }
}

/// The place that a reference names where there are further references on the way to it.
fn through<'d>(from: &Node<'d>, reference: &str) -> Option<Node<'d>> {
    let pointer = percent_decoded(reference.strip_prefix('#')?)?;
    let mut here = from.root();
    for token in pointer.split('/').skip(1).map(unescaped) {
        let step = |node: &Node<'d>| {
            node.get(&token).or_else(|| token.parse().ok().and_then(|index| node.item(index)))
        };
        let mut turns = 0;
        while step(&here).is_none() && turns < LONGEST_CHAIN {
            here = here.text("$ref").and_then(|reference| here.referred(reference))?;
            turns += 1;
        }
        here = step(&here)?;
    }
    Some(here)
}

/// The name of the place that a reference names: `Cat/House` of `#/components/schemas/Cat~1House`.
pub(super) fn target_name(reference: &str) -> String {
    let reference = percent_decoded(reference).unwrap_or_else(|| reference.to_owned());
    match reference.strip_prefix('#').and_then(file_and_inside) {
        Some((file, "")) => stem(&file),
        _ => unescaped(reference.rsplit('/').next().unwrap_or_default()),
    }
}

/// The name under which a schema stands in its document: `file_link` at `/components/schemas/file_link`. One that
/// is the whole of another file is called after that: `Pet.yaml`.
pub(super) fn author_name(node: &Node<'_>) -> Option<String> {
    let is_definition =
        [&["components", "schemas"][..], &["definitions"]].iter().any(|above| node.is_member_of(above));
    if is_definition || node.is_in("$defs") {
        return Some(node.name());
    }
    if !node.is_below(FILES) {
        return None;
    }
    let pointer = node.pointer();
    let (file, inside) = file_and_inside(&pointer)?;
    if inside.is_empty() {
        return Some(stem(&file));
    }
    let is_named = match inside.trim_start_matches('/').rsplit_once('/') {
        Some((above, _)) => CONTAINERS.contains(&above),
        // A file of schemas by their names, unless it is a schema or a parameter itself.
        None => {
            let whole = node.root().get(FILES).and_then(|files| files.get(&file));
            let is_part = ["schema", "items", "additionalProperties", "not"].contains(&node.name().as_str());
            !is_part && whole.is_some_and(|whole| OF_A_SCHEMA.iter().all(|word| whole.get(word).is_none()))
        }
    };
    is_named.then(|| node.name())
}

/// The name under which an answer stands that operations share: `NotFound` at `/components/responses/NotFound`. One that
/// is the whole of another file is called after that.
pub(super) fn answer_name(node: &Node<'_>) -> Option<String> {
    let pointer = node.pointer();
    let inside = match file_and_inside(&pointer) {
        Some((file, "")) => return Some(stem(&file)),
        Some((_, inside)) => inside,
        None => &pointer,
    };
    let (above, _) = inside.rsplit_once('/')?;
    let is_shared =
        above == "/components/responses" || (above == "/responses" && inside.len() < pointer.len());
    is_shared.then(|| node.name())
}

/// The other file that a place stands in, and where in it.
fn file_and_inside(pointer: &str) -> Option<(String, &str)> {
    let rest = pointer.strip_prefix('/')?.strip_prefix(FILES)?.strip_prefix('/')?;
    let end = rest.find('/').unwrap_or(rest.len());
    Some((unescaped(&rest[..end]), &rest[end..]))
}

/// A reference as its author may have written it: `schemas/pet.yaml#/name`.
fn as_written(reference: &str) -> String {
    match reference.strip_prefix('#').and_then(file_and_inside) {
        Some((file, "")) => file,
        Some((file, inside)) => format!("{file}#{inside}"),
        None => reference.to_owned(),
    }
}

/// `pet` of `schemas/pet.yaml`, of `pet.schema.json`, and of `pet/index.yaml`.
fn stem(file: &str) -> String {
    let mut steps = file.rsplit('/');
    let name = steps.next().unwrap_or_default();
    let bare = name.rsplit_once('.').map_or(name, |(bare, _)| bare);
    let bare = bare.strip_suffix(".schema").unwrap_or(bare);
    let folder = steps.next().filter(|folder| bare == "index" && *folder != "..");
    folder.unwrap_or(bare).to_owned()
}

/// A token of a JSON pointer as the key that it stands for (RFC 6901, section 4).
fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}
