//! Pages that were made to break something: never a panic, never more than a moment.

use serde_json::json;

use super::{Sample, documents, operation, parameter, read, response, source};
use crate::diagnostics::Diagnostics;

const NASTY: &str =
    "\"'`*/ /* {{ x }} {% y %} \\u{0} \\ \u{202E}\u{200F} ]]> --> $(z) &amp;lt; </ <! <? &#x0; \u{0}é";

#[test]
fn nasty_text_stays_text_in_every_part() {
    let text = crate::read::page::text::decode(NASTY);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut sample = Sample::new("POST", "\\a").header(NASTY, NASTY).header("content-type", "text/x");
    sample.heading = NASTY.into();
    sample.description = NASTY.into();
    sample.body = NASTY.into();
    sample.parameters = parameter(NASTY, "query", NASTY, NASTY, "required");
    sample.schema = Some(json!({"description": text}).to_string().replace('&', "&amp;").replace('<', "&lt;"));
    sample.responses = response("200", NASTY);
    let operation = operation(&sample);
    assert_eq!(operation["summary"], text.as_str());
    assert_eq!(operation["description"], text.as_str());
    assert_eq!(operation["x-bindery-example-headers"], json!({line.as_str(): line}));
    let parameter = &operation["parameters"][0];
    assert_eq!(parameter["name"], line.as_str());
    assert_eq!(parameter["schema"]["type"], line.as_str());
    assert_eq!(parameter["description"], text.as_str());
    let body = &operation["requestBody"]["content"]["text/x"];
    assert_eq!(body["schema"]["description"], text.as_str());
    assert_eq!(body["example"], text.as_str());
    assert_eq!(operation["responses"]["200"]["description"], text.as_str());
}

#[test]
fn a_page_cannot_forge_the_numbers_of_its_elements() {
    let page = Sample::new("GET", "\\a").html().replace("<span ", "<span data-bindery-number=999999 ");
    let (document, found) = documents(&[("-", &page)]);
    assert_eq!(found, Vec::<String>::new());
    assert!(document.root["paths"]["/a"]["get"].is_object());
}

/// The seed page, small enough to be spoiled in every place.
fn seed() -> String {
    let mut sample = Sample::new("POST", "\\a\\{b}{?c*}").header("content-type", "application/json");
    sample.description = "<p>A <a href=\"x\">b</a> <code>c</code></p>".into();
    sample.parameters = parameter("b", "path", "string", "&lt;é&gt;", "required");
    sample.schema = Some("{&quot;a&quot;: &quot;<code>b</code>&quot;}".into());
    sample.html()
}

#[test]
fn no_page_that_is_cut_off_makes_it_panic() {
    let pages = [seed(), include_str!("../../../../specs/stripe/PostFileLinks.html").to_owned()];
    for page in &pages {
        for end in (0..page.len()).step_by(7).filter(|end| page.is_char_boundary(*end)) {
            documents(&[("cut.html", &page[..end])]);
            documents(&[("cut.html", &page[end..])]);
        }
    }
}

#[test]
fn no_spoiled_byte_makes_it_panic() {
    let page = seed();
    let spoiled = ["<", ">", "\"", "&", "\\", "{", "\u{0}", "\r", "é", ""];
    for at in (0..page.len()).filter(|at| page.is_char_boundary(*at) && page.is_char_boundary(at + 1)) {
        let spoiled = spoiled[at % spoiled.len()];
        documents(&[("spoiled.html", &format!("{}{spoiled}{}", &page[..at], &page[at + 1..]))]);
    }
}

#[test]
fn no_repetition_takes_long_or_overflows_the_stack() {
    let pieces = [
        "<div>",
        "<p>",
        "<b>",
        "<a href=x>",
        "<ul><li>",
        "<li>",
        "<table>",
        "<blockquote>",
        "<svg>",
        "<script>",
        "<a ",
        "<a x=\"",
        "<a x='\"",
        "<!--",
        "<!doctype",
        "</div",
        "</",
        "<",
        "&",
        "&#",
        "&amp",
        "`",
        "<pre>",
        "<title>",
        "<dl><dt class=parameter>",
        "<h1>",
        "</p>",
        "<p><li></li>",
        "<dt class=parameter>",
        "<q></div>",
        "<code>x",
        "<li class=response>",
        "<span class=headerLine>",
    ];
    for piece in pieces {
        let many = piece.repeat(if piece == "<div>" { 100_000 } else { 5_000 });
        let sample = Sample { description: many.clone(), ..Sample::new("GET", "\\a") };
        let alone = format!("<p>{many}");
        let filled = Sample { schema: Some(many.clone()), ..sample.clone() };
        let listed = Sample { parameters: many.clone(), responses: many, ..Sample::new("GET", "\\a") };
        for page in [alone, sample.html(), filled.html(), listed.html()] {
            let started = std::time::Instant::now();
            read(&source("deep.html", &page), &mut Diagnostics::default());
            let taken = started.elapsed();
            assert!(taken.as_secs() < 10, "{piece}: {taken:?}");
        }
    }
}
