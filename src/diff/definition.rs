//! Definitions of types side by side; which are new, which are gone, and which are called otherwise.

use std::collections::BTreeSet;

use super::{
    Kind, Subject, Way,
    naming::Side,
    rust::Rust,
    usage::Usage,
    walk::{Spot, Walk},
    wire::Wire,
};
use crate::api::{self, Api, Constant, Definition, Name, TypeId};

impl<'a> Walk<'a> {
    /// Compares two definitions of the same kind.
    pub(super) fn definitions(&mut self, old: &'a Definition, new: &'a Definition, spot: &Spot<'a>) {
        // What is said about a type without a name is what is said about its place.
        if !spot.said || matches!((&old.name, &new.name), (Name::Author(_), Name::Author(_))) {
            self.docs(&old.docs, &new.docs, Subject::Type, Rust::Docs, spot);
        }
        match (&old.kind, &new.kind) {
            (api::Kind::Object(old), api::Kind::Object(new)) => self.objects(old, new, spot),
            (api::Kind::Enum(old), api::Kind::Enum(new)) => self.enums(old, new, spot),
            (api::Kind::Union(old), api::Kind::Union(new)) => self.unions(old, new, spot),
            (api::Kind::Alias(old), api::Kind::Alias(new)) => self.types(old, new, spot),
            // Only what is alike is met, see `Walk::meet`.
            (api::Kind::Object(_) | api::Kind::Enum(_) | api::Kind::Union(_) | api::Kind::Alias(_), _) => {}
        }
    }

    /// Compares what types are called, and what they can do, once all are met.
    pub(super) fn names_and_uses(&mut self, old: &Usage, new: &Usage) {
        let mut renamed = (BTreeSet::new(), BTreeSet::new());
        for index in 0..self.pairs.len() {
            if self.rename(index) {
                renamed.0.insert(self.pairs[index].old);
                renamed.1.insert(self.pairs[index].new);
            }
            self.uses(index, old, new);
        }
        let before = named(self.old, old);
        let after = named(self.new, new);
        let has = |names: &[(&str, TypeId)], name: &str| names.iter().any(|(other, _)| *other == name);
        let gone: Vec<_> =
            before.iter().filter(|(name, id)| !has(&after, name) && !renamed.0.contains(id)).collect();
        let more: Vec<_> =
            after.iter().filter(|(name, id)| !has(&before, name) && !renamed.1.contains(id)).collect();
        let mut facts = Vec::new();
        for (name, id) in gone {
            let at = &self.old.types[id.0].at;
            let spot = Spot { new: None, ..Spot::new(name, way(old, *id), at, at) };
            facts.push(spot.fact(Subject::Type, Kind::Removed, Rust::TypeGone, Wire::Nothing));
        }
        for (name, id) in more {
            let at = &self.new.types[id.0].at;
            let spot = Spot { old: None, ..Spot::new(name, way(new, *id), at, at) };
            facts.push(spot.fact(Subject::Type, Kind::Added, Rust::TypeAdded, Wire::Nothing));
        }
        facts.into_iter().for_each(|fact| self.report(fact));
    }

    /// Reports a pair of types that are called differently, unless that follows from what they are part of.
    fn rename(&mut self, index: usize) -> bool {
        let pair = &self.pairs[index];
        let (old, new) =
            (self.names.key(self.old, Side::Old, pair.old), self.names.key(self.new, Side::New, pair.new));
        let (before, after) = (&self.old.types[pair.old.0], &self.new.types[pair.new.0]);
        if old == new || is_implied(&before.name, &after.name) {
            return false;
        }
        let spot = Spot {
            owner: super::walk::Owner::Pair(index),
            ..Spot::new("", Way::Both, &before.at, &after.at)
        };
        let spot = Spot { path: pair.path.clone(), ..spot };
        self.report(
            spot.fact(Subject::Type, Kind::Renamed, Rust::TypeRenamed, Wire::Nothing)
                .from(self.names.words(self.old, pair.old), self.names.words(self.new, pair.new)),
        );
        true
    }

    /// Reports a pair of types that can do more than before, or less.
    fn uses(&mut self, index: usize, old: &Usage, new: &Usage) {
        let pair = &self.pairs[index];
        let uses = |usage: &Usage, id| (usage.is_sent(id), usage.is_received(id));
        let (before, after) = (uses(old, pair.old), uses(new, pair.new));
        let kind = &self.new.types[pair.new.0].kind;
        let rust = match kind {
            api::Kind::Alias(_) => return,
            _ if before == after => return,
            api::Kind::Enum(_) | api::Kind::Union(_) if before.1 == after.1 => return,
            api::Kind::Enum(listed) if is_open_in_answers(listed) => Rust::Openness,
            api::Kind::Enum(_) | api::Kind::Union(_) if before.1 => Rust::UseGone,
            api::Kind::Object(_) if (before.0 && !after.0) || (before.1 && !after.1) => Rust::UseGone,
            api::Kind::Enum(_) | api::Kind::Union(_) | api::Kind::Object(_) => Rust::UseAdded,
        };
        let spot = Spot {
            path: pair.path.clone(),
            owner: super::walk::Owner::Pair(index),
            ..Spot::new("", Way::Both, &self.old.types[pair.old.0].at, &self.new.types[pair.new.0].at)
        };
        let (before, after) = (words(before), words(after));
        self.report(
            spot.fact(Subject::Type, Kind::Changed, rust, Wire::Nothing)
                .from(Some(before.to_owned()), Some(after.to_owned())),
        );
    }
}

/// Whether values that are not listed are kept where the enum is read.
fn is_open_in_answers(listed: &api::Enum) -> bool {
    !listed.open && !matches!(listed.values.first(), Some(Constant::Boolean(_)) | None)
}

fn words((sent, received): (bool, bool)) -> &'static str {
    match (sent, received) {
        (true, true) => "in requests and answers",
        (true, false) => "in requests",
        (false, true) => "in answers",
        (false, false) => "unused",
    }
}

/// The types that authors named and that operations lead to.
fn named<'a>(api: &'a Api, usage: &Usage) -> Vec<(&'a str, TypeId)> {
    let used = (0..api.types.len()).map(TypeId).filter(|id| usage.is_used(*id));
    let names = used.filter_map(|id| match &api.types[id.0].name {
        Name::Author(name) => Some((name.as_str(), id)),
        Name::Part(..) | Name::Operation(..) | Name::Webhook(..) | Name::Answer(..) => None,
    });
    names.collect()
}

fn way(usage: &Usage, id: TypeId) -> Way {
    match (usage.is_sent(id), usage.is_received(id)) {
        (true, true) => Way::Both,
        (true, false) => Way::Request,
        (false, _) => Way::Response,
    }
}

/// Whether two names differ only as those of the types that they are part of.
fn is_implied(old: &Name, new: &Name) -> bool {
    matches!((old, new), (Name::Part(_, old), Name::Part(_, new)) if old == new)
}
