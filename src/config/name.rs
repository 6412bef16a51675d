//! The name of what is generated, where the user gives none.

use std::path::{Path, PathBuf};

use heck::ToSnakeCase as _;

use super::Config;
use crate::rust::is_keyword;

/// The name where nothing better is known.
const FALLBACK: &str = "api";

impl Config {
    /// The name of the module or crate: the one that the user gave, otherwise the first source's own
    /// without its ending, in snake case.
    ///
    /// ```
    /// let mut config = bindery::Config::default();
    /// config.sources = vec!["specs/stripe/PostFileLinks.html".into()];
    /// assert_eq!(config.module_name(), "post_file_links");
    /// ```
    pub fn module_name(&self) -> String {
        match &self.name {
            Some(name) => name.clone(),
            None => self.sources.first().map_or_else(|| FALLBACK.into(), |source| name_of(source)),
        }
    }
}

/// The name that a source gives: `api` for standard input.
fn name_of(source: &Path) -> String {
    // `.` has a name of its own only in full.
    let full = std::path::absolute(source).unwrap_or_else(|_| PathBuf::from(source));
    let stem = if source == Path::new("-") { None } else { full.file_stem() };
    let stem = stem.unwrap_or_default().to_string_lossy();
    // Cargo takes ASCII names only.
    let words: String =
        stem.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' }).collect();
    let name = words.to_snake_case();
    let is_word = name.starts_with(|first: char| first.is_ascii_alphabetic()) && !is_taken(&name);
    match name.as_str() {
        "" => FALLBACK.into(),
        _ if is_word => name,
        _ => format!("{FALLBACK}_{name}"),
    }
}

/// Whether neither a crate nor a module can have the name: cargo keeps `test` for itself.
fn is_taken(name: &str) -> bool {
    is_keyword(name) || name == "test"
}

/// Whether a user may give the name: it becomes part of a file's name, a module's or a crate's.
///
/// ```
/// assert!(bindery::config::check_name("file_links").is_ok());
/// assert!(bindery::config::check_name("../links").is_err());
/// ```
pub fn check_name(name: &str) -> Result<(), String> {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    if name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(is_letter)
    {
        return Ok(());
    }
    Err(format!("must be a letter or `_`, followed by letters, digits, `_` and `-`, found `{name}`"))
}
