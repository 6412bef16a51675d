//! What a build script writes, and what it tells Cargo. Run with `out_dir`: a test has no `OUT_DIR`.

use std::{fs, path::Path};

use bindery::{
    Build,
    config::{Client, Layout},
};

const PAGE: &str = "specs/stripe/PostFileLinks.html";

/// The lines for Cargo, and the error if there is one.
fn compiled(build: Build) -> (String, String) {
    let mut lines = Vec::new();
    let error = build.compile_with(&mut lines).err().map(|error| error.to_string());
    (String::from_utf8_lossy(&lines).into_owned(), error.unwrap_or_default())
}

/// What Cargo shall watch.
fn watched(lines: &str) -> Vec<&str> {
    lines.lines().filter_map(|line| line.strip_prefix("cargo::rerun-if-changed=")).collect()
}

fn modified(path: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(path).and_then(|found| found.modified()).ok()
}

#[test]
fn a_page_becomes_a_file_of_its_name_and_is_watched() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (lines, error) = compiled(Build::new(PAGE).out_dir(out.path()));
    assert_eq!(error, "");
    assert!(watched(&lines).contains(&PAGE), "{lines}");
    let file = out.path().join("post_file_links.rs");
    let time = modified(&file);
    assert!(time.is_some());
    compiled(Build::new(PAGE).out_dir(out.path()));
    assert_eq!(modified(&file), time);

    let (_, error) = compiled(Build::new(PAGE).name("links").layout(Layout::Modules).out_dir(out.path()));
    assert_eq!(error, "");
    assert!(out.path().join("links/mod.rs").is_file());
}

#[test]
fn a_client_that_blocks_is_a_choice() {
    let out = tempfile::tempdir().expect("a temporary folder");
    compiled(Build::new(PAGE).client(Client::Blocking).out_dir(out.path()));
    let text = fs::read_to_string(out.path().join("post_file_links.rs")).expect("a client");
    assert!(text.contains("pub fn send(self)") && !text.contains("async ") && !text.contains("reqwest"));
}

#[test]
fn everything_that_is_chosen_and_there_is_watched() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config = folder.path().join("bindery.toml");
    fs::write(&config, "name = 'chosen'\nout = 'elsewhere.rs'\nreport = 'report.json'\nlayout = 'file'\n")
        .expect("written");
    let (lines, error) = compiled(Build::new(PAGE).config(&config).out_dir(folder.path()));
    assert_eq!(error, "");
    assert_eq!(watched(&lines), [&*config.display().to_string(), PAGE]);
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    names.sort();
    assert_eq!(names, ["bindery.toml", "chosen.rs"]);
}

#[test]
fn an_error_is_returned_and_a_missing_file_is_not_watched() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (lines, error) = compiled(Build::new("specs/nope.html").out_dir(out.path()));
    assert_eq!(lines, "");
    let expected =
        "error[unreadable]: cannot be read: No such file or directory (os error 2)\n --> specs/nope.html\n";
    assert!(error.starts_with(expected), "{error}");
    assert_eq!(fs::read_dir(out.path()).map(Iterator::count).ok(), Some(0));

    let config = out.path().join("bindery.toml");
    fs::write(&config, "nmae = 'x'").expect("written");
    let (lines, error) = compiled(Build::new(PAGE).config(&config).out_dir(out.path()));
    assert_eq!(watched(&lines).len(), 2, "{lines}");
    assert!(error.contains("did you mean `name`?"), "{error}");
}

#[test]
fn what_a_build_script_cannot_do_is_said() {
    let (_, error) = compiled(
        Build::new(PAGE)
            .name("a b")
            .select("tag:")
            .extra_template("a", "../b")
            .type_of_format("date", "Date")
            .out_dir("unused"),
    );
    let expected = "`name` must be a letter or `_`, followed by letters, digits, `_` and `-`, found `a b`\n\
                    `select` must be an operation id, tag:NAME or path:/v1/*, found `tag:`\n\
                    `extra_template` must name a template and a path below the output, found `a=../b`\n\
                    `type_of_format` must be the path of a type from its crate on, such as `crate::Money`, found `Date`";
    assert_eq!(error, expected);
    let build = Build::new(PAGE).type_of_schema("money", "crate::Money").type_at("/**/created", "i32");
    let (_, error) = compiled(build.out_dir("unused"));
    assert!(error.contains("no operation uses a schema of the name `money`"), "{error}");
    assert!(error.contains("no operation uses a schema that stands at `/**/created`"), "{error}");
    let (_, error) = compiled(Build::new("-").out_dir("unused"));
    assert_eq!(error, "a build script has no standard input: `-` cannot be a source");
    // Cargo sets OUT_DIR for tests only where a package has a build script.
    if std::env::var_os("OUT_DIR").is_none() {
        let (_, error) = compiled(Build::new(PAGE));
        assert_eq!(
            error,
            "OUT_DIR is not set: call `compile` from a build.rs, or say where to write with `out_dir`"
        );
    }
}
