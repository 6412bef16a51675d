//! What is passed over: white space, comments, and expressions that are not read.

use super::{Broken, Reader};

/// Whether a text may be the name of something in a script: `__redoc_state`.
pub(in super::super) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| is_name_letter(first) && !first.is_ascii_digit())
        && text.chars().all(is_name_letter)
}

/// Whether a letter may be in the name of something in a script.
pub(in super::super) fn is_name_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

/// A regular expression of more bytes is taken for a division, so that nobody looks for its end again and again.
pub(in super::super) const LONGEST_PATTERN: usize = 2_000;

/// Whether a slash behind this byte begins a regular expression; otherwise it divides.
pub(in super::super) fn begins_pattern(last: u8) -> bool {
    b"(,=:[!&|?{};+-*%<>~^".contains(&last)
}

impl<'t> Reader<'t> {
    /// Passes white space and comments.
    pub(in super::super) fn space(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let trimmed =
                rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
            let space = &rest[..rest.len() - trimmed.len()];
            self.is_json &= space.bytes().all(|byte| b" \t\r\n".contains(&byte));
            self.at += space.len();
            let Some(length) = comment(trimmed) else { return };
            self.is_json = false;
            self.at += length;
        }
    }

    /// The name that begins here; it is empty where none does.
    pub(super) fn name(&self) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest.find(|letter| !is_name_letter(letter)).unwrap_or(rest.len());
        if is_name(&rest[..end]) { &rest[..end] } else { "" }
    }

    /// Whether the expression whose first value ends at `end` goes on here: `a + b`, `a(b)`, `a.b`.
    pub(super) fn goes_on(&self, end: usize) -> bool {
        match self.peek() {
            // A template behind a value on another line begins a statement no more than a bracket does.
            Some(
                b'+' | b'-' | b'*' | b'/' | b'%' | b'.' | b'(' | b'[' | b'?' | b'&' | b'|' | b'<' | b'>'
                | b'=',
            ) => true,
            Some(b'!' | b'^' | b'`') => true,
            Some(_) => ["in", "instanceof", "as", "satisfies"].contains(&self.name()) && end < self.at,
            None => false,
        }
    }

    /// Passes an expression, up to the comma, semicolon or closing bracket behind it.
    pub(super) fn skip_expression(&mut self) -> Result<(), Broken> {
        let mut open: Vec<u8> = Vec::new();
        // The last byte that is neither white space nor comment tells a division from a regular expression.
        let mut last = b'(';
        loop {
            let Some(byte) = self.peek() else {
                return if open.is_empty() {
                    Ok(())
                } else {
                    Err(self.broken("the text ends inside a bracket"))
                };
            };
            if open.last() == Some(&b'`') {
                self.skip_in_template(byte, &mut open);
                continue;
            }
            match byte {
                b'"' | b'\'' => self.skip_quoted(byte)?,
                b'/' if comment(&self.text[self.at..]).is_some() => {
                    self.at += comment(&self.text[self.at..]).unwrap_or_default();
                    continue;
                }
                b'/' if begins_pattern(last) => self.skip_pattern(),
                b'`' | b'(' | b'[' | b'{' => {
                    open.push(byte);
                    self.at += 1;
                }
                b')' | b']' | b'}' => {
                    if open.pop().is_none() {
                        return Ok(());
                    }
                    self.at += 1;
                }
                b',' | b';' if open.is_empty() => return Ok(()),
                _ => self.at += 1,
            }
            last = if byte.is_ascii_whitespace() { last } else { byte };
        }
    }

    /// Passes a letter of a template, or the start of a hole in it.
    fn skip_in_template(&mut self, byte: u8, open: &mut Vec<u8>) {
        match byte {
            b'`' => {
                open.pop();
            }
            b'$' if self.text[self.at..].starts_with("${") => {
                open.push(b'{');
                self.at += 1;
            }
            b'\\' => self.at += 1,
            _ => {}
        }
        self.step();
    }

    /// Passes a text in quotes.
    fn skip_quoted(&mut self, quote: u8) -> Result<(), Broken> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(Broken { at: start, reason: "the text in quotes does not end" }),
                Some(b'\\') => self.at += 1,
                Some(byte) if byte == quote => {
                    self.at += 1;
                    return Ok(());
                }
                Some(_) => {}
            }
            self.step();
        }
    }

    /// Passes a regular expression; what is none after all was a division.
    fn skip_pattern(&mut self) {
        let start = self.at;
        let mut is_class = false;
        self.at += 1;
        loop {
            match self.peek() {
                None | Some(b'\n') => {
                    self.at = start + 1;
                    return;
                }
                Some(_) if self.at - start > LONGEST_PATTERN => {
                    self.at = start + 1;
                    return;
                }
                Some(b'\\') => self.at += 1,
                Some(b'[') => is_class = true,
                Some(b']') => is_class = false,
                Some(b'/') if !is_class => {
                    self.at += 1;
                    return;
                }
                Some(_) => {}
            }
            self.step();
        }
    }

    /// Passes one letter.
    pub(super) fn step(&mut self) {
        let end = self.text.len();
        self.at = (self.at + 1..end).find(|at| self.text.is_char_boundary(*at)).unwrap_or(end);
    }
}

/// The length of the comment that a text begins with.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    let inner = text.strip_prefix("/*")?;
    Some(inner.find("*/").map_or(text.len(), |end| end + 4))
}
