//! The elements and scripts of a page, or a script that stands alone.

use std::ops::Range;

use crate::read::page::tokens::{self, Token, Tokens};

/// An element of a page, by its start tag: `<rapi-doc spec-url="openapi.yaml">`.
#[derive(Clone, Debug)]
pub(super) struct Element<'t> {
    /// Its name in lower case.
    pub(super) name: String,
    attributes: &'t str,
    /// The bytes of the start tag.
    pub(super) tag: Range<usize>,
    /// The bytes of its content, where that is no markup: of a script.
    pub(super) content: Range<usize>,
}

/// A page, or a script that belongs to one.
#[derive(Clone, Debug)]
pub(super) struct Page<'t> {
    /// Its text.
    pub(super) text: &'t str,
    /// Its elements, in their order.
    pub(super) elements: Vec<Element<'t>>,
    /// The bytes of its scripts.
    pub(super) scripts: Vec<Range<usize>>,
}

impl Element<'_> {
    /// The value of an attribute; nothing where it is blank.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        tokens::attribute(self.attributes, name).filter(|value| !value.trim().is_empty())
    }

    /// The URL that an attribute is.
    pub(super) fn url(&self, name: &str) -> Option<String> {
        self.attribute(name).map(|url| url.trim().to_owned())
    }

    /// Whether its `id` is this one.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.attribute("id").as_deref() == Some(id)
    }
}

impl<'t> Page<'t> {
    /// The elements and scripts of a page.
    pub(super) fn of_html(text: &'t str) -> Self {
        let mut elements: Vec<Element<'t>> = Vec::new();
        for (span, token) in Tokens::new(text) {
            match (token, elements.last_mut()) {
                (Token::Open { name, attributes }, _) => {
                    let content = span.end..span.end;
                    elements.push(Element { name: name.into_owned(), attributes, tag: span, content });
                }
                (Token::Hidden, Some(last)) if last.tag.end == span.start => last.content = span,
                (Token::Hidden | Token::Text | Token::Close(_), _) => {}
            }
        }
        let runs = elements.iter().filter(|element| element.name == "script" && is_script(element));
        let scripts = runs.map(|script| script.content.clone()).collect();
        Page { text, elements, scripts }
    }

    /// A script that stands in a file of its own.
    pub(super) fn of_script(text: &'t str) -> Self {
        Page { text, elements: Vec::new(), scripts: std::iter::once(0..text.len()).collect() }
    }

    /// The elements of a name: `redoc`.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &Element<'t>> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// The first element with an `id`.
    pub(super) fn with_id(&self, id: &str) -> Option<&Element<'t>> {
        self.elements.iter().find(|element| element.has_id(id))
    }

    /// The scripts that the page names, and the tags that do: `./swagger-initializer.js`.
    pub(super) fn script_files(&self) -> impl Iterator<Item = (String, Range<usize>)> {
        self.named("script").filter_map(|script| Some((script.url("src")?, script.tag.clone())))
    }
}

/// Whether a browser runs what stands in a script element.
fn is_script(element: &Element<'_>) -> bool {
    element.attribute("type").is_none_or(|media| {
        let media = media.to_ascii_lowercase();
        media == "module" || media.ends_with("javascript")
    })
}
