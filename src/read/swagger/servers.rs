//! Where an API is served: `schemes`, `host` and `basePath` as one URL each.

use serde_json::{Value, json};

use crate::document::Node;

/// The URLs of a document, or of an operation with `schemes` of its own; encrypted ones first.
///
/// Without a host, an API is served where its description is: that is a URL without a host. Without a
/// scheme, it is the one by which the description was loaded, which nobody knows here: `https`.
pub(super) fn of(root: &Node<'_>, node: &Node<'_>) -> Vec<String> {
    let path = root.text("basePath").unwrap_or_default().trim_end_matches('/');
    let path = if path.is_empty() || path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    let Some(host) = root.text("host").filter(|host| !host.is_empty()) else {
        return if path.is_empty() { Vec::new() } else { vec![path] };
    };
    let listed = node.get("schemes").or_else(|| root.get("schemes"));
    let listed = listed.iter().flat_map(Node::items).filter_map(|scheme| scheme.value.as_str());
    let mut schemes: Vec<String> = listed.map(str::to_lowercase).collect();
    if schemes.is_empty() {
        schemes.push("https".into());
    }
    let rank = |scheme: &String| match scheme.as_str() {
        "https" => 0,
        "http" => 1,
        _ => 2,
    };
    schemes.sort_by_key(rank);
    schemes.dedup();
    schemes.into_iter().map(|scheme| format!("{scheme}://{host}{path}")).collect()
}

/// URLs as OpenAPI 3 lists them.
pub(super) fn list(urls: &[String]) -> Value {
    urls.iter().map(|url| json!({ "url": url })).collect()
}
