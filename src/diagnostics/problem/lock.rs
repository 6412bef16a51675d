//! Problems of `bindery.lock`, and of the snapshots that it is about.

use super::{Severity, Text};

/// What is wrong with a lock, or with what it says of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LockProblem {
    /// The lock is there and cannot be read from the disk.
    UnreadableLock {
        /// What the operating system said.
        reason: String,
    },
    /// The lock is not TOML.
    LockSyntax {
        /// What the parser expected.
        reason: String,
    },
    /// Two branches have changed the lock, and nobody has put that together.
    LockConflict,
    /// The lock says something that no lock says.
    WrongLock {
        /// What is expected and what is found.
        reason: String,
    },
    /// A source has an address, and nothing was fetched for it.
    MissingSnapshot {
        /// The snapshot.
        path: String,
        /// The address.
        url: String,
    },
    /// A snapshot is there that the lock does not have.
    NotLocked {
        /// The snapshot.
        path: String,
        /// The address of its source.
        url: String,
    },
    /// A snapshot does not say what it said when it was fetched.
    EditedSnapshot {
        /// The snapshot.
        path: String,
        /// The address.
        url: String,
    },
    /// The lock has an entry that no source of the configuration asks for.
    LockedInVain {
        /// The snapshot.
        path: String,
        /// The address.
        url: String,
    },
}

impl LockProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::Error;
        let fetch = || "`bindery fetch` brings the lock and the snapshots in step".to_owned();
        match self {
            LockProblem::UnreadableLock { reason } => (
                "unreadable-lock",
                Error,
                format!("the lock cannot be read: {reason}"),
                "`bindery fetch` writes it anew where it is not there".into(),
            ),
            LockProblem::LockSyntax { reason } => (
                "lock-syntax",
                Error,
                format!("the lock is not TOML: {reason}"),
                "take it as it was committed last, then run `bindery fetch`".into(),
            ),
            LockProblem::LockConflict => (
                "lock-conflict",
                Error,
                "the lock has the marks of a merge that two branches disagree on".into(),
                "take the lock and the snapshots of either branch, then run `bindery fetch`".into(),
            ),
            LockProblem::WrongLock { reason } => (
                "wrong-lock",
                Error,
                format!("the lock {reason}"),
                "bindery writes this file; take it as it was committed last, then run `bindery fetch`".into(),
            ),
            LockProblem::MissingSnapshot { path, url } => (
                "missing-snapshot",
                Error,
                format!("there is no snapshot {path} of {url}"),
                "`bindery fetch` downloads it".into(),
            ),
            LockProblem::NotLocked { path, url } => {
                ("not-locked", Error, format!("the lock does not have the snapshot {path} of {url}"), fetch())
            }
            LockProblem::EditedSnapshot { path, url } => (
                "edited-snapshot",
                Error,
                format!("the snapshot {path} is not what was fetched from {url}"),
                "`bindery fetch` puts it back; what is to be changed in a source belongs into a patch of it"
                    .into(),
            ),
            LockProblem::LockedInVain { path, url } => (
                "locked-in-vain",
                Error,
                format!("the lock has {path} of {url}, which no source asks for"),
                "`bindery fetch` takes the entry out, and removes the snapshot".into(),
            ),
        }
    }
}
