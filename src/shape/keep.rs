//! Names that stay: what has a name already keeps it, whatever else comes.
//!
//! In: `[names]` of `bindery.toml`, the names of `bindery.lock`, and where everything stands. Out: the name that a thing
//! has already, which is claimed before all new ones. A thing is known by its pointer, whose steps say what it is and
//! are no places in a list, so that no order changes it; a type or operation that moved is known by its content.
//!
//! It does not know how names are spelled.

mod content;
mod moved;
mod pointers;
mod report;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use pointers::{below, constant, parameter, status};
pub(super) use report::report;

use super::{media::Others, places::Places, usage::Usage};
use crate::{
    api::{Api, Type, TypeId},
    config::Config,
    diagnostics::Diagnostics,
    rust::Origin,
};
use content::Contents;
use moved::Moved;

/// The names that things have already, and what each type and operation stands for.
pub(super) struct Keep<'a> {
    config: &'a Config,
    pinned: BTreeMap<&'a str, &'a str>,
    contents: Contents,
    operations: Vec<Origin>,
    types: Vec<Origin>,
}

impl<'a> Keep<'a> {
    /// Finds the operations of an API; its types are found when it is known what each is called after.
    pub(super) fn of(api: &Api, others: &Others, config: &'a Config, found: &mut Diagnostics) -> Self {
        let pinned = config.names.iter().map(|rename| (rename.pointer.as_str(), rename.name.as_str()));
        let contents = Contents::of(api);
        let mut operations = pointers::operations(api, others, &contents, &config.folder());
        let places: Vec<_> = api.operations.iter().map(|operation| Some(&operation.at)).collect();
        Moved::of(&config.locked, operations.iter()).find(&mut operations, &places, found);
        Keep { pinned: pinned.collect(), contents, operations, types: Vec::new(), config }
    }

    /// Finds the types.
    pub(super) fn find_types(&mut self, api: &Api, usage: &Usage, places: &Places, found: &mut Diagnostics) {
        let named =
            |pointer: &str| self.config.locked.contains_key(pointer) || self.pinned.contains_key(pointer);
        let all = pointers::Types { api, places, operations: &self.operations, contents: &self.contents };
        let mut types = all.origins(&self.config.folder(), &named);
        let at: Vec<_> = api
            .types
            .iter()
            .enumerate()
            .map(|(id, definition)| usage.is_used(TypeId(id)).then_some(&definition.at))
            .collect();
        let present = types.iter().chain(&self.operations);
        Moved::of(&self.config.locked, present).find_types(&mut types, &all, &at, found);
        self.types = types;
    }

    /// Whether nothing has a name already.
    pub(super) fn is_empty(&self) -> bool {
        self.pinned.is_empty() && self.config.locked.is_empty()
    }

    /// What is on the wire for a type, as a short number.
    pub(super) fn content(&self, ty: &Type) -> u64 {
        self.contents.value(ty)
    }

    /// What a type stands for.
    pub(super) fn ty(&self, id: TypeId) -> &Origin {
        &self.types[id.0]
    }

    /// What an operation stands for.
    pub(super) fn operation(&self, index: usize) -> &Origin {
        &self.operations[index]
    }

    /// The name that the user has given to it.
    pub(super) fn pinned(&self, origin: &Origin) -> Option<&'a str> {
        self.pinned.get(origin.pointer.as_str()).copied()
    }

    /// The name that the lock has for it, and whether it has had it without interruption.
    pub(super) fn locked(&self, origin: &Origin, gone: bool) -> Option<&'a str> {
        let pointer = origin.was.as_deref().unwrap_or(&origin.pointer);
        let locked = self.config.locked.get(pointer).filter(|locked| locked.gone == gone)?;
        Some(&locked.name)
    }

    /// The name that it has already, whoever gave it.
    pub(super) fn known(&self, origin: &Origin) -> Option<&'a str> {
        self.pinned(origin).or_else(|| self.locked(origin, false)).or_else(|| self.locked(origin, true))
    }
}

/// Pointers that several things have.
pub(super) fn repeated<'p>(pointers: impl Iterator<Item = &'p String>) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    pointers.filter(|pointer| !known.insert(*pointer)).cloned().collect()
}
