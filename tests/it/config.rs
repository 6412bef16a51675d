//! `bindery.toml`, patterns and names.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use bindery::{
    Config, Diagnostics,
    config::{Client, ExtraTemplate, FormStyle, Layout, Pattern, check_name},
    diagnostics::{Source, Syntax},
};

fn parse(text: &str) -> (Config, String) {
    let source = Source { name: "conf/bindery.toml".into(), text: text.into(), syntax: Syntax::Other };
    let mut found = Diagnostics::default();
    let config = Config::parse(&Arc::new(source), Path::new("conf"), &mut found);
    found.finish();
    (config, found.to_string())
}

#[test]
fn every_setting_is_read_and_paths_are_relative_to_the_file() {
    let (config, problems) = parse(
        r#"
        sources = ["specs/pets.yaml", "/abs/more.json", "-"]
        reference-dirs = ["../models"]
        profiles = ["profiles/acme.toml"]
        out = "src/pets.rs"
        layout = "crate"
        client = "blocking"
        name = "pets"
        select = ["list*", "tag:pets", "path:/v1/*"]
        base-url = "https://pets.example.com"
        template-dir = "templates"
        extra-templates = ["list.md=docs/list.md"]
        report = "report.json"
        form = "repeat"
        derives = ["PartialEq", "schemars::JsonSchema"]
        both-directions = true

        [responses]
        getPet = "crate::Pet"
        "#,
    );
    assert_eq!(problems, "");
    let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
    assert_eq!(config.sources, paths(&["conf/specs/pets.yaml", "/abs/more.json", "-"]));
    assert_eq!(config.reference_dirs, paths(&["conf/../models"]));
    assert_eq!(config.profiles, paths(&["conf/profiles/acme.toml"]));
    assert_eq!(config.out, Some("conf/src/pets.rs".into()));
    assert_eq!((config.layout, config.client), (Layout::Crate, Some(Client::Blocking)));
    assert_eq!(config.name.as_deref(), Some("pets"));
    let patterns = [Pattern::Id("list*".into()), Pattern::Tag("pets".into()), Pattern::Path("/v1/*".into())];
    assert_eq!(config.select, patterns);
    assert_eq!(config.base_url.as_deref(), Some("https://pets.example.com"));
    assert_eq!(config.template_dir, Some("conf/templates".into()));
    let extra = ExtraTemplate { template: "conf/list.md".into(), output: "docs/list.md".into() };
    assert_eq!(config.extra_templates, std::slice::from_ref(&extra));
    assert_eq!(config.report, Some("conf/report.json".into()));
    assert_eq!(config.form, Some(FormStyle::Repeat));
    assert_eq!(config.derives, ["PartialEq", "schemars::JsonSchema"]);
    assert!(config.both_directions);
    assert_eq!(config.responses.get("getPet").map(String::as_str), Some("crate::Pet"));

    let (config, problems) = parse("[extra-templates]\n'list.md' = 'docs/list.md'");
    assert_eq!((config.extra_templates, problems), (vec![extra], String::new()));
}

#[test]
fn all_problems_come_at_once_each_with_its_line() {
    let text = r#"sorces = ["a.yaml"]
out = 3
layout = "modul"
name = "../up"
select = ["tag:", true]
base_url = "https://a.example"
extra-templates = { "a.md" = "../a.md" }
responses = { getPet = 1 }
colour = true
"#;
    let expected = r#"
error[unknown-setting]: there is no setting `sorces`
 --> conf/bindery.toml:1:1
  |
1 | sorces = ["a.yaml"]
  | ^^^^^^
  |
  = help: did you mean `sources`?

error[wrong-setting]: `out` must be a string, found an integer
 --> conf/bindery.toml:2:7
  |
2 | out = 3
  |       ^
  |
  = help: for example: out = "src/pets.rs"

error[wrong-setting]: `layout` must be `file` or `modules` or `crate`, found `modul`
 --> conf/bindery.toml:3:10
  |
3 | layout = "modul"
  |          ^^^^^^^
  |
  = help: for example: layout = "file", "modules" or "crate"

error[wrong-setting]: `name` must be a letter or `_`, followed by letters, digits, `_` and `-`, found `../up`
 --> conf/bindery.toml:4:8
  |
4 | name = "../up"
  |        ^^^^^^^
  |
  = help: for example: name = "pets"

error[wrong-setting]: `select` must be an operation id, tag:NAME or path:/v1/*, found `tag:`
 --> conf/bindery.toml:5:11
  |
5 | select = ["tag:", true]
  |           ^^^^^^
  |
  = help: for example: select = ["list*", "tag:pets", "path:/v1/*"]

error[wrong-setting]: `select` must be a list of strings, found a boolean in it
 --> conf/bindery.toml:5:19
  |
5 | select = ["tag:", true]
  |                   ^^^^
  |
  = help: for example: select = ["list*", "tag:pets", "path:/v1/*"]

error[unknown-setting]: there is no setting `base_url`
 --> conf/bindery.toml:6:1
  |
6 | base_url = "https://a.example"
  | ^^^^^^^^
  |
  = help: did you mean `base-url`?

error[wrong-setting]: `extra-templates` must name a template and a path below the output, found `a.md=../a.md`
 --> conf/bindery.toml:7:30
  |
7 | extra-templates = { "a.md" = "../a.md" }
  |                              ^^^^^^^^^
  |
  = help: for example: extra-templates = { "templates/list.md" = "operations.md" }

error[wrong-setting]: `responses` must be a table of types and recorded answers, found an integer in it
 --> conf/bindery.toml:8:24
  |
8 | responses = { getPet = 1 }
  |                        ^
  |
  = help: for example: responses = { getPet = "crate::Pet", listPets = "samples/pets.json" }

error[unknown-setting]: there is no setting `colour`
 --> conf/bindery.toml:9:1
  |
9 | colour = true
  | ^^^^^^
  |
  = help: the settings are `sources`, `reference-dirs`, `profiles`, `out`, `layout`, `client`, `name`, `select`, `base-url`, `template-dir`, `extra-templates`, `report`, `form`, `derives`, `both-directions`, `responses`, `prefer`, `overlays`, `patch`, `pagination`, `types`, `names`, `validate`, `changelog`"#;
    assert_eq!(parse(text).1, expected.trim_start());
}

#[test]
fn broken_toml_is_one_problem_at_its_place() {
    let expected = r#"
error[config-syntax]: the configuration is not TOML: invalid basic string, expected `"`
 --> conf/bindery.toml:2:10
  |
2 | name = "b
  |          ^
  |
  = help: see https://toml.io for the syntax"#;
    assert_eq!(parse("out = \"a\"\nname = \"b\n").1, expected.trim_start());
}

#[test]
fn a_client_is_one_of_two_and_an_own_choice_wins() {
    assert_eq!(parse("client = 'async'").0.client, Some(Client::Async));
    assert_eq!(parse("").0.client, None);
    let (config, problems) = parse("client = 'sync'");
    assert_eq!(config.client, None);
    assert!(problems.contains("`client` must be `async` or `blocking`, found `sync`"), "{problems}");
    let mut own = Config::default();
    own.client = Some(Client::Async);
    assert_eq!(own.or(parse("client = 'blocking'").0).client, Some(Client::Async));
}

#[test]
fn a_configuration_that_is_not_there_is_a_problem() {
    let mut found = Diagnostics::default();
    let config = Config::read("no/such.toml".as_ref(), &mut found);
    assert_eq!(config.file, Some("no/such.toml".into()));
    let expected = "
error[config-unreadable]: the configuration cannot be read: No such file or directory (os error 2)
 --> no/such.toml
 = help: name a TOML file, or none to use the bindery.toml of the current folder if there is one";
    assert_eq!(found.to_string(), expected.trim_start());
}

#[test]
fn patterns_are_globs() {
    let matches = |pattern: &str, id: &str| Pattern::Id(pattern.into()).matches(id, &["files"], "/v1/{id}");
    assert!(matches("PostFileLinks", "PostFileLinks"));
    assert!(!matches("PostFile", "PostFileLinks"));
    assert!(matches("Post*", "PostFileLinks"));
    assert!(matches("*Links", "PostFileLinks"));
    assert!(matches("*", ""));
    assert!(matches("P?st*Li*s", "PostFileLinks"));
    assert!(!matches("?", ""));
    assert!(matches("*ab*", "aab"));
    assert!(matches("gr?ße", "größe"));
    assert!(matches("repos/list:all", "repos/list:all"));
    assert!("tag:fil*".parse::<Pattern>().is_ok_and(|tag| tag.matches("x", &["a", "files"], "/")));
    assert!("path:/v1/{*}".parse::<Pattern>().is_ok_and(|path| path.matches("x", &["a"], "/v1/{id}")));
    assert_eq!(
        "".parse::<Pattern>(),
        Err("must be an operation id, tag:NAME or path:/v1/*, found ``".into())
    );
    for text in ["Post*", "tag:files", "path:/v1/*", "a:b"] {
        assert_eq!(text.parse::<Pattern>().map(|pattern| pattern.to_string()), Ok(text.into()));
    }
}

#[test]
fn a_glob_of_many_stars_takes_no_time() {
    let glob = "a*".repeat(1_000) + "b";
    assert!(!Pattern::Id(glob).matches(&"a".repeat(10_000), &[""; 0], "/"));
}

#[test]
fn a_name_comes_from_the_first_source() {
    let name = |source: &str| {
        let mut config = Config::default();
        config.sources = vec![source.into(), "other.yaml".into()];
        config.module_name()
    };
    assert_eq!(name("specs/stripe/PostFileLinks.html"), "post_file_links");
    assert_eq!(name("specs/"), "specs");
    assert_eq!(name("pet-store.v2.yaml"), "pet_store_v2");
    assert_eq!(name("3scale.json"), "api_3scale");
    assert_eq!(name("type.json"), "api_type");
    assert_eq!(name("größe.json"), "gr_e");
    assert_eq!(name("-"), "api");
    assert_eq!(name("日本.json"), "api");
    let here = std::env::current_dir().expect("a test has a current folder");
    let here = here.file_name().expect("it is not the root").to_string_lossy().replace('-', "_");
    assert_eq!(name("."), here);
    assert_eq!(Config::default().module_name(), "api");
    for wrong in ["", "a b", "3a", "a/b", "a.b", "-a", "größe"] {
        assert!(check_name(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn own_choices_win_over_those_of_a_file() {
    let (file, _) = parse(
        "sources = ['a.yaml']\nselect = ['a']\nname = 'a'\nlayout = 'modules'\nform = 'repeat'\nclient = 'blocking'\n\
         [responses]\na = 'file::A'\nb = 'file::B'",
    );
    let mut own = Config::default();
    own.sources = vec!["b.yaml".into()];
    own.name = Some("b".into());
    own.responses.insert("a".into(), "own::A".into());
    let config = own.or(file);
    assert_eq!(config.sources, [Path::new("b.yaml")]);
    assert_eq!(config.select, [Pattern::Id("a".into())]);
    assert_eq!(config.name.as_deref(), Some("b"));
    assert_eq!(config.layout, Layout::Modules);
    assert_eq!(config.form, Some(FormStyle::Repeat));
    assert_eq!(config.client, Some(Client::Blocking));
    let responses: Vec<_> = config.responses.iter().map(|(id, path)| format!("{id}={path}")).collect();
    assert_eq!(responses, ["a=own::A", "b=file::B"]);
}
