//! The words of a page: entities decoded, tags left out, and each word's place remembered.

use std::ops::Range;

use scraper::Html;

use super::tokens::{Token, Tokens};

/// A text made from a page, which still knows where on the page each part of it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// The text: `a < b` where the page says `a &lt; b`.
    pub(super) text: String,
    /// Pairs of a byte of the text and the byte of the page that it came from, both ascending.
    places: Vec<(usize, usize)>,
    /// Whether parts of it are translated, so that their places are only about right.
    pub(super) is_moved: bool,
}

impl Text {
    /// Adds what stands at the byte `at` of the page, as it is.
    pub(super) fn push(&mut self, text: &str, at: usize) {
        self.places.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// Adds what stands at the byte `at` of the page, its entities decoded and its lines ended by `\n`.
    pub(super) fn push_decoded(&mut self, mut text: &str, mut at: usize) {
        while let Some(special) = text.find(['&', '\r']) {
            self.push(&text[..special], at);
            (text, at) = (&text[special..], at + special);
            let (decoded, length) = if text.starts_with('&') {
                entity(text)
            } else {
                (String::from("\n"), if text.starts_with("\r\n") { 2 } else { 1 })
            };
            self.push(&decoded, at);
            (text, at) = (&text[length..], at + length);
        }
        self.push(text, at);
    }

    /// The byte of the page that a byte of this text came from.
    pub(super) fn place(&self, byte: usize) -> usize {
        let index = self.places.partition_point(|(start, _)| *start <= byte);
        match index.checked_sub(1).and_then(|index| self.places.get(index)) {
            Some((start, at)) => {
                let next = self.places.get(index).map_or(usize::MAX, |(_, next)| *next);
                (at + (byte - start)).min(next.max(*at))
            }
            None => 0,
        }
    }
}

/// The text of some bytes of a page without its tags.
pub(super) fn plain(page: &str, bytes: Range<usize>) -> Text {
    let mut text = Text::default();
    for (span, token) in Tokens::new(&page[bytes.clone()]) {
        let at = bytes.start + span.start;
        match token {
            Token::Text => text.push_decoded(&page[at..bytes.start + span.end], at),
            Token::Open { name, .. } if name == "br" => text.push("\n", at),
            Token::Open { .. } | Token::Close(_) | Token::Hidden => {}
        }
    }
    text
}

/// The same, as one line without white space around it.
pub(super) fn word(page: &str, bytes: Range<usize>) -> String {
    plain(page, bytes).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of some bytes of a page, its tags taken for text.
pub(super) fn verbatim(page: &str, bytes: Range<usize>) -> Text {
    let mut text = Text::default();
    text.push_decoded(&page[bytes.clone()], bytes.start);
    text
}

/// A text with its entities decoded.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = Text::default();
    decoded.push_decoded(text, 0);
    decoded.text
}

/// What the entity means that a text begins with, and its length; an `&` that begins none is itself.
///
/// HTML reads a hundred names without their `;` as well, which spoils the `?a=1&copy=2` of a URL: not here.
fn entity(text: &str) -> (String, usize) {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = text.bytes().skip(1).take(40).take_while(is_part).count();
    let name = &text[1..=length];
    if length == 0 || text.as_bytes().get(length + 1) != Some(&b';') {
        return (String::from("&"), 1);
    }
    let known = match name {
        "quot" => "\"",
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "#xA" => "\n",
        "#x27" | "#39" => "'",
        _ => return (unusual(&text[..length + 2]), length + 2),
    };
    (known.to_owned(), length + 2)
}

/// An entity as the HTML standard reads it, which knows over two thousand names.
fn unusual(text: &str) -> String {
    Html::parse_fragment(text).root_element().text().collect()
}
