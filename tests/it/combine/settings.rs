//! The settings of `bindery.toml` that are about several sources, and what is wrong with them.

use std::{path::Path, sync::Arc};

use bindery::{
    Config, Diagnostics,
    config::Change,
    diagnostics::{Source, Syntax},
};
use serde_json::json;

fn parsed(text: &str) -> (Config, Diagnostics) {
    let source = Source { name: "bindery.toml".into(), text: text.into(), syntax: Syntax::Other };
    let mut found = Diagnostics::default();
    let config = Config::parse(&Arc::new(source), Path::new("api"), &mut found);
    (config, found)
}

#[test]
fn files_are_relative_to_the_configuration() {
    let (config, found) = parsed(
        "prefer = ['pages']\noverlays = ['a.yaml', 'b.json']\n\
         responses = { a = 'crate::A', b = 'b.json', c = ['c.JSON', 'd.json'], d = { 200 = 'e.json', 4XX = ['f.json'] } }",
    );
    assert_eq!(found.count(bindery::diagnostics::Severity::Error), 0, "{found}");
    let paths = |files: &[bindery::config::NamedFile]| -> Vec<String> {
        files.iter().map(|file| file.path.display().to_string()).collect()
    };
    assert_eq!(paths(&config.prefer), ["api/pages"]);
    assert_eq!(paths(&config.overlays), ["api/a.yaml", "api/b.json"]);
    assert_eq!(config.responses["a"], "crate::A");
    let samples = config.samples.iter().flat_map(|samples| {
        let of = |(status, files): &(Option<String>, Vec<bindery::config::NamedFile>)| {
            (samples.operation.clone(), status.clone(), paths(files))
        };
        samples.answers.iter().map(of).collect::<Vec<_>>()
    });
    let row = |id: &str, status: Option<&str>, files: &[&str]| {
        let files: Vec<String> = files.iter().map(|file| format!("api/{file}")).collect();
        (id.to_owned(), status.map(str::to_owned), files)
    };
    let expected = [
        row("b", None, &["b.json"]),
        row("c", None, &["c.JSON", "d.json"]),
        row("d", Some("200"), &["e.json"]),
        row("d", Some("4XX"), &["f.json"]),
    ];
    assert_eq!(samples.collect::<Vec<_>>(), expected);
}

#[test]
fn values_of_patches_become_json() {
    let (config, found) = parsed(
        "[[patch]]\nat = '/a~1b'\nset = { z = [1, -2, 0xff, 1_000], a = 'b', f = [1.5, 1e3, -0.25], t = true, n = {} }\nin = 'a.yaml'\n\
         [[patch]]\nat = ''\nmerge = { a = 1 }\nwas = 'b'\n[[patch]]\nat = '/c'\nremove = true",
    );
    assert_eq!(found.count(bindery::diagnostics::Severity::Error), 0, "{found}");
    let [set, merge, remove] = config.patches.as_slice() else { panic!("{:?}", config.patches) };
    let Change::Set(value) = &set.change else { panic!("{set:?}") };
    let text = r#"{"z":[1,-2,255,1000],"a":"b","f":[1.5,1e3,-0.25],"t":true,"n":{}}"#;
    assert_eq!(value.to_string(), serde_json::from_str::<serde_json::Value>(text).expect("JSON").to_string());
    assert_eq!(set.source.as_deref(), Some(Path::new("api/a.yaml")));
    assert_eq!((&merge.change, &merge.was), (&Change::Merge(json!({ "a": 1 })), &Some(json!("b"))));
    assert_eq!((&*remove.at, &remove.change), ("/c", &Change::Remove));
}

#[test]
fn what_is_wrong_is_said_at_once_with_its_line() {
    let (config, found) = parsed(
        "prefer = 'pages'
overlays = [1]
responses = { a = 1, b = ['crate::B'], c = { 600 = 'c.json' }, d = { 200 = 'crate::D' }, e = [2] }
patch = [
  1,
  { set = 1 },
  { at = '/a' },
  { at = '/a', set = 1, remove = true },
  { at = '/a', remove = false },
  { at = 'a', set = 1 },
  { at = '/a~2', set = 1 },
  { at = '', remove = true },
  { at = 1, set = 1 },
  { at = '/a', set = 1, to = 2 },
  { at = '/a', set = { b = [2024-05-01] } },
  { at = '/a', set = inf },
  { at = '/a', set = 1, was = 10:00:00 },
  { at = '/a', set = 1, in = 1 },
]",
    );
    assert!(config.patches.is_empty(), "{:?}", config.patches);
    let said: Vec<String> = found
        .iter()
        .map(|found| {
            let (line, column) = found.at.line_column().expect("each is somewhere");
            format!("{line}:{column} {}", found.problem.message())
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}
