//! What an API can be asked, and what comes back.

use super::{Body, Content, Docs, Requirement, Server, Type};
use crate::diagnostics::Location;

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
    /// Where it is served, where that is not [`Api::servers`](super::Api::servers).
    pub servers: Vec<Server>,
    /// What it wants to know of who asks: one of these is enough, and nothing where there is none.
    pub security: Vec<Requirement>,
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

/// A request that the API sends by itself: `newPet`.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// What its author calls it.
    pub name: String,
    /// The method, in capitals: `POST`.
    pub method: String,
    /// Its groups.
    pub tags: Vec<String>,
    /// What is said about it.
    pub docs: Docs,
    /// What stands in its query, its headers and its cookies.
    pub parameters: Vec<Parameter>,
    /// What stands in its body.
    pub body: Option<Body>,
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
    Path(PathStyle),
    /// In the query: `?limit=3`.
    Query {
        /// How it is spelled.
        style: QueryStyle,
        /// Whether characters that have a meaning in URLs stay as they are: `a/b`, not `a%2Fb`.
        reserved: bool,
    },
    /// It is the whole query.
    QueryString(Whole),
    /// In a header, in the simple style: `X-Ids: 3,4`.
    Header(Explode),
    /// In a header, as JSON text.
    HeaderJson,
    /// In a cookie, in the form style: `session=abc`.
    Cookie(Explode),
    /// In a cookie, as JSON text.
    CookieJson,
}

/// How a value is spelled in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStyle {
    /// `3,4`
    Simple(Explode),
    /// `.3.4`
    Label(Explode),
    /// `;ids=3,4`
    Matrix(Explode),
    /// `{"from":3}`: the value as JSON text.
    Json,
}

/// How a value is spelled in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryStyle {
    /// `ids=3,4`, or `ids=3&ids=4`.
    Form(Explode),
    /// `ids=3%204`, or `ids=3&ids=4`.
    SpaceDelimited(Explode),
    /// `ids=3%094`, or `ids=3&ids=4`.
    TabDelimited(Explode),
    /// `ids=3%7C4`, or `ids=3&ids=4`.
    PipeDelimited(Explode),
    /// `range[from]=3&range[to]=4`
    DeepObject,
    /// `filter={"from":3}`: the value as JSON text.
    Json,
}

/// How a value is spelled that is a whole query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// `from=3&to=4`
    Form,
    /// `{"from":3}`, percent-encoded.
    Json,
    /// A text, percent-encoded.
    Text,
}

/// Whether each part of a list or object is a pair of its own: `ids=3&ids=4`, not `ids=3,4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explode(pub bool);

/// What may come back.
#[derive(Clone, Debug)]
pub struct Response {
    /// For which statuses.
    pub status: Status,
    /// What it says, one entry a media type; nothing where it has no body.
    pub contents: Vec<Content>,
    /// The headers that are documented.
    pub headers: Vec<Header>,
    /// What is said about it, in Markdown.
    pub description: String,
    /// Where it stands.
    pub at: Location,
}

/// A header of a response: `X-Rate-Limit: 5000`.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name as sent.
    pub wire: String,
    /// Whether it is always there.
    pub required: bool,
    /// What it is.
    pub ty: Type,
    /// Whether it is JSON text, and not in the simple style.
    pub json: bool,
    /// Whether the members of an object are `k=v`, not `k,v`.
    pub explode: Explode,
    /// What is said about it.
    pub docs: Docs,
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
