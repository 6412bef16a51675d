//! Problems of names that a user has chosen, or that are to stay.

use super::{Severity, Text};

/// What is wrong with a name, or to be known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameProblem {
    /// A name is chosen for a place where nothing has one.
    NothingNamed {
        /// The place as written.
        pointer: String,
        /// What may have been meant.
        suggestion: Option<String>,
    },
    /// A name that is chosen, or in the lock, cannot be one in Rust.
    NoIdentifier {
        /// What is to be called so.
        pointer: String,
        /// The name as written.
        name: String,
    },
    /// A name that is chosen is another's.
    TakenName {
        /// The name.
        name: String,
        /// What is to be called so.
        pointer: String,
        /// What is called so, where that is something of the source.
        other: Option<String>,
    },
    /// A name that is chosen is not spelled as others of its kind are.
    UnusualCase {
        /// The name.
        name: String,
        /// The name as it would be spelled.
        usual: String,
    },
    /// Something of the lock stands elsewhere now.
    MovedName {
        /// Its name.
        name: String,
        /// Where it stood.
        pointer: String,
    },
    /// The lock has other names than those that would be generated.
    StaleNames {
        /// How many it does not have.
        new: usize,
        /// How many it has otherwise, or of things that are gone.
        changed: usize,
        /// One of them.
        pointer: String,
    },
    /// Something of the lock could not keep its name.
    LostName {
        /// Where it stands.
        pointer: String,
        /// The name that it had.
        name: String,
        /// The name that it has.
        now: String,
    },
}

impl NameProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::{Error, Note, Warning};
        let list = || "`bindery names` lists all places that have names".to_owned();
        match self {
            NameProblem::NothingNamed { pointer, suggestion } => (
                "nothing-named",
                Error,
                format!("`names` has the place `{pointer}`, where nothing has a name"),
                match suggestion {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => list(),
                },
            ),
            NameProblem::NoIdentifier { pointer, name } => (
                "no-identifier",
                Error,
                format!("`{pointer}` cannot be called `{name}`, which is no identifier of Rust"),
                "a name is letters, digits and `_`, and no word that Rust keeps for itself".into(),
            ),
            NameProblem::TakenName { name, pointer, other } => (
                "taken-name",
                Error,
                match other {
                    Some(other) => format!("`{pointer}` cannot be called `{name}`: `{other}` is"),
                    None => {
                        format!("`{pointer}` cannot be called `{name}`: the generated code has that already")
                    }
                },
                "choose another name for one of them".into(),
            ),
            NameProblem::UnusualCase { name, usual } => (
                "unusual-case",
                Warning,
                format!("`{name}` is not spelled as Rust names of its kind are"),
                format!("the usual spelling is `{usual}`"),
            ),
            NameProblem::MovedName { name, pointer } => (
                "moved-name",
                Note,
                format!("this is what stood at `{pointer}`, and is still called `{name}`"),
                "`bindery names rename` gives it another name".into(),
            ),
            NameProblem::StaleNames { new, changed, pointer } => (
                "stale-names",
                Error,
                format!(
                    "the names of the lock are not in step: {new} are missing and {changed} are otherwise, such as `{pointer}`"
                ),
                "`bindery generate` brings them in step".into(),
            ),
            NameProblem::LostName { pointer, name, now } => (
                "lost-name",
                Warning,
                format!("`{pointer}` was called `{name}` and is `{now}` now, since another has its name"),
                "`names` in bindery.toml, or two lines of the lock, give one name to two things".into(),
            ),
        }
    }
}
