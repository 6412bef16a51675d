//! What describes a value: a schema, or several that all hold, as `allOf` and `$ref` put them together.
//!
//! In: the node of a schema. Out: a [`Whole`], and the [`Part`]s that it comes apart into, each of which says
//! something by its own keywords alone.

use serde_json::Value;

use super::{
    Lowering,
    content::{essence, is_json},
    kinds::Kinds,
};
use crate::{
    diagnostics::{SchemaProblem, SourceProblem},
    document::Node,
};

/// How deep `allOf` may stand in `allOf`.
const DEEPEST: usize = 32;

/// A schema, or several that all hold for the same value.
#[derive(Clone, Debug)]
pub(super) struct Whole<'d> {
    pub(super) parts: Vec<Part<'d>>,
    /// The one of its types that is meant, where it has several.
    pub(super) only: Option<Kinds>,
}

/// A schema, apart from keywords that were looked at already.
#[derive(Clone, Debug)]
pub(super) struct Part<'d> {
    pub(super) node: Node<'d>,
    seen: u8,
}

/// What tells one whole from all others of a document: where its parts are in memory, and what was seen of them.
pub(super) type Key = (Vec<(*const Value, u8)>, Option<Kinds>);

/// The keywords that can be looked at apart from the others.
const SEEN: [&str; 5] = ["$ref", "allOf", "oneOf", "anyOf", "discriminator"];

/// The keywords of which each changes the Rust type of a value.
const SHAPING: [&str; 14] = [
    "$ref",
    "$recursiveRef",
    "properties",
    "items",
    "enum",
    "const",
    "allOf",
    "oneOf",
    "anyOf",
    "additionalProperties",
    "unevaluatedProperties",
    "prefixItems",
    "patternProperties",
    "required",
];

/// The keywords from which the type of a value follows where nobody names it.
const IMPLYING: [&str; 11] = [
    "type",
    "format",
    "contentMediaType",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "pattern",
    "minLength",
    "maxLength",
];

impl<'d> Whole<'d> {
    /// One schema.
    pub(super) fn of(node: &Node<'d>) -> Self {
        Whole { parts: vec![Part::of(node)], only: None }
    }

    pub(super) fn key(&self) -> Key {
        (self.parts.iter().map(Part::key).collect(), self.only)
    }

    /// The same value described once more: what says no more than a type gives way to what does.
    pub(super) fn narrow(&mut self, node: &Node<'d>) {
        let part = Part::of(node);
        let is_bare = |part: &Part<'d>| part.shapes().is_none();
        let all_bare = self.parts.iter().all(is_bare);
        let is_known = self.parts.iter().any(|known| known.node.value == part.node.value);
        match (all_bare, is_bare(&part)) {
            (true, false) => self.parts = vec![part],
            (true, true) => self.parts.push(part),
            (false, false) if !is_known => self.parts.push(part),
            (false, _) => {}
        }
    }

    /// The schema that stands last, which speaks for all of them.
    pub(super) fn node(&self) -> &Node<'d> {
        &self.parts.last().expect("a whole begins with a part").node
    }
}

impl<'d> Part<'d> {
    pub(super) fn of(node: &Node<'d>) -> Self {
        Part { node: node.clone(), seen: 0 }
    }

    fn key(&self) -> (*const Value, u8) {
        (std::ptr::from_ref(self.node.value), self.seen)
    }

    /// The same without a keyword that was seen.
    pub(super) fn without(&self, keyword: &str) -> Self {
        let index = SEEN.iter().position(|known| *known == keyword);
        Part { node: self.node.clone(), seen: self.seen | index.map_or(0, |index| 1 << index) }
    }

    /// The value of a keyword that was not seen.
    pub(super) fn value(&self, keyword: &str) -> Option<&'d Value> {
        let value = self.node.value.get(keyword)?;
        let is_seen = |index: usize| self.seen & (1 << index) != 0;
        let hidden = self.seen != 0 && SEEN.iter().position(|known| *known == keyword).is_some_and(is_seen);
        (!hidden).then_some(value)
    }

    /// The node of a keyword that was not seen.
    pub(super) fn get(&self, keyword: &str) -> Option<Node<'d>> {
        self.value(keyword).and_then(|_| self.node.get(keyword))
    }

    /// The text of a keyword that was not seen.
    pub(super) fn text(&self, keyword: &str) -> Option<&'d str> {
        self.value(keyword)?.as_str()
    }

    /// The schemas in a keyword that was not seen.
    pub(super) fn arms(&self, keyword: &str) -> Vec<Node<'d>> {
        self.get(keyword).map(|arms| arms.items().collect()).unwrap_or_default()
    }

    /// Whether it says what a value is, not only which members must be there.
    pub(super) fn bears_type(&self) -> bool {
        let mut words = SHAPING.iter().chain(&IMPLYING).filter(|word| **word != "required");
        words.any(|word| self.value(word).is_some())
    }

    /// Whether it says, as OpenAPI 3.1 does, that a string is the bytes of a file.
    pub(super) fn is_bytes(&self) -> bool {
        let is_text = |media: &str| media.starts_with("text/") || is_json(&essence(media));
        self.text("contentEncoding").is_none()
            && self.text("contentMediaType").is_some_and(|media| !is_text(media))
    }

    /// Whether it says more of a value than its type and its limits, and what that is.
    pub(super) fn shapes(&self) -> Option<&'static str> {
        let says = |word: &&&str| match self.value(word) {
            None | Some(Value::Bool(_) | Value::Null) => false,
            Some(Value::Array(values)) => !values.is_empty(),
            Some(Value::Object(members)) => **word != "properties" || !members.is_empty(),
            Some(_) => true,
        };
        SHAPING.iter().find(says).copied()
    }
}

impl Lowering<'_> {
    /// The schemas that a whole comes apart into once references and `allOf` are taken out of it.
    pub(super) fn apart<'d>(&mut self, whole: &Whole<'d>) -> Vec<Part<'d>> {
        let mut parts = Vec::new();
        for part in &whole.parts {
            self.take_apart(part, &mut parts, DEEPEST);
        }
        parts
    }

    fn take_apart<'d>(&mut self, part: &Part<'d>, parts: &mut Vec<Part<'d>>, depth: usize) {
        let Some(deeper) = depth.checked_sub(1) else {
            let reference = part.node.pointer();
            self.found.report(SourceProblem::CircularReference { reference }, part.node.location());
            return;
        };
        if part.text("$ref").is_some() {
            if let Some(target) = self.follow(&part.node) {
                self.take_apart(&Part::of(&target), parts, deeper);
            }
            let beside = part.without("$ref");
            if self.reads_beside(&beside) {
                self.take_apart(&beside, parts, deeper);
            }
            return;
        }
        for arm in part.arms("allOf") {
            self.take_apart(&Part::of(&arm), parts, deeper);
        }
        let own = part.without("allOf");
        if !parts.iter().any(|known| known.key() == own.key()) {
            parts.push(own);
        }
    }

    /// Whether what stands beside a reference changes what it refers to: before OpenAPI 3.1 it says nothing.
    pub(super) fn reads_beside(&mut self, beside: &Part<'_>) -> bool {
        let Some(keyword) = beside.shapes() else { return false };
        if !self.beside_counts {
            let keyword = keyword.to_owned();
            self.found.report(SchemaProblem::BesideReference { keyword }, beside.node.location());
        }
        self.beside_counts
    }
}
