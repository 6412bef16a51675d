//! Which bytes of a script are code, and which are comments and texts in quotes.
//!
//! A regular expression can only be told from a division by a whole parser. What is guessed wrong here is so until the
//! end of its line: pages have whole libraries in them, and the line that counts behind these.

use super::literal::{LONGEST_PATTERN, begins_pattern};

/// A script, looked through from its start to its end.
#[derive(Clone, Debug)]
pub(super) struct Code<'t> {
    text: &'t [u8],
    at: usize,
    /// The last byte of code that is no white space.
    last: u8,
    /// No comment ends in its line before this byte: one that began before was looked through for its end.
    no_end_before: usize,
}

impl<'t> Code<'t> {
    /// A script, nothing of which was looked at.
    pub(super) fn new(text: &'t str) -> Self {
        Code { text: text.as_bytes(), at: 0, last: b'(', no_end_before: 0 }
    }

    /// Whether a byte is code; it is none of those before the one that was asked for last.
    pub(super) fn is_at(&mut self, at: usize) -> bool {
        while self.at < at {
            self.at = self.next();
        }
        self.at == at
    }

    /// The byte behind the piece of the script that begins here: a letter of code, a comment, a text, a pattern.
    fn next(&mut self) -> usize {
        let rest = &self.text[self.at..];
        let length = match rest {
            [b'/', b'/', ..] => line(rest),
            [b'/', b'*', inner @ ..] => self.comment(inner),
            [quote @ (b'"' | b'\''), ..] => quoted(rest, *quote).unwrap_or_else(|| line(rest)),
            [b'/', ..] if begins_pattern(self.last) => {
                quoted(&rest[..rest.len().min(LONGEST_PATTERN)], b'/').unwrap_or(1)
            }
            [b'\\', ..] => 2,
            _ => 1,
        };
        if let [byte, ..] = rest
            && !byte.is_ascii_whitespace()
        {
            self.last = *byte;
        }
        self.at + length
    }

    /// The length of a comment with this behind its start. One of several lines begins its first; `/*` elsewhere is a
    /// part of something else where it does not end in its line.
    fn comment(&mut self, inner: &[u8]) -> usize {
        let end = |text: &[u8]| text.windows(2).position(|two| two == b"*/").map(|end| end + 4);
        let before = self.text[..self.at].iter().rev().find(|byte| !b" \t".contains(byte));
        if before.is_none_or(|byte| *byte == b'\n') {
            return end(inner).unwrap_or(inner.len() + 2);
        }
        if self.at < self.no_end_before {
            return 2;
        }
        let stop = inner.windows(2).position(|two| two == b"*/" || two[0] == b'\n').unwrap_or(inner.len());
        if inner[stop..].starts_with(b"*/") {
            return stop + 4;
        }
        self.no_end_before = self.at + stop;
        2
    }
}

/// The length of a line, without its end.
fn line(text: &[u8]) -> usize {
    text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len())
}

/// The length of a text in quotes that ends in its line; a slash between brackets ends no pattern.
fn quoted(text: &[u8], quote: u8) -> Option<usize> {
    let (mut at, mut is_class) = (1, false);
    loop {
        match text.get(at)? {
            b'\n' => return None,
            b'\\' => at += 1,
            b'[' if quote == b'/' => is_class = true,
            b']' => is_class = false,
            byte if *byte == quote && !is_class => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
}
