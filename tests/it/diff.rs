//! What changed between two descriptions: a pair for each kind of change, in `tests/diff/`, with what is said of it.
//!
//! After a change: `INSTA_UPDATE=always cargo test --test it diff`, then read the difference as somebody who calls the
//! generated client.

#[cfg(feature = "cli")]
mod command;
#[cfg(feature = "cli")]
mod git;
mod pages;
mod real;
mod symmetry;

use std::{
    collections::BTreeMap,
    fs, panic,
    path::{Path, PathBuf},
};

use bindery::{
    Config, Diagnostics,
    api::Api,
    diff::{Changes, diff},
    lower::lower,
    read::read_configured,
};

use crate::rules;

/// What a source means, where it has no errors.
fn api(source: &Path) -> Option<Api> {
    let config: Config = rules::config(source);
    let mut found = Diagnostics::default();
    let inputs = read_configured(&config, &mut found);
    let api = lower(&inputs.documents, &config.types, &mut found);
    (!found.has_errors()).then_some(api)
}

/// What changed between two sources.
fn between(old: &Path, new: &Path) -> Changes {
    let read = |path: &Path| api(path).unwrap_or_else(|| panic!("{} has errors", path.display()));
    diff(&read(old), &read(new))
}

/// How many changes of each sort there are: `field added`.
fn counts(changes: &Changes) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for change in changes.iter() {
        *counts.entry(format!("{} {}", change.subject, change.kind)).or_default() += 1;
    }
    counts
}

/// All pairs, by their names.
fn pairs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    rules::entries(&folder)
        .iter()
        .filter(|path| path.is_dir())
        .map(|path| Path::new("tests/diff").join(path.file_name().expect("a name")))
        .collect()
}

fn compare(pair: &Path) {
    let text = fs::read_to_string(pair.join("old.yaml")).expect("a pair has an old description");
    let says = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("# "))
        .expect("its first line says what it shows");
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(Path::new("../..").join(pair));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(says);
    let changes = between(&pair.join("old.yaml"), &pair.join("new.yaml"));
    settings.bind(|| insta::assert_snapshot!("changes", changes.render(false)));
}

#[test]
fn every_pair_differs_as_it_was_reviewed() {
    assert!(pairs().len() >= 40);
    let mut failed = Vec::new();
    for pair in pairs() {
        // All differences are shown, not only the first.
        if panic::catch_unwind(|| compare(&pair)).is_err() {
            failed.push(pair);
        }
    }
    assert!(failed.is_empty(), "these pairs differ otherwise: {failed:#?}");
}

#[test]
fn a_description_does_not_differ_from_itself() {
    let of_pairs = pairs().into_iter().flat_map(|pair| [pair.join("old.yaml"), pair.join("new.yaml")]);
    let of_rules = rules::all().into_iter().flat_map(|rule| rule.config.sources);
    for path in of_pairs.chain(of_rules).chain(["specs/library.yaml".into(), rules::SEED.into()]) {
        if let Some(api) = api(&path) {
            let changes = diff(&api, &api);
            assert!(changes.is_empty(), "{}: {}", path.display(), changes.render(false));
            assert_eq!(changes.verdict(), None);
        }
    }
}
