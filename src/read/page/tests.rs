//! What a page becomes, and what is said of one that is damaged.

mod corpus;
mod errors;
mod fields;
mod hostile;
mod merge;
mod prose;
mod schemas;

use std::sync::Arc;

use serde_json::Value;

use super::{Page, Profiles, merge::document};
use crate::{
    diagnostics::{Diagnostics, Source, Syntax},
    document::Document,
};

/// A page in the words of `PostFileLinks`, of which a test changes what it is about.
#[derive(Clone)]
struct Sample {
    name: &'static str,
    heading: String,
    description: String,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
    parameters: String,
    schema: Option<String>,
    responses: String,
}

impl Sample {
    fn new(method: &str, target: &str) -> Self {
        Sample {
            name: "-",
            heading: "Ping".into(),
            description: String::new(),
            method: method.into(),
            target: target.into(),
            headers: vec![("host".into(), "api.example.com:443".into())],
            body: String::new(),
            parameters: String::new(),
            schema: None,
            responses: response("200", "OK"),
        }
    }

    fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The page, in the `camelCase` dialect.
    fn html(&self) -> String {
        let headers = self.headers.iter().map(|(name, value)| {
            format!(
                "<span  class=\"headerLine\">{name}</span>: <span  class=\"headerValue\">{value}</span>\n"
            )
        });
        let schema = self.schema.as_ref().map_or(String::new(), |schema| {
            format!("<section  class=\"requestContent\"><pre  class=\"schema\">{schema}</pre></section>")
        });
        format!(
            "<!DOCTYPE html><html><head><title>A page</title></head><body><article>\
             <section  class=\"requestOverview\"><h1  class=\"requestSummary\">{}</h1>\
             <p  class=\"requestDescription\">{}</p></section>\
             <section  class=\"http\"><h3>HTTP Request</h3><pre  class=\"httpExample\">\
             <span  class=\"requestLine\">{}</span> <span  class=\"httpTarget\">{}</span> \
             <span  class=\"httpVersion\">HTTP/1.1</span>\n{}\n{}</pre></section>\
             <dl  class=\"parameters\"><h3>Parameters</h3>{}</dl>{schema}\
             <section  class=\"responses\"><h2>Responses</h2><ul  class=\"responses\">{}</ul></section>\
             </article></body></html>",
            self.heading,
            self.description,
            self.method,
            self.target,
            headers.collect::<String>(),
            self.body,
            self.parameters,
            self.responses,
        )
    }
}

fn parameter(name: &str, place: &str, kind: &str, description: &str, required: &str) -> String {
    format!(
        "<dt class=\"parameter\"><span class=\"parameterName\">{name}</span> \
         [ in: <span class=\"parameterLocation\">{place}</span> \
         type: <span class=\"parameterType\">{kind}</span> ]</dt>\
         <dd class=\"parameter\"><span class=\"parameterDescription\">{description}</span> \
         <span class=\"parameterRequired\">{required}</span></dd>"
    )
}

fn response(status: &str, description: &str) -> String {
    format!(
        "<li  class=\"response\"><span  class=\"statusLine\">{status}</span> \
         <span  class=\"statusDescription\">{description}</span></li>"
    )
}

fn source(name: &str, text: &str) -> Arc<Source> {
    Arc::new(Source { name: name.to_owned(), text: text.to_owned(), syntax: Syntax::Other })
}

/// Reads a page by the built-in profiles.
fn read(source: &Arc<Source>, found: &mut Diagnostics) -> Option<Page> {
    thread_local! {
        static PROFILES: Profiles = profiles();
    }
    PROFILES.with(|profiles| super::read(source, profiles, found))
}

fn profiles() -> Profiles {
    let mut found = Diagnostics::default();
    Profiles::new(&[], &mut found).unwrap_or_else(|| panic!("the built-in profiles are wrong:\n{found}"))
}

/// The document of some pages, and what was found: a line for each problem.
fn documents(pages: &[(&str, &str)]) -> (Document, Vec<String>) {
    let mut found = Diagnostics::default();
    let read: Vec<_> =
        pages.iter().filter_map(|(name, text)| read(&source(name, text), &mut found)).collect();
    let document = document(read, &mut found);
    let lines = found.iter().map(|diagnostic| {
        let place =
            diagnostic.at.line_column().map_or(String::new(), |(line, column)| format!("{line}:{column}"));
        let at = diagnostic.at.span.as_ref().and_then(|span| diagnostic.at.source.text.get(span.clone()));
        let shown: String = at.unwrap_or_default().chars().take(30).collect();
        let problem = &diagnostic.problem;
        format!("{:?} {} {place} `{shown}`: {}", problem.severity(), problem.code(), problem.message())
    });
    (document, lines.collect())
}

/// The one operation of a page, which must have nothing wrong.
fn operation(sample: &Sample) -> Value {
    let (operation, found) = operation_and_found(sample);
    assert_eq!(found, Vec::<String>::new());
    operation
}

fn operation_and_found(sample: &Sample) -> (Value, Vec<String>) {
    let (document, found) = documents(&[(sample.name, &sample.html())]);
    let items = document.root["paths"].as_object().into_iter().flatten();
    let operations = items.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    (operations.map(|(_, operation)| operation.clone()).next().unwrap_or_default(), found)
}

/// What is said of a page that cannot be read.
fn refused(page: &str) -> Vec<String> {
    let mut found = Diagnostics::default();
    assert!(read(&source("page.html", page), &mut found).is_none());
    assert!(found.has_errors());
    documents(&[("page.html", page)]).1
}
