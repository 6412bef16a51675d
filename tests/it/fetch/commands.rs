//! `bindery fetch` as it is run.

use std::fs;

use insta::assert_snapshot;

use super::{
    FIRST, PETS, SECOND, bindery, folder, read,
    server::{Site, ok, reply},
    state,
};

#[test]
fn a_document_is_fetched_once() {
    let site = Site::with("/pets.json", [ok(FIRST, "etag: \"v1\"\r\n"), reply("304 Not Modified", "", "")]);
    let folder = folder(&site, PETS, "out = 'src/pets.rs'");
    let (code, out, error) = bindery(&site, folder.path(), &["generate"]);
    assert_eq!((code, &*out), (Some(1), ""));
    let missing = "error[missing-snapshot]: there is no snapshot specs/pets.json of SITE/pets.json\n";
    assert!(error.starts_with(missing) && error.contains("help: `bindery fetch` downloads it"), "{error}");

    let (code, out, error) = bindery(&site, folder.path(), &["fetch"]);
    assert_eq!((code, &*out), (Some(0), ""));
    assert_snapshot!(error, @r"
    bindery: new: specs/pets.json from SITE/pets.json
    bindery: 1 file asked for, 1 changed
    ");
    assert_eq!(read(folder.path(), "specs/pets.json"), FIRST);
    assert_snapshot!(read(folder.path(), "bindery.lock").replace(&site.url(), "SITE"), @r#"
    # Written by bindery: what `bindery fetch` found, and the names that stay. Commit it; do not edit it.

    [[sources]]
    url = "SITE/pets.json"
    snapshot = "specs/pets.json"
    sha256 = "c4f73ed76845a9b9be0e6622e90ffd493954c994d1d6f56ae58a3bec75279643"
    etag = "\"v1\""
    "#);
    assert_eq!(read(folder.path(), ".bindery/.gitignore"), "*\n");

    let before = state(folder.path());
    let (code, _, error) = bindery(&site, folder.path(), &["fetch"]);
    assert_eq!((code, &*error), (Some(0), "bindery: 1 file asked for, nothing has changed\n"));
    assert_eq!(bindery(&site, folder.path(), &["fetch", "--quiet"]), (Some(0), String::new(), String::new()));
    assert_eq!(state(folder.path()), before);
    assert_eq!(bindery(&site, folder.path(), &["generate"]).0, Some(0));
}

#[test]
fn names_in_the_lock_are_kept() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    let folder = folder(&site, PETS, "");
    fs::write(folder.path().join("bindery.lock"), "[names]\n'/a' = 'A'\n").expect("written");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    assert!(read(folder.path(), "bindery.lock").ends_with("\n[names]\n\"/a\" = \"A\"\n"));
}

#[test]
fn a_page_about_an_error_is_no_document() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    let folder = folder(&site, PETS, "");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    let before = state(folder.path());
    for nonsense in
        ["<html><body>We are back soon.</body></html>", "", "{\"error\": \"busy\"}", "{\"openapi\": \"3.0"]
    {
        site.set("/pets.json", [ok(nonsense, "content-type: text/html\r\n")]);
        let (code, _, error) = bindery(&site, folder.path(), &["fetch"]);
        assert_eq!(code, Some(1), "{nonsense}");
        assert!(
            error.contains("error[useless-answer]: what SITE/pets.json answers cannot be read"),
            "{error}"
        );
        assert!(error.ends_with("error: nothing was changed: 2 errors\n"), "{error}");
        assert_eq!(state(folder.path()), before, "{nonsense}");
    }
}

#[test]
fn a_document_may_refer_to_files_beside_its_snapshot() {
    let text = FIRST.replace(r#""responses""#, r#""parameters":[{"$ref":"own/parameter.yaml"}],"responses""#);
    let site = Site::with("/pets.json", [ok(text, "")]);
    let folder = folder(&site, PETS, "out = 'pets.rs'");
    fs::create_dir_all(folder.path().join("specs/own")).expect("a folder");
    let parameter = "{ name: limit, in: query, schema: { type: integer } }";
    fs::write(folder.path().join("specs/own/parameter.yaml"), parameter).expect("written");
    // It is read from where it is staged, and its references from where it will be.
    let (code, _, error) = bindery(&site, folder.path(), &["update"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(!error.contains("[unreadable-reference]"), "{error}");
    assert!(read(folder.path(), "pets.rs").contains("pub limit: "));
}

#[test]
fn locked_changes_nothing() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    let folder = folder(&site, PETS, "");
    let before = state(folder.path());
    let (code, _, error) = bindery(&site, folder.path(), &["fetch", "--locked"]);
    assert_eq!((code, state(folder.path())), (Some(1), before));
    let new =
        "error[new-source]: SITE/pets.json is new, and would be specs/pets.json\n --> bindery.toml:1:12\n";
    assert!(error.starts_with(new), "{error}");
    assert!(error.ends_with("error: the lock is not up to date, and --locked: 1 error\n"), "{error}");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    assert_eq!(bindery(&site, folder.path(), &["fetch", "--locked"]).0, Some(0));
    // The text is the one that is wanted, and the lock does not know it.
    let before = state(folder.path());
    fs::remove_file(folder.path().join("bindery.lock")).expect("it was there");
    let (code, _, error) = bindery(&site, folder.path(), &["fetch", "--locked"]);
    assert!(code == Some(1) && error.contains("error[not-locked]"), "{error}");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    assert_eq!(state(folder.path()), before);
    site.set("/pets.json", [ok(SECOND, "")]);
    let (code, _, error) = bindery(&site, folder.path(), &["fetch", "--locked"]);
    assert!(code == Some(1) && error.contains("error[changed-source]"), "{error}");
    assert_eq!(state(folder.path()), before);
}

#[test]
fn a_file_that_was_changed_by_hand_is_not_removed() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    let folder = folder(&site, PETS, "");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    fs::write(folder.path().join("specs/pets.json"), "mine").expect("written");
    fs::write(folder.path().join("bindery.toml"), "sources = []").expect("written");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    assert_eq!(read(folder.path(), "specs/pets.json"), "mine");
    assert_eq!(read(folder.path(), "bindery.lock").lines().count(), 1);
}

#[test]
fn no_configuration_and_a_broken_lock_are_errors() {
    let site = Site::start();
    let nowhere = tempfile::tempdir().expect("a temporary folder");
    let (code, _, error) = bindery(&site, nowhere.path(), &["fetch"]);
    assert!(code == Some(1) && error.starts_with("error[config-unreadable]"), "{error}");
    assert_eq!(state(nowhere.path()), []);
    let folder = folder(&site, PETS, "");
    fs::write(folder.path().join("bindery.lock"), "<<<<<<< HEAD\n").expect("written");
    for command in ["fetch", "update"] {
        let (code, _, error) = bindery(&site, folder.path(), &[command]);
        assert!(code == Some(1) && error.starts_with("error[lock-conflict]"), "{error}");
    }
    assert_eq!(site.requests().len(), 0);
}
