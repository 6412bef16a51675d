//! Real documents: none differs from itself, and two that are a year apart differ in what changed in that year.
//!
//! The documents are those of `../shared/specs`, which belongs to the machine and not to the project.

use std::path::{Path, PathBuf};

use bindery::diff::{Level, diff};

use super::{api, between, counts};

/// The folder of the documents, unless this is a machine without it.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/specs");
    if !folder.exists() {
        assert!(std::env::var_os("CI").is_none(), "{} is not there", folder.display());
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// The documents of the list, as far as they have no errors.
fn documents() -> Vec<PathBuf> {
    let Some(folder) = folder() else { return Vec::new() };
    let list = std::fs::read_to_string(folder.join("INDEX.tsv")).expect("the folder has a list");
    list.lines().skip(1).filter_map(|line| Some(folder.join(line.split('\t').nth(1)?))).collect()
}

fn assert_same(documents: &[PathBuf]) {
    for path in documents {
        // Both sides are read: that an API is itself shows nothing of what is read in another order.
        if let (Some(old), Some(new)) = (api(path), api(path)) {
            let changes = diff(&old, &new);
            assert!(changes.is_empty(), "{}: {}", path.display(), changes.render(false));
        }
    }
}

#[test]
fn small_documents_do_not_differ_from_themselves() {
    let is_small = |path: &PathBuf| path.metadata().is_ok_and(|metadata| metadata.len() < 300_000);
    let small: Vec<PathBuf> = documents().into_iter().filter(is_small).collect();
    assert_same(&small);
}

#[test]
#[ignore = "90 documents of up to 13 MB take a minute"]
fn no_document_differs_from_itself() {
    assert_same(&documents());
}

#[test]
fn a_year_of_an_api_is_told() {
    let Some(folder) = folder() else { return };
    let changes = between(&folder.join("stripe-2022-04-json.json"), &folder.join("stripe-2023-09.yaml"));
    assert_eq!(changes.verdict(), Some(Level::Major));
    insta::assert_debug_snapshot!(counts(&changes));
    let is_at = |place: &str| changes.iter().any(|change| change.place() == place);
    assert!(is_at("charge › refunds"), "{}", changes.render(false));
    // What types share is said once, where they are defined.
    let places =
        changes.iter().filter(|change| change.path.last().is_some_and(|step| step == "affirm_payments"));
    assert_eq!(places.count(), 2);
}
