//! Types of the user's own: how they are spelled in JSON, and what `Cargo.toml` needs for them.
//!
//! In: the choices that the types of the API name. Out: an implementation of our traits for each type, once.
//! A type is what it says as text, by its `Display` and `FromStr`, unless it is one that is known to say it
//! otherwise, or serde is asked for, or the value is neither a string nor a number.

use std::collections::BTreeMap;

use super::{Shaping, answer::Kind as Said, headers};
use crate::{
    api::{Body, Format, Json, Own, Type, TypeId},
    config::{Choice, Layout, Rust},
    diagnostics::{ConfigProblem, Diagnostics, Location, Source},
    rust::{OwnType, Support},
};

/// How a type that is known is written and read: its path, as what kind of JSON, the two expressions, and what it is.
type Known = (&'static str, Json, &'static str, &'static str, &'static str);

const TIME: &str = "a date and time with an offset, as RFC 3339 spells it";
const SECONDS: &str = "a time in seconds since 1970, as an integer";

/// The types whose text is not what RFC 3339 and JSON want, or whose `FromStr` is less exact than it could be.
const KNOWN: [Known; 19] = [
    (
        "jiff::ZonedDateTime",
        Json::String,
        "out.string(&support::zoned::text(self))",
        "support::foreign::text(from, {expected}, support::zoned::read)",
        TIME,
    ),
    ("jiff::Timestamp", Json::String, DISPLAY, FROM_STR, TIME),
    (
        "jiff::Timestamp",
        Json::Number,
        "out.signed(self.as_second())",
        "support::foreign::integer(from, {expected}, |seconds| Self::from_second(seconds).ok())",
        SECONDS,
    ),
    (
        "jiff::civil::Date",
        Json::String,
        DISPLAY,
        // The time of day, which jiff would read and forget, is not to be lost.
        "support::foreign::text(from, {expected}, |text| text.parse().ok().filter(|date: &Self| date.to_string() == text))",
        "a date, as in \"2024-05-01\"",
    ),
    (
        "chrono::DateTime<chrono::FixedOffset>",
        Json::String,
        CHRONO,
        "support::foreign::text(from, {expected}, |text| Self::parse_from_rfc3339(text).ok())",
        TIME,
    ),
    (
        "chrono::DateTime<chrono::FixedOffset>",
        Json::Number,
        "out.signed(self.timestamp())",
        "support::foreign::integer(from, {expected}, |seconds| Some(chrono::DateTime::from_timestamp(seconds, 0)?.fixed_offset()))",
        SECONDS,
    ),
    (
        "chrono::DateTime<chrono::Utc>",
        Json::String,
        CHRONO,
        "support::foreign::text(from, {expected}, |text| Some(chrono::DateTime::parse_from_rfc3339(text).ok()?.to_utc()))",
        TIME,
    ),
    (
        "chrono::DateTime<chrono::Utc>",
        Json::Number,
        "out.signed(self.timestamp())",
        "support::foreign::integer(from, {expected}, |seconds| Self::from_timestamp(seconds, 0))",
        SECONDS,
    ),
    ("chrono::NaiveDate", Json::String, DISPLAY, FROM_STR, "a date, as in \"2024-05-01\""),
    (
        "chrono::NaiveDateTime",
        Json::String,
        "out.string(&self.format(\"%Y-%m-%dT%H:%M:%S%.f\").to_string())",
        FROM_STR,
        "a date and time without an offset, as in \"2024-05-01T12:30:00\"",
    ),
    ("time::OffsetDateTime", Json::String, RFC3339_TEXT, RFC3339, TIME),
    (
        "time::OffsetDateTime",
        Json::Number,
        "out.signed(self.unix_timestamp())",
        "support::foreign::integer(from, {expected}, |seconds| Self::from_unix_timestamp(seconds).ok())",
        SECONDS,
    ),
    ("time::UtcDateTime", Json::String, RFC3339_TEXT, RFC3339, TIME),
    (
        "time::UtcDateTime",
        Json::Number,
        "out.signed(self.unix_timestamp())",
        "support::foreign::integer(from, {expected}, |seconds| Self::from_unix_timestamp(seconds).ok())",
        SECONDS,
    ),
    (
        "time::Date",
        Json::String,
        DISPLAY,
        "support::foreign::text(from, {expected}, |text| Self::parse(text, &time::format_description::well_known::Iso8601::DATE).ok().filter(|date| date.to_string() == text))",
        "a date, as in \"2024-05-01\"",
    ),
    (
        "rust_decimal::Decimal",
        Json::String,
        DISPLAY,
        DECIMAL_TEXT,
        "a decimal number that 28 digits can hold",
    ),
    (
        "rust_decimal::Decimal",
        Json::Number,
        NUMBER,
        "support::foreign::number(from, {expected}, |text| Self::from_str_exact(text).or_else(|_| Self::from_scientific(text)).ok())",
        "a decimal number that 28 digits can hold",
    ),
    ("uuid::Uuid", Json::String, DISPLAY, FROM_STR, "a UUID"),
    ("url::Url", Json::String, DISPLAY, FROM_STR, "a URL"),
];

const DISPLAY: &str = "support::foreign::write_text(out, self)";
const FROM_STR: &str = "support::foreign::text(from, {expected}, |text| text.parse().ok())";
const NUMBER: &str = "support::foreign::write_number(out, self)";
const CHRONO: &str = "out.string(&self.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))";
const RFC3339: &str = "support::foreign::text(from, {expected}, |text| Self::parse(text, &time::format_description::well_known::Rfc3339).ok())";
// A year of five digits has no spelling in RFC 3339; the type's own text says at least what it is.
const RFC3339_TEXT: &str = "out.string(&self.format(&time::format_description::well_known::Rfc3339).unwrap_or_else(|_| self.to_string()))";
const DECIMAL_TEXT: &str = "support::foreign::text(from, {expected}, |text| Self::from_str_exact(text).or_else(|_| Self::from_scientific(text)).ok())";

/// What `Cargo.toml` says of the crates that are known.
const CRATES: [(&str, &str); 6] = [
    ("chrono", r#"{ version = "0.4", default-features = false, features = ["std"] }"#),
    ("jiff", r#"{ version = "1", default-features = false, features = ["std"] }"#),
    ("rust_decimal", r#"{ version = "1", default-features = false, features = ["std"] }"#),
    ("time", r#"{ version = "0.3", default-features = false, features = ["std", "formatting", "parsing"] }"#),
    ("url", r#""2""#),
    ("uuid", r#"{ version = "1", default-features = false, features = ["std"] }"#),
];

/// The crate that knows the patterns of JSON Schema; 0.10.4 is the last that compiles with Rust before 1.88.
const PATTERNS: &str = r#"regress = ">=0.10.4, <0.13""#;

/// The crate that says what a body is that is sent piece by piece.
const UPLOADS: &str = r#"http-body = "1""#;

/// The crate that says what a stream is.
const STREAMS: &str = r#"futures-core = "0.3""#;

/// The crates that everything generated can name.
const ALWAYS: [&str; 7] = ["std", "core", "alloc", "bytes", "http", "serde", "serde_json"];

/// Each of the user's types that is used: its choice, the kind of JSON, and whether answers are read into it.
pub(super) type Used<'a> = BTreeMap<&'a str, (&'a Choice, Option<Json>, bool)>;

impl<'a> Shaping<'a> {
    /// The path of a type of the user's own.
    pub(super) fn own_path(&self, own: &Own) -> &'a str {
        match &self.config.types[own.choice].rust {
            Rust::Path(path) => path,
            Rust::Format { name, .. } => name,
            Rust::Any => "serde_json::Value",
        }
    }

    /// The types of the user's own that the types, parameters, bodies and answers name.
    pub(super) fn own_types(&self) -> Used<'a> {
        let mut used = Used::new();
        for id in (0..self.api.types.len()).map(TypeId).filter(|id| self.usage.is_used(*id)) {
            let received = self.usage.is_received(id);
            for ty in self.api.types[id.0].kind.parts() {
                self.add(ty, received, &mut used);
            }
        }
        for (index, input) in &self.inputs {
            let operation = &self.api.operations[*index];
            let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
            let body = operation.body.iter().filter_map(body_type);
            let flattened = match input {
                super::plan::Input::Flattened(id) => self.api.types[id.0].kind.parts(),
                _ => Vec::new(),
            };
            for ty in parameters.chain(body).chain(flattened) {
                self.add(ty, false, &mut used);
            }
            for ty in
                headers::of(operation).into_iter().filter_map(|header| headers::read_into(self.api, header))
            {
                self.add(ty, true, &mut used);
            }
            let answers = &self.answers[index];
            for said in answers.success.kinds().into_iter().chain(answers.failure.kinds()) {
                if let Said::Json(ty) | Said::Stream(_, ty) = said {
                    self.add(ty, true, &mut used);
                }
            }
        }
        used
    }

    fn add(&self, ty: &Type, received: bool, used: &mut Used<'a>) {
        match ty {
            Type::Own(own) => {
                let choice = &self.config.types[own.choice];
                let entry = used.entry(self.own_path(own)).or_insert((choice, own.json, received));
                entry.2 |= received;
            }
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => self.add(inner, received, used),
            Type::Tuple(items) => items.iter().for_each(|item| self.add(item, received, used)),
            Type::Any
            | Type::Boolean
            | Type::Integer(_)
            | Type::Number { .. }
            | Type::String
            | Type::Base64
            | Type::Binary
            | Type::Named(_) => {}
        }
    }

    /// The crates that the user's types and the support modules need, as lines of `Cargo.toml`.
    pub(super) fn dependencies(&self, support: &Support, found: &mut Diagnostics) -> Vec<String> {
        let mut lines = BTreeMap::new();
        let stack = if support.blocking { "ureq" } else { "reqwest" };
        for (path, (choice, ..)) in self.own_types() {
            let name = path.split("::").next().unwrap_or_default();
            let known = CRATES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
            match choice.dependency.as_deref().or(known) {
                _ if ALWAYS.contains(&name) || name == stack => {}
                Some(text) => drop(lines.insert(name, format!("{name} = {text}"))),
                None if self.config.layout == Layout::Crate => {
                    let at = choice.at.clone().unwrap_or_else(|| Location::file(&Source::unnamed().into()));
                    found.report(ConfigProblem::UnknownCrate { name: name.to_owned() }, at);
                }
                None => {}
            }
        }
        let needs = |name: &str| support.optional.iter().any(|optional| optional == name);
        if needs("pattern") {
            lines.insert("regress", PATTERNS.to_owned());
        }
        if needs("upload") {
            lines.insert("http-body", UPLOADS.to_owned());
        }
        if !support.blocking && ["stream", "download", "paging"].into_iter().any(needs) {
            lines.insert("futures-core", STREAMS.to_owned());
        }
        lines.into_values().collect()
    }
}

/// How a type is written and read.
pub(super) fn shaped((path, (choice, json, decode)): (&str, (&Choice, Option<Json>, bool))) -> OwnType {
    let known = KNOWN.iter().find(|known| known.0 == path && Some(known.1) == json && !choice.serde);
    let (write, read, expected) = match (known, json) {
        (Some((_, _, write, read, expected)), _) => (*write, *read, (*expected).to_owned()),
        (None, Some(Json::String)) if !choice.serde => (DISPLAY, FROM_STR, format!("the text of a {path}")),
        (None, Some(Json::Number)) if !choice.serde => (
            NUMBER,
            "support::foreign::number(from, {expected}, |text| text.parse().ok())",
            format!("the number of a {path}"),
        ),
        _ => (
            "support::foreign::write_serde(out, self)",
            "support::foreign::serde(from, {expected})",
            format!("the JSON of a {path}"),
        ),
    };
    OwnType {
        ty: path.to_owned(),
        write: write.to_owned(),
        read: read.replace("{expected}", &format!("{expected:?}")),
        decode,
    }
}

pub(super) fn body_type(body: &Body) -> Option<&Type> {
    match &super::plan::sent(body).format {
        Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) => Some(ty),
        Format::Stream(..) | Format::Text | Format::Bytes => None,
    }
}
