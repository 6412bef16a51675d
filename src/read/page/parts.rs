//! Which element of a page plays which role.
//!
//! In: a page and the profile that it is of. Out: [`Parts`], asked by role and by a stretch of the page. It
//! remembers what it was asked for: the rest of the page is what nobody has read.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use super::{
    inline::inline,
    markdown::markdown,
    profile::{Origin, Profile, Prose, Rules, Selection},
    roles::Role,
    text,
    tokens::{Token, Tokens, attribute},
    tree::{Element, Tree},
};
use crate::diagnostics::{Diagnostics, Location, PageProblem, Source};

/// The parts of a page: where the method stands, where the parameters.
#[derive(Debug)]
pub(super) struct Parts<'p> {
    /// The page.
    pub(super) source: Arc<Source>,
    /// The profile that it is of.
    pub(super) profile: &'p Profile,
    /// Its elements.
    pub(super) tree: Tree,
    /// The elements that no role claims and that are fine.
    pub(super) ignored: Vec<usize>,
    found: BTreeMap<Role, Vec<Found<'p>>>,
    /// The elements that were asked for, by the role in which they were.
    used: RefCell<BTreeSet<(usize, Role)>>,
    /// Text that was read without an element of its own.
    bare: RefCell<Vec<(Role, Range<usize>)>>,
}

/// An element in a role, by its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'p> {
    /// The element.
    pub(super) number: usize,
    /// The place of the profile that found it.
    pub(super) selection: &'p Selection,
}

/// An element in a role: `<span class="requestLine">POST</span>` is the method.
#[derive(Clone, Debug)]
pub(super) struct Part<'p> {
    /// The place of the profile that found it.
    pub(super) selection: &'p Selection,
    /// From the start of its start tag to the end of its end tag.
    pub(super) outer: Range<usize>,
    /// What is between the two tags.
    pub(super) inner: Range<usize>,
    parent: Option<usize>,
}

impl<'p> Parts<'p> {
    /// The parts of a page that a profile has found, each in the order of the page.
    pub(super) fn new(
        source: &Arc<Source>,
        tree: Tree,
        profile: &'p Profile,
        found: BTreeMap<Role, Vec<Found<'p>>>,
        ignored: Vec<usize>,
    ) -> Self {
        let (used, bare) = (RefCell::default(), RefCell::default());
        Parts { source: Arc::clone(source), profile, tree, ignored, found, used, bare }
    }

    /// The parts of a role that begin in some bytes of the page, in their order.
    pub(super) fn all(&self, role: Role, within: &Range<usize>) -> impl Iterator<Item = Part<'p>> {
        let found = self.found.get(&role).map_or(&[][..], Vec::as_slice);
        let start = |found: &Found<'_>| self.tree.elements[found.number].outer.start;
        let from = found.partition_point(|found| start(found) < within.start);
        let end = within.end;
        found[from..].iter().take_while(move |found| start(found) < end).map(move |found| {
            self.used.borrow_mut().insert((found.number, role));
            self.part(found)
        })
    }

    /// An element in a role, whether it was asked for or not.
    pub(super) fn part(&self, found: &Found<'p>) -> Part<'p> {
        let Element { outer, inner, parent, .. } = self.tree.elements[found.number].clone();
        Part { selection: found.selection, outer, inner, parent }
    }

    /// The first of them.
    pub(super) fn first(&self, role: Role, within: &Range<usize>) -> Option<Part<'p>> {
        self.all(role, within).next()
    }

    /// The stretches of a role that repeats: each to its end or, where the profile says so, up to the next one
    /// or to the end of what holds them.
    pub(super) fn regions(&self, role: Role) -> Vec<Range<usize>> {
        let parts: Vec<_> = self.all(role, &self.whole()).collect();
        if !self.profile.until_next.contains(&role) {
            return parts.into_iter().map(|part| part.outer).collect();
        }
        let nexts = parts.iter().skip(1).map(|next| next.outer.start).chain([usize::MAX]);
        let end_of_parent = |part: &Part<'_>| {
            part.parent.map_or(self.source.text.len(), |parent| self.tree.elements[parent].inner.end)
        };
        parts
            .iter()
            .zip(nexts)
            .map(|(part, next)| part.outer.start..end_of_parent(part).min(next).max(part.outer.start))
            .collect()
    }

    /// Remembers that some text was read in a role, though no element holds it alone.
    pub(super) fn read_bare(&self, role: Role, bytes: Range<usize>) {
        self.bare.borrow_mut().push((role, bytes));
    }

    /// What was read, by number and role.
    pub(super) fn used(&self) -> Vec<(&Found<'p>, Role)> {
        let used = self.used.borrow();
        let found = self.found.iter().flat_map(|(role, found)| found.iter().map(|found| (found, *role)));
        found.filter(|(found, role)| used.contains(&(found.number, *role))).collect()
    }

    /// The text that was read without an element of its own.
    pub(super) fn bare(&self) -> Vec<(Role, Range<usize>)> {
        self.bare.borrow().clone()
    }

    /// The bytes of the whole page.
    pub(super) fn whole(&self) -> Range<usize> {
        0..self.source.text.len()
    }

    /// Some bytes of the page, for a diagnostic.
    pub(super) fn at(&self, span: Range<usize>) -> Location {
        Location::span(&self.source, span)
    }

    /// The words of a part as one line, as the rules of its place have them.
    pub(super) fn word(&self, part: &Part<'_>) -> String {
        line(&self.source.text, &part.outer, &part.inner, &part.selection.rules).unwrap_or_default()
    }

    /// The prose of a part, as Markdown.
    pub(super) fn prose(&self, part: &Part<'_>) -> String {
        let rules = &part.selection.rules;
        let page = &self.source.text;
        let text = match (&rules.origin, rules.prose) {
            (Origin::Content, Prose::Markdown) => markdown(page, part.inner.clone()),
            (Origin::Content, Prose::Inline) => inline(page, part.inner.clone()),
            (Origin::Content, Prose::Words) | (Origin::Attribute(_) | Origin::Value(_), _) => {
                return self.word(part);
            }
        };
        rules.refine(text).unwrap_or_default()
    }

    /// The start tag that the end of the page left open.
    pub(super) fn cut_off(&self) -> Option<Range<usize>> {
        self.tree.cut_off.clone()
    }

    /// The first part of a role that must be there, or an error that says what was looked for.
    pub(super) fn required(
        &self,
        role: Role,
        within: &Range<usize>,
        found: &mut Diagnostics,
    ) -> Option<Part<'p>> {
        let part = self.first(role, within);
        if part.is_none() {
            self.missing(role, within.clone(), found);
        }
        part
    }

    /// Reports that a part is not where it must be.
    pub(super) fn missing(&self, role: Role, bytes: Range<usize>, found: &mut Diagnostics) {
        let shown = excerpt(&text::word(&self.source.text, bytes.clone()));
        let (part, profile) = (self.profile.lack(role), self.profile.name.clone());
        found.report(PageProblem::PagePartMissing { part, profile, found: shown }, self.at(bytes));
    }

    /// Whether every part stands in a parameter or response that the profile wants in each.
    pub(super) fn is_complete(&self, home: Role, within: &Range<usize>, found: &mut Diagnostics) -> bool {
        let roles = self.profile.required.iter().filter(|role| role.home() == Some(home));
        let missing = roles.filter(|role| self.required(**role, within, found).is_none());
        missing.count() == 0
    }

    /// Reports a part that is there and makes no sense.
    pub(super) fn unreadable(&self, part: &Part<'_>, wanted: &'static str, found: &mut Diagnostics) {
        let problem = PageProblem::PagePartUnreadable {
            part: part.selection.role.name(),
            selectors: part.selection.css.text.clone(),
            found: excerpt(&self.word(part)),
            wanted,
        };
        found.report(problem, self.at(part.inner.clone()));
    }
}

/// What the rules of a place make of an element, as one line; None where it is no such part.
pub(super) fn line(page: &str, outer: &Range<usize>, inner: &Range<usize>, rules: &Rules) -> Option<String> {
    let text = match &rules.origin {
        Origin::Content => text::word(page, inner.clone()),
        Origin::Value(value) => value.clone(),
        Origin::Attribute(name) => {
            let (_, tag) = Tokens::new(&page[outer.start..inner.start]).next()?;
            let Token::Open { attributes, .. } = tag else { return None };
            attribute(attributes, name)?.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    };
    rules.refine(text)
}

/// The beginning of a text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
