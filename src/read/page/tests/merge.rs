//! Several pages in one document.

use serde_json::json;

use super::{Sample, documents};
use crate::{
    diagnostics::{Diagnostics, Source, Syntax},
    document::Document,
    read::page::merge,
};

fn page(method: &str, target: &str, id: &str, host: &str) -> String {
    let headers = vec![("host".into(), host.into())];
    Sample { heading: id.into(), headers, ..Sample::new(method, target) }.html()
}

#[test]
fn pages_of_one_host_share_its_server() {
    let (b, a) = (page("GET", "\\b", "GetB", "x.com"), page("GET", "\\a", "GetA", "x.com:443"));
    let post = page("POST", "\\b", "PostB", "x.com");
    let (document, found) = documents(&[("b", &b), ("a", &a), ("p", &post)]);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(document.root["servers"], json!([{"url": "https://x.com"}]));
    assert_eq!(document.root["info"]["title"], "x.com");
    let paths: Vec<_> =
        document.root["paths"].as_object().into_iter().flat_map(|paths| paths.keys()).collect();
    assert_eq!(paths, ["/b", "/a"]);
    let methods: Vec<_> =
        document.root["paths"]["/b"].as_object().into_iter().flat_map(|item| item.keys()).collect();
    assert_eq!(methods, ["get", "post"]);
    assert_eq!(document.locate("/paths/~1b/post/responses".into()).source.name, "p");
    assert_eq!(document.locate("/paths/~1a".into()).source.name, "a");
}

#[test]
fn pages_of_several_hosts_keep_their_own() {
    let (a, b) = (page("GET", "\\a", "GetA", "x.com"), page("GET", "\\b", "GetB", "y.com"));
    let (document, found) = documents(&[("a", &a), ("b", &b), ("c", &page("GET", "\\c", "GetC", ""))]);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(document.root.get("servers"), None);
    assert_eq!(document.root["info"]["title"], "x.com, y.com");
    assert_eq!(document.root["paths"]["/a"]["get"]["servers"], json!([{"url": "https://x.com"}]));
    assert_eq!(document.root["paths"]["/c"]["get"].get("servers"), None);
    let keys: Vec<_> =
        document.root["paths"]["/b"]["get"].as_object().into_iter().flat_map(|o| o.keys()).collect();
    assert_eq!(keys, ["operationId", "servers", "responses"]);
}

#[test]
fn two_pages_of_one_operation_are_two_documents() {
    let read = |name: &str| {
        let text = page("GET", "\\a", "GetA", "x.com");
        let source = Source { name: name.into(), text, syntax: Syntax::Other };
        super::read(&source.into(), &mut Diagnostics::default()).expect("it is a page")
    };
    let mut found = Diagnostics::default();
    let documents = merge::documents(vec![read("one.html"), read("two.html")], &mut found);
    assert_eq!(found.iter().count(), 0);
    let at = |document: &Document| document.locate("/paths/~1a/get".into()).source.name.clone();
    assert_eq!(documents.iter().map(at).collect::<Vec<_>>(), ["one.html", "two.html"]);
}

#[test]
fn an_id_that_two_operations_have_is_kept_and_told() {
    let (a, b) = (page("GET", "\\a", "Get", "x.com"), page("GET", "\\b", "Get", "x.com"));
    let (document, found) = documents(&[("a.html", &a), ("b.html", &b)]);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("Warning same-operation-id"), "{found:?}");
    assert!(found[0].contains("`Get`: the page has the operation id `Get`, and so has a.html"), "{found:?}");
    assert_eq!(document.root["paths"]["/b"]["get"]["operationId"], "Get");
}

#[test]
fn no_page_is_an_empty_document() {
    assert_eq!(
        documents(&[]).0.root,
        json!({"openapi": "3.0.3", "info": {"title": "API", "version": "unknown"}, "paths": {}})
    );
}
