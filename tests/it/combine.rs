//! Several sources as one API: merged, overlaid, patched, and completed from recorded answers.
//!
//! Each folder in `tests/combine` is a case: a `bindery.toml` whose first line says what it shows, and its sources. Beside
//! it stands what is said of it, and the document that comes out. After a change: `INSTA_UPDATE=always cargo test --test
//! it combine`, then read the difference.

mod places;
mod runs;
mod settings;
mod symmetry;

use std::{
    panic,
    path::{Path, PathBuf},
};

use bindery::{Config, Diagnostics, Model};

use crate::rules;

/// The configuration of a case.
fn config(case: &str) -> Config {
    let mut found = Diagnostics::default();
    let path = Path::new("tests/combine").join(case).join("bindery.toml");
    let config = Config::read(&path, &mut found);
    assert!(!found.has_errors(), "{found}");
    config
}

/// What is found in a case, and its document.
fn outcome(config: &Config) -> String {
    let (text, found) = bindery::inspect(config, Model::Document, None);
    let generated = bindery::generate(config);
    let all = if found.has_errors() { found } else { generated.diagnostics };
    format!("{all}\n\n{text}")
}

fn cases() -> Vec<PathBuf> {
    let mut cases = rules::entries(Path::new("tests/combine"));
    cases.retain(|path| path.join("bindery.toml").is_file());
    cases
}

#[test]
fn every_case_comes_out_as_it_was_reviewed() {
    let mut failed = Vec::new();
    for path in cases() {
        let case = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        // All differences are shown, not only the first.
        if panic::catch_unwind(|| compare(&case)).is_err() {
            failed.push(case);
        }
    }
    assert!(failed.is_empty(), "these come out otherwise: {failed:#?}");
}

/// Compares what comes out of a case with the snapshot beside it.
fn compare(case: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../combine");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(case, outcome(&config(case))));
}
