//! The elements of a page, each with its bytes, and an outline of them for CSS selectors.
//!
//! In: the text of a page. Out: [`Tree`]. An HTML parser tells no byte offsets and moves elements about
//! (`<p><p>..</p></p>` becomes three paragraphs), so the elements are nested here as the page's author
//! wrote them, and the parser gets an outline in which each element carries its number.

use std::{collections::HashMap, ops::Range};

use super::tokens::{Token, Tokens, attribute, is_void};
use crate::diagnostics::PageProblem;

/// Beyond this depth a page is refused; browsers stop at half of it.
const MOST_DEPTH: usize = 1_000;

/// Beyond this number of elements a page is refused.
const MOST_ELEMENTS: usize = 1_000_000;

/// Paragraphs inside each other: a few are how generators wrap a description, many are paragraphs left open.
const MOST_PARAGRAPHS: usize = 8;

/// The attribute of the outline that holds an element's number.
pub(super) const NUMBER: &str = "data-bindery-number";

/// An element: `<dt class="parameter">..</dt>`.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// From the start of its start tag to the end of its end tag.
    pub(super) outer: Range<usize>,
    /// What is between the two tags.
    pub(super) inner: Range<usize>,
    /// The element around it.
    pub(super) parent: Option<usize>,
    /// Its name: `dt`.
    pub(super) name: String,
}

/// The elements of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    /// The elements, in the order of their start tags.
    pub(super) elements: Vec<Element>,
    /// The page's tags alone: the same elements and attributes, with numbers and without the words.
    pub(super) outline: String,
    /// The innermost element that the end of the page cut off, where that is no matter of style.
    pub(super) cut_off: Option<Range<usize>>,
    stack: Vec<usize>,
    open: HashMap<String, usize>,
}

impl Element {
    /// Its name and its classes, as a selector has them: `td.since`.
    pub(super) fn signature(&self, page: &str) -> String {
        let tag = Tokens::new(&page[self.outer.start..self.inner.start]).next();
        let classes = match tag {
            Some((_, Token::Open { attributes, .. })) => attribute(attributes, "class").unwrap_or_default(),
            Some((_, Token::Text | Token::Close(_) | Token::Hidden)) | None => String::new(),
        };
        classes.split_whitespace().fold(self.name.clone(), |name, class| name + "." + class)
    }
}

/// The elements of `page`, or why it is refused.
pub(super) fn tree(page: &str) -> Result<Tree, PageProblem> {
    let mut tree = Tree { outline: String::from("<!DOCTYPE html>"), ..Tree::default() };
    for (span, token) in Tokens::new(page) {
        match token {
            Token::Open { name, attributes } => tree.start(&name, attributes, span)?,
            Token::Close(name) => tree.end(&name, span),
            Token::Text if !page[span].trim().is_empty() => tree.outline.push('x'),
            Token::Text | Token::Hidden => {}
        }
    }
    tree.finish(page.len());
    Ok(tree)
}

impl Tree {
    fn start(&mut self, name: &str, attributes: &str, tag: Range<usize>) -> Result<(), PageProblem> {
        self.close_implied(name, tag.start);
        if self.elements.len() >= MOST_ELEMENTS {
            return Err(PageProblem::PageTooComplex { what: "elements", most: MOST_ELEMENTS });
        }
        let number = self.elements.len();
        let inner = tag.end..tag.end;
        let parent = self.stack.last().copied();
        self.outline.push_str(&format!("<{name} {NUMBER}={number} {attributes}>"));
        self.elements.push(Element { outer: tag, inner, parent, name: name.to_owned() });
        if !is_void(name) {
            self.stack.push(number);
            *self.open.entry(name.to_owned()).or_default() += 1;
        }
        if self.stack.len() > MOST_DEPTH {
            return Err(PageProblem::PageTooComplex { what: "elements inside each other", most: MOST_DEPTH });
        }
        Ok(())
    }

    fn end(&mut self, name: &str, tag: Range<usize>) {
        self.outline.push_str(&format!("</{name}>"));
        if self.open.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(number) = self.close_last(tag.start) {
            if self.elements[number].name == name {
                self.elements[number].outer.end = tag.end;
                return;
            }
        }
    }

    /// Ends the innermost open element at `at`.
    fn close_last(&mut self, at: usize) -> Option<usize> {
        let number = self.stack.pop()?;
        let element = self.elements.get_mut(number)?;
        element.inner.end = at;
        element.outer.end = at;
        if let Some(count) = self.open.get_mut(&element.name) {
            *count = count.saturating_sub(1);
        }
        Some(number)
    }

    /// Ends what a start tag of `name` ends without an end tag: `<li>` ends the item before it.
    fn close_implied(&mut self, name: &str, at: usize) {
        let (ended, inside): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "option" => (&["option"], &["select"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "p" if self.open.get(name).is_some_and(|count| *count >= MOST_PARAGRAPHS) => (&["p"], &[]),
            "article" | "section" | "main" | "header" | "footer" | "nav" | "aside" | "h1" | "h2" | "h3"
            | "h4" | "h5" | "h6" => (&["p"], &["section", "article", "div", "td", "li", "dd"]),
            _ => return,
        };
        if ended.iter().all(|name| self.open.get(*name).is_none_or(|count| *count == 0)) {
            return;
        }
        let last = self.stack.iter().rposition(|number| {
            let name = self.elements[*number].name.as_str();
            ended.contains(&name) || inside.contains(&name)
        });
        let Some(last) = last.filter(|last| ended.contains(&self.elements[self.stack[*last]].name.as_str()))
        else {
            return;
        };
        while self.stack.len() > last {
            self.close_last(at);
        }
    }

    fn finish(&mut self, end: usize) {
        let unclosed = self.stack.iter().rev().find(|number| needs_end_tag(&self.elements[**number].name));
        self.cut_off = unclosed.map(|number| {
            let element = &self.elements[*number];
            element.outer.start..element.inner.start
        });
        while self.close_last(end).is_some() {}
    }
}

/// Whether leaving out the end tag is an error in HTML, and one that careful authors do not make.
fn needs_end_tag(name: &str) -> bool {
    matches!(name, "article" | "section" | "main" | "dl" | "ul" | "ol" | "pre" | "span" | "table")
}
