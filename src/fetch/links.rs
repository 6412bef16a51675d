//! The pages that an index links to.
//!
//! In: the index, and a glob. Out: the address of each page, and the name of its snapshot.

use std::collections::BTreeMap;

use scraper::{Html, Selector};
use url::Url;

use crate::{
    config::{file_name, is_linked},
    diagnostics::FetchProblem,
};

/// The endings that a reader of a folder looks for.
const ENDINGS: [&str; 5] = [".html", ".htm", ".json", ".yaml", ".yml"];

/// The name of each page's snapshot, below that of the index, and its address.
pub(super) fn pages(index: &str, glob: &str, html: &[u8]) -> Result<BTreeMap<String, String>, FetchProblem> {
    let wrong =
        |error: url::ParseError| FetchProblem::WrongUrl { url: index.into(), reason: error.to_string() };
    let base = Url::parse(index).map_err(wrong)?;
    let links = links(&base, &String::from_utf8_lossy(html));
    let mut pages = BTreeMap::new();
    let mut taken: BTreeMap<String, &String> = BTreeMap::new();
    for url in links.iter().filter(|url| is_linked(index, glob, url)) {
        let path = name(&base, url);
        // File systems that do not tell cases apart see one file where two names differ in case alone.
        if let Some(&one) = taken.get(&path.to_lowercase()) {
            return Err(FetchProblem::SameSnapshot { path, one: one.clone(), other: url.clone() });
        }
        taken.insert(path.to_lowercase(), url);
        pages.insert(path, url.clone());
    }
    if pages.is_empty() {
        return Err(FetchProblem::NoLinks { url: index.into(), links: glob.into(), others: links.len() });
    }
    Ok(pages)
}

/// All links of a page, each once, as whole addresses without a place in the page.
fn links(base: &Url, html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let base = base_of(base, &page);
    let mut links: Vec<String> = Vec::new();
    for href in hrefs(&page, "a[href], area[href]") {
        let Ok(mut url) = base.join(href.trim()) else { continue };
        url.set_fragment(None);
        if matches!(url.scheme(), "https" | "http") {
            links.push(url.into());
        }
    }
    links.sort();
    links.dedup();
    links
}

/// What the addresses in a page are seen from.
pub(super) fn base(url: &Url, html: &str) -> Url {
    base_of(url, &Html::parse_document(html))
}

fn base_of(url: &Url, page: &Html) -> Url {
    // HTML, section 4.2.3: the first one counts.
    let first = hrefs(page, "base[href]").into_iter().next();
    first.and_then(|href| url.join(&href).ok()).unwrap_or_else(|| url.clone())
}

fn hrefs(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).ok();
    let elements = selector.iter().flat_map(|selector| page.select(selector));
    elements.filter_map(|element| element.attr("href")).map(str::to_owned).collect()
}

/// What the snapshot of a page is called: its path from the folder of the index on, or its whole path.
fn name(index: &Url, url: &str) -> String {
    let folder = index.join(".").map(String::from).unwrap_or_default();
    let rest = url.strip_prefix(&folder).unwrap_or_else(|| {
        let (_, rest) = url.split_once("://").unwrap_or_default();
        let is_here = Url::parse(url).is_ok_and(|url| url.origin() == index.origin());
        // Another host is a part of the name.
        if is_here { rest.split_once('/').map_or("", |(_, path)| path) } else { rest }
    });
    let mut name = file_name(rest, "index");
    if !ENDINGS.iter().any(|ending| name.to_lowercase().ends_with(ending)) {
        name += ".html";
    }
    name
}
