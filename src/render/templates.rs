//! The templates: the built-in ones, and those of a user that take their place.

use std::path::{Path, PathBuf};

use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use super::literal::lit;
use crate::diagnostics::{Diagnostics, Location, Problem, Source, Syntax};

/// Each built-in template under its name.
const BUILT_IN: [(&str, &str); 9] = [
    ("alias.rs.j2", include_str!("../../templates/alias.rs.j2")),
    ("builder.rs.j2", include_str!("../../templates/builder.rs.j2")),
    ("cargo.toml.j2", include_str!("../../templates/cargo.toml.j2")),
    ("enum.rs.j2", include_str!("../../templates/enum.rs.j2")),
    ("header.txt.j2", include_str!("../../templates/header.txt.j2")),
    ("methods.rs.j2", include_str!("../../templates/methods.rs.j2")),
    ("serde.rs.j2", include_str!("../../templates/serde.rs.j2")),
    ("struct.rs.j2", include_str!("../../templates/struct.rs.j2")),
    ("union.rs.j2", include_str!("../../templates/union.rs.j2")),
];

/// All templates of a run.
pub struct Templates {
    environment: Environment<'static>,
    /// The files that were read, for a build script to watch.
    pub inputs: Vec<PathBuf>,
}

impl Templates {
    /// The built-in templates.
    pub fn built_in() -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        environment.add_filter("lit", |value: &minijinja::Value| lit(value));
        for (name, text) in BUILT_IN {
            environment.add_template(name, text).expect("the built-in templates are tested");
        }
        Templates { environment, inputs: Vec::new() }
    }

    /// Puts the templates of a user in the place of built-in ones of the same name.
    pub fn replace(&mut self, files: Vec<(PathBuf, String)>, found: &mut Diagnostics) {
        for (path, text) in files {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if BUILT_IN.iter().any(|(known, _)| *known == name) {
                self.add(&name, &path, text, found);
            } else {
                let names = BUILT_IN.map(|(known, _)| known).join(", ");
                found.report(Problem::UnknownTemplate { names }, at(&path, &text));
            }
            self.inputs.push(path);
        }
    }

    /// Adds a template under a name; a mistake in it is reported.
    pub fn add(&mut self, name: &str, path: &Path, text: String, found: &mut Diagnostics) {
        if let Err(error) = self.environment.add_template_owned(name.to_owned(), text.clone()) {
            found.report(broken(&error), at(path, &text));
        }
    }

    /// Prints a template.
    pub(super) fn print(&self, name: &str, context: &impl Serialize, found: &mut Diagnostics) -> Option<String> {
        let printed = self.environment.get_template(name).and_then(|template| template.render(context));
        match printed {
            Ok(text) => Some(text),
            Err(error) => {
                found.report(broken(&error), at(Path::new(name), ""));
                None
            }
        }
    }

    /// Prints a template and formats what it printed as Rust.
    pub(super) fn print_rust(&self, name: &str, context: &impl Serialize, found: &mut Diagnostics) -> Option<String> {
        let text = self.print(name, context, found)?;
        formatted(name, &text, found)
    }
}

/// Rust as prettyplease lays it out, with a blank line between its items.
fn formatted(template: &str, text: &str, found: &mut Diagnostics) -> Option<String> {
    let file = match syn::parse_file(text) {
        Ok(file) => file,
        Err(error) => {
            let line = text.lines().nth(error.span().start().line.saturating_sub(1)).unwrap_or_default();
            let problem = Problem::NotRust { reason: error.to_string(), line: line.trim().to_owned() };
            found.report(problem, at(Path::new(template), ""));
            return None;
        }
    };
    let items = file.items.into_iter().map(|item| {
        prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] })
    });
    Some(items.collect::<Vec<_>>().join("\n"))
}

fn broken(error: &minijinja::Error) -> Problem {
    let line = error.line().map(|line| format!(" in line {line}")).unwrap_or_default();
    let template = error.name().unwrap_or_default();
    Problem::BrokenTemplate { reason: format!("{template}{line}: {error}") }
}

fn at(path: &Path, text: &str) -> Location {
    let source = Source { name: path.display().to_string(), text: text.to_owned(), syntax: Syntax::Other };
    Location::file(&source.into())
}
