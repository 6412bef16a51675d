//! The media type `application/json-seq` (RFC 7464): where its records end, and which of them are whole.
//!
//! A record begins with U+001E and should end with a line feed. It is given out there, and not only once the next one
//! begins: that may take hours. So the brackets and quotes of its value are counted; nothing else of JSON is known here.

use super::{frames::Frame, json::Error, json_error::shorten};

/// What stands before each record.
const SEPARATOR: u8 = 0x1e;

/// How much of a text an error repeats, in characters.
const EXCERPT: usize = 100;

/// Where in a sequence of records one is.
#[derive(Default)]
pub(super) struct Records {
    /// Whether a separator came, and not yet the record behind it.
    begun: bool,
    /// How many arrays and objects are open.
    depth: usize,
    /// Whether a string is open.
    quoted: bool,
    /// Whether the last character was a backslash in a string.
    escaped: bool,
}

impl Records {
    /// Goes on through a record, and says where in these bytes it ends: at a separator, or a line feed behind its value.
    pub(super) fn find_end(&mut self, bytes: &[u8]) -> Option<usize> {
        bytes.iter().position(|byte| self.ends_at(*byte))
    }

    fn ends_at(&mut self, byte: u8) -> bool {
        match byte {
            // No string has one: JSON wants control characters to be escaped.
            SEPARATOR => return true,
            _ if self.escaped => self.escaped = false,
            b'\\' if self.quoted => self.escaped = true,
            b'"' => self.quoted = !self.quoted,
            _ if self.quoted => {}
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            b'\n' => return self.depth == 0,
            _ => {}
        }
        false
    }

    /// Takes what stands up to an end that was found, with it, or the rest of the stream; there may be nothing in it.
    pub(super) fn record(&mut self, bytes: &[u8]) -> Option<Result<Frame, Error>> {
        let Self { begun, depth, quoted, .. } = std::mem::take(self);
        let text = bytes.strip_suffix(&[SEPARATOR]).unwrap_or(bytes);
        self.begun = text.len() < bytes.len();
        let value = text.trim_ascii();
        let Some(first) = value.first() else {
            // Space is no record, so the one that began may still come.
            self.begun |= begun;
            return None;
        };
        if !begun {
            return Some(Err(error("a record separator (U+001E)", "", value)));
        }
        // Whether `12` was to become `123`, only the space behind it tells (RFC 7464, section 2.4).
        let is_closed = matches!(first, b'{' | b'[' | b'"') || text.trim_ascii_end().len() < text.len();
        if depth > 0 || quoted || !is_closed {
            return Some(Err(error("a whole record", "the start of one, ", value)));
        }
        Frame::of_text(value)
    }
}

#[cold]
fn error(expected: &str, what: &str, value: &[u8]) -> Error {
    let start = shorten(&String::from_utf8_lossy(value), EXCERPT);
    Error::new("", expected, format!("{what}`{start}`"))
}
