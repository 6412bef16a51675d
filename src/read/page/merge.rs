//! Pages put together to one document.
//!
//! In: [`Page`]s in the order that they were named in. Out: a [`Document`] that nobody can tell from one
//! that was written by hand, except that it knows which page each of its parts came from.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use serde_json::{Map, Value, json};

use super::{operation::Page, unclaimed::Unclaimed};
use crate::{
    diagnostics::{Diagnostics, Location, PageProblem, Source},
    document::{Document, Origin, Piece, escape},
};

/// The document of some pages; of several that describe the same operation, each but the first is in a further one.
pub(crate) fn documents(mut pages: Vec<Page>, found: &mut Diagnostics) -> Vec<Document> {
    let mut documents = Vec::new();
    while !pages.is_empty() {
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        let is_first = |page: &Page| seen.insert((page.method.clone(), page.path.clone()));
        let (first, rest): (Vec<Page>, Vec<Page>) = pages.into_iter().partition(is_first);
        documents.push(document(first, found));
        pages = rest;
    }
    documents
}

/// The document of pages that describe different operations.
pub(super) fn document(pages: Vec<Page>, found: &mut Diagnostics) -> Document {
    report_same_ids(&pages, found);
    report_unclaimed(&pages, found);
    let title = title(&pages);
    let common = common_server(&pages);
    let mut pieces = Vec::new();
    if let Some(first) = pages.first() {
        pieces.push(piece(String::new(), &first.source, request_span(first)));
        if let Some(server) = first.server.as_ref().filter(|_| common.is_some()) {
            pieces.push(piece("/servers".into(), &first.source, server.span.clone()));
        }
    }
    let mut root = Map::new();
    root.insert("openapi".into(), "3.0.3".into());
    root.insert("info".into(), json!({ "title": title, "version": "unknown" }));
    if let Some(url) = &common {
        root.insert("servers".into(), json!([{ "url": url }]));
    }
    let paths = paths(pages, common.is_some(), &mut pieces);
    root.insert("paths".into(), paths.into());
    Document { root: root.into(), origin: Origin::Pages(pieces), unread: BTreeMap::new() }
}

/// The path items of the pages, in the order of the pages.
fn paths(pages: Vec<Page>, is_server_common: bool, pieces: &mut Vec<Piece>) -> Map<String, Value> {
    let mut paths: Map<String, Value> = Map::new();
    for mut page in pages {
        let pointer = format!("/paths/{}", escape(&page.path));
        let below = format!("{pointer}/{}", page.method);
        if !paths.contains_key(&page.path) {
            pieces.push(piece(pointer, &page.source, request_span(&page)));
        }
        let server = page.server.take().filter(|_| !is_server_common);
        if let Some(server) = &server {
            pieces.push(piece(format!("{below}/servers"), &page.source, server.span.clone()));
        }
        let source = &page.source;
        pieces.extend(page.pieces.drain(..).map(|(under, span)| piece(below.clone() + &under, source, span)));
        let operation = with_server(page.operation, server.map(|server| server.url));
        if let Value::Object(item) = paths.entry(page.path).or_insert_with(|| json!({})) {
            item.insert(page.method, operation.into());
        }
    }
    paths
}

/// The operation with a server of its own, which stands before everything that is long.
fn with_server(operation: Map<String, Value>, url: Option<String>) -> Map<String, Value> {
    let Some(url) = url else { return operation };
    let is_head = |key: &str| matches!(key, "operationId" | "summary" | "description");
    let (mut head, tail): (Map<_, _>, Map<_, _>) = operation.into_iter().partition(|(key, _)| is_head(key));
    head.insert("servers".into(), json!([{ "url": url }]));
    head.extend(tail);
    head
}

/// The server of all pages, if they have the same.
fn common_server(pages: &[Page]) -> Option<String> {
    let first = pages.first()?.server.as_ref()?;
    let is_common = |page: &Page| page.server.as_ref().is_some_and(|server| server.url == first.url);
    pages.iter().all(is_common).then(|| first.url.clone())
}

/// What the document is called: its hosts, else its one page's title.
fn title(pages: &[Page]) -> String {
    let mut hosts: Vec<&str> = Vec::new();
    for server in pages.iter().filter_map(|page| page.server.as_ref()) {
        if !hosts.contains(&server.host.as_str()) {
            hosts.push(&server.host);
        }
    }
    match (hosts.is_empty(), pages) {
        (false, _) => hosts.join(", "),
        (true, [page]) if !page.title.is_empty() => page.title.clone(),
        (true, _) => String::from("API"),
    }
}

/// Warns of an operation id that two pages claim; a name is made of each later.
fn report_same_ids(pages: &[Page], found: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Page> = BTreeMap::new();
    for page in pages {
        let Some(id) = page.operation.get("operationId").and_then(Value::as_str) else { continue };
        match seen.get(id) {
            Some(first) => {
                let problem =
                    PageProblem::SameOperationId { id: id.to_owned(), other: first.source.name.clone() };
                let is_id = |(under, _): &&(String, Range<usize>)| under == "/operationId";
                let span = page.pieces.iter().find(is_id).map(|(_, span)| span.clone());
                found.report(
                    problem,
                    Location::span(&page.source, span.unwrap_or_else(|| request_span(page))),
                );
            }
            None => {
                seen.insert(id, page);
            }
        }
    }
}

/// Warns of what pages say and no role claims: once for each kind, where it is first.
fn report_unclaimed(pages: &[Page], found: &mut Diagnostics) {
    let mut kinds: BTreeMap<(&str, &str), (usize, &Page, &Unclaimed)> = BTreeMap::new();
    for page in pages {
        for unclaimed in &page.unclaimed {
            let key = (page.profile.as_str(), unclaimed.what.as_str());
            kinds.entry(key).or_insert((0, page, unclaimed)).0 += 1;
        }
    }
    for ((profile, what), (count, page, first)) in kinds {
        let (what, text) = (what.to_owned(), first.text.clone());
        let problem = PageProblem::UnclaimedPart { what, text, count, profile: profile.to_owned() };
        found.report(problem, Location::span(&page.source, first.span.clone()));
    }
}

/// The bytes of a page's request.
fn request_span(page: &Page) -> Range<usize> {
    page.pieces.iter().find(|(under, _)| under.is_empty()).map_or(0..0, |(_, span)| span.clone())
}

fn piece(pointer: String, source: &Arc<Source>, span: Range<usize>) -> Piece {
    Piece { pointer, source: Arc::clone(source), span }
}
