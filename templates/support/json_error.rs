//! What is wrong with a JSON text, and where.
//!
//! Generated code keeps no account of where it is. Only once something is wrong, the text is scanned again
//! from its start to find the path, so that reading without errors costs nothing.

use std::fmt;

/// How much of a text an error repeats, in characters.
const EXCERPT: usize = 100;

/// A JSON text that is not what it should be: `at data[3].amount: expected an integer, found the string "12"`.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    /// Boxed, so that the results of reading stay small.
    details: Box<Details>,
}

#[derive(Clone, Default, PartialEq, Eq)]
struct Details {
    path: String,
    expected: String,
    found: String,
}

impl Error {
    /// An error at a path, empty for the whole text: `Error::new("data[3]", "an object", "null")`.
    pub fn new(path: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) -> Self {
        let details = Details { path: path.into(), expected: expected.into(), found: found.into() };
        Self { details: Box::new(details) }
    }

    /// The error of a trial, which nobody reads.
    pub(super) fn unread() -> Self {
        Self { details: Box::default() }
    }

    /// An error about what stands at an offset of the text.
    pub(super) fn at(text: &str, offset: usize, expected: &str) -> Self {
        Self::new(path(text, offset), expected, describe(text, offset))
    }

    /// The path of what stands at an offset of the text.
    pub(super) fn path_at(text: &str, offset: usize) -> String {
        path(text, offset)
    }

    /// Where, in the notation of JavaScript: `data[3].amount`; empty for the whole text.
    pub fn path(&self) -> &str {
        &self.details.path
    }

    /// What should have been there: `an integer`.
    pub fn expected(&self) -> &str {
        &self.details.expected
    }

    /// What was there, shortened: `the string "12"`.
    pub fn found(&self) -> &str {
        &self.details.found
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { path, expected, found } = &*self.details;
        let at = if path.is_empty() { "the top level" } else { path };
        write!(f, "at {at}: expected {expected}, found {found}")
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("path", &self.details.path)
            .field("expected", &self.details.expected)
            .field("found", &self.details.found)
            .finish()
    }
}

impl std::error::Error for Error {}

/// The start of a text, at most `limit` characters of it: `a long te…`.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Says what stands at an offset: `the string "12"`, `an object`, `the end of the text`.
fn describe(text: &str, offset: usize) -> String {
    let rest = text.get(offset..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return "the end of the text".to_owned();
    };
    let word = |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
    match first {
        '{' => "an object".to_owned(),
        '[' => "an array".to_owned(),
        '"' => format!("the string {}", shorten(&rest[..string_end(rest, 0)], EXCERPT)),
        '-' | '0'..='9' | 'a'..='z' | 'A'..='Z' => {
            let word = &rest[..rest.find(|character| !word(character)).unwrap_or(rest.len())];
            match word {
                "null" => "null".to_owned(),
                "true" | "false" => format!("the boolean {word}"),
                _ if first.is_ascii_alphabetic() => format!("the text {}", shorten(word, EXCERPT)),
                _ => format!("the number {}", shorten(word, EXCERPT)),
            }
        }
        _ => format!("the character {first:?}"),
    }
}

/// Where the string that starts at an offset ends, or the text if it does not.
fn string_end(text: &str, start: usize) -> usize {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(start + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

/// What an array or object is at, on the way to an offset.
enum Step<'a> {
    /// In an object, after the quoted name, or before the first one.
    Member(Option<&'a str>),
    /// In an array.
    Element(usize),
}

/// The path of the value at an offset. The text up to there was read before, so it needs no checks.
fn path(text: &str, offset: usize) -> String {
    let mut steps = Vec::new();
    let mut at = 0;
    let offset = offset.min(text.len());
    while at < offset {
        match text.as_bytes()[at] {
            b'{' => steps.push(Step::Member(None)),
            b'[' => steps.push(Step::Element(0)),
            b'}' | b']' => drop(steps.pop()),
            b',' => match steps.last_mut() {
                Some(Step::Element(index)) => *index += 1,
                Some(Step::Member(name)) => *name = None,
                None => {}
            },
            b'"' => {
                let end = string_end(text, at);
                if let Some(Step::Member(name @ None)) = steps.last_mut() {
                    *name = Some(&text[at..end]);
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    spell(&steps)
}

/// The text of a path: names that are not plain words keep their quotes, `metadata["a b"]`.
fn spell(steps: &[Step<'_>]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Element(index) => path.push_str(&format!("[{index}]")),
            Step::Member(None) => {}
            Step::Member(Some(quoted)) => {
                let name = quoted.trim_matches('"');
                let plain = |character: char| character.is_alphanumeric() || "_-$@".contains(character);
                if name.is_empty() || !name.chars().all(plain) {
                    path.push_str(&format!("[{quoted}]"));
                } else {
                    path.push_str(if path.is_empty() { "" } else { "." });
                    path.push_str(name);
                }
            }
        }
    }
    path
}
