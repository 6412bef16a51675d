//! All differences, in order, with the verdict.

use super::{Change, Kind, Level};
use crate::diagnostics;

/// All differences between two descriptions, the most important first.
///
/// ```
/// use bindery::{Diagnostics, diff::diff, lower::lower};
///
/// let api = lower(&[], &[], &mut Diagnostics::default());
/// assert_eq!(diff(&api, &api).verdict(), None);
/// ```
#[derive(Clone, Debug)]
pub struct Changes {
    /// What the old description says of itself.
    pub old: Origin,
    /// What the new description says of itself.
    pub new: Origin,
    list: Vec<Change>,
}

/// What a description says of itself: `Pets`, `1.2.0`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// What the API is called.
    pub title: String,
    /// The version of the description.
    pub version: String,
}

impl Changes {
    pub(super) fn new(old: Origin, new: Origin, mut list: Vec<Change>) -> Self {
        // A stable sort: of one rank, what stands first in the descriptions comes first.
        list.sort_by_key(rank);
        diagnostics::resolve(list.iter_mut().flat_map(|change| [&mut change.old, &mut change.new]).flatten());
        Changes { old, new, list }
    }

    /// The differences: what breaks on the wire, what breaks Rust callers only, what is new, and the rest.
    pub fn iter(&self) -> impl Iterator<Item = &Change> {
        self.list.iter()
    }

    /// Whether the descriptions say the same.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The highest level of all; nothing where there are none.
    pub fn verdict(&self) -> Option<Level> {
        self.list.iter().map(Change::level).max()
    }

    /// The highest level of what is done to Rust callers.
    pub fn rust(&self) -> Option<Level> {
        self.list.iter().map(|change| change.rust.level).max()
    }

    /// The highest level of what is done on the wire.
    pub fn wire(&self) -> Option<Level> {
        self.list.iter().map(|change| change.wire.level).max()
    }

    /// Gives the files of the old description other names: those of a revision are read from elsewhere.
    pub fn rename_old(&mut self, name: &dyn Fn(&str) -> Option<String>) {
        diagnostics::rename(self.list.iter_mut().filter_map(|change| change.old.as_mut()), name);
    }

    /// Gives the files of the new description other names.
    pub fn rename_new(&mut self, name: &dyn Fn(&str) -> Option<String>) {
        diagnostics::rename(self.list.iter_mut().filter_map(|change| change.new.as_mut()), name);
    }
}

/// Groups of differences, in the order in which they matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Group {
    /// What breaks those who use the API, in whatever language.
    Wire,
    /// What breaks Rust callers only.
    Rust,
    /// What is new.
    Minor,
    /// What is otherwise to be known.
    Patch,
    /// Other words.
    Words,
}

impl Group {
    pub(super) fn of(change: &Change) -> Self {
        match (change.wire.level, change.rust.level) {
            (Level::Major, _) => Group::Wire,
            (_, Level::Major) => Group::Rust,
            (Level::Minor, _) | (_, Level::Minor) => Group::Minor,
            (Level::Patch, Level::Patch) if change.kind == Kind::Reworded => Group::Words,
            (Level::Patch, Level::Patch) => Group::Patch,
        }
    }
}

fn rank(change: &Change) -> Group {
    Group::of(change)
}
