//! Which operation of the new description is which of the old one.
//!
//! In: two APIs. Out: pairs, found by method and path, then by method and path with other names for the parameters, then
//! by name, and at last by content: a new path for a request that takes and gives what an old one did.

use std::collections::HashMap;

use super::same::Same;
use crate::api::{Api, Operation};

/// The operations of two APIs that belong together, by their places.
pub(super) struct Pairing {
    /// The pairs, in the order of the old ones.
    pub(super) both: Vec<(usize, usize)>,
    /// The old ones that are gone.
    pub(super) removed: Vec<usize>,
    /// The new ones that were not there.
    pub(super) added: Vec<usize>,
}

impl Pairing {
    pub(super) fn of(old: &Api, new: &Api) -> Self {
        let mut pairing = Pairing {
            both: Vec::new(),
            removed: (0..old.operations.len()).collect(),
            added: (0..new.operations.len()).collect(),
        };
        pairing.by(old, new, |operation| Some(address(operation, &operation.path)));
        pairing.by(old, new, |operation| Some(address(operation, &without_names(&operation.path))));
        pairing.by(old, new, |operation| operation.id.clone());
        pairing.by_content(old, new);
        pairing.both.sort_unstable();
        pairing
    }

    /// Pairs those whose key only one of each side has.
    fn by(&mut self, old: &Api, new: &Api, key: impl Fn(&Operation) -> Option<String>) {
        let mut keys: HashMap<String, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for index in &self.removed {
            if let Some(key) = key(&old.operations[*index]) {
                keys.entry(key).or_default().0.push(*index);
            }
        }
        for index in &self.added {
            if let Some(key) = key(&new.operations[*index]) {
                keys.entry(key).or_default().1.push(*index);
            }
        }
        for pair in keys.into_values() {
            if let ([old], [new]) = (&pair.0[..], &pair.1[..]) {
                self.pair(*old, *new);
            }
        }
    }

    /// Pairs those of one method that say and do the same.
    fn by_content(&mut self, old: &Api, new: &Api) {
        let mut same = Same::new(old, new);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for before in &self.removed {
            let operation = &old.operations[*before];
            // Without words any two requests for a list would be the same.
            let Some(words) = said(operation) else { continue };
            let alike = self.added.iter().filter(|after| {
                let other = &new.operations[**after];
                said(other) == Some(words)
                    && operation.method == other.method
                    && same.operations(operation, other)
            });
            found.extend(alike.map(|after| (*before, *after)));
        }
        for pair in &found {
            if found.iter().filter(|other| other.0 == pair.0 || other.1 == pair.1).count() == 1 {
                self.pair(pair.0, pair.1);
            }
        }
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.removed.retain(|index| *index != old);
        self.added.retain(|index| *index != new);
        self.both.push((old, new));
    }
}

fn said(operation: &Operation) -> Option<&str> {
    operation.docs.description.as_deref().or(operation.docs.summary.as_deref())
}

fn address(operation: &Operation, path: &str) -> String {
    format!("{} {path}", operation.method)
}

/// A path whose parameters have no names: `/pets/{}`.
pub(super) fn without_names(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut inside = false;
    for sign in path.chars() {
        match sign {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => continue,
            _ => {}
        }
        text.push(sign);
    }
    text
}

/// The names of the parameters in a path, in order.
pub(super) fn names_in(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}
