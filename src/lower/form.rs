//! What form a schema has, by its keywords alone: the question before any type is made.
//!
//! In: a schema. Out: its [`Form`], with references followed only as far as the answer needs.
//! Types are made of it in `schema.rs`; nothing here knows names or places.

use serde_json::Value;

use super::{Lowering, object::Parts};
use crate::{
    api::{Constant, Integer},
    diagnostics::Problem,
    document::Node,
};

/// A schema's form, and whether null is a value of it.
pub(super) struct Schema<'d> {
    pub(super) form: Form<'d>,
    pub(super) nullable: bool,
}

/// What a schema describes.
pub(super) enum Form<'d> {
    Any,
    Boolean,
    Integer(Integer),
    Number {
        single: bool,
    },
    String,
    Binary,
    /// A list of this, or of anything.
    Array(Option<Node<'d>>),
    /// An object whose members' names are not known: their schema, or anything.
    Map(Option<Node<'d>>),
    Object(Parts<'d>),
    Enum {
        values: Vec<Constant>,
        open: bool,
    },
    /// One of several, by the nodes of its arms.
    Union(Vec<Node<'d>>),
    /// Another schema in a wrapper that adds no more than words: `{"allOf": [{"$ref": ".."}]}`.
    Same(Node<'d>),
}

impl Lowering<'_> {
    /// Looks at a schema that is no reference.
    pub(super) fn examine<'d>(&mut self, node: &Node<'d>) -> Schema<'d> {
        let nullable = is_nullable(node);
        let known = |form| Schema { form, nullable };
        match node.value {
            Value::Object(_) => {}
            Value::Bool(_) => return known(Form::Any),
            other => {
                let found = json_name(other);
                self.found.report(Problem::NotASchema { found }, node.location());
                return known(Form::Any);
            }
        }
        if node.value.get("allOf").is_some() {
            return known(self.all_of(node));
        }
        if let Some(arms) = alternatives(node) {
            let union = self.union(&arms);
            return Schema { nullable: nullable || union.nullable, ..union };
        }
        if let Some(values) = node.get("enum") {
            return known(self.constants(node, &values));
        }
        known(self.by_type(node))
    }

    /// The form that `type` gives, or that the other keywords imply.
    fn by_type<'d>(&mut self, node: &Node<'d>) -> Form<'d> {
        let says = |keyword| node.value.get(keyword).is_some();
        match types(node).as_slice() {
            ["string"] if node.text("format") == Some("binary") => Form::Binary,
            ["string"] => Form::String,
            // Swagger 2.0 and some OpenAPI documents.
            ["file"] => Form::Binary,
            ["integer"] => Form::Integer(integer(node.text("format"))),
            ["number"] => Form::Number { single: node.text("format") == Some("float") },
            ["boolean"] => Form::Boolean,
            ["array"] => Form::Array(node.get("items")),
            ["object"] => self.object(node),
            ["null"] => Form::Any,
            [] if says("properties") || says("additionalProperties") => self.object(node),
            [] if says("items") => Form::Array(node.get("items")),
            [] => Form::Any,
            [other] => {
                let name = (*other).to_owned();
                self.found.report(Problem::UnknownType { name }, node.location());
                Form::Any
            }
            several => {
                let types = several.iter().map(|name| (*name).to_owned()).collect();
                self.found.report(Problem::SeveralTypes { types }, node.location());
                Form::Any
            }
        }
    }

    /// The form of a schema that lists its values.
    fn constants<'d>(&mut self, node: &Node<'d>, listed: &Node<'d>) -> Form<'d> {
        let values = distinct(listed.items().filter_map(|value| constant(value.value)));
        let others = listed.items().any(|value| constant(value.value).is_none() && !value.value.is_null());
        let strings = types(node).as_slice() != ["string"]
            || values.iter().all(|value| matches!(value, Constant::String(_)));
        if values.is_empty() || others || !strings || !one_kind(&values) {
            self.found.report(Problem::UnusableEnum, listed.location());
            return self.by_type(node);
        }
        Form::Enum { values, open: false }
    }
}

/// The arms of `oneOf` or `anyOf`; not where they only add conditions to an object.
fn alternatives<'d>(node: &Node<'d>) -> Option<Vec<Node<'d>>> {
    let arms: Vec<_> = node.get("oneOf").or_else(|| node.get("anyOf"))?.items().collect();
    let only_conditions = node.value.get("properties").is_some() && !arms.iter().any(bears_type);
    (!arms.is_empty() && !only_conditions).then_some(arms)
}

/// Whether a schema says more than which members must be there.
pub(super) fn bears_type(node: &Node<'_>) -> bool {
    const WORDS: [&str; 17] = [
        "$ref",
        "type",
        "properties",
        "items",
        "enum",
        "const",
        "allOf",
        "oneOf",
        "anyOf",
        "additionalProperties",
        "format",
        "prefixItems",
        "patternProperties",
        "minimum",
        "maximum",
        "pattern",
        "maxLength",
    ];
    WORDS.iter().any(|word| node.value.get(*word).is_some())
}

/// The names in `type`, without `null`.
pub(super) fn types<'d>(node: &Node<'d>) -> Vec<&'d str> {
    match node.value.get("type") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(several)) => {
            several.iter().filter_map(Value::as_str).filter(|name| *name != "null").collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a schema says by itself that null is a value of it.
fn is_nullable(node: &Node<'_>) -> bool {
    let null_type = node.get("type").is_some_and(|types| types.items().any(|name| name.value == "null"));
    let null_value = node.get("enum").is_some_and(|values| values.items().any(|value| value.value.is_null()));
    node.is_true("nullable") || null_type || null_value || types(node) == ["null"]
}

fn integer(format: Option<&str>) -> Integer {
    match format {
        Some("int8") => Integer::I8,
        Some("int16") => Integer::I16,
        Some("int32") => Integer::I32,
        Some("uint8") => Integer::U8,
        Some("uint16") => Integer::U16,
        Some("uint32") => Integer::U32,
        Some("uint64") => Integer::U64,
        _ => Integer::I64,
    }
}

fn constant(value: &Value) -> Option<Constant> {
    match value {
        Value::String(text) => Some(Constant::String(text.clone())),
        Value::Number(number) => number.as_i64().map(Constant::Integer),
        Value::Bool(flag) => Some(Constant::Boolean(*flag)),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Each value once, the first time it occurs.
pub(super) fn distinct(values: impl Iterator<Item = Constant>) -> Vec<Constant> {
    let mut kept: Vec<Constant> = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}

fn one_kind(values: &[Constant]) -> bool {
    values.windows(2).all(|pair| std::mem::discriminant(&pair[0]) == std::mem::discriminant(&pair[1]))
}

/// What JSON calls a kind of value, for messages.
fn json_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
