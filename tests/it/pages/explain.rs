//! What `bindery scrape --explain` prints.

use std::process::Command;

use super::{PAGE, PROFILE};

/// Runs the command from the project's folder; exit code, standard output and standard error.
fn explain(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    let output =
        command.args(["scrape", "--explain"]).args(arguments).output().expect("the command can be run");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_fact_has_its_place_role_selector_and_text() {
    let (code, out, err) = explain(&["--profile", PROFILE, PAGE]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    insta::assert_snapshot!(out);
}

#[test]
fn the_seed_page_is_explained() {
    let (code, out, err) = explain(&[crate::rules::SEED]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    insta::assert_snapshot!(out);
}

#[test]
fn what_fits_no_profile_has_no_facts_and_what_is_no_page_neither() {
    let (code, out, err) = explain(&[PAGE, "tests/bad/callback.yaml"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    insta::assert_snapshot!(err);
}
