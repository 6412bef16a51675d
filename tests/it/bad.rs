//! What is printed for each problem that bindery knows: an input with it in `tests/bad/`, the text beside it.
//!
//! An input is called after the problem's code. It is a source, or a folder with a `bindery.toml` where one source
//! does not show it. After a change: `INSTA_UPDATE=always cargo test --test it bad`, then read the difference as
//! somebody who has made the mistake.

mod downloads;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, panic,
    path::{Path, PathBuf},
};

use bindery::{
    Config, Diagnostics,
    diagnostics::{CombineProblem, Location, Problem, Source, SourceProblem, Syntax},
    lock::{self, Lock, LockedName},
};

use crate::rules;

/// The code of a problem, and what finds it.
type Made = (&'static str, fn() -> Diagnostics);

/// Inputs that no file can be.
const MADE: &[Made] = &[
    ("changed-source", downloads::changed_source),
    ("config-unreadable", config_unreadable),
    ("gone-source", downloads::gone_source),
    ("large-answer", downloads::large_answer),
    ("new-source", downloads::new_source),
    ("no-answer", downloads::no_answer),
    ("no-links", downloads::no_links),
    ("not-asked", downloads::not_asked),
    ("nothing-to-explain", nothing_to_explain),
    ("overlays-not-compiled", overlays_not_compiled),
    ("pages-not-compiled", pages_not_compiled),
    ("reference-elsewhere", reference_elsewhere),
    ("same-snapshot", downloads::same_snapshot),
    ("shown-document", downloads::shown_document),
    ("stale-names", stale_names),
    ("too-large", too_large),
    ("unreadable-lock", unreadable_lock),
    ("useless-answer", downloads::useless_answer),
    ("wrong-redirect", downloads::wrong_redirect),
    ("wrong-status", downloads::wrong_status),
    ("wrong-url", downloads::wrong_url),
];

/// The input that shows several problems together, and is not called after one.
const ALL_AT_ONCE: &str = "all-at-once";

/// Problems of a setting that may have been given on the command line, which has no lines.
const OF_A_SETTING: [&str; 2] = ["nothing-selected", "unknown-operation"];

/// A folder is looked up as a file: it is not there for anybody.
fn config_unreadable() -> Diagnostics {
    let mut found = Diagnostics::default();
    Config::read("tests/bad/config-unreadable/bindery.toml".as_ref(), &mut found);
    found
}

/// A folder is no file.
fn unreadable_lock() -> Diagnostics {
    let mut found = Diagnostics::default();
    Lock::read("tests/bad/unreadable".as_ref(), &mut found);
    found
}

/// Only pages are explained, which `generate` does not do.
fn nothing_to_explain() -> Diagnostics {
    bindery::explain(&rules::config("tests/bad/callback.yaml")).1
}

/// The tests are compiled with all features; what a build script without `pages` finds is spelled out here.
fn pages_not_compiled() -> Diagnostics {
    let source = Source { name: rules::SEED.into(), text: String::new(), syntax: Syntax::Other };
    let mut found = Diagnostics::default();
    found.report(SourceProblem::PagesNotCompiled, Location::file(&source.into()));
    found
}

/// As for pages.
fn overlays_not_compiled() -> Diagnostics {
    let text = "overlays = ['overlay.yaml']".to_owned();
    let source = Source { name: "bindery.toml".into(), text, syntax: Syntax::Other };
    let mut found = Diagnostics::default();
    found.report(CombineProblem::OverlaysNotCompiled, Location::span(&source.into(), 12..26));
    found
}

/// Standard input is the one source that stands in no folder.
fn reference_elsewhere() -> Diagnostics {
    let text = "paths: { $ref: paths.yaml }".to_owned();
    let source = Source { name: "-".into(), text, syntax: Syntax::Yaml };
    let at = Location { source: source.into(), span: None, pointer: "/paths".into() };
    let mut found = Diagnostics::default();
    found.report(SourceProblem::ReferenceElsewhere { reference: "paths.yaml".into() }, at);
    found.finish();
    found
}

/// Only `check` compares a lock with what would be generated.
fn stale_names() -> Diagnostics {
    let mut found = Diagnostics::default();
    let locked = [("/components/schemas/pet".to_owned(), LockedName::default())].into();
    lock::check_names(&Config::default(), &locked, &[], &mut found);
    found
}

/// A file with a hole, so that it takes no room on the disk.
fn too_large() -> Diagnostics {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("pets.yaml");
    let file = fs::File::create(&path).expect("it can be written");
    file.set_len(1 << 30).expect("it can be made longer");
    let mut found = Diagnostics::default();
    for (problem, mut at) in parts(bindery::generate(&rules::config(path)).diagnostics) {
        // The folder is called otherwise each time.
        at.source = Source { name: "pets.yaml".into(), text: String::new(), syntax: Syntax::Other }.into();
        found.report(problem, at);
    }
    found
}

fn parts(found: Diagnostics) -> Vec<(Problem, Location)> {
    found.iter().map(|found| (found.problem.clone(), found.at.clone())).collect()
}

/// What is found in an input: a source, or a folder with a `bindery.toml`. Its path is the one from the project's
/// folder, where tests run, so that it is printed alike on every machine.
fn found_in(path: &Path) -> Diagnostics {
    if !path.is_dir() {
        return bindery::generate(&rules::config(path)).diagnostics;
    }
    let mut found = Diagnostics::default();
    let config = Config::read(&path.join("bindery.toml"), &mut found);
    if config.lock_file().exists() {
        let lock = Lock::read(&config.lock_file(), &mut found);
        if !found.has_errors() {
            lock::check(&config, &lock, &mut found);
        }
    }
    if !found.has_errors() {
        found.extend(bindery::generate(&config).diagnostics);
    }
    found.finish();
    found
}

/// All inputs by the codes that they are called after.
fn inputs() -> BTreeMap<String, PathBuf> {
    let mut paths = rules::entries(Path::new("tests/bad"));
    paths.retain(|path| path.extension().is_none_or(|extension| extension != "snap"));
    let name = |path: &Path| path.file_stem().expect("it has a name").to_string_lossy().into_owned();
    let inputs: BTreeMap<String, PathBuf> = paths.iter().map(|path| (name(path), path.clone())).collect();
    assert_eq!(inputs.len(), paths.len(), "two inputs in tests/bad have one name");
    inputs
}

/// The codes of all problems, as the tables in `problem/` have them: each is the first text of its row.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in rules::entries(Path::new("src/diagnostics/problem")) {
        let table = fs::read_to_string(path).expect("the table is there");
        let (_, rows) = table.split_once("fn text(&self)").expect("the table is a function");
        let arms = rows.split("Problem::").skip(1);
        codes.extend(arms.map(|arm| arm.split('"').nth(1).expect("a row begins with its code").to_owned()));
    }
    let is_code = |code: &String| code.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '-'));
    assert!(codes.len() > 50 && codes.iter().all(is_code), "these are no codes: {codes:?}");
    codes
}

/// Compares what is printed with the snapshot beside the input.
fn compare(code: &str, found: &Diagnostics) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../bad");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(code, found));
    let is_said = found.iter().any(|found| found.problem.code() == code);
    assert!(is_said || code == ALL_AT_ONCE, "tests/bad/{code} does not show it:\n{found}");
}

#[test]
fn every_problem_is_printed_as_it_was_reviewed() {
    let mut failed = Vec::new();
    let made = MADE.iter().map(|(code, make)| ((*code).to_owned(), make()));
    let read = inputs().into_iter().map(|(code, path)| (code, found_in(&path)));
    for (code, found) in made.chain(read) {
        // All differences are shown, not only the first.
        if panic::catch_unwind(|| compare(&code, &found)).is_err() {
            failed.push(code);
        }
    }
    assert!(failed.is_empty(), "these are printed otherwise: {failed:#?}");
}

#[test]
fn every_problem_has_an_input_and_every_input_a_problem() {
    let codes = codes();
    let made = MADE.iter().map(|(code, _)| (*code).to_owned());
    let shown: BTreeSet<String> =
        inputs().into_keys().filter(|name| name != ALL_AT_ONCE).chain(made).collect();
    let missing: Vec<_> = codes.difference(&shown).collect();
    assert!(missing.is_empty(), "no input in tests/bad shows these problems: {missing:?}");
    let unknown: Vec<_> = shown.difference(&codes).collect();
    assert!(unknown.is_empty(), "these inputs in tests/bad are called after no problem: {unknown:?}");
    for path in rules::entries(Path::new("tests/bad")) {
        let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        assert!(name == ALL_AT_ONCE || codes.contains(&name), "{} belongs to no problem", path.display());
    }
}

#[test]
fn every_problem_says_a_way_out() {
    for (code, path) in inputs() {
        for found in found_in(&path).iter() {
            let (message, help) = (found.problem.message(), found.problem.help());
            assert!(!message.is_empty() && !help.is_empty(), "{code} says nothing, or no way out");
            let is_plain = |text: &str| !text.ends_with('.') && !text.contains('\n');
            assert!(is_plain(&message) && is_plain(&help), "{code}: {message}; {help}");
            let is_placed = !found.at.source.name.is_empty() || OF_A_SETTING.contains(&found.problem.code());
            assert!(is_placed, "{code} does not say where");
        }
    }
}

#[test]
fn a_broken_document_shows_all_its_problems_at_once() {
    let found = found_in(&inputs()[ALL_AT_ONCE]);
    let places: Vec<_> = found.iter().filter_map(|found| found.at.line_column()).collect();
    assert!(places.is_sorted() && places.len() == found.iter().count(), "{places:?}");
    let of_code = |code: &str| found.iter().filter(|found| found.problem.code() == code).count();
    // The schema is named by two answers, and what is wrong with it is said once.
    assert_eq!(of_code("unknown-type"), 13);
    let printed = found.to_string();
    assert_eq!(printed.matches("warning[unknown-type]").count(), 10);
    assert!(printed.contains("\n\n... and 3 more of `unknown-type`"), "{printed}");
    let codes: BTreeSet<_> = found.iter().map(|found| found.problem.code()).collect();
    assert!(codes.len() >= 6, "{codes:?}");
}
