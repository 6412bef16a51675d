//! Enums of constants.

use super::{
    Shaping, docs,
    keep::{self, below},
    names::{Scope, Words},
};
use crate::{
    api::{Constant, Definition, Enum as Listed, TypeId},
    rust::{Enum, Giver, Ident, Literal, Origin, Value},
};

/// What a variant is called that stands for what the source does not list.
pub(super) const UNKNOWN: [&str; 2] = ["unknown", "unknown value"];

/// How many values an error lists.
const MOST_LISTED: usize = 12;

impl Shaping<'_> {
    /// The enum of a type of a few values.
    pub(super) fn constants(&self, id: TypeId, definition: &Definition, listed: &Listed) -> Enum {
        let mut scope = Scope::variants();
        let owner = self.keep.ty(id);
        let origin = |constant| below(owner, &format!("/enum/{}", keep::constant(constant)));
        let named = listed.values.iter().map(|constant| (origin(constant), words(constant)));
        let open = self.is_open(id);
        let unknown = open.then(|| self.keep_unknown(id, &mut scope));
        let idents = scope.name_all(&self.keep, named.collect());
        let values: Vec<Value> = listed.values.iter().zip(idents).map(value).collect();
        let unknown = unknown.map(|origin| scope.name(origin, &UNKNOWN.map(Words::of)));
        let strings = matches!(listed.values[0], Constant::String(_));
        let derives: &[&str] = match open {
            true => &["Clone", "Debug", "PartialEq", "Eq", "Hash"],
            false => &["Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"],
        };
        let literals: Vec<String> = listed.values.iter().take(MOST_LISTED).map(text).collect();
        let more = if listed.values.len() > MOST_LISTED { ", .." } else { "" };
        Enum {
            ident: self.idents.of(id).clone(),
            docs: self.definition_docs(id, definition),
            derives: self.derives(derives),
            grows: self.grows(),
            values,
            strings,
            unknown,
            accessor: if strings { "as_str" } else { "value" }.into(),
            repr: repr(&listed.values[0], open).into(),
            owned: if strings { "String" } else { "i64" }.into(),
            borrowed: if strings { "value" } else { "*value" }.into(),
            total: listed.values.len() == 2 && matches!(listed.values[0], Constant::Boolean(_)),
            expected: format!("one of {}{more}", literals.join(", ")),
            decode: self.usage.is_received(id),
        }
    }

    /// What the variant for values that the source does not list stands for, the name that it has already kept for it.
    pub(super) fn keep_unknown(&self, id: TypeId, scope: &mut Scope) -> Origin {
        let origin = Origin { giver: Giver::Derived, ..below(self.keep.ty(id), "/unknown") };
        scope.keep(&self.keep, [&origin].into_iter());
        origin
    }

    /// Whether values that the source does not list are kept: in answers, which servers extend, and where the source says so.
    pub(super) fn is_open(&self, id: TypeId) -> bool {
        match &self.api.types[id.0].kind {
            crate::api::Kind::Enum(listed) => {
                let boolean = matches!(listed.values[0], Constant::Boolean(_));
                listed.open || (self.usage.is_received(id) && !boolean)
            }
            _ => false,
        }
    }
}

fn value((constant, ident): (&Constant, Ident)) -> Value {
    let docs = docs::lines(&[format!("`{}`", docs::code(&text(constant)))]);
    Value { ident, literal: literal(constant), docs }
}

/// The words for a constant among others: `open`, `value 3`.
pub(super) fn words(constant: &Constant) -> Words {
    match constant {
        Constant::String(text) => Words::of(text),
        Constant::Integer(number) => Words::of("value").and(&number.to_string()),
        Constant::Boolean(flag) => Words::of(&flag.to_string()),
    }
}

/// A constant as Rust.
pub(super) fn literal(constant: &Constant) -> Literal {
    match constant {
        Constant::String(text) => Literal::String(text.clone()),
        Constant::Integer(number) => Literal::Integer(*number),
        Constant::Boolean(flag) => Literal::Boolean(*flag),
    }
}

/// A constant as JSON.
pub(super) fn text(constant: &Constant) -> String {
    match constant {
        Constant::String(text) => format!("{text:?}"),
        Constant::Integer(number) => number.to_string(),
        Constant::Boolean(flag) => flag.to_string(),
    }
}

fn repr(constant: &Constant, open: bool) -> &'static str {
    match constant {
        Constant::String(_) if open => "&str",
        Constant::String(_) => "&'static str",
        Constant::Integer(_) => "i64",
        Constant::Boolean(_) => "bool",
    }
}
