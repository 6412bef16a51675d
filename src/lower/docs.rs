//! What an author says about a schema, a parameter or an operation.

use serde_json::Value;

use crate::{
    api::{Docs, Limit, Note},
    document::Node,
};

const LIMITS: [(&str, Limit); 13] = [
    ("minLength", Limit::MinLength),
    ("maxLength", Limit::MaxLength),
    ("pattern", Limit::Pattern),
    ("minimum", Limit::Minimum),
    ("exclusiveMinimum", Limit::ExclusiveMinimum),
    ("maximum", Limit::Maximum),
    ("exclusiveMaximum", Limit::ExclusiveMaximum),
    ("multipleOf", Limit::MultipleOf),
    ("minItems", Limit::MinItems),
    ("maxItems", Limit::MaxItems),
    ("uniqueItems", Limit::UniqueItems),
    ("minProperties", Limit::MinProperties),
    ("maxProperties", Limit::MaxProperties),
];

/// Formats that the type itself says already.
const SAID_BY_TYPE: [&str; 13] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "uint", "float", "double",
    "binary", "password",
];

/// What is said at a node, whatever it is.
pub(super) fn of(node: &Node<'_>) -> Docs {
    let text = |key| node.text(key).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Docs {
        title: text("title"),
        summary: text("summary"),
        description: text("description"),
        deprecated: node.is_true("deprecated"),
        notes: notes(node),
    }
}

/// The facts of a schema that its type does not say, and those of its items.
fn notes(schema: &Node<'_>) -> Vec<Note> {
    let format = schema.text("format").filter(|format| !SAID_BY_TYPE.contains(format));
    let mut notes: Vec<Note> = format.map(|format| Note::Format(format.to_owned())).into_iter().collect();
    for (keyword, limit) in LIMITS {
        match schema.value.get(keyword) {
            // OpenAPI 3.0 spells an exclusive bound as a flag beside the bound.
            None | Some(Value::Null | Value::Bool(false)) => {}
            Some(value) => notes.push(Note::Limit(limit, value.clone())),
        }
    }
    notes.extend(names(schema));
    let values = schema.value.get("enum").and_then(Value::as_array).into_iter().flatten();
    if values.clone().any(|value| value.as_f64().is_some_and(|number| number.fract() != 0.0)) {
        notes.push(Note::Values(values.cloned().collect()));
    }
    if let Some(value) = schema.value.get("default").filter(|value| !value.is_null()) {
        notes.push(Note::Default(value.clone()));
    }
    // OpenAPI 3.1 lists examples; elsewhere they have names.
    let listed = schema.value.get("examples").and_then(Value::as_array).and_then(|examples| examples.first());
    if let Some(value) = schema.value.get("example").or(listed).filter(|value| !value.is_null()) {
        notes.push(Note::Example(value.clone()));
    }
    notes.extend(link(schema));
    if let Some(items) = schema.get("items") {
        let said = self::notes(&items)
            .into_iter()
            .filter(|note| !matches!(note, Note::Example(_) | Note::Link { .. }));
        notes.extend(said.map(|note| Note::Item(Box::new(note))));
    }
    if let Some(values) = schema.get("additionalProperties") {
        let said = self::notes(&values)
            .into_iter()
            .filter(|note| !matches!(note, Note::Example(_) | Note::Link { .. }));
        notes.extend(said.map(|note| Note::Value(Box::new(note))));
    }
    notes
}

/// The patterns of the names of members.
fn names(schema: &Node<'_>) -> Vec<Note> {
    let patterns = schema.value.get("patternProperties").and_then(Value::as_object);
    let keys = patterns.into_iter().flatten().map(|(pattern, _)| pattern.as_str());
    let all = schema.value.get("propertyNames").and_then(|names| names.get("pattern")?.as_str());
    keys.chain(all).map(|pattern| Note::Names(pattern.to_owned())).collect()
}

/// The page that says more.
fn link(node: &Node<'_>) -> Option<Note> {
    let docs = node.get("externalDocs")?;
    let text = docs.text("description").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Some(Note::Link { text, url: docs.text("url")?.trim().to_owned() })
}

/// What is said beside a reference or a wrapper, where it says anything; otherwise what the other says. The facts of
/// both hold, and of two of one kind the outer.
pub(super) fn or(outer: Docs, inner: Docs) -> Docs {
    let is_new = |note: &Note| !outer.notes.iter().any(|own| is_same_kind(own, note));
    let notes = inner.notes.into_iter().filter(is_new).chain(outer.notes.iter().cloned()).collect();
    Docs {
        title: outer.title.or(inner.title),
        summary: outer.summary.or(inner.summary),
        description: outer.description.or(inner.description),
        deprecated: outer.deprecated || inner.deprecated,
        notes,
    }
}

/// Whether two facts say the same of a value, and perhaps differ in what.
fn is_same_kind(one: &Note, other: &Note) -> bool {
    match (one, other) {
        (Note::Limit(one, _), Note::Limit(other, _)) => one == other,
        (Note::Item(one), Note::Item(other)) | (Note::Value(one), Note::Value(other)) => {
            is_same_kind(one, other)
        }
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
