//! Servers, and the variables in their URLs.

use super::Lowering;
use crate::{
    api::{Server, Variable},
    diagnostics::ServerProblem,
    document::Node,
};

impl Lowering<'_> {
    /// Where a document, a path or an operation is served, as it says itself.
    pub(super) fn servers(&mut self, node: &Node<'_>) -> Vec<Server> {
        let listed = node.get("servers");
        listed.iter().flat_map(Node::items).filter_map(|server| self.server(&server)).collect()
    }

    fn server(&mut self, node: &Node<'_>) -> Option<Server> {
        // An empty URL is the place of the document (RFC 3986, section 4.4), of which only the host is known.
        let url = node.text("url").map(str::trim).map(|url| if url.is_empty() { "/" } else { url })?;
        let declared = node.get("variables");
        let is_declared = |name: &str| declared.as_ref().is_some_and(|all| all.get(name).is_some());
        let names = variable_names(url).filter(|name| is_declared(name) || is_word(name));
        let variables = names.map(|name| {
            let variable = variable(name, declared.as_ref().and_then(|all| all.get(name)).as_ref());
            if variable.default.is_none() {
                let problem = ServerProblem::VariableWithoutDefault { name: name.to_owned() };
                self.found.report(problem, node.location());
            }
            variable
        });
        let variables = variables.collect();
        let description = text(node, "description");
        let server = Server { url: url.to_owned(), description, variables };
        if !server.is_absolute() {
            self.found.report(ServerProblem::RelativeServer { url: url.to_owned() }, node.location());
        }
        Some(server)
    }
}

/// The names in braces, each once.
fn variable_names(url: &str) -> impl Iterator<Item = &str> {
    let mut seen = Vec::new();
    let names = url.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    names.filter(move |name| {
        let is_new = !seen.contains(name);
        seen.push(*name);
        is_new
    })
}

/// Whether this can only be a name; other text in braces is a variable where it is declared as one.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || "_-.".contains(letter))
}

fn variable(name: &str, declared: Option<&Node<'_>>) -> Variable {
    let listed = declared.and_then(|node| node.get("enum"));
    let values = listed.iter().flat_map(Node::items).filter_map(|value| plain(value.value));
    Variable {
        name: name.to_owned(),
        default: declared.and_then(|node| plain(node.value.get("default")?)),
        values: values.collect(),
        description: declared.map(|node| text(node, "description")).unwrap_or_default(),
    }
}

/// A text; a port is often written as a number.
fn plain(value: &serde_json::Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()))
}

fn text(node: &Node<'_>, key: &str) -> String {
    node.text(key).unwrap_or_default().trim().to_owned()
}
