//! Which place names a type that its author did not name, and that may stand in several.
//!
//! In: the types that are used. Out: for each the place that it is called after: as part of a type or an answer that
//! its author named rather than of an operation, nearer to that rather than farther, in the author's order.

use std::collections::{BTreeMap, BTreeSet};

use super::{plan::Input, usage::Usage};
use crate::api::{Api, Definition, Name, TypeId};

/// The place after which each type is called.
pub(super) struct Places(Vec<Place>);

/// A place among those of a type.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Its number among them.
    index: usize,
    /// How many others are used.
    others: usize,
}

/// What was used, while places are chosen.
struct Choosing<'a> {
    api: &'a Api,
    inputs: &'a BTreeMap<usize, Input>,
    webhooks: &'a BTreeSet<usize>,
    /// Which types are used, or are the body of a request that has its members.
    live: Vec<bool>,
    places: Vec<Option<Place>>,
}

impl Places {
    pub(super) fn of(
        api: &Api,
        usage: &Usage,
        inputs: &BTreeMap<usize, Input>,
        webhooks: &BTreeSet<usize>,
    ) -> Self {
        let mut live: Vec<bool> = (0..api.types.len()).map(|id| usage.is_used(TypeId(id))).collect();
        for input in inputs.values() {
            if let Input::Flattened(id) = input {
                live[id.0] = true;
            }
        }
        let mut choosing = Choosing { api, inputs, webhooks, live, places: vec![None; api.types.len()] };
        choosing.choose(|name| matches!(name, Name::Author(_)));
        choosing.choose(|name| matches!(name, Name::Answer(..)));
        choosing.choose(|name| match name {
            Name::Author(_) | Name::Answer(..) | Name::Part(..) => false,
            Name::Operation(index, _) => inputs.contains_key(index),
            Name::Webhook(index, _) => webhooks.contains(index),
        });
        // What is left is part of something that is not used itself.
        Places(choosing.places.into_iter().map(Option::unwrap_or_default).collect())
    }

    /// The name of a type by its place.
    pub(super) fn name<'a>(&self, api: &'a Api, id: TypeId) -> &'a Name {
        names(&api.types[id.0]).nth(self.0[id.0].index).expect("the index was found among these")
    }

    /// In how many other places the same type is used.
    pub(super) fn others(&self, id: TypeId) -> usize {
        self.0[id.0].others
    }
}

fn names(definition: &Definition) -> impl Iterator<Item = &Name> {
    std::iter::once(&definition.name).chain(&definition.also)
}

impl Choosing<'_> {
    /// Chooses places that lead to certain others, the nearest first.
    fn choose(&mut self, begins: impl Fn(&Name) -> bool) {
        loop {
            let next: Vec<(usize, Place)> = (0..self.places.len())
                .filter(|id| self.places[*id].is_none() && self.live[*id])
                .filter_map(|id| Some((id, self.place(&self.api.types[id], &begins)?)))
                .collect();
            if next.is_empty() {
                return;
            }
            next.into_iter().for_each(|(id, place)| self.places[id] = Some(place));
        }
    }

    fn place(&self, definition: &Definition, begins: impl Fn(&Name) -> bool) -> Option<Place> {
        let leads = |name: &Name| match name {
            Name::Part(owner, _) => self.places[owner.0].is_some(),
            Name::Author(_) | Name::Answer(..) | Name::Operation(..) | Name::Webhook(..) => begins(name),
        };
        let index = names(definition).position(leads)?;
        let used = names(definition).filter(|name| match name {
            Name::Author(_) | Name::Answer(..) => true,
            Name::Operation(index, _) => self.inputs.contains_key(index),
            Name::Webhook(index, _) => self.webhooks.contains(index),
            Name::Part(owner, _) => self.live[owner.0],
        });
        Some(Place { index, others: used.count().saturating_sub(1) })
    }
}
