//! The templates: the built-in ones, and those of a user that take their place.

use std::path::Path;

use minijinja::{Environment, UndefinedBehavior, syntax::SyntaxConfig};
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
}

impl Templates {
    /// The built-in templates.
    pub fn built_in() -> Self {
        let mut environment = Environment::new();
        environment.set_syntax(syntax());
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        environment.add_filter("lit", |value: &minijinja::Value| lit(value));
        for (name, text) in BUILT_IN {
            environment.add_template(name, text).expect("the built-in templates are tested");
        }
        Templates { environment }
    }

    /// Puts a template of the user's in the place of the built-in one of the same name.
    pub fn replace(&mut self, path: &Path, text: String, found: &mut Diagnostics) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if BUILT_IN.iter().any(|(known, _)| *known == name) {
            self.insert(name, path, text, found);
        } else {
            let names = BUILT_IN.map(|(known, _)| known).join(", ");
            found.report(Problem::UnknownTemplate { names }, at(path, &text));
        }
    }

    /// Adds a template of the user's own, under its path.
    pub fn add(&mut self, path: &Path, text: String, found: &mut Diagnostics) {
        self.insert(path.display().to_string(), path, text, found);
    }

    fn insert(&mut self, name: String, path: &Path, text: String, found: &mut Diagnostics) {
        if let Err(error) = self.environment.add_template_owned(name, text.clone()) {
            found.report(broken(&error), at(path, &text));
        }
    }

    /// Prints a template.
    pub(super) fn print(
        &self,
        name: &str,
        context: &impl Serialize,
        found: &mut Diagnostics,
    ) -> Option<String> {
        let printed = self
            .environment
            .get_template(name)
            .and_then(|template| template.render(minijinja::value::Serde(context)));
        match printed {
            Ok(text) => Some(text),
            Err(error) => {
                found.report(broken(&error), at(Path::new(name), ""));
                None
            }
        }
    }

    /// Prints a template and formats what it printed as Rust.
    pub(super) fn print_rust(
        &self,
        name: &str,
        context: &impl Serialize,
        found: &mut Diagnostics,
    ) -> Option<String> {
        let text = self.print(name, context, found)?;
        formatted(name, &text, found)
    }
}

/// Lines that hold only a tag leave no line behind, so that templates can be laid out like what they print.
fn syntax() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    syntax.build().expect("the delimiters are the usual ones")
}

/// Rust as prettyplease lays it out, with a blank line between its items.
fn formatted(template: &str, text: &str, found: &mut Diagnostics) -> Option<String> {
    let file = match syn::parse_file(text) {
        Ok(file) => file,
        Err(error) => {
            // The span of the error is a place in what was printed, which is what a template's author has to see.
            let line = text.lines().nth(error.span().start().line.saturating_sub(1)).unwrap_or_default();
            let problem = Problem::NotRust { reason: error.to_string(), line: line.trim().to_owned() };
            found.report(problem, at(Path::new(template), text));
            return None;
        }
    };
    let items = file.items.into_iter().map(|item| {
        prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        })
    });
    Some(items.map(|item| spaced(&item)).collect::<Vec<_>>().join("\n"))
}

/// An item with a blank line behind each of its functions, as people write them and prettyplease does not.
fn spaced(item: &str) -> String {
    let mut text = String::with_capacity(item.len());
    let mut lines = item.lines().peekable();
    while let Some(line) = lines.next() {
        text.push_str(line);
        text.push('\n');
        if line == "    }" && lines.peek().is_some_and(|next| *next != "}") {
            text.push('\n');
        }
    }
    text
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
