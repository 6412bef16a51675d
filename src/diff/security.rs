//! Who asks: the ways to say it, and what operations want of them.

use std::collections::BTreeSet;

use super::{
    Kind, Subject, Way,
    rust::Rust,
    spell,
    walk::{Fact, Spot, Walk},
    wire::Wire,
};
use crate::api::{Api, Operation, Requirement, Scheme, SchemeKind};

/// The alternatives of an operation: the names of the schemes, with their scopes, that are needed together.
type Alternatives = BTreeSet<Vec<String>>;

impl<'a> Walk<'a> {
    /// Compares the ways to say who asks, by their names.
    pub(super) fn schemes(&mut self) {
        let (old, new) = (self.old, self.new);
        let (before, after) = (asked_for(old), asked_for(new));
        let begun = if before.is_empty() { Rust::BuilderBegun } else { Rust::BuilderAdded };
        for scheme in &old.schemes {
            let asked = (before.contains(&scheme.name), after.contains(&scheme.name));
            match new.schemes.iter().find(|other| other.name == scheme.name) {
                Some(after) => {
                    let more = if asked.1 { begun } else { Rust::BuilderGone };
                    if asked.0 != asked.1 {
                        let fact =
                            spot(scheme, after).fact(Subject::Scheme, Kind::Changed, more, Wire::Nothing);
                        self.report(fact.from(Some(use_word(asked.0)), Some(use_word(asked.1))));
                    }
                    self.scheme(scheme, after);
                }
                None => {
                    let spot = Spot { new: None, ..spot(scheme, scheme) };
                    // What operations ask for is said with them.
                    let rust = if asked.0 { Rust::BuilderGone } else { Rust::Nothing };
                    self.report(spot.fact(Subject::Scheme, Kind::Removed, rust, Wire::Nothing));
                }
            }
        }
        for scheme in &new.schemes {
            if !old.schemes.iter().any(|other| other.name == scheme.name) {
                let spot = Spot { old: None, ..spot(scheme, scheme) };
                let rust = if after.contains(&scheme.name) { begun } else { Rust::Nothing };
                self.report(spot.fact(Subject::Scheme, Kind::Added, rust, Wire::Nothing));
            }
        }
    }

    fn scheme(&mut self, old: &'a Scheme, new: &'a Scheme) {
        let spot = spot(old, new);
        self.docs(&old.docs, &new.docs, Subject::Scheme, Rust::Deprecated, &spot);
        if old.kind == new.kind {
            return;
        }
        let is_same_sort = std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind);
        let (rust, wire) = match (&old.kind, &new.kind) {
            (SchemeKind::Bearer { .. }, SchemeKind::Bearer { .. }) => (Rust::Docs, Wire::Nothing),
            (SchemeKind::OAuth2(before), SchemeKind::OAuth2(after)) => {
                let plain = |flow: &crate::api::Flow| {
                    (flow.grant as u8, flow.token_url.clone(), flow.authorization_url.clone())
                };
                let is_kept = before.iter().all(|flow| after.iter().any(|other| plain(other) == plain(flow)));
                (Rust::Nothing, if is_kept { Wire::Nothing } else { Wire::Served })
            }
            (
                SchemeKind::Key(..)
                | SchemeKind::Basic
                | SchemeKind::Bearer { .. }
                | SchemeKind::Http(_)
                | SchemeKind::OAuth2(_)
                | SchemeKind::OpenId(_)
                | SchemeKind::MutualTls,
                _,
            ) => (if is_same_sort { Rust::Nothing } else { Rust::BuilderGone }, Wire::Asked),
        };
        let words = |scheme: &Scheme| Some(scheme_words(&scheme.kind));
        self.report(spot.fact(Subject::Scheme, Kind::Changed, rust, wire).from(words(old), words(new)));
    }

    /// Compares what operations want of those who ask; what changed for all of them is said once.
    pub(super) fn security(&mut self) {
        let (old, new) = (self.old, self.new);
        let pairs: Vec<(&Operation, &Operation)> = self
            .pairing
            .both
            .iter()
            .map(|(before, after)| (&old.operations[*before], &new.operations[*after]))
            .collect();
        let asked = |(before, after): &(&Operation, &Operation)| {
            (alternatives(old, &before.security), alternatives(new, &after.security))
        };
        let all: BTreeSet<(Alternatives, Alternatives)> = pairs.iter().map(asked).collect();
        let shown: Vec<_> = match (all.len(), &pairs[..]) {
            (1, [first, _, ..]) => vec![(*first, "every operation".to_owned())],
            _ => pairs.iter().map(|pair| (*pair, spell::operation(pair.0))).collect(),
        };
        for ((before, after), path) in shown {
            let spot = Spot::new(&path, Way::Request, &before.at, &after.at);
            let (was, is) = asked(&(before, after));
            if let Some(fact) = requirement(&was, &is, &spot) {
                self.report(fact);
            }
        }
    }
}

/// The schemes for which the builder has a function: those that operations ask for, and that are part of a request.
fn asked_for(api: &Api) -> BTreeSet<&String> {
    let asked = api.operations.iter().flat_map(|operation| &operation.security);
    let schemes = asked.flat_map(|requirement| &requirement.0).map(|asked| &api.schemes[asked.scheme.0]);
    schemes.filter(|scheme| scheme.kind != SchemeKind::MutualTls).map(|scheme| &scheme.name).collect()
}

fn use_word(is_asked: bool) -> String {
    if is_asked { "asked for" } else { "asked for by nobody" }.to_owned()
}

/// What happened to what an operation wants to know.
fn requirement(old: &Alternatives, new: &Alternatives, spot: &Spot<'_>) -> Option<Fact> {
    if old == new {
        return None;
    }
    let is_open = |asked: &Alternatives| asked.is_empty() || asked.contains(&Vec::new());
    // Credentials that were enough are enough where each alternative of old holds one of now.
    let covers = |alternative: &Vec<String>| {
        new.iter().any(|now| now.iter().all(|credential| alternative.contains(credential)))
    };
    let is_eased = is_open(new) || (!is_open(old) && old.iter().all(covers));
    let (kind, wire) = match (old.is_empty(), new.is_empty()) {
        (true, false) if is_eased => (Kind::Added, Wire::Eased),
        (true, false) => (Kind::Added, Wire::Asked),
        (false, true) => (Kind::Removed, Wire::Eased),
        (true, true) | (false, false) if is_eased => (Kind::Widened, Wire::Eased),
        (true, true) | (false, false) if new.is_subset(old) => (Kind::Narrowed, Wire::Asked),
        (true, true) | (false, false) => (Kind::Changed, Wire::Asked),
    };
    let fact = spot.fact(Subject::Security, kind, Rust::Nothing, wire);
    Some(fact.from(Some(spelled(old)), Some(spelled(new))))
}

/// `bearer, or key and secret`
fn spelled(asked: &Alternatives) -> String {
    let words = asked.iter().map(|alternative| match alternative.is_empty() {
        true => "nothing".to_owned(),
        false => alternative.join(" and "),
    });
    let words = words.collect::<Vec<_>>().join(", or ");
    if words.is_empty() { "nothing".to_owned() } else { words }
}

fn alternatives(api: &Api, security: &[Requirement]) -> Alternatives {
    let alternative = |requirement: &Requirement| {
        let credentials = requirement.0.iter().flat_map(|credential| {
            let name = &api.schemes[credential.scheme.0].name;
            let scopes = credential.scopes.iter().map(move |scope| format!("{name} for {scope}"));
            [name.clone()].into_iter().chain(scopes)
        });
        let mut credentials: Vec<String> = credentials.collect();
        credentials.sort();
        credentials
    };
    security.iter().map(alternative).collect()
}

fn spot<'a>(old: &'a Scheme, new: &'a Scheme) -> Spot<'a> {
    Spot::new("security", Way::Request, &old.at, &new.at).step(&old.name)
}

fn scheme_words(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Key(_, name) => format!("a key called {name}"),
        SchemeKind::Basic => "a user name and a password".to_owned(),
        SchemeKind::Bearer { format: None } => "a token".to_owned(),
        SchemeKind::Bearer { format: Some(format) } => format!("a token ({format})"),
        SchemeKind::Http(scheme) => format!("the scheme {scheme}"),
        SchemeKind::OAuth2(flows) => {
            let urls: BTreeSet<&str> = flows.iter().filter_map(|flow| flow.token_url.as_deref()).collect();
            let urls = urls.into_iter().collect::<Vec<_>>().join(", ");
            format!("a token of {}", if urls.is_empty() { "OAuth 2" } else { &urls })
        }
        SchemeKind::OpenId(url) => format!("a token of {url}"),
        SchemeKind::MutualTls => "a certificate".to_owned(),
    }
}
