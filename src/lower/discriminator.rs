//! The member whose value names the variant (OpenAPI 3.0.3, "Discriminator Object"), in unions and in hierarchies.
//!
//! In: a schema with a discriminator. Out: the values that name each variant; and for a schema that others
//! inherit from by `allOf`, those others as its variants.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    Lowering,
    form::Arm,
    references::target_name,
    whole::{Part, Whole},
};
use crate::{api::Test, document::Node};

/// The member whose value names the variant.
pub(super) struct Discriminator {
    member: String,
    /// From values to references.
    mapping: Vec<(String, String)>,
    /// The reference for values that no variant has.
    otherwise: Option<String>,
}

impl Discriminator {
    pub(super) fn of(part: &Part<'_>) -> Option<Self> {
        let discriminator = part.get("discriminator")?;
        let member = discriminator.text("propertyName")?.to_owned();
        let mapping: Vec<_> = discriminator.get("mapping").iter().flat_map(Node::members).collect();
        let mapping = mapping
            .into_iter()
            .filter_map(|(value, to)| Some((value.to_owned(), to.value.as_str()?.to_owned())));
        let otherwise = discriminator.text("defaultMapping").map(str::to_owned);
        Some(Discriminator { member, mapping: mapping.collect(), otherwise })
    }

    /// How an answer shows that it is this variant: by the values that are mapped to it, or the one that it says
    /// itself, or else by its name.
    pub(super) fn tagged(&self, arm: &Arm<'_>) -> Tagged {
        let member = self.member.clone();
        let reference = arm.node.text("$ref").map_or_else(|| arm.name.clone(), |own| Some(own.to_owned()));
        let Some(reference) = reference else { return Tagged::Named(Named { member, name: None }) };
        if self.otherwise.as_deref().is_some_and(|to| is_same(to, &reference)) {
            return Tagged::By(Test::Trial);
        }
        let mapped = self.mapping.iter().filter(|(_, to)| is_same(to, &reference));
        let mut values: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
        let target = arm.node.text("$ref").and_then(|to| arm.node.referred(to));
        let own = target.as_ref().unwrap_or(&arm.node).text("x-ms-discriminator-value");
        values.extend(own.filter(|_| values.is_empty()).map(str::to_owned));
        match values.is_empty() {
            true => Tagged::Named(Named { member, name: Some(target_name(&reference)) }),
            false => Tagged::By(Test::Tag { member, values, always: true }),
        }
    }
}

/// How a discriminator names a variant.
pub(super) enum Tagged {
    By(Test),
    Named(Named),
}

/// A variant that nothing is mapped to: its own value of the member names it, or else the name of its schema.
pub(super) struct Named {
    pub(super) member: String,
    pub(super) name: Option<String>,
}

/// Whether the target of a mapping, a reference or the name of a schema, is that of a reference.
fn is_same(to: &str, reference: &str) -> bool {
    to == reference || target_name(to) == target_name(reference)
}

/// Which schemas inherit from which, by the names of those that are inherited from.
pub(super) type Heirs = HashMap<String, Vec<String>>;

/// The schemas of a document that inherit from another by `allOf`.
pub(super) fn heirs(root: &Node<'_>) -> Heirs {
    let mut heirs = Heirs::new();
    let schemas = root.get("components").and_then(|components| components.get("schemas"));
    let schemas = schemas.or_else(|| root.get("definitions"));
    for (name, schema) in schemas.iter().flat_map(Node::members) {
        let arms = schema.value.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for parent in arms.filter_map(|arm| arm.get("$ref")?.as_str()) {
            heirs.entry(target_name(parent)).or_default().push(name.to_owned());
        }
    }
    heirs
}

impl Lowering<'_> {
    /// The schemas that inherit from this one, where a discriminator of its own tells them apart.
    pub(super) fn children<'d>(&mut self, whole: &Whole<'d>) -> Option<Vec<Arm<'d>>> {
        let [part] = whole.parts.as_slice() else { return None };
        let lists = ["oneOf", "anyOf"].iter().any(|word| part.value(word).is_some());
        let discriminator = Discriminator::of(part).filter(|_| !lists)?;
        let schemas = parent(&part.node)?;
        let own = part.node.name();
        let mut arms: Vec<Arm<'d>> = Vec::new();
        let mut waiting = self.heirs.get(&own).cloned().unwrap_or_default();
        let targets = discriminator.mapping.iter().map(|(_, to)| target_name(to));
        waiting.extend(targets.filter(|name| *name != own));
        waiting.reverse();
        let mut seen = Vec::new();
        while let Some(name) = waiting.pop() {
            if name == own || seen.contains(&name) {
                continue;
            }
            let Some(node) = schemas.get(&name) else { continue };
            // A deeper heir is found by its own name too, and stands behind what it inherits from.
            waiting.extend(self.heirs.get(&name).into_iter().flatten().rev().cloned());
            seen.push(name.clone());
            arms.push(Arm { whole: Whole::of(&node), node, name: Some(name) });
        }
        (!arms.is_empty()).then_some(arms)
    }
}

/// The object that a named schema is a member of.
fn parent<'d>(node: &Node<'d>) -> Option<Node<'d>> {
    let pointer = node.pointer();
    let (above, _) = pointer.rsplit_once('/')?;
    node.referred(&format!("#{above}")).filter(|_| above == "/components/schemas" || above == "/definitions")
}
