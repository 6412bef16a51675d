//! Responses that nobody describes, from recorded answers.
//!
//! In: documents, and for an operation the files of answers that were recorded: `responses = { PostFileLinks =
//! "samples/file_link.json" }`. Out: the documents, with a schema for these answers. What is described stays as it is.
//!
//! The schema has its places in the recorded answers.

mod infer;
mod keys;

use std::sync::Arc;

use serde_json::Value;

use super::{
    agree::is_thin,
    operations::{self, Found},
    pieces::{self, member},
    schemes,
};
use crate::{
    config::{NamedFile, Samples},
    diagnostics::{CombineProblem, Diagnostics, Location, Source},
    document::{Document, Node},
    read::{disk::Disk, json, sources},
};

/// What an answer is where its media type is not said.
const JSON: &str = "application/json";

/// Describes what only recorded answers describe.
pub(super) fn describe(documents: &mut [Document], all: &[Samples], disk: Disk<'_>, found: &mut Diagnostics) {
    for samples in all {
        let at = place(samples.at.as_ref());
        let Some((index, operation)) = operation(documents, &samples.operation) else {
            let suggestion = suggestion(documents, &samples.operation);
            found.report(CombineProblem::UnknownSampled { id: samples.operation.clone(), suggestion }, at);
            continue;
        };
        for (status, files) in &samples.answers {
            let answers: Vec<Document> = files.iter().filter_map(|file| answer(file, disk, found)).collect();
            let document = &mut documents[index];
            let status = status.clone().unwrap_or_else(|| success(document, &operation));
            if answers.is_empty() {
                continue;
            }
            if !fill(document, &operation, &status, &answers) {
                let problem = CombineProblem::UnusedSample { id: samples.operation.clone(), status };
                found.report(problem, at.clone());
            }
        }
    }
}

fn place(at: Option<&Location>) -> Location {
    at.cloned().unwrap_or_else(|| Location::file(&Source::unnamed().into()))
}

/// The operation with an id, and the document that it stands in.
fn operation(documents: &[Document], id: &str) -> Option<(usize, Found)> {
    let in_document = |(index, document): (usize, &Document)| {
        let is_it = |found: &Found| id_of(document, found).as_deref() == Some(id);
        operations::all(document).into_iter().find(is_it).map(|found| (index, found))
    };
    documents.iter().enumerate().find_map(in_document)
}

fn id_of(document: &Document, found: &Found) -> Option<String> {
    let node = operations::behind(document, found)?;
    node.text("operationId").map(str::to_owned)
}

/// The id that a misspelt one may have meant.
#[cfg(feature = "config-file")]
fn suggestion(documents: &[Document], id: &str) -> Option<String> {
    let known = documents.iter().flat_map(|document| {
        operations::all(document).into_iter().filter_map(|found| id_of(document, &found))
    });
    let near =
        known.map(|known| (strsim::damerau_levenshtein(&id.to_lowercase(), &known.to_lowercase()), known));
    let (distance, nearest) = near.min()?;
    (distance * 3 <= nearest.len().max(3)).then_some(nearest)
}

/// Without `bindery.toml` an id stands in a build script, whose author reads no help.
#[cfg(not(feature = "config-file"))]
fn suggestion(_: &[Document], _: &str) -> Option<String> {
    None
}

/// A recorded answer, as a document of its own.
fn answer(file: &NamedFile, disk: Disk<'_>, found: &mut Diagnostics) -> Option<Document> {
    let broken =
        |reason: String| CombineProblem::BrokenSample { path: file.path.display().to_string(), reason };
    let opened = match disk.open(&file.path) {
        Ok(opened) => opened,
        Err(error) => {
            found.report(broken(error.to_string()), place(file.at.as_ref()));
            return None;
        }
    };
    let source: Arc<Source> = sources::text(&file.path, opened, found)?;
    let source = Arc::new(Source { syntax: crate::diagnostics::Syntax::Json, ..Source::clone(&source) });
    match json::read(&source, found) {
        Ok(root) => Some(pieces::piece(root, Location::file(&source))),
        Err(error) => {
            found.report(broken(error.to_string()), place(file.at.as_ref()));
            None
        }
    }
}

/// The status of the answer that is wanted: the first success that is documented, or 200.
fn success(document: &Document, found: &Found) -> String {
    let operation = operations::behind(document, found);
    let responses = operation.and_then(|operation| operation.get("responses"));
    let statuses: Vec<&str> = responses.iter().flat_map(Node::members).map(|(status, _)| status).collect();
    let success = statuses.into_iter().find(|status| status.starts_with('2'));
    success.unwrap_or("200").to_owned()
}

/// Describes a response by its recorded answers; whether nobody had described it.
fn fill(document: &mut Document, found: &Found, status: &str, answers: &[Document]) -> bool {
    let roots: Vec<Node<'_>> = answers.iter().map(Document::root).collect();
    let Some(first) = roots.first().map(Node::location) else { return false };
    operations::settle(document, found);
    let response = member(&format!("{}/responses", found.pointer()), status);
    if let Some(node) = document.at(&response).filter(|node| node.text("$ref").is_some()) {
        let Some(whole) = schemes::behind(&node, document).map(|whole| pieces::cut(&whole)) else {
            return false;
        };
        pieces::put(document, &response, whole);
    }
    let media = match document.at(&member(&response, "content")) {
        Some(content) if !is_described(&content) => {
            content.members().next().map(|(media, _)| media.to_owned())
        }
        Some(_) => return false,
        None => None,
    };
    let media = media.unwrap_or_else(|| JSON.to_owned());
    let content = member(&member(&response, "content"), &media);
    pieces::make_way(document, &content, &first);
    if document.at(&member(&response, "description")).is_none() {
        let words = Value::String("As it was recorded.".into());
        pieces::put(document, &member(&response, "description"), pieces::piece(words, first));
    }
    pieces::put(document, &member(&content, "schema"), infer::schema(&roots));
    true
}

/// Whether media types say what an answer is.
fn is_described(content: &Node<'_>) -> bool {
    content.members().any(|(media, said)| {
        let is_json =
            media == "*/*" || media.split(';').next().is_some_and(|media| media.trim().ends_with("json"));
        !is_json || said.get("schema").is_some_and(|schema| !is_thin(schema.value))
    })
}
