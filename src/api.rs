//! The second model: what an API means on the wire.
//!
//! In: what `lower/` understood of a document. Out: what `shape/` turns into Rust. Types stand in one
//! vector and are addressed by [`TypeId`], so that recursion needs no pointers.
//!
//! It has no Rust names, no `$ref` and no keyword of OpenAPI or JSON Schema.

mod content;
mod docs;
mod operation;
mod security;
mod server;
mod types;

pub use content::{Body, Content, Encoded, Encoding, Format, Framing};
pub use docs::{Docs, Limit, Note};
pub use operation::{
    Explode, Header, Operation, Parameter, PathStyle, Place, QueryStyle, Response, Status, Webhook, Whole,
};
pub use security::{Credential, Flow, Grant, KeyPlace, Requirement, Scheme, SchemeId, SchemeKind};
pub use server::{Server, Variable};
pub use types::{
    Constant, Definition, Direction, Enum, Field, Integer, Json, Kind, Name, Object, Own, Role, Step, Test,
    Type, TypeId, Union, Variant, VariantValue,
};

use crate::diagnostics::Location;

/// All of an API.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// What it is called: `api.stripe.com`.
    pub title: String,
    /// The version of the description: `2023-08-16`.
    pub version: String,
    /// What it is for, in Markdown.
    pub description: String,
    /// Where it is served, the preferred one first.
    pub servers: Vec<Server>,
    /// How it can be told who asks, addressed by [`SchemeId`].
    pub schemes: Vec<Scheme>,
    /// What is said about the groups of its operations.
    pub tags: Vec<Tag>,
    /// What it can be asked, in the author's order.
    pub operations: Vec<Operation>,
    /// What it sends by itself to those who asked for that.
    pub webhooks: Vec<Webhook>,
    /// The types that need a definition of their own, addressed by [`TypeId`].
    pub types: Vec<Definition>,
}

/// A group of operations: `pets`.
#[derive(Clone, Debug)]
pub struct Tag {
    /// What operations name it by.
    pub name: String,
    /// What is said about it.
    pub docs: Docs,
    /// The group that it is part of, and where that is said.
    pub parent: Option<(String, Location)>,
    /// What it is for: `nav`, `badge`, `audience` or a word of its author's own (OpenAPI 3.2, "Tag Object").
    pub kind: Option<String>,
}
