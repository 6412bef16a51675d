//! `bindery check`: output fresh, lock in step, and with `--online` the addresses too.

use std::fs;

use insta::assert_snapshot;

use super::{
    FIRST, PETS, SECOND, bindery, folder, read,
    server::{Site, ok, reply},
    state,
};

fn ready(others: &str) -> (Site, tempfile::TempDir) {
    let site = Site::with("/pets.json", [ok(FIRST, "etag: \"v1\"\r\n"), reply("304 Not Modified", "", "")]);
    let folder = folder(&site, PETS, others);
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    assert_eq!(bindery(&site, folder.path(), &["generate"]).0, Some(0));
    (site, folder)
}

#[test]
fn all_is_in_step() {
    let (site, folder) = ready("out = 'pets.rs'");
    let (code, out, error) = bindery(&site, folder.path(), &["check"]);
    assert_eq!((code, &*out), (Some(0), ""));
    assert_snapshot!(error, @r"
    bindery: 1 snapshot in step with the lock
    bindery: pets.rs is up to date
    ");
    assert_eq!(site.requests().len(), 1);
    let (code, _, error) = bindery(&site, folder.path(), &["check", "--online"]);
    assert_eq!(code, Some(0));
    assert_snapshot!(error, @r"
    bindery: 1 snapshot in step with their addresses and the lock
    bindery: pets.rs is up to date
    ");
    assert_eq!(site.requests()[1].header("if-none-match"), Some("\"v1\""));
}

#[test]
fn an_address_that_says_something_else_is_named() {
    let (site, folder) = ready("");
    let before = state(folder.path());
    site.set("/pets.json", [ok(SECOND, "")]);
    assert_eq!(bindery(&site, folder.path(), &["check"]).0, Some(0));
    let (code, _, error) = bindery(&site, folder.path(), &["check", "--online"]);
    assert_eq!((code, state(folder.path())), (Some(1), before));
    assert!(error.starts_with(
        "error[changed-source]: SITE/pets.json does not say what specs/pets.json says any more\n"
    ));
    assert!(error.contains("help: `bindery update` fetches it"), "{error}");

    site.set("/pets.json", [reply("404 Not Found", "", "")]);
    let (code, _, error) = bindery(&site, folder.path(), &["check", "--online"]);
    assert_eq!(code, Some(1));
    assert!(error.starts_with("error[wrong-status]: SITE/pets.json answers 404 Not Found\n"), "{error}");
    // Where nobody has answered, nothing is known to be gone.
    assert!(error.ends_with("error: the sources are not in step: 1 error\n"), "{error}");
}

#[test]
fn a_lock_out_of_step_is_said_entry_by_entry() {
    let (site, folder) = ready("out = 'pets.rs'");
    fs::write(folder.path().join("specs/pets.json"), SECOND).expect("written");
    let lock = read(folder.path(), "bindery.lock");
    let more = "\n[[sources]]\nurl = 'https://a.example/'\nsnapshot = 'specs/old.json'\nsha256 = 'aa'\n";
    fs::write(folder.path().join("bindery.lock"), format!("{lock}{more}")).expect("written");
    let (code, out, error) = bindery(&site, folder.path(), &["check"]);
    assert_eq!(code, Some(1));
    let codes: Vec<&str> = error.lines().filter(|line| line.starts_with("error")).collect();
    assert_snapshot!(codes.join("\n"), @r"
    error[locked-in-vain]: the lock has specs/old.json of https://a.example/, which no source asks for
    error[edited-snapshot]: the snapshot specs/pets.json is not what was fetched from SITE/pets.json
    error: the sources are not in step: 2 errors
    error: pets.rs is stale; to bring it up to date, run
    ");
    // The output is compared all the same.
    assert!(out.contains("+    pub fn list_owners"), "{out}");

    fs::write(folder.path().join("bindery.lock"), "").expect("written");
    let (_, _, error) = bindery(&site, folder.path(), &["check"]);
    assert!(
        error.starts_with("error[not-locked]: the lock does not have the snapshot specs/pets.json of SITE"),
        "{error}"
    );
    fs::remove_file(folder.path().join("specs/pets.json")).expect("it was there");
    let (_, _, error) = bindery(&site, folder.path(), &["check"]);
    assert_eq!(error.matches("error[").count(), 1, "{error}");
    assert!(error.contains("error[missing-snapshot]"), "{error}");
}

#[test]
fn sources_of_the_command_line_have_no_lock() {
    let (site, folder) = ready("");
    fs::write(folder.path().join("bindery.lock"), "<<<<<<< HEAD\n").expect("written");
    let arguments = ["check", "specs/pets.json", "--out", "other.rs"];
    let (code, _, error) = bindery(&site, folder.path(), &arguments);
    assert_eq!(code, Some(1));
    assert!(error.starts_with("error: other.rs is stale"), "{error}");
    let (_, _, error) = bindery(&site, folder.path(), &["check"]);
    assert!(error.starts_with("error[lock-conflict]"), "{error}");
}
