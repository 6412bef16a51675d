//! Identifiers that were claimed.

use std::fmt;

use serde::Serialize;

/// A Rust identifier that nothing else in its scope has: `PostFileLinksRequest`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Ident(String);

impl Ident {
    /// An identifier that a scope has just given out; only `shape/names.rs` calls this.
    pub(crate) fn claimed(text: String) -> Self {
        Ident(text)
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
