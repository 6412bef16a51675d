//! The third model as templates see it: an untyped tree that borrows from it.
//!
//! One list below says what of the model a template may name. Each type is taken apart without `..`, so
//! that a field cannot be added and forgotten here. Written by hand and not with serde's derive: the derive is
//! a third of what this crate would cost a build script that reads OpenAPI documents.

use serde_json::Value as Json;

use super::{
    Additional, Alias, Answer, AnswerVariant, Argument, Arm, Body, Builder, Conversion, Crate,
    CredentialSetter, Encoding, Enum, Field, HeaderField, Headers, Ident, Item, Items, Literal, Member,
    Method, Methods, Module, New, OwnType, Parameter, Property, Required, Security, Serde, Setter, Struct,
    Support, Union, Validate, Value, VariableSetter, Variant,
};

/// A part of the model: `{"ident": "Id", "docs": [" An id."], "ty": "String"}`.
#[derive(Clone, Debug)]
pub enum View<'a> {
    /// What is not there.
    Nothing,
    /// A decision.
    Flag(bool),
    /// A number.
    Number(i64),
    /// A text.
    Text(&'a str),
    /// Several parts.
    List(Vec<View<'a>>),
    /// Named parts: the names, and in the same order what they name.
    Record(&'static [&'static str], Vec<View<'a>>),
}

impl<'a> View<'a> {
    /// What the header of a file and the manifest are given: the crate without what it is made of.
    pub fn front(krate: &'a Crate) -> Self {
        let Crate { name, title, version, rust_version, modules: _, dependencies, support, bytes } = krate;
        let names = &["name", "title", "version", "rust_version", "dependencies", "support", "bytes"];
        let parts = vec![
            name.view(),
            title.view(),
            version.view(),
            rust_version.view(),
            dependencies.view(),
            support.view(),
            bytes.view(),
        ];
        View::Record(names, parts)
    }

    /// The same tree as JSON, for people and tests to look at.
    pub fn json(&self) -> Json {
        match self {
            View::Nothing => Json::Null,
            View::Flag(flag) => Json::Bool(*flag),
            View::Number(number) => Json::from(*number),
            View::Text(text) => Json::from(*text),
            View::List(parts) => parts.iter().map(View::json).collect(),
            View::Record(names, parts) => {
                let named = names.iter().zip(parts).map(|(name, part)| ((*name).to_owned(), part.json()));
                Json::Object(named.collect())
            }
        }
    }
}

/// What templates can see.
pub trait Visible {
    /// It, as they see it.
    fn view(&self) -> View<'_>;
}

impl<T: Visible> Visible for Option<T> {
    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Nothing, T::view)
    }
}

impl<T: Visible> Visible for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self.iter().map(T::view).collect())
    }
}

impl Visible for bool {
    fn view(&self) -> View<'_> {
        View::Flag(*self)
    }
}

impl Visible for String {
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl Visible for Ident {
    fn view(&self) -> View<'_> {
        View::Text(self.as_str())
    }
}

impl Visible for Literal {
    fn view(&self) -> View<'_> {
        match self {
            Literal::String(text) => View::Text(text),
            Literal::Integer(number) => View::Number(*number),
            Literal::Boolean(flag) => View::Flag(*flag),
        }
    }
}

/// Under the name of its template: `{"struct": {..}}`.
impl Visible for Item {
    fn view(&self) -> View<'_> {
        match self {
            Item::Builder(item) => View::Record(&["builder"], vec![item.view()]),
            Item::Methods(item) => View::Record(&["methods"], vec![item.view()]),
            Item::Answer(item) => View::Record(&["answer"], vec![item.view()]),
            Item::Headers(item) => View::Record(&["headers"], vec![item.view()]),
            Item::Struct(item) => View::Record(&["struct"], vec![item.view()]),
            Item::Enum(item) => View::Record(&["enum"], vec![item.view()]),
            Item::Union(item) => View::Record(&["union"], vec![item.view()]),
            Item::Alias(item) => View::Record(&["alias"], vec![item.view()]),
            Item::Own(item) => View::Record(&["own"], vec![item.view()]),
            Item::Validate(item) => View::Record(&["validate"], vec![item.view()]),
            Item::Serde(item) => View::Record(&["serde"], vec![item.view()]),
        }
    }
}

/// Templates have its name as a text.
impl Visible for Module {
    fn view(&self) -> View<'_> {
        let Module { name, ident: _, docs, uses, children, exports, items } = self;
        let names = &["name", "docs", "uses", "children", "exports", "items"];
        let parts =
            vec![name.view(), docs.view(), uses.view(), children.view(), exports.view(), items.view()];
        View::Record(names, parts)
    }
}

/// All fields of a struct, under their names.
macro_rules! views {
    ($($name:ident { $($field:ident),* $(,)? })*) => {
        $(impl Visible for $name {
            fn view(&self) -> View<'_> {
                let $name { $($field),* } = self;
                View::Record(&[$(stringify!($field)),*], vec![$($field.view()),*])
            }
        })*
    };
}

views! {
    Crate { name, title, version, rust_version, modules, dependencies, support, bytes }
    Support { optional, blocking }
    Builder { docs, base_url, security, variables, credentials, setters }
    Security { alternatives }
    VariableSetter { ident, docs, name, default }
    CredentialSetter { ident, docs, deprecated, scheme, token_url, make, name, arguments, values }
    Methods { methods }
    Method {
        ident, docs, deprecated, operation, beside, method, extension, path, argument, changes, server, security,
        parameters, accept, body, answer, streams, read, error, read_error, items,
    }
    Items { ident, docs, ty, rule }
    Parameter { place, wire, style, ident }
    Argument { ident, ty, owned, whole, optional }
    Body { place, media, content, whole, optional, unless_empty, object, parts, properties, encodings, members, additional }
    Property { wire, style, reserved }
    Encoding { wire, kind, texts, style }
    Member { write, wire, ident }
    Answer { ident, docs, derives, grows, large, variants, arms, open, failure }
    AnswerVariant { ident, docs, ty }
    Arm { pattern, value }
    Headers { ident, docs, derives, grows, fields }
    HeaderField { ident, wire, docs, ty, read }
    Struct { ident, docs, derives, grows, fields, required, new, encode, decode, additional }
    Required { pattern, value }
    New { docs, arguments, values, many, default }
    Field { ident, local, renamed, wire, docs, ty, required, write, read, setter }
    Setter { ident, docs, deprecated, argument, value, null, null_docs }
    Additional { ident, ty }
    Enum {
        ident, docs, derives, grows, values, strings, unknown, accessor, repr, owned, borrowed, total, expected, decode,
    }
    Value { ident, literal, docs }
    Union { ident, docs, derives, grows, variants, unknown, trials, conversions, decode }
    Variant { ident, docs, ty, constant, when }
    Conversion { generics, from, value }
    Alias { ident, docs, ty }
    OwnType { ty, write, read, decode }
    Validate { ident, checks }
    Serde { serialize, deserialize }
}
