//! Swagger 2.0, turned into OpenAPI 3.
//!
//! In: a document of version 2.0. Out: the same description as version 3.0 has it, each of its parts still
//! known by the place where its author wrote it: problems point into the author's file.
//!
//! References are rewritten at the very end, so that until then every `#/..` names a place of the old tree.

mod body;
mod operation;
mod parameter;
mod response;
mod security;
mod servers;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::references;
use crate::{
    diagnostics::{Diagnostics, Location, Problem},
    document::{Document, Node, Origin, escape, percent_decoded},
};

/// Turns a Swagger 2.0 document into one of OpenAPI 3.
pub(super) fn convert(document: &Document, found: &mut Diagnostics) -> Document {
    let root = document.root();
    let media = |key| media_types(&root, key).unwrap_or_default();
    let (consumes, produces) = (media("consumes"), media("produces"));
    let mut conversion = Conversion {
        consumes,
        produces,
        servers: servers::of(&root, &root),
        moved: BTreeMap::from([(String::new(), String::new())]),
        homes: BTreeMap::new(),
        found,
    };
    let mut tree = Value::Object(conversion.document(&root));
    let homes = conversion.homes();
    settle(&mut tree, &root, &homes);
    let parts = conversion.moved.into_iter().map(|(new, old)| (new, document.locate(old)));
    let parts: BTreeMap<String, Location> = parts.collect();
    Document { root: tree, origin: Origin::Parts(parts), unread: document.unread.clone() }
}

/// What is carried along while one document is converted.
struct Conversion<'d, 'f> {
    /// The media types of all requests, where an operation does not say its own.
    consumes: Vec<&'d str>,
    /// Those of all responses.
    produces: Vec<&'d str>,
    /// Where the document says that it is served.
    servers: Vec<String>,
    /// From the pointer of a part of the new tree to where it stood in the old one.
    moved: BTreeMap<String, String>,
    /// From the pointer of a schema of the old tree to its one place in the new one.
    homes: BTreeMap<String, String>,
    found: &'f mut Diagnostics,
}

impl<'d> Conversion<'d, '_> {
    fn document(&mut self, root: &Node<'d>) -> Map<String, Value> {
        let mut tree = Map::new();
        tree.insert("openapi".into(), "3.0.3".into());
        self.came("/openapi", "/swagger");
        if !self.servers.is_empty() {
            tree.insert("servers".into(), servers::list(&self.servers));
            let said = ["host", "basePath", "schemes"].into_iter().find(|key| root.get(key).is_some());
            self.came("/servers", &format!("/{}", said.unwrap_or_default()));
        }
        // What is shared comes first: it is the home of the schemas that operations share.
        let components = self.components(root);
        for (key, node) in root.members() {
            match key {
                "swagger"
                | "host"
                | "basePath"
                | "schemes"
                | "consumes"
                | "produces"
                | "definitions"
                | "parameters"
                | "responses"
                | "securityDefinitions" => {}
                "paths" | "x-ms-paths" => {
                    tree.insert(key.into(), self.paths(&format!("/{key}"), &node));
                }
                _ => {
                    tree.insert(key.into(), node.value.clone());
                }
            }
        }
        if !components.is_empty() {
            tree.insert("components".into(), components.into());
        }
        tree
    }

    /// What stands at the top of the old tree, and below `components` in the new one.
    fn components(&mut self, root: &Node<'d>) -> Map<String, Value> {
        let mut components = Map::new();
        if let Some(definitions) = root.get("definitions") {
            components.insert("schemas".into(), definitions.value.clone());
            self.came("/components/schemas", "/definitions");
        }
        let (produces, consumes) = (self.produces.clone(), self.consumes.clone());
        let (mut parameters, mut bodies) = (Map::new(), Map::new());
        for (name, node) in root.get("parameters").iter().flat_map(Node::members) {
            match target(&node).text("in") {
                Some("body") => {
                    let at = format!("/components/requestBodies/{}", escape(name));
                    bodies.insert(name.into(), self.body(&at, &node, &consumes));
                }
                // A part of a form is nothing by itself: it is put into the form of each operation.
                Some("formData") => {}
                _ => {
                    let at = format!("/components/parameters/{}", escape(name));
                    parameters.insert(name.into(), self.parameter(&at, &node));
                }
            }
        }
        let mut responses = Map::new();
        for (name, node) in root.get("responses").iter().flat_map(Node::members) {
            let at = format!("/components/responses/{}", escape(name));
            responses.insert(name.into(), self.response(&at, &node, &produces));
        }
        let schemes = security::schemes(root);
        if !schemes.is_empty() {
            self.came("/components/securitySchemes", "/securityDefinitions");
        }
        let all = [
            ("parameters", parameters),
            ("requestBodies", bodies),
            ("responses", responses),
            ("securitySchemes", schemes),
        ];
        components.extend(
            all.into_iter().filter(|(_, map)| !map.is_empty()).map(|(key, map)| (key.into(), map.into())),
        );
        components
    }

    /// Notes where a part of the new tree came from.
    fn came(&mut self, new: &str, old: &str) {
        self.moved.insert(new.to_owned(), old.to_owned());
    }

    /// A schema at its place in the new tree; where it has a place already, a reference to that.
    fn schema(&mut self, at: &str, schema: &Node<'d>) -> Value {
        let old = schema.pointer();
        self.came(at, &old);
        if schema.text("$ref").is_some() {
            return schema.value.clone();
        }
        if self.homes.contains_key(&old) || references::is_other_file(&old) {
            return json!({ "$ref": format!("#{old}") });
        }
        self.homes.insert(old, at.to_owned());
        schema.value.clone()
    }

    /// From the places of the old tree to those of the new one.
    fn homes(&self) -> BTreeMap<String, String> {
        let mut homes = self.homes.clone();
        for (new, old) in &self.moved {
            homes.entry(old.clone()).or_insert_with(|| new.clone());
        }
        homes
    }

    fn report(&mut self, problem: impl Into<Problem>, at: &Node<'d>) {
        self.found.report(problem, at.location());
    }
}

/// The media types that a document or an operation lists; nothing where it has no list.
fn media_types<'d>(node: &Node<'d>, key: &str) -> Option<Vec<&'d str>> {
    let list = node.get(key)?;
    Some(list.items().filter_map(|media| media.value.as_str()).collect())
}

/// Where the references at a node lead, as far as they can be followed.
fn target<'d>(node: &Node<'d>) -> Node<'d> {
    let mut here = node.clone();
    for _ in 0..64 {
        match here.text("$ref").and_then(|reference| here.referred(reference)) {
            Some(there) => here = there,
            None => break,
        }
    }
    here
}

/// The members of an object that only an extension knows.
fn extensions(node: &Node<'_>) -> impl Iterator<Item = (String, Value)> {
    let members: Vec<_> = node.members().filter(|(key, _)| key.starts_with("x-")).collect();
    members.into_iter().map(|(key, node)| (key.to_owned(), node.value.clone()))
}

/// Says what is left of the old words in the new ones: references, and the keywords of schemas.
fn settle(tree: &mut Value, root: &Node<'_>, homes: &BTreeMap<String, String>) {
    references::each_object(tree, &mut |object| {
        if let Some(Value::String(reference)) = object.get_mut("$ref")
            // One that leads nowhere is complained of as its author wrote it.
            && root.referred(reference).is_some()
            && let Some(moved) = references::moved(&plain(reference), homes)
        {
            *reference = moved;
        }
        if let Some(discriminator @ Value::String(_)) = object.get_mut("discriminator") {
            let member = discriminator.take();
            *discriminator = json!({ "propertyName": member });
        }
        if object.get("x-nullable") == Some(&Value::Bool(true)) {
            object.insert("nullable".into(), true.into());
        }
        if object.get("type").is_some_and(|name| name == "file") {
            object.insert("type".into(), "string".into());
            object.insert("format".into(), "binary".into());
        }
    });
}

/// A reference to a path without its `%7B`: only paths have characters that many encode.
fn plain(reference: &str) -> String {
    let decoded = percent_decoded(reference).filter(|_| reference.starts_with("#/paths/"));
    decoded.unwrap_or_else(|| reference.to_owned())
}
