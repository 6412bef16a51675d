//! Redoc (<https://github.com/Redocly/redoc>): the element of all versions, and the state that `redoc-cli` and
//! `redocly build-docs` write into their pages.

use super::{Carried, Giver, Page, arguments, urls};

pub(super) const LOOKED: &str = "<redoc spec-url=\"..\">, `__redoc_state = {spec: {data: ..}}`, `__redoc_definition = ..`, `Redoc.init(..)`";

/// What a page of version 3 was drawn from.
const DEFINITION: &str = "__redoc_definition";

/// What a page of version 2 was drawn from.
const STATE: &str = "__redoc_state";

/// The calls that begin with the document or its URL. With version 3 a module imports its functions by their names.
const CALLS: [&str; 3] = ["Redoc.init", "RedocStandalone.init", "init"];

pub(super) fn is_on(page: &Page<'_>) -> bool {
    let is_file = |url: &str| url.contains("redoc.standalone") || url.contains("redoc.min.js");
    page.named("redoc").next().is_some()
        || page.script_files().any(|(url, _)| is_file(&url))
        || !page.calls("Redoc.init").is_empty()
        || imports(page)
}

/// Whether the page was drawn on a server, and holds what it was drawn from.
pub(super) fn is_drawn(page: &Page<'_>) -> bool {
    [DEFINITION, STATE].iter().any(|name| page.assigned(name).is_some())
}

/// Whether a script of the page imports Redoc by its functions: `import { init } from "..redoc.standalone.js"`.
fn imports(page: &Page<'_>) -> bool {
    page.scripts.iter().any(|script| {
        let mut imports = page.text[script.clone()].split("import ").skip(1);
        imports.any(|rest| rest.split(';').next().is_some_and(|line| line.contains("redoc.standalone")))
    })
}

pub(super) fn given(giver: Giver<'_>) -> Vec<Carried> {
    let drawn = drawn(giver);
    if !drawn.is_empty() {
        return drawn;
    }
    let page = giver.page;
    let mut given = urls(giver, "redoc", "spec-url");
    let calls =
        CALLS.iter().filter(|name| name.contains('.') || imports(page)).flat_map(|name| page.calls(name));
    for call in calls {
        match arguments(giver, &call) {
            Ok(arguments) => given.extend(arguments.first().map(|first| giver.url(first))),
            Err(wrong) => given.push(wrong),
        }
    }
    given
}

/// What the page was drawn from.
fn drawn(giver: Giver<'_>) -> Vec<Carried> {
    let mut given = Vec::new();
    match giver.page.assigned(DEFINITION) {
        Some(Ok(definition)) => given.push(giver.document(&definition)),
        Some(Err(broken)) => given.push(giver.broken(&broken)),
        None => {}
    }
    match giver.page.assigned(STATE) {
        Some(Ok(state)) => {
            // Of a page that was only half made, the URL is known.
            let spec = state.get("spec");
            let data = spec.and_then(|spec| giver.member(spec, "data")).map(|data| giver.document(&data));
            given.extend(data.or_else(|| Some(giver.url(&giver.member(spec?, "url")?))));
        }
        Some(Err(broken)) => given.push(giver.broken(&broken)),
        None => {}
    }
    given
}
