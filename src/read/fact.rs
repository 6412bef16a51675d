//! What was read of a page, for people.

/// A part of a page that was read: `PostFileLinks.html:1:468  method  .requestLine  "POST"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The page, as the user named it.
    pub page: String,
    /// The profile that it is of: `httpdoc-second`.
    pub profile: String,
    /// The line of the part, from 1.
    pub line: usize,
    /// The column in that line, in characters from 1.
    pub column: usize,
    /// The role that it plays: `method`.
    pub role: &'static str,
    /// The selector that found it: `.requestLine`.
    pub selector: String,
    /// What was read there: `POST`.
    pub text: String,
}
