//! Pages that carry a whole OpenAPI document, or show one that stands beside them.
//!
//! In: the text of a page that Redoc, Swagger UI, Scalar, RapiDoc, Stoplight Elements or ReadMe shows in a browser.
//! Out: [`Carried`], the document as text or its URL, and by [`document`] the same
//! [`Document`](crate::document::Document) that the document's own file gives. What each of them looks like stands in
//! `renderers/`, one file each.
//!
//! No script is run: `literal` reads the values that stand in them. What only a browser can work out is an error that
//! says so. Nothing is read from the network.

mod beside;
mod code;
mod elements;
mod given;
mod literal;
mod renderers;
mod script;

use std::{ops::Range, sync::Arc};

use self::elements::Page;
pub(super) use self::renderers::Renderer;
use crate::{
    diagnostics::{Diagnostics, EmbeddedProblem, Location, Source, Syntax},
    document::Origin,
    read::{Shown, files::Reach, openapi},
};

/// What a page says about its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Carried {
    /// The document itself: `const __redoc_state = {"spec": {"data": {"openapi": ..}}}`.
    Text(Inline),
    /// Its URL, as written: `<redoc spec-url="openapi.yaml">`.
    Url {
        /// The URL.
        url: String,
        /// The bytes of the page that say it.
        span: Range<usize>,
    },
    /// A script that says it: `<script src="./swagger-initializer.js">`. [`Embedded::by_script`] reads it.
    Script {
        /// The URL of the script.
        url: String,
        /// The bytes of the page that say it.
        span: Range<usize>,
    },
    /// Nothing that can be read.
    Wrong {
        /// Why not.
        problem: EmbeddedProblem,
        /// The bytes of the page that it is about.
        span: Range<usize>,
    },
}

/// A document that stands in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inline {
    /// Its text, in JSON or YAML.
    pub(crate) text: String,
    /// The bytes of the page that it was made of.
    pub(crate) span: Range<usize>,
    /// Whether each line of the text is the line of the page with the same number.
    pub(crate) has_its_lines: bool,
}

/// A document as text or its URL, and whose page it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Embedded {
    /// Who shows it in the browser.
    pub(super) renderer: Renderer,
    /// What the page says.
    pub(crate) carried: Carried,
}

/// What a page says about its document; nothing where it is the page of no renderer that is known.
pub(crate) fn embedded(html: &str) -> Option<Embedded> {
    renderers::choose(&Page::of_html(html))
}

impl Embedded {
    /// The same, of the script that a page left it to.
    pub(crate) fn by_script(&self, script: &str) -> Embedded {
        renderers::choose_among(&Page::of_script(script), &[self.renderer])
    }
}

/// The document of a page; nothing, and a report, where it cannot be read.
pub(in crate::read) fn document(
    embedded: &Embedded,
    page: &Arc<Source>,
    reach: &Reach,
    found: &mut Diagnostics,
) -> Option<Shown> {
    let renderer = embedded.renderer;
    match &embedded.carried {
        Carried::Text(inline) => inline.read(page, reach, found),
        Carried::Url { url, span } => {
            let at = Location::span(page, span.clone());
            let opened = beside::open(url, renderer, reach, &at, found)?;
            let (document, files) = openapi::read(&opened.source, &opened.reach, found)?;
            Some(Shown { document, path: Some(opened.path), files })
        }
        Carried::Script { url, span } => {
            let at = Location::span(page, span.clone());
            let opened = beside::open(url, renderer, reach, &at, found)?;
            // A browser resolves what a script says from the page.
            let said = embedded.by_script(&opened.source.text);
            let mut shown = document(&said, &opened.source, reach, found)?;
            shown.files.push(opened.path);
            Some(shown)
        }
        Carried::Wrong { problem, span } => {
            found.report(problem.clone(), Location::span(page, span.clone()));
            None
        }
    }
}

impl Inline {
    /// The document, each of whose places is a place of the page.
    fn read(&self, page: &Arc<Source>, reach: &Reach, found: &mut Diagnostics) -> Option<Shown> {
        let syntax = if self.text.trim_start().starts_with(['{', '[']) { Syntax::Json } else { Syntax::Yaml };
        let source = Arc::new(Source { name: page.name.clone(), text: self.text.clone(), syntax });
        if self.has_its_lines {
            let (document, files) = openapi::read(&source, reach, found)?;
            return Some(Shown { document, path: None, files });
        }
        let whole = Location::span(page, self.span.clone());
        let place = |at: &Location| {
            let is_other = at.source.name != page.name;
            if is_other { at.clone() } else { Location { pointer: at.pointer.clone(), ..whole.clone() } }
        };
        let mut own = Diagnostics::default();
        let read = openapi::read(&source, reach, &mut own);
        for one in own.iter() {
            found.report(one.problem.clone(), place(&one.at));
        }
        let (mut document, files) = read?;
        document.origin = match document.origin {
            Origin::Text(_) => Origin::Parts([(String::new(), whole)].into()),
            Origin::Parts(parts) => {
                Origin::Parts(parts.iter().map(|(to, at)| (to.clone(), place(at))).collect())
            }
            Origin::Pages(pieces) => Origin::Pages(pieces),
        };
        Some(Shown { document, path: None, files })
    }
}
