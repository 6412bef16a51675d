//! Rust types of the user's choice in the place of bindery's own: `[types]` in `bindery.toml`.
//!
//! In: which values, and the path of a type. Out: a [`Choice`]. Short names stand for the types of crates
//! that are known: `jiff` for `jiff::ZonedDateTime` where the format is `date-time`.

use super::pattern::matches_glob;
use crate::diagnostics::Location;

/// A Rust type for some of the values of a source.
///
/// ```
/// use bindery::config::{Choice, Rust, Values};
///
/// let choice = Choice::new(Values::Format("date-time".into()), "jiff")?;
/// assert_eq!(choice.rust, Rust::Path("jiff::ZonedDateTime".into()));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Choice {
    /// Which values.
    pub values: Values,
    /// Their type.
    pub rust: Rust,
    /// Whether it is written and read by serde, not by its `Display` and `FromStr`.
    pub serde: bool,
    /// What `Cargo.toml` says of its crate, as TOML: `"0.4"`, `{ version = "0.4", features = ["std"] }`.
    pub dependency: Option<String>,
    /// Where the choice was made, if that was in a file.
    pub at: Option<Location>,
}

/// Which values of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// Strings and numbers of a format: `date-time`.
    Format(String),
    /// Those of a schema that has this name: `money`.
    Schema(String),
    /// Those of the schemas at a place, which is a glob over JSON pointers: `/components/schemas/*/properties/created`.
    At(String),
}

/// The Rust of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rust {
    /// A type of the standard library, as the format that it is the type of.
    Format {
        /// Its name: `u64`, `String`.
        name: &'static str,
        /// The format: `uint64`; none, empty, for a string.
        format: &'static str,
    },
    /// `serde_json::Value`
    Any,
    /// Any other type, by its path: `crate::Money`.
    Path(String),
}

/// The types of the standard library that need no path, and the formats that they stand for.
const PLAIN: [(&str, &str); 11] = [
    ("String", ""),
    ("i8", "int8"),
    ("i16", "int16"),
    ("i32", "int32"),
    ("i64", "int64"),
    ("u8", "uint8"),
    ("u16", "uint16"),
    ("u32", "uint32"),
    ("u64", "uint64"),
    ("f32", "float"),
    ("f64", "double"),
];

/// For a format and a crate the type that loses nothing of a value.
const SHORT: [(&str, &str, &str); 12] = [
    ("date-time", "jiff", "jiff::ZonedDateTime"),
    ("date-time", "chrono", "chrono::DateTime<chrono::FixedOffset>"),
    ("date-time", "time", "time::OffsetDateTime"),
    ("date", "jiff", "jiff::civil::Date"),
    ("date", "chrono", "chrono::NaiveDate"),
    ("date", "time", "time::Date"),
    ("unix-time", "jiff", "jiff::Timestamp"),
    ("unix-time", "chrono", "chrono::DateTime<chrono::Utc>"),
    ("unix-time", "time", "time::UtcDateTime"),
    ("uuid", "uuid", "uuid::Uuid"),
    ("decimal", "rust_decimal", "rust_decimal::Decimal"),
    ("uri", "url", "url::Url"),
];

impl Choice {
    /// A type, by its path or a short name, for some values.
    ///
    /// # Errors
    ///
    /// If the text is neither the path of a type nor a short name for one.
    ///
    /// ```
    /// use bindery::config::{Choice, Values};
    ///
    /// assert!(Choice::new(Values::Schema("money".into()), "crate::Money").is_ok());
    /// assert!(Choice::new(Values::Schema("money".into()), "Money").is_err());
    /// ```
    pub fn new(values: Values, rust: &str) -> Result<Self, String> {
        let rust = rust.trim().trim_start_matches("::");
        let rust = match PLAIN.iter().find(|(name, _)| *name == rust) {
            Some(&(name, format)) => Rust::Format { name, format },
            None if rust == "serde_json::Value" => Rust::Any,
            None => Rust::Path(path(&values, rust)?),
        };
        Ok(Choice { values, rust, serde: false, dependency: None, at: None })
    }
}

/// The path that a text stands for.
fn path(values: &Values, text: &str) -> Result<String, String> {
    if let Values::Format(format) = values {
        let short = SHORT.iter().find(|(known, short, _)| known == format && *short == text);
        if let Some((.., path)) = short {
            return Ok((*path).to_owned());
        }
    }
    let known: Vec<&str> =
        SHORT.iter().filter(|(_, short, _)| *short == text).map(|(.., path)| *path).collect();
    if !known.is_empty() {
        return Err(format!("must be a type, found the crate `{text}`; its types are {}", known.join(", ")));
    }
    if is_path(text) {
        return Ok(text.to_owned());
    }
    Err(format!("must be the path of a type from its crate on, such as `crate::Money`, found `{text}`"))
}

/// Whether a text is a path that means the same in every file: `crate::Money`, `chrono::DateTime<chrono::Utc>`.
fn is_path(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || "_:<>, ".contains(letter);
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    let (path, generics) = text.split_once('<').unwrap_or((text, ""));
    let names: Vec<&str> = path.split("::").collect();
    let balanced = text.matches('<').count() == text.matches('>').count();
    names.len() > 1
        && names.iter().all(|name| is_name(name))
        && !["super", "self", "Self"].contains(&names[0])
        && text.chars().all(is_letter)
        && balanced
        && (generics.is_empty() || generics.ends_with('>'))
}

impl Values {
    /// Whether a JSON pointer is one of the places: `*` is any run of characters but `/`, `**` any steps.
    pub(crate) fn is_at(&self, pointer: &str) -> bool {
        let Values::At(glob) = self else { return false };
        let glob: Vec<&str> = glob.split('/').collect();
        let steps: Vec<&str> = pointer.split('/').collect();
        match_steps(&glob, &steps)
    }
}

/// Whether the steps of a pointer are what those of a glob describe.
fn match_steps(glob: &[&str], steps: &[&str]) -> bool {
    match glob.split_first() {
        None => steps.is_empty(),
        Some((&"**", rest)) => (0..=steps.len()).any(|skipped| match_steps(rest, &steps[skipped..])),
        Some((first, rest)) => steps
            .split_first()
            .is_some_and(|(step, others)| matches_glob(first, step) && match_steps(rest, others)),
    }
}

/// The formats that have types of their own, or a short name for one: a choice for them is no mistake.
pub(crate) fn known_formats() -> impl Iterator<Item = &'static str> {
    SHORT.iter().map(|(format, ..)| *format)
}
