//! Where a JSON value ends, for values that nobody wants.

use super::scan::{number_end, plain_end, unescape};

/// Where the value ends that comes next; `None` if it is no JSON, or holds more than so many arrays and objects
/// inside each other, of which there may be at most 128.
pub(super) fn value_end(bytes: &[u8], start: usize, deepest: usize) -> Option<usize> {
    let mut at = start;
    let mut open = Open { depth: 0, objects: 0 };
    loop {
        at = space_end(bytes, at);
        match *bytes.get(at)? {
            b'"' => at = string_end(bytes, at)?,
            b'{' | b'[' if open.depth == deepest => return None,
            bracket @ (b'{' | b'[') => {
                open.begin(bracket == b'{');
                at = space_end(bytes, at + 1);
                if *bytes.get(at)? != open.end() {
                    at = open.member(bytes, at)?;
                    continue;
                }
            }
            b't' => at = word_end(bytes, at, b"true")?,
            b'f' => at = word_end(bytes, at, b"false")?,
            b'n' => at = word_end(bytes, at, b"null")?,
            _ => at = number_end(bytes, at)?,
        }
        loop {
            if open.depth == 0 {
                return Some(at);
            }
            at = space_end(bytes, at);
            match *bytes.get(at)? {
                b',' => break,
                byte if byte == open.end() => {
                    open.depth -= 1;
                    open.objects >>= 1;
                    at += 1;
                }
                _ => return None,
            }
        }
        at = open.member(bytes, space_end(bytes, at + 1))?;
    }
}

/// The arrays and objects that are open.
struct Open {
    depth: usize,
    /// A bit for each, which is set for objects; that of the innermost is the lowest.
    objects: u128,
}

impl Open {
    fn begin(&mut self, object: bool) {
        self.depth += 1;
        self.objects = self.objects << 1 | u128::from(object);
    }

    fn is_object(&self) -> bool {
        self.objects & 1 == 1
    }

    /// What ends the innermost.
    fn end(&self) -> u8 {
        if self.is_object() { b'}' } else { b']' }
    }

    /// Where the value of the next member begins, behind its name; where the next element begins in an array.
    fn member(&self, bytes: &[u8], start: usize) -> Option<usize> {
        if !self.is_object() {
            return Some(start);
        }
        let colon = space_end(bytes, string_end(bytes, start)?);
        (bytes.get(colon) == Some(&b':')).then_some(colon + 1)
    }
}

/// Where the white space ends.
fn space_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while matches!(bytes.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        at += 1;
    }
    at
}

/// Where the string ends, behind its second quote.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    if bytes.get(start) != Some(&b'"') {
        return None;
    }
    let mut at = plain_end(bytes, start + 1);
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 1 + unescape(&bytes[at + 1..])?.1,
            _ => return None,
        }
        at = plain_end(bytes, at);
    }
}

fn word_end(bytes: &[u8], start: usize, word: &[u8]) -> Option<usize> {
    bytes[start..].starts_with(word).then_some(start + word.len())
}
