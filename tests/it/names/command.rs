//! `bindery names`, and what other commands do with the lock.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

const PETS: &str = "openapi: 3.0.3
paths:
  /pets: {get: {operationId: listPets, responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/pet'}}}}}}}
components:
  schemas:
    pet: {type: object, properties: {type: {type: string}}}
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "pets.yaml", PETS);
    write(folder.path(), "bindery.toml", "# Ours.\nsources = [\"pets.yaml\"] # One.\nout = \"pets.rs\"\n");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("it can be written");
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("it can be read")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command.current_dir(folder).args(arguments).output().expect("the command can be run")
}

/// Standard output and standard error of a command that ends well.
fn done(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output = run(folder, arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let texts = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {texts:?}");
    texts
}

/// What a command says that fails.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn names_are_listed_pinned_and_changed() {
    let folder = folder();
    let folder = folder.path();
    let listed = "\
type     Pet                author   /components/schemas/pet
field    Pet::type_         author   /components/schemas/pet/properties/type
method   Client::list_pets  author   /paths/~1pets/get
";
    assert_eq!(done(folder, &["names"]).0, listed);
    assert_eq!(done(folder, &["names", "--filter", "Pet::*"]).0.lines().count(), 1);
    assert_eq!(done(folder, &["names", "pin"]).1, "bindery: 3 names pinned in bindery.lock\n");
    assert_eq!(done(folder, &["names"]).0, listed.replace("author ", "locked "));
    done(folder, &["names", "rename", "Pet::type_", "kind"]);
    let expected = "\
# Ours.
sources = [\"pets.yaml\"] # One.
out = \"pets.rs\"

[names]
\"/components/schemas/pet/properties/type\" = \"kind\"
";
    assert_eq!(read(folder, "bindery.toml"), expected);
    done(folder, &["names", "rename", "/components/schemas/pet/properties/type", "species"]);
    assert_eq!(read(folder, "bindery.toml"), expected.replace("kind", "species"));
    let json = done(folder, &["names", "--format", "json", "--filter", "*species"]).0;
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(
        json,
        serde_json::json!([{
            "pointer": "/components/schemas/pet/properties/type", "kind": "field", "name": "species",
            "path": "Pet::species", "from": "pinned", "was": null,
        }])
    );
}

#[test]
fn what_cannot_be_a_name_is_refused_and_changes_nothing() {
    let folder = folder();
    let folder = folder.path();
    let before = read(folder, "bindery.toml");
    let refusals = [
        (["Pets", "Cat"], "nothing is called `Pets`; did you mean `Pet`?"),
        (
            ["Pet", "Client"],
            "`/components/schemas/pet` cannot be called `Client`: the generated code has that already",
        ),
        (["Pet", "a b"], "`/components/schemas/pet` cannot be called `a b`, which is no identifier of Rust"),
        (["Pet::type_", "type"], "cannot be called `type`, which is no identifier of Rust"),
    ];
    for (names, said) in refusals {
        let error = refused(folder, &["names", "rename", names[0], names[1]]);
        assert!(error.contains(said), "{error}");
    }
    assert_eq!(read(folder, "bindery.toml"), before);
    let said = done(folder, &["names", "rename", "Pet", "pet_t"]).1;
    assert!(said.contains("the usual spelling is `PetT`"), "{said}");
}

#[test]
fn a_lock_that_keeps_names_is_kept_in_step() {
    let folder = folder();
    let folder = folder.path();
    done(folder, &["generate"]);
    assert!(!folder.join("bindery.lock").exists(), "nobody asked for a lock");
    done(folder, &["names", "pin"]);
    done(folder, &["check"]);
    write(
        folder,
        "pets.yaml",
        &PETS.replace("    pet:", "    Pet: {type: string}\n    pet:").replace(
            "{type: {type: string}}",
            "{of: {$ref: '#/components/schemas/Pet'}, type: {type: string}}",
        ),
    );
    let error = refused(folder, &["check"]);
    assert!(
        error.contains(
            "error[stale-names]: the names of the lock are not in step: 2 are missing and 1 are otherwise"
        ),
        "{error}"
    );
    done(folder, &["generate"]);
    done(folder, &["check"]);
    let listed = done(folder, &["names", "--filter", "/components/schemas/?et"]).0;
    assert!(listed.contains("Pet2  locked   /components/schemas/Pet\n"), "{listed}");
    write(folder, "pets.yaml", PETS);
    done(folder, &["generate"]);
    assert!(
        read(folder, "bindery.lock")
            .contains("\"/components/schemas/Pet\" = { name = \"Pet2\", gone = true }\n")
    );
    assert!(done(folder, &["names"]).0.contains("gone "));
    let said = done(folder, &["names", "prune"]).1;
    assert!(said.starts_with("bindery: forgotten: Pet2 of /components/schemas/Pet\n"), "{said}");
    assert!(!done(folder, &["names"]).0.contains("gone "));
    done(folder, &["check"]);
}

#[test]
fn an_update_begins_to_keep_names() {
    let folder = folder();
    done(folder.path(), &["update"]);
    assert!(read(folder.path(), "bindery.lock").contains("\"/paths/~1pets/get\" = { name = \"list_pets\""));
    done(folder.path(), &["check"]);
}

#[test]
fn a_build_script_reads_the_lock_and_watches_it() {
    let folder = folder();
    let folder = folder.path();
    done(folder, &["names", "pin"]);
    write(
        folder,
        "pets.yaml",
        &PETS
            .replace("    pet:", "    Pet: {type: string}\n    pet:")
            .replace("{type: {type: string}}", "{of: {$ref: '#/components/schemas/Pet'}}"),
    );
    let lock = read(folder, "bindery.lock");
    let mut lines = Vec::new();
    let build = bindery::Build::new(folder.join("pets.yaml")).config(folder.join("bindery.toml"));
    build.out_dir(folder.join("out")).compile_with(&mut lines).expect("it is generated");
    let lines = String::from_utf8(lines).expect("it is UTF-8");
    assert!(
        lines.contains(&format!("rerun-if-changed={}\n", folder.join("bindery.lock").display())),
        "{lines}"
    );
    assert!(read(folder, "out/pets.rs").contains("pub struct Pet {"));
    assert_eq!(read(folder, "bindery.lock"), lock);
}
