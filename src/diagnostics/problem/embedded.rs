//! Problems of pages that carry a whole document.

use super::{Severity, Text};

/// What is wrong with a page that shows an OpenAPI document by a program that runs in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EmbeddedProblem {
    /// The page is one of a program that is known, and says nowhere what its document is.
    DocumentNotFound {
        /// The program: `Swagger UI`.
        renderer: &'static str,
        /// Where it was looked for.
        looked: &'static str,
    },
    /// The document is worked out by a script.
    DocumentComputed {
        /// The program: `Swagger UI`.
        renderer: &'static str,
        /// The expression.
        found: String,
    },
    /// The document, or what it stands in, is damaged.
    DocumentBroken {
        /// The program: `Redoc`.
        renderer: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The page shows a document that is on the network.
    DocumentElsewhere {
        /// The program: `Scalar`.
        renderer: &'static str,
        /// The URL as written.
        url: String,
    },
    /// The page shows a document that stands beside it, and that cannot be read.
    DocumentUnreadable {
        /// The program: `RapiDoc`.
        renderer: &'static str,
        /// The URL as written.
        url: String,
        /// What the operating system said.
        reason: String,
    },
    /// The page shows a document outside the folders that may be read.
    DocumentOutside {
        /// The program: `RapiDoc`.
        renderer: &'static str,
        /// The URL as written.
        url: String,
        /// The folder of the file.
        folder: String,
    },
    /// The page shows more than one document.
    SeveralDocuments {
        /// How many.
        count: usize,
        /// What the first of them are called: `pets.yaml`, or `one in the page`.
        titles: Vec<String>,
    },
}

impl EmbeddedProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::Error;
        match self {
            EmbeddedProblem::DocumentNotFound { renderer, looked } => (
                "document-not-found",
                Error,
                format!("the page is one of {renderer}, and its document is not there (looked for {looked})"),
                "name the OpenAPI document that the page shows, in place of the page".into(),
            ),
            EmbeddedProblem::DocumentComputed { renderer, found } => (
                "document-computed",
                Error,
                format!("{renderer} is given its document by `{found}`, which only a browser works out"),
                "name the OpenAPI document that the page shows, in place of the page".into(),
            ),
            EmbeddedProblem::DocumentBroken { renderer, reason } => (
                "document-broken",
                Error,
                format!("what the page gives to {renderer} is damaged: {reason}"),
                "download the page again, or name the OpenAPI document itself in place of the page".into(),
            ),
            EmbeddedProblem::DocumentElsewhere { renderer, url } => (
                "document-elsewhere",
                Error,
                format!(
                    "the page of {renderer} shows the document at `{url}`, and nothing is read from the network"
                ),
                format!("download {url}, and name that file in place of the page"),
            ),
            EmbeddedProblem::DocumentUnreadable { renderer, url, reason } => (
                "document-unreadable",
                Error,
                format!("the page of {renderer} names `{url}`, which cannot be read: {reason}"),
                "download it to where the page looks for it, or name the document in place of the page"
                    .into(),
            ),
            EmbeddedProblem::DocumentOutside { renderer, url, folder } => (
                "document-outside",
                Error,
                format!(
                    "the page of {renderer} names `{url}`, which is not in the page's folder, and was not read"
                ),
                format!(
                    "allow it with --reference-dir {folder}, or with `reference-dirs` in bindery.toml, or name the \
                     document in place of the page"
                ),
            ),
            EmbeddedProblem::SeveralDocuments { count, titles } => (
                "several-documents",
                Error,
                format!(
                    "the page shows {count} documents: {}{}",
                    titles.join(", "),
                    if *count > titles.len() { ", .." } else { "" }
                ),
                "name those that you want in place of the page".into(),
            ),
        }
    }
}
