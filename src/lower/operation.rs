//! Operations: a path, a method, what goes in and what comes back.

use super::{
    Lowering, docs,
    place::{Owner, Place},
};
use crate::{
    api::{Operation, Response, Status, Step},
    diagnostics::Problem,
    document::Node,
};

/// The methods of a path item (OpenAPI 3.0.3, "Path Item Object").
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The extension in which the page reader keeps the headers of an example.
const EXAMPLE_HEADERS: &str = "x-bindery-example-headers";

impl Lowering<'_> {
    /// The operations of a path.
    pub(super) fn path_item(&mut self, path: &str, item: &Node<'_>, servers: &[String]) {
        if path.starts_with("x-") {
            return;
        }
        let Some(item) = self.follow(item) else { return };
        let servers = or_else(self::servers(&item), servers);
        let shared: Vec<_> = item.get("parameters").iter().flat_map(Node::items).collect();
        for (key, operation) in item.members() {
            // No OpenAPI says that an operation may be a reference, but some cut their documents so.
            if METHODS.contains(&key)
                && let Some(operation) = self.follow(&operation)
            {
                self.operation(path, key, &operation, &shared, &servers);
            }
        }
    }

    fn operation(
        &mut self,
        path: &str,
        method: &str,
        node: &Node<'_>,
        shared: &[Node<'_>],
        servers: &[String],
    ) {
        if !node.value.is_object() {
            let operation = format!("{} {path}", method.to_uppercase());
            self.found.report(Problem::NotAnOperation { operation }, node.location());
            return;
        }
        let index = self.api.operations.len();
        let place = Place { owner: Owner::Operation(index), steps: Vec::new() };
        self.api.operations.push(Operation {
            id: node.text("operationId").filter(|id| !id.is_empty()).map(str::to_owned),
            method: method.to_uppercase(),
            path: path.to_owned(),
            tags: node
                .get("tags")
                .iter()
                .flat_map(Node::items)
                .filter_map(|tag| tag.value.as_str().map(str::to_owned))
                .collect(),
            docs: docs::of(node),
            servers: or_else(self::servers(node), servers),
            parameters: Vec::new(),
            body: None,
            responses: Vec::new(),
            example_headers: example_headers(node),
            at: node.location(),
        });
        let parameters = self.parameters(path, shared, node, &place);
        let body = self.body(node, &place);
        let responses = self.responses(node, &place);
        let operation = &mut self.api.operations[index];
        (operation.parameters, operation.body, operation.responses) = (parameters, body, responses);
    }

    fn responses(&mut self, node: &Node<'_>, place: &Place) -> Vec<Response> {
        let listed = node.get("responses");
        let responses = listed.iter().flat_map(Node::members).filter(|(status, _)| !status.starts_with("x-"));
        let responses: Vec<_> = responses.collect();
        responses.into_iter().filter_map(|(status, node)| self.response(status, &node, place)).collect()
    }

    fn response(&mut self, wire: &str, node: &Node<'_>, place: &Place) -> Option<Response> {
        let Some(status) = status(wire) else {
            self.found.report(Problem::UnknownStatus { status: wire.to_owned() }, node.location());
            return None;
        };
        let target = self.follow(node)?;
        let place = place.then(Step::Response(wire.to_owned()));
        Some(Response {
            status,
            contents: self.contents(&target, &place),
            description: target.text("description").unwrap_or_default().trim().to_owned(),
            at: node.location(),
        })
    }
}

/// `200`, `4XX` (also in lower case, as found in real documents) or `default`.
fn status(wire: &str) -> Option<Status> {
    if wire == "default" {
        return Some(Status::Default);
    }
    let class =
        wire.strip_suffix("XX").or_else(|| wire.strip_suffix("xx")).and_then(|class| class.parse().ok());
    match (class, wire.parse()) {
        (Some(class @ 1..=5), _) => Some(Status::Class(class)),
        (None, Ok(code @ 100..=599)) => Some(Status::Code(code)),
        _ => None,
    }
}

/// Where a document, a path or an operation is served.
pub(super) fn servers(node: &Node<'_>) -> Vec<String> {
    let servers = node.get("servers");
    let urls =
        servers.iter().flat_map(Node::items).filter_map(|server| server.text("url").map(str::to_owned));
    urls.filter(|url| !url.is_empty()).collect()
}

fn or_else(own: Vec<String>, inherited: &[String]) -> Vec<String> {
    if own.is_empty() { inherited.to_vec() } else { own }
}

fn example_headers(node: &Node<'_>) -> Vec<(String, String)> {
    let headers = node.get(EXAMPLE_HEADERS);
    let pairs = headers.iter().flat_map(Node::members);
    pairs.filter_map(|(name, value)| Some((name.to_owned(), value.value.as_str()?.to_owned()))).collect()
}
