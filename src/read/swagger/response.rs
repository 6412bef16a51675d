//! Responses, whose schema says nothing of media types.

use serde_json::{Map, Value};

use super::{Conversion, target};
use crate::document::{Node, escape};

impl<'d> Conversion<'d, '_> {
    pub(super) fn responses(&mut self, at: &str, node: &Node<'d>, produces: &[&str]) -> Value {
        let responses = node.members().map(|(status, response)| {
            let to_shared = response.text("$ref").is_some_and(|to| to.starts_with("#/responses/"));
            // What all may answer with is known by its name, unless it is written differently here.
            let is_copied = status.starts_with("x-") || (to_shared && produces == self.produces);
            let response = match is_copied {
                true => response.value.clone(),
                false => self.response(&format!("{at}/{}", escape(status)), &response, produces),
            };
            (status.to_owned(), response)
        });
        Value::Object(responses.collect())
    }

    pub(super) fn response(&mut self, at: &str, node: &Node<'d>, produces: &[&str]) -> Value {
        let here = target(node);
        self.came(at, &here.pointer());
        if here.text("$ref").is_some() || !here.value.is_object() {
            return here.value.clone();
        }
        let mut tree = Map::new();
        for (key, member) in here.members() {
            match key {
                "schema" => {
                    let content = self.content(at, &here, &member, produces);
                    tree.insert("content".into(), content);
                }
                "examples" => {}
                "headers" => {
                    let headers = member.members().map(|(name, header)| {
                        (name.to_owned(), self.header(&format!("{at}/headers/{}", escape(name)), &header))
                    });
                    tree.insert("headers".into(), Value::Object(headers.collect()));
                }
                _ => {
                    tree.insert(key.to_owned(), member.value.clone());
                }
            }
        }
        let others = other_examples(&here, tree.get("content"));
        if !others.is_empty() {
            tree.insert("x-examples".into(), others.into());
        }
        tree.into()
    }

    /// A schema in each media type that it may come in, with the example for that.
    fn content(&mut self, at: &str, response: &Node<'d>, schema: &Node<'d>, produces: &[&str]) -> Value {
        let is_file = target(schema).text("type") == Some("file");
        let is_json = |media: &str| media.split(';').next().is_some_and(|media| media.ends_with("json"));
        let fits = produces.iter().copied().filter(|media| !(is_file && is_json(media)));
        let mut media: Vec<&str> = fits.collect();
        if media.is_empty() {
            media.push(if is_file { "application/octet-stream" } else { "application/json" });
        }
        let examples = response.get("examples");
        let content = media.into_iter().map(|media| {
            let schema = self.schema(&format!("{at}/content/{}/schema", escape(media)), schema);
            let mut content = Map::from_iter([("schema".to_owned(), schema)]);
            if let Some(example) = examples.as_ref().and_then(|examples| examples.get(media)) {
                content.insert("example".into(), example.value.clone());
            }
            (media.to_owned(), content.into())
        });
        Value::Object(content.collect())
    }
}

/// The examples in other media types than those of the response, which they cannot be examples of.
fn other_examples(response: &Node<'_>, content: Option<&Value>) -> Map<String, Value> {
    let examples = response.get("examples");
    let others = examples.iter().flat_map(Node::members);
    let others = others.filter(|(media, _)| content.is_none_or(|content| content.get(*media).is_none()));
    others.map(|(media, example)| (media.to_owned(), example.value.clone())).collect()
}
