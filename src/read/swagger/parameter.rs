//! Parameters outside the body, and headers of responses, whose types stand beside their names.

use serde_json::{Map, Value, json};

use super::{Conversion, target};
use crate::{diagnostics::OperationProblem, document::Node};

/// What is said of a parameter itself; all else is said of its value.
const OWN: [&str; 7] = ["name", "in", "description", "required", "deprecated", "allowEmptyValue", "example"];

/// Extensions that say something of a value.
const OF_VALUES: [&str; 4] = ["x-nullable", "x-enum-varnames", "x-enumNames", "x-ms-enum"];

impl<'d> Conversion<'d, '_> {
    /// A parameter of a path, a query or a header.
    pub(super) fn parameter(&mut self, at: &str, node: &Node<'d>) -> Value {
        let here = target(node);
        self.came(at, &here.pointer());
        if here.text("$ref").is_some() || !here.value.is_object() {
            return here.value.clone();
        }
        let mut tree = said_of_itself(&here);
        let place = here.text("in").unwrap_or_default();
        if let Some((style, explode)) = self.spelling(&here, place) {
            tree.insert("style".into(), style.into());
            tree.insert("explode".into(), explode.into());
        }
        let schema = self.value_schema(&format!("{at}/schema"), &here);
        tree.insert("schema".into(), schema);
        tree.into()
    }

    /// A header of a response.
    pub(super) fn header(&mut self, at: &str, node: &Node<'d>) -> Value {
        let here = target(node);
        if !here.value.is_object() {
            return here.value.clone();
        }
        self.came(at, &here.pointer());
        let mut tree = said_of_itself(&here);
        // A header spells a list with commas, which needs no word.
        self.spelling(&here, "header");
        let schema = self.value_schema(&format!("{at}/schema"), &here);
        tree.insert("schema".into(), schema);
        tree.into()
    }

    /// The schema of a value that is described beside its name.
    pub(super) fn value_schema(&mut self, at: &str, node: &Node<'d>) -> Value {
        // Swagger 2.0 has `schema` for bodies only; where it stands elsewhere it is meant all the same.
        if let Some(schema) = node.get("schema") {
            return self.schema(at, &schema);
        }
        self.came(at, &node.pointer());
        let members = node.members().filter(|(key, _)| {
            let is_own = OWN.contains(key) || *key == "collectionFormat" || key.starts_with("x-");
            !is_own || OF_VALUES.contains(key)
        });
        Value::Object(members.map(|(key, value)| (key.to_owned(), value.value.clone())).collect())
    }

    /// How a list is spelled, in the words of OpenAPI 3; nothing where that is the usual way of its place.
    pub(super) fn spelling(&mut self, node: &Node<'d>, place: &str) -> Option<(&'static str, bool)> {
        let items = node.get("items")?;
        if items.text("type") == Some("array") {
            let inner = items.text("collectionFormat").filter(|format| *format != "csv");
            inner.into_iter().for_each(|format| self.unknown_format(format, &items));
        }
        let format = node.text("collectionFormat").unwrap_or("csv");
        match (place, format) {
            ("query" | "formData", "csv") => Some(("form", false)),
            ("query" | "formData", "multi") => Some(("form", true)),
            ("query" | "formData", "ssv") => Some(("spaceDelimited", false)),
            ("query" | "formData", "pipes") => Some(("pipeDelimited", false)),
            // OpenAPI 3 dropped this one and left no word for it.
            ("query" | "formData", "tsv") => Some(("tabDelimited", false)),
            (_, "csv") => None,
            (_, other) => {
                self.unknown_format(other, node);
                matches!(place, "query" | "formData").then_some(("form", false))
            }
        }
    }

    fn unknown_format(&mut self, format: &str, node: &Node<'d>) {
        let problem = OperationProblem::UnknownCollectionFormat { format: format.to_owned() };
        self.found.report(problem, node.location_of("collectionFormat"));
    }
}

/// What is said of a parameter itself, its extensions included.
fn said_of_itself(node: &Node<'_>) -> Map<String, Value> {
    let mut tree = Map::new();
    for (key, value) in node.members() {
        let is_extension = key.starts_with("x-") && !OF_VALUES.contains(&key);
        match key {
            "x-example" if node.get("example").is_none() => {
                tree.insert("example".into(), value.value.clone());
            }
            "x-examples" => {
                let values =
                    value.members().map(|(name, one)| (name.to_owned(), json!({ "value": one.value })));
                tree.insert("examples".into(), Value::Object(values.collect()));
            }
            _ if is_extension || OWN.contains(&key) => {
                tree.insert(key.to_owned(), value.value.clone());
            }
            _ => {}
        }
    }
    tree
}
