//! Finds places of a text that are known by their JSON pointer only.
//!
//! In: a text and the pointers that are wanted, as a tree. Out: a span for each that the text has: of
//! the value where it is a scalar, of its key where it is an object or an array, so that a snippet is
//! one line. One pass over the text serves all pointers; what nobody wants is skipped over.
//!
//! It takes whatever a reader accepted, and stops without a word where a text is broken.

use std::{collections::BTreeMap, ops::Range};

/// The places that are wanted in one text, as a tree of pointer tokens.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// What is wanted below this place, by key or index.
    pub(super) below: BTreeMap<String, Wanted>,
    /// The bytes of this place, once found.
    pub(super) span: Option<Range<usize>>,
}

impl Wanted {
    /// Asks for the place of a pointer such as `/paths/~1pets`.
    pub(super) fn add(&mut self, pointer: &str) {
        tokens(pointer).fold(self, |place, token| place.below.entry(token).or_default());
    }

    /// The span of a pointer, or of the nearest place around it that the text has: what a reader
    /// added or moved is not in the text itself.
    pub(super) fn get(&self, pointer: &str) -> Option<Range<usize>> {
        let mut place = self;
        let mut nearest = None;
        for token in tokens(pointer) {
            let Some(next) = place.below.get(&token) else { break };
            place = next;
            nearest = place.span.clone().or(nearest);
        }
        nearest
    }
}

/// The steps of a JSON pointer, unescaped.
fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}

/// Finds the wanted places of a JSON text.
pub(super) fn json(text: &str, wanted: &mut Wanted) {
    let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    // The end of a broken text ends the search; what was found until then stays.
    let _ = Scanner { text, at }.value(wanted, None);
}

/// A position in a JSON text; each step is `None` where the text is not what JSON has there.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl Scanner<'_> {
    /// Passes a value, noting the places that are wanted in it; `key` is its key's span.
    fn value(&mut self, wanted: &mut Wanted, key: Option<Range<usize>>) -> Option<()> {
        let first = self.space()?;
        let start = self.at;
        match first {
            b'{' | b'[' => {
                wanted.span = Some(key.unwrap_or(start..start + 1));
                match first {
                    _ if wanted.below.is_empty() => self.skip(),
                    b'{' => self.members(wanted),
                    _ => self.items(wanted),
                }
            }
            _ => {
                self.skip()?;
                wanted.span = Some(start..self.at);
                Some(())
            }
        }
    }

    /// Passes an object. A key that is repeated counts where it stands last, as serde_json has it.
    fn members(&mut self, wanted: &mut Wanted) -> Option<()> {
        self.at += 1;
        while self.space()? != b'}' {
            let start = self.at;
            self.string()?;
            let key = start..self.at;
            if self.space()? != b':' {
                return None;
            }
            self.at += 1;
            match wanted.below.get_mut(&*unquote(self.text.get(key.clone())?)) {
                Some(place) => self.value(place, Some(key))?,
                None => self.skip()?,
            }
            self.comma()?;
        }
        self.at += 1;
        Some(())
    }

    /// Passes an array.
    fn items(&mut self, wanted: &mut Wanted) -> Option<()> {
        self.at += 1;
        let mut index = 0_usize;
        while self.space()? != b']' {
            match wanted.below.get_mut(&index.to_string()) {
                Some(place) => self.value(place, None)?,
                None => self.skip()?,
            }
            index += 1;
            self.comma()?;
        }
        self.at += 1;
        Some(())
    }

    /// Passes a value that nobody wants to look into. It counts brackets instead of calling itself, so
    /// that no depth of nesting can exhaust the stack.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.space()? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                b',' | b':' => return None,
                _ => self.word(),
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Passes a string, from quote to quote.
    fn string(&mut self) -> Option<()> {
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            match self.peek()? {
                b'"' => break,
                _ => self.at += 2,
            }
        }
        self.at += 1;
        Some(())
    }

    /// Passes a number, `true`, `false` or `null`.
    fn word(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b",:]}[{\"".contains(byte);
        self.at += rest.iter().position(ends).unwrap_or(rest.len());
    }

    /// Passes a comma, if there is one.
    fn comma(&mut self) -> Option<()> {
        if self.space()? == b',' {
            self.at += 1;
        }
        Some(())
    }

    /// Passes white space; the byte that follows.
    fn space(&mut self) -> Option<u8> {
        while self.peek()?.is_ascii_whitespace() {
            self.at += 1;
        }
        self.peek()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// What a JSON string says, given with its quotes.
fn unquote(quoted: &str) -> std::borrow::Cow<'_, str> {
    let bare = quoted.trim_matches('"');
    match quoted.contains('\\').then(|| serde_json::from_str(quoted)) {
        Some(Ok(text)) => std::borrow::Cow::Owned(text),
        _ => std::borrow::Cow::Borrowed(bare),
    }
}
