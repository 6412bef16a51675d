//! `bindery.lock`: what was found behind the addresses of sources, and the names that stay.
//!
//! In: the file's text, or what a fetch has found. Out: a [`Lock`], or the text again, of which the same lock gives the
//! same bytes: no time stands in it. It is written by bindery alone, and committed beside `bindery.toml`.
//!
//! It does not know how anything is fetched, or how a name is chosen.

#[cfg(feature = "fetch")]
mod check;
#[cfg(feature = "fetch")]
mod hash;
mod names;
#[cfg(feature = "config-file")]
mod read;

use std::{collections::BTreeMap, fmt::Write as _};

#[cfg(feature = "fetch")]
pub use check::check;
#[cfg(feature = "fetch")]
pub use hash::{sha256, sha256_of};
pub use names::{check_names, kept};

/// What the file begins with.
const HEADING: &str =
    "# Written by bindery: what `bindery fetch` found, and the names that stay. Commit it; do not edit it.\n";

/// What was found, and what stays.
///
/// ```
/// use bindery::lock::{Lock, Locked};
///
/// let mut lock = Lock::default();
/// let mut source = Locked::new("https://example.com/openapi.json", "specs/example.json");
/// source.sha256 = "ab12".into();
/// lock.sources.push(source);
/// let text = "
/// [[sources]]
/// url = \"https://example.com/openapi.json\"
/// snapshot = \"specs/example.json\"
/// sha256 = \"ab12\"
/// ";
/// assert!(lock.to_text().ends_with(text));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// What was fetched, sorted by snapshot.
    pub sources: Vec<Locked>,
    /// Names that stay: where something stands in a source -> what it is called in Rust.
    pub names: BTreeMap<String, LockedName>,
}

/// A name that stays: `{ name = "Pet", shape = "0d1f22c7a8f3b6e1" }`, or `"tag"` where there is no more to say.
///
/// ```
/// use bindery::lock::{Lock, LockedName};
///
/// let mut lock = Lock::default();
/// let tag = LockedName { name: "tag".into(), ..LockedName::default() };
/// lock.names.insert("/components/schemas/pet/properties/tag".into(), tag);
/// assert!(lock.to_text().ends_with("[names]\n\"/components/schemas/pet/properties/tag\" = \"tag\"\n"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockedName {
    /// The name.
    pub name: String,
    /// What has it, as a short number of what it is on the wire: by that a type or operation that moved is found again.
    pub shape: Option<u64>,
    /// Whether nothing stands there any more: the name is its own again if it comes back, and nobody has it.
    pub gone: bool,
}

/// A file that was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Locked {
    /// Its address.
    pub url: String,
    /// The address of the page that shows it, where the source is that page: `https://example.com/api/`.
    pub shown_by: Option<String>,
    /// The address that it was found at, where the other one leads there.
    pub redirected: Option<String>,
    /// Where it stands: from the folder of `bindery.toml` on, with `/`.
    pub snapshot: String,
    /// What it says: the SHA-256 (FIPS 180-4) of its bytes, in small hexadecimal digits.
    pub sha256: String,
    /// What the server calls this version of it (RFC 9110, section 8.8.3).
    pub etag: Option<String>,
    /// When the server says that it changed (RFC 9110, section 8.8.2).
    pub last_modified: Option<String>,
}

impl Locked {
    /// A file of an address, of which nothing else is known yet.
    ///
    /// ```
    /// let locked = bindery::lock::Locked::new("https://example.com/openapi.json", "specs/example.json");
    /// assert_eq!(locked.etag, None);
    /// ```
    pub fn new(url: impl Into<String>, snapshot: impl Into<String>) -> Self {
        Locked { url: url.into(), snapshot: snapshot.into(), ..Locked::default() }
    }

    /// The address that the source has: its own, or that of the page that shows it.
    #[cfg(feature = "fetch")]
    fn asked(&self) -> &str {
        self.shown_by.as_ref().unwrap_or(&self.url)
    }
}

impl Lock {
    /// What the lock has of a snapshot.
    ///
    /// ```
    /// assert_eq!(bindery::lock::Lock::default().of("specs/example.json"), None);
    /// ```
    pub fn of(&self, snapshot: &str) -> Option<&Locked> {
        self.sources.iter().find(|locked| locked.snapshot == snapshot)
    }

    /// The text of the file.
    ///
    /// ```
    /// assert_eq!(bindery::lock::Lock::default().to_text().lines().count(), 1);
    /// ```
    pub fn to_text(&self) -> String {
        let mut text = HEADING.to_owned();
        let mut sources: Vec<&Locked> = self.sources.iter().collect();
        sources.sort_by_key(|locked| &locked.snapshot);
        for locked in sources {
            text += "\n[[sources]]\n";
            let facts = [
                ("url", Some(&locked.url)),
                ("shown-by", locked.shown_by.as_ref()),
                ("redirected", locked.redirected.as_ref()),
                ("snapshot", Some(&locked.snapshot)),
                ("sha256", Some(&locked.sha256)),
                ("etag", locked.etag.as_ref()),
                ("last-modified", locked.last_modified.as_ref()),
            ];
            for (key, value) in facts {
                if let Some(value) = value {
                    // Writing to a string cannot fail.
                    let _ = writeln!(text, "{key} = {}", quoted(value));
                }
            }
        }
        if !self.names.is_empty() {
            text += "\n[names]\n";
        }
        for (place, name) in &self.names {
            let place = quoted(place);
            let gone = if name.gone { ", gone = true" } else { "" };
            let shape = name.shape.map(|shape| format!(", shape = \"{shape:016x}\"")).unwrap_or_default();
            let name = quoted(&name.name);
            let _ = match (shape.as_str(), gone) {
                ("", "") => writeln!(text, "{place} = {name}"),
                _ => writeln!(text, "{place} = {{ name = {name}{shape}{gone} }}"),
            };
        }
        text
    }
}

/// A basic string of TOML 1.0.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            sign if sign.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(sign));
            }
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}
