//! Files and lines of all places, found in one pass over each text.

use std::{collections::HashMap, sync::Arc};

use super::super::Changes;
use crate::diagnostics::{Lines, Location, Source, visible};

/// The lines and columns of the places of differences.
pub(super) struct Places(HashMap<(*const Source, usize), (usize, usize)>);

impl Places {
    pub(super) fn of(changes: &Changes) -> Self {
        let places = changes.iter().flat_map(|change| [&change.old, &change.new]).flatten();
        let mut sorted: Vec<&Location> = places.filter(|at| at.span.is_some()).collect();
        sorted.sort_by_key(|at| (Arc::as_ptr(&at.source), start(at)));
        let mut lines = Lines::default();
        let found = sorted.into_iter().filter_map(|at| Some((key(at)?, lines.place(at)?)));
        Places(found.collect())
    }

    /// The line and the column of a place.
    pub(super) fn line_column(&self, at: &Location) -> Option<(usize, usize)> {
        self.0.get(&key(at)?).copied()
    }

    /// `pets.yaml:12`, as much of it as is known.
    pub(super) fn text(&self, at: Option<&Location>) -> Option<String> {
        let at = at?;
        let name = match at.source.name.as_str() {
            "" => return None,
            "-" => "<stdin>".to_owned(),
            name => visible(name).into_owned(),
        };
        Some(match self.line_column(at) {
            Some((line, _)) => format!("{name}:{line}"),
            None => name,
        })
    }

    /// Both places of a difference: `old.yaml:12 -> new.yaml:14`.
    pub(super) fn both(&self, old: Option<&Location>, new: Option<&Location>, arrow: &str) -> Option<String> {
        match (self.text(old), self.text(new)) {
            (Some(old), Some(new)) => Some(format!("{old} {arrow} {new}")),
            (Some(only), None) | (None, Some(only)) => Some(only),
            (None, None) => None,
        }
    }
}

fn start(at: &Location) -> usize {
    at.span.as_ref().map_or(0, |span| span.start)
}

fn key(at: &Location) -> Option<(*const Source, usize)> {
    Some((Arc::as_ptr(&at.source), at.span.as_ref()?.start))
}
