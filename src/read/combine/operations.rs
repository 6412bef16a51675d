//! The operations of a document, found and cut out.
//!
//! In: a document. Out: each operation by its method and path, as a piece that says all that holds for it, and the
//! document without it. Names of parameters in paths tell nothing apart: `/pets/{id}` is `/pets/{petId}`.

use serde_json::Value;

use super::{
    facts::parameter_id,
    pieces::{self, member},
    schemes,
};
use crate::document::{Document, Node};

/// The methods that are members of a path item (OpenAPI 3.2, "Path Item Object").
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// An operation of a document.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The path as the document spells it: `/pets/{id}`.
    pub(super) path: String,
    /// The method as the document spells it.
    pub(super) method: String,
}

impl Found {
    /// What the same operation of another document has too: `get`, `/pets/{}`.
    pub(super) fn key(&self) -> (String, String) {
        (blank(&self.path), self.method.to_lowercase())
    }

    /// `GET /pets/{id}`.
    pub(super) fn title(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    /// Where it stands, or is to stand.
    pub(super) fn pointer(&self) -> String {
        member(&self.item(), &self.method)
    }

    fn item(&self) -> String {
        member("/paths", &self.path)
    }
}

/// All operations of a document, in its order.
pub(super) fn all(document: &Document) -> Vec<Found> {
    let mut all = Vec::new();
    let root = document.root();
    for (path, item) in
        root.get("paths").iter().flat_map(Node::members).filter(|(path, _)| path.starts_with('/'))
    {
        let behind = schemes::behind(&item, document);
        let own = item.members().chain(behind.iter().flat_map(Node::members));
        let mut methods: Vec<&str> = Vec::new();
        for (method, _) in own.filter(|(method, node)| is_method(method) && node.value.is_object()) {
            if !methods.contains(&method) {
                methods.push(method);
                all.push(Found { path: path.to_owned(), method: method.to_owned() });
            }
        }
    }
    all
}

/// An operation with all that holds for it, parameters of its path by these names.
pub(super) fn alone(document: &Document, found: &Found, names: &[String]) -> Option<Document> {
    let (item, operation) = nodes(document, found)?;
    let mut piece = pieces::cut(&operation);
    let root = document.root();
    for key in ["servers", "security"] {
        let inherited = item.get(key).or_else(|| root.get(key));
        if let Some(inherited) = inherited.filter(|_| operation.get(key).is_none()) {
            pieces::put(&mut piece, &member("", key), pieces::cut(&inherited));
        }
    }
    let parameters = parameters(document, &item, &operation);
    if !parameters.is_empty() {
        let at = item.get("parameters").unwrap_or_else(|| operation.clone()).location();
        let at = operation.get("parameters").map_or(at, |own| own.location());
        pieces::put(&mut piece, "/parameters", pieces::piece(Value::Array(Vec::new()), at));
        let own = names_of(&found.path);
        for (index, mut parameter) in parameters.into_iter().enumerate() {
            let (place, name) = parameter_id(&parameter.root);
            let position = own.iter().position(|own| place == "path" && *own == name);
            if let Some(name) = position.and_then(|position| names.get(position)) {
                parameter.root["name"] = Value::String(name.clone());
            }
            pieces::put(&mut piece, &format!("/parameters/{index}"), parameter);
        }
    }
    Some(piece)
}

/// The parameters of an operation, those of its path first.
fn parameters(document: &Document, item: &Node<'_>, operation: &Node<'_>) -> Vec<Document> {
    let mut parameters: Vec<Document> = Vec::new();
    for listed in [item.get("parameters"), operation.get("parameters")] {
        for parameter in listed.iter().flat_map(Node::items) {
            // What leads nowhere is kept as it is: a later stage says so.
            let parameter = schemes::behind(&parameter, document).unwrap_or(parameter);
            let id = parameter_id(parameter.value);
            let piece = pieces::cut(&parameter);
            let known =
                parameters.iter_mut().find(|known| !id.1.is_empty() && parameter_id(&known.root) == id);
            match known {
                Some(known) => *known = piece,
                None => parameters.push(piece),
            }
        }
    }
    parameters
}

/// Takes out of an operation what its document says already for all.
pub(super) fn lean(piece: &mut Document, document: &Document, found: &Found) {
    let (item, operation) = nodes(document, found).unzip();
    let root = document.root();
    let own = |key: &str| operation.as_ref().and_then(|operation| operation.get(key));
    for key in ["servers", "security"] {
        let inherited = item.as_ref().and_then(|item| item.get(key)).or_else(|| root.get(key));
        let is_said = inherited.is_some_and(|inherited| Some(inherited.value) == piece.root.get(key));
        if is_said && own(key).is_none() {
            pieces::remove(piece, &member("", key));
        }
    }
    let listed = own("parameters");
    let is_own = |value: &Value| listed.iter().flat_map(Node::items).any(|own| own.value == value);
    for inherited in item
        .iter()
        .filter_map(|item| item.get("parameters"))
        .flat_map(|listed| listed.items().collect::<Vec<_>>())
    {
        let Some(inherited) = schemes::behind(&inherited, document) else { continue };
        let all = piece.root.get("parameters").and_then(Value::as_array);
        let index = all.and_then(|all| all.iter().position(|one| one == inherited.value));
        if let Some(index) = index.filter(|_| !is_own(inherited.value)) {
            pieces::remove(piece, &format!("/parameters/{index}"));
        }
    }
    let is_empty = piece.root.get("parameters").and_then(Value::as_array).is_some_and(Vec::is_empty);
    if is_empty && listed.is_none() {
        pieces::remove(piece, "/parameters");
    }
}

/// Takes an operation out of a document, and its path item where nothing else is in it.
pub(super) fn take_out(document: &mut Document, found: &Found) {
    let item = found.item();
    let Some(node) = document.at(&item) else { return };
    if node.text("$ref").is_some() {
        let Some(whole) = schemes::behind(&node, document).map(|whole| pieces::cut(&whole)) else { return };
        pieces::put(document, &item, whole);
    }
    pieces::remove(document, &found.pointer());
    let is_left = document
        .at(&item)
        .is_some_and(|node| node.members().any(|(key, _)| is_method(key) || key == "additionalOperations"));
    if !is_left {
        pieces::remove(document, &item);
    }
}

/// An operation, behind the references that lead to it.
pub(super) fn behind<'d>(document: &'d Document, found: &Found) -> Option<Node<'d>> {
    nodes(document, found).map(|(_, operation)| operation)
}

/// Puts an operation that a reference leads to where the reference stands, so that it can be changed for itself.
pub(super) fn settle(document: &mut Document, found: &Found) {
    let is_there = document.at(&found.pointer()).is_some_and(|node| node.text("$ref").is_none());
    let whole = behind(document, found).filter(|_| !is_there).map(|operation| pieces::cut(&operation));
    if let Some(whole) = whole {
        pieces::put(document, &found.pointer(), whole);
    }
}

/// The path item that an operation is in, and the operation, behind references.
fn nodes<'d>(document: &'d Document, found: &Found) -> Option<(Node<'d>, Node<'d>)> {
    let item = document.at(&found.item())?;
    let behind = schemes::behind(&item, document);
    let (item, operation) = match item.get(&found.method) {
        Some(operation) => (item, operation),
        None => {
            let behind = behind?;
            let operation = behind.get(&found.method)?;
            (behind, operation)
        }
    };
    Some((item, schemes::behind(&operation, document)?))
}

fn is_method(key: &str) -> bool {
    METHODS.contains(&key.to_lowercase().as_str())
}

/// A path without the names of its parameters.
fn blank(path: &str) -> String {
    let mut text = String::new();
    let mut rest = path;
    while let Some((before, inside)) = rest.split_once('{') {
        text.push_str(before);
        text.push_str("{}");
        rest = inside.split_once('}').map_or("", |(_, after)| after);
    }
    text + rest
}

/// The names of a path's parameters, in its order.
pub(super) fn names_of(path: &str) -> Vec<String> {
    let inside = path.split('{').skip(1);
    inside.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}
