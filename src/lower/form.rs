//! What form a schema has, by its keywords alone: the question before any type is made.
//!
//! In: a schema. Out: its [`Form`], with references followed only as far as the answer needs.
//! Types are made of it in `schema.rs`; nothing here knows names or places.

use serde_json::Value;

use super::{
    Lowering,
    constants::one_kind,
    kinds::Kinds,
    object::Parts,
    references::author_name,
    whole::{Part, Whole},
};
use crate::{
    api::{Constant, Integer, Own},
    diagnostics::{Location, SchemaProblem},
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
    Base64,
    Binary,
    /// What the user has chosen a type for.
    Own(Own),
    /// A list of this, or of anything.
    Array(Option<Whole<'d>>),
    /// A list whose items, each by its place, are these and no others.
    Tuple(Vec<Whole<'d>>),
    /// A list each of whose items is one of these.
    List(Vec<Whole<'d>>),
    /// An object whose members' names are not known: what each of them may be, or anything.
    Map(Vec<Whole<'d>>),
    Object(Parts<'d>),
    /// Values of one type.
    Enum {
        values: Vec<Constant>,
        open: bool,
    },
    /// Values of several types.
    Constants(Vec<Constant>),
    /// One of several.
    Union(Vec<Arm<'d>>),
    /// Another schema in a wrapper that adds no more than words: `{"allOf": [{"$ref": ".."}]}`.
    Same(Whole<'d>),
}

/// One of the schemas of a union.
#[derive(Clone)]
pub(super) struct Arm<'d> {
    /// Where it is listed.
    pub(super) node: Node<'d>,
    /// All that describes it: what all of the union have in common too.
    pub(super) whole: Whole<'d>,
    /// The name of its schema, where its author gave it one.
    pub(super) name: Option<String>,
}

impl Lowering<'_> {
    /// Looks at a schema that is no reference.
    pub(super) fn examine<'d>(&mut self, whole: &Whole<'d>) -> Schema<'d> {
        let known = |form, nullable| Schema { form, nullable };
        if let [part] = whole.parts.as_slice() {
            match part.node.value {
                Value::Object(_) => {}
                Value::Bool(_) => return known(Form::Any, false),
                other => {
                    let found = json_name(other);
                    self.found.report(SchemaProblem::NotASchema { found }, part.node.location());
                    return known(Form::Any, false);
                }
            }
            if let Some(same) = wrapped(part).filter(|same| !is_heir(part, same)) {
                let beside =
                    part.arms("allOf").iter().any(|arm| arm.get("$ref").is_none() && is_nullable(arm));
                return known(Form::Same(same), is_nullable(&part.node) || beside);
            }
        }
        let parts = self.apart(whole);
        let saying: Vec<&Part<'_>> = parts.iter().filter(|part| part.bears_type()).collect();
        let outer = matches!(whole.parts.as_slice(), [part] if is_nullable(&part.node));
        let nullable = outer || (!saying.is_empty() && saying.iter().all(|part| is_nullable(&part.node)));
        if let Some(union) = self.union(whole, &parts) {
            return known(union.form, nullable || union.nullable);
        }
        known(self.plain(whole, &parts), nullable)
    }

    /// The form of schemas that list no alternatives.
    fn plain<'d>(&mut self, whole: &Whole<'d>, parts: &[Part<'d>]) -> Form<'d> {
        let kinds = self.kinds(parts);
        let Some(kinds) = kinds else {
            if let Some((first, at)) = conflict(parts) {
                self.found.report(SchemaProblem::UnmergedAllOf { first }, at);
            }
            return Form::Any;
        };
        let kinds = whole.only.map_or(kinds, |only| kinds.and(only));
        self.unexpressed(parts, kinds);
        match self.listed(parts, kinds) {
            Some(values) if one_kind(&values) => return Form::Enum { values, open: false },
            Some(values) => return Form::Constants(values),
            None => {}
        }
        let kinds = if kinds.hold(Kinds::ALL) { Kinds::implied(parts) } else { kinds };
        match kinds.without(Kinds::NULL).singles().as_slice() {
            [] => Form::Any,
            [one] => self.single(*one, parts),
            _ if kinds.hold(Kinds::ALL.without(Kinds::NULL)) => Form::Any,
            several => Form::Union(several.iter().map(|one| only(parts, *one)).collect()),
        }
    }

    /// Reports what stands in these schemas and bears on no type.
    fn unexpressed(&mut self, parts: &[Part<'_>], kinds: Kinds) {
        const CONDITIONS: [&str; 5] = ["not", "if", "dependentSchemas", "dependentRequired", "contains"];
        for part in parts {
            let conditions = CONDITIONS.iter().filter(|keyword| part.value(keyword).is_some());
            for keyword in conditions {
                self.found.report(SchemaProblem::UncheckedCondition { keyword }, part.node.location());
            }
            let Some(default) = part.get("default") else { continue };
            if !kinds.or(Kinds::NULL).hold(Kinds::of(default.value)) {
                let name = kinds.without(Kinds::NULL).names();
                self.found.report(SchemaProblem::DefaultOfOtherType { name }, default.location());
            }
        }
    }

    /// The form of a value of one type.
    fn single<'d>(&mut self, kind: Kinds, parts: &[Part<'d>]) -> Form<'d> {
        let format = parts.iter().rev().find_map(|part| part.text("format"));
        match kind {
            Kinds::STRING if format == Some("binary") => Form::Binary,
            Kinds::STRING if format == Some("byte") => Form::Base64,
            Kinds::STRING if parts.iter().any(Part::is_bytes) => Form::Binary,
            Kinds::STRING => Form::String,
            Kinds::INTEGER => Form::Integer(integer(format, parts)),
            // A format of integers says more than the word for all numbers.
            Kinds::NUMBER if is_integer(format) => Form::Integer(integer(format, parts)),
            Kinds::NUMBER => Form::Number { single: format == Some("float") },
            Kinds::BOOLEAN => Form::Boolean,
            Kinds::ARRAY => array(parts),
            Kinds::OBJECT => self.object(parts),
            _ => Form::Binary,
        }
    }

    /// The types that all of these schemas allow; nothing where there is none.
    fn kinds(&mut self, parts: &[Part<'_>]) -> Option<Kinds> {
        let mut kinds = Kinds::ALL.or(Kinds::FILE);
        let mut named = false;
        for part in parts {
            let Some(own) = self.named(part) else { continue };
            named = true;
            // Null stands and falls with the form, for which a schema says in several ways that it can be null.
            kinds = kinds.and(own.or(Kinds::NULL));
        }
        if !named {
            return Some(Kinds::ALL);
        }
        let only_null = parts.iter().any(|part| self.named(part) == Some(Kinds::NULL));
        (kinds != Kinds::NULL || only_null).then_some(kinds)
    }

    /// The types that a schema names.
    fn named(&mut self, part: &Part<'_>) -> Option<Kinds> {
        let mut kinds = Kinds::NONE;
        let names: Vec<&str> = match part.value("type")? {
            Value::String(one) => vec![one.as_str()],
            Value::Array(several) => several.iter().map(|name| name.as_str().unwrap_or("null")).collect(),
            _ => Vec::new(),
        };
        for (index, name) in names.into_iter().enumerate() {
            match Kinds::named(name) {
                Some(kind) => kinds = kinds.or(kind),
                None => {
                    let problem = SchemaProblem::UnknownType { name: name.to_owned() };
                    let types = part.get("type");
                    let at = types.as_ref().and_then(|types| types.item(index)).or(types);
                    self.found.report(problem, at.unwrap_or_else(|| part.node.clone()).location());
                    return None;
                }
            }
        }
        (kinds != Kinds::NONE).then_some(kinds)
    }
}

/// Where schemas that cannot all hold stand, the first as a pointer.
pub(super) fn conflict(parts: &[Part<'_>]) -> Option<(String, Location)> {
    let first = parts.iter().find(|part| part.bears_type())?;
    let last = parts.iter().rev().find(|part| part.bears_type())?;
    Some((first.node.pointer(), last.node.location()))
}

/// The one schema in an `allOf` that says what a value is, where nothing beside it does.
fn wrapped<'d>(part: &Part<'d>) -> Option<Whole<'d>> {
    let arms = part.arms("allOf");
    let saying: Vec<&Node<'d>> =
        arms.iter().filter(|arm| Part::of(arm).bears_type() || Part::of(arm).shapes().is_some()).collect();
    let beside = part.without("allOf").shapes();
    match (saying.as_slice(), beside.or(part.value("discriminator").map(|_| ""))) {
        ([arm], None) => Some(Whole::of(arm)),
        _ => None,
    }
}

/// Whether a schema with a name inherits from one whose heirs a discriminator tells apart: it is not all of those.
fn is_heir(part: &Part<'_>, parent: &Whole<'_>) -> bool {
    let parent = parent.node();
    let target = parent.text("$ref").and_then(|reference| parent.referred(reference));
    target.is_some_and(|target| target.get("discriminator").is_some()) && author_name(&part.node).is_some()
}

/// A schema of several types as one of them.
fn only<'d>(parts: &[Part<'d>], kind: Kinds) -> Arm<'d> {
    let whole = Whole { parts: parts.to_vec(), only: Some(kind) };
    Arm { node: whole.node().clone(), whole, name: None }
}

/// The form of a list, by what is said of its items.
fn array<'d>(parts: &[Part<'d>]) -> Form<'d> {
    let says = |part: &&Part<'d>| {
        part.value("prefixItems").is_some() || part.value("items").is_some_and(Value::is_array)
    };
    if let Some(part) = parts.iter().rev().find(says) {
        return tuple(part, parts);
    }
    let mut items: Option<Whole<'d>> = None;
    for node in parts.iter().filter_map(|part| part.get("items")).filter(|node| node.value.is_object()) {
        match &mut items {
            Some(whole) => whole.narrow(&node),
            None => items = Some(Whole::of(&node)),
        }
    }
    Form::Array(items)
}

/// The form of a list whose items are described by their places.
fn tuple<'d>(part: &Part<'d>, parts: &[Part<'d>]) -> Form<'d> {
    let (first, rest) = match part.get("prefixItems") {
        Some(first) => (first.items().collect::<Vec<_>>(), part.get("items")),
        None => (part.arms("items"), part.get("additionalItems")),
    };
    let count = |word: &str| parts.iter().rev().find_map(|part| part.value(word)?.as_u64());
    let length = first.len() as u64;
    let closed = rest.as_ref().is_some_and(|rest| rest.value == &Value::Bool(false));
    let at_most = count("maxItems").is_some_and(|most| most <= length);
    let at_least = count("minItems").map_or(closed, |least| least >= length);
    let mut wholes: Vec<Whole<'d>> = first.iter().map(Whole::of).collect();
    if (closed || at_most) && at_least && wholes.len() <= LONGEST_TUPLE && !wholes.is_empty() {
        return Form::Tuple(wholes);
    }
    // Where nothing is said of what follows, it is most likely more of the same.
    wholes.extend(rest.filter(|rest| rest.value.is_object()).map(|rest| Whole::of(&rest)));
    Form::List(wholes)
}

/// The longest list that is a tuple: a longer one is easier to read as a list.
const LONGEST_TUPLE: usize = 6;

/// Whether a schema says by itself that null is a value of it.
pub(super) fn is_nullable(node: &Node<'_>) -> bool {
    let Some(object) = node.value.as_object() else { return false };
    let list = |word: &str| object.get(word).and_then(Value::as_array).into_iter().flatten();
    let says = |word: &str| object.get(word) == Some(&Value::Bool(true));
    says("nullable")
        || says("x-nullable")
        || object.get("type").is_some_and(is_null)
        || list("type").any(is_null)
        || list("enum").any(Value::is_null)
        || object.get("const").is_some_and(Value::is_null)
}

/// Null, or its name.
fn is_null(value: &Value) -> bool {
    value.is_null() || value == "null"
}

/// The range of an integer, by its format or else its bounds.
pub(super) fn integer(format: Option<&str>, parts: &[Part<'_>]) -> Integer {
    match format {
        Some("int8") => Integer::I8,
        Some("int16") => Integer::I16,
        Some("int32") => Integer::I32,
        Some("uint8") => Integer::U8,
        Some("uint16") => Integer::U16,
        Some("uint32") => Integer::U32,
        Some("uint64" | "uint") => Integer::U64,
        _ if exceeds_signed(parts) => Integer::U64,
        _ => Integer::I64,
    }
}

/// Whether a format is one of integers.
fn is_integer(format: Option<&str>) -> bool {
    const INTEGERS: [&str; 8] = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];
    format.is_some_and(|format| INTEGERS.contains(&format))
}

/// Whether the greatest value that is allowed needs 64 bits without a sign, and none is negative.
fn exceeds_signed(parts: &[Part<'_>]) -> bool {
    let bound = |words: [&str; 2]| {
        words
            .iter()
            .find_map(|word| parts.iter().rev().find_map(|part| part.value(word)?.as_number().cloned()))
    };
    let most = bound(["maximum", "exclusiveMaximum"]);
    let least = bound(["minimum", "exclusiveMinimum"]);
    most.is_some_and(|most| most.as_u64().is_some_and(|most| most > i64::MAX as u64))
        && least.is_some_and(|least| least.as_f64().is_some_and(|least| least >= 0.0))
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
