//! Bodies of requests: one parameter that is the body, or several that are the parts of a form.

use serde_json::{Map, Value, json};

use super::{Conversion, extensions, target};
use crate::{
    diagnostics::OperationProblem,
    document::{Node, escape},
};

const URL_ENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl<'d> Conversion<'d, '_> {
    /// The body of an operation, by its own parameters and those of its path; nothing where it has none.
    pub(super) fn request_body(
        &mut self,
        at: &str,
        own: &[Node<'d>],
        shared: &[Node<'d>],
        consumes: &[&str],
    ) -> Option<Value> {
        let key = |node: &Node<'d>| {
            let target = target(node);
            (target.text("in"), target.text("name").filter(|_| target.text("in") == Some("formData")))
        };
        let own_keys: Vec<_> = own.iter().map(key).collect();
        let inherited = shared.iter().filter(|node| !own_keys.contains(&key(node)));
        let mut all: Vec<_> = own.iter().chain(inherited).collect();
        let Some(index) = all.iter().position(|node| target(node).text("in") == Some("body")) else {
            return (!all.is_empty()).then(|| self.form(at, &all, consumes));
        };
        let body = all.remove(index);
        for other in all {
            let name = target(other).text("name").unwrap_or_default().to_owned();
            self.report(OperationProblem::BesideBody { name }, other);
        }
        let to_shared = body.text("$ref").is_some_and(|to| to.starts_with("#/parameters/"));
        match to_shared && consumes == self.consumes {
            true => Some(body.value.clone()),
            false => Some(self.body(at, body, consumes)),
        }
    }

    /// A parameter with `in: body`.
    pub(super) fn body(&mut self, at: &str, node: &Node<'d>, consumes: &[&str]) -> Value {
        let here = target(node);
        self.came(at, &here.pointer());
        let mut tree = Map::new();
        if let Some(description) = here.get("description") {
            tree.insert("description".into(), description.value.clone());
        }
        tree.extend(extensions(&here));
        let mut media: Vec<&str> = consumes.iter().copied().filter(|media| !is_form(media)).collect();
        if media.is_empty() {
            // A form is described by parameters of its own, so this is none, whatever is consumed.
            media.push("application/json");
        }
        let schema = here.get("schema");
        let content = media.into_iter().map(|media| {
            let at = format!("{at}/content/{}/schema", escape(media));
            let schema = schema.as_ref().map_or_else(|| json!({}), |schema| self.schema(&at, schema));
            (media.to_owned(), json!({ "schema": schema }))
        });
        let content: Map<String, Value> = content.collect();
        tree.insert("content".into(), content.into());
        if here.is_true("required") {
            tree.insert("required".into(), true.into());
        }
        tree.into()
    }

    /// Parameters with `in: formData`.
    fn form(&mut self, at: &str, nodes: &[&Node<'d>], consumes: &[&str]) -> Value {
        let fields: Vec<_> = nodes.iter().map(|node| target(node)).collect();
        let mut media: Vec<&str> = consumes.iter().copied().filter(|media| is_form(media)).collect();
        if fields.iter().any(|field| field.text("type") == Some("file")) {
            media.retain(|media| essence(media) == MULTIPART);
            if media.is_empty() {
                media.push(MULTIPART);
            }
        } else if media.is_empty() {
            media.push(URL_ENCODED);
        }
        if let Some(first) = nodes.first() {
            self.came(at, &first.pointer());
        }
        let is_needed = fields.iter().any(|field| field.is_true("required"));
        let content = media.into_iter().map(|media| {
            let content = self.form_content(&format!("{at}/content/{}", escape(media)), &fields);
            (media.to_owned(), content)
        });
        let content: Map<String, Value> = content.collect();
        let mut tree = Map::from_iter([("content".to_owned(), content.into())]);
        if is_needed {
            tree.insert("required".into(), true.into());
        }
        tree.into()
    }

    /// The parts of a form in one media type.
    fn form_content(&mut self, at: &str, fields: &[Node<'d>]) -> Value {
        let (mut properties, mut required, mut encoding) = (Map::new(), Vec::new(), Map::new());
        for field in fields {
            let Some(name) = field.text("name") else {
                self.report(OperationProblem::IncompleteParameter, field);
                continue;
            };
            let mut schema = self.value_schema(&format!("{at}/schema/properties/{}", escape(name)), field);
            if let (Value::Object(schema), Some(said)) = (&mut schema, field.text("description")) {
                schema.insert("description".into(), said.into());
                schema.extend(extensions(field));
            }
            properties.insert(name.to_owned(), schema);
            if field.is_true("required") {
                required.push(name);
            }
            if let Some((style, explode)) = self.spelling(field, "formData") {
                encoding.insert(name.to_owned(), json!({ "style": style, "explode": explode }));
            }
        }
        let mut schema = Map::from_iter([("type".to_owned(), "object".into())]);
        schema.insert("properties".into(), properties.into());
        if !required.is_empty() {
            schema.insert("required".into(), required.into());
        }
        match encoding.is_empty() {
            true => json!({ "schema": schema }),
            false => json!({ "schema": schema, "encoding": encoding }),
        }
    }
}

fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_lowercase()
}

fn is_form(media: &str) -> bool {
    [URL_ENCODED, MULTIPART].contains(&essence(media).as_str())
}
