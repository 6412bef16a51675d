//! `bindery diff` of revisions: in a repository that is made for it.

use std::{fs, path::Path, process::Command};

use tempfile::TempDir;

use super::command::bindery;

const SETTINGS: &str = "sources = ['specs/pets.yaml']\n";

/// A description that refers to another file; the first member of a pet is this one.
fn description(version: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{ title: Pets, version: '{version}' }}
servers: [{{ url: 'https://api.example.com' }}]
paths:
  /pet:
    get:
      operationId: getPet
      responses:
        '200':
          description: The pet.
          content: {{ application/json: {{ schema: {{ $ref: 'parts/pet.yaml' }} }} }}
"
    )
}

fn pet(member: &str) -> String {
    format!("type: object\nrequired: [{member}]\nproperties:\n  {member}: {{ type: string }}\n")
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments);
    let output = command.output().expect("git can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

/// A repository whose two revisions, `v1` and `v2`, and whose files have one member more or less each.
fn repository(below: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    git(root, &["init", "--quiet"]);
    for (version, member) in [("1", "name"), ("2", "nick")] {
        write(root, &format!("{below}bindery.toml"), SETTINGS);
        write(root, &format!("{below}specs/pets.yaml"), &description(version));
        write(root, &format!("{below}specs/parts/pet.yaml"), &pet(member));
        git(root, &["add", "."]);
        git(root, &["commit", "--quiet", "-m", version]);
        git(root, &["tag", &format!("v{version}")]);
    }
    write(root, &format!("{below}specs/pets.yaml"), &description("3"));
    write(root, &format!("{below}specs/parts/pet.yaml"), &pet("age"));
    folder
}

fn assert_says(folder: &Path, arguments: &[&str], expected: &[&str]) {
    let (code, out, err) = bindery(folder, arguments);
    assert_eq!((code, &*err), (Some(0), ""), "{arguments:?}");
    for line in expected {
        assert!(out.contains(line), "{arguments:?} does not say `{line}`:\n{out}");
    }
    assert!(!out.contains(&*std::env::temp_dir().to_string_lossy()), "{out}");
}

#[test]
fn a_revision_is_compared_with_what_is_there() {
    let folder = repository("");
    assert_says(
        folder.path(),
        &["v1"],
        &[
            "Pets 1 -> Pets 3: major",
            "pet › name: required string (v1:specs/parts/pet.yaml:4 -> specs/parts/pet.yaml)",
        ],
    );
    let status = Command::new("git").current_dir(folder.path()).args(["status", "--short"]).output();
    let status = String::from_utf8(status.expect("git can be run").stdout).expect("it is text");
    assert_eq!(status, " M specs/parts/pet.yaml\n M specs/pets.yaml\n", "nothing is touched");
}

#[test]
fn two_revisions_are_compared() {
    let folder = repository("");
    let places = "pet › name: required string (HEAD~1:specs/parts/pet.yaml:4 -> v2:specs/parts/pet.yaml)";
    assert_says(folder.path(), &["HEAD~1", "v2"], &["Pets 1 -> Pets 2: major", places]);
}

#[test]
fn a_file_of_a_revision_is_compared_with_a_file() {
    let folder = repository("");
    let expected = [
        "Pets 2 -> Pets 3: major",
        "nick: required string (HEAD:specs/parts/pet.yaml:4 -> specs/parts/pet.yaml)",
    ];
    assert_says(folder.path(), &["HEAD:specs/pets.yaml", "specs/pets.yaml"], &expected);
    // A folder of a revision, too, with all that it holds; the parts of a document are no documents.
    assert_says(folder.path(), &["HEAD:specs", "specs"], &expected);
    let specs = folder.path().join("specs");
    assert_says(
        &specs,
        &["HEAD:./pets.yaml", "pets.yaml"],
        &["nick: required string (HEAD:specs/parts/pet.yaml:4 -> parts/pet.yaml)"],
    );
}

#[test]
fn settings_below_the_top_name_sources_beside_them() {
    let folder = repository("services/pets/");
    let here = folder.path().join("services/pets");
    let expected = "name: required string (v1:services/pets/specs/parts/pet.yaml:4 -> specs/parts/pet.yaml)";
    assert_says(&here, &["v1"], &[expected]);
    let settings = ["v1", "--config", "services/pets/bindery.toml"];
    assert_says(
        folder.path(),
        &settings,
        &["(v1:services/pets/specs/parts/pet.yaml:4 -> services/pets/specs/parts/pet.yaml)"],
    );
}

#[test]
fn errors_are_named_after_the_revision() {
    let folder = repository("");
    write(folder.path(), "specs/pets.yaml", "openapi: [");
    git(folder.path(), &["commit", "--quiet", "--all", "-m", "broken"]);
    let (code, out, err) = bindery(folder.path(), &["HEAD", "v1"]);
    assert_eq!((code, &*out), (Some(1), ""));
    assert!(err.contains("--> HEAD:specs/pets.yaml:1:"), "{err}");
}

#[test]
fn what_is_not_there_is_an_error_that_says_both() {
    let folder = repository("");
    let cases: [(&[&str], &str); 6] = [
        (
            &["v9"],
            "error: `v9` is neither a file or folder, nor a revision or a path in one: Needed a single revision\n",
        ),
        (
            &["--", "-x", "v1"],
            "error: `-x` is neither a file or folder, nor a revision or a path in one: Needed a single revision\n",
        ),
        (&["v1:specs/dogs.yaml", "specs"], "error: v1 has no `specs/dogs.yaml`\n"),
        (&["v1:./../a.yaml", "specs"], "error: `./../a.yaml` is not below the top of the repository\n"),
        (&["v1", "--config", "other.toml"], "error: v1 has no other.toml, which names the sources\n"),
        (&["v1:", "v9:specs"], "error: `v9:specs` is neither"),
    ];
    for (arguments, expected) in cases {
        let (code, out, err) = bindery(folder.path(), arguments);
        assert_eq!((code, &*out), (Some(1), ""), "{arguments:?}: {err}");
        assert!(err.starts_with(expected), "{arguments:?}: {err}");
    }
}

#[test]
fn outside_a_repository_only_files_are_compared() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (code, _, err) = bindery(folder.path(), &["v1"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("not a git repository"), "{err}");
}
