//! Types that are one of several: `oneOf` and `anyOf`.

use serde_json::Value;

use super::{
    Lowering, docs,
    form::{Form, Schema, distinct},
    place::Place,
    references::target_name,
};
use crate::{
    api::{Constant, Step, Test, Type, Union, Variant, VariantValue},
    document::Node,
};

impl Lowering<'_> {
    /// The form of a schema with these alternatives: `null` left out, and strings made one.
    pub(super) fn union<'d>(&mut self, arms: &[Node<'d>]) -> Schema<'d> {
        let (nulls, others): (Vec<_>, Vec<_>) = arms.iter().cloned().partition(|arm| is_null(arm.value));
        let folded: Vec<_> = others.iter().map(|arm| self.fold(arm)).collect();
        let nullable = !nulls.is_empty() || folded.iter().any(|(_, nullable)| *nullable);
        let form = match others.as_slice() {
            [] => Form::Any,
            [only] => Form::Same(only.clone()),
            _ => strings(folded.into_iter().map(|(folded, _)| folded)).unwrap_or(Form::Union(others)),
        };
        Schema { form, nullable }
    }

    /// What an alternative is as a string, and whether it can be null. Each schema is asked once, for unions of
    /// unions that refer to each other would otherwise be asked without end.
    fn fold(&mut self, arm: &Node<'_>) -> (Folded, bool) {
        let Some(target) = self.follow(arm) else { return (Folded::Other, false) };
        let pointer = target.pointer();
        if let Some(known) = self.folded.get(&pointer) {
            return known.clone();
        }
        self.folded.insert(pointer.clone(), (Folded::Other, false));
        let schema = self.examine(&target);
        let (folded, nullable) = match schema.form {
            Form::String => (Folded::Any, false),
            Form::Enum { values, open } if matches!(values[0], Constant::String(_)) => {
                (Folded::Values(values, open), false)
            }
            Form::Enum { values, .. } if values.len() == 1 => (Folded::Constant(values[0].clone()), false),
            Form::Same(inner) => self.fold(&inner),
            _ => (Folded::Other, false),
        };
        let answer = (folded, nullable || schema.nullable);
        self.folded.insert(pointer, answer.clone());
        answer
    }

    /// The variants of a union. How they are told apart is decided when all types are known: see `variant.rs`.
    pub(super) fn variants(&mut self, node: &Node<'_>, arms: &[Node<'_>], place: &Place) -> Union {
        let discriminator = Discriminator::of(node);
        let variants = arms.iter().map(|arm| self.variant(arm, &discriminator, place)).collect();
        Union { variants }
    }

    fn variant(&mut self, arm: &Node<'_>, discriminator: &Option<Discriminator>, place: &Place) -> Variant {
        let target = self.follow(arm);
        let title = target.as_ref().and_then(|target| target.text("title")).map(str::to_owned);
        let referred = arm.text("$ref").map(target_name);
        let tag = discriminator.as_ref().and_then(|discriminator| discriminator.test(arm));
        let name = referred.or(title).or_else(|| target.as_ref().and_then(constant_member));
        let value = match self.fold(arm).0 {
            Folded::Values(values, false) if values.len() == 1 => VariantValue::Constant(values[0].clone()),
            Folded::Constant(value) => VariantValue::Constant(value),
            Folded::Values(..) | Folded::Any | Folded::Other => {
                let step = Step::Variant(name.clone().unwrap_or_default());
                // Null is a value of the union, and of no variant of it.
                VariantValue::Type(match self.schema(arm, &place.then(step)) {
                    Type::Nullable(inner) => *inner,
                    other => other,
                })
            }
        };
        let docs = target.map(|target| docs::of(&target)).unwrap_or_default();
        Variant { name, value, test: tag.unwrap_or(Test::Trial), docs }
    }
}

/// The value that an object without a name says it is: `link` of `{"type": {"enum": ["link"]}}`, where that is required.
fn constant_member(object: &Node<'_>) -> Option<String> {
    let required = object.get("required")?;
    let is_required = |wire: &str| required.items().any(|name| name.value == wire);
    let properties = object.get("properties")?;
    let mut constants =
        properties.members().filter(|(wire, _)| is_required(wire)).filter_map(|(_, schema)| {
            let values: Vec<_> = schema.get("enum").iter().flat_map(Node::items).collect();
            let only = if let [only] = values.as_slice() { only.value.as_str() } else { None };
            only.or_else(|| schema.text("const")).map(str::to_owned)
        });
    constants.next()
}

/// What an alternative is as a string.
#[derive(Clone, Debug)]
pub(super) enum Folded {
    /// Any string.
    Any,
    /// Some strings, of which there may be others.
    Values(Vec<Constant>, bool),
    /// One value that is no string.
    Constant(Constant),
    /// No string.
    Other,
}

/// The one form of alternatives that are all strings: the values that are known, and whether there are others.
fn strings<'d>(arms: impl Iterator<Item = Folded>) -> Option<Form<'d>> {
    let mut values = Vec::new();
    let mut others = false;
    for arm in arms {
        match arm {
            Folded::Any => others = true,
            Folded::Values(listed, open) => {
                values.extend(listed);
                others |= open;
            }
            Folded::Constant(_) | Folded::Other => return None,
        }
    }
    // Any string, or the empty one to unset it, is any string.
    let nothing_known = values.iter().all(|value| *value == Constant::String(String::new()));
    match nothing_known && others {
        true => Some(Form::String),
        false => Some(Form::Enum { values: distinct(values.into_iter()), open: others }),
    }
}

fn is_null(schema: &Value) -> bool {
    let only_null = |values: &Value| {
        values.as_array().is_some_and(|values| values.iter().all(Value::is_null) && !values.is_empty())
    };
    schema.get("type").is_some_and(|name| name == "null")
        || schema.get("enum").is_some_and(only_null)
        || schema.get("const").is_some_and(Value::is_null)
}

/// The member whose value names the variant (OpenAPI 3.0.3, "Discriminator Object").
struct Discriminator {
    member: String,
    /// From values to references.
    mapping: Vec<(String, String)>,
}

impl Discriminator {
    fn of(node: &Node<'_>) -> Option<Self> {
        let discriminator = node.get("discriminator")?;
        let member = discriminator.text("propertyName")?.to_owned();
        let mapping = discriminator.get("mapping").iter().flat_map(Node::members).collect::<Vec<_>>();
        let mapping = mapping
            .into_iter()
            .filter_map(|(value, to)| Some((value.to_owned(), to.value.as_str()?.to_owned())));
        Some(Discriminator { member, mapping: mapping.collect() })
    }

    /// The values that name this variant: those that are mapped to it, or else the name of its schema.
    fn test(&self, arm: &Node<'_>) -> Option<Test> {
        let reference = arm.text("$ref")?;
        let name = target_name(reference);
        let mapped = self.mapping.iter().filter(|(_, to)| to == reference || *to == name);
        let mut values: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
        if values.is_empty() {
            values.push(name);
        }
        Some(Test::Tag { member: self.member.clone(), values })
    }
}
