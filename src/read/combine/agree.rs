//! Whether two schemas say the same.
//!
//! In: two schemas of one document, which come from different sources. Out: what each says that the other contradicts,
//! and whether one of them says more. What only one of them says is no contradiction; texts for people never are. But
//! where both list members, and not the same ones, they contradict each other: a list of members is meant to be whole.
//!
//! References are followed: `{$ref: ..}` says what its target says.

use std::collections::BTreeSet;

use serde_json::{Number, Value};

use crate::{
    diagnostics::Location,
    document::{Document, Node},
};

/// How deep schemas are compared, and how many references may follow each other.
const DEEPEST: usize = 64;

/// Keywords that say nothing of what stands on the wire.
const PROSE: [&str; 13] = [
    "title",
    "description",
    "example",
    "examples",
    "externalDocs",
    "xml",
    "deprecated",
    "$comment",
    "$schema",
    "$id",
    "$anchor",
    "summary",
    "$defs",
];

/// Keywords whose value is one schema.
const SCHEMAS: [&str; 5] = ["items", "additionalProperties", "not", "contains", "propertyNames"];

/// Keywords whose value is a list of schemas.
const LISTS: [&str; 4] = ["allOf", "oneOf", "anyOf", "prefixItems"];

/// A contradiction.
pub(super) struct Contradiction {
    /// Where in the schema, and what: ``the `type` of `expires_at` ``.
    pub(super) what: String,
    /// What the first says, and where.
    pub(super) first: (String, Location),
    /// What the other says, and where.
    pub(super) other: (String, Location),
}

/// What a comparison found.
#[derive(Default)]
pub(super) struct Agreement {
    pub(super) contradictions: Vec<Contradiction>,
    /// Whether the first says something that the other does not, and the other way round.
    pub(super) first_says_more: bool,
    pub(super) other_says_more: bool,
    seen: BTreeSet<(String, String)>,
}

/// Compares two schemas that stand in pieces of a document.
pub(super) fn compare(first: &Node<'_>, other: &Node<'_>, home: &Document) -> Agreement {
    let mut agreement = Agreement::default();
    agreement.schemas(first, other, home, &mut Vec::new());
    agreement
}

/// Whether a schema says nothing, or only that something is an object or a list.
pub(super) fn is_thin(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return schema == &Value::Bool(true) };
    members
        .iter()
        .all(|(key, value)| is_prose(key) || (key == "type" && (value == "object" || value == "array")))
}

/// Whether a keyword is for people.
pub(super) fn is_prose(key: &str) -> bool {
    PROSE.contains(&key) || key.starts_with("x-")
}

impl Agreement {
    fn schemas(&mut self, first: &Node<'_>, other: &Node<'_>, home: &Document, way: &mut Vec<String>) {
        let (first, other) = (settled(first, home), settled(other, home));
        let places = (place(&first), place(&other));
        // A second visit of the same two would only say the same again.
        if places.0 == places.1 || way.len() > DEEPEST || !self.seen.insert(places) {
            return;
        }
        if let (true, true) = (is_thin(first.value), !is_thin(other.value)) {
            let is_other_kind =
                matches!((kinds(first.value), kinds(other.value)), (Some(one), Some(two)) if one != two);
            if !is_other_kind {
                self.other_says_more = true;
                return;
            }
        }
        self.type_of(&first, &other, way);
        let keys: Vec<&str> = first.members().map(|(key, _)| key).filter(|key| !is_prose(key)).collect();
        for key in keys.into_iter().filter(|key| !["type", "nullable"].contains(key)) {
            match (first.get(key), other.get(key)) {
                (Some(one), Some(two)) => self.keyword(key, &one, &two, home, way),
                (Some(_), None) => self.first_says_more = true,
                (None, _) => {}
            }
        }
        let is_new = |(key, _): (&str, Node<'_>)| {
            !is_prose(key) && !["type", "nullable"].contains(&key) && first.get(key).is_none()
        };
        self.other_says_more |= other.members().any(is_new);
    }

    /// Types are compared together with whether `null` is one of them, which versions of OpenAPI spell in two ways.
    fn type_of(&mut self, first: &Node<'_>, other: &Node<'_>, way: &[String]) {
        match (kinds(first.value), kinds(other.value)) {
            (Some(one), Some(two)) if one != two => {
                let words = |kinds: &BTreeSet<String>| kinds.iter().cloned().collect::<Vec<_>>().join(" or ");
                let (one, two) = (words(&one), words(&two));
                self.contradict(
                    "type",
                    way,
                    (one, first.location_of("type")),
                    (two, other.location_of("type")),
                );
            }
            (Some(_), Some(_)) | (None, None) => {}
            (Some(_), None) => self.first_says_more = true,
            (None, Some(_)) => self.other_says_more = true,
        }
    }

    fn keyword(
        &mut self,
        key: &str,
        first: &Node<'_>,
        other: &Node<'_>,
        home: &Document,
        way: &mut Vec<String>,
    ) {
        if key == "properties" || key == "patternProperties" {
            self.members(first, other, home, way);
        } else if SCHEMAS.contains(&key) && first.value.is_object() && other.value.is_object() {
            way.push(key.to_owned());
            self.schemas(first, other, home, way);
            way.pop();
        } else if LISTS.contains(&key) && lengths(first) == lengths(other) {
            for (index, (one, two)) in first.items().zip(other.items()).enumerate() {
                way.push(format!("{key}/{index}"));
                self.schemas(&one, &two, home, way);
                way.pop();
            }
        } else if !is_equal(key, first.value, other.value) {
            let said = |node: &Node<'_>| short(node.value);
            self.contradict(key, way, (said(first), first.location()), (said(other), other.location()));
        }
    }

    fn members(&mut self, first: &Node<'_>, other: &Node<'_>, home: &Document, way: &mut Vec<String>) {
        for (name, one) in first.members() {
            way.push(name.to_owned());
            match other.get(name) {
                Some(two) => self.schemas(&one, &two, home, way),
                None => self.missing(
                    name,
                    way,
                    ("there".into(), one.location()),
                    ("missing".into(), other.location()),
                ),
            }
            way.pop();
        }
        for (name, two) in other.members().filter(|(name, _)| first.get(name).is_none()) {
            way.push(name.to_owned());
            self.missing(name, way, ("missing".into(), first.location()), ("there".into(), two.location()));
            way.pop();
        }
    }

    fn missing(&mut self, _: &str, way: &[String], first: (String, Location), other: (String, Location)) {
        let what = format!("the member `{}`", way.join("."));
        self.contradictions.push(Contradiction { what, first, other });
    }

    fn contradict(
        &mut self,
        key: &str,
        way: &[String],
        first: (String, Location),
        other: (String, Location),
    ) {
        let what = match way {
            [] => format!("the `{key}`"),
            _ => format!("the `{key}` of `{}`", way.join(".")),
        };
        let quoted = |(said, at): (String, Location)| (format!("`{said}`"), at);
        self.contradictions.push(Contradiction { what, first: quoted(first), other: quoted(other) });
    }
}

/// What a schema is behind its references, and without a list of one around it.
fn settled<'n>(node: &Node<'n>, home: &'n Document) -> Node<'n> {
    let mut here = node.clone();
    for _ in 0..DEEPEST {
        let next = match here.text("$ref") {
            Some(reference) => home.root().referred(reference),
            None => only_arm(&here),
        };
        match next {
            Some(next) => here = next,
            None => break,
        }
    }
    here
}

/// The one schema of `allOf` where nothing else is said beside it.
fn only_arm<'n>(node: &Node<'n>) -> Option<Node<'n>> {
    let arms = node.get("allOf")?;
    let is_alone = node.members().all(|(key, _)| key == "allOf" || is_prose(key));
    arms.item(0).filter(|_| is_alone && arms.items().count() == 1)
}

fn place(node: &Node<'_>) -> String {
    let at = node.location();
    format!("{}#{}#{}", at.source.name, at.pointer, node.pointer())
}

fn lengths(node: &Node<'_>) -> usize {
    node.items().count()
}

/// The types of a schema, `null` among them; nothing where it does not say.
fn kinds(schema: &Value) -> Option<BTreeSet<String>> {
    let mut kinds: BTreeSet<String> = match schema.get("type")? {
        Value::String(kind) => BTreeSet::from([kind.clone()]),
        Value::Array(kinds) => kinds.iter().filter_map(|kind| kind.as_str().map(str::to_owned)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return None,
    };
    if schema.get("nullable") == Some(&Value::Bool(true)) {
        kinds.insert("null".into());
    }
    Some(kinds)
}

/// Whether two values of a keyword say the same: lists of names and values have no order.
fn is_equal(key: &str, first: &Value, other: &Value) -> bool {
    let sorted = |items: &[Value]| {
        let mut texts: Vec<String> = items.iter().map(Value::to_string).collect();
        texts.sort();
        texts.dedup();
        texts
    };
    match (first, other) {
        (Value::Array(one), Value::Array(two)) if key == "required" || key == "enum" => {
            sorted(one) == sorted(two)
        }
        (Value::Number(one), Value::Number(two)) => is_equal_number(one, two),
        _ => first == other,
    }
}

/// `1` and `1.0` are one number.
fn is_equal_number(first: &Number, other: &Number) -> bool {
    first == other || first.as_f64().is_some_and(|one| Some(one) == other.as_f64())
}

/// A value in a message, cut where nobody would read on.
fn short(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}
