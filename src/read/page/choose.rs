//! Which profile a page is of.
//!
//! In: a page and all profiles. Out: its [`Parts`] by the profile whose required roles all find something and
//! that claims most of the page, a user's before the built-in ones; the first where two claim alike. Where none
//! fits, the error says what the nearest one misses.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use scraper::Html;

use super::{
    parts::{Found, Parts, excerpt, line},
    profile::{Css, Profile},
    roles::Role,
    tree::{NUMBER, Tree, tree},
};
use crate::diagnostics::{PageProblem, Source};

/// What a profile finds on a page.
struct Fit<'p> {
    profile: &'p Profile,
    found: BTreeMap<Role, Vec<Found<'p>>>,
    ignored: Vec<usize>,
    /// The roles that must be there and are not.
    missing: Vec<Role>,
}

/// A page's elements for selectors, and what each selector has found already: profiles are alike.
struct Outline<'c> {
    html: Html,
    most: usize,
    known: BTreeMap<&'c str, Vec<usize>>,
}

/// The parts of a page, by the profile that it is of.
pub(super) fn choose<'p>(source: &Arc<Source>, profiles: &'p [Profile]) -> Result<Parts<'p>, PageProblem> {
    let tree = tree(&source.text)?;
    let mut outline = Outline {
        html: Html::parse_document(&tree.outline),
        most: tree.elements.len(),
        known: BTreeMap::new(),
    };
    let fits = profiles.iter().map(|profile| fit(source, &tree, profile, &mut outline));
    let mut best: Option<Fit<'p>> = None;
    for fit in fits {
        if best.as_ref().is_none_or(|best| fit.rank() > best.rank()) {
            best = Some(fit);
        }
    }
    match best {
        Some(fit) if fit.missing.is_empty() => {
            Ok(Parts::new(source, tree, fit.profile, fit.found, fit.ignored))
        }
        Some(fit) => Err(misfit(source, &tree, &fit)),
        None => Err(PageProblem::NotAnOperationPage {
            profile: String::new(),
            missing: Vec::new(),
            title: String::new(),
        }),
    }
}

impl Fit<'_> {
    /// What makes one profile better than another.
    fn rank(&self) -> (bool, bool, Reverse<usize>, usize) {
        let is_fit = self.missing.is_empty();
        let is_preferred = is_fit && !self.profile.is_built_in;
        // Only of two that fit is it the better one that knows more of what is around an operation.
        let known = if is_fit { self.ignored.len() } else { 0 };
        let claims = self.found.values().map(Vec::len).sum::<usize>() + known;
        (is_fit, is_preferred, Reverse(self.missing.len()), claims)
    }
}

/// What a profile finds on a page.
fn fit<'p>(source: &Source, tree: &Tree, profile: &'p Profile, outline: &mut Outline<'p>) -> Fit<'p> {
    let mut found: BTreeMap<Role, Vec<Found<'p>>> = BTreeMap::new();
    for selection in &profile.selections {
        let elements = outline.select(&selection.css);
        let is_part = |number: &usize| {
            let is_certain = !selection.rules.is_particular();
            is_certain || {
                let element = &tree.elements[*number];
                line(&source.text, &element.outer, &element.inner, &selection.rules).is_some()
            }
        };
        let parts = elements.into_iter().filter(is_part);
        found.entry(selection.role).or_default().extend(parts.map(|number| Found { number, selection }));
    }
    for parts in found.values_mut() {
        // An element that two places of a role claim is the first one's: the sort keeps their order.
        parts.sort_by_key(|part| part.number);
        parts.dedup_by_key(|part| part.number);
    }
    let mut ignored: Vec<usize> = profile.ignored.iter().flat_map(|css| outline.select(css)).collect();
    ignored.sort_unstable();
    ignored.dedup();
    let has = |role: Role| found.get(&role).is_some_and(|parts| !parts.is_empty());
    let is_due = |role: &Role| role.home().is_none_or(has);
    let missing = profile.required.iter().copied().filter(|role| is_due(role) && !has(*role)).collect();
    Fit { profile, found, ignored, missing }
}

/// Why no profile fits: what the nearest one misses.
fn misfit(source: &Source, tree: &Tree, fit: &Fit<'_>) -> PageProblem {
    let profile = fit.profile.name.clone();
    let missing = fit.missing.iter().map(|role| fit.profile.lack(*role)).collect();
    if fit.missing.len() < fit.profile.required.iter().filter(|role| role.home().is_none()).count() {
        return PageProblem::PageDoesNotFit { profile, missing };
    }
    let title = fit.found.get(&Role::Title).and_then(|titles| titles.first());
    let title = title.and_then(|title| {
        let element = &tree.elements[title.number];
        line(&source.text, &element.outer, &element.inner, &title.selection.rules)
    });
    PageProblem::NotAnOperationPage { profile, missing, title: excerpt(&title.unwrap_or_default()) }
}

impl<'c> Outline<'c> {
    /// The numbers of the elements that a selector finds, in the order of the page.
    fn select(&mut self, css: &'c Css) -> Vec<usize> {
        if let Some(known) = self.known.get(css.text.as_str()) {
            return known.clone();
        }
        let found = self.html.select(&css.selector);
        let numbers = found.filter_map(|element| element.value().attr(NUMBER)?.parse().ok());
        let mut numbers: Vec<usize> = numbers.filter(|number| *number < self.most).collect();
        numbers.sort_unstable();
        numbers.dedup();
        self.known.insert(&css.text, numbers.clone());
        numbers
    }
}
