//! Swagger UI (<https://github.com/swagger-api/swagger-ui>, docs/usage/configuration.md): what its function is called
//! with, in the page or in the script that the page leaves it to.

use super::{Carried, Giver, MOST_LISTED, Page, arguments};
use crate::read::page::embedded::literal::{Form, Literal};

pub(super) const LOOKED: &str = "`spec`, `url` and `urls` of `SwaggerUIBundle({..})`, in the page and in the initializer script that it names";

const CALLS: [&str; 2] = ["SwaggerUIBundle", "SwaggerUI"];

pub(super) fn is_on(page: &Page<'_>) -> bool {
    page.with_id("swagger-ui").is_some() || CALLS.iter().any(|name| !page.calls(name).is_empty())
}

pub(super) fn given(giver: Giver<'_>) -> Vec<Carried> {
    let mut given = Vec::new();
    for call in CALLS.iter().flat_map(|name| giver.page.calls(name)) {
        match arguments(giver, &call) {
            Ok(arguments) => {
                let options = arguments.first().map(|options| giver.object(options));
                match options {
                    Some(Ok(options)) => given.extend(of_options(giver, &options)),
                    Some(Err(wrong)) => given.push(wrong),
                    None => {}
                }
            }
            Err(wrong) => given.push(wrong),
        }
    }
    if given.is_empty() {
        given.extend(initializer(giver.page));
    }
    given
}

/// `spec` counts before `urls`, and these before `url`.
fn of_options(giver: Giver<'_>, options: &Literal) -> Vec<Carried> {
    if let Some(spec) = giver.member(options, "spec") {
        return vec![giver.document(&spec)];
    }
    match giver.member(options, "urls") {
        Some(Literal { form: Form::Array(urls), .. }) if !urls.is_empty() => {
            let url = |one: &Literal| match giver.object(one) {
                Ok(one) => giver.member(&one, "url").map(|url| giver.url(&url)),
                Err(wrong) => Some(wrong),
            };
            urls.iter().take(MOST_LISTED).filter_map(url).collect()
        }
        Some(urls) if !matches!(urls.form, Form::Array(_)) => vec![giver.computed(&urls.span)],
        Some(_) | None => {
            let url = ["url", "configUrl"].iter().find_map(|key| Some((*key, giver.member(options, key)?)));
            match url {
                Some(("url", url)) => vec![giver.url(&url)],
                Some((_, url)) => vec![giver.computed(&url.span)],
                None => Vec::new(),
            }
        }
    }
}

/// The script of the page that calls the function: `swagger-initializer.js`, `swagger-ui-init.js`.
fn initializer(page: &Page<'_>) -> Option<Carried> {
    let mut files = page
        .script_files()
        .filter(|(url, _)| url.rsplit('/').next().is_some_and(|name| name.contains("init")));
    files.next().map(|(url, span)| Carried::Script { url, span })
}
