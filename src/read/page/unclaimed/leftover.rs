//! What patterns leave over of an element: `deprecated` of `int, required, deprecated`.

use std::collections::BTreeMap;

use crate::read::page::{parts::Parts, profile::Origin, roles::Kind, text};

/// The words of elements that are read by patterns only, and that none of these match.
pub(super) fn leftovers(parts: &Parts<'_>) -> BTreeMap<usize, String> {
    let mut covers: BTreeMap<usize, Option<Vec<bool>>> = BTreeMap::new();
    for (found, role) in parts.used() {
        let rules = &found.selection.rules;
        if role.kind() == Kind::Stretch || rules.origin != Origin::Content {
            continue;
        }
        let inner = parts.tree.elements[found.number].inner.clone();
        let words = text::word(&parts.source.text, inner);
        let cover = covers.entry(found.number).or_insert_with(|| Some(vec![false; words.len()]));
        match (rules.matched(&words), cover.as_mut()) {
            (Some(left), Some(cover)) => {
                for (byte, is_covered) in cover.iter_mut().enumerate() {
                    *is_covered |= left.contains(&byte);
                }
            }
            // A role that wants all of the text leaves nothing over for the others.
            (None, _) | (_, None) => *cover = None,
        }
    }
    let left = covers.into_iter().filter_map(|(number, cover)| {
        let inner = parts.tree.elements[number].inner.clone();
        let words = text::word(&parts.source.text, inner);
        let cover = cover?;
        let letters = words.char_indices().map(|(byte, letter)| if cover[byte] { ' ' } else { letter });
        let left = letters.collect::<String>();
        let left = left.split_whitespace().collect::<Vec<_>>().join(" ");
        let left = left.trim_matches(|letter: char| !letter.is_alphanumeric());
        (!left.is_empty()).then(|| (number, left.to_owned()))
    });
    left.collect()
}
