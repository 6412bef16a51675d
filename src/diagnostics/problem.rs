//! Every problem that bindery knows: one variant, one code, one severity, one message, one way out.
//!
//! A problem carries what its message needs, never a finished sentence: the words stand here, in a file for each
//! thing that can have problems, the variants above and their words below. Each variant has a file in `tests/bad`
//! and the text that it must print.

mod combine;
mod config;
mod embedded;
mod fetch;
mod lock;
mod names;
mod operation;
mod output;
mod page;
mod profile;
mod schema;
mod server;
mod source;

pub use self::{
    combine::CombineProblem, config::ConfigProblem, embedded::EmbeddedProblem, fetch::FetchProblem,
    lock::LockProblem, names::NameProblem, operation::OperationProblem, output::OutputProblem,
    page::PageProblem, profile::ProfileProblem, schema::SchemaProblem, server::ServerProblem,
    source::SourceProblem,
};
use super::Severity;

/// The code, the severity, the message and the way out of a problem.
type Text = (&'static str, Severity, String, String);

/// Something that is wrong with an input, or that a user should know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Of sources, and the references in and between them.
    Source(SourceProblem),
    /// Of HTML pages.
    Page(PageProblem),
    /// Of the profiles of pages.
    Profile(ProfileProblem),
    /// Of pages that carry a whole document.
    Embedded(EmbeddedProblem),
    /// Of schemas.
    Schema(SchemaProblem),
    /// Of operations, with their parameters, bodies and answers.
    Operation(OperationProblem),
    /// Of servers and security schemes.
    Server(ServerProblem),
    /// Of the generated code and its templates.
    Output(OutputProblem),
    /// Of what a user chose.
    Config(ConfigProblem),
    /// Of sources that are put together.
    Combine(CombineProblem),
    /// Of the lock and the snapshots.
    Lock(LockProblem),
    /// Of downloads.
    Fetch(FetchProblem),
    /// Of names that are chosen, or that stay.
    Name(NameProblem),
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

    fn text(&self) -> Text {
        match self {
            Problem::Source(problem) => problem.text(),
            Problem::Page(problem) => problem.text(),
            Problem::Profile(problem) => problem.text(),
            Problem::Embedded(problem) => problem.text(),
            Problem::Schema(problem) => problem.text(),
            Problem::Operation(problem) => problem.text(),
            Problem::Server(problem) => problem.text(),
            Problem::Output(problem) => problem.text(),
            Problem::Config(problem) => problem.text(),
            Problem::Combine(problem) => problem.text(),
            Problem::Lock(problem) => problem.text(),
            Problem::Fetch(problem) => problem.text(),
            Problem::Name(problem) => problem.text(),
        }
    }
}

impl From<SourceProblem> for Problem {
    fn from(problem: SourceProblem) -> Self {
        Problem::Source(problem)
    }
}

impl From<PageProblem> for Problem {
    fn from(problem: PageProblem) -> Self {
        Problem::Page(problem)
    }
}

impl From<ProfileProblem> for Problem {
    fn from(problem: ProfileProblem) -> Self {
        Problem::Profile(problem)
    }
}

impl From<EmbeddedProblem> for Problem {
    fn from(problem: EmbeddedProblem) -> Self {
        Problem::Embedded(problem)
    }
}

impl From<SchemaProblem> for Problem {
    fn from(problem: SchemaProblem) -> Self {
        Problem::Schema(problem)
    }
}

impl From<OperationProblem> for Problem {
    fn from(problem: OperationProblem) -> Self {
        Problem::Operation(problem)
    }
}

impl From<ServerProblem> for Problem {
    fn from(problem: ServerProblem) -> Self {
        Problem::Server(problem)
    }
}

impl From<OutputProblem> for Problem {
    fn from(problem: OutputProblem) -> Self {
        Problem::Output(problem)
    }
}

impl From<ConfigProblem> for Problem {
    fn from(problem: ConfigProblem) -> Self {
        Problem::Config(problem)
    }
}

impl From<CombineProblem> for Problem {
    fn from(problem: CombineProblem) -> Self {
        Problem::Combine(problem)
    }
}

impl From<LockProblem> for Problem {
    fn from(problem: LockProblem) -> Self {
        Problem::Lock(problem)
    }
}

impl From<FetchProblem> for Problem {
    fn from(problem: FetchProblem) -> Self {
        Problem::Fetch(problem)
    }
}

impl From<NameProblem> for Problem {
    fn from(problem: NameProblem) -> Self {
        Problem::Name(problem)
    }
}
