//! `bindery update`: all of it, or nothing.

use std::fs;

use insta::assert_snapshot;

use super::{
    FIRST, PETS, SECOND, bindery, folder, read,
    server::{Site, ok},
    state,
};

const OUT: &str = "out = 'src/pets.rs'\nchangelog = 'CHANGELOG.api.md'\nreport = 'report.json'";

#[test]
fn everything_is_brought_up_to_date_together() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    let folder = folder(&site, PETS, OUT);
    let (code, out, error) = bindery(&site, folder.path(), &["update"]);
    assert_eq!(code, Some(0), "{error}");
    assert_snapshot!(out, @r"
    ## The documentation has changed

    * `specs/pets.json` is new: `c4f73ed76845`
    ");
    assert_snapshot!(error, @r"
    bindery: new: specs/pets.json from SITE/pets.json
    bindery: 1 file asked for, 1 changed
    bindery: 1 operation, 0 types -> src/pets.rs (written)
    ");
    assert!(read(folder.path(), "src/pets.rs").contains("pub fn list_pets"));
    assert!(read(folder.path(), "report.json").contains("src/pets.rs"));
    let (code, _, error) = bindery(&site, folder.path(), &["check", "--online"]);
    assert_eq!(code, Some(0), "{error}");

    let before = state(folder.path());
    let (code, out, error) = bindery(&site, folder.path(), &["update"]);
    assert_eq!((code, &*out), (Some(0), ""));
    assert_snapshot!(error, @r"
    bindery: 1 file asked for, nothing has changed
    bindery: everything is up to date
    ");
    assert_eq!(state(folder.path()), before);

    site.set("/pets.json", [ok(SECOND, "")]);
    assert_eq!(bindery(&site, folder.path(), &["update", "--quiet"]).0, Some(0));
    assert!(read(folder.path(), "src/pets.rs").contains("pub fn list_owners"));
    assert_snapshot!(read(folder.path(), "CHANGELOG.api.md"), @r"
    ## The documentation has changed

    * `specs/pets.json` has changed: `c4f73ed76845` -> `651ba511b64c`

    ## The documentation has changed

    * `specs/pets.json` is new: `c4f73ed76845`
    ");
    assert_eq!(bindery(&site, folder.path(), &["check", "--online"]).0, Some(0));
}

#[test]
fn what_cannot_be_generated_changes_nothing() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    let folder = folder(&site, PETS, &format!("{OUT}\nselect = ['listPets']"));
    assert_eq!(bindery(&site, folder.path(), &["update"]).0, Some(0));
    let before = state(folder.path());
    // It can be read, and what is selected is not there any more.
    site.set("/pets.json", [ok(FIRST.replace("listPets", "listOwners"), "")]);
    let (code, out, error) = bindery(&site, folder.path(), &["update"]);
    assert_eq!((code, &*out), (Some(1), ""));
    assert!(
        error.starts_with("error[nothing-selected]") && error.contains("nothing was generated"),
        "{error}"
    );
    assert_eq!(state(folder.path()), before);
    // A file of somebody else's is in the place of the output.
    site.set("/pets.json", [ok(SECOND, "")]);
    fs::write(folder.path().join("src/pets.rs"), "// mine\n").expect("written");
    let before = state(folder.path());
    let (code, _, error) = bindery(&site, folder.path(), &["update"]);
    assert_eq!(code, Some(1));
    assert!(error.contains("was not written by bindery and is left as it is"), "{error}");
    assert_eq!(state(folder.path()), before);
}

#[test]
fn a_crate_with_a_build_script_has_no_output() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    let folder = folder(&site, PETS, "");
    assert_eq!(bindery(&site, folder.path(), &["update"]).0, Some(0));
    let names: Vec<String> = state(folder.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["bindery.lock", "bindery.toml", "specs/pets.json"]);
    assert_eq!(bindery(&site, folder.path(), &["check"]).0, Some(0));
}

#[test]
fn the_output_may_stand_outside_the_folder_of_the_configuration() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    let above = tempfile::tempdir().expect("a temporary folder");
    let inner = above.path().join("conf");
    fs::create_dir(&inner).expect("a folder");
    let text = format!(
        "sources = [{}]\nout = '../src/pets'\nlayout = 'modules'\n",
        PETS.replace("SITE", &site.url())
    );
    fs::write(inner.join("bindery.toml"), text).expect("written");
    let (code, _, error) = bindery(&site, above.path(), &["update", "--config", "conf/bindery.toml"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(above.path().join("src/pets/mod.rs").is_file());
    assert!(inner.join("specs/pets.json").is_file());
    assert_eq!(bindery(&site, &inner, &["check"]).0, Some(0));
}
