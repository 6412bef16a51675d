//! The text of `bindery.lock`.

use std::sync::Arc;

use bindery::{
    Diagnostics,
    diagnostics::{Source, Syntax},
    lock::{Lock, Locked, LockedName},
};
use insta::assert_snapshot;

fn parse(text: &str) -> (Lock, String) {
    let source = Source { name: "bindery.lock".into(), text: text.into(), syntax: Syntax::Other };
    let mut found = Diagnostics::default();
    let lock = Lock::parse(&Arc::new(source), &mut found);
    found.finish();
    (lock, found.to_string())
}

fn named(name: &str) -> LockedName {
    LockedName { name: name.to_owned(), ..LockedName::default() }
}

fn lock() -> Lock {
    let mut second = Locked::new("https://example.com/b", "specs/b.json");
    second.sha256 = "bb".into();
    second.shown_by = Some("https://example.com/api/".into());
    let mut first = Locked::new("https://example.com/a", "specs/a.json");
    first.sha256 = "aa".into();
    first.redirected = Some("https://example.com/v2/a".into());
    first.etag = Some("W/\"a\\b\u{7}\"".into());
    first.last_modified = Some("Wed, 21 Oct 2015 07:28:00 GMT".into());
    let names = [("/components/schemas/pet", "Pet"), ("/components/schemas/\"", "Quote")];
    Lock {
        sources: vec![second, first],
        names: names.map(|(place, name)| (place.to_owned(), named(name))).into(),
    }
}

#[test]
fn a_lock_is_written_sorted_and_read_back() {
    let text = lock().to_text();
    assert_snapshot!(text, @r#"
    # Written by bindery: what `bindery fetch` found, and the names that stay. Commit it; do not edit it.

    [[sources]]
    url = "https://example.com/a"
    redirected = "https://example.com/v2/a"
    snapshot = "specs/a.json"
    sha256 = "aa"
    etag = "W/\"a\\b\u0007\""
    last-modified = "Wed, 21 Oct 2015 07:28:00 GMT"

    [[sources]]
    url = "https://example.com/b"
    shown-by = "https://example.com/api/"
    snapshot = "specs/b.json"
    sha256 = "bb"

    [names]
    "/components/schemas/\"" = "Quote"
    "/components/schemas/pet" = "Pet"
    "#);
    let (read, problems) = parse(&text);
    let mut sorted = lock();
    sorted.sources.reverse();
    assert_eq!((read, problems), (sorted, String::new()));
}

#[test]
fn a_merge_that_was_not_finished_is_said() {
    let text = "# Written\n<<<<<<< HEAD\n[names]\n=======\n>>>>>>> other\n";
    let (lock, problems) = parse(text);
    assert_eq!(lock, Lock::default());
    assert_snapshot!(problems, @r"
    error[lock-conflict]: the lock has the marks of a merge that two branches disagree on
     --> bindery.lock:2:1
      |
    2 | <<<<<<< HEAD
      | ^^^^^^^^^^^^
      |
      = help: take the lock and the snapshots of either branch, then run `bindery fetch`
    ");
}

#[test]
fn what_bindery_would_not_write_is_refused() {
    let one = |text: &str| {
        let problems = parse(text).1;
        problems.lines().filter(|line| line.contains("error[")).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(one("a ="), @"error[lock-syntax]: the lock is not TOML: string values must be quoted, expected literal string");
    assert_snapshot!(one("version = 2"), @"error[wrong-lock]: the lock has `version`, and may have `sources` and `names`");
    assert_snapshot!(one("names = 1\nsources = 'a'"), @r"
    error[wrong-lock]: the lock has `names` that are no table
    error[wrong-lock]: the lock has `sources` that are no list
    ");
    assert_snapshot!(one("sources = [1]"), @"error[wrong-lock]: the lock has a source that is no table");
    assert_snapshot!(one("[names]\na = 1"), @"error[wrong-lock]: the lock has a `a` that is no string");
    assert_snapshot!(one("[[sources]]\nurl = 'a'\nsnapshot = 'b'\nsize = '3'"), @r"
    error[wrong-lock]: the lock has a source without `sha256`
    error[wrong-lock]: the lock has a source with `size`, which no source has
    ");
    for snapshot in ["../b", "/b"] {
        let said = one(&format!("[[sources]]\nurl = 'a'\nsnapshot = '{snapshot}'\nsha256 = 'c'"));
        assert!(said.contains("which is not below its folder"), "{said}");
    }
}
