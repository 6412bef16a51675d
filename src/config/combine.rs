//! What is laid over the sources, and which of them wins: `prefer`, `overlays`, `[[patch]]`, and the recorded answers of
//! `responses`.
//!
//! Each knows where it was written, since what it names may be gone from the sources.

use std::path::PathBuf;

use serde_json::Value;

use super::Config;
use crate::diagnostics::Location;

/// A file that a setting names: `"overlays/stripe.yaml"`.
///
/// ```
/// let overlay = bindery::config::NamedFile::new("overlays/stripe.yaml");
/// assert!(overlay.at.is_none());
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NamedFile {
    /// Its path.
    pub path: PathBuf,
    /// Where it was named, if that was in a file.
    pub at: Option<Location>,
}

impl NamedFile {
    /// A file that is named by a program.
    ///
    /// ```
    /// let mut config = bindery::Config::default();
    /// config.overlays.push(bindery::config::NamedFile::new("overlays/stripe.yaml"));
    /// ```
    pub fn new(path: impl Into<PathBuf>) -> Self {
        NamedFile { path: path.into(), at: None }
    }
}

/// A change to one place of the sources: `{ at = "/info/title", set = "Pets" }`.
///
/// ```
/// use bindery::config::{Change, Patch};
///
/// let patch = Patch::new("/info/title", Change::Set("Pets".into()))?;
/// assert_eq!(patch.at, "/info/title");
/// assert!(Patch::new("info.title", Change::Remove).is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Patch {
    /// The place, a JSON pointer (RFC 6901): `/components/schemas/Pet/properties/id`.
    pub at: String,
    /// What becomes of it.
    pub change: Change,
    /// What must stand there before, if that is said.
    pub was: Option<Value>,
    /// The source, if it is one of several: a file, or a folder of them.
    pub source: Option<PathBuf>,
    /// Where it was written, if that was in a file.
    pub place: Option<Location>,
}

impl Patch {
    /// A change to a place of every source that has it.
    ///
    /// # Errors
    ///
    /// If the place is no JSON pointer, or is the whole document that is to be removed.
    ///
    /// ```
    /// use bindery::config::{Change, Patch};
    ///
    /// assert!(Patch::new("", Change::Remove).is_err());
    /// ```
    pub fn new(at: impl Into<String>, change: Change) -> Result<Self, String> {
        let at = at.into();
        let has_stray_tilde = at.split('~').skip(1).any(|rest| !rest.starts_with(['0', '1']));
        if !(at.is_empty() || at.starts_with('/')) || has_stray_tilde {
            return Err(format!("must have a JSON pointer such as `/info/title`, found `{at}`"));
        }
        if at.is_empty() && matches!(change, Change::Remove) {
            return Err("cannot remove a whole document".into());
        }
        Ok(Patch { at, change, was: None, source: None, place: None })
    }
}

/// What becomes of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It says this: `set = { type = "string" }`.
    Set(Value),
    /// These members are added to it, and replace those of the same name (RFC 7386): `merge = { deprecated = true }`.
    Merge(Value),
    /// It is gone: `remove = true`.
    Remove,
}

/// Recorded answers of an operation: `PostFileLinks = "samples/file_link.json"`.
///
/// ```
/// use bindery::config::{NamedFile, Samples};
///
/// let mut samples = Samples::new("PostFileLinks");
/// samples.answers.push((Some("404".into()), vec![NamedFile::new("samples/no_such_file.json")]));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Samples {
    /// The operation's id.
    pub operation: String,
    /// The files for each status: `200`, `4XX`, `default`; for the success where none is named.
    pub answers: Vec<(Option<String>, Vec<NamedFile>)>,
    /// Where they were named, if that was in a file.
    pub at: Option<Location>,
}

impl Samples {
    /// No answers of an operation yet.
    ///
    /// ```
    /// assert!(bindery::config::Samples::new("PostFileLinks").answers.is_empty());
    /// ```
    pub fn new(operation: impl Into<String>) -> Self {
        Samples { operation: operation.into(), answers: Vec::new(), at: None }
    }
}

impl Config {
    /// The files that are read beside the sources: overlays, and recorded answers.
    pub(crate) fn laid_over(&self) -> impl Iterator<Item = &NamedFile> {
        let answers = self.samples.iter().flat_map(|samples| &samples.answers);
        self.overlays.iter().chain(answers.flat_map(|(_, files)| files))
    }
}

/// Whether a key is a status of HTTP, or stands for some: `200`, `4XX`, `default`.
#[cfg(feature = "config-file")]
pub(super) fn is_status(key: &str) -> bool {
    let is_digit_then =
        |rest: &str| key.starts_with(|first| ('1'..='5').contains(&first)) && key.get(1..) == Some(rest);
    let is_code = key.len() == 3 && key.parse().is_ok_and(|code: u16| (100..600).contains(&code));
    key == "default" || is_code || is_digit_then("XX") || is_digit_then("xx")
}
