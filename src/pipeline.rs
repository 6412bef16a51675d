//! The stages, one after the other: what the command and a build script call.

use std::{collections::BTreeSet, path::PathBuf};

use crate::{
    Config, Diagnostics, Generated, Model, Report,
    api::Api,
    document::Document,
    lower, read,
    render::{self, Templates},
    rust::{Crate, Item},
    shape,
};

/// Generates the files for the sources of a configuration, in memory: it reads, but never writes or prints.
///
/// What is wrong is in [`Generated::diagnostics`]; where that has errors there are no files.
///
/// ```no_run
/// let mut config = bindery::Config::default();
/// config.sources = vec!["specs/stripe/PostFileLinks.html".into()];
/// let generated = bindery::generate(&config);
/// println!("{}", generated.files[0].text);
/// ```
pub fn generate(config: &Config) -> Generated {
    let mut generated = Generated::default();
    let found = &mut generated.diagnostics;
    if let Some((api, krate)) = decide(config, &mut generated.inputs, found) {
        let templates = templates(config, found);
        generated.inputs.extend(templates.inputs.iter().cloned());
        if !found.has_errors() {
            generated.files = render::render(&krate, config.layout, &config.extra_templates, &templates, found);
        }
        generated.report = report(&api, &krate);
    }
    if found.has_errors() {
        generated.files.clear();
    }
    generated.inputs.extend(config.file.clone());
    generated.diagnostics.finish();
    generated.report.diagnostics = Report::entries(&generated.diagnostics);
    generated
}

/// Reads pages, and documents, into one OpenAPI document; nothing where there are errors.
///
/// ```no_run
/// let (document, found) = bindery::scrape(&["specs/stripe/PostFileLinks.html".into()]);
/// assert_eq!(document.expect("the page is an operation page").root["openapi"], "3.0.3");
/// # let _ = found;
/// ```
pub fn scrape(sources: &[PathBuf]) -> (Option<Document>, Diagnostics) {
    let mut found = Diagnostics::default();
    let mut documents = read::read(sources, &mut found).documents;
    found.finish();
    let document = if found.has_errors() { None } else { documents.pop() };
    (document, found)
}

/// One of the models behind the output, as text; all of it, or what has a name.
///
/// ```no_run
/// let (text, _) = bindery::inspect(&bindery::Config::default(), bindery::Model::Api, Some("PostFileLinks"));
/// ```
pub fn inspect(config: &Config, model: Model, only: Option<&str>) -> (String, Diagnostics) {
    let mut found = Diagnostics::default();
    let inputs = read::read(&config.sources, &mut found);
    let text = match model {
        Model::Document => inspect_documents(&inputs.documents, only),
        Model::Api => inspect_api(&lower::lower(&inputs.documents, &mut found), only),
        Model::Rust => {
            let api = lower::lower(&inputs.documents, &mut found);
            inspect_rust(&shape::shape(&api, config, &name(config), &mut found), only)
        }
    };
    found.finish();
    (text, found)
}

/// All that is decided before anything is printed; nothing where the sources have errors.
fn decide(config: &Config, inputs: &mut Vec<PathBuf>, found: &mut Diagnostics) -> Option<(Api, Crate)> {
    let read = read::read(&config.sources, found);
    inputs.extend(read.files);
    if found.has_errors() {
        return None;
    }
    let api = lower::lower(&read.documents, found);
    if found.has_errors() {
        return None;
    }
    let krate = shape::shape(&api, config, &name(config), found);
    (!found.has_errors()).then_some((api, krate))
}

fn name(config: &Config) -> String {
    config.name.clone().unwrap_or_else(|| config.default_name())
}
