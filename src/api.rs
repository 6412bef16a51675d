//! The second model: what an API means on the wire.
//!
//! In: what `lower/` understood of a document. Out: what `shape/` turns into Rust. Types stand in one
//! vector and are addressed by [`TypeId`], so that recursion needs no pointers.
//!
//! It has no Rust names, no `$ref` and no keyword of OpenAPI or JSON Schema.

mod docs;
mod types;

use serde_json::Value;

pub use docs::{Docs, Limit, Note};
pub use types::{
    Constant, Definition, Direction, Enum, Field, Integer, Json, Kind, Name, Object, Own, Role, Step, Test,
    Type, TypeId, Union, Variant, VariantValue,
};

use crate::{config::FormStyle, diagnostics::Location};

/// All of an API.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// What it is called: `api.stripe.com`.
    pub title: String,
    /// The version of the description: `2023-08-16`.
    pub version: String,
    /// What it is for, in Markdown.
    pub description: String,
    /// Where it is served, the preferred one first: `https://api.stripe.com`.
    pub servers: Vec<String>,
    /// What it can be asked, in the author's order.
    pub operations: Vec<Operation>,
    /// The types that need a definition of their own, addressed by [`TypeId`].
    pub types: Vec<Definition>,
}

/// One request that the API answers: `POST /v1/file_links`.
#[derive(Clone, Debug)]
pub struct Operation {
    /// What its author calls it: `PostFileLinks`; nothing where it has no name.
    pub id: Option<String>,
    /// The method, in capitals: `POST`.
    pub method: String,
    /// The path, its parameters in braces: `/v1/customers/{customer}`.
    pub path: String,
    /// Its groups.
    pub tags: Vec<String>,
    /// What is said about it.
    pub docs: Docs,
    /// Where it is served, where that is not [`Api::servers`].
    pub servers: Vec<String>,
    /// What goes into the path, the query, the headers and the cookies.
    pub parameters: Vec<Parameter>,
    /// What goes into the body.
    pub body: Option<Body>,
    /// What may come back.
    pub responses: Vec<Response>,
    /// Headers that its author shows as an example, and that are never sent: `eTag`, `"23423432"`.
    pub example_headers: Vec<(String, String)>,
    /// Where it stands.
    pub at: Location,
}

/// A value outside the body of a request.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name as sent: `StartTime<`.
    pub wire: String,
    /// Where it goes, and how it is spelled there.
    pub place: Place,
    /// Whether a request without it is refused.
    pub required: bool,
    /// What it is.
    pub ty: Type,
    /// What is said about it.
    pub docs: Docs,
    /// Where it stands.
    pub at: Location,
}

/// Where a parameter goes. The styles are those of OpenAPI 3.0.3, "Style Values".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path: `/v1/customers/{customer}`.
    Path(PathStyle, Explode),
    /// In the query: `?limit=3`.
    Query(QueryStyle, Explode),
    /// In a header, in the simple style: `X-Ids: 3,4`.
    Header(Explode),
    /// In a cookie, in the form style: `session=abc`.
    Cookie(Explode),
}

/// How a value is spelled in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStyle {
    /// `3,4`
    Simple,
    /// `.3.4`
    Label,
    /// `;ids=3,4`
    Matrix,
}

/// How a value is spelled in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryStyle {
    /// `ids=3,4`, or `ids=3&ids=4`.
    Form,
    /// `ids=3%204`
    SpaceDelimited,
    /// `ids=3%7C4`
    PipeDelimited,
    /// `ids=3%094`
    TabDelimited,
    /// `range[from]=3&range[to]=4`
    DeepObject,
    /// `filter={"from":3}`: the value as JSON text.
    Json,
}

/// Whether each part of a list or object is a pair of its own: `ids=3&ids=4`, not `ids=3,4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explode(pub bool);

/// What goes into the body of a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whether a request without it is refused.
    pub required: bool,
    /// What it is.
    pub content: Content,
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
    /// Text of any kind, XML included: `text/plain`.
    Text,
    /// Anything else: `application/pdf`.
    Bytes,
}

/// What may come back.
#[derive(Clone, Debug)]
pub struct Response {
    /// For which statuses.
    pub status: Status,
    /// What it says, one entry a media type; nothing where it has no body.
    pub contents: Vec<Content>,
    /// What is said about it, in Markdown.
    pub description: String,
    /// Where it stands.
    pub at: Location,
}

/// The statuses (RFC 9110, section 15) that a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One: `200`.
    Code(u16),
    /// A class: `4XX` is `Class(4)`.
    Class(u16),
    /// Any that no other response is for: `default`.
    Default,
}
