//! RapiDoc (<https://rapidocweb.com/api.html>): the attribute of its element, or what its function is called with.

use super::{Carried, Giver, Page, arguments, urls};

pub(super) const LOOKED: &str = "<rapi-doc spec-url=\"..\">, and what `loadSpec(..)` is called with";

const ELEMENTS: [&str; 2] = ["rapi-doc", "rapi-doc-mini"];

pub(super) fn is_on(page: &Page<'_>) -> bool {
    ELEMENTS.iter().any(|name| page.named(name).next().is_some())
}

pub(super) fn given(giver: Giver<'_>) -> Vec<Carried> {
    let mut given: Vec<Carried> = ELEMENTS.iter().flat_map(|name| urls(giver, name, "spec-url")).collect();
    for call in giver.page.calls(".loadSpec") {
        match arguments(giver, &call) {
            Ok(arguments) => given.extend(arguments.first().map(|first| giver.url(first))),
            Err(wrong) => given.push(wrong),
        }
    }
    given
}
