//! ReadMe (<https://readme.com>): what its server renders a page from, in an attribute or as the content of a script.
//!
//! The document of one page may hold only what belongs to the page's operation.

use super::{Carried, Giver, Page};
use crate::read::page::embedded::literal::Literal;

pub(super) const LOOKED: &str = "`oasDefinition`, `document.api.schema`, `oas` and `apiDefinition` of what <script id=\"ssr-props\"> holds";

/// Where the document stands, the newest first.
const PLACES: [&[&str]; 5] = [
    &["document", "api", "schema"],
    &["oasDefinition"],
    &["doc", "oasDefinition"],
    &["oas"],
    &["apiDefinition"],
];

pub(super) fn is_on(page: &Page<'_>) -> bool {
    page.with_id("ssr-props").is_some()
}

pub(super) fn given(giver: Giver<'_>) -> Vec<Carried> {
    let Some(props) = giver.page.with_id("ssr-props") else { return Vec::new() };
    if let Some(json) = props.attribute("data-initial-props") {
        return giver.in_attribute(&json, &props.tag, of_props);
    }
    if props.content.is_empty() {
        return Vec::new();
    }
    giver.json(props.content.clone(), of_props)
}

fn of_props(giver: Giver<'_>, props: &Literal) -> Vec<Carried> {
    let at = |place: &&[&str]| {
        let found = place.iter().try_fold(props, |value, key| value.get(key))?;
        // What belongs to no operation has an empty object there, or nothing.
        ["openapi", "swagger"].iter().any(|key| found.get(key).is_some()).then_some(found)
    };
    PLACES.iter().find_map(at).map(|found| giver.document(found)).into_iter().collect()
}
