//! Short prose, of parameters and responses, with its inline tags kept.
//!
//! A page's descriptions of parameters are Markdown themselves, or Markdown that a site has already turned
//! into inline HTML. Both are Markdown as it stands, so nothing is translated here: `<code>a</code>` stays.

use std::ops::Range;

use super::{
    text::decode,
    tokens::{Token, Tokens},
};

/// Elements that Markdown takes over as they are, and that say something.
const KEPT: &[&str] =
    &["a", "b", "code", "del", "em", "i", "kbd", "s", "samp", "strong", "sub", "sup", "tt", "var"];

/// Elements that end a paragraph.
const BREAKS: &[&str] = &["br", "dd", "div", "dl", "dt", "li", "ol", "p", "pre", "table", "tr", "ul"];

/// The prose between two bytes of a page, as Markdown with inline HTML.
pub(super) fn inline(page: &str, bytes: Range<usize>) -> String {
    let html = &page[bytes];
    let mut prose = String::new();
    for (span, token) in Tokens::new(html) {
        match token {
            Token::Text => prose.push_str(&decode(&html[span])),
            Token::Open { name, .. } | Token::Close(name) if KEPT.contains(&name.as_ref()) => {
                prose.push_str(&decode(&html[span]));
            }
            Token::Open { name, .. } | Token::Close(name) if BREAKS.contains(&name.as_ref()) => {
                prose.truncate(prose.trim_end().len());
                prose.push_str(if name == "li" { "\n- " } else { "\n\n" });
            }
            Token::Open { .. } | Token::Close(_) | Token::Hidden => {}
        }
    }
    prose.trim().to_owned()
}
