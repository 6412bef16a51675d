//! Bodies side by side, and what they hold in each media type.

use super::{
    Kind, Subject,
    partners::Partners,
    rust::Rust,
    usage::content_type,
    walk::{Spot, Walk},
    wire::Wire,
};
use crate::api::{Body, Content, Encoding, Format};

impl<'a> Walk<'a> {
    /// Compares the bodies of requests, or of what an API sends by itself.
    pub(super) fn bodies(&mut self, old: Option<&'a Body>, new: Option<&'a Body>, spot: &Spot<'a>) {
        let spot = spot.step("body");
        match (old, new) {
            (Some(old), Some(new)) => self.both_bodies(old, new, &spot.at(&old.at, &new.at)),
            (Some(body), None) => {
                let wire = Wire::Removed { required: body.required };
                self.report(spot.at_old(&body.at).fact(
                    Subject::Body,
                    Kind::Removed,
                    Rust::MethodTakes,
                    wire,
                ));
            }
            (None, Some(body)) => {
                let wire = Wire::Added { required: body.required };
                self.report(spot.at_new(&body.at).fact(Subject::Body, Kind::Added, Rust::MethodTakes, wire));
            }
            (None, None) => {}
        }
    }

    fn both_bodies(&mut self, old: &'a Body, new: &'a Body, spot: &Spot<'a>) {
        match (old.required, new.required) {
            (false, true) => {
                self.report(spot.fact(Subject::Body, Kind::Required, Rust::MethodTakes, Wire::Required));
            }
            (true, false) => {
                self.report(spot.fact(Subject::Body, Kind::Optional, Rust::MethodTakes, Wire::Optional));
            }
            (true, true) | (false, false) => {}
        }
        self.words(&old.docs, &new.docs, Subject::Body, spot);
        let best = |body: &Body| body.contents.iter().map(|content| rank(&content.format)).min();
        let rust = match best(old) == best(new) {
            true => (Rust::MethodGone, Rust::MethodAdded),
            false => (Rust::MethodTakes, Rust::MethodTakes),
        };
        self.contents(&old.contents, &new.contents, rust, spot);
    }

    /// Compares what a body holds; what a media type that is gone, or new, does to Rust callers is given.
    pub(super) fn contents(
        &mut self,
        old: &'a [Content],
        new: &'a [Content],
        (gone, more): (Rust, Rust),
        spot: &Spot<'a>,
    ) {
        let is_it = |one: &Content, other: &Content| one.essence().eq_ignore_ascii_case(other.essence());
        if let ([old], [new]) = (old, new) {
            if !is_it(old, new) {
                let rust = if are_alike(&old.format, &new.format) { Rust::Nothing } else { gone };
                let fact = spot.fact(Subject::MediaType, Kind::Changed, rust, Wire::Respelled);
                self.report(fact.from(old.essence().to_owned(), new.essence().to_owned()));
            }
            self.content(old, new, spot);
            return;
        }
        // One essence may stand there twice: `application/json`, and `application/json;stream=watch`.
        let mut partners = Partners::of(old, new);
        partners.by(|old, new| old.media.eq_ignore_ascii_case(&new.media));
        partners.by(is_it);
        for content in old {
            match partners.partner(content) {
                Some(after) => self.content(content, after, &spot.step(content.essence())),
                None => {
                    let spot = spot.step(&content.media);
                    self.report(spot.fact(Subject::MediaType, Kind::Removed, gone, Wire::Narrowed));
                }
            }
        }
        for content in &partners.more {
            let spot = spot.step(&content.media);
            // Who asks says which media types he takes.
            self.report(spot.fact(Subject::MediaType, Kind::Added, more, Wire::New));
        }
    }

    fn content(&mut self, old: &'a Content, new: &'a Content, spot: &Spot<'a>) {
        self.notes(&old.notes, &new.notes, spot);
        // That another media type is written in another way need not be said.
        if !are_alike(&old.format, &new.format) && old.essence().eq_ignore_ascii_case(new.essence()) {
            let words = |content: &Content| Some(format_word(&content.format).to_owned());
            let fact = spot.fact(Subject::MediaType, Kind::Changed, Rust::TypeChanged, Wire::Respelled);
            self.report(fact.from(words(old), words(new)));
        }
        if let (Some(old), Some(new)) = (content_type(old), content_type(new)) {
            self.types(old, new, spot);
        }
        let names = |content: &'a Content| content.encodings.iter().map(|encoding| encoding.wire.as_str());
        let mut members: Vec<&str> = names(old).chain(names(new)).collect();
        members.sort_unstable();
        members.dedup();
        for member in members {
            let of = |content: &'a Content| -> Vec<&'a Encoding> {
                content.encodings.iter().filter(|encoding| encoding.wire == member).collect()
            };
            if of(old) != of(new) {
                let spot = spot.step(member);
                self.report(spot.fact(Subject::Spelling, Kind::Changed, Rust::Nothing, Wire::Respelled));
            }
        }
    }
}

/// Whether two bodies are written in the same way.
fn are_alike(old: &Format, new: &Format) -> bool {
    match (old, new) {
        (Format::Form(_, old), Format::Form(_, new)) => old == new,
        (Format::Stream(old, _), Format::Stream(new, _)) => old == new,
        (Format::Json(_), Format::Json(_))
        | (Format::Multipart(_), Format::Multipart(_))
        | (Format::Text, Format::Text)
        | (Format::Bytes, Format::Bytes) => true,
        (
            Format::Json(_)
            | Format::Form(..)
            | Format::Multipart(_)
            | Format::Stream(..)
            | Format::Text
            | Format::Bytes,
            _,
        ) => false,
    }
}

fn format_word(format: &Format) -> &'static str {
    match format {
        Format::Json(_) => "JSON",
        Format::Form(..) => "a form",
        Format::Multipart(_) => "a form in parts",
        Format::Stream(..) => "a stream",
        Format::Text => "text",
        Format::Bytes => "bytes",
    }
}

/// The smaller, the sooner generated code sends a body in this way.
fn rank(format: &Format) -> u8 {
    match format {
        Format::Json(_) => 0,
        Format::Form(..) => 1,
        Format::Multipart(_) => 2,
        Format::Stream(..) => 3,
        Format::Text => 4,
        Format::Bytes => 5,
    }
}
