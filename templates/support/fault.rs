//! Why no answer came.

use std::{error::Error, fmt};

use super::error::Source;

/// What kind of failure it is that no whole answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The server could not be reached: nothing was sent.
    Connect,
    /// It took longer than it may.
    Timeout,
    /// The connection ended before the answer did.
    Broken,
    /// The answer is longer than it may be, see `ClientBuilder::max_response_bytes`.
    TooLong,
    /// The request could not be made up: a file to send cannot be read, no token was given out.
    Prepare,
    /// Anything else.
    Other,
}

/// Why no whole answer came: what a carrier reports.
#[derive(Debug)]
pub struct Failure {
    /// What kind of failure it is.
    pub fault: Fault,
    /// What the HTTP library says about it.
    pub source: Source,
}

impl Failure {
    /// A failure, and what is known of it: `Failure::new(Fault::Timeout, error)`.
    pub fn new(fault: Fault, source: impl Into<Source>) -> Self {
        Self { fault, source: source.into() }
    }

    /// The same failure, of something that a call needs first: `failure.of("the token server did not answer")`.
    pub(super) fn of(self, what: &'static str) -> Self {
        Self::new(self.fault, Needed { what, source: self.source })
    }
}

/// A failure of something that a call needs first.
#[derive(Debug)]
struct Needed {
    what: &'static str,
    source: Source,
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }
}

impl Error for Needed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
