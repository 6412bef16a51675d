//! The files of the output, each put together of its items.

use std::path::{Path, PathBuf};

use super::{Templates, items::items, support};
use crate::{
    config::{ExtraTemplate, Layout},
    diagnostics::Diagnostics,
    generated::File,
    rust::{Crate, Module, View, Visible as _},
};

/// What clippy finds in what only the documentation can change: a field `foo`, a setter `add`, five maps in a
/// list, a list in a description whose lines are indented as they please.
const ALLOWED: &str = r#"#![allow(
    clippy::disallowed_names,
    clippy::doc_lazy_continuation,
    clippy::doc_overindented_list_items,
    clippy::should_implement_trait,
    clippy::type_complexity,
    reason = "names, types and descriptions are those of the documentation"
)]
"#;

/// How deep types may hold each other, for rustdoc: it asks of each whether it is `RefUnwindSafe`, and Stripe's hold each
/// other deeper than the 128 steps that it goes by itself. Only the root of a crate can say it.
const DEEP: &str = "#![recursion_limit = \"1024\"]\n";

/// Prints all files of the output.
pub fn render(
    krate: &Crate,
    layout: Layout,
    extra: &[ExtraTemplate],
    templates: &Templates,
    found: &mut Diagnostics,
) -> Vec<File> {
    let header = templates.print("header.txt.j2", &View::front(krate), found).unwrap_or_default();
    let items = items(krate, templates, found);
    let mut files = Vec::new();
    match layout {
        Layout::File => files.extend(krate.modules.iter().zip(items).next().map(|(root, items)| {
            let text = single(&header, root, items, krate);
            File { path: PathBuf::new(), text }
        })),
        Layout::Modules => files.extend(modules(Path::new(""), "mod.rs", &header, krate, items)),
        Layout::Crate => {
            let manifest = templates.print("cargo.toml.j2", &View::front(krate), found);
            files.extend(manifest.map(|text| File { path: "Cargo.toml".into(), text }));
            files.extend(modules(Path::new("src"), "lib.rs", &header, krate, items));
        }
    }
    files.extend(extra.iter().filter_map(|extra| {
        let name = extra.template.display().to_string();
        let is_rust = extra.output.extension().is_some_and(|extension| extension == "rs");
        let text = if is_rust {
            templates.print_rust(&name, &krate.view(), found)
        } else {
            templates.print(&name, &krate.view(), found)
        };
        Some(File { path: extra.output.clone(), text: text? })
    }));
    files
}

/// One file that needs nothing beside it: it can be included anywhere, so it has no inner attributes.
fn single(header: &str, root: &Module, items: Vec<String>, krate: &Crate) -> String {
    let mut parts = vec![header.to_owned(), uses(root), "pub use support::{Client, ClientBuilder};\n".into()];
    parts.extend(items);
    parts.push(support::inline(&krate.support));
    join(parts)
}

/// A file for each module, and a folder for the support modules.
fn modules(folder: &Path, root: &str, header: &str, krate: &Crate, items: Vec<Vec<String>>) -> Vec<File> {
    let mut files = Vec::new();
    for (module, items) in krate.modules.iter().zip(items) {
        let is_root = module.name.is_empty();
        let docs: String = module.docs.iter().map(|line| format!("//!{line}\n")).collect();
        let mut parts = vec![header.to_owned(), docs];
        if is_root {
            let deep = if root == "lib.rs" { DEEP } else { "" };
            parts.push(format!("{deep}{ALLOWED}"));
            parts.push(declarations(module));
        }
        parts.push(uses(module));
        parts.extend(items);
        let path = if is_root { folder.join(root) } else { folder.join(format!("{}.rs", module.name)) };
        files.push(File { path, text: join(parts) });
    }
    files.extend(support::files(&folder.join("support"), header, &krate.support));
    files
}

/// The modules of the root, and what it makes its own of them.
fn declarations(root: &Module) -> String {
    let mut names: Vec<&str> = root.children.iter().map(String::as_str).collect();
    names.sort_unstable();
    let mut text: String = names.iter().map(|name| format!("mod {name};\n")).collect();
    text.push_str("pub mod support;\n\n");
    let mut exports: Vec<&str> = root.exports.iter().map(String::as_str).collect();
    exports.sort_unstable();
    text.extend(exports.iter().map(|name| format!("pub use {name}::*;\n")));
    text.push_str("pub use support::{Client, ClientBuilder};\n");
    text
}

fn uses(module: &Module) -> String {
    let (std, own): (Vec<&String>, Vec<&String>) =
        module.uses.iter().partition(|path| path.starts_with("std::"));
    let lines = |paths: Vec<&String>| paths.iter().map(|path| format!("use {path};\n")).collect::<String>();
    let groups = [lines(std), lines(own)];
    join(groups.to_vec())
}

/// The parts of a file with a blank line between them.
fn join(parts: Vec<String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}
