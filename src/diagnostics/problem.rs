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
    /// The configuration file cannot be read from the disk.
    ConfigUnreadable {
        /// What the operating system said.
        reason: String,
    },
    /// The configuration file is not TOML.
    ConfigSyntax {
        /// What the parser expected.
        reason: String,
    },
    /// The configuration file has a key that says nothing.
    UnknownSetting {
        /// The key: `sorces`.
        key: String,
        /// What may have been meant: `sources`.
        suggestion: Option<&'static str>,
    },
    /// A setting of the configuration file has a value that it cannot have.
    WrongSetting {
        /// The key: `sources`.
        key: &'static str,
        /// What is expected and what is found: `must be a list of strings, found an integer`.
        reason: String,
        /// A line that is right: `sources = ["specs/pets.yaml"]`.
        example: &'static str,
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
            Problem::ConfigUnreadable { reason } => (
                "config-unreadable",
                Error,
                format!("the configuration cannot be read: {reason}"),
                "name a TOML file, or none to use the bindery.toml of the current folder if there is one"
                    .into(),
            ),
            Problem::ConfigSyntax { reason } => (
                "config-syntax",
                Error,
                format!("the configuration is not TOML: {reason}"),
                "see https://toml.io for the syntax".into(),
            ),
            Problem::UnknownSetting { key, suggestion } => (
                "unknown-setting",
                Error,
                format!("there is no setting `{key}`"),
                match suggestion {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => format!("the settings are {}", crate::config::setting_names()),
                },
            ),
            Problem::WrongSetting { key, reason, example } => {
                ("wrong-setting", Error, format!("`{key}` {reason}"), format!("for example: {example}"))
            }
        }
    }
}
