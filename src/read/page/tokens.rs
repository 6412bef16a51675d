//! The text of a page cut into tags and text, each with its bytes.
//!
//! In: any text. Out: [`Tokens`], which covers it without a gap. Only an element that HTML knows is a tag;
//! `<Play>`, `<currency>` and `<=2024-01-01` are text, because documentation writes such things and a
//! browser's reading of them loses words. It never fails, and it takes time in proportion to the text.

use std::{borrow::Cow, ops::Range};

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Text, its entities not yet decoded: `a &lt; b`.
    Text,
    /// A start tag: `<a href="x">`.
    Open {
        /// The name in lower case: `a`.
        name: Cow<'t, str>,
        /// Everything between the name and the `>`: ` href="x"`.
        attributes: &'t str,
    },
    /// An end tag, with its name in lower case: `</a>`.
    Close(Cow<'t, str>),
    /// What no reader of the page sees: a comment, a doctype, the content of a script.
    Hidden,
}

/// The pieces of a text, in order.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// No tag begins before this byte: an attempt to read one ran into the end of the text.
    no_tag_before: usize,
    /// The element just opened, where its content is no markup.
    opaque: Option<&'static str>,
    /// Elements that are known not to be closed any more, so that nobody looks for their end twice.
    unclosed: Vec<&'static str>,
}

/// Elements whose content is no markup, or nothing that a reader of the page reads.
const OPAQUE: &[&str] = &[
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "template",
    "svg", "math",
];

/// Elements that have no content and no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// The other elements of HTML, the obsolete ones that documentation still uses included.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big",
    "blockquote", "body", "button", "canvas", "caption", "center", "cite", "code", "colgroup",
    "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em",
    "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2",
    "h3", "h4", "h5", "h6", "head", "header", "hgroup", "html", "i", "ins", "kbd", "label",
    "legend", "li", "main", "map", "mark", "menu", "meter", "nav", "nobr", "object", "ol",
    "optgroup", "option", "output", "p", "picture", "pre", "progress", "q", "rb", "rp", "rt",
    "ruby", "s", "samp", "search", "section", "select", "slot", "small", "span", "strike", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt",
    "u", "ul", "var", "video",
];

/// Whether an element has no content: `br`.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether HTML knows an element of this name; one with a hyphen is a custom element. Redoc's has none.
fn is_known(name: &str) -> bool {
    name.contains('-') || name == "redoc" || is_void(name) || OPAQUE.contains(&name) || OTHERS.contains(&name)
}

impl<'t> Tokens<'t> {
    /// The pieces of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        Tokens { text, at: 0, no_tag_before: 0, opaque: None, unclosed: Vec::new() }
    }

    /// The content of an opaque element, if it is closed at all.
    fn hidden_content(&mut self, name: &'static str) -> Option<usize> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let end = find_end_tag(self.text, self.at, name);
        if end.is_none() {
            self.unclosed.push(name);
        }
        end.filter(|&end| end > self.at)
    }

    /// The markup that begins at the current byte, which is a `<`, and where it ends.
    fn markup(&mut self) -> Option<(usize, Token<'t>)> {
        let rest = &self.text[self.at..];
        if rest.starts_with("<!--") {
            let end = rest.get(4..).and_then(|inner| inner.find("-->")).map_or(rest.len(), |end| end + 7);
            return Some((self.at + end, Token::Hidden));
        }
        if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            return Some((self.at + end, Token::Hidden));
        }
        let closing = rest.starts_with("</");
        let name_start = self.at + if closing { 2 } else { 1 };
        let name = name_at(&self.text[name_start..])?;
        let name_end = name_start + name.len();
        let name = lower(name);
        if !is_known(&name) || name_start < self.no_tag_before {
            return None;
        }
        match tag_end(self.text.as_bytes(), name_end) {
            Ok(end) if closing => Some((end, Token::Close(name))),
            Ok(end) => {
                let attributes = &self.text[name_end..end - 1];
                if !attributes.ends_with('/') {
                    self.opaque = OPAQUE.iter().copied().find(|opaque| *opaque == name);
                }
                Some((end, Token::Open { name, attributes }))
            }
            Err(failed_at) => {
                self.no_tag_before = failed_at;
                None
            }
        }
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = (Range<usize>, Token<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        if let Some(end) = self.opaque.take().and_then(|name| self.hidden_content(name)) {
            self.at = end;
            return Some((start..end, Token::Hidden));
        }
        if self.text.as_bytes()[start] == b'<'
            && let Some((end, token)) = self.markup()
        {
            self.at = end;
            return Some((start..end, token));
        }
        let after = start + 1;
        self.at = self.text.as_bytes()[after..]
            .iter()
            .position(|byte| *byte == b'<')
            .map_or(self.text.len(), |length| after + length);
        Some((start..self.at, Token::Text))
    }
}

/// A name in lower case, borrowed where it is so already.
fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// The element name that a text begins with.
fn name_at(text: &str) -> Option<&str> {
    let length = text
        .bytes()
        .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || byte == b':'))
        .unwrap_or(text.len());
    let name = &text[..length];
    name.starts_with(|first: char| first.is_ascii_alphabetic()).then_some(name)
}

/// Where the tag ends whose name ends at `at`; or the byte up to which another attempt would fail as well.
fn tag_end(bytes: &[u8], mut at: usize) -> Result<usize, usize> {
    let is_break = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
    if !bytes.get(at).is_some_and(|byte| is_break(*byte) || *byte == b'>') {
        return Err(0);
    }
    loop {
        at = skip(bytes, at, is_break);
        if bytes.get(at) == Some(&b'>') {
            return Ok(at + 1);
        }
        // A name that begins with `=` is odd and still a name, so that each turn moves on.
        at = skip(bytes, at + 1, |byte| !is_break(byte) && byte != b'>' && byte != b'=');
        let value = skip(bytes, at, |byte| byte.is_ascii_whitespace());
        if bytes.get(value) == Some(&b'=') {
            at = skip(bytes, value + 1, |byte| byte.is_ascii_whitespace());
            at = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => match bytes[at + 1..].iter().position(|byte| byte == quote) {
                    Some(length) => at + length + 2,
                    None => return Err(at),
                },
                Some(_) => skip(bytes, at, |byte| !byte.is_ascii_whitespace() && byte != b'>'),
                None => at,
            };
        }
        if at >= bytes.len() {
            return Err(bytes.len());
        }
    }
}

/// The first byte from `at` on that does not fit.
fn skip(bytes: &[u8], at: usize, fits: impl Fn(u8) -> bool) -> usize {
    bytes.get(at..).and_then(|rest| rest.iter().position(|byte| !fits(*byte))).map_or(bytes.len(), |n| at + n)
}

/// Where the end tag of `name` begins, from `at` on.
fn find_end_tag(text: &str, at: usize, name: &str) -> Option<usize> {
    let mut from = at;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("</")) {
        let start = from + found;
        let end = start + 2 + name.len();
        let is_it = text.get(start + 2..end).is_some_and(|there| there.eq_ignore_ascii_case(name));
        // As a browser has it: `"</script"` in a script does not end it.
        let is_whole =
            text.as_bytes().get(end).is_none_or(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte));
        if is_it && is_whole {
            return Some(start);
        }
        from = start + 2;
    }
    None
}

/// The value of an attribute, its entities decoded: `x` of ` href="x"`.
pub(super) fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let bytes = attributes.as_bytes();
    let mut at = 0;
    loop {
        at = skip(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        if at >= bytes.len() {
            return None;
        }
        let name_end =
            skip(bytes, at + 1, |byte| !byte.is_ascii_whitespace() && byte != b'/' && byte != b'=');
        let name = attributes.get(at..name_end)?;
        let mut value = "";
        at = skip(bytes, name_end, |byte| byte.is_ascii_whitespace());
        if bytes.get(at) == Some(&b'=') {
            at = skip(bytes, at + 1, |byte| byte.is_ascii_whitespace());
            let (start, end) = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => (at + 1, skip(bytes, at + 1, |byte| byte != *quote)),
                _ => (at, skip(bytes, at, |byte| !byte.is_ascii_whitespace())),
            };
            value = attributes.get(start..end)?;
            at = end + usize::from(start > at);
        }
        if name.eq_ignore_ascii_case(wanted) {
            return Some(super::text::decode(value));
        }
    }
}
