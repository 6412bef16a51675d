//! Operations: a path, a method, what goes in and what comes back.

use super::{
    Lowering, docs,
    parameter::Template,
    place::{Owner, Place},
};
use crate::{
    api::{Operation, Requirement, Server},
    diagnostics::OperationProblem,
    document::Node,
};

/// The methods that are members of a path item (OpenAPI 3.2, "Path Item Object").
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// What else a path item has.
const OTHERS: [&str; 6] = ["$ref", "summary", "description", "servers", "parameters", "additionalOperations"];

/// The extension in which the page reader keeps the headers of an example.
const EXAMPLE_HEADERS: &str = "x-bindery-example-headers";

/// What holds for all operations below a place, unless they say otherwise.
pub(super) struct Inherited<'p, 'd> {
    pub(super) servers: &'p [Server],
    pub(super) security: &'p [Requirement],
    /// The parameters of the path.
    pub(super) parameters: &'p [Node<'d>],
}

impl<'d> Lowering<'_> {
    /// The operations of a path.
    pub(super) fn path_item(
        &mut self,
        path: &str,
        item: &Node<'d>,
        servers: &[Server],
        security: &[Requirement],
    ) {
        let template = Template::of(path);
        self.for_each_method(item, |lowering, method, operation, item| {
            let own = lowering.servers(item);
            let parameters: Vec<_> = item.get("parameters").iter().flat_map(Node::items).collect();
            let servers = if own.is_empty() { servers } else { &own };
            let inherited = Inherited { servers, security, parameters: &parameters };
            lowering.operation(&template, method, operation, &inherited);
        });
    }

    /// The methods of a path item, its own and those of the one that it refers to, each with the item that it stands in.
    pub(super) fn for_each_method(
        &mut self,
        item: &Node<'d>,
        mut each: impl FnMut(&mut Self, &str, &Node<'d>, &Node<'d>),
    ) {
        let referred = if item.text("$ref").is_some() { self.follow(item) } else { None };
        for here in [Some(item), referred.as_ref()].into_iter().flatten() {
            for (key, node) in here.members() {
                let method = key.to_lowercase();
                // What stands beside a reference goes before what it refers to.
                let is_own = std::ptr::eq(here, item) || item.get(key).is_none();
                if METHODS.contains(&method.as_str()) {
                    // No OpenAPI says that an operation may be a reference, but some cut their documents so.
                    if let Some(node) = is_own.then(|| self.follow(&node)).flatten() {
                        each(self, &method.to_uppercase(), &node, here);
                    }
                } else if key == "additionalOperations" {
                    node.members().for_each(|(method, node)| each(self, method, &node, here));
                } else if !OTHERS.contains(&key) && !key.starts_with("x-") && node.value.is_object() {
                    self.found
                        .report(OperationProblem::UnknownMethod { method: key.to_owned() }, node.location());
                }
            }
        }
    }

    fn operation(
        &mut self,
        template: &Template,
        method: &str,
        node: &Node<'d>,
        inherited: &Inherited<'_, 'd>,
    ) {
        if !node.value.is_object() {
            let operation = format!("{method} {}", template.path);
            self.found.report(OperationProblem::NotAnOperation { operation }, node.location());
            return;
        }
        if !is_token(method) {
            self.found.report(OperationProblem::UnknownMethod { method: method.to_owned() }, node.location());
            return;
        }
        let own = self.servers(node);
        let security = self.security(node);
        let index = self.api.operations.len();
        let place = Place { owner: Owner::Operation(index), steps: Vec::new() };
        self.api.operations.push(Operation {
            id: node.text("operationId").filter(|id| !id.is_empty()).map(str::to_owned),
            method: method.to_owned(),
            path: String::new(),
            tags: tags(node),
            docs: docs::of(node),
            servers: if own.is_empty() { inherited.servers.to_vec() } else { own },
            security: security.unwrap_or_else(|| inherited.security.to_vec()),
            parameters: Vec::new(),
            body: None,
            responses: Vec::new(),
            example_headers: example_headers(node),
            at: node.location(),
        });
        let (path, parameters) = self.parameters(template, inherited.parameters, node, &place);
        let body = self.body(node, &place);
        let responses = self.responses(method, node, &place);
        self.callbacks(node);
        let operation = &mut self.api.operations[index];
        (operation.path, operation.parameters) = (path, parameters);
        (operation.body, operation.responses) = (body, responses);
    }

    /// Requests that the API would send back are left out: where they go is only known while a program runs.
    fn callbacks(&mut self, operation: &Node<'_>) {
        for (name, node) in operation.get("callbacks").iter().flat_map(Node::members) {
            if !name.starts_with("x-") {
                self.found.report(OperationProblem::Callback { name: name.to_owned() }, node.location());
            }
        }
    }
}

/// The groups of an operation.
pub(super) fn tags(node: &Node<'_>) -> Vec<String> {
    let tags = node.get("tags");
    let names = tags.iter().flat_map(Node::items);
    names.filter_map(|tag| tag.value.as_str().map(str::to_owned)).collect()
}

/// Whether a method can be sent (RFC 9110, section 5.6.2).
fn is_token(method: &str) -> bool {
    let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !method.is_empty() && method.bytes().all(is_legal)
}

fn example_headers(node: &Node<'_>) -> Vec<(String, String)> {
    let headers = node.get(EXAMPLE_HEADERS);
    let pairs = headers.iter().flat_map(Node::members);
    pairs.filter_map(|(name, value)| Some((name.to_owned(), value.value.as_str()?.to_owned()))).collect()
}
