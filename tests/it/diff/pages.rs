//! The same operations on pages of three designs differ in what the pages say, and in nothing else.
//!
//! The pages are those of `../shared/pages`, which belongs to the machine and not to the project. What each count is:
//! the pages of the first design say of no body what it is, and show none for a GET; those of the third one say of the
//! answers without a status what is in them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use bindery::{api::Api, diff::diff};

use super::{api, counts};

/// The folder of the pages, unless this is a machine without it.
fn folder() -> Option<&'static Path> {
    let folder = Path::new("../shared/pages");
    if !folder.exists() {
        assert!(std::env::var_os("CI").is_none(), "{} is not there", folder.display());
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// How many changes of each sort there are between the operations that two folders share.
fn shared(old: &Path, new: &Path) -> BTreeMap<String, usize> {
    let (old, new) = (api(old).expect("no errors"), api(new).expect("no errors"));
    let address = |api: &Api| -> BTreeSet<(String, String)> {
        api.operations.iter().map(|operation| (operation.method.clone(), operation.path.clone())).collect()
    };
    assert!(!old.operations.is_empty());
    assert_eq!(address(&old), address(&new), "the folders hold the same operations");
    counts(&diff(&old, &new))
}

fn assert_counts(old: &str, new: &str, expected: &[(&str, usize)]) {
    let Some(folder) = folder() else { return };
    let counts = shared(&folder.join(old), &folder.join(new));
    let counts: Vec<(&str, usize)> = counts.iter().map(|(sort, count)| (sort.as_str(), *count)).collect();
    assert_eq!(counts, expected, "{old} -> {new}");
}

#[test]
fn the_second_and_the_third_design_say_the_same() {
    assert_counts("second/twilio", "third/twilio", &[]);
    assert_counts("second/openai", "third/openai", &[]);
    assert_counts("second/apis-io-maintainers", "third/apis-io-maintainers", &[]);
    // The answer of one page has another status.
    assert_counts("second/sample", "third/sample", &[("response added", 1), ("response removed", 1)]);
    // Answers with any other status have a media type on the third pages only.
    assert_counts("second/stripe", "third/stripe", &[("media type added", 147), ("media type removed", 1)]);
}

#[test]
fn pages_inside_a_site_say_the_same() {
    assert_counts("second/sample", "second-docfx/sample", &[]);
}

#[test]
fn the_first_design_does_not_say_what_bodies_are() {
    let stripe = [
        ("body added", 77),
        ("body made required", 16),
        ("media type changed", 70),
        ("server added", 1),
        ("type narrowed", 70),
    ];
    assert_counts("first/stripe", "second/stripe", &stripe);
    let twilio =
        [("body made required", 34), ("media type changed", 62), ("server added", 1), ("type narrowed", 62)];
    assert_counts("first/twilio", "second/twilio", &twilio);
    let openai =
        [("body made required", 20), ("media type changed", 26), ("server added", 1), ("type narrowed", 25)];
    assert_counts("first/openai", "second/openai", &openai);
}
