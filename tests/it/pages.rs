//! A family of pages that only its profile knows: `tests/pages/acme.toml` for the pages of `tests/pages/acme/`.
//!
//! What the four built-in families become is tested beside the reader, in `src/read/page/tests`.

mod explain;
mod misfit;
mod rules;

use std::{fs, path::Path};

use bindery::{Config, Diagnostics};
use tempfile::TempDir;

/// The profile of the family.
const PROFILE: &str = "tests/pages/acme.toml";

/// A page with all that a page of the family can have.
const PAGE: &str = "tests/pages/acme/CreateWidget.html";

fn config(source: &str) -> Config {
    let mut config = crate::rules::config(source);
    config.profiles = vec![PROFILE.into()];
    config
}

/// What is found in a page, with a profile, after a text of either is replaced.
fn found_in(page: &str, profile: &str) -> (Diagnostics, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("it can be written");
        path
    };
    let mut config = crate::rules::config(write("page.html", page));
    config.profiles = vec![write("acme.toml", profile)];
    (bindery::scrape(&config).1, folder)
}

/// What is said of a page after a change, a line for each problem.
fn told(change: impl Fn(&str) -> String, profile: impl Fn(&str) -> String) -> String {
    let text = |path: &str| fs::read_to_string(Path::new(path)).expect("it is in the project");
    let (page, changed) = (text(PAGE), change(&text(PAGE)));
    let (known, other) = (text(PROFILE), profile(&text(PROFILE)));
    assert!(page != changed || known != other, "the test changes nothing");
    let (found, folder) = found_in(&changed, &other);
    let lines = found.iter().map(|found| {
        let (code, message) = (found.problem.code(), found.problem.message());
        format!("{:?} {code}: {message}\n", found.problem.severity())
    });
    let folder = format!("{}/", folder.path().display());
    lines.collect::<String>().replace(&folder, "")
}

#[test]
fn the_pages_become_one_document() {
    let (document, found) = bindery::scrape(&config("tests/pages/acme"));
    assert!(found.iter().next().is_none(), "{found}");
    let root = document.expect("there are no errors").root;
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("acme", format!("{root:#}")));
}

#[test]
fn the_pages_become_a_client() {
    let generated = bindery::generate(&config("tests/pages/acme"));
    assert!(generated.diagnostics.iter().next().is_none(), "{}", generated.diagnostics);
    let client = &generated.files[0].text;
    for method in ["pub fn create_widget(", "pub fn list_widgets(", "pub fn put_photo("] {
        assert!(client.contains(method), "{method} is missing in {client}");
    }
    assert!(generated.inputs.contains(&PROFILE.into()), "Cargo would not watch the profile");
}

#[test]
fn a_profile_can_be_named_in_bindery_toml() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::copy(PAGE, folder.path().join("page.html")).expect("it can be copied");
    fs::copy(PROFILE, folder.path().join("acme.toml")).expect("it can be copied");
    let path = folder.path().join("bindery.toml");
    fs::write(&path, "sources = [\"page.html\"]\nprofiles = [\"acme.toml\"]\n").expect("it can be written");
    let mut found = Diagnostics::default();
    let config = Config::read(&path, &mut found);
    assert!(!found.has_errors(), "{found}");
    assert!(bindery::scrape(&config).0.is_some());
}
