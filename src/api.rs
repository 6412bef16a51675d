//! The second model: what an API means on the wire.
//!
//! In: what `lower/` understood of a document. Out: what `shape/` turns into Rust. Types stand in one
//! vector and are addressed by [`TypeId`], so that recursion needs no pointers.
//!
//! It has no Rust names, no `$ref` and no keyword of OpenAPI or JSON Schema.

use serde_json::Value;

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

/// The place of a [`Definition`] in [`Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeId(pub usize);

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

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON.
    Any,
    /// `true`
    Boolean,
    /// `42`
    Integer(Integer),
    /// `0.5`; the flag says that its author asked for single precision.
    Number {
        /// `format: float`.
        single: bool,
    },
    /// `"text"`
    String,
    /// The bytes of a file, sent as they are.
    Binary,
    /// `[3, 4]`
    Array(Box<Type>),
    /// `{"a": 3, "b": 4}`
    Map(Box<Type>),
    /// `null`, or the other.
    Nullable(Box<Type>),
    /// A type with a definition.
    Named(TypeId),
}

/// The range of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integer {
    /// `format: int8`
    I8,
    /// `format: int16`
    I16,
    /// `format: int32`
    I32,
    /// `format: int64`, and where no format is given: an id of more than 31 bits must survive.
    I64,
    /// `format: uint8`
    U8,
    /// `format: uint16`
    U16,
    /// `format: uint32`
    U32,
    /// `format: uint64`
    U64,
}

/// A type that has a name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Who named it, and how.
    pub name: Name,
    /// What it is.
    pub kind: Kind,
    /// What is said about it.
    pub docs: Docs,
    /// Where it stands.
    pub at: Location,
}

/// Where the name of a type comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// Its author gave it: `file_link`.
    Author(String),
    /// It is part of another type.
    Part(TypeId, Role),
    /// It is part of an operation.
    Operation(usize, Role),
}

/// What a nameless type is to the type or operation that it is part of, as the steps that lead to it:
/// the items of the member `tools` are `[Member("tools"), Item]`.
pub type Role = Vec<Step>;

/// A step from a type or operation to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the member, or the parameter, of this name.
    Member(String),
    /// To a variant, by the words that name it best.
    Variant(String),
    /// From a list to its items.
    Item,
    /// From a map to its values.
    Value,
    /// From an operation to the body of its request.
    Body,
    /// From an operation to its answer with this status: `200`.
    Response(String),
}

/// What a named type is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `{"file": "file_123", "expires_at": 1735689600}`
    Object(Object),
    /// `"open"` or `"closed"`
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// A type with members.
#[derive(Clone, Debug)]
pub struct Object {
    /// The members that its author lists.
    pub fields: Vec<Field>,
    /// What the members are that its author does not list, where it says so.
    pub additional: Option<Type>,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name as sent: `expires_at`.
    pub wire: String,
    /// Whether it must be there.
    pub required: bool,
    /// What it is.
    pub ty: Type,
    /// What is said about it.
    pub docs: Docs,
    /// Where it stands.
    pub at: Location,
}

/// A type of a few values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its values, each once, in the author's order.
    pub values: Vec<Constant>,
    /// Whether its author says that there are others: any string, of which these are known.
    pub open: bool,
}

/// A value that is written as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constant {
    /// `"open"`
    String(String),
    /// `3`
    Integer(i64),
    /// `true`
    Boolean(bool),
}

/// A type that is one of several.
#[derive(Clone, Debug)]
pub struct Union {
    /// What it may be, in the author's order.
    pub variants: Vec<Variant>,
}

/// One of the types of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The words that name it best, where its author gave any: a title, the name of its type.
    pub name: Option<String>,
    /// What it is.
    pub value: VariantValue,
    /// How an answer shows that it is this one.
    pub test: Test,
    /// What is said about it.
    pub docs: Docs,
}

/// What a variant is.
#[derive(Clone, Debug)]
pub enum VariantValue {
    /// One value only: `""`, `"now"`.
    Constant(Constant),
    /// Any value of a type.
    Type(Type),
}

/// How an answer shows which variant of a union it is, the surest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// A member of the object has one of these values: `"type": "card"`.
    Tag {
        /// The member.
        member: String,
        /// Its values for this variant.
        values: Vec<String>,
    },
    /// No other variant is of this kind of JSON.
    Json(Vec<Json>),
    /// It is of this kind of JSON, and an object with all of these members, which no other variant requires together.
    Members(Vec<String>),
    /// It can only be tried.
    Trial,
}

/// The kinds of JSON values (RFC 8259, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Json {
    /// `null`
    Null,
    /// `true`
    Boolean,
    /// `0.5`
    Number,
    /// `"text"`
    String,
    /// `[3, 4]`
    Array,
    /// `{"a": 3}`
    Object,
}

/// What an author says about something, beside what it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// A short name.
    pub title: Option<String>,
    /// One line.
    pub summary: Option<String>,
    /// All of it, in Markdown.
    pub description: Option<String>,
    /// That it should not be used any more.
    pub deprecated: bool,
    /// What must hold for a value, and what else is worth knowing, in the author's order.
    pub notes: Vec<Note>,
}

/// A fact about a value that its Rust type does not say.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The format: `unix-time`.
    Format(String),
    /// A limit: the keyword's words and its value, `at most 5000 characters`.
    Limit(Limit, Value),
    /// What a server assumes where it is absent.
    Default(Value),
    /// A value for illustration.
    Example(Value),
    /// The same for each item of a list.
    Item(Box<Note>),
}

/// A limit of JSON Schema validation (draft 2020-12, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// `maxLength`
    MaxLength,
    /// `minLength`
    MinLength,
    /// `pattern`
    Pattern,
    /// `maximum`
    Maximum,
    /// `minimum`
    Minimum,
    /// `exclusiveMaximum`
    ExclusiveMaximum,
    /// `exclusiveMinimum`
    ExclusiveMinimum,
    /// `multipleOf`
    MultipleOf,
    /// `maxItems`
    MaxItems,
    /// `minItems`
    MinItems,
    /// `uniqueItems`
    UniqueItems,
    /// `maxProperties`
    MaxProperties,
    /// `minProperties`
    MinProperties,
}
