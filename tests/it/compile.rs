//! The compiler has nothing to say about generated code, in either edition.
//!
//! A scratch workspace below `target/tmp` holds what is generated; its dependencies are built once.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use bindery::config::{FormStyle, Layout};

use crate::{hostile, rules};

/// What generated code needs.
const DEPENDENCIES: &str = "bytes = \"1\"\nfutures-core = \"0.3\"\nhttp = \"1\"\nhttp-body = \"1\"\n\
    tokio = { version = \"1\", features = [\"rt\", \"time\"] }\n\
    reqwest = { version = \"0.13\", default-features = false, features = [\"rustls\"] }\n\
    serde = \"1\"\nserde_json = \"1\"\n\
    ureq = { version = \"3\", default-features = false, features = [\"rustls\"] }\n\
    chrono = { version = \"0.4\", default-features = false, features = [\"std\"] }\n\
    jiff = { version = \"1\", default-features = false, features = [\"std\"] }\n\
    rust_decimal = { version = \"1\", default-features = false, features = [\"std\"] }\n\
    time = { version = \"0.3\", default-features = false, features = [\"std\", \"formatting\", \"parsing\"] }\n\
    regress = \"0.12\"\nurl = \"2\"\nuuid = { version = \"1\", default-features = false, features = [\"std\"] }\n";

/// Real documentation: folders of `../shared/pages`, which belongs to the machine and not to the project.
const REAL: [&str; 4] = ["second/openai", "second/twilio", "second/stripe", "third/stripe"];

/// Programs that must not compile, and what the compiler says about each.
const MISUSES: [(&str, &str, &str); 4] = [
    (
        "unused_call",
        "client.post_file_links(&PostFileLinksRequest::new(\"file_123\"));",
        "unused `Call` that must be used",
    ),
    (
        "missing_argument",
        "let _ = PostFileLinksRequest::new();",
        "this function takes 1 argument but 0 arguments were supplied",
    ),
    // The next version of the crate may have one more field.
    (
        "struct_literal",
        "let _ = PostFileLinksRequest { ..PostFileLinksRequest::new(\"file_123\") };",
        "cannot create non-exhaustive struct using struct expression",
    ),
    (
        "unknown_field",
        "let _ = PostFileLinksRequest::new(\"file_123\").expire_at(1);",
        "no method named `expire_at` found for struct",
    ),
];

/// The files of the scratch workspace by their paths; only what changed is written, and the rest removed, so that
/// cargo checks no more than it has to.
#[derive(Default)]
struct Workspace(BTreeMap<PathBuf, String>);

impl Workspace {
    fn add(&mut self, path: impl AsRef<Path>, text: impl Into<String>) {
        self.0.insert(path.as_ref().to_owned(), text.into());
    }

    /// A library of one module for each output, with everything denied.
    fn library(&mut self, name: &str, edition: &str, modules: &[String]) {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\n[dependencies]\n{DEPENDENCIES}"
        );
        self.add(format!("{name}/Cargo.toml"), manifest);
        // Both editions compile the same files.
        let modules = modules.iter().map(|module| {
            format!("/// An output.\n#[path = \"../../outputs/{module}\"]\npub mod m_{};\n", ident(module))
        });
        let text = format!("//! Outputs.\n#![deny(warnings, missing_docs)]\n{}", modules.collect::<String>());
        self.add(format!("{name}/src/lib.rs"), text);
    }

    fn write(mut self) -> PathBuf {
        let members = self.0.keys().filter_map(|path| path.to_str()?.strip_suffix("/Cargo.toml"));
        let manifest =
            format!("[workspace]\nresolver = \"3\"\nmembers = {:?}\n", members.collect::<Vec<_>>());
        self.add("Cargo.toml", manifest);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scratch");
        let mut old = files(&root);
        for (path, text) in &self.0 {
            let path = root.join(path);
            old.retain(|old| *old != path);
            if fs::read_to_string(&path).ok().as_ref() != Some(text) {
                fs::create_dir_all(path.parent().expect("it is below the root"))
                    .expect("a folder can be made");
                fs::write(&path, text).expect("a file can be written");
            }
        }
        old.iter().for_each(|stale| fs::remove_file(stale).expect("a file can be removed"));
        root
    }
}

/// A path as a name: `rules/objects/sent.rs` is `rules_objects_sent_rs`.
fn ident(path: &str) -> String {
    path.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_")
}

/// All files below a folder, but for what cargo puts there.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let own = paths.filter(|path| !path.ends_with("target") && !path.ends_with("Cargo.lock"));
    own.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Puts the rules and the hostile twins into modules, and gives the path of each module.
fn outputs(workspace: &mut Workspace) -> Vec<String> {
    let mut modules = Vec::new();
    for rule in rules::all() {
        let mut config = rule.config;
        // A crate is a package of its own; here its modules are enough.
        config.layout = if config.layout == Layout::File { Layout::File } else { Layout::Modules };
        let generated = rules::generate(&config);
        for file in &generated.files {
            let module = match config.layout {
                Layout::File => format!("{}.rs", rule.name),
                Layout::Modules | Layout::Crate => format!("{}/{}", rule.name, file.path.display()),
            };
            workspace.add(format!("outputs/{module}"), &file.text);
            // The others are declared by this one.
            modules.extend((!module.contains("/support/") && generated.files[0] == *file).then_some(module));
        }
    }
    for (name, text) in hostile::outputs() {
        workspace.add(format!("outputs/hostile/{name}.rs"), text);
        modules.push(format!("hostile/{name}.rs"));
    }
    modules
}

/// Adds a crate of the layout `crate`.
fn package(workspace: &mut Workspace, name: &str, source: &Path, form: Option<FormStyle>) {
    let mut config = rules::config(source);
    (config.layout, config.name, config.form) = (Layout::Crate, Some(name.to_owned()), form);
    for file in &rules::generate(&config).files {
        workspace.add(Path::new(name).join(&file.path), &file.text);
    }
}

/// Runs cargo over the workspace; whether it was content, and what it said.
fn cargo(root: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root).arg("check").args(arguments);
    command.args(["--offline", "--quiet", "--color", "never"]);
    // What the tests themselves are built with says nothing about a user's crate.
    command.env("RUSTFLAGS", "-D warnings").env("CARGO_TARGET_DIR", root.join("target"));
    let output = command.output().expect("cargo can be run");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn generated_code_compiles_without_a_warning() {
    let mut workspace = Workspace::default();
    let modules = outputs(&mut workspace);
    workspace.library("edition-2021", "2021", &modules);
    workspace.library("edition-2024", "2024", &modules);
    package(&mut workspace, "post_file_links", rules::SEED.as_ref(), None);
    for folder in REAL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/pages").join(folder);
        if path.is_dir() {
            package(&mut workspace, &folder.replace('/', "_"), &path, None);
        } else {
            assert!(std::env::var_os("CI").is_none(), "{} is not there", path.display());
            eprintln!("skipped: {} is not there", path.display());
        }
    }
    for (name, line, _) in MISUSES {
        let program = format!(
            "//! Wrong.\n#![deny(warnings)]\nuse post_file_links::*;\n\
             /// Wrong.\npub fn wrong(client: &Client) {{\n    let _ = client;\n    {line}\n}}\n"
        );
        workspace.add(format!("misuse/examples/{name}.rs"), program + "fn main() {}\n");
    }
    workspace.add("misuse/src/lib.rs", "//! Nothing.\n");
    workspace.add(
        "misuse/Cargo.toml",
        "[package]\nname = \"misuse\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\npost_file_links.path = \"../post_file_links\"\n",
    );
    // The versions that the project is built with, so that nothing is looked for on the network.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let root = workspace.write();
    if !root.join("Cargo.lock").exists() {
        fs::copy(lock, root.join("Cargo.lock")).expect("the project has a lock");
    }

    let (content, said) = cargo(&root, &["--workspace"]);
    assert!(content, "{said}");
    for (name, _, expected) in MISUSES {
        let (content, said) = cargo(&root, &["--package", "misuse", "--example", name]);
        assert!(!content && said.contains(expected), "{name}: {said}");
    }
}
