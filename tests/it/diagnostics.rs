//! How problems are spelled out for people and for programs.

use std::sync::Arc;

use bindery::{
    Diagnostics, Error, Report,
    diagnostics::{ConfigProblem, Location, Source, SourceProblem, Syntax, visible},
};

fn source(name: &str, text: &str) -> Arc<Source> {
    Arc::new(Source { name: name.into(), text: text.into(), syntax: Syntax::Json })
}

fn problem(reason: &str) -> SourceProblem {
    SourceProblem::Unreadable { reason: reason.into() }
}

/// What is printed for one problem at some bytes of a text.
fn printed(text: &str, span: std::ops::Range<usize>) -> String {
    let mut found = Diagnostics::default();
    found.report(problem("x"), Location::span(&source("a.json", text), span));
    found.to_string().replace("\n  = help: name a file, a folder, or - for standard input", "")
}

#[test]
fn a_problem_is_shown_with_its_line_pointer_and_help() {
    let source = source("specs/pets.json", "{\n  \"a\": 1,\n  \"b\": {\"type\": \"strin\"}\n}\n");
    let mut found = Diagnostics::default();
    let at = Location { source, span: None, pointer: "/b/type".into() };
    found.report(problem("for a reason"), at);
    found.finish();
    let expected = r#"
error[unreadable]: cannot be read: for a reason
 --> specs/pets.json:3:17
  |
3 |   "b": {"type": "strin"}
  |                 ^^^^^^^
  |
  = at: /b/type
  = help: name a file, a folder, or - for standard input"#;
    assert_eq!(found.to_string(), expected.trim_start());
    let line = "specs/pets.json:3:17: error[unreadable]: cannot be read: for a reason (at /b/type); \
                help: name a file, a folder, or - for standard input";
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), [line]);
}

#[test]
fn colour_only_adds_escapes() {
    let mut found = Diagnostics::default();
    found.report(problem("x"), Location::span(&source("a.json", "[1]"), 1..2));
    let expected = "\u{1b}[1;91merror[unreadable]\u{1b}[0m\u{1b}[1m: cannot be read: x\u{1b}[0m\n \
         \u{1b}[1;94m-->\u{1b}[0m a.json:1:2\n  \u{1b}[1;94m|\u{1b}[0m\n\u{1b}[1;94m1\u{1b}[0m \u{1b}[1;94m|\u{1b}[0m [1]\n  \
         \u{1b}[1;94m|\u{1b}[0m  \u{1b}[1;91m^\u{1b}[0m\n  \u{1b}[1;94m|\u{1b}[0m\n  \u{1b}[1;94m=\u{1b}[0m \
         \u{1b}[1mhelp\u{1b}[0m: name a file, a folder, or - for standard input";
    assert_eq!(found.render(true), expected);
}

#[test]
fn a_place_without_a_line_or_a_file_is_shown_as_far_as_it_is_known() {
    let mut found = Diagnostics::default();
    found.report(problem("x"), Location::file(&source("-", "")));
    found.report(problem("y"), Location::file(&Arc::new(Source::unnamed())));
    let expected = "
error[unreadable]: cannot be read: x
 --> <stdin>
 = help: name a file, a folder, or - for standard input

error[unreadable]: cannot be read: y
 = help: name a file, a folder, or - for standard input";
    assert_eq!(found.to_string(), expected.trim_start());
}

#[test]
fn of_a_long_line_only_the_place_is_shown() {
    let text = format!("first\n{} HERE {}\nlast", "a".repeat(100_000), "b".repeat(100_000));
    let start = 6 + 100_000 + 1;
    let expected = format!(
        "error[unreadable]: cannot be read: x\n --> a.json:2:100002\n  |\n2 | ... {} HERE {} ...\n  | {}^^^^\n  |",
        "a".repeat(39),
        "b".repeat(71),
        " ".repeat(44),
    );
    assert_eq!(printed(&text, start..start + 4), expected);

    // A place that is longer than what is shown ends with it.
    let expected = format!(
        "error[unreadable]: cannot be read: x\n --> a.json:2:100007\n  |\n2 | ... {} HERE {} ...\n  | {}{}\n  |",
        "a".repeat(34),
        "b".repeat(76),
        " ".repeat(44),
        "^".repeat(76),
    );
    assert_eq!(printed(&text, start + 5..start + 50_000), expected);
}

#[test]
fn a_place_of_several_lines_is_shown_by_its_first() {
    let expected = "error[unreadable]: cannot be read: x\n --> a.json:1:2\n  |\n1 | a{b\n  |  ^^\n  |";
    assert_eq!(printed("a{b\r\nc}\r\n", 1..6), expected);
}

#[test]
fn the_caret_stands_under_its_place_behind_tabs_and_wide_characters() {
    let text = "\t日本: x";
    let expected =
        "error[unreadable]: cannot be read: x\n --> a.json:1:6\n  |\n1 |     日本: x\n  |           ^\n  |";
    assert_eq!(printed(text, text.len() - 1..text.len()), expected);
    // The end of a text is a place too.
    let expected = "error[unreadable]: cannot be read: x\n --> a.json:1:3\n  |\n1 | ab\n  |   ^\n  |";
    assert_eq!(printed("ab", 2..2), expected);
    // A place outside the text is no reason to fail.
    assert_eq!(
        printed("ab", 7..9),
        "error[unreadable]: cannot be read: x\n --> a.json\n = help: name a file, a folder, or - for standard input"
    );
}

#[test]
fn nothing_reaches_the_terminal_that_it_would_act_upon() {
    let text = "{\"\u{1b}[31m\": \"\u{202e}x\u{200d}\"}";
    let mut found = Diagnostics::default();
    let pointer = "/\u{1b}[31m".to_owned();
    let at = Location { source: source("a\u{7}.json", text), span: None, pointer };
    found.report(problem("line\nbreak \u{202e}"), at);
    found.finish();
    let expected = r#"
error[unreadable]: cannot be read: line\u{a}break \u{202e}
 --> a\u{7}.json:1:11
  |
1 | {"\u{1b}[31m": "\u{202e}x\u{200d}"}
  |                ^^^^^^^^^^^^^^^^^^^
  |
  = at: /\u{1b}[31m
  = help: name a file, a folder, or - for standard input"#;
    assert_eq!(found.to_string(), expected.trim_start());
    assert_eq!(visible("tab\there"), "tab\\u{9}here");
}

#[test]
fn of_many_problems_of_a_code_ten_are_shown() {
    let text = source("a.json", &"x\n".repeat(40));
    let mut found = Diagnostics::default();
    for line in (0..33).rev() {
        found.report(problem(&line.to_string()), Location::span(&text, line * 2..line * 2 + 1));
        found.report(problem(&line.to_string()), Location::span(&text, line * 2..line * 2 + 1));
    }
    found.report(ConfigProblem::ConfigSyntax { reason: "y".into() }, Location::span(&text, 70..71));
    found.finish();
    let text = found.to_string();
    let titles: Vec<&str> = text.lines().filter(|line| line.starts_with(['e', '.'])).collect();
    let mut expected: Vec<String> =
        (0..10).map(|line| format!("error[unreadable]: cannot be read: {line}")).collect();
    expected.push("... and 23 more of `unreadable`".into());
    expected.push("error[config-syntax]: the configuration is not TOML: y".into());
    assert_eq!(titles, expected);
}

#[test]
fn the_report_has_the_keys_that_programs_expect() {
    let mut found = Diagnostics::default();
    let at = Location { source: source("a.json", "{\"b\":\n\"c\"}"), span: None, pointer: "/b".into() };
    found.report(problem("x"), at);
    found.report(problem("y"), Location::file(&Arc::new(Source::unnamed())));
    found.finish();
    let mut report = Report::default();
    report.operations.found = 2;
    report.operations.generated = 1;
    report.operations.skipped.push(bindery::report::Skipped {
        operation: "getB".into(),
        at: "/paths/~1b/get".into(),
        reason: "no answer".into(),
    });
    report.types = 3;
    report.diagnostics = Report::entries(&found);
    report.files = vec!["src/b.rs".into()];
    let expected = r#"{
  "operations": {
    "found": 2,
    "generated": 1,
    "skipped": [
      {
        "operation": "getB",
        "at": "/paths/~1b/get",
        "reason": "no answer"
      }
    ]
  },
  "types": 3,
  "diagnostics": [
    {
      "severity": "error",
      "code": "unreadable",
      "message": "cannot be read: y",
      "file": null,
      "line": null,
      "column": null,
      "pointer": ""
    },
    {
      "severity": "error",
      "code": "unreadable",
      "message": "cannot be read: x",
      "file": "a.json",
      "line": 2,
      "column": 1,
      "pointer": "/b"
    }
  ],
  "files": [
    "src/b.rs"
  ]
}
"#;
    assert_eq!(report.to_json(), expected);
}

#[test]
fn an_error_is_the_same_text_for_people_in_every_format() {
    fn is_sent<E: std::error::Error + Send + Sync + 'static>(error: E) -> E {
        error
    }
    let mut found = Diagnostics::default();
    found.report(problem("x"), Location::file(&source("a.json", "")));
    let text = found.to_string();
    let error = is_sent(Error::Input(found));
    assert_eq!((error.to_string(), format!("{error:?}")), (text.clone(), text));
    let failure = bindery::output::Failure::NotOurs { path: "src/a.rs".into() };
    let text = "src/a.rs was not written by bindery and is left as it is; move or delete it, or choose another --out";
    assert_eq!(format!("{:?}", Error::from(failure)), text);
}
