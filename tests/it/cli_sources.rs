//! The command, from its sources to the models: what reaches the stages, and what `scrape` and `inspect` show.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::rules;

/// Two operations, one of which has a warning.
const PETS: &str = "openapi: 3.0.3
paths:
  /pets: {get: {operationId: listPets, tags: [pets], responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}
  /owners: {get: {operationId: listOwners, responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
    Owner: {type: object, properties: {name: {type: sting}}}
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("pets.yaml"), PETS).expect("it can be written");
    folder
}

/// Runs the command with a text as its standard input; exit code, standard output and standard error.
fn bindery(folder: &Path, arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command.current_dir(folder).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command can be run");
    // A command that does not read its input closes it.
    child.stdin.take().expect("it is piped").write_all(input).ok();
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What is printed by a command that ends well.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = bindery(folder, arguments, b"");
    assert_eq!(code, Some(0), "{arguments:?}: {err}");
    out
}

#[test]
fn a_selection_reaches_the_stages() {
    let folder = folder();
    for pattern in ["listPets", "list_pets", "*Pets", "tag:pets", "path:/pets*"] {
        let text = printed(folder.path(), &["generate", "pets.yaml", "--select", pattern]);
        assert!(text.contains("pub fn list_pets(") && text.contains("pub struct Pet {"), "{pattern}");
        assert!(!text.contains("list_owners") && !text.contains("Owner"), "{pattern}");
    }
    let arguments = ["generate", "pets.yaml", "--select", "tag:pets", "--select", "nope"];
    let (code, out, err) = bindery(folder.path(), &arguments, b"");
    assert_eq!((code, &*out), (Some(1), ""));
    assert!(err.contains("error[nothing-selected]: no operation is selected by `nope`"), "{err}");
}

#[test]
fn what_is_chosen_reaches_the_output() {
    let folder = folder();
    let text = printed(folder.path(), &["generate", "pets.yaml", "--base-url", "https://pets.example.com"]);
    assert!(text.contains("ClientBuilder::new(Some(\"https://pets.example.com\"))"), "{text}");
    fs::write(folder.path().join("header.txt.j2"), "// {{ name }}\n").expect("it can be written");
    let arguments = ["generate", "pets.yaml", "--template-dir", ".", "--name", "zoo"];
    assert!(printed(folder.path(), &arguments).starts_with("// zoo\n\n"));
    fs::write(folder.path().join("names.txt"), "{{ name }} {{ version }}").expect("it can be written");
    let arguments = [
        "generate",
        "pets.yaml",
        "--layout",
        "crate",
        "--out",
        "zoo",
        "--extra-template",
        "names.txt=doc/names.txt",
    ];
    printed(folder.path(), &arguments);
    let names = fs::read_to_string(folder.path().join("zoo/doc/names.txt"));
    assert_eq!(names.ok().as_deref(), Some("pets "));
    assert!(folder.path().join("zoo/Cargo.toml").exists() && folder.path().join("zoo/src/lib.rs").exists());
}

#[test]
fn standard_input_is_a_source() {
    let folder = folder();
    let page = fs::read(rules::SEED).expect("the page is in the repository");
    let named = ["generate", "-", "--name", "post_file_links"];
    let (code, out, err) = bindery(folder.path(), &named, &page);
    assert_eq!((code, &*err), (Some(0), ""));
    assert_eq!(out, rules::generate(&rules::config(rules::SEED)).files[0].text);
    let (code, out, _) = bindery(folder.path(), &["inspect", "-", "--only", "list_pets"], PETS.as_bytes());
    assert!(code == Some(0) && out.contains("\"ident\": \"list_pets\""), "{out}");
    let (code, _, err) = bindery(folder.path(), &["generate", "-"], b"");
    assert_eq!(code, Some(1));
    assert!(err.starts_with("error[empty-source]: the source is empty\n --> <stdin>\n"), "{err}");
}

#[test]
fn a_folder_is_all_that_it_holds() {
    let folder = folder();
    fs::create_dir(folder.path().join("specs")).expect("a folder can be made");
    for (from, to) in [("pets.yaml", "specs/b.yaml"), ("pets.yaml", "specs/notes.txt")] {
        fs::copy(folder.path().join(from), folder.path().join(to)).expect("it can be copied");
    }
    fs::copy(rules::SEED, folder.path().join("specs/a.html")).expect("it can be copied");
    let text = printed(folder.path(), &["generate", "specs"]);
    for method in ["pub fn list_pets(", "pub fn list_owners(", "pub fn post_file_links("] {
        assert_eq!(text.matches(method).count(), 1, "{method}");
    }
    fs::create_dir(folder.path().join("empty")).expect("a folder can be made");
    let (code, out, err) = bindery(folder.path(), &["generate", "empty"], b"");
    assert_eq!((code, out.len()), (Some(1), 0), "a folder without sources gives nothing");
    assert!(err.starts_with("error[empty-source]: the source is empty\n --> empty\n"), "{err}");
}

#[test]
fn each_model_can_be_inspected() {
    let folder = folder();
    let inspect =
        |arguments: &[&str]| printed(folder.path(), &[&["inspect", "pets.yaml"], arguments].concat());
    let tree: serde_json::Value = serde_json::from_str(&inspect(&["--model", "document"])).expect("JSON");
    assert_eq!(tree["paths"]["/pets"]["get"]["operationId"], "listPets");
    let part = inspect(&["--model", "document", "--only", "Pet"]);
    assert_eq!(
        part.split_whitespace().collect::<String>(),
        r#"{"type":"object","properties":{"name":{"type":"string"}}}"#
    );
    let operation = inspect(&["--model", "api", "--only", "listPets"]);
    assert!(
        operation.starts_with("Operation {\n    id: Some(\n        \"listPets\",\n    ),\n"),
        "{operation}"
    );
    let ty = inspect(&["--model", "api", "--only", "Pet"]);
    assert!(ty.starts_with("TypeId(0): Definition {") && ty.contains("wire: \"name\""), "{ty}");
    let item: serde_json::Value = serde_json::from_str(&inspect(&["--only", "Pet"])).expect("JSON");
    assert_eq!(
        (&item["fields"][0]["wire"], &item["fields"][0]["ty"]),
        (&"name".into(), &"Option<String>".into())
    );
    let all: serde_json::Value = serde_json::from_str(&inspect(&["--model", "rust"])).expect("JSON");
    assert_eq!(all["name"], "pets");
}

#[test]
fn a_warning_is_an_error_where_the_user_is_strict() {
    let folder = folder();
    let arguments = ["generate", "pets.yaml", "--out", "pets.rs", "--report", "report.json"];
    let (code, _, err) = bindery(folder.path(), &arguments, b"");
    assert_eq!(code, Some(0));
    assert!(
        err.starts_with("warning[unknown-type]: `sting` is not a type of JSON Schema\n --> pets.yaml:8:"),
        "{err}"
    );
    assert!(err.ends_with("bindery: 2 operations, 2 types, 1 warning -> pets.rs (written)\n"), "{err}");
    let report = fs::read_to_string(folder.path().join("report.json")).expect("it was written");
    let report: serde_json::Value = serde_json::from_str(&report).expect("it is JSON");
    assert_eq!(report["operations"], serde_json::json!({"found": 2, "generated": 2, "skipped": []}));
    assert_eq!((&report["types"], &report["files"]), (&2.into(), &serde_json::json!(["pets.rs"])));
    let entry = &report["diagnostics"][0];
    assert_eq!(
        (&entry["severity"], &entry["code"], &entry["line"]),
        (&"warning".into(), &"unknown-type".into(), &8.into())
    );
    assert_eq!(entry["pointer"], "/components/schemas/Owner/properties/name/type");

    let (code, _, err) =
        bindery(folder.path(), &["generate", "pets.yaml", "--out", "strict.rs", "--strict"], b"");
    assert_eq!(code, Some(1));
    assert!(err.ends_with("error: nothing was generated: 1 warning, and --strict\n"), "{err}");
    assert!(!folder.path().join("strict.rs").exists());
    let (code, _, _) = bindery(folder.path(), &["generate", rules_seed(), "--strict"], b"");
    assert_eq!(code, Some(0), "the page gives no warning");
}

/// The page, from wherever the command runs.
fn rules_seed() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/specs/stripe/PostFileLinks.html")
}

#[test]
fn a_build_script_tells_cargo_of_warnings() {
    let folder = folder();
    let mut lines = Vec::new();
    let build = bindery::Build::new(folder.path().join("pets.yaml")).out_dir(folder.path());
    build.compile_with(&mut lines).expect("warnings are no errors");
    let lines = String::from_utf8(lines).expect("it is UTF-8");
    let warnings: Vec<&str> = lines.lines().filter_map(|line| line.strip_prefix("cargo::warning=")).collect();
    assert_eq!(warnings.len(), 1, "{lines}");
    assert!(
        warnings[0].contains("`sting` is not a type of JSON Schema") && warnings[0].contains("pets.yaml:8:"),
        "{lines}"
    );
}

#[test]
fn the_page_is_scraped_as_it_was_reviewed() {
    let scraped = printed(Path::new(env!("CARGO_MANIFEST_DIR")), &["scrape", rules::SEED]);
    insta::assert_snapshot!(scraped);
}
