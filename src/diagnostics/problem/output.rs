//! Problems of the generated code and its templates.

use super::{Severity, Text};

/// What a reader of the generated code may want to know, or cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OutputProblem {
    /// A group of operations is part of another, and its module is not.
    NestedGroup {
        /// Its name.
        group: String,
        /// The other.
        parent: String,
    },
    /// An operation is called otherwise than its id says.
    RenamedOperation {
        /// The id.
        id: String,
        /// The name that was given.
        name: String,
        /// The operation that has the id's name, by its method and path.
        other: String,
    },
    /// A request body has more than one media type.
    OtherRequestMedia {
        /// The media type that is left out.
        media: String,
        /// The media type that is taken.
        taken: String,
    },
    /// A template of the user takes the place of none.
    UnknownTemplate {
        /// The names that there are.
        names: String,
    },
    /// A template cannot be printed.
    BrokenTemplate {
        /// What is wrong with it.
        reason: String,
    },
    /// A template printed something that is no Rust.
    NotRust {
        /// What is wrong with it.
        reason: String,
        /// The line that was printed.
        line: String,
    },
    /// A limit of a value is not checked before it is sent.
    LimitNotChecked {
        /// What it is a limit of: `the length`.
        limit: &'static str,
    },
    /// A body is handed over that is no type of its own, and nothing checks it.
    BodyNotChecked,
}

impl OutputProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::{Error, Note};
        match self {
            OutputProblem::NestedGroup { group, parent } => (
                "nested-group",
                Note,
                format!("the group `{group}` is part of `{parent}`: its module says so, but stands beside the others"),
                "rename the tag if the module's name has to show it".into(),
            ),
            OutputProblem::RenamedOperation { id, name, other } => (
                "renamed-operation",
                Note,
                format!("the operation `{id}` is called `{name}`: {other} has its name already"),
                "give each operation an id of its own".into(),
            ),
            OutputProblem::OtherRequestMedia { media, taken } => (
                "other-request-media",
                Note,
                format!("the request can also be sent as `{media}`; only `{taken}` is generated"),
                "patch the document where the other is wanted".into(),
            ),
            OutputProblem::UnknownTemplate { names } => (
                "unknown-template",
                Error,
                format!("the file takes the place of no template; there are {names}"),
                "rename it, or use --extra-template for a template of your own".into(),
            ),
            OutputProblem::BrokenTemplate { reason } => (
                "broken-template",
                Error,
                format!("the template cannot be printed: {reason}"),
                "see the templates that come with bindery for what they may use".into(),
            ),
            OutputProblem::NotRust { reason, line } => (
                "not-rust",
                Error,
                format!("the template printed no Rust: {reason}, near `{line}`"),
                "mend the template; where it is one of ours, this is a bug that we want to know of".into(),
            ),
            OutputProblem::LimitNotChecked { limit } => (
                "limit-not-checked",
                Note,
                format!("`validate` does not check {limit} of this value: its type knows no such limit"),
                "the server checks it; the documentation says it".into(),
            ),
            OutputProblem::BodyNotChecked => (
                "body-not-checked",
                Note,
                "the limits of this body are not checked: it is no struct or union, and has no function `validate`".into(),
                "check the structs in it by theirs, and the rest before it is sent; the server checks it all".into(),
            ),
        }
    }
}
