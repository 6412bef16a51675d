//! `bindery diff` of files: what it prints, where, and how it exits.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

/// Runs the command in a folder; exit code, standard output and standard error.
pub(super) fn bindery(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command.current_dir(folder).arg("diff").args(arguments).stdin(Stdio::null());
    let Output { status, stdout, stderr } = command.output().expect("the command can be run");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

/// The folder of a pair.
fn pair(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff").join(name)
}

#[test]
fn text_is_for_people() {
    let (code, out, err) = bindery(&pair("field-made-optional-response"), &["old.yaml", "new.yaml"]);
    assert_eq!((code, &*err), (Some(0), ""));
    insta::assert_snapshot!(out);
}

#[test]
fn markdown_is_for_a_changelog() {
    let (code, out, _) = bindery(&pair("operation-added"), &["old.yaml", "new.yaml", "--format", "markdown"]);
    assert_eq!(code, Some(0));
    insta::assert_snapshot!(out);
    let (_, out, _) = bindery(&pair("nothing"), &["old.yaml", "new.yaml", "--format", "markdown"]);
    assert_eq!(out, "## Pets 1 → Pets 2\n\nNo difference.\n");
}

#[test]
fn json_is_for_programs() {
    let (code, out, _) =
        bindery(&pair("field-made-optional-response"), &["old.yaml", "new.yaml", "--format", "json"]);
    assert_eq!(code, Some(0));
    insta::assert_snapshot!(out);
    let (_, out, _) = bindery(&pair("nothing"), &["old.yaml", "new.yaml", "--format", "json"]);
    let json: Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!((&json["verdict"], &json["changes"]), (&Value::Null, &Value::Array(Vec::new())));
}

#[test]
fn a_major_change_can_be_denied() {
    let arguments = ["old.yaml", "new.yaml", "--deny", "breaking"];
    let (code, out, err) = bindery(&pair("field-removed-required-response"), &arguments);
    assert_eq!(code, Some(1));
    assert!(out.contains("field removed"), "{out}");
    assert_eq!(err, "error: the change is a major one, and --deny breaking\n");
    assert_eq!(bindery(&pair("operation-added"), &arguments).0, Some(0));
    assert_eq!(bindery(&pair("nothing"), &arguments).0, Some(0));
}

#[test]
fn changes_go_to_a_file_but_never_over_an_input() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["old.yaml", "new.yaml"] {
        fs::copy(pair("operation-added").join(name), folder.path().join(name)).expect("it can be copied");
    }
    let (code, out, err) = bindery(folder.path(), &["old.yaml", "new.yaml", "--out", "changes.txt"]);
    assert_eq!((code, &*out, &*err), (Some(0), "", "bindery: 1 change -> changes.txt (written)\n"));
    let text = fs::read_to_string(folder.path().join("changes.txt")).expect("it was written");
    assert!(text.starts_with("Pets 1 -> Pets 2: minor (Rust minor, wire minor): 1 compatible\n"), "{text}");
    let (code, _, err) = bindery(folder.path(), &["old.yaml", "new.yaml", "--out", "old.yaml"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("error: --out would write over the input old.yaml"), "{err}");
}

#[test]
fn what_is_wrong_with_both_sides_is_said_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["old.yaml", "new.yaml"] {
        fs::write(folder.path().join(name), "openapi: [").expect("it can be written");
    }
    let (code, out, err) = bindery(folder.path(), &["old.yaml", "new.yaml"]);
    assert_eq!((code, &*out), (Some(1), ""));
    assert!(err.contains("old.yaml:1:") && err.contains("new.yaml:1:"), "{err}");
    assert!(err.ends_with("error: nothing was compared: 2 errors\n"), "{err}");
}

#[test]
fn wrong_usage_exits_with_2() {
    let cases: [(&[&str], &str); 5] = [
        (&[], "error: the following required arguments were not provided"),
        (&["old.yaml"], "error: `old.yaml` is compared with nothing: NEW is missing"),
        (&["-", "-"], "error: standard input can be read only once: there is more than one `-`"),
        (&["old.yaml", "new.yaml", "third.yaml"], "error: unexpected value 'third.yaml'"),
        (&["old.yaml", "new.yaml", "--format", "yaml"], "error: invalid value 'yaml' for '--format"),
    ];
    for (arguments, expected) in cases {
        let (code, out, err) = bindery(&pair("nothing"), arguments);
        assert_eq!((code, &*out), (Some(2), ""), "{arguments:?}: {err}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
}
