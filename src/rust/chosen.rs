//! What is printed only where a user has chosen it.

use super::Ident;

/// How a type that is not generated is written and read.
#[derive(Clone, Debug)]
pub struct OwnType {
    /// Its path: `uuid::Uuid`.
    pub ty: String,
    /// The expression that writes it: `support::foreign::write_text(out, self)`.
    pub write: String,
    /// The expression that reads it: `support::foreign::text(from, "a UUID", |text| text.parse().ok())`.
    pub read: String,
    /// Whether answers are read into it.
    pub decode: bool,
}

/// The function that checks a request: `pub fn validate(&self) -> Result<(), support::validate::Violations>`.
#[derive(Clone, Debug)]
pub struct Validate {
    /// The type: `PostFileLinksRequest`.
    pub ident: Ident,
    /// The statements that check it: `found.max_length(&at.member("file"), &self.file, 5000);`.
    pub checks: Vec<String>,
}
