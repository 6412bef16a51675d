//! What a page points to, when it only shows a document that has an address of its own.
//!
//! In: an answer, and what led to it. Out: the address that is asked next, or what the snapshot is to say. The snapshot
//! of such a page is its document, so that nothing that reads snapshots knows of it. A page that has its document in
//! it is kept, and so is one of which nobody knows where it has it: whoever reads it says so.
//!
//! A page leads to its document, by way of a script at the most, and nothing leads on from there: there are no circles.

use url::Url;

use super::{links, redirect};
use crate::{
    config::Remote,
    diagnostics::{FetchProblem, Problem},
    read::{Carried, Embedded, decode, embedded, is_page},
};

/// What led to an address.
#[derive(Clone, Debug)]
pub(super) enum Trail {
    /// The configuration, or an index.
    Source,
    /// A page that leaves its document to a script, which is there.
    Script(Box<Signpost>),
    /// A page whose document is there.
    Document {
        /// The address of the page.
        page: String,
    },
}

/// A page that shows what is not in it.
#[derive(Clone, Debug)]
pub(super) struct Signpost {
    /// The address of the page, as it was asked.
    page: String,
    /// The address that it was found at.
    url: Url,
    /// What the addresses in it are seen from.
    base: Url,
    /// What it says of its document.
    said: Embedded,
}

/// An answer that was asked for.
pub(super) struct Found<'f> {
    pub(super) remote: &'f Remote,
    /// The address, as it was asked.
    pub(super) asked: &'f str,
    /// The address that it was found at.
    pub(super) url: &'f str,
    pub(super) bytes: Vec<u8>,
}

/// Where an answer leads.
#[derive(Debug)]
pub(super) enum Lead {
    /// Nowhere: it is what was looked for.
    Here(Vec<u8>),
    /// To another address.
    Further(String, Trail),
}

impl Trail {
    /// The page that shows what is found.
    pub(super) fn page(&self) -> Option<&str> {
        match self {
            Trail::Source => None,
            Trail::Script(signpost) => Some(&signpost.page),
            Trail::Document { page } => Some(page),
        }
    }

    /// A problem on the way, told of the page that led there.
    pub(super) fn told(&self, problem: FetchProblem) -> FetchProblem {
        match self.page() {
            Some(page) => told(page, problem),
            None => problem,
        }
    }

    /// Where an answer leads.
    pub(super) fn follow(&self, found: Found<'_>) -> Result<Lead, FetchProblem> {
        let Ok(text) = decode(found.bytes.clone()) else { return Ok(Lead::Here(found.bytes)) };
        match self {
            Trail::Source => follow_source(found, &text),
            Trail::Script(signpost) => signpost.follow(&found, &text),
            Trail::Document { page } if is_page(&text) => Err(FetchProblem::ShownDocument {
                page: page.clone(),
                reason: format!("{} is a page again", found.url),
                help: "open the page in a browser, and see where its document is: name that address in its place"
                    .into(),
            }),
            Trail::Document { .. } => Ok(Lead::Here(found.bytes)),
        }
    }
}

fn follow_source(found: Found<'_>, text: &str) -> Result<Lead, FetchProblem> {
    let Some(said) = is_page(text).then(|| embedded(text)).flatten() else {
        return Ok(Lead::Here(found.bytes));
    };
    // It was parsed a moment ago, as every address that is asked.
    let Ok(url) = Url::parse(found.url) else { return Ok(Lead::Here(found.bytes)) };
    let signpost = Signpost { page: found.asked.to_owned(), base: links::base(&url, text), url, said };
    match &signpost.said.carried {
        // Whoever reads the page says what is wrong with it, and where.
        Carried::Text(_) | Carried::Wrong { .. } => Ok(Lead::Here(found.bytes)),
        Carried::Url { url, .. } => signpost.to_document(found.remote, url),
        Carried::Script { url, .. } => {
            Ok(Lead::Further(signpost.next(found.remote, url)?, Trail::Script(signpost.into())))
        }
    }
}

impl Signpost {
    /// Where the script of the page leads.
    fn follow(&self, script: &Found<'_>, text: &str) -> Result<Lead, FetchProblem> {
        match self.said.by_script(text).carried {
            Carried::Text(inline) => Ok(Lead::Here(unpadded(&inline.text).into())),
            // A browser resolves what a script says from the page.
            Carried::Url { url, .. } | Carried::Script { url, .. } => self.to_document(script.remote, &url),
            Carried::Wrong { problem, .. } => {
                let problem = Problem::from(problem);
                let reason = format!("in {}, {}", script.url, problem.message());
                Err(FetchProblem::ShownDocument { page: self.page.clone(), reason, help: problem.help() })
            }
        }
    }

    fn to_document(&self, remote: &Remote, url: &str) -> Result<Lead, FetchProblem> {
        Ok(Lead::Further(self.next(remote, url)?, Trail::Document { page: self.page.clone() }))
    }

    /// The address that is asked next, by the rules of redirects.
    fn next(&self, remote: &Remote, to: &str) -> Result<String, FetchProblem> {
        let wrong = |reason: String| FetchProblem::ShownDocument {
            page: self.page.clone(),
            reason,
            help: "name the document itself as a source, in place of the page".into(),
        };
        let mut url = self
            .base
            .join(to)
            .map_err(|error| wrong(format!("`{}` is no address: {error}", redirect::shortened(to))))?;
        url.set_fragment(None);
        match redirect::refused(remote, &self.url, &url) {
            Some(why) => Err(wrong(why)),
            None => Ok(url.into()),
        }
    }
}

/// What is wrong with a document, told of the page that shows it.
pub(super) fn told(page: &str, problem: FetchProblem) -> FetchProblem {
    let problem = Problem::from(problem);
    let (reason, help) = (problem.message(), problem.help());
    FetchProblem::ShownDocument { page: page.to_owned(), reason, help }
}

/// A document without the lines and blanks that keep it in its place on a page.
fn unpadded(text: &str) -> &str {
    // White space at the start of a line says something in YAML.
    let lines = text.trim_start_matches(['\r', '\n']);
    let inside = lines.trim_start();
    if inside.starts_with(['{', '[']) { inside } else { lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Address;

    /// Where a page leads, for a source that may or may not be asked without encryption.
    fn leads(allow_http: bool, page: &str, html: &str) -> String {
        let mut remote = Remote::new(Address::Document(page.into())).expect("an address");
        remote.allow_http = allow_http;
        let found = Found { remote: &remote, asked: page, url: page, bytes: html.into() };
        match Trail::Source.follow(found) {
            Ok(Lead::Here(_)) => "here".into(),
            Ok(Lead::Further(url, trail)) => format!("{url} of {}", trail.page().unwrap_or_default()),
            Err(problem) => Problem::from(problem).message(),
        }
    }

    #[test]
    fn encryption_is_never_lost_on_the_way() {
        let page = "https://a.example/api/";
        let redoc = |url: &str| format!("<redoc spec-url='{url}'></redoc>");
        let other = "https://b.example/pets.json of https://a.example/api/";
        assert_eq!(leads(false, page, &redoc("https://b.example/pets.json")), other);
        assert_eq!(leads(false, page, &redoc("//b.example/pets.json")), other);
        let less = "https://a.example/api/ shows a document that cannot be fetched: http://b.example/pets.json is not \
                    encrypted, and the address before it is";
        let base = format!("<base href='http://b.example/'>{}", redoc("pets.json"));
        for allow_http in [false, true] {
            assert_eq!(leads(allow_http, page, &redoc("http://b.example/pets.json")), less);
            assert_eq!(leads(allow_http, page, &base), less);
        }
        let from = "http://a.example/api/";
        let plain = "http://b.example/pets.json of http://a.example/api/";
        assert_eq!(leads(true, from, &redoc("http://b.example/pets.json")), plain);
    }

    #[test]
    fn what_points_nowhere_is_what_was_looked_for() {
        for text in ["{}", "openapi: 3.0.3", "<h1>Pets</h1>", "", "\u{feff}"] {
            assert_eq!(leads(false, "https://a.example/", text), "here", "{text}");
        }
        // Nobody is asked for what only a browser finds: whoever reads the page says so.
        let computed = "<div id='swagger-ui'></div><script>SwaggerUIBundle({ url: where() })</script>";
        assert_eq!(leads(false, "https://a.example/", computed), "here");
    }
}
