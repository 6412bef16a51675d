//! Operations and webhooks side by side.

use super::{
    Kind, Subject, Way,
    rust::Rust,
    spell,
    usage::content_type,
    walk::{Spot, Walk},
    wire::Wire,
};
use crate::api::{Api, Name, Operation, Type, Webhook};

impl<'a> Walk<'a> {
    /// Compares all operations, those that are new last.
    pub(super) fn operations(&mut self) {
        let mut both = self.pairing.both.iter().copied().peekable();
        let mut steps = Vec::new();
        for index in 0..self.old.operations.len() {
            steps.push((index, both.next_if(|(old, _)| *old == index).map(|(_, new)| new)));
        }
        for (old, new) in steps {
            let old = &self.old.operations[old];
            match new {
                Some(new) => self.operation(old, &self.new.operations[new]),
                None => self.gone(old),
            }
            self.drain();
        }
        let new = self.new;
        for index in self.pairing.added.clone() {
            self.more(&new.operations[index]);
        }
    }

    fn gone(&mut self, operation: &'a Operation) {
        let spot = Spot::new(&spell::operation(operation), Way::Request, &operation.at, &operation.at);
        let spot = Spot { new: None, ..spot };
        let fact = spot.fact(Subject::Operation, Kind::Removed, Rust::MethodGone, Wire::Gone);
        self.report(fact.from(operation.id.clone(), None));
    }

    fn more(&mut self, operation: &'a Operation) {
        let spot = Spot::new(&spell::operation(operation), Way::Request, &operation.at, &operation.at);
        let spot = Spot { old: None, ..spot };
        let fact = spot.fact(Subject::Operation, Kind::Added, Rust::MethodAdded, Wire::New);
        self.report(fact.from(None, operation.id.clone()));
    }

    fn operation(&mut self, old: &'a Operation, new: &'a Operation) {
        let spot = Spot::new(&spell::operation(old), Way::Request, &old.at, &new.at);
        let places = (spell::operation(old), spell::operation(new));
        if old.method != new.method
            || super::pairing::without_names(&old.path) != super::pairing::without_names(&new.path)
        {
            let fact = spot.fact(Subject::Operation, Kind::Moved, Rust::Nothing, Wire::Moved);
            self.report(fact.from(Some(places.0), Some(places.1)));
        }
        if old.id != new.id {
            let fact = spot.fact(Subject::Operation, Kind::Renamed, Rust::MethodRenamed, Wire::Nothing);
            self.report(fact.from(old.id.clone(), new.id.clone()));
        }
        self.docs(&old.docs, &new.docs, Subject::Operation, Rust::Deprecated, &spot);
        self.parameters(old, new, &spot);
        self.bodies(old.body.as_ref(), new.body.as_ref(), &spot);
        self.responses(old, new, &spot);
        self.own_servers(old, new, &spot);
    }

    /// Compares what the API sends by itself.
    pub(super) fn webhooks(&mut self) {
        let (old, new) = (self.old, self.new);
        let is_it = |one: &Webhook, other: &Webhook| one.name == other.name && one.method == other.method;
        for webhook in &old.webhooks {
            match new.webhooks.iter().find(|other| is_it(other, webhook)) {
                Some(after) => self.webhook(webhook, after),
                None => {
                    let spot = Spot { new: None, ..spot(webhook, webhook) };
                    let rust = if has_own_type(old, webhook) { Rust::TypeGone } else { Rust::Docs };
                    self.report(spot.fact(Subject::Webhook, Kind::Removed, rust, Wire::Gone));
                }
            }
            self.drain();
        }
        for webhook in &new.webhooks {
            if !old.webhooks.iter().any(|other| is_it(other, webhook)) {
                let spot = Spot { old: None, ..spot(webhook, webhook) };
                let rust = if has_own_type(new, webhook) { Rust::TypeAdded } else { Rust::Docs };
                self.report(spot.fact(Subject::Webhook, Kind::Added, rust, Wire::New));
            }
        }
    }

    fn webhook(&mut self, old: &'a Webhook, new: &'a Webhook) {
        let spot = spot(old, new);
        self.docs(&old.docs, &new.docs, Subject::Webhook, Rust::Docs, &spot);
        self.bodies(old.body.as_ref(), new.body.as_ref(), &spot);
    }
}

/// Whether what a webhook sends is of a type that is named after it: those that authors named are told apart by themselves.
fn has_own_type(api: &Api, webhook: &Webhook) -> bool {
    let contents = webhook.body.iter().flat_map(|body| &body.contents).filter_map(content_type);
    contents.flat_map(Type::named).any(|id| match api.types[id.0].name {
        Name::Webhook(..) => true,
        Name::Author(_) | Name::Part(..) | Name::Operation(..) | Name::Answer(..) => false,
    })
}

fn spot<'a>(old: &'a Webhook, new: &'a Webhook) -> Spot<'a> {
    Spot::new(&format!("webhook {}", old.name), Way::Response, &old.at, &new.at)
}
