//! What is said about a thing, beside what it is: limits, defaults, words, and whether it should be used.

use super::{
    Kind, Subject, limits,
    rust::Rust,
    walk::{Spot, Walk},
    wire::Wire,
};
use crate::api::{Docs, Note};

impl Walk<'_> {
    /// Compares what is said about two things of this kind.
    pub(super) fn docs(&mut self, old: &Docs, new: &Docs, subject: Subject, warned: Rust, spot: &Spot<'_>) {
        match (old.deprecated, new.deprecated) {
            (false, true) => self.report(spot.fact(subject, Kind::Deprecated, warned, Wire::Nothing)),
            (true, false) => self.report(spot.fact(subject, Kind::Restored, Rust::Docs, Wire::Nothing)),
            (true, true) | (false, false) => {}
        }
        self.notes(&old.notes, &new.notes, spot);
        self.words(old, new, subject, spot);
    }

    /// Compares the words alone.
    pub(super) fn words(&mut self, old: &Docs, new: &Docs, subject: Subject, spot: &Spot<'_>) {
        let words = |docs: &Docs| [folded(&docs.title), folded(&docs.summary), folded(&docs.description)];
        if words(old) != words(new) || links(old) != links(new) {
            self.report(spot.fact(subject, Kind::Reworded, Rust::Docs, Wire::Nothing));
        }
    }

    /// Compares what must hold for a value, and what is assumed where it is absent.
    pub(super) fn notes(&mut self, old: &[Note], new: &[Note], spot: &Spot<'_>) {
        for limits::Difference { kind, steps, before, after } in limits::differences(old, new) {
            let wire = match kind {
                Kind::Narrowed => Wire::Narrowed,
                Kind::Widened => Wire::Loosened,
                // Only a format that comes or goes is changed and has one side.
                Kind::Changed if before.is_none() || after.is_none() => Wire::Hinted,
                Kind::Added
                | Kind::Removed
                | Kind::Renamed
                | Kind::Moved
                | Kind::Required
                | Kind::Optional
                | Kind::Deprecated
                | Kind::Restored
                | Kind::Reordered
                | Kind::Changed
                | Kind::Reworded => Wire::Changed,
            };
            let spot = steps.iter().fold(spot.clone(), |spot, step| spot.step(step));
            self.report(spot.fact(Subject::Constraint, kind, Rust::Nothing, wire).from(before, after));
        }
        let default = |notes: &[Note]| {
            notes.iter().find_map(|note| match note {
                Note::Default(value) => Some(super::spell::value(value)),
                Note::Format(_)
                | Note::Limit(..)
                | Note::Values(_)
                | Note::Names(_)
                | Note::Example(_)
                | Note::Link { .. }
                | Note::Item(_)
                | Note::Value(_) => None,
            })
        };
        let (before, after) = (default(old), default(new));
        let kind = match (&before, &after) {
            (None, Some(_)) => Kind::Added,
            (Some(_), None) => Kind::Removed,
            (Some(before), Some(after)) if before != after => Kind::Changed,
            (Some(_), Some(_)) | (None, None) => return,
        };
        self.report(spot.fact(Subject::Default, kind, Rust::Docs, Wire::Default).from(before, after));
    }
}

/// A text without what readers do not see: where its lines end.
fn folded(text: &Option<String>) -> Option<String> {
    text.as_deref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn links(docs: &Docs) -> Vec<&Note> {
    docs.notes.iter().filter(|note| matches!(note, Note::Link { .. })).collect()
}
