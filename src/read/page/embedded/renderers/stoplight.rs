//! Stoplight Elements (<https://github.com/stoplightio/elements>, docs/getting-started/elements/elements-options.md): the
//! attributes of its element, or the properties that a script sets.

use super::{Carried, Giver, Page, urls};

pub(super) const LOOKED: &str = "<elements-api apiDescriptionUrl=\"..\"> or apiDescriptionDocument, as attributes and as properties that are set";

const ELEMENT: &str = "elements-api";

pub(super) fn is_on(page: &Page<'_>) -> bool {
    [ELEMENT, "elements-dev-portal"].iter().any(|name| page.named(name).next().is_some())
}

pub(super) fn given(giver: Giver<'_>) -> Vec<Carried> {
    let elements = giver.page.named(ELEMENT);
    let texts = elements.filter_map(|one| Some((one.attribute("apiDescriptionDocument")?, one.tag.clone())));
    let mut given: Vec<Carried> = texts.map(|(text, tag)| giver.attribute(text, tag)).collect();
    let set = giver.page.assigned(".apiDescriptionDocument");
    given.extend(
        set.map(|set| set.map_or_else(|broken| giver.broken(&broken), |value| giver.document(&value))),
    );
    // The document counts before its URL.
    if given.is_empty() {
        given = urls(giver, ELEMENT, "apiDescriptionUrl");
        let set = giver.page.assigned(".apiDescriptionUrl");
        given.extend(
            set.map(|set| set.map_or_else(|broken| giver.broken(&broken), |value| giver.url(&value))),
        );
    }
    given
}
