//! Values of types that are not generated, as JSON: by what they are as text, or by serde.

use std::fmt::Display;

use serde::{Serialize, de::DeserializeOwned};

use super::{
    json::{Error, Reader, Writer},
    scan::number_end,
};

/// Reads a string as what it says: `foreign::text(from, "a UUID", |text| text.parse().ok())`.
///
/// # Errors
///
/// When no string comes next, or one that says something else.
pub fn text<T>(
    from: &mut Reader<'_>,
    expected: &str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Error> {
    let value = read(&from.string()?);
    value.ok_or_else(|| from.unexpected(expected))
}

/// Reads a number by its text, of which nothing is lost: `foreign::number(from, "a decimal", |text| text.parse().ok())`.
///
/// # Errors
///
/// When no number comes next, or one that the type cannot hold.
pub fn number<T>(
    from: &mut Reader<'_>,
    expected: &str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Error> {
    let value = read(from.number()?);
    value.ok_or_else(|| from.unexpected(expected))
}

/// Reads an integer as what it stands for: `foreign::integer(from, "a time", |seconds| time(seconds))`.
///
/// # Errors
///
/// When no integer comes next, or one that stands for nothing.
pub fn integer<T>(
    from: &mut Reader<'_>,
    expected: &str,
    read: impl FnOnce(i64) -> Option<T>,
) -> Result<T, Error> {
    let value = i64::try_from(from.integer()?).ok().and_then(read);
    value.ok_or_else(|| from.unexpected(expected))
}

/// Reads a value as serde does.
///
/// # Errors
///
/// When the text is not JSON, or serde has something against it.
pub fn serde<T: DeserializeOwned>(from: &mut Reader<'_>, expected: &str) -> Result<T, Error> {
    let mut ahead = from.clone();
    let text = ahead.raw_text()?;
    match serde_json::from_str(text) {
        Ok(value) => {
            *from = ahead;
            Ok(value)
        }
        Err(error) => Err(from.unexpected(&format!("{expected} ({error})"))),
    }
}

/// Writes a value as a string.
pub fn write_text<T: Display>(out: &mut Writer, value: &T) {
    out.string(&value.to_string());
}

/// Writes a value as a number; as a string where its text is none, so that the JSON stays JSON.
pub fn write_number<T: Display>(out: &mut Writer, value: &T) {
    let text = value.to_string();
    match number_end(text.as_bytes(), 0) {
        Some(end) if end == text.len() => out.raw(&text),
        Some(_) | None => out.string(&text),
    }
}

/// Writes a value as serde does.
///
/// # Panics
///
/// When the type's own `Serialize` fails, or makes a map whose keys are no strings.
pub fn write_serde<T: Serialize>(out: &mut Writer, value: &T) {
    out.raw(&serde_json::to_string(value).expect("the type writes itself as JSON"));
}
