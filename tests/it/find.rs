//! Places that are known by their pointer are found in their text.

use std::sync::Arc;

use bindery::{
    Diagnostics,
    diagnostics::{Location, Source, SourceProblem, Syntax},
};

/// What each pointer's place says, `-` where there is none.
fn found(syntax: Syntax, text: &str, pointers: &[&str]) -> Vec<String> {
    let source = Arc::new(Source { name: "a".into(), text: text.into(), syntax });
    let places = pointers.iter().map(|pointer| {
        let at = Location { source: Arc::clone(&source), span: None, pointer: (*pointer).to_owned() };
        let mut found = Diagnostics::default();
        found.report(SourceProblem::Unreadable { reason: String::new() }, at);
        // A neighbour in the same pass must not change the answer.
        found.report(
            SourceProblem::Unreadable { reason: "other".into() },
            Location { source: Arc::clone(&source), span: None, pointer: "/zz/0".into() },
        );
        found.finish();
        let span =
            found.iter().find(|found| found.at.pointer == *pointer).and_then(|found| found.at.span.clone());
        span.map_or("-".into(), |span| {
            let line = text[..span.start].matches('\n').count() + 1;
            format!("{line} {}", text.get(span).unwrap_or("no text"))
        })
    });
    places.collect()
}

#[test]
fn in_json() {
    let text = r#"{
  "paths": {"/v1/a~b": {"get": {"x": [1, {"y": true}, [2.5e3]]}}},
  "\u0041\"": "q\\\"uote",
  "n" : null, "empty": {}, "": [],
  "twice": {"a": 1}, "twice": {"b": "}{"}
}"#;
    let pointers = [
        ("/paths", "2 \"paths\""),
        ("/paths/~1v1~1a~0b", "2 \"/v1/a~b\""),
        ("/paths/~1v1~1a~0b/get/x/0", "2 1"),
        ("/paths/~1v1~1a~0b/get/x/1", "2 {"),
        ("/paths/~1v1~1a~0b/get/x/1/y", "2 true"),
        ("/paths/~1v1~1a~0b/get/x/2/0", "2 2.5e3"),
        ("/A\"", "3 \"q\\\\\\\"uote\""),
        ("/n", "4 null"),
        ("/empty", "4 \"empty\""),
        ("/", "4 \"\""),
        ("/twice/b", "5 \"}{\""),
        ("", "-"),
        ("/missing", "-"),
        ("/paths/~1v1~1a~0b/put/x", "2 \"/v1/a~b\""),
    ];
    let (pointers, expected): (Vec<_>, Vec<_>) = pointers.into_iter().unzip();
    assert_eq!(found(Syntax::Json, text, &pointers), expected);
}

#[test]
fn in_yaml() {
    let text = r#"# A comment.
base: &base
  kind: "quo\"te"   # Another.
  list:
    - one
    - two: 2
      three: {four: [4, 5]}
    -
      - deep
text: |
  several
  lines
copy: *base
merged:
  <<: *base
  own: 'x'
200: ok
"quoted": yes
none:
größe: 1
"#;
    let pointers = [
        ("/base", "2 base"),
        ("/base/kind", "3 \"quo\\\"te\""),
        ("/base/list/0", "5 one"),
        ("/base/list/1", "6 "),
        ("/base/list/1/two", "6 2"),
        ("/base/list/1/three", "7 three"),
        ("/base/list/1/three/four/1", "7 5"),
        ("/base/list/2/0", "9 deep"),
        ("/copy", "13 *base"),
        ("/copy/kind", "13 *base"),
        ("/merged/kind", "15 *base"),
        ("/merged/own", "16 'x'"),
        ("/200", "17 ok"),
        ("/quoted", "18 yes"),
        ("/none", "19 none"),
        ("/größe", "20 1"),
        ("/missing", "-"),
    ];
    let (pointers, expected): (Vec<_>, Vec<_>) = pointers.into_iter().unzip();
    assert_eq!(found(Syntax::Yaml, text, &pointers), expected);
    assert_eq!(found(Syntax::Yaml, text, &["/text"])[0].lines().next(), Some("11 several"));
}

#[test]
fn broken_texts_give_what_stands_before_the_break() {
    let broken = [
        "",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\": 1, ]",
        "{\"a\": 1, \"b",
        "[[[[",
        "{\"a\": 1, \"b\": \"\\",
        "}",
        ",",
        "\u{feff}",
    ];
    for text in broken {
        let expected = if text.contains('1') { "1 1" } else { "-" };
        assert_eq!(found(Syntax::Json, text, &["/a"]), [expected], "{text}");
    }
    for text in ["", "a: 1\nb: [", "a: 1\nb: *no", "---\n---\n", "\u{0}"] {
        let expected = if text.contains('1') { "1 1" } else { "-" };
        assert_eq!(found(Syntax::Yaml, text, &["/a"]), [expected], "{text}");
    }
    assert_eq!(found(Syntax::Other, "{\"a\": 1}", &["/a"]), ["-"]);
    // Nesting that no reader accepts must not exhaust the stack either.
    assert_eq!(found(Syntax::Json, &"[".repeat(1_000_000), &["/a"]), ["-"]);
    let deep = format!("{{\"b\": {}1{}, \"a\": 1}}", "[".repeat(500_000), "]".repeat(500_000));
    assert_eq!(found(Syntax::Json, &deep, &["/a"]), ["1 1"]);
}
