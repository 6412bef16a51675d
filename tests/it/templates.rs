//! Templates: every branch is rendered, and a user's own take the place of ours or stand beside them.

use std::{collections::BTreeMap, fs, path::Path};

use bindery::{Config, Model, config::ExtraTemplate};
use serde_json::Value;

use crate::rules;

/// A template as the tags that decide what it prints.
enum Node {
    If { line: usize, path: String, then: Vec<Node>, otherwise: Vec<Node> },
    For { line: usize, name: String, path: String, body: Vec<Node> },
}

/// The tags of a template, each with its line: `if docs`.
fn tags(text: &str) -> Vec<(usize, &str)> {
    let lines = text.lines().enumerate();
    let tags = lines.flat_map(|(index, line)| {
        let tags = line.split("{%").skip(1).filter_map(|rest| rest.split_once("%}"));
        tags.map(move |(tag, _)| (index + 1, tag.trim()))
    });
    tags.collect()
}

/// The nodes up to the end of what was begun, and how it ended.
fn nodes<'t>(tags: &mut impl Iterator<Item = (usize, &'t str)>) -> (Vec<Node>, &'t str) {
    let mut nodes = Vec::new();
    while let Some((line, tag)) = tags.next() {
        if let Some(path) = tag.strip_prefix("if ") {
            let (then, end) = self::nodes(tags);
            let otherwise = if end == "else" { self::nodes(tags).0 } else { Vec::new() };
            nodes.push(Node::If { line, path: path.to_owned(), then, otherwise });
        } else if let Some((name, path)) = tag.strip_prefix("for ").and_then(|tag| tag.split_once(" in ")) {
            let body = self::nodes(tags).0;
            nodes.push(Node::For { line, name: name.to_owned(), path: path.to_owned(), body });
        } else {
            return (nodes, tag);
        }
    }
    (nodes, "")
}

/// For each tag, by its line and path, whether it was seen with nothing and with something.
type Seen = BTreeMap<(usize, String), [bool; 2]>;

fn walk(nodes: &[Node], scope: &BTreeMap<String, &Value>, root: &Value, seen: &mut Seen) {
    for node in nodes {
        match node {
            Node::If { line, path, then, otherwise } => {
                let is_true = is_something(value(path, scope, root));
                seen.entry((*line, path.clone())).or_default()[usize::from(is_true)] = true;
                walk(if is_true { then } else { otherwise }, scope, root, seen);
            }
            Node::For { line, name, path, body } => {
                let items = value(path, scope, root).as_array().map_or(&[][..], Vec::as_slice);
                seen.entry((*line, path.clone())).or_default()[usize::from(!items.is_empty())] = true;
                for item in items {
                    let mut scope = scope.clone();
                    scope.insert(name.clone(), item);
                    walk(body, &scope, root, seen);
                }
            }
        }
    }
}

fn value<'v>(path: &str, scope: &BTreeMap<String, &'v Value>, root: &'v Value) -> &'v Value {
    let mut steps = path.split('.');
    let first = steps.next().expect("a path has a first step");
    let start = scope.get(first).copied().unwrap_or(&root[first]);
    steps.fold(start, |value, step| &value[step])
}

/// What minijinja takes for true.
fn is_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}

/// What the rules give to a template: the whole crate, or the items of its kind.
fn contexts<'v>(template: &str, crates: &'v [Value]) -> Vec<&'v Value> {
    let kind = template.trim_end_matches(".rs.j2");
    if ["header.txt.j2", "cargo.toml.j2"].contains(&template) {
        return crates.iter().collect();
    }
    let modules = crates.iter().flat_map(|krate| krate["modules"].as_array().into_iter().flatten());
    let items = modules.flat_map(|module| module["items"].as_array().into_iter().flatten());
    items.filter_map(|item| item.get(kind)).collect()
}

#[test]
fn the_rules_render_every_branch_of_every_template() {
    let crates: Vec<Value> = rules::all()
        .iter()
        .map(|rule| {
            let (text, _) = bindery::inspect(&rule.config, Model::Rust, None);
            serde_json::from_str(&text).expect("the model is JSON")
        })
        .collect();
    let mut missing = Vec::new();
    for path in rules::entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.ends_with(".j2"))
        else {
            continue;
        };
        let text = fs::read_to_string(&path).expect("a template is a text");
        let (nodes, end) = nodes(&mut tags(&text).into_iter());
        assert_eq!(end, "", "{name} closes more than it opens");
        let mut seen = Seen::new();
        let contexts = contexts(name, &crates);
        assert!(!contexts.is_empty(), "no rule renders {name}");
        contexts.iter().for_each(|context| walk(&nodes, &BTreeMap::new(), context, &mut seen));
        for (line, tag) in tags(&text) {
            let path = tag.strip_prefix("if ").or_else(|| tag.split_once(" in ").map(|(_, path)| path));
            let Some(path) = path else { continue };
            let [nothing, something] = seen.get(&(line, path.to_owned())).copied().unwrap_or_default();
            let is_loop = tag.starts_with("for ");
            let both = something && (nothing || is_loop);
            if !both {
                missing.push(format!(
                    "{name}:{line}: `{tag}` (with nothing: {nothing}, with something: {something})"
                ));
            }
        }
    }
    assert!(missing.is_empty(), "no rule renders these branches: {missing:#?}");
}

/// Writes a template, and gives a folder and choices in which it is used.
fn with_template(name: &str, text: &str) -> (tempfile::TempDir, Config) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join(name), text).expect("it can be written");
    let mut config = rules::config(rules::SEED);
    config.template_dir = Some(folder.path().to_owned());
    (folder, config)
}

/// What is wrong with a template of the user's, its folder left out.
fn complaint(name: &str, text: &str) -> String {
    let (folder, config) = with_template(name, text);
    let generated = bindery::generate(&config);
    assert!(generated.files.is_empty(), "a broken template gives no output");
    generated.diagnostics.to_string().replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn a_template_of_the_users_takes_the_place_of_ours() {
    let (folder, config) = with_template("header.txt.j2", "// Ours: {{ title|lit }} as {{ name }}.\n");
    let generated = rules::generate(&config);
    let expected = "// Ours: \"api.stripe.com\" as post_file_links.\n\nuse ";
    assert!(generated.files[0].text.starts_with(expected), "{}", generated.files[0].text);
    assert!(generated.inputs.contains(&folder.path().join("header.txt.j2")), "it is watched");
}

#[test]
fn a_template_of_the_users_stands_beside_ours() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let template = folder.path().join("list.md");
    let list = "{% for module in modules %}{% for item in module.items %}{% if item.methods is defined %}\
                {% for method in item.methods.methods %}- {{ method.ident }}: {{ method.path }}\n{% endfor %}\
                {% endif %}{% endfor %}{% endfor %}";
    fs::write(&template, list).expect("it can be written");
    let rust = folder.path().join("version.rs.txt");
    fs::write(&rust, "pub const   VERSION: &str={{ version|lit }} ;").expect("it can be written");
    let mut config = rules::config(rules::SEED);
    for (template, output) in [(&template, "docs/list.md"), (&rust, "version.rs")] {
        config.extra_templates.push(ExtraTemplate::new(template, output).expect("a path below the output"));
    }
    let generated = rules::generate(&config);
    let files: Vec<_> =
        generated.files[1..].iter().map(|file| (file.path.to_str(), file.text.as_str())).collect();
    let list = (Some("docs/list.md"), "- post_file_links: /v1/file_links\n");
    assert_eq!(files[0], list);
    assert!(
        files[1].1.starts_with("pub const VERSION: &str = \""),
        "what ends in .rs is formatted: {files:?}"
    );
    assert!(generated.inputs.contains(&template) && generated.inputs.contains(&rust), "they are watched");
}

#[test]
fn a_template_that_is_wrong_is_said_to_be() {
    let names = "alias.rs.j2, answer.rs.j2, builder.rs.j2, cargo.toml.j2, enum.rs.j2, header.txt.j2, headers.rs.j2, methods.rs.j2, \
                 own.rs.j2, serde.rs.j2, struct.rs.j2, union.rs.j2, validate.rs.j2";
    let cases = [
        (
            "structs.rs.j2",
            "",
            format!(
                "error[unknown-template]: the file takes the place of no template; there are {names}\n --> structs.rs.j2\n"
            ),
        ),
        ("struct.rs.j2", "{% for %}", "error[broken-template]: the template cannot be printed: ".into()),
        (
            "struct.rs.j2",
            "\n{{ idnet }}",
            "error[broken-template]: the template cannot be printed: struct.rs.j2 in line 2: ".into(),
        ),
        ("struct.rs.j2", "{{ ident|shout }}", "unknown filter".into()),
        ("struct.rs.j2", "{{ fields|lit }}", "has no literal".into()),
        (
            "struct.rs.j2",
            "pub struct {{ ident }} {\n    a b\n}",
            "error[not-rust]: the template printed no Rust: expected `:`, near `a b`\n --> struct.rs.j2"
                .into(),
        ),
    ];
    for (name, text, expected) in cases {
        let complaint = complaint(name, text);
        assert!(complaint.contains(&expected), "{text}: {complaint}");
    }
}
