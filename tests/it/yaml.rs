//! YAML as a tree: each small text beside the JSON that says the same.

use std::fs;

use serde_json::Value;

use crate::rules;

/// What a document with this text below `x` has there, and what is found in it, line by line.
fn read(text: &str) -> (Option<Value>, String) {
    let indented = text.replace('\n', "\n  ");
    scraped(&format!("openapi: 3.0.3\nx:\n  {indented}\n"))
}

/// What a document has at `x`, and what is found in it.
fn scraped(text: &str) -> (Option<Value>, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("a.yaml");
    fs::write(&path, text).expect("it can be written");
    let (document, found) = bindery::scrape(&rules::config(path));
    let folder = format!("{}/", folder.path().display());
    let lines: String = found.iter().map(|found| found.to_string().replace(&folder, "") + "\n").collect();
    (document.map(|mut document| document.root["x"].take()), lines)
}

/// Compares the trees as text: `1.10` and `1.1` are not the same.
fn same(cases: &[(&str, &str)]) {
    for (yaml, json) in cases {
        let (tree, found) = read(yaml);
        assert_eq!(found, "", "{yaml}");
        assert_eq!(tree.expect("it is a tree").to_string(), *json, "{yaml}");
    }
}

#[test]
fn plain_scalars_are_those_of_the_core_schema() {
    same(&[
        ("[a, a b, 'a', \"a\"]", r#"["a","a b","a","a"]"#),
        ("[~, null, Null, NULL, nULL, '', \"~\"]", r#"[null,null,null,null,"nULL","","~"]"#),
        ("[true, True, FALSE, tRue, 'true']", r#"[true,true,false,"tRue","true"]"#),
        ("[yes, no, on, off, y, n, Yes, OFF]", r#"["yes","no","on","off","y","n","Yes","OFF"]"#),
        (
            "[2020-01-01, 12:30, 2001-12-14t21:59:43.10-05:00]",
            r#"["2020-01-01","12:30","2001-12-14t21:59:43.10-05:00"]"#,
        ),
        ("- |\n  two\n  lines\n- >-\n  one\n  line", r#"["two\nlines\n","one line"]"#),
        ("key:", r#"{"key":null}"#),
    ]);
}

#[test]
fn numbers_keep_their_digits() {
    same(&[
        ("[0, -1, +1, 12, 007, -0]", "[0,-1,1,12,7,-0]"),
        ("[0x1F, 0xff, 0o17, 0x, 0o8, 0xg, -0x1, 0x+1]", r#"[31,255,15,"0x","0o8","0xg","-0x1","0x+1"]"#),
        ("[1.0, 1.10, .5, 5., -.5, 01.5, 0.]", "[1.0,1.10,0.5,5.0,-0.5,1.5,0.0]"),
        ("[1e3, 1E+3, 1.5e-7, 1e400, 1e, e1]", r#"[1e+3,1e+3,1.5e-7,1e+400,"1e","e1"]"#),
        (
            "[123456789012345678901234567890, 0.1234567890123456789]",
            "[123456789012345678901234567890,0.1234567890123456789]",
        ),
        ("[1.2.3, 1_000, 1-2, ., +, --1, 1 2]", r#"["1.2.3","1_000","1-2",".","+","--1","1 2"]"#),
        ("[.inf, -.INF, .nan]", r#"[".inf","-.INF",".nan"]"#),
    ]);
}

#[test]
fn keys_are_what_is_written() {
    same(&[
        (
            "{200: a, on: b, null: c, 1.10: d, '<<': e, ? f : g, true: h}",
            r#"{"200":"a","on":"b","null":"c","1.10":"d","<<":"e","f":"g","true":"h"}"#,
        ),
        ("one: &k key\n*k : 2", r#"{"one":"key","key":2}"#),
        ("one: &k 200\n*k : 2", r#"{"one":200,"200":2}"#),
        ("&k key: 1\nother: *k", r#"{"key":1,"other":"key"}"#),
    ]);
}

#[test]
fn aliases_and_merge_keys_are_written_out() {
    same(&[
        (
            "a: &a {b: [1, 2]}\nc: *a\nd: [*a, *a]",
            r#"{"a":{"b":[1,2]},"c":{"b":[1,2]},"d":[{"b":[1,2]},{"b":[1,2]}]}"#,
        ),
        ("a: &a 1\nb: &a 2\nc: *a", r#"{"a":1,"b":2,"c":2}"#),
        ("a: &a {x: 1, y: 2}\nb: {z: 0, <<: *a, x: 3}", r#"{"a":{"x":1,"y":2},"b":{"z":0,"y":2,"x":3}}"#),
        (
            "a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc: {<<: [*a, *b]}",
            r#"{"a":{"x":1},"b":{"x":2,"y":3},"c":{"x":1,"y":3}}"#,
        ),
        ("a: &a {x: 1}\nb: {<<: *a, <<: {y: 2}}", r#"{"a":{"x":1},"b":{"x":1,"y":2}}"#),
    ]);
}

#[test]
fn tags_say_what_a_scalar_is() {
    same(&[
        (
            "[!!str 5, !!str true, ! 5, !!int \"5\", !!float '.5', !!null '', !!bool \"true\"]",
            r#"["5","true","5",5,0.5,null,true]"#,
        ),
        ("!!map {a: !!seq [1]}", r#"{"a":[1]}"#),
    ]);
    let (tree, found) = read("[!include other.yaml, !Sub {a: 1}, !!binary aGk=]");
    assert_eq!(tree.expect("it is a tree").to_string(), r#"["other.yaml",{"a":1},"aGk="]"#);
    let expected = ["!include", "!Sub", "!!binary"].map(|tag| format!("the tag `{tag}` says nothing here"));
    assert!(expected.iter().all(|message| found.contains(message)), "{found}");
}

/// What is wrong with a text, and where.
fn wrong(text: &str) -> String {
    let (_, found) = read(text);
    found.split("; help:").next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let cases = [
        (
            "a: 1\nb: 2\na: 3",
            "a.yaml:5:3: warning[duplicate-key]: `a` stands twice in this object; the last one is taken",
        ),
        (
            "{[a]: 1}",
            "a.yaml:3:4: error[broken-yaml]: the file is not YAML: a list or a mapping stands where the name of a member belongs",
        ),
        (
            "a: &a [*a]",
            "a.yaml:3:10: error[broken-yaml]: the file is not YAML: an alias names the node that it stands in",
        ),
        (
            "{<<: 5}",
            "a.yaml:3:8: error[broken-yaml]: the file is not YAML: what is merged by `<<` must be a mapping, or a list of them",
        ),
        ("!!int five", "a.yaml:3:9: error[broken-yaml]: the file is not YAML: `five` is no int"),
    ];
    for (text, message) in cases {
        assert_eq!(wrong(text), message, "{text}");
    }
    let (_, found) = scraped("openapi: 3.0.3\n---\nopenapi: 3.1.0\n");
    let message = "a.yaml:3:1: error[broken-yaml]: the file is not YAML: it holds several documents, behind lines of `---`";
    assert!(found.starts_with(message), "{found}");
    let (tree, found) = scraped("--- # one\nopenapi: 3.0.3\nx: 1\n---\n");
    assert_eq!((tree.map(|tree| tree.to_string()), found.as_str()), (Some("1".into()), ""));
}

#[test]
fn a_small_text_cannot_become_a_large_tree() {
    let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = level - 1;
        let items = format!("*a{before}, ").repeat(10);
        laughs += &format!("a{level}: &a{level} [{items}]\n");
    }
    assert!(wrong(&laughs).ends_with("its aliases add more than 2000000 nodes"), "{}", wrong(&laughs));

    let mut deep = String::from("a0: &a0 [x]\n");
    for level in 1..400 {
        deep += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    assert!(wrong(&deep).ends_with("it is more than 256 levels deep"), "{}", wrong(&deep));
    assert!(wrong(&"[".repeat(100_000)).contains("broken-yaml"));
}

#[test]
fn json_that_is_yaml_by_its_name_is_read_as_yaml() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("a.yaml");
    fs::write(&path, "{openapi: 3.0.3, info: {title: on}, paths: {}}").expect("it can be written");
    let (document, found) = bindery::scrape(&rules::config(path));
    assert_eq!(
        (found.to_string().as_str(), &document.expect("it is one").root["info"]["title"]),
        ("", &"on".into())
    );
}

#[test]
fn a_key_that_json_repeats_is_reported() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("a.json");
    let text = r#"{"openapi": "3.0.3", "a": {":": "::\":", "b": 1},
      "paths": {}, "a": {"b": {"b": 1, "\u0062": [{}, {}]}}}"#;
    fs::write(&path, text).expect("it can be written");
    let generated = bindery::generate(&rules::config(path));
    let lines: Vec<String> = generated.diagnostics.iter().map(ToString::to_string).collect();
    let place = |line: &str| {
        line.split("a.json").nth(1).unwrap_or_default().split(';').next().unwrap_or_default().to_owned()
    };
    let expected = [
        ":2:20: warning[duplicate-key]: `a` stands twice in this object",
        ":2:40: warning[duplicate-key]: `b` stands twice in this object",
    ];
    assert_eq!(lines.iter().map(|line| place(line)).collect::<Vec<_>>(), expected);
}
