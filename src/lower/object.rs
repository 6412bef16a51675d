//! Objects, and `allOf`, which puts them together.

use serde_json::Value;

use super::{
    Lowering,
    form::{Form, bears_type, types},
    place::Place,
};
use crate::{
    api::{Field, Object, Step},
    diagnostics::Problem,
    document::Node,
};

/// How deep `allOf` may stand in `allOf`.
const DEEPEST: usize = 32;

/// What an object consists of, gathered from all schemas that describe it.
#[derive(Default)]
pub(super) struct Parts<'d> {
    /// Its members, each once; a later schema describes a member anew.
    properties: Vec<(&'d str, Node<'d>)>,
    required: Vec<&'d str>,
    /// The schema of the members that are not listed, where there may be some.
    additional: Option<Node<'d>>,
}

impl Lowering<'_> {
    /// The form of a schema with `type: object`.
    pub(super) fn object<'d>(&mut self, node: &Node<'d>) -> Form<'d> {
        let mut parts = Parts::default();
        self.gather(node, &mut parts, DEEPEST);
        parts.form(node)
    }

    /// The form of a schema with `allOf`: the one arm that says what it is, or an object of them all.
    pub(super) fn all_of<'d>(&mut self, node: &Node<'d>) -> Form<'d> {
        let arms: Vec<_> =
            node.get("allOf").into_iter().flat_map(|all| all.items().collect::<Vec<_>>()).collect();
        let saying: Vec<_> = arms.iter().filter(|arm| bears_type(arm)).collect();
        let alone = node.value.get("properties").is_none()
            && node.value.get("oneOf").or(node.value.get("anyOf")).is_none();
        if let ([arm], true) = (saying.as_slice(), alone && node.value.get("required").is_none()) {
            return Form::Same((*arm).clone());
        }
        if saying.is_empty() && alone {
            return Form::Any;
        }
        let mut parts = Parts::default();
        if !self.gather(node, &mut parts, DEEPEST) {
            self.found.report(Problem::UnmergedAllOf, node.location());
            return Form::Any;
        }
        parts.form(node)
    }

    /// Adds what a schema says of an object; false where it describes something else.
    fn gather<'d>(&mut self, node: &Node<'d>, parts: &mut Parts<'d>, depth: usize) -> bool {
        let Some(node) = self.follow(node) else { return true };
        let Some(deeper) = depth.checked_sub(1) else { return false };
        if !matches!(types(&node).as_slice(), [] | ["object"])
            || node.value.get("oneOf").is_some()
            || node.value.get("enum").is_some()
        {
            return false;
        }
        let arms: Vec<_> =
            node.get("allOf").into_iter().flat_map(|all| all.items().collect::<Vec<_>>()).collect();
        // Every arm is gathered, also behind one that describes something else.
        let others = arms.iter().filter(|arm| !self.gather(arm, parts, deeper)).count();
        parts.add(&node);
        others == 0
    }

    /// The members of an object, as an API has them.
    pub(super) fn fields(&mut self, parts: Parts<'_>, place: &Place) -> Object {
        let fields = parts.properties.iter().map(|(wire, node)| Field {
            wire: (*wire).to_owned(),
            required: parts.required.contains(wire),
            ty: self.schema(node, &place.then(Step::Member((*wire).to_owned()))),
            docs: self.docs(node),
            at: node.location(),
        });
        let fields = fields.collect();
        let additional = parts.additional.map(|node| self.schema(&node, &place.then(Step::Value)));
        Object { fields, additional }
    }
}

impl<'d> Parts<'d> {
    fn add(&mut self, node: &Node<'d>) {
        for (wire, property) in node.get("properties").iter().flat_map(Node::members) {
            match self.properties.iter_mut().find(|(known, _)| *known == wire) {
                Some(known) => known.1 = property,
                None => self.properties.push((wire, property)),
            }
        }
        let required = node.value.get("required").and_then(Value::as_array);
        self.required.extend(required.into_iter().flatten().filter_map(Value::as_str));
        let additional =
            node.get("additionalProperties").filter(|schema| schema.value != &Value::Bool(false));
        self.additional = additional.or(self.additional.take());
    }

    /// An object of known members, or a map where none is known.
    fn form(self, node: &Node<'d>) -> Form<'d> {
        if !self.properties.is_empty() {
            return Form::Object(self);
        }
        if types(node).is_empty() && self.additional.is_none() && self.required.is_empty() {
            return Form::Any;
        }
        Form::Map(self.additional)
    }
}
