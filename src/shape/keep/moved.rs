//! What stands elsewhere than it did.
//!
//! In: the names of the lock whose pointers are gone, and what is there that the lock does not know. Out: for each new
//! thing the pointer that it had, where it is plain which that was: what has the same content, and of several the one
//! whose last step is the same.

use std::collections::{BTreeMap, BTreeSet};

use super::pointers::Types;
use crate::{
    api::TypeId,
    diagnostics::{Diagnostics, Location, NameProblem},
    lock::LockedName,
    rust::Origin,
};

/// The names of the lock that nothing has at present.
pub(super) struct Moved<'l> {
    lock: &'l BTreeMap<String, LockedName>,
    gone: BTreeMap<&'l str, &'l LockedName>,
}

/// What a new thing and a lost one must have in common, the surest first.
const SIGNS: [fn(&str, u64) -> Option<String>; 4] = [
    |pointer, shape| Some(format!("{} {shape}", bare(pointer))),
    |pointer, _| Some(bare(pointer).to_owned()),
    |pointer, shape| Some(format!("{} {shape}", last(pointer))),
    |_, shape| Some(shape.to_string()),
];

impl<'l> Moved<'l> {
    pub(super) fn of<'o>(
        lock: &'l BTreeMap<String, LockedName>,
        present: impl Iterator<Item = &'o Origin>,
    ) -> Self {
        let present: BTreeSet<&str> = present.map(|origin| origin.pointer.as_str()).collect();
        let gone = lock.iter().filter(|(pointer, _)| !present.contains(pointer.as_str()));
        let gone = gone.filter(|(_, locked)| locked.shape.is_some());
        Moved { lock, gone: gone.map(|(pointer, locked)| (pointer.as_str(), locked)).collect() }
    }

    /// Finds what has moved of these; those that have no place are not asked for.
    pub(super) fn find(&mut self, all: &mut [Origin], at: &[Option<&Location>], found: &mut Diagnostics) {
        self.find_some(all, at, found, |_| true);
    }

    /// The same for types: first those that stand by themselves, then what is part of those, then the others.
    pub(super) fn find_types(
        mut self,
        all: &mut [Origin],
        types: &Types<'_>,
        at: &[Option<&Location>],
        found: &mut Diagnostics,
    ) {
        if self.lock.is_empty() {
            return;
        }
        let is_part = |index: usize| types.is_part(TypeId(index));
        self.find_some(all, at, found, |index| !is_part(index));
        self.follow(all, types);
        self.find_some(all, at, found, is_part);
        self.follow(all, types);
    }

    /// What is part of something that moved has moved with it.
    fn follow(&mut self, all: &mut [Origin], types: &Types<'_>) {
        for index in 0..all.len() {
            if self.is_new(&all[index]) {
                let were = types.names(TypeId(index)).filter_map(|name| types.was(name, all));
                let was = were.filter(|was| self.lock.contains_key(was)).min();
                if let Some(was) = &was {
                    self.gone.remove(was.as_str());
                }
                all[index].was = was;
            }
        }
    }

    fn is_new(&self, origin: &Origin) -> bool {
        origin.was.is_none() && !self.lock.contains_key(&origin.pointer)
    }

    fn find_some(
        &mut self,
        all: &mut [Origin],
        at: &[Option<&Location>],
        found: &mut Diagnostics,
        is_asked: impl Fn(usize) -> bool,
    ) {
        for sign in SIGNS {
            let mut news: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (index, origin) in all.iter().enumerate() {
                let is_wanted = at[index].is_some() && is_asked(index) && self.is_new(origin);
                if let Some(sign) =
                    origin.shape.filter(|_| is_wanted).and_then(|shape| sign(&origin.pointer, shape))
                {
                    news.entry(sign).or_default().push(index);
                }
            }
            let mut losses: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for (pointer, locked) in &self.gone {
                if let Some(sign) = locked.shape.and_then(|shape| sign(pointer, shape)) {
                    losses.entry(sign).or_default().push(pointer);
                }
            }
            for (sign, news) in news {
                // Where it is not plain which was which, nothing is.
                if let ([new], Some([lost])) = (news.as_slice(), losses.get(&sign).map(Vec::as_slice)) {
                    all[*new].was = Some((*lost).to_owned());
                    let locked = self.gone.remove(lost);
                    let names = locked.zip(at[*new]);
                    if let Some((locked, at)) = names {
                        let (name, pointer) = (locked.name.clone(), (*lost).to_owned());
                        found.report(NameProblem::MovedName { name, pointer }, at.clone());
                    }
                }
            }
        }
    }
}

/// A pointer without the file before it and the content behind it.
fn bare(pointer: &str) -> &str {
    let pointer = if pointer.starts_with('/') {
        pointer
    } else {
        pointer.split_once('#').map_or(pointer, |(_, rest)| rest)
    };
    let content =
        pointer.rsplit_once('@').filter(|(_, content)| content.bytes().all(|byte| byte.is_ascii_hexdigit()));
    content.map_or(pointer, |(before, _)| before)
}

/// The last step that says anything.
fn last(pointer: &str) -> &str {
    let steps = bare(pointer).rsplit('/');
    steps.into_iter().find(|step| !["schema", "items", "values"].contains(step)).unwrap_or_default()
}
