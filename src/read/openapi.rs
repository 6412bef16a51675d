//! OpenAPI documents, in JSON or YAML, and those of Swagger 2.0.

use std::{path::PathBuf, sync::Arc};

use serde_json::Value;

use super::{
    files::{self, Reach},
    json, swagger, yaml,
};
use crate::{
    diagnostics::{Diagnostics, Location, Source, SourceProblem, Syntax},
    document::Document,
};

/// Reads a document, and all files that it refers to; nothing, and a report, where it is none.
pub(super) fn read(
    source: &Arc<Source>,
    reach: &Reach<'_>,
    found: &mut Diagnostics,
) -> Option<(Document, Vec<PathBuf>)> {
    if source.text.trim().is_empty() {
        found.report(SourceProblem::EmptySource, Location::file(source));
        return None;
    }
    let (source, root) = tree(source, found)?;
    if let Some(problem) = not_a_document(&root) {
        found.report(problem, Location::file(&source));
        return None;
    }
    let is_swagger = root.get("openapi").is_none();
    let (document, files) = files::gather(root, &source, reach, found);
    Some((if is_swagger { swagger::convert(&document, found) } else { document }, files))
}

/// The tree of a JSON or YAML text, and the text as what it turned out to be.
pub(super) fn tree(source: &Arc<Source>, found: &mut Diagnostics) -> Option<(Arc<Source>, Value)> {
    let source = Arc::clone(source);
    if source.syntax != Syntax::Json {
        return yaml::read(&source, found).map(|root| (source, root));
    }
    let error = match json::read(&source, found) {
        Ok(root) => return Some((source, root)),
        Err(error) => error,
    };
    // A text that begins like JSON is YAML all the same where its name says so: `{openapi: 3.0.3, paths: {}}`.
    if [".yaml", ".yml"].iter().any(|extension| source.name.ends_with(extension)) {
        let source = Arc::new(Source { syntax: Syntax::Yaml, ..Source::clone(&source) });
        return yaml::read(&source, found).map(|root| (source, root));
    }
    let at = json::place(&source.text, &error);
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
    found.report(SourceProblem::BrokenJson { reason }, Location::span(&source, at..at));
    None
}

/// Why a tree is not a document that can be read, if it is not.
fn not_a_document(root: &Value) -> Option<SourceProblem> {
    let version = |key| {
        root.get(key).map(|version| version.as_str().map_or_else(|| version.to_string(), str::to_owned))
    };
    match (version("openapi"), version("swagger")) {
        (Some(version), _) if version.starts_with("3.") => None,
        (None, Some(version)) if version == "2" || version.starts_with("2.") => None,
        (Some(version), _) | (None, Some(version)) => Some(SourceProblem::UnsupportedVersion { version }),
        (None, None) => Some(SourceProblem::NotADocument),
    }
}
