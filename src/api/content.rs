//! Bodies, and how they are written.

use serde_json::Value;

use super::{Docs, Note, QueryStyle, Type};
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
    /// What is said of how members of a form are sent, where that is not what their types say; several may be of one member.
    pub encodings: Vec<Encoding>,
    /// What must hold for its value, where its type does not say it.
    pub notes: Vec<Note>,
    /// One for illustration.
    pub example: Option<Value>,
}

impl Content {
    /// The media type without its parameters, as its author spells it: `application/json`.
    pub fn essence(&self) -> &str {
        self.media.split(';').next().unwrap_or_default().trim()
    }
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

/// How a member of a form is sent (OpenAPI 3.1.1, "Encoding Object").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The member's name as sent: `profileImage`.
    pub wire: String,
    /// What is said of it.
    pub value: Encoded,
}

/// What is said of how a member of a form is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoded {
    /// As pairs, or parts, in a style of queries: `tags=a,b`.
    Styled {
        /// How it is spelled.
        style: QueryStyle,
        /// Whether characters that have a meaning in URLs stay as they are.
        reserved: bool,
    },
    /// As JSON text of this media type: `application/json`.
    Json(String),
    /// As text of this media type: `application/sdp`.
    Text(String),
    /// As a file, whatever its type says, or one for each item of a list; of this media type unless a user has another.
    File(Option<String>),
    /// Its parts have this header: `X-Kind: offer`.
    Header {
        /// Its name.
        name: String,
        /// What it says.
        value: String,
    },
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
