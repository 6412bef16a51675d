//! The one filter of the templates: `lit`, a value as a Rust literal.

use minijinja::{Error, ErrorKind, Value, value::ValueKind};

use crate::diagnostics::is_hidden;

/// A text, a number or a boolean as Rust: `"file_123"`, `42`, `true`. Nothing in a text can end the literal.
pub(super) fn lit(value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::String => Ok(text(value.as_str().unwrap_or_default())),
        ValueKind::Number => Ok(value.to_string()),
        ValueKind::Bool => Ok(value.is_true().to_string()),
        kind => Err(Error::new(ErrorKind::InvalidOperation, format!("{kind} has no literal"))),
    }
}

/// A string literal. Invisible characters are spelled out, so that no reader is deceived by them.
fn text(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                literal.push('\\');
                literal.push(character);
            }
            hidden if is_hidden(hidden) => literal.extend(hidden.escape_default()),
            visible => literal.push(visible),
        }
    }
    literal.push('"');
    literal
}
