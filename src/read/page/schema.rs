//! The request body schema of a page: JSON, as the page's author wrote it.
//!
//! In: the bytes of the element that holds it. Out: the schema, or an error that points into it. The text
//! may be encoded, raw, or passed through Markdown; each reading is tried, and nothing is mended by guessing.

use std::ops::Range;

use serde_json::Value;

use super::{
    markdown::markdown,
    text::{self, Text},
    tokens::{Token, Tokens},
};
use crate::diagnostics::PageProblem;

/// Elements that Markdown makes of the text of a description, and that are text again inside JSON.
const PROSE: &[&str] =
    &["a", "b", "br", "code", "del", "em", "i", "img", "li", "ol", "p", "span", "strong", "ul"];

/// Why a schema cannot be read, and the byte of the page where its reading stopped.
pub(super) type Damage = (PageProblem, usize);

/// The schema in some bytes of a page; None where they hold nothing but white space.
pub(super) fn schema(page: &str, bytes: Range<usize>) -> Result<Option<Value>, Damage> {
    if text::plain(page, bytes.clone()).text.trim().is_empty() {
        return Ok(None);
    }
    let mut furthest: Option<Damage> = None;
    for reading in readings(page, bytes.clone()) {
        match parse(&reading) {
            Ok(value) => return Ok(Some(value)),
            // What a translation has moved has no place of its own.
            Err(_) if reading.is_moved => {}
            Err(damage) => {
                if furthest.as_ref().is_none_or(|(_, at)| damage.1 > *at) {
                    furthest = Some(damage);
                }
            }
        }
    }
    if has_prose_tags(&page[bytes.clone()])
        && let Err(damage) = parse(&without_markup(page, bytes, Tags::LeftOut))
        && furthest.as_ref().is_none_or(|(_, at)| damage.1 >= *at)
    {
        furthest = Some(damage);
    }
    furthest.map_or(Ok(None), Err)
}

/// What becomes of the tags inside a JSON string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tags {
    /// They become Markdown again.
    Translated,
    /// They are left out, which keeps each other byte's place exact.
    LeftOut,
}

/// The ways to read the text, the likeliest first.
///
/// Where the quotes of the JSON are encoded, its author's `<` would be encoded too: a tag of prose is then
/// Markdown's work. Where they are not, a tag is the author's own word.
fn readings(page: &str, bytes: Range<usize>) -> Vec<Text> {
    let raw = &page[bytes.clone()];
    let decoded = text::verbatim(page, bytes.clone());
    let mut as_it_stands = Text::default();
    as_it_stands.push(raw, bytes.start);
    if !has_prose_tags(raw) {
        return vec![decoded, as_it_stands];
    }
    let mut from_markdown = without_markup(page, bytes, Tags::Translated);
    from_markdown.is_moved = true;
    if raw.contains("&quot;") || raw.contains("&#34;") {
        vec![from_markdown, decoded, as_it_stands]
    } else {
        vec![decoded, as_it_stands, from_markdown]
    }
}

fn has_prose_tags(raw: &str) -> bool {
    Tokens::new(raw).any(|(_, token)| match token {
        Token::Open { name, .. } | Token::Close(name) => PROSE.contains(&name.as_ref()),
        Token::Text | Token::Hidden => false,
    })
}

/// The text without its tags: those between JSON strings are left out, those inside as `tags` says.
fn without_markup(page: &str, bytes: Range<usize>, tags: Tags) -> Text {
    let mut json = Text::default();
    let (mut at, mut in_string) = (bytes.start, false);
    for quote in quotes(page, &bytes).into_iter().chain(std::iter::once(bytes.end..bytes.end)) {
        let between = at..quote.start;
        match tags {
            Tags::Translated if in_string && has_prose_tags(&page[between.clone()]) => {
                json.push(&markdown(page, between.clone()).replace('\n', "\\n"), between.start);
            }
            Tags::Translated | Tags::LeftOut => push_text(&mut json, page, between, in_string),
        }
        if !quote.is_empty() {
            json.push("\"", quote.start);
        }
        (at, in_string) = (quote.end, !in_string);
    }
    json
}

/// The text between two quotes. Where that is no string, an end tag there is a sanitizer's and no text.
fn push_text(json: &mut Text, page: &str, between: Range<usize>, in_string: bool) {
    for (span, token) in Tokens::new(&page[between.clone()]) {
        let at = between.start + span.start;
        if token == Token::Text {
            let text = &page[at..between.start + span.end];
            let is_end_tag = !in_string && text.starts_with("</");
            let skipped = if is_end_tag { text.find('>').map_or(0, |end| end + 1) } else { 0 };
            json.push_decoded(&text[skipped..], at + skipped);
        }
    }
}

/// The quotes that begin or end a JSON string, encoded or not; those inside tags are none.
fn quotes(page: &str, bytes: &Range<usize>) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut is_escaped = false;
    for (span, token) in Tokens::new(&page[bytes.clone()]) {
        if token != Token::Text {
            continue;
        }
        let (mut at, end) = (bytes.start + span.start, bytes.start + span.end);
        while at < end {
            let rest = &page[at..end];
            let quote = ["\"", "&quot;", "&#34;", "&#x22;"].iter().find(|quote| rest.starts_with(**quote));
            let length =
                quote.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |quote| quote.len());
            if quote.is_some() && !is_escaped {
                quotes.push(at..at + length);
            }
            is_escaped = rest.starts_with('\\') && !is_escaped;
            at += length;
        }
    }
    quotes
}

/// A reading as a schema.
fn parse(reading: &Text) -> Result<Value, Damage> {
    let (line, column, reason) = match serde_json::from_str::<Value>(&reading.text) {
        Ok(value) if value.is_object() || value.is_boolean() => return Ok(value),
        Ok(_) => (1, 1, String::from("a schema is an object, or true or false")),
        Err(error) => {
            let told = error.to_string();
            let reason = told.split(" at line ").next().unwrap_or(&told).to_owned();
            (error.line(), error.column(), reason)
        }
    };
    let lines = reading.text.split_inclusive('\n').take(line.saturating_sub(1));
    let line_start: usize = lines.map(str::len).sum();
    let byte = floor(&reading.text, line_start + column.saturating_sub(1));
    let column = reading.text[floor(&reading.text, line_start)..byte].chars().count() + 1;
    let near = near(&reading.text, byte);
    Err((PageProblem::PageSchemaDamaged { line, column, reason, near }, reading.place(byte)))
}

/// The text around a byte, on one line.
fn near(text: &str, byte: usize) -> String {
    let (start, end) = (floor(text, byte.saturating_sub(40)), floor(text, byte + 40));
    text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of the character that a byte belongs to.
fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or(0)
}
