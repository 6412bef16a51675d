//! Bodies, and how they are written.

use serde_json::Value;

use super::{Docs, Note, Type};
use crate::{config::FormStyle, diagnostics::Location};

/// What goes into the body of a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whether a request without it is refused.
    pub required: bool,
    /// What it is, one entry a media type, in the author's order; at least one.
    pub contents: Vec<Content>,
    /// What is said about it.
    pub docs: Docs,
    /// Where it stands.
    pub at: Location,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The media type as its author spells it: `application/json; charset=utf-8`.
    pub media: String,
    /// How it is written.
    pub format: Format,
    /// What must hold for its value, where its type does not say it.
    pub notes: Vec<Note>,
    /// One for illustration.
    pub example: Option<Value>,
}

/// How a body is written.
#[derive(Clone, Debug)]
pub enum Format {
    /// JSON (RFC 8259): `application/json` and `*+json`.
    Json(Type),
    /// `application/x-www-form-urlencoded` (WHATWG URL, section 5).
    Form(Type, FormStyle),
    /// `multipart/form-data` (RFC 7578).
    Multipart(Type),
    /// Any number of values, one behind the other: the type of one.
    Stream(Framing, Type),
    /// Text of any kind, XML included: `text/plain`.
    Text,
    /// Anything else: `application/pdf`.
    Bytes,
}

/// How the values of a stream are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Events (WHATWG HTML, "Server-sent events"), their data JSON: `text/event-stream`.
    Events,
    /// JSON values, each on a line: `application/x-ndjson`, `application/jsonl`, `application/stream+json`.
    Lines,
    /// JSON values, each behind a record separator (RFC 7464): `application/json-seq`.
    Records,
}
