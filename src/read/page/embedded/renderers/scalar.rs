//! Scalar (<https://github.com/scalar/scalar>, documentation/configuration.md): its function, or the script element with
//! the id `api-reference`.

use super::{Carried, Giver, MOST_LISTED, Page, arguments};
use crate::read::page::embedded::{
    elements::Element,
    literal::{Form, Literal},
};

pub(super) const LOOKED: &str = "`url`, `content` and `sources` of `Scalar.createApiReference(..)`, and `data-url`, \
                                 `data-configuration` and the content of <script id=\"api-reference\">";

const CALL: &str = "createApiReference";

pub(super) fn is_on(page: &Page<'_>) -> bool {
    element(page).is_some()
        || !page.calls(CALL).is_empty()
        || page.script_files().any(|(url, _)| url.contains("@scalar/api-reference"))
}

/// The element that says it all: a script as a rule.
fn element<'p, 't>(page: &'p Page<'t>) -> Option<&'p Element<'t>> {
    let says = |element: &&Element<'_>| {
        element.name == "script"
            || ["data-url", "data-configuration"].iter().any(|name| element.attribute(name).is_some())
    };
    page.with_id("api-reference").filter(says)
}

pub(super) fn given(giver: Giver<'_>) -> Vec<Carried> {
    let mut given = element(giver.page).map(|element| of_element(giver, element)).unwrap_or_default();
    for call in giver.page.calls(CALL) {
        match arguments(giver, &call) {
            // What it is put into may be left out.
            Ok(arguments) => {
                given.extend(arguments.last().map(|last| of_value(giver, last)).unwrap_or_default())
            }
            Err(wrong) => given.push(wrong),
        }
    }
    given
}

fn of_element(giver: Giver<'_>, element: &Element<'_>) -> Vec<Carried> {
    if !giver.page.text[element.content.clone()].trim().is_empty() {
        return vec![giver.content(element.content.clone())];
    }
    if let Some(url) = element.url("data-url") {
        return vec![Carried::Url { url, span: element.tag.clone() }];
    }
    let configuration = element.attribute("data-configuration");
    configuration.map(|json| giver.in_attribute(&json, &element.tag, of_value)).unwrap_or_default()
}

/// A configuration, or a list of them.
fn of_value(giver: Giver<'_>, value: &Literal) -> Vec<Carried> {
    let value = match giver.page.resolved(value) {
        Ok(value) => value,
        Err(broken) => return vec![giver.broken(&broken)],
    };
    match &value.form {
        Form::Array(items) => {
            items.iter().take(MOST_LISTED).flat_map(|item| of_configuration(giver, item)).collect()
        }
        Form::Object(_)
        | Form::Text(_)
        | Form::Plain(_)
        | Form::Name(_)
        | Form::Parsed(_)
        | Form::Computed => of_configuration(giver, &value),
    }
}

fn of_configuration(giver: Giver<'_>, value: &Literal) -> Vec<Carried> {
    let configuration = match giver.object(value) {
        Ok(configuration) => configuration,
        Err(wrong) => return vec![wrong],
    };
    if let Some(sources) = giver.member(&configuration, "sources") {
        let Form::Array(sources) = &sources.form else { return vec![giver.computed(&sources.span)] };
        return sources.iter().take(MOST_LISTED).flat_map(|source| of_source(giver, source)).collect();
    }
    of_source(giver, &configuration)
}

fn of_source(giver: Giver<'_>, value: &Literal) -> Vec<Carried> {
    let source = match giver.object(value) {
        Ok(source) => source,
        Err(wrong) => return vec![wrong],
    };
    // Older versions have both in `spec`.
    let spec = giver.member(&source, "spec");
    for place in [Some(&source), spec.as_ref()].into_iter().flatten() {
        if let Some(content) = giver.member(place, "content") {
            return vec![giver.document(&content)];
        }
        if let Some(url) = giver.member(place, "url") {
            return vec![giver.url(&url)];
        }
    }
    Vec::new()
}
