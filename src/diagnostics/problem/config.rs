//! Problems of what a user chose.

use super::{Severity, Text};

/// What is wrong with what a user chose.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigProblem {
    /// A setting is about an operation that there is not.
    UnknownOperation {
        /// The setting: `responses`.
        setting: &'static str,
        /// Its id.
        id: String,
    },
    /// An operation is said to answer by pages, and nothing in its answer can be their items.
    NoPages {
        /// The operation's id.
        id: String,
        /// Why not: `its answer has no list data`.
        reason: String,
    },
    /// What is said of an operation's pages names something that the source does not know.
    UndocumentedPaging {
        /// The operation's id.
        id: String,
        /// What the source does not know: ``the parameter `cursor` in its query``.
        what: String,
    },
    /// A selection selects no operation.
    NothingSelected {
        /// The selection as written.
        pattern: String,
    },
    /// A type is chosen for a format that no schema has.
    UnusedFormat {
        /// The format: `date`.
        name: String,
    },
    /// A type is chosen for a format that neither a schema has nor bindery knows.
    UnknownFormat {
        /// The format as written: `date-tiem`.
        name: String,
        /// What may have been meant: `date-time`.
        suggestion: Option<String>,
    },
    /// A type is chosen for a schema that there is not.
    UnknownSchema {
        /// Its name as written.
        name: String,
        /// What may have been meant.
        suggestion: Option<String>,
    },
    /// A type is chosen for a place where no schema stands.
    NothingAt {
        /// The place as written.
        glob: String,
    },
    /// A type is chosen for values that are spelled in another way than the others of it.
    ChoiceOfAnotherKind {
        /// The type: `rust_decimal::Decimal`.
        path: String,
        /// What the values are: `numbers`.
        found: &'static str,
    },
    /// A type is chosen whose crate `Cargo.toml` does not know.
    UnknownCrate {
        /// The crate: `money`.
        name: String,
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

impl ConfigProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::{Error, Note, Warning};
        match self {
            ConfigProblem::UnknownOperation { setting, id } => (
                "unknown-operation",
                Error,
                format!("`{setting}` names the operation `{id}`, which there is not"),
                "`bindery inspect --model api` shows the ids of all operations".into(),
            ),
            ConfigProblem::NoPages { id, reason } => (
                "no-pages",
                Error,
                format!("`{id}` cannot answer by pages: {reason}"),
                "`items` says where in the answer the list is; `false` in place of the rule, that there are no pages".into(),
            ),
            ConfigProblem::UndocumentedPaging { id, what } => (
                "undocumented-paging",
                Warning,
                format!("the pages of `{id}` depend on {what}, which the source does not know"),
                "it is used as it is; look for the name in the source".into(),
            ),
            ConfigProblem::NothingSelected { pattern } => (
                "nothing-selected",
                Error,
                format!("no operation is selected by `{pattern}`"),
                "`bindery inspect` lists the operations".into(),
            ),
            ConfigProblem::UnusedFormat { name } => (
                "unused-format",
                Note,
                format!("no operation uses a string or number of the format `{name}`"),
                "the choice changes nothing".into(),
            ),
            ConfigProblem::UnknownFormat { name, suggestion } => (
                "unknown-format",
                Warning,
                format!("no operation uses a string or number of the format `{name}`"),
                match suggestion {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => "take the choice out, or look for the format in the source".into(),
                },
            ),
            ConfigProblem::UnknownSchema { name, suggestion } => (
                "unknown-schema",
                Error,
                format!("no operation uses a schema of the name `{name}`"),
                match suggestion {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => "`bindery inspect --model api` shows the names of all types".into(),
                },
            ),
            ConfigProblem::NothingAt { glob } => (
                "nothing-at",
                Error,
                format!("no operation uses a schema that stands at `{glob}`"),
                "it is a JSON pointer from the root of the document on, in which `*` stands for one step and `**` for any".into(),
            ),
            ConfigProblem::ChoiceOfAnotherKind { path, found } => (
                "choice-of-another-kind",
                Warning,
                format!("`{path}` cannot be taken for these values, which are {found}: it is a type for others"),
                "the usual type is taken; choose another type for this place, under `at`".into(),
            ),
            ConfigProblem::UnknownCrate { name } => (
                "unknown-crate",
                Error,
                format!("the generated Cargo.toml has no version of the crate `{name}`"),
                match name.as_str() {
                    "crate" => "`crate` is the generated crate itself: put the type into a crate of its own".into(),
                    _ => format!("say it beside the type: {{ type = \"{name}::..\", dependency = \"1\" }}"),
                },
            ),
            ConfigProblem::ConfigUnreadable { reason } => (
                "config-unreadable",
                Error,
                format!("the configuration cannot be read: {reason}"),
                "name a TOML file, or none to use the bindery.toml of the current folder if there is one"
                    .into(),
            ),
            ConfigProblem::ConfigSyntax { reason } => (
                "config-syntax",
                Error,
                format!("the configuration is not TOML: {reason}"),
                "see https://toml.io for the syntax".into(),
            ),
            ConfigProblem::UnknownSetting { key, suggestion } => (
                "unknown-setting",
                Error,
                format!("there is no setting `{key}`"),
                match suggestion {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => format!("the settings are {}", crate::config::setting_names()),
                },
            ),
            ConfigProblem::WrongSetting { key, reason, example } => {
                ("wrong-setting", Error, format!("`{key}` {reason}"), format!("for example: {example}"))
            }
        }
    }
}
