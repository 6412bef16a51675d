//! Doc comments: what an author says, as lines that rustdoc shows as they were meant.
//!
//! In: Markdown and facts. Out: the lines of a doc comment, wrapped, with the code in them kept from
//! being compiled as a doc test.

use serde_json::Value;

use super::markdown;
use crate::{
    api::{Docs, Limit, Note},
    diagnostics::visible,
};

/// How long a line of documentation may be.
const WIDTH: usize = 96;

/// The documentation of something: what is said about it, then the facts.
pub(super) fn of(docs: &Docs) -> Vec<String> {
    lines(&paragraphs(docs))
}

/// The documentation of something, or a sentence about it where its author says nothing: every public item has one.
pub(super) fn or(docs: &Docs, sentence: &str) -> Vec<String> {
    let said = of(docs);
    if said.is_empty() { lines(&[sentence.to_owned()]) } else { said }
}

/// What is said about something, and the facts, each a paragraph.
pub(super) fn paragraphs(docs: &Docs) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for text in [title(docs), docs.summary.clone(), docs.description.clone()].into_iter().flatten() {
        let text = markdown::safe(&text);
        // A title or summary that only begins what follows says nothing.
        paragraphs.retain(|known| !text.starts_with(known.trim_end_matches('.')));
        paragraphs.push(text);
    }
    let facts: Vec<String> = docs.notes.iter().filter_map(fact).collect();
    // The attribute would warn about every use in the generated code itself: it stands on functions only.
    paragraphs.extend(docs.deprecated.then(|| "**Deprecated.**".to_owned()));
    if !facts.is_empty() {
        paragraphs.push(facts.join(" "));
    }
    paragraphs
}

/// The title, where it is made of words: one that is a name, such as `balance_transaction`, says nothing new.
pub(super) fn title(docs: &Docs) -> Option<String> {
    docs.title.clone().filter(|title| title.contains(char::is_whitespace))
}

/// Paragraphs of Markdown as the lines of a doc comment, with the space that stands behind `///`.
pub(super) fn lines(paragraphs: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.trim().is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(paragraph_lines(paragraph.trim()));
    }
    // What the compiler refuses in a comment, a carriage return or a turn of direction, is spelled out.
    let spelled = |line: String| {
        if line.is_empty() { line } else { format!(" {}", visible(&line.replace('\t', "    "))) }
    };
    lines.into_iter().map(spelled).collect()
}

/// The lines of one text: wrapped, and with its code blocks marked as text.
fn paragraph_lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    // What stands before a line that goes on with the item or the quotation above it.
    let mut prefix = String::new();
    for line in text.lines().map(str::trim_end) {
        let bare = line.trim_start();
        let marker = ["```", "~~~"].into_iter().find(|marker| bare.starts_with(marker));
        match (fence, marker) {
            (None, Some(marker)) => {
                fence = Some(marker);
                lines.push(opening(bare, marker));
            }
            (Some(open), Some(marker)) if open == marker => {
                fence = None;
                lines.push(marker.to_owned());
            }
            (Some(_), _) => lines.push(line.to_owned()),
            (None, None) => {
                let line = not_code(line, lines.last());
                prefix = if begins_anew(&line) { below(&line) } else { prefix };
                let goes_on = !prefix.is_empty() && !begins_anew(&line);
                let line = if goes_on { format!("{prefix}{}", line.trim_start()) } else { line };
                lines.extend(wrapped(&line, &prefix));
            }
        }
    }
    // An open block would swallow all that follows.
    lines.extend(fence.map(str::to_owned));
    lines
}

/// The first line of a code block, with a language that rustdoc does not compile.
fn opening(line: &str, marker: &str) -> String {
    let language: String =
        line[marker.len()..].chars().take_while(|letter| letter.is_ascii_alphanumeric()).collect();
    match language.to_lowercase().as_str() {
        "" | "rust" | "rs" => format!("{marker}text"),
        other => format!("{marker}{other}"),
    }
}

/// A line that is not indented so far that rustdoc takes it for code to compile.
fn not_code(line: &str, before: Option<&String>) -> String {
    let indent = line.len() - line.trim_start().len();
    let after_blank = before.is_none_or(String::is_empty);
    if after_blank && (indent > 3 || line.starts_with('\t')) {
        format!("   {}", line.trim_start())
    } else {
        line.to_owned()
    }
}

/// Whether a line is no more of the paragraph above it.
fn begins_anew(line: &str) -> bool {
    let bare = line.trim_start();
    bare.is_empty() || bare.starts_with(['>', '#', '|']) || marker(bare).is_some()
}

/// How wide the sign is that makes a line an item of a list, with the spaces behind it: 2 of `- a`, 3 of `1. a`.
fn marker(bare: &str) -> Option<usize> {
    let digits = bare.len() - bare.trim_start_matches(|first: char| first.is_ascii_digit()).len();
    let (sign, rest) = match bare[digits..].chars().next()? {
        '-' | '*' | '+' if digits == 0 => bare.split_at(1),
        '.' | ')' if (1..10).contains(&digits) => bare.split_at(digits + 1),
        _ => return None,
    };
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    (1..=4).contains(&spaces).then_some(sign.len() + spaces)
}

/// What stands before the lines that belong to the same item or quotation as this one.
fn below(line: &str) -> String {
    let bare = line.trim_start();
    let indent = line.len() - bare.len();
    match marker(bare) {
        Some(width) => " ".repeat(indent + width),
        None if bare.starts_with('>') => format!("{}> ", " ".repeat(indent)),
        None => String::new(),
    }
}

/// A line cut where it gets too long; tables and headings are kept whole.
fn wrapped(line: &str, prefix: &str) -> Vec<String> {
    let bare = line.trim_start();
    if line.chars().count() <= WIDTH || bare.starts_with(['|', '#']) {
        return vec![line.to_owned()];
    }
    let indent = line.len() - bare.len();
    let hanging = if prefix.is_empty() { " ".repeat(indent) } else { prefix.to_owned() };
    let mut lines = vec![" ".repeat(indent)];
    for word in bare.split(' ') {
        let current = lines.last_mut().expect("there is always a line");
        let begins = current.trim().is_empty();
        if !begins && current.chars().count() + 1 + word.chars().count() > WIDTH && !has_meaning(word) {
            lines.push(format!("{hanging}{word}"));
        } else {
            current.push_str(if begins { "" } else { " " });
            current.push_str(word);
        }
    }
    lines
}

/// Whether a word at the beginning of a line would become a list, a heading, a quotation or a rule.
fn has_meaning(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    let ordered = number.len() < word.len() && number.chars().all(|digit| digit.is_ascii_digit());
    ordered
        || word.is_empty()
        || word.starts_with(['-', '+', '*', '#', '>', '=', '|'])
        || word.starts_with("```")
        || word.starts_with("~~~")
}

/// A fact in words: `At most 5000 characters.`
fn fact(note: &Note) -> Option<String> {
    let text = match note {
        Note::Format(format) if format == "unix-time" => {
            "Format: `unix-time`, seconds since 1970-01-01T00:00:00Z.".into()
        }
        Note::Format(format) => format!("Format: `{}`.", code(format)),
        // The type says this already.
        Note::Limit(Limit::Minimum, value) if value.as_i64() == Some(i64::MIN) => return None,
        Note::Limit(Limit::Maximum, value) if value.as_i64() == Some(i64::MAX) => return None,
        Note::Limit(limit, value) => limit_words(*limit, value)?,
        Note::Default(value) => format!("Default: {}.", shown(value)?),
        Note::Values(values) => {
            let values: Vec<String> = values.iter().filter_map(shown).collect();
            format!("One of {}.", values.join(", "))
        }
        Note::Names(pattern) => format!("Names follow the pattern `{}`.", code(pattern)),
        Note::Link { text, url } => {
            let url: String =
                url.chars().filter(|letter| !letter.is_whitespace() && !"<>".contains(*letter)).collect();
            match text {
                Some(text) => format!("{}: <{url}>.", markdown::safe(text.trim_end_matches(['.', ':']))),
                None => format!("See <{url}>."),
            }
        }
        Note::Example(value) => format!("Example: {}.", shown(value)?),
        Note::Item(note) => format!("Each item: {}", inside(&fact(note)?)),
        Note::Value(note) => format!("Each value: {}", inside(&fact(note)?)),
    };
    Some(text)
}

/// A fact as it stands behind a colon.
fn inside(fact: &str) -> String {
    let mut letters = fact.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

fn limit_words(limit: Limit, value: &Value) -> Option<String> {
    let value = &match value {
        Value::String(text) => code(text),
        other => other.to_string(),
    };
    // A count that is one, for the words that follow it.
    let of =
        |thing: &str| if value == "1" { format!("{value} {thing}") } else { format!("{value} {}s", thing) };
    let text = match limit {
        Limit::MaxLength => format!("At most {}.", of("character")),
        Limit::MinLength => format!("At least {}.", of("character")),
        Limit::Pattern => format!("Pattern: `{value}`."),
        Limit::Maximum => format!("At most {value}."),
        Limit::Minimum => format!("At least {value}."),
        // OpenAPI 3.0 has a flag here, which belongs to the bound beside it.
        Limit::ExclusiveMaximum | Limit::ExclusiveMinimum if value == "true" => {
            return Some("The bound itself is excluded.".into());
        }
        Limit::ExclusiveMaximum => format!("Less than {value}."),
        Limit::ExclusiveMinimum => format!("More than {value}."),
        Limit::MultipleOf => format!("A multiple of {value}."),
        Limit::MaxItems => format!("At most {}.", of("item")),
        Limit::MinItems => format!("At least {}.", of("item")),
        Limit::UniqueItems => "No item twice.".into(),
        Limit::MaxProperties => format!("At most {}.", of("member")),
        Limit::MinProperties => format!("At least {}.", of("member")),
    };
    Some(text)
}

/// A value as code, where it is short enough to be worth reading.
fn shown(value: &Value) -> Option<String> {
    const LONGEST: usize = 80;
    let text = match value {
        Value::String(text) if text.is_empty() => return Some("the empty string".into()),
        Value::String(text) => code(text),
        other => code(&other.to_string()),
    };
    (text.chars().count() <= LONGEST).then(|| format!("`{text}`"))
}

/// Text that can stand between backticks.
pub(super) fn code(text: &str) -> String {
    text.replace('`', "'").replace(['\n', '\r'], " ")
}
