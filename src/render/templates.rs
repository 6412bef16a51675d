//! The templates: the built-in ones, and those of a user that take their place.

use std::path::Path;

use minijinja::{Environment, UndefinedBehavior, syntax::SyntaxConfig};

use super::{context, literal::lit};
use crate::{
    diagnostics::{Diagnostics, Location, OutputProblem, Source, Syntax},
    rust::View,
};

/// Each built-in template under its name.
const BUILT_IN: [(&str, &str); 13] = [
    ("alias.rs.j2", include_str!("../../templates/alias.rs.j2")),
    ("answer.rs.j2", include_str!("../../templates/answer.rs.j2")),
    ("builder.rs.j2", include_str!("../../templates/builder.rs.j2")),
    ("cargo.toml.j2", include_str!("../../templates/cargo.toml.j2")),
    ("enum.rs.j2", include_str!("../../templates/enum.rs.j2")),
    ("header.txt.j2", include_str!("../../templates/header.txt.j2")),
    ("headers.rs.j2", include_str!("../../templates/headers.rs.j2")),
    ("methods.rs.j2", include_str!("../../templates/methods.rs.j2")),
    ("own.rs.j2", include_str!("../../templates/own.rs.j2")),
    ("serde.rs.j2", include_str!("../../templates/serde.rs.j2")),
    ("struct.rs.j2", include_str!("../../templates/struct.rs.j2")),
    ("union.rs.j2", include_str!("../../templates/union.rs.j2")),
    ("validate.rs.j2", include_str!("../../templates/validate.rs.j2")),
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
        // minijinja's own can do more, and is there where users write templates.
        #[cfg(not(feature = "template-language"))]
        environment.add_filter("join", |parts: Vec<String>, between: &str| parts.join(between));
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
            found.report(OutputProblem::UnknownTemplate { names }, at(path, &text));
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
    pub(super) fn print(&self, name: &str, context: &View<'_>, found: &mut Diagnostics) -> Option<String> {
        let printed =
            self.environment.get_template(name).and_then(|template| template.render(context::value(context)));
        match printed {
            Ok(text) => Some(text),
            Err(error) => {
                found.report(broken(&error), at(Path::new(name), ""));
                None
            }
        }
    }

    /// Prints a template whose text is Rust, formatted where the feature `format` is on.
    pub(super) fn print_rust(
        &self,
        name: &str,
        context: &View<'_>,
        found: &mut Diagnostics,
    ) -> Option<String> {
        let text = self.print(name, context, found)?;
        #[cfg(feature = "format")]
        let text = match super::format::formatted(&text) {
            Ok(formatted) => formatted,
            Err(problem) => {
                found.report(problem, at(Path::new(name), &text));
                return None;
            }
        };
        Some(text)
    }
}

/// Lines that hold only a tag leave no line behind, so that templates can be laid out like what they print.
fn syntax() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    syntax.build().expect("the delimiters are the usual ones")
}

fn broken(error: &minijinja::Error) -> OutputProblem {
    let line = error.line().map(|line| format!(" in line {line}")).unwrap_or_default();
    let template = error.name().unwrap_or_default();
    OutputProblem::BrokenTemplate { reason: format!("{template}{line}: {error}") }
}

fn at(path: &Path, text: &str) -> Location {
    let source = Source { name: path.display().to_string(), text: text.to_owned(), syntax: Syntax::Other };
    Location::file(&source.into())
}
