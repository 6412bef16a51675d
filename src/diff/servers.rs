//! Where the API is served: the first server is the one that a client begins with.

use super::{
    Kind, Subject, Way,
    rust::Rust,
    walk::{Owner, Spot, Walk},
    wire::Wire,
};
use crate::api::{Operation, Server};

impl<'a> Walk<'a> {
    /// Compares where all of the API is served.
    pub(super) fn servers(&mut self) {
        let nowhere = Spot {
            path: vec!["servers".to_owned()],
            owner: Owner::Way(Way::Request),
            old: None,
            new: None,
            optional: false,
            even: false,
            said: false,
        };
        self.served(&self.old.servers, &self.new.servers, &nowhere);
    }

    /// Compares where an operation is served, where that is not where the others are.
    pub(super) fn own_servers(&mut self, old: &'a Operation, new: &'a Operation, spot: &Spot<'a>) {
        self.served(&old.servers, &new.servers, &spot.step("servers"));
    }

    fn served(&mut self, old: &'a [Server], new: &'a [Server], spot: &Spot<'a>) {
        if let (Some(before), Some(after)) = (old.first(), new.first()) {
            let is_kept = new.iter().any(|server| server.url == before.url);
            if before.url != after.url {
                let wire = if is_kept { Wire::Nothing } else { Wire::Served };
                let fact = spot.fact(Subject::Server, Kind::Changed, Rust::Nothing, wire);
                self.report(fact.from(Some(before.url.clone()), Some(after.url.clone())));
            }
            self.variables(before, after, spot);
        }
        // The first ones are one that changed.
        let both = usize::from(!old.is_empty() && !new.is_empty());
        let has = |servers: &[Server], url: &str| servers.iter().any(|server| server.url == url);
        for server in old.iter().skip(both).filter(|server| !has(new, &server.url)) {
            let spot = spot.step(&server.url);
            let wire = if both == 0 { Wire::Served } else { Wire::Nothing };
            self.report(spot.fact(Subject::Server, Kind::Removed, Rust::Docs, wire));
        }
        for server in new.iter().skip(both).filter(|server| !has(old, &server.url)) {
            let spot = spot.step(&server.url);
            self.report(spot.fact(Subject::Server, Kind::Added, Rust::Docs, Wire::New));
        }
    }

    fn variables(&mut self, old: &'a Server, new: &'a Server, spot: &Spot<'a>) {
        for variable in &old.variables {
            let spot = spot.step(&variable.name);
            let Some(after) = new.variables.iter().find(|other| other.name == variable.name) else {
                self.report(spot.fact(Subject::Variable, Kind::Removed, Rust::BuilderGone, Wire::Nothing));
                continue;
            };
            if variable.default != after.default {
                let fact = spot.fact(Subject::Variable, Kind::Changed, Rust::Nothing, Wire::Default);
                self.report(fact.from(variable.default.clone(), after.default.clone()));
            }
            let list = |values: &[String]| Some(values.join(", ")).filter(|list| !list.is_empty());
            // Where no values are listed, any value is one.
            let is_within = |some: &[String], all: &[String]| {
                all.is_empty() || (!some.is_empty() && some.iter().all(|value| all.contains(value)))
            };
            let (before, now) = (&variable.values, &after.values);
            let (kind, wire) = match (is_within(before, now), is_within(now, before)) {
                (true, true) => continue,
                (true, false) => (Kind::Widened, Wire::Loosened),
                (false, true) => (Kind::Narrowed, Wire::Narrowed),
                (false, false) => (Kind::Changed, Wire::Narrowed),
            };
            self.report(
                spot.fact(Subject::Variable, kind, Rust::Nothing, wire).from(list(before), list(now)),
            );
        }
        for variable in &new.variables {
            if !old.variables.iter().any(|other| other.name == variable.name) {
                let spot = spot.step(&variable.name);
                self.report(spot.fact(Subject::Variable, Kind::Added, Rust::BuilderAdded, Wire::Nothing));
            }
        }
    }
}
