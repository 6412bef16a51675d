//! Every problem that bindery knows: one variant, one code, one severity, one message, one way out.
//!
//! A problem carries what its message needs, never a finished sentence: the words stand here.
//! Each variant has a file in `tests/bad` and the text that it must print.

use super::Severity;

/// Something that is wrong with an input, or that a user should know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A source cannot be read from the disk.
    Unreadable {
        /// What the operating system said.
        reason: String,
    },
}

impl Problem {
    /// A stable name for the kind of problem, for filters and reports: `unreadable`.
    pub fn code(&self) -> &'static str {
        self.text().0
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.text().1
    }

    /// What is wrong: what was looked for, and what was found.
    pub fn message(&self) -> String {
        self.text().2
    }

    /// A way out.
    pub fn help(&self) -> String {
        self.text().3
    }

    /// Code, severity, message and help, side by side so that none is forgotten.
    fn text(&self) -> (&'static str, Severity, String, String) {
        use Severity::Error;
        match self {
            Problem::Unreadable { reason } => (
                "unreadable",
                Error,
                format!("cannot be read: {reason}"),
                "name a file, a folder, or - for standard input".into(),
            ),
        }
    }
}
