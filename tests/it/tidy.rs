//! The arrows of the design, held by reading the source: what each part of the program does not know.

use std::{collections::BTreeMap, fs, path::Path};

use crate::rules;

/// A file of the project: its path, `src/lower/form.rs`, and what it says.
struct Text {
    path: String,
    text: String,
}

impl Text {
    /// Its lines of code, with their numbers: comments and the tests inside a file left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let own = self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = own.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The lines of code that have one of these in them, as a list to complain with.
    fn lines_with(&self, words: &[&str]) -> Vec<String> {
        let found = self.code().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        found.map(|(number, line)| format!("{}:{number}: {}", self.path, line.trim())).collect()
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }
}

/// All files below a folder of the project.
fn texts(folder: &str) -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    let mut waiting = vec![root.join(folder)];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(rules::entries(&path));
        } else {
            let below = path.strip_prefix(root).expect("it is in the project");
            let name = below.to_string_lossy().replace('\\', "/");
            // One of the inputs in tests/bad is no UTF-8, as its name says.
            let bytes = fs::read(&path).expect("it can be read");
            texts.push(Text { path: name, text: String::from_utf8_lossy(&bytes).into_owned() });
        }
    }
    texts.sort_by(|one, other| one.path.cmp(&other.path));
    texts
}

/// The source of the program, without its tests.
fn source() -> Vec<Text> {
    texts("src").into_iter().filter(|file| !file.path.contains("/tests")).collect()
}

/// Complains about every line outside these places that has one of these words in it.
fn only_in(places: &[&str], words: &[&str]) {
    let found: Vec<String> =
        source().iter().filter(|file| !file.is_in(places)).flat_map(|file| file.lines_with(words)).collect();
    assert!(found.is_empty(), "only {places:?} may have {words:?}: {found:#?}");
}

const STAGES: [&str; 5] = ["read", "lower", "shape", "render", "output"];

/// Whether a line of code names a module of the crate, alone or in a list: `crate::{Config, lower::lower}`.
fn names_module(line: &str, module: &str) -> bool {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let inside = line.trim_start();
    let direct = line.contains(&format!("crate::{module}::")) || line.contains(&format!("crate::{module};"));
    let listed = inside.starts_with(&format!("{module}::"))
        || inside.starts_with(&format!("{module},"))
        || line.match_indices(&format!("{module}::")).any(|(at, _)| {
            line.contains("crate::{") && !line[..at].ends_with(is_name) && !line[..at].ends_with("::")
        });
    direct || listed
}

/// The lines of a file's imports from the crate, and all lines that begin a path at the crate.
fn crate_lines(file: &Text) -> Vec<(usize, &str)> {
    let mut inside = false;
    let mut lines = Vec::new();
    for (number, line) in file.code() {
        inside |= line.contains("use crate::{");
        if inside || line.contains("crate::") {
            lines.push((number, line));
        }
        inside &= !line.contains("};");
    }
    lines
}

#[test]
fn stages_do_not_know_each_other_and_models_know_no_stage() {
    let models = ["document", "api", "rust", "diagnostics"];
    for file in source() {
        let own = |module: &str| file.is_in(&[&format!("src/{module}.rs"), &format!("src/{module}/")]);
        let forbidden: Vec<&str> = if models.iter().any(|model| own(model)) {
            STAGES.to_vec()
        } else if STAGES.iter().any(|stage| own(stage)) {
            STAGES.into_iter().filter(|stage| !own(stage)).collect()
        } else {
            continue;
        };
        for (number, line) in crate_lines(&file) {
            let named = forbidden.iter().find(|stage| names_module(line, stage));
            assert!(named.is_none(), "{}:{number} names the stage {named:?}: {line}", file.path);
        }
    }
}

#[test]
fn only_the_edges_print_and_exit() {
    let edges = ["src/cli/", "src/main.rs", "src/build_script"];
    let words = ["println!", "print!", "eprintln!", "eprint!", "process::exit", "stdout()", "stderr()"];
    only_in(&edges, &words);
}

#[test]
fn only_reading_and_writing_touch_the_disk_and_only_fetching_the_network() {
    only_in(
        &["src/read", "src/output", "src/config/file.rs", "src/lock"],
        &["std::fs", "fs::", "File::open", "read_dir"],
    );
    only_in(&["src/fetch"], &["ureq::"]);
    only_in(&[], &["reqwest::", "TcpStream", "TcpListener", "UdpSocket", "hyper", "std::net"]);
    only_in(
        &["src/read", "src/output", "src/config/file.rs", "src/cli/", "src/build_script"],
        &["std::env", "env::"],
    );
}

#[test]
fn each_library_is_named_in_one_place() {
    only_in(&["src/read/page", "src/fetch/links.rs"], &["scraper::", "html5ever"]);
    only_in(&["src/fetch"], &["use url::", "httpdate"]);
    only_in(&["src/lock/hash.rs"], &["use sha2"]);
    only_in(&["src/render"], &["minijinja", "prettyplease", "syn::", "proc_macro2"]);
    only_in(&["src/read/yaml", "src/diagnostics/find_yaml.rs"], &["granit_parser"]);
    only_in(&["src/shape/names.rs"], &["unicode_ident", "Ident::claimed"]);
    // The name of the output is the one that a user chooses or sees before anything is shaped.
    only_in(&["src/shape/names.rs", "src/config/name.rs"], &["use heck"]);
    only_in(&["src/cli/"], &["clap", "anstream", "similar::", "indicatif"]);
}

#[test]
fn only_lowering_spells_the_keywords_of_openapi() {
    let keywords = [
        "additionalProperties",
        "requestBody",
        "operationId",
        "anyOf",
        "oneOf",
        "allOf",
        "$ref",
        "nullable",
        "discriminator",
        "propertyName",
        "maxLength",
        "readOnly",
        "deepObject",
    ]
    .map(|keyword| format!("\"{keyword}\""));
    let keywords: Vec<&str> = keywords.iter().map(String::as_str).collect();
    // A page becomes a document, as one of Swagger 2.0 does, and the parts of a document are found by name.
    let places = [
        "src/lower",
        "src/read/page",
        "src/read/swagger",
        "src/read/references.rs",
        "src/read/combine",
        "src/read/files",
        "src/inspect.rs",
    ];
    only_in(&places, &keywords);
}

/// What `{{ .. }}` and `{% .. %}` hold, with the number of the line.
fn tags(text: &str) -> Vec<(usize, String)> {
    let mut tags = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for (open, close) in [("{{", "}}"), ("{%", "%}")] {
            let inside = line.split(open).skip(1).filter_map(|rest| rest.split_once(close));
            tags.extend(inside.map(|(tag, _)| (index + 1, tag.trim().to_owned())));
        }
    }
    tags
}

#[test]
fn templates_print_and_do_not_decide() {
    let is_path = |text: &str| {
        text.split('.').all(|step| {
            !step.is_empty() && step.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        })
    };
    for file in texts("templates").iter().filter(|file| file.path.ends_with(".j2")) {
        for (number, tag) in tags(&file.text) {
            let (value, filter) = tag.split_once('|').unwrap_or((&tag, ""));
            let words: Vec<&str> = value.split(' ').collect();
            let is_plain = match words.as_slice() {
                ["if", path] | [path] => is_path(path),
                ["for", name, "in", path] => is_path(name) && is_path(path),
                _ => false,
            };
            let is_known = ["", "lit", "join(\", \")"].contains(&filter);
            assert!(is_plain && is_known, "{}:{number} decides something: {tag}", file.path);
        }
        assert!(
            !file.text.contains("{#"),
            "{} has a comment that nobody who reads the output sees",
            file.path
        );
    }
}

#[test]
fn every_template_is_used() {
    let code: String = texts("src/render").into_iter().map(|file| file.text).collect();
    for file in texts("templates") {
        let name = file.path.trim_start_matches("templates/");
        assert!(code.contains(&format!("templates/{name}\"")), "nothing uses {name}");
    }
}

/// Files that are longer than 400 lines, and why.
const LONG: [(&str, &str); 4] = [
    ("tests/it/clients/choices/client.rs", "generated"),
    ("tests/it/clients/library/client.rs", "generated"),
    ("tests/it/clients/limits/client.rs", "generated"),
    ("tests/it/clients/post/client.rs", "generated"),
];

#[test]
fn files_are_short() {
    let rust = |file: &Text| file.path.ends_with(".rs") || file.path.ends_with(".j2");
    let folders = ["src", "templates", "tests", "generated-sample/src"];
    let lengths: BTreeMap<String, usize> = folders
        .iter()
        .flat_map(|folder| texts(folder))
        .filter(rust)
        .map(|file| (file.path.clone(), file.text.lines().count()))
        .collect();
    for (path, length) in &lengths {
        let is_listed = LONG.iter().any(|(long, _)| long == path);
        let is_generated = path == "generated-sample/src/post_file_links.rs";
        assert!(is_generated || (*length > 400) == is_listed, "{path} has {length} lines; see LONG");
    }
    for (path, reason) in LONG {
        assert!(lengths.contains_key(path) && !reason.is_empty(), "{path} is not there");
    }
}

#[test]
fn nothing_is_left_unsaid_or_undone() {
    let words = ["unwrap()", "todo!(", "unimplemented!(", "dbg!("];
    let files: Vec<Text> = source().into_iter().chain(texts("templates")).collect();
    let found: Vec<String> = files.iter().flat_map(|file| file.lines_with(&words)).collect();
    assert!(found.is_empty(), "{found:#?}");
    for file in files.iter().chain(&texts("tests")).filter(|file| file.path.ends_with(".rs")) {
        for start in ["#[allow(", "#![allow(", "#[expect(", "#![expect("] {
            for (at, _) in file.text.match_indices(start).filter(|(at, _)| !file.text[..*at].ends_with('"')) {
                let attribute = file.text[at..].split(")]").next().unwrap_or_default();
                assert!(attribute.contains("reason = \""), "{} gives no reason: {attribute}", file.path);
            }
        }
    }
}
