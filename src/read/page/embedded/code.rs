//! Which bytes of a script are code, and which are comments and texts in quotes.
//!
//! A regular expression can only be told from a division by a whole parser. What is guessed wrong here is so until the
//! end of its line: pages have whole libraries in them, and the line that counts behind these.

use super::literal::begins_pattern;

/// A script, looked through from its start to its end.
#[derive(Clone, Debug)]
pub(super) struct Code<'t> {
    text: &'t [u8],
    at: usize,
    /// The last byte of code that is no white space.
    last: u8,
}

impl<'t> Code<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Code { text: text.as_bytes(), at: 0, last: b'(' }
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
            [b'/', b'*', inner @ ..] => self.comment(inner).unwrap_or(2),
            [quote @ (b'"' | b'\''), ..] => quoted(rest, *quote).unwrap_or_else(|| line(rest)),
            [b'/', ..] if begins_pattern(self.last) => quoted(rest, b'/').unwrap_or(1),
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
}

impl Code<'_> {
    /// The length of a comment with this behind its start; one of several lines begins its first.
    fn comment(&self, inner: &[u8]) -> Option<usize> {
        let end = inner.windows(2).position(|two| two == b"*/")?;
        let before = self.text[..self.at].iter().rev().find(|byte| !b" \t".contains(byte));
        let is_first = before.is_none_or(|byte| *byte == b'\n');
        (is_first || line(inner) > end).then_some(end + 4)
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
