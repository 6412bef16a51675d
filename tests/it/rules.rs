//! The rules: the smallest input for each thing that bindery does, in `rules/`, its output beside it.
//!
//! Every input is generated and compared with its snapshot (`generated.rs`), compiled (`compile.rs`), and
//! rendered through every branch of every template (`templates.rs`): a new rule is a new file. It is an
//! OpenAPI document whose first line says the rule, and whose lines with `#: ` are its `bindery.toml`.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use bindery::{
    Config, Diagnostics, File, Generated,
    config::Layout,
    diagnostics::{Source, Syntax},
    lower, read,
    rust::Crate,
    shape,
};

/// The one page that belongs to the project.
pub(crate) const SEED: &str = "specs/stripe/PostFileLinks.html";

/// An input, and the choices that go with it.
pub(crate) struct Rule {
    /// Its path in `rules/`: `objects/sent`.
    pub(crate) name: String,
    /// What it shows.
    pub(crate) says: String,
    pub(crate) config: Config,
}

/// All rules, in the order of their names.
pub(crate) fn all() -> Vec<Rule> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/rules");
    let mut paths: Vec<PathBuf> = entries(&folder).iter().flat_map(|group| entries(group)).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    paths.iter().map(|path| rule(&folder, path)).collect()
}

/// What a folder holds.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn rule(folder: &Path, path: &Path) -> Rule {
    let text = fs::read_to_string(path).expect("a rule is a text");
    let says = text.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default().to_owned();
    let settings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("#: ")).collect();
    let mut config = settings_of(&settings.join("\n"));
    config.sources.push(path.to_owned());
    let below = path.strip_prefix(folder).expect("it was found there").with_extension("");
    let name = below.to_string_lossy().replace('\\', "/");
    assert!(says.ends_with('.'), "the first line of {name} says the rule in a sentence");
    Rule { name, says, config }
}

fn settings_of(text: &str) -> Config {
    let source = Source { name: "rule".into(), text: text.to_owned(), syntax: Syntax::Other };
    let mut found = Diagnostics::default();
    let config = Config::parse(&Arc::new(source), Path::new(""), &mut found);
    assert!(!found.has_errors(), "{found}");
    config
}

/// What a source is generated from, with nothing chosen.
pub(crate) fn config(source: impl Into<PathBuf>) -> Config {
    let mut config = Config::default();
    config.sources.push(source.into());
    config
}

/// Generates, from an input without errors.
pub(crate) fn generate(config: &Config) -> Generated {
    let generated = bindery::generate(config);
    assert!(!generated.diagnostics.has_errors(), "{}", generated.diagnostics);
    generated
}

/// The Rust of a source, before it is printed, whatever is wrong with some of it.
pub(crate) fn shaped(config: &Config) -> Crate {
    let mut found = Diagnostics::default();
    let inputs = read::read(&config.sources, &config.reference_dirs, &config.profiles, &mut found);
    let api = lower::lower(&inputs.documents, &[], &mut found);
    shape::shape(&api, config, &mut found)
}

/// The one file of an output, without what is the same for every API.
pub(crate) fn particular(file: &File) -> String {
    let (own, _) = file.text.split_once("pub mod support {").expect("a single file has its support inside");
    own.to_owned()
}

/// What is particular to a rule: its items, or each file under its path; and what was said about its source.
pub(crate) fn shown(config: &Config) -> String {
    let generated = generate(config);
    let mut text = match config.layout {
        Layout::File => without_beginning(&particular(&generated.files[0])).to_owned(),
        Layout::Modules | Layout::Crate => generated.files.iter().map(file).collect(),
    };
    for found in generated.diagnostics.iter() {
        let severity = format!("{:?}", found.problem.severity()).to_lowercase();
        text += &format!("// {severity}[{}]: {}\n", found.problem.code(), found.problem.message());
    }
    text
}

/// The items behind the imports, and behind the client's beginning where that names no server.
fn without_beginning(text: &str) -> &str {
    let (_, items) = text.split_once("pub use support::{Client, ClientBuilder};\n\n").unwrap_or(("", text));
    let (beginning, others) = items.split_once("\n}\n\n").unwrap_or(("", items));
    if beginning.contains("ClientBuilder::new(None)") { others } else { items }
}

/// A file of several; the support modules, which are copied, by their names only.
fn file(file: &File) -> String {
    let path = file.path.display().to_string().replace('\\', "/");
    let is_copied = path.contains("support/") && !path.ends_with("mod.rs");
    if is_copied { format!("==> {path}\n") } else { format!("==> {path}\n{}\n", file.text) }
}
