//! The stages, one after the other: what the command and a build script call.

use std::{borrow::Cow, path::PathBuf};

#[cfg(feature = "config-file")]
use crate::lock::Lock;
use crate::{
    Config, Diagnostics, Generated, Report,
    api::Api,
    document::Document,
    lower::lower,
    read::{self, Fact, read_as_one, read_configured},
    render::{Templates, render},
    report::Operations,
    rust::Crate,
    shape::shape,
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
    stages(config, &mut generated);
    if generated.diagnostics.has_errors() {
        generated.files.clear();
    }
    generated.inputs.extend(config.file.clone());
    generated.diagnostics.finish();
    generated
}

/// Runs one stage after the other, until one has found errors.
fn stages(config: &Config, generated: &mut Generated) -> Option<()> {
    let found = &mut generated.diagnostics;
    let config = &*with_lock(config, &mut generated.inputs, found);
    let inputs = gate(read_configured(config, found), found);
    let templates = templates(config, &mut generated.inputs, found);
    let inputs = inputs?;
    generated.inputs.extend(inputs.files);
    let api = gate(lower(&inputs.documents, &config.types, found), found)?;
    let krate = gate(shape(&api, config, found), found)?;
    generated.files = render(&krate, config.layout, &config.extra_templates, &templates, found);
    generated.names = krate.names();
    generated.report = report(&api, &krate);
    Some(())
}

/// The choices with the names that stay, of the lock beside `bindery.toml`. A lock that is not there is not looked for when
/// Cargo asks what to watch: it would run the build script each time.
#[cfg(feature = "config-file")]
pub(crate) fn with_lock<'c>(
    config: &'c Config,
    inputs: &mut Vec<PathBuf>,
    found: &mut Diagnostics,
) -> Cow<'c, Config> {
    let path = config.lock_file();
    let lock = config.file.as_ref().map(|_| Lock::read(&path, found)).unwrap_or_default();
    if lock == Lock::default() {
        return Cow::Borrowed(config);
    }
    inputs.push(path);
    Cow::Owned(Config { locked: lock.names, ..config.clone() })
}

/// The choices: there is no lock where there is no `bindery.toml`.
#[cfg(not(feature = "config-file"))]
pub(crate) fn with_lock<'c>(
    config: &'c Config,
    _: &mut Vec<PathBuf>,
    _: &mut Diagnostics,
) -> Cow<'c, Config> {
    Cow::Borrowed(config)
}

/// What a stage gave, unless errors were found: the next stage may count on a clean input.
fn gate<T>(output: T, found: &Diagnostics) -> Option<T> {
    (!found.has_errors()).then_some(output)
}

/// The built-in templates, and those of the user.
fn templates(config: &Config, inputs: &mut Vec<PathBuf>, found: &mut Diagnostics) -> Templates {
    let mut templates = Templates::built_in();
    if let Some(folder) = &config.template_dir {
        inputs.push(folder.clone());
        for (path, text) in read::templates(folder, found) {
            templates.replace(&path, text, found);
            inputs.push(path);
        }
    }
    for extra in &config.extra_templates {
        if let Some(text) = read::template(&extra.template, found) {
            templates.add(&extra.template, text, found);
        }
        inputs.push(extra.template.clone());
    }
    templates
}

fn report(api: &Api, krate: &Crate) -> Report {
    // What is selected is generated, or the whole run is an error: no operation is skipped.
    let generated = krate.methods().filter(|method| !method.beside).count();
    let operations = Operations { found: api.operations.len(), generated, skipped: Vec::new() };
    Report { operations, types: krate.types().count(), ..Report::default() }
}

/// Reads pages, and documents, into one OpenAPI document; nothing where there are errors.
///
/// ```no_run
/// let mut config = bindery::Config::default();
/// config.sources = vec!["specs/stripe/PostFileLinks.html".into()];
/// let (document, _) = bindery::scrape(&config);
/// assert_eq!(document.expect("the page is an operation page").root["openapi"], "3.0.3");
/// ```
pub fn scrape(config: &Config) -> (Option<Document>, Diagnostics) {
    let mut found = Diagnostics::default();
    let mut documents = read_as_one(config, &mut found).documents;
    found.finish();
    let document = if found.has_errors() { None } else { documents.pop() };
    (document, found)
}

/// Says what is read of pages, part by part, and which selector of which profile found it.
///
/// ```no_run
/// let mut config = bindery::Config::default();
/// config.sources = vec!["specs/stripe/PostFileLinks.html".into()];
/// let (facts, _) = bindery::explain(&config);
/// let method = facts.iter().find(|fact| fact.role == "method").expect("every operation page has a method");
/// assert_eq!((method.selector.as_str(), method.text.as_str()), (".requestLine", "POST"));
/// ```
pub fn explain(config: &Config) -> (Vec<Fact>, Diagnostics) {
    let mut found = Diagnostics::default();
    let facts = read::explain(&config.sources, &config.profiles, &mut found);
    found.finish();
    (facts, found)
}
