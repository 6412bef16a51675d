//! Which element of a page plays which role.
//!
//! In: a page and the table of `roles.rs`. Out: [`Parts`], asked by role and by a stretch of the page.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use scraper::{Html, Selector};

use super::{
    roles::{Role, TABLE},
    text,
    tree::{Element, NUMBER, Tree, tree},
};
use crate::diagnostics::{Diagnostics, Location, PageProblem, Source};

/// The parts of a page: where the method stands, where the parameters.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    /// The page.
    pub(super) source: Arc<Source>,
    tree: Tree,
    found: BTreeMap<Role, Vec<usize>>,
}

impl Parts {
    /// Finds the parts of a page.
    pub(super) fn find(source: &Arc<Source>) -> Result<Self, PageProblem> {
        let tree = tree(&source.text)?;
        let outline = Html::parse_document(&tree.outline);
        let found = TABLE
            .iter()
            .map(|(role, selectors)| {
                let elements = selectors.iter().map(|css| select(&outline, css, tree.elements.len()));
                (*role, elements.into_iter().find(|found| !found.is_empty()).unwrap_or_default())
            })
            .collect();
        Ok(Parts { source: Arc::clone(source), tree, found })
    }

    /// The elements of a role that begin in some bytes of the page, in their order.
    pub(super) fn all(&self, role: Role, within: &Range<usize>) -> impl Iterator<Item = &Element> {
        let numbers = self.found.get(&role).map_or(&[][..], Vec::as_slice);
        let start = |number: &usize| self.tree.elements[*number].outer.start;
        let from = numbers.partition_point(|number| start(number) < within.start);
        let end = within.end;
        numbers[from..]
            .iter()
            .map(|number| &self.tree.elements[*number])
            .take_while(move |e| e.outer.start < end)
    }

    /// The first of them.
    pub(super) fn first(&self, role: Role, within: &Range<usize>) -> Option<&Element> {
        self.all(role, within).next()
    }

    /// The stretches of a role that repeats, each up to the next one or to the end of what holds them.
    pub(super) fn regions(&self, role: Role) -> Vec<Range<usize>> {
        let elements: Vec<_> = self.all(role, &self.whole()).collect();
        let nexts = elements.iter().skip(1).map(|next| next.outer.start).chain([usize::MAX]);
        let end_of_parent = |element: &Element| {
            element.parent.map_or(self.source.text.len(), |parent| self.tree.elements[parent].inner.end)
        };
        elements
            .iter()
            .zip(nexts)
            .map(|(element, next)| {
                element.outer.start..end_of_parent(element).min(next).max(element.outer.start)
            })
            .collect()
    }

    /// The bytes of the whole page.
    pub(super) fn whole(&self) -> Range<usize> {
        0..self.source.text.len()
    }

    /// Some bytes of the page, for a diagnostic.
    pub(super) fn at(&self, span: Range<usize>) -> Location {
        Location::span(&self.source, span)
    }

    /// The words of an element as one line.
    pub(super) fn word(&self, element: &Element) -> String {
        text::word(&self.source.text, element.inner.clone())
    }

    /// The start tag that the end of the page left open.
    pub(super) fn cut_off(&self) -> Option<Range<usize>> {
        self.tree.cut_off.clone()
    }

    /// The first element of a role that must be there, or an error that says what was looked for.
    pub(super) fn required(
        &self,
        role: Role,
        within: &Range<usize>,
        found: &mut Diagnostics,
    ) -> Option<&Element> {
        let part = self.first(role, within);
        if part.is_none() {
            let shown = excerpt(&text::word(&self.source.text, within.clone()));
            let problem =
                PageProblem::PagePartMissing { part: role.name(), selectors: role.selectors(), found: shown };
            found.report(problem, self.at(within.clone()));
        }
        part
    }

    /// Reports a part that is there and makes no sense.
    pub(super) fn unreadable(
        &self,
        role: Role,
        element: &Element,
        wanted: &'static str,
        found: &mut Diagnostics,
    ) {
        let problem = PageProblem::PagePartUnreadable {
            part: role.name(),
            selectors: role.selectors(),
            found: excerpt(&self.word(element)),
            wanted,
        };
        found.report(problem, self.at(element.inner.clone()));
    }
}

/// The numbers of the elements that a selector finds, in the order of the page.
fn select(outline: &Html, css: &str, most: usize) -> Vec<usize> {
    let selector = Selector::parse(css).expect("a test compiles every selector of the table");
    let numbers = outline.select(&selector).filter_map(|element| element.value().attr(NUMBER)?.parse().ok());
    let mut numbers: Vec<usize> = numbers.filter(|number| *number < most).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The beginning of a text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
