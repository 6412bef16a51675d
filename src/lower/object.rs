//! Objects, put together from all schemas that describe them.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{
    Lowering, docs,
    form::Form,
    place::Place,
    whole::{Part, Whole},
};
use crate::{
    api::{Direction, Docs, Field, Object, Step},
    diagnostics::SchemaProblem,
    document::Node,
};

/// What an object consists of, gathered from all schemas that describe it.
#[derive(Default)]
pub(super) struct Parts<'d> {
    properties: Vec<Property<'d>>,
    required: HashSet<&'d str>,
    /// What the members are that are not listed, where there may be some: one of these.
    additional: Vec<Whole<'d>>,
}

/// A member of an object.
struct Property<'d> {
    wire: &'d str,
    /// All schemas that hold for it.
    whole: Whole<'d>,
    /// Where it is described, the last place being the narrowest.
    places: Vec<Node<'d>>,
}

impl Lowering<'_> {
    /// The form of schemas for an object: known members, or a map where none is known.
    pub(super) fn object<'d>(&mut self, parts: &[Part<'d>]) -> Form<'d> {
        let mut object = Parts::default();
        let mut known: HashMap<&'d str, usize> = HashMap::new();
        for part in parts {
            for (wire, property) in part.get("properties").iter().flat_map(Node::members) {
                let new = object.properties.len();
                match object.properties.get_mut(*known.entry(wire).or_insert(new)) {
                    Some(known) => {
                        known.whole.narrow(&property);
                        known.places.push(property);
                    }
                    None => {
                        let whole = Whole::of(&property);
                        object.properties.push(Property { wire, whole, places: vec![property] });
                    }
                }
            }
            self.requires(part, &mut object);
        }
        object.additional = additional(parts);
        let missing = |name: &&&str| !known.contains_key(**name);
        if let (Some(name), true) =
            (object.required.iter().filter(missing).min(), object.additional.is_empty())
        {
            self.without_property(name, parts, !known.is_empty());
        }
        if object.properties.is_empty() { Form::Map(object.additional) } else { Form::Object(object) }
    }

    /// Gathers the names of the members that must be there.
    fn requires<'d>(&mut self, part: &Part<'d>, object: &mut Parts<'d>) {
        // OpenAPI 2 had a flag on each property in its drafts; many documents still do.
        if let Some(Value::Array(names)) = part.value("required") {
            object.required.extend(names.iter().filter_map(Value::as_str));
        }
    }

    /// Reports a member that must be there and of which nothing else is said.
    fn without_property(&mut self, name: &str, parts: &[Part<'_>], others: bool) {
        let names = |part: &&Part<'_>| {
            let names = part.value("required").and_then(Value::as_array);
            names.is_some_and(|names| names.iter().any(|known| known == name))
        };
        if let (Some(part), true) = (parts.iter().find(names), others) {
            let at = part.get("required").map_or_else(|| part.node.location(), |node| node.location());
            self.found.report(SchemaProblem::RequiredWithoutProperty { name: name.to_owned() }, at);
        }
    }

    /// The members of an object, as an API has them.
    pub(super) fn fields(&mut self, parts: Parts<'_>, place: &Place) -> Object {
        let fields = parts.properties.iter().map(|Property { wire, whole, places }| {
            let (direction, everywhere) = self.direction(places);
            Field {
                wire: (*wire).to_owned(),
                required: parts.required.contains(wire) && everywhere,
                ty: self.whole(whole, &place.then(Step::Member((*wire).to_owned()))),
                direction,
                docs: self.said_of(places),
                at: whole.node().location(),
            }
        });
        let fields = fields.collect();
        let additional = match parts.additional.as_slice() {
            [] => None,
            several => Some(self.one_of(several, &place.then(Step::Value))),
        };
        Object { fields, additional }
    }

    /// In which direction a member goes, by any of the schemas that describe it, and whether it is always there: of one that
    /// only answers have, and only requests, nobody knows.
    fn direction(&mut self, places: &[Node<'_>]) -> (Direction, bool) {
        let mut says = |word: &'static str| {
            let own = places.iter().any(|node| node.is_true(word) && self.counts_beside(node, word));
            own || places.iter().any(|node| {
                let arms = node.get("allOf");
                self.refers_to_one_that_says(node, word)
                    || arms.iter().flat_map(Node::items).any(|arm| self.refers_to_one_that_says(&arm, word))
            })
        };
        match (says("readOnly"), says("writeOnly")) {
            (true, false) => (Direction::Answers, true),
            (false, true) => (Direction::Requests, true),
            (true, true) => (Direction::Both, false),
            (false, false) => (Direction::Both, true),
        }
    }

    /// Whether a node is a reference to a schema that says so.
    fn refers_to_one_that_says(&mut self, node: &Node<'_>, word: &str) -> bool {
        node.get("$ref").is_some() && self.follow(node).is_some_and(|target| target.is_true(word))
    }

    /// Whether a keyword counts that may stand beside a reference.
    fn counts_beside(&mut self, node: &Node<'_>, keyword: &str) -> bool {
        let counts = self.beside_counts || node.get("$ref").is_none();
        if !counts {
            let keyword = keyword.to_owned();
            self.found.report(SchemaProblem::BesideReference { keyword }, node.location());
        }
        counts
    }

    /// What is said about a member wherever it is described, the last before the others.
    fn said_of(&mut self, places: &[Node<'_>]) -> Docs {
        let said = places.iter().map(|node| self.docs(node));
        said.reduce(|outer, inner| docs::or(inner, outer)).unwrap_or_default()
    }
}

/// What the members are that are not listed: by the names' patterns, and by what holds for all others.
fn additional<'d>(parts: &[Part<'d>]) -> Vec<Whole<'d>> {
    let mut others: Vec<Whole<'d>> = Vec::new();
    let nodes = parts
        .iter()
        .filter_map(|part| part.get("additionalProperties").or_else(|| part.get("unevaluatedProperties")));
    for node in nodes.filter(|node| *node.value != Value::Bool(false)) {
        match others.first_mut() {
            // Anything at all says nothing beside a schema.
            Some(whole) if node.value.is_object() => whole.narrow(&node),
            Some(_) => {}
            None => others.push(Whole::of(&node)),
        }
    }
    let patterns = parts.iter().filter_map(|part| part.get("patternProperties"));
    for (_, node) in patterns.flat_map(|patterns| patterns.members().collect::<Vec<_>>()) {
        others.push(Whole::of(&node));
    }
    others
}
