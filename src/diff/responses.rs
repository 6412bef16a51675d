//! Answers side by side, by their statuses, and their headers.

use super::{
    Kind, Subject, Way,
    answers::Answers,
    naming::Side,
    rust::Rust,
    spell,
    walk::{Spot, Walk},
    wire::Wire,
};
use crate::api::{Docs, Header, Operation, Response};

impl<'a> Walk<'a> {
    /// Compares what an operation may answer.
    pub(super) fn responses(&mut self, old: &'a Operation, new: &'a Operation, spot: &Spot<'a>) {
        let spot = spot.clone().way(Way::Response);
        let before = Answers::of(&self.names, self.old, Side::Old, old);
        let after = Answers::of(&self.names, self.new, Side::New, new);
        let rust = match before == after {
            true => Rust::Docs,
            false if after.extends(&before) => Rust::VariantAdded,
            false => Rust::MethodGives,
        };
        for response in &old.responses {
            let spot = spot.step(&spell::status(response.status));
            match new.responses.iter().find(|other| other.status == response.status) {
                Some(after) => {
                    let is_first_header = old.responses.iter().all(|response| response.headers.is_empty());
                    let headers = if is_first_header {
                        Rust::HeadersAdded
                    } else {
                        Rust::FieldAdded { asked: false, first: false }
                    };
                    self.response(response, after, (rust, headers), &spot.at(&response.at, &after.at));
                }
                None => {
                    let spot = spot.at_old(&response.at);
                    self.report(spot.fact(Subject::Response, Kind::Removed, rust, Wire::Gone));
                }
            }
        }
        for response in &new.responses {
            if !old.responses.iter().any(|other| other.status == response.status) {
                let spot = spot.step(&spell::status(response.status)).at_new(&response.at);
                self.report(spot.fact(Subject::Response, Kind::Added, rust, Wire::New));
            }
        }
    }

    fn response(
        &mut self,
        old: &'a Response,
        new: &'a Response,
        (rust, headers): (Rust, Rust),
        spot: &Spot<'a>,
    ) {
        let docs =
            |response: &Response| Docs { description: Some(response.description.clone()), ..Docs::default() };
        self.words(&docs(old), &docs(new), Subject::Response, spot);
        self.contents(&old.contents, &new.contents, (rust, rust), spot);
        let is_it = |one: &Header, other: &Header| one.wire.eq_ignore_ascii_case(&other.wire);
        for header in &old.headers {
            let spot = spot.step(&header.wire);
            match new.headers.iter().find(|other| is_it(other, header)) {
                Some(after) => self.header(header, after, &spot.at(&header.at, &after.at)),
                None => {
                    let spot = spot.at_old(&header.at);
                    // Nothing is decided by headers: they are read where a program asks for them.
                    let wire = Wire::Removed { required: false };
                    self.report(spot.fact(
                        Subject::Header,
                        Kind::Removed,
                        Rust::FieldGone { asked: false },
                        wire,
                    ));
                }
            }
        }
        for header in &new.headers {
            if !old.headers.iter().any(|other| is_it(other, header)) {
                let spot = spot.step(&header.wire).at_new(&header.at);
                self.report(spot.fact(
                    Subject::Header,
                    Kind::Added,
                    headers,
                    Wire::Added { required: false },
                ));
            }
        }
    }

    fn header(&mut self, old: &'a Header, new: &'a Header, spot: &Spot<'a>) {
        let spot = Spot { said: true, optional: true, ..spot.clone() };
        if old.required != new.required {
            let kind = if new.required { Kind::Required } else { Kind::Optional };
            // Every header is an `Option`.
            self.report(spot.fact(Subject::Header, kind, Rust::Nothing, Wire::Loosened));
        }
        if (old.json, old.explode) != (new.json, new.explode) {
            self.report(spot.fact(Subject::Spelling, Kind::Changed, Rust::TypeChanged, Wire::Respelled));
        }
        self.docs(&old.docs, &new.docs, Subject::Header, Rust::Docs, &spot);
        self.types(&old.ty, &new.ty, &spot);
    }
}
