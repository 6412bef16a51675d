//! What was read of a page, part by part, for whoever writes a profile.
//!
//! In: the parts of a page, once they were read. Out: a [`Fact`] for each, in the order of the page.

use std::ops::Range;

use super::{
    parts::Parts,
    roles::{Kind, Role},
    text,
};
use crate::{diagnostics::Lines, read::Fact};

/// Where an example body stands that no element holds alone.
const BEHIND_HEADERS: &str = "body-behind-headers";

/// What was read of a page.
pub(super) fn facts(parts: &Parts<'_>) -> Vec<Fact> {
    let used = parts.used().into_iter().filter(|(_, role)| role.kind() != Kind::Stretch);
    let elements = used.map(|(found, role)| {
        let part = parts.part(found);
        let words = match role.kind() {
            Kind::Prose => parts.prose(&part),
            Kind::Words | Kind::Stretch => parts.word(&part),
            Kind::Code => text::word(&parts.source.text, part.inner),
        };
        (part.outer.start, role, found.selection.css.text.clone(), words)
    });
    let bare = parts.bare().into_iter().map(|(role, bytes): (Role, Range<usize>)| {
        let words = text::word(&parts.source.text, bytes.clone());
        (bytes.start, role, BEHIND_HEADERS.to_owned(), words)
    });
    let mut rows: Vec<_> = elements.chain(bare.filter(|(.., words)| !words.is_empty())).collect();
    rows.sort_by_key(|(start, role, ..)| (*start, *role));
    let mut lines = Lines::default();
    let facts = rows.into_iter().map(|(start, role, selector, text)| {
        let (line, column) = lines.place(&parts.at(start..start)).unwrap_or((1, 1));
        let page = parts.source.name.clone();
        Fact { page, profile: parts.profile.name.clone(), line, column, role: role.key(), selector, text }
    });
    facts.collect()
}
