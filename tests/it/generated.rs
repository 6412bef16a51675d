//! The generated code of each rule, as it was last reviewed.
//!
//! After a change: `INSTA_UPDATE=always cargo test --test it generated`, then read the difference as code.

use std::{fs, panic, path::Path};

use crate::rules::{self, Rule};

/// Compares what a rule gives with the snapshot beside it.
fn compare(rule: &Rule) {
    let (group, name) = rule.name.split_once('/').expect("a rule is in a group");
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(format!("rules/{group}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(&rule.says);
    settings.bind(|| insta::assert_snapshot!(name, rules::shown(&rule.config)));
}

#[test]
fn every_rule_gives_the_code_that_was_reviewed() {
    let mut failed = Vec::new();
    for rule in rules::all() {
        // All differences are shown, not only the first.
        if panic::catch_unwind(|| compare(&rule)).is_err() {
            failed.push(rule.name.clone());
        }
    }
    assert!(failed.is_empty(), "these rules give other code: {failed:#?}");
}

#[test]
fn every_snapshot_has_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/rules");
    for path in rules::entries(&folder).iter().flat_map(|group| rules::entries(group)) {
        assert!(path.with_extension("yaml").exists(), "{} belongs to no rule", path.display());
    }
}

#[test]
fn a_page_and_a_document_are_one_input() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (document, _) = bindery::scrape(&rules::config(rules::SEED));
    let document = document.expect("the page is an operation page");
    let path = folder.path().join("PostFileLinks.json");
    fs::write(&path, document.root.to_string()).expect("it can be written");
    let read = rules::generate(&rules::config(path));
    assert_eq!(read.files, rules::generate(&rules::config(rules::SEED)).files);
}

#[test]
fn several_sources_are_one_client() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let document = "openapi: 3.0.3\nservers: [{url: 'https://b.example.com'}]\npaths: {/b: {get: {}}}";
    let path = folder.path().join("b.yaml");
    fs::write(&path, document).expect("it can be written");
    let mut config = rules::config(rules::SEED);
    config.sources.insert(0, path);
    let text = rules::particular(&rules::generate(&config).files[0]);
    assert!(text.contains("ClientBuilder::new(Some(\"https://b.example.com\"))"), "{text}");
    assert!(text.contains("call.server(\"https://api.stripe.com\");"), "{text}");
    assert!(text.contains("pub fn get_b(") && text.contains("pub fn post_file_links("), "{text}");
}
