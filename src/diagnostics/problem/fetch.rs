//! Problems of downloads.

use super::{Severity, Text};

/// Why a source cannot be fetched, or what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchProblem {
    /// No whole answer came.
    NoAnswer {
        /// The address.
        url: String,
        /// What happened: `the connection was refused`.
        reason: String,
    },
    /// A host has failed so often that it was left alone.
    NotAsked {
        /// The host.
        host: String,
        /// How many of its addresses were not asked for.
        count: usize,
    },
    /// An answer came that is none.
    WrongStatus {
        /// The address.
        url: String,
        /// The status, in full: `404 Not Found`.
        status: String,
        /// What to do about it.
        help: String,
    },
    /// An address leads to another that is not to be followed.
    WrongRedirect {
        /// The address.
        url: String,
        /// Why not.
        reason: String,
    },
    /// An answer is larger than the configuration allows.
    LargeAnswer {
        /// The address.
        url: String,
        /// How many bytes are allowed.
        most: u64,
    },
    /// An answer cannot be read as a source; what is wrong with it is said besides.
    UselessAnswer {
        /// The address.
        url: String,
    },
    /// A page shows a document that is elsewhere, and that cannot be had.
    ShownDocument {
        /// The page.
        page: String,
        /// Why not: `https://example.com/pets.json answers 404 Not Found`.
        reason: String,
        /// What to do about it.
        help: String,
    },
    /// An address is no URL.
    WrongUrl {
        /// The address.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An index has none of the links that were described.
    NoLinks {
        /// The index.
        url: String,
        /// The glob.
        links: String,
        /// How many other links there are.
        others: usize,
    },
    /// Two addresses would have one snapshot.
    SameSnapshot {
        /// The snapshot.
        path: String,
        /// One address.
        one: String,
        /// The other.
        other: String,
    },
    /// An address says something else than its snapshot.
    ChangedSource {
        /// The address.
        url: String,
        /// The snapshot.
        path: String,
    },
    /// An address has no snapshot yet.
    NewSource {
        /// The address.
        url: String,
        /// The snapshot that it would have.
        path: String,
    },
    /// A snapshot has no address any more.
    GoneSource {
        /// The address that it had.
        url: String,
        /// The snapshot.
        path: String,
    },
}

impl FetchProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::Error;
        match self {
            FetchProblem::NoAnswer { url, reason } => (
                "no-answer",
                Error,
                format!("{url} cannot be fetched: {reason}"),
                "try again later, or open the address in a browser on this machine".into(),
            ),
            FetchProblem::NotAsked { host, count } => (
                "not-asked",
                Error,
                format!("{host} was not asked for {count} more addresses, since so many others failed"),
                "try again later".into(),
            ),
            FetchProblem::WrongStatus { url, status, help } => {
                ("wrong-status", Error, format!("{url} answers {status}"), help.clone())
            }
            FetchProblem::WrongRedirect { url, reason } => (
                "wrong-redirect",
                Error,
                format!("{url} leads to an address that is not followed: {reason}"),
                "give the address where the document is now".into(),
            ),
            FetchProblem::LargeAnswer { url, most } => (
                "large-answer",
                Error,
                format!("{url} answers more than {most} bytes"),
                "if it is what it should be, give the source a larger `max-size`, such as \"200 MB\"".into(),
            ),
            FetchProblem::UselessAnswer { url } => (
                "useless-answer",
                Error,
                format!("what {url} answers cannot be read as a source"),
                "the snapshot stays as it was; open the address in a browser".into(),
            ),
            FetchProblem::ShownDocument { page, reason, help } => (
                "shown-document",
                Error,
                format!("{page} shows a document that cannot be fetched: {reason}"),
                help.clone(),
            ),
            FetchProblem::WrongUrl { url, reason } => (
                "wrong-url",
                Error,
                format!("`{url}` is no address: {reason}"),
                "an address is a scheme, a host and a path: https://example.com/openapi.json".into(),
            ),
            FetchProblem::NoLinks { url, links, others } => (
                "no-links",
                Error,
                format!("none of the {others} links of {url} is one of `{links}`"),
                "look at the links of the page; one that a script makes is not in it".into(),
            ),
            FetchProblem::SameSnapshot { path, one, other } => (
                "same-snapshot",
                Error,
                format!("{one} and {other} would both be the snapshot {path}"),
                "make `links` narrower, so that only one of them is meant".into(),
            ),
            FetchProblem::ChangedSource { url, path } => {
                ("changed-source", Error, format!("{url} does not say what {path} says any more"), update())
            }
            FetchProblem::NewSource { url, path } => {
                ("new-source", Error, format!("{url} is new, and would be {path}"), update())
            }
            FetchProblem::GoneSource { url, path } => {
                ("gone-source", Error, format!("{url} is gone, and {path} would be removed"), update())
            }
        }
    }
}

fn update() -> String {
    "`bindery update` fetches it, generates anew, and says what is different".into()
}
