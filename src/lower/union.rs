//! Types that are one of several: `oneOf` and `anyOf`.

use serde_json::Value;

use super::{
    Lowering, docs,
    form::{Form, Schema, distinct},
    schema::Place,
};
use crate::{
    api::{Constant, Step, Test, Union, Variant, VariantValue},
    document::Node,
};

impl Lowering<'_> {
    /// The form of a schema with these alternatives: `null` left out, and words that say no more than another alternative.
    pub(super) fn union<'d>(&mut self, arms: &[Node<'d>], depth: usize) -> Schema<'d> {
        let (nulls, others): (Vec<_>, Vec<_>) = arms.iter().cloned().partition(|arm| is_null(arm.value));
        let seen: Vec<_> = others.iter().map(|arm| self.examine_arm(arm, depth)).collect();
        let nullable = !nulls.is_empty() || seen.iter().any(|arm| arm.nullable);
        let form = match <[Node<'_>; 1]>::try_from(others.clone()) {
            Ok([only]) => Form::Same(only),
            Err(_) => strings(&seen).unwrap_or(Form::Union(others)),
        };
        Schema { form, nullable }
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
        let referred = arm.text("$ref").and_then(|reference| reference.rsplit('/').next());
        let tag = discriminator.as_ref().and_then(|discriminator| discriminator.test(arm));
        let name = referred.map(str::to_owned).or(title);
        let value = match self.examine_arm(arm, 1).form {
            Form::Enum { values, open: false } if values.len() == 1 => {
                VariantValue::Constant(values[0].clone())
            }
            _ => {
                let step = Step::Variant(name.clone().unwrap_or_default());
                VariantValue::Type(self.schema(arm, &place.then(step)))
            }
        };
        let docs = target.map(|target| docs::of(&target)).unwrap_or_default();
        Variant { name, value, test: tag.unwrap_or(Test::Trial), docs }
    }
}

/// The one form of alternatives that are all strings: the values that are known, and whether there are others.
fn strings<'d>(arms: &[Schema<'d>]) -> Option<Form<'d>> {
    let mut values = Vec::new();
    let mut others = false;
    for arm in arms {
        match &arm.form {
            Form::String => others = true,
            Form::Enum { values: listed, open } if matches!(listed[0], Constant::String(_)) => {
                values.extend(listed.iter().cloned());
                others |= *open;
            }
            _ => return None,
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
        let name = reference.rsplit('/').next()?;
        let mapped = self.mapping.iter().filter(|(_, to)| to == reference || to == name);
        let mut values: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
        if values.is_empty() {
            values.push(name.to_owned());
        }
        Some(Test::Tag { member: self.member.clone(), values })
    }
}
