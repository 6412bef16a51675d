//! Problems of the profiles of pages.

use super::{Severity, Text};

/// What is wrong with a profile, the TOML file that says where the parts of a family of pages stand.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProfileProblem {
    /// A profile is not TOML.
    ProfileSyntax {
        /// What the parser expected.
        reason: String,
    },
    /// A profile has a setting, a role or a rule that there is not.
    UnknownProfileKey {
        /// What it would be: `role`.
        kind: &'static str,
        /// The key: `metod`.
        key: String,
        /// What may have been meant: `method`.
        suggestion: Option<String>,
        /// All that there are.
        known: String,
    },
    /// A setting or rule of a profile has a value that it cannot have.
    WrongProfileValue {
        /// The key: `required`.
        key: String,
        /// What is expected and what is found: `must be a list of strings, found an integer`.
        reason: String,
        /// A line that is right: `required = ["method", "target", "response"]`.
        example: &'static str,
    },
    /// A selector of a profile is no CSS.
    BadSelector {
        /// The selector.
        selector: String,
        /// What the parser said.
        reason: String,
    },
    /// A pattern of a profile is no regular expression.
    BadPattern {
        /// The pattern.
        pattern: String,
        /// What the parser said.
        reason: String,
    },
    /// A profile does not say where a role stands that it needs.
    RoleMissing {
        /// The role: `method`.
        role: &'static str,
        /// Why it is needed: `every profile needs it`.
        reason: String,
    },
}

impl ProfileProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::Error;
        match self {
            ProfileProblem::ProfileSyntax { reason } => (
                "profile-syntax",
                Error,
                format!("the profile is not TOML: {reason}"),
                "see https://toml.io for the syntax".into(),
            ),
            ProfileProblem::UnknownProfileKey { kind, key, suggestion, known } => (
                "unknown-profile-key",
                Error,
                format!("there is no {kind} `{key}`"),
                match suggestion {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => format!("the {kind}s are {known}"),
                },
            ),
            ProfileProblem::WrongProfileValue { key, reason, example } => {
                ("wrong-profile-value", Error, format!("`{key}` {reason}"), format!("for example: {example}"))
            }
            ProfileProblem::BadSelector { selector, reason } => (
                "bad-selector",
                Error,
                format!("`{selector}` is no CSS selector: {reason}"),
                "for example: .parameters > dt".into(),
            ),
            ProfileProblem::BadPattern { pattern, reason } => (
                "bad-pattern",
                Error,
                format!("`{pattern}` is no regular expression: {reason}"),
                r"for example: '^(\w+)'; between apostrophes TOML takes a backslash for itself".into(),
            ),
            ProfileProblem::RoleMissing { role, reason } => (
                "role-missing",
                Error,
                format!("the profile does not say where the role `{role}` stands: {reason}"),
                format!("add it to the table `roles`: {role} = \"SELECTOR\""),
            ),
        }
    }
}
