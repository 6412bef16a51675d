//! The headers of answers that are documented, as a struct that a program can read them into.
//!
//! In: the responses of an operation. Out: a struct with a field for each of their headers, and what reads it.

use super::{
    Shaping, docs,
    keep::below,
    names::{Case, Scope, Words},
    types::Files,
};
use crate::{
    api::{Api, Constant, Header, Json, Kind, Operation, Type},
    document::escape,
    rust::{HeaderField, Headers},
};

/// How the text of a header becomes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    /// It is the value.
    Text,
    /// As a text of JSON.
    Quoted,
    /// As it stands in JSON.
    Plain,
    QuotedList,
    PlainList,
}

/// The headers that the answers of an operation have, each once, in the author's order.
pub(super) fn of(operation: &Operation) -> Vec<&Header> {
    let mut headers: Vec<&Header> = Vec::new();
    for header in operation.responses.iter().flat_map(|response| &response.headers) {
        if !headers.iter().any(|known| known.wire.eq_ignore_ascii_case(&header.wire)) {
            headers.push(header);
        }
    }
    headers
}

/// The type that a header is read into, unless it is text.
pub(super) fn read_into<'a>(api: &'a Api, header: &'a Header) -> Option<&'a Type> {
    (spelling(api, header) != Spelling::Text).then(|| without_null(&header.ty))
}

fn without_null(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => without_null(inner),
        other => other,
    }
}

fn spelling(api: &Api, header: &Header) -> Spelling {
    let ty = without_null(&header.ty);
    if header.json {
        return Spelling::Plain;
    }
    match ty {
        Type::Array(item) => match scalar(api, item) {
            Some(Spelling::Plain) => Spelling::PlainList,
            Some(_) => Spelling::QuotedList,
            None => Spelling::Text,
        },
        other => scalar(api, other).unwrap_or(Spelling::Text),
    }
}

/// How a value is spelled that has no parts.
fn scalar(api: &Api, ty: &Type) -> Option<Spelling> {
    match ty {
        Type::Boolean | Type::Integer(_) | Type::Number { .. } => Some(Spelling::Plain),
        Type::String | Type::Binary | Type::Any => Some(Spelling::Text),
        Type::Base64 => Some(Spelling::Quoted),
        Type::Own(own) => match own.json {
            Some(Json::String) => Some(Spelling::Quoted),
            Some(Json::Number | Json::Boolean) => Some(Spelling::Plain),
            Some(Json::Null | Json::Array | Json::Object) | None => None,
        },
        Type::Nullable(inner) => scalar(api, inner),
        Type::Array(_) | Type::Tuple(_) | Type::Map(_) => None,
        Type::Named(id) => match &api.types[id.0].kind {
            Kind::Alias(ty) => scalar(api, ty).map(|spelling| match spelling {
                // It is read into the type of this name, which is not text by itself.
                Spelling::Text => Spelling::Quoted,
                other => other,
            }),
            Kind::Enum(listed) => Some(match listed.values.first() {
                Some(Constant::Integer(_) | Constant::Boolean(_)) => Spelling::Plain,
                Some(Constant::String(_)) | None => Spelling::Quoted,
            }),
            Kind::Object(_) | Kind::Union(_) => None,
        },
    }
}

impl Shaping<'_> {
    /// The struct for the headers of an operation's answers, where any is documented.
    pub(super) fn headers(&self, index: usize) -> Option<Headers> {
        let ident = self.idents.headers(index)?.clone();
        let operation = &self.api.operations[index];
        let origin = |header: &Header| {
            let step = format!("/headers/{}", escape(&header.wire.to_lowercase()));
            below(self.keep.operation(index), &step)
        };
        let listed = of(operation);
        let named = listed.iter().map(|header| (origin(header), Words::of(&header.wire)));
        let idents = Scope::new(Case::Snake).name_all(&self.keep, named.collect());
        let fields = listed.into_iter().zip(idents).map(|(header, ident)| {
            let spelling = spelling(self.api, header);
            let ty = match spelling {
                Spelling::Text => "String".to_owned(),
                _ => self.text(without_null(&header.ty), Files::Text),
            };
            let read = match spelling {
                Spelling::Text => "text",
                Spelling::Quoted => "quoted",
                Spelling::Plain => "plain",
                Spelling::QuotedList => "quoted_list",
                Spelling::PlainList => "plain_list",
            };
            HeaderField {
                ident,
                wire: header.wire.clone(),
                docs: docs::or(&header.docs, &format!("`{}`", docs::code(&header.wire))),
                ty,
                read: format!("support::headers::{read}"),
            }
        });
        let words = self.spoken.words(index).joined();
        Some(Headers {
            ident,
            docs: docs::lines(&[format!("The headers that are documented of what `{words}` answers.")]),
            derives: self.derives(&["Clone", "Debug", "Default"]),
            grows: self.grows(),
            fields: fields.collect(),
        })
    }
}
