//! OpenAPI documents, in JSON or YAML, and those of Swagger 2.0.

use std::sync::Arc;

use serde_json::Value;

use super::swagger;
use crate::{
    diagnostics::{Diagnostics, Location, Problem, Source, Syntax},
    document::{Document, Origin},
};

/// Reads a document; nothing, and a report, where it is none.
pub(super) fn read(source: &Arc<Source>, found: &mut Diagnostics) -> Option<Document> {
    if source.text.trim().is_empty() {
        found.report(Problem::EmptySource, Location::file(source));
        return None;
    }
    let root = match source.syntax {
        Syntax::Json if is_flow_yaml(source) => {
            let yaml = Source { syntax: Syntax::Yaml, ..Source::clone(source) };
            return read(&Arc::new(yaml), found);
        }
        Syntax::Json => json(source, found)?,
        Syntax::Yaml | Syntax::Other => yaml(source, found)?,
    };
    if let Some(problem) = not_a_document(&root) {
        found.report(problem, Location::file(source));
        return None;
    }
    let is_swagger = root.get("openapi").is_none();
    let document = Document { root, origin: Origin::Text(Arc::clone(source)) };
    Some(if is_swagger { swagger::convert(&document, found) } else { document })
}

/// Whether a text that begins like JSON is YAML all the same, as its name says: `{openapi: 3.0.3, paths: {}}`.
fn is_flow_yaml(source: &Source) -> bool {
    let named = [".yaml", ".yml"].iter().any(|extension| source.name.ends_with(extension));
    named && serde_json::from_str::<serde::de::IgnoredAny>(&source.text).is_err()
}

fn json(source: &Arc<Source>, found: &mut Diagnostics) -> Option<Value> {
    match serde_json::from_str(&source.text) {
        Ok(root) => Some(root),
        Err(error) => {
            let at = offset(&source.text, error.line(), error.column());
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
            found.report(Problem::BrokenJson { reason }, Location::span(source, at..at));
            None
        }
    }
}

fn yaml(source: &Arc<Source>, found: &mut Diagnostics) -> Option<Value> {
    // `y`, `on` and `no` are strings in YAML 1.2; without this an enum of country codes loses Norway.
    let options = serde_saphyr::options! { strict_booleans: true };
    match serde_saphyr::from_str_with_options(&source.text, options) {
        Ok(root) => Some(root),
        Err(error) => {
            let place = error.location().map(|place| (place.line() as usize, place.column() as usize));
            let at = place.map_or(0, |(line, column)| offset(&source.text, line, column));
            let reason = error.without_snippet().to_string();
            found.report(Problem::BrokenYaml { reason }, Location::span(source, at..at));
            None
        }
    }
}

/// Why a tree is not a document that can be read, if it is not.
fn not_a_document(root: &Value) -> Option<Problem> {
    let version = |key| {
        root.get(key).map(|version| version.as_str().map_or_else(|| version.to_string(), str::to_owned))
    };
    match (version("openapi"), version("swagger")) {
        (Some(version), _) if version.starts_with("3.") => None,
        (None, Some(version)) if version == "2" || version.starts_with("2.") => None,
        (Some(version), _) | (None, Some(version)) => Some(Problem::UnsupportedVersion { version }),
        (None, None) => Some(Problem::NotADocument),
    }
}

/// The byte at a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text[before..].split('\n').next().unwrap_or_default();
    let inside: usize = rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    before + inside
}
