//! Paths, and the operations on them.

use serde_json::{Map, Value};

use super::{Conversion, media_types, servers, target};
use crate::document::{Node, escape};

/// The methods of a path item (Swagger 2.0, "Path Item Object").
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

impl<'d> Conversion<'d, '_> {
    pub(super) fn paths(&mut self, at: &str, paths: &Node<'d>) -> Value {
        let here = target(paths);
        self.came(at, &here.pointer());
        let items = here.members().map(|(path, item)| {
            let at = format!("{at}/{}", escape(path));
            let item = if path.starts_with("x-") { item.value.clone() } else { self.path_item(&at, &item) };
            (path.to_owned(), item)
        });
        Value::Object(items.collect())
    }

    fn path_item(&mut self, at: &str, node: &Node<'d>) -> Value {
        let item = target(node);
        if item.text("$ref").is_some() || !item.value.is_object() {
            return item.value.clone();
        }
        self.came(at, &item.pointer());
        let listed: Vec<_> = item.get("parameters").iter().flat_map(Node::items).collect();
        let (sent, others): (Vec<_>, Vec<_>) = listed.into_iter().partition(is_sent);
        let mut tree = Map::new();
        for (key, member) in item.members() {
            let value = match key {
                "parameters" if others.is_empty() => continue,
                "parameters" => self.parameters(at, &others),
                // A member that is no object is reported when its meaning is asked for.
                _ if METHODS.contains(&key) && member.value.is_object() => {
                    self.operation(&format!("{at}/{key}"), &target(&member), &sent)
                }
                _ => member.value.clone(),
            };
            tree.insert(key.to_owned(), value);
        }
        tree.into()
    }

    fn operation(&mut self, at: &str, node: &Node<'d>, shared: &[Node<'d>]) -> Value {
        self.came(at, &node.pointer());
        let listed: Vec<_> = node.get("parameters").iter().flat_map(Node::items).collect();
        let (sent, others): (Vec<_>, Vec<_>) = listed.into_iter().partition(is_sent);
        let consumes = media_types(node, "consumes").unwrap_or_else(|| self.consumes.clone());
        let produces = media_types(node, "produces").unwrap_or_else(|| self.produces.clone());
        let mut tree = Map::new();
        for (key, member) in node.members() {
            let value = match key {
                "consumes" | "produces" | "schemes" => continue,
                "parameters" if others.is_empty() => continue,
                "parameters" => self.parameters(at, &others),
                "responses" => self.responses(&format!("{at}/responses"), &member, &produces),
                _ => member.value.clone(),
            };
            tree.insert(key.to_owned(), value);
        }
        let body = self.request_body(&format!("{at}/requestBody"), &sent, shared, &consumes);
        tree.extend(body.map(|body| ("requestBody".to_owned(), body)));
        let servers = servers::of(&node.root(), node);
        if node.get("schemes").is_some() && servers != self.servers {
            tree.insert("servers".into(), servers::list(&servers));
            self.came(&format!("{at}/servers"), &format!("{}/schemes", node.pointer()));
        }
        tree.into()
    }

    /// The parameters of a list that stand outside the body.
    fn parameters(&mut self, at: &str, nodes: &[Node<'d>]) -> Value {
        let parameters = nodes.iter().enumerate().map(|(index, node)| {
            let at = format!("{at}/parameters/{index}");
            // A parameter that all may use is known by its name.
            let is_shared = node.text("$ref").is_some_and(|to| to.starts_with("#/parameters/"));
            if is_shared {
                self.came(&at, &node.pointer());
                return node.value.clone();
            }
            self.parameter(&at, node)
        });
        parameters.collect()
    }
}

/// Whether a parameter is the body of a request, or a part of a form.
fn is_sent(parameter: &Node<'_>) -> bool {
    matches!(target(parameter).text("in"), Some("body" | "formData"))
}
