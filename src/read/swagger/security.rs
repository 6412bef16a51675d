//! How a client proves who it is.

use serde_json::{Map, Value, json};

use super::extensions;
use crate::document::Node;

/// The schemes of a document (Swagger 2.0, "Security Scheme Object").
pub(super) fn schemes(root: &Node<'_>) -> Map<String, Value> {
    let definitions = root.get("securityDefinitions");
    let members = definitions.iter().flat_map(Node::members);
    members.map(|(name, node)| (name.to_owned(), scheme(&node))).collect()
}

fn scheme(node: &Node<'_>) -> Value {
    let mut tree = Map::new();
    match node.text("type") {
        Some("basic") => {
            tree.insert("type".into(), "http".into());
            tree.insert("scheme".into(), "basic".into());
        }
        Some("oauth2") => {
            tree.insert("type".into(), "oauth2".into());
            tree.insert("flows".into(), flows(node));
        }
        // An API key is spelled the same; what is unknown stays as it is, and is reported when it is used.
        _ => return node.value.clone(),
    }
    if let Some(description) = node.get("description") {
        tree.insert("description".into(), description.value.clone());
    }
    tree.extend(extensions(node));
    tree.into()
}

/// The one flow of a scheme, under the name that it has now.
fn flows(node: &Node<'_>) -> Value {
    let name = match node.text("flow").unwrap_or_default() {
        "application" => "clientCredentials",
        "accessCode" => "authorizationCode",
        other => other,
    };
    let mut flow = Map::new();
    for key in ["authorizationUrl", "tokenUrl"] {
        flow.extend(node.get(key).map(|url| (key.to_owned(), url.value.clone())));
    }
    let scopes = node.get("scopes").map_or_else(|| json!({}), |scopes| scopes.value.clone());
    flow.insert("scopes".into(), scopes);
    json!({ name: flow })
}
