//! The walk over two APIs side by side: what was met, where, and in which way it goes over the wire.
//!
//! Pairs of types wait in a queue, each once: the walk never calls itself from type to type. Only at its end is it known
//! which pairs requests and answers lead to; what each difference does is decided then.

use std::collections::{HashMap, VecDeque};

use super::{
    Change, Changes, Kind, Subject, Way, changes::Origin, naming::Names, pairing::Pairing, rust::Rust,
    usage::Usage, wire::Wire,
};
use crate::{
    api::{Api, TypeId},
    diagnostics::Location,
};

/// What leads to a place: a request or an answer, or a pair of types.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    Way(Way),
    Pair(usize),
}

/// A place that both descriptions have.
#[derive(Clone)]
pub(super) struct Spot<'a> {
    pub(super) path: Vec<String>,
    pub(super) owner: Owner,
    pub(super) old: Option<&'a Location>,
    pub(super) new: Option<&'a Location>,
    /// Whether the value may be absent, so that null is read like absence.
    pub(super) optional: bool,
    /// Whether null comes or goes as what is required changes, so that the Rust type stays.
    pub(super) even: bool,
    /// Whether what is said about the value was compared with what is said about its place.
    pub(super) said: bool,
}

impl<'a> Spot<'a> {
    pub(super) fn new(path: &str, way: Way, old: &'a Location, new: &'a Location) -> Self {
        let (owner, old, new) = (Owner::Way(way), Some(old), Some(new));
        Spot { path: vec![path.to_owned()], owner, old, new, optional: false, even: false, said: false }
    }

    /// A part of this place.
    pub(super) fn step(&self, step: &str) -> Self {
        let mut path = self.path.clone();
        path.push(step.to_owned());
        Spot { path, optional: false, even: false, ..self.clone() }
    }

    /// The same with its own places.
    pub(super) fn at(self, old: &'a Location, new: &'a Location) -> Self {
        Spot { old: Some(old), new: Some(new), ..self }
    }

    /// The same, of which only the old description says where.
    pub(super) fn at_old(self, old: &'a Location) -> Self {
        Spot { old: Some(old), ..self }
    }

    /// The same, of which only the new description says where.
    pub(super) fn at_new(self, new: &'a Location) -> Self {
        Spot { new: Some(new), ..self }
    }

    /// The same in answers.
    pub(super) fn way(self, way: Way) -> Self {
        Spot { owner: Owner::Way(way), ..self }
    }

    /// A difference at this place.
    pub(super) fn fact(&self, subject: Subject, kind: Kind, rust: Rust, wire: Wire) -> Fact {
        Fact {
            kind,
            subject,
            path: self.path.clone(),
            owner: self.owner,
            before: None,
            after: None,
            old: self.old.cloned(),
            new: self.new.cloned(),
            rust,
            wire,
        }
    }
}

/// A difference before it is known what it does.
pub(super) struct Fact {
    kind: Kind,
    subject: Subject,
    path: Vec<String>,
    owner: Owner,
    before: Option<String>,
    after: Option<String>,
    old: Option<Location>,
    new: Option<Location>,
    rust: Rust,
    wire: Wire,
}

impl Fact {
    /// With what it was, and what it is.
    pub(super) fn from(self, before: impl Into<Option<String>>, after: impl Into<Option<String>>) -> Self {
        Fact { before: before.into(), after: after.into(), ..self }
    }

    fn change(self, way: Way) -> Change {
        let (rust, wire) = (self.rust.effect(way), self.wire.effect(way));
        let Fact { kind, subject, path, before, after, old, new, .. } = self;
        Change { kind, subject, path, way, before, after, old, new, rust, wire }
    }
}

/// Two types that are used at one place.
pub(super) struct Pair {
    pub(super) old: TypeId,
    pub(super) new: TypeId,
    pub(super) path: Vec<String>,
    said: bool,
    /// What leads to it.
    from: Vec<Owner>,
}

/// The walk.
pub(super) struct Walk<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    pub(super) pairing: Pairing,
    pub(super) names: Names,
    pub(super) pairs: Vec<Pair>,
    known: HashMap<(TypeId, TypeId), usize>,
    waiting: VecDeque<usize>,
    facts: Vec<Fact>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        let pairing = Pairing::of(old, new);
        let names = Names::of(&pairing);
        Walk {
            old,
            new,
            pairing,
            names,
            pairs: Vec::new(),
            known: HashMap::new(),
            waiting: VecDeque::new(),
            facts: Vec::new(),
        }
    }

    /// All differences.
    pub(super) fn changes(mut self) -> Changes {
        self.servers();
        self.schemes();
        self.operations();
        self.webhooks();
        self.security();
        let usages = (Usage::of(self.old), Usage::of(self.new));
        self.names_and_uses(&usages.0, &usages.1);
        let ways = self.ways();
        let mut changes = Vec::with_capacity(self.facts.len());
        for fact in std::mem::take(&mut self.facts) {
            let way = match fact.owner {
                Owner::Way(way) => way,
                Owner::Pair(pair) => ways[pair],
            };
            if fact.rust.concerns(way) {
                changes.push(fact.change(way));
            }
        }
        let origin = |api: &Api| Origin { title: api.title.clone(), version: api.version.clone() };
        Changes::new(origin(self.old), origin(self.new), changes)
    }

    pub(super) fn report(&mut self, fact: Fact) {
        self.facts.push(fact);
    }

    /// Notes that two types are used at a place; they are compared when their turn comes.
    pub(super) fn meet(&mut self, old: TypeId, new: TypeId, spot: &Spot<'a>) {
        let pair = *self.known.entry((old, new)).or_insert(self.pairs.len());
        if let Some(known) = self.pairs.get_mut(pair) {
            known.from.push(spot.owner);
            return;
        }
        let name =
            self.names.author(self.old, old).filter(|name| self.names.author(self.new, new) == Some(*name));
        let path = name.map_or_else(|| spot.path.clone(), |name| vec![name.to_owned()]);
        self.pairs.push(Pair { old, new, path, said: spot.said, from: vec![spot.owner] });
        self.waiting.push_back(pair);
    }

    /// Compares the types that wait, and those that they lead to.
    pub(super) fn drain(&mut self) {
        while let Some(index) = self.waiting.pop_front() {
            let pair = &self.pairs[index];
            let (old, new) = (&self.old.types[pair.old.0], &self.new.types[pair.new.0]);
            let spot = Spot {
                path: pair.path.clone(),
                owner: Owner::Pair(index),
                old: Some(&old.at),
                new: Some(&new.at),
                optional: false,
                even: false,
                said: pair.said,
            };
            self.definitions(old, new, &spot);
        }
    }

    /// In which way each pair goes over the wire: as what leads to it does.
    fn ways(&self) -> Vec<Way> {
        let mut reached = vec![(false, false); self.pairs.len()];
        let mut parts: Vec<Vec<usize>> = vec![Vec::new(); self.pairs.len()];
        let mut waiting = Vec::new();
        for (index, pair) in self.pairs.iter().enumerate() {
            for owner in &pair.from {
                match owner {
                    Owner::Way(Way::Request) => waiting.push((index, (true, false))),
                    Owner::Way(Way::Response) => waiting.push((index, (false, true))),
                    Owner::Way(Way::Both) => waiting.push((index, (true, true))),
                    Owner::Pair(above) => parts[*above].push(index),
                }
            }
        }
        while let Some((index, (sent, received))) = waiting.pop() {
            let before = reached[index];
            reached[index] = (before.0 || sent, before.1 || received);
            if reached[index] != before {
                waiting.extend(parts[index].iter().map(|part| (*part, reached[index])));
            }
        }
        let way = |(sent, received): &(bool, bool)| match (sent, received) {
            (true, true) => Way::Both,
            (true, false) => Way::Request,
            (false, _) => Way::Response,
        };
        reached.iter().map(way).collect()
    }
}
