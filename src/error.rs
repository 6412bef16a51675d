//! What a build script's `main` returns.

use std::fmt;

use crate::{diagnostics::Diagnostics, output::Failure};

/// Why nothing was generated.
///
/// Both its `Display` and its `Debug` are the text for people, because a `main` that returns an error
/// prints the latter.
///
/// ```no_run
/// fn main() -> Result<(), bindery::Error> {
///     bindery::Build::new("specs/stripe/PostFileLinks.html").compile()
/// }
/// ```
#[non_exhaustive]
pub enum Error {
    /// The input has errors; all that was found is in it, warnings too.
    Input(Diagnostics),
    /// The output cannot be written.
    Output(Failure),
    /// What was asked for is not possible in a build script; the text says what and why.
    BuildScript(String),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Input(found) => found.fmt(out),
            Error::Output(failure) => failure.fmt(out),
            Error::BuildScript(reason) => out.write_str(reason),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Output(failure) => std::error::Error::source(failure),
            Error::Input(_) | Error::BuildScript(_) => None,
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Error::Output(failure)
    }
}
