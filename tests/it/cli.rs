//! The command: exit codes, and what goes where.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// Runs the command in a folder; exit code, standard output and standard error.
fn bindery(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    let Output { status, stdout, stderr } = command.output().expect("the command can be run");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

/// A folder with a page in it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("the test machine has a temporary folder");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/stripe/PostFileLinks.html");
    fs::copy(page, folder.path().join("PostFileLinks.html")).expect("the page is in the repository");
    folder
}

#[test]
fn version_and_help_are_printed() {
    let folder = folder();
    let version = concat!("bindery ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(bindery(folder.path(), &["--version"]), (Some(0), version.into(), String::new()));
    let (code, help, _) = bindery(folder.path(), &["--help"]);
    assert_eq!(code, Some(0));
    assert!(help.contains("bindery generate specs/stripe/PostFileLinks.html --out src/stripe.rs"), "{help}");
}

#[test]
fn wrong_usage_exits_with_2() {
    let folder = folder();
    let page = "PostFileLinks.html";
    let cases: [(&[&str], &str); 14] = [
        (&[], "Usage: bindery <COMMAND>"),
        (&["generate"], "error: there is no SOURCE, neither here nor in a bindery.toml"),
        (
            &["generate", page, "--layout", "crate"],
            "error: a layout of several files needs a folder: --out PATH",
        ),
        (&["generate", page, "--layout", "modul"], "error: invalid value 'modul' for '--layout <LAYOUT>'"),
        (
            &["generate", page, "--select", "tag:"],
            "must be an operation id, tag:NAME or path:/v1/*, found `tag:`",
        ),
        (&["generate", page, "--extra-template", "a"], "must be TEMPLATE=OUTPUT, found `a`"),
        (
            &["generate", page, "--extra-template", "a=b"],
            "error: --extra-template writes beside the output: --out PATH",
        ),
        (
            &["generate", page, "--report", "-"],
            "error: the report and the output cannot both go to standard output",
        ),
        (&["generate", page, "--out", "-"], "error: leave out --out to print the output"),
        (&["generate", "-", "-"], "error: standard input can be read only once: there is more than one `-`"),
        (
            &["generate", page, "--name", "a b"],
            "must be a letter or `_`, followed by letters, digits, `_` and `-`",
        ),
        (&["check", page], "error: there is nothing to compare with: --out PATH is missing"),
        (&["scrape"], "error: the following required arguments were not provided:\n  <PAGE>..."),
        (&["scrape", page, "--out", page], "error: --out would write over the input PostFileLinks.html"),
    ];
    for (arguments, expected) in cases {
        let (code, out, err) = bindery(folder.path(), arguments);
        assert_eq!((code, &*out), (Some(2), ""), "{arguments:?}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
}

#[test]
fn a_client_that_blocks_is_a_choice_over_that_of_the_file() {
    let folder = folder();
    fs::write(folder.path().join("bindery.toml"), "sources = ['PostFileLinks.html']\nclient = 'blocking'\n")
        .expect("written");
    let sends = |arguments: &[&str]| bindery(folder.path(), arguments).1.contains("pub fn send(self)");
    assert!(sends(&["generate"]));
    assert!(!sends(&["generate", "--client", "async"]));
    assert!(sends(&["generate", "PostFileLinks.html", "--client", "blocking"]));
    assert!(!sends(&["generate", "PostFileLinks.html"]));
}

#[test]
fn errors_of_the_input_exit_with_1_and_write_nothing() {
    let folder = folder();
    let (code, out, err) =
        bindery(folder.path(), &["generate", "nope.html", "--out", "a.rs", "--report", "report.json"]);
    assert_eq!((code, &*out), (Some(1), ""));
    let expected =
        "error[unreadable]: cannot be read: No such file or directory (os error 2)\n --> nope.html\n";
    assert!(err.starts_with(expected), "{err}");
    assert!(err.ends_with("\n\nerror: nothing was generated: 1 error\n"), "{err}");
    assert!(!folder.path().join("a.rs").exists());
    let report =
        fs::read_to_string(folder.path().join("report.json")).expect("a report comes with errors too");
    assert!(report.contains("\"code\": \"unreadable\"") && report.contains("\"files\": []"), "{report}");
    for command in ["check", "inspect", "scrape"] {
        let out = if command == "check" { &["--out", "a.rs"][..] } else { &[] };
        let arguments = [&[command, "nope.html"], out].concat();
        assert_eq!(bindery(folder.path(), &arguments).0, Some(1), "{command}");
    }
}

#[test]
fn a_page_is_generated_and_then_unchanged() {
    let folder = folder();
    let arguments = ["generate", "PostFileLinks.html", "--out", "src/stripe.rs", "--report", "report.json"];
    let (code, out, err) = bindery(folder.path(), &arguments);
    assert_eq!((code, &*out), (Some(0), ""), "{err}");
    assert!(
        err.starts_with("bindery: 1 operation, ") && err.ends_with(" -> src/stripe.rs (written)\n"),
        "{err}"
    );
    let (_, _, err) = bindery(folder.path(), &arguments);
    assert!(err.ends_with(" -> src/stripe.rs (unchanged)\n"), "{err}");
    let report = fs::read_to_string(folder.path().join("report.json")).expect("it was written");
    assert!(report.contains("\"files\": [\n    \"src/stripe.rs\"\n  ]"), "{report}");

    let printed = bindery(folder.path(), &["generate", "PostFileLinks.html"]);
    let written = fs::read_to_string(folder.path().join("src/stripe.rs")).expect("it was written");
    assert!(written.starts_with("// Generated by bindery"), "{written}");
    assert_eq!(printed, (Some(0), written, String::new()));
    assert_eq!(bindery(folder.path(), &["generate", "PostFileLinks.html", "--out", "a.rs", "-q"]).2, "");

    let (_, report, _) =
        bindery(folder.path(), &["generate", "PostFileLinks.html", "--out", "a.rs", "--report", "-"]);
    assert!(report.starts_with("{\n  \"operations\": {"), "{report}");
    let (code, _, err) = bindery(
        folder.path(),
        &["generate", "PostFileLinks.html", "--out", "a.rs", "--report", "PostFileLinks.html"],
    );
    assert_eq!(code, Some(2));
    assert!(err.contains("--report would write over the input PostFileLinks.html"), "{err}");
}

#[test]
fn a_stale_output_exits_with_1_a_diff_and_the_command() {
    let folder = folder();
    let arguments = ["PostFileLinks.html", "--out", "my stripe.rs"];
    let run = |command| bindery(folder.path(), &[&[command], &arguments[..]].concat());
    let (code, out, err) = run("check");
    assert_eq!((code, &*out), (Some(1), "my stripe.rs is missing\n"), "{err}");
    run("generate");
    assert_eq!(run("check"), (Some(0), String::new(), "bindery: my stripe.rs is up to date\n".into()));

    let path = folder.path().join("my stripe.rs");
    let text = fs::read_to_string(&path).expect("it was written");
    fs::write(&path, text + "fn edited() {}\n").expect("it can be written");
    let (code, out, err) = run("check");
    assert_eq!(code, Some(1));
    assert!(out.starts_with("--- my stripe.rs\n+++ my stripe.rs (generated)\n@@ "), "{out}");
    assert!(out.contains("\n-fn edited() {}\n"), "{out}");
    let expected = "error: my stripe.rs is stale; to bring it up to date, run\n\n    \
                    bindery generate PostFileLinks.html --out 'my stripe.rs'\n";
    assert!(err.ends_with(expected), "{err}");
}

#[test]
fn a_file_of_the_users_is_not_overwritten() {
    let folder = folder();
    fs::write(folder.path().join("mine.rs"), "fn main() {}").expect("it can be written");
    let (code, _, err) = bindery(folder.path(), &["generate", "PostFileLinks.html", "--out", "mine.rs"]);
    assert_eq!(code, Some(1));
    let expected = "error: mine.rs was not written by bindery and is left as it is; move or delete it, or choose another --out\n";
    assert!(err.ends_with(expected), "{err}");
}

#[test]
fn the_configuration_says_what_the_command_line_leaves_open() {
    let folder = folder();
    fs::write(folder.path().join("bindery.toml"), "sources = ['PostFileLinks.html']\nout = 'a.rs'")
        .expect("written");
    let (code, _, err) = bindery(folder.path(), &["generate"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(folder.path().join("a.rs").exists());
    let (_, _, err) = bindery(folder.path(), &["generate", "--out", "b.rs"]);
    assert!(err.ends_with(" -> b.rs (written)\n"), "{err}");
    assert_eq!(bindery(folder.path(), &["inspect"]).0, Some(0));

    fs::write(folder.path().join("wrong.toml"), "sorces = []").expect("written");
    let (code, _, err) = bindery(folder.path(), &["generate", "--config", "wrong.toml"]);
    assert_eq!(code, Some(1));
    assert!(
        err.starts_with("error[unknown-setting]: there is no setting `sorces`\n --> wrong.toml:1:1\n"),
        "{err}"
    );
    assert_eq!(bindery(folder.path(), &["generate", "--config", "nope.toml"]).0, Some(1));
}

#[test]
fn a_document_is_scraped_to_a_file_or_printed() {
    let folder = folder();
    let (code, printed, err) = bindery(folder.path(), &["scrape", "PostFileLinks.html"]);
    assert_eq!((code, &*err), (Some(0), ""));
    assert!(printed.starts_with("{\n  \"openapi\": \"3.0.") && printed.ends_with("}\n"), "{printed}");
    let (code, out, err) =
        bindery(folder.path(), &["scrape", "PostFileLinks.html", "--out", "new/openapi.json"]);
    assert_eq!((code, &*out), (Some(0), ""));
    assert!(err.ends_with(" -> new/openapi.json (written)\n"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join("new/openapi.json")).ok(), Some(printed));
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = folder();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command.current_dir(folder.path()).args(["generate", "PostFileLinks.html"]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command can be run");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""));
    let full = fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let ended = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .current_dir(folder.path())
        .args(["generate", "PostFileLinks.html"])
        .stdout(full)
        .output()
        .expect("the command can be run");
    let expected = "error: cannot write to standard output: No space left on device (os error 28)\n";
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(1), expected));
}
