//! Every value of a document that was put together knows where it was written.

use std::collections::BTreeMap;

use bindery::{
    Diagnostics,
    diagnostics::Syntax,
    document::{Document, Node},
    read::{read, read_configured},
};
use serde_json::Value;

use super::{cases, config};

/// What is made up, or turned to lead to its new place.
const OTHERWISE: [&str; 4] = ["$ref", "name", "openapi", "description"];

/// Checks that each single value stands in its file at its pointer; how many do.
fn check(node: &Node<'_>, files: &mut BTreeMap<String, Option<Document>>) -> usize {
    let inside: usize = node.members().map(|(_, node)| check(&node, files)).sum();
    let inside = inside + node.items().map(|node| check(&node, files)).sum::<usize>();
    let is_single = !node.value.is_object() && !node.value.is_array();
    let at = node.location();
    assert!(!at.source.name.is_empty(), "nobody knows where {} stands", node.pointer());
    let is_settled = !OTHERWISE.contains(&node.name().as_str()) && !node.is_below("x-bindery-files");
    let is_source = at.source.syntax != Syntax::Other && at.source.text.contains("openapi:");
    if !is_single || !is_settled || !is_source {
        return inside;
    }
    let file = files.entry(at.source.name.clone()).or_insert_with(|| {
        read(&[at.source.name.clone().into()], &[], &[], &mut Diagnostics::default()).documents.pop()
    });
    let there = file.as_ref().and_then(|file| file.root.pointer(&at.pointer));
    assert_eq!(there, Some(node.value), "{} is not at {}", node.pointer(), at.pointer);
    inside + 1
}

#[test]
fn every_value_stands_where_it_is_said_to() {
    let mut checked = 0;
    for case in cases() {
        let name = case.file_name().expect("it has a name").to_string_lossy().into_owned();
        let documents = read_configured(&config(&name), &mut Diagnostics::default()).documents;
        let mut files = BTreeMap::new();
        checked += documents.iter().map(|document| check(&document.root(), &mut files)).sum::<usize>();
        assert!(documents.iter().all(|document| matches!(document.root, Value::Object(_))), "{name}");
    }
    assert!(checked > 200, "only {checked} values were looked up");
}
