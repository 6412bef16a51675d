//! The programs that show a document in a browser, and which of them a page belongs to.

mod rapidoc;
mod readme;
mod redoc;
mod scalar;
mod stoplight;
mod swagger_ui;

use std::{collections::BTreeSet, ops::Range};

use super::{Carried, Embedded, elements::Page, given::Giver, script::Call};
use crate::diagnostics::EmbeddedProblem;

/// A program that shows a document in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Renderer {
    /// Redoc, versions 1 to 3: `<redoc spec-url="openapi.yaml">`.
    Redoc,
    /// Swagger UI, versions 3 to 5: `SwaggerUIBundle({ url: "openapi.json" })`.
    SwaggerUi,
    /// Scalar: `Scalar.createApiReference('#app', { url: 'openapi.json' })`.
    Scalar,
    /// RapiDoc: `<rapi-doc spec-url="openapi.yaml">`.
    RapiDoc,
    /// Stoplight Elements: `<elements-api apiDescriptionUrl="openapi.yaml">`.
    StoplightElements,
    /// ReadMe: `<script id="ssr-props" data-initial-props="{&quot;oasDefinition&quot;: ..}">`.
    ReadMe,
}

/// How many of a page's documents are listed, where it shows more than one.
const MOST_TITLES: usize = 10;

/// How many of the documents in one list are looked at; each may be a name that has to be looked for.
const MOST_LISTED: usize = 50;

/// All of them.
const ALL: [Renderer; 6] = [
    Renderer::Redoc,
    Renderer::SwaggerUi,
    Renderer::Scalar,
    Renderer::RapiDoc,
    Renderer::StoplightElements,
    Renderer::ReadMe,
];

/// What a page says about its document; nothing where it is the page of none of them.
pub(super) fn choose(page: &Page<'_>) -> Option<Embedded> {
    // What is drawn on a server has the descriptions in it, and these may show how pages of others are made.
    let drawn = [(Renderer::Redoc, redoc::is_drawn(page)), (Renderer::ReadMe, readme::is_on(page))];
    if let Some((renderer, _)) = drawn.into_iter().find(|(_, is_drawn)| *is_drawn) {
        return Some(choose_among(page, &[renderer]));
    }
    let here: Vec<Renderer> = ALL.into_iter().filter(|renderer| renderer.is_on(page)).collect();
    (!here.is_empty()).then(|| choose_among(page, &here))
}

/// The same, where it is known whose the page is: what several of them say, if that is one document.
pub(super) fn choose_among(page: &Page<'_>, here: &[Renderer]) -> Embedded {
    let mut found: Vec<Embedded> = Vec::new();
    for renderer in here {
        let given = renderer.given(Giver { page, renderer: *renderer });
        found.extend(given.into_iter().map(|carried| Embedded { renderer: *renderer, carried }));
    }
    found.sort_by_key(|one| one.carried.span().start);
    let (mut documents, mut wrong): (Vec<Embedded>, Vec<Embedded>) = (Vec::new(), Vec::new());
    let (mut read_to, mut urls) = (0, BTreeSet::new());
    for one in found {
        let end = one.carried.span().end;
        // A description may show how a page is made; what stands in a document is no document.
        if end <= read_to {
            continue;
        }
        let is_new = match &one.carried {
            Carried::Wrong { .. } => {
                wrong.push(one);
                continue;
            }
            Carried::Url { url, .. } | Carried::Script { url, .. } => urls.insert(url.clone()),
            Carried::Text(_) => {
                read_to = end;
                true
            }
        };
        if is_new {
            documents.push(one);
        }
    }
    if let [_, second, ..] = documents.as_slice() {
        let titles = documents.iter().take(MOST_TITLES).map(|one| one.carried.title()).collect();
        let problem = EmbeddedProblem::SeveralDocuments { count: documents.len(), titles };
        let carried = Carried::Wrong { problem, span: second.carried.span().clone() };
        return Embedded { renderer: second.renderer, carried };
    }
    documents.pop().or_else(|| wrong.into_iter().next()).unwrap_or_else(|| not_found(here))
}

fn not_found(here: &[Renderer]) -> Embedded {
    let renderer = here.first().copied().unwrap_or(Renderer::Redoc);
    let problem = EmbeddedProblem::DocumentNotFound { renderer: renderer.name(), looked: renderer.looked() };
    Embedded { renderer, carried: Carried::Wrong { problem, span: 0..0 } }
}

impl Renderer {
    /// What it calls itself.
    pub(super) fn name(self) -> &'static str {
        match self {
            Renderer::Redoc => "Redoc",
            Renderer::SwaggerUi => "Swagger UI",
            Renderer::Scalar => "Scalar",
            Renderer::RapiDoc => "RapiDoc",
            Renderer::StoplightElements => "Stoplight Elements",
            Renderer::ReadMe => "ReadMe",
        }
    }

    /// Where its document is looked for, for a message.
    fn looked(self) -> &'static str {
        match self {
            Renderer::Redoc => redoc::LOOKED,
            Renderer::SwaggerUi => swagger_ui::LOOKED,
            Renderer::Scalar => scalar::LOOKED,
            Renderer::RapiDoc => rapidoc::LOOKED,
            Renderer::StoplightElements => stoplight::LOOKED,
            Renderer::ReadMe => readme::LOOKED,
        }
    }

    /// Whether a page is one of its own.
    fn is_on(self, page: &Page<'_>) -> bool {
        match self {
            Renderer::Redoc => redoc::is_on(page),
            Renderer::SwaggerUi => swagger_ui::is_on(page),
            Renderer::Scalar => scalar::is_on(page),
            Renderer::RapiDoc => rapidoc::is_on(page),
            Renderer::StoplightElements => stoplight::is_on(page),
            Renderer::ReadMe => readme::is_on(page),
        }
    }

    /// All that a page gives to it.
    fn given(self, giver: Giver<'_>) -> Vec<Carried> {
        match self {
            Renderer::Redoc => redoc::given(giver),
            Renderer::SwaggerUi => swagger_ui::given(giver),
            Renderer::Scalar => scalar::given(giver),
            Renderer::RapiDoc => rapidoc::given(giver),
            Renderer::StoplightElements => stoplight::given(giver),
            Renderer::ReadMe => readme::given(giver),
        }
    }
}

impl Carried {
    fn span(&self) -> &Range<usize> {
        match self {
            Carried::Text(inline) => &inline.span,
            Carried::Url { span, .. } | Carried::Script { span, .. } | Carried::Wrong { span, .. } => span,
        }
    }

    fn url(&self) -> Option<&String> {
        match self {
            Carried::Url { url, .. } | Carried::Script { url, .. } => Some(url),
            Carried::Text(_) | Carried::Wrong { .. } => None,
        }
    }

    /// What it is called in a list.
    fn title(&self) -> String {
        self.url().map_or_else(|| "one in the page".to_owned(), |url| format!("`{url}`"))
    }
}

/// The URLs that elements of a name have in an attribute.
fn urls(giver: Giver<'_>, element: &str, attribute: &str) -> Vec<Carried> {
    let named = giver.page.named(element);
    let urls = named.filter_map(|element| Some((element.url(attribute)?, element.tag.clone())));
    urls.map(|(url, span)| Carried::Url { url, span }).collect()
}

/// The arguments of a call, or why they cannot be read.
fn arguments(giver: Giver<'_>, call: &Call) -> Result<Vec<super::literal::Literal>, Carried> {
    call.arguments.clone().map_err(|broken| giver.broken(&broken))
}
