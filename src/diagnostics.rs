//! What is wrong with an input, as data.
//!
//! In: a [`Problem`] and its [`Location`], from any stage. Out: [`Diagnostics`], sorted and counted,
//! for whoever prints them. Every problem that the program knows is a variant of an enum in
//! `problem/`, with its code, severity, message and way out side by side.
//!
//! Nothing here prints, and nothing here knows how a problem was noticed.

mod find;
mod find_yaml;
mod location;
mod print;
mod problem;
mod snippet;
mod visible;

pub(crate) use location::Lines;
pub use location::{Location, Source, Syntax};
#[cfg(feature = "diff")]
pub(crate) use location::{rename, resolve};
pub(crate) use print::Shown;
pub use problem::{
    CombineProblem, ConfigProblem, EmbeddedProblem, FetchProblem, LockProblem, NameProblem, OperationProblem,
    OutputProblem, PageProblem, Problem, ProfileProblem, SchemaProblem, ServerProblem, SourceProblem,
};
pub(crate) use visible::is_hidden;
pub use visible::visible;

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated from this input until it is mended.
    Error,
    /// Something was left out or approximated.
    Warning,
    /// Something was decided that a reader may want to know.
    Note,
}

/// A problem at a place.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub at: Location,
    /// The other place, where it is about two: what the source says that wins.
    pub other: Option<Location>,
}

/// Everything that was found, collected by the stages.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a problem.
    pub fn report(&mut self, problem: impl Into<Problem>, at: Location) {
        self.list.push(Diagnostic { problem: problem.into(), at, other: None });
    }

    /// Adds a problem that is about two places.
    pub fn report_both(&mut self, problem: impl Into<Problem>, at: Location, other: Location) {
        self.list.push(Diagnostic { problem: problem.into(), at, other: Some(other) });
    }

    /// Whether an error was found: the gate between two stages.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|found| found.problem.severity() == Severity::Error)
    }

    /// How many problems of a severity were found.
    ///
    /// ```
    /// use bindery::diagnostics::{Diagnostics, Severity};
    ///
    /// assert_eq!(Diagnostics::default().count(Severity::Warning), 0);
    /// ```
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|found| found.problem.severity() == severity).count()
    }

    /// What is as bad as this, or worse.
    ///
    /// ```
    /// use bindery::diagnostics::{Diagnostics, Severity};
    ///
    /// let found = Diagnostics::default();
    /// assert_eq!(found.at_least(Severity::Warning).count(Severity::Note), 0);
    /// ```
    #[must_use]
    pub fn at_least(&self, severity: Severity) -> Diagnostics {
        // The worst severity comes first in the enum.
        let bad = self.list.iter().filter(|found| found.problem.severity() <= severity);
        Diagnostics { list: bad.cloned().collect() }
    }

    /// What was found, in the order of [`Diagnostics::finish`] once that was called.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Adds what another stage or source found.
    pub fn extend(&mut self, others: Diagnostics) {
        self.list.extend(others.list);
    }

    /// Gives the files of the problems other names: those of a revision are read from elsewhere.
    pub fn rename(&mut self, name: &dyn Fn(&str) -> Option<String>) {
        location::rename(self.list.iter_mut().map(|found| &mut found.at), name);
    }

    /// Finds the place of each problem in its text, sorts by file and place, and drops repetitions.
    pub fn finish(&mut self) {
        let places =
            self.list.iter_mut().flat_map(|found| std::iter::once(&mut found.at).chain(&mut found.other));
        location::resolve(places);
        self.list.sort_by(|a, b| a.key().cmp(&b.key()));
        self.list.dedup_by(|a, b| a.key() == b.key());
    }
}

impl Diagnostic {
    /// What orders diagnostics: file, place, severity, code, text.
    fn key(&self) -> (&str, usize, &str, Severity, &'static str, String) {
        let start = self.at.span.as_ref().map_or(0, |span| span.start);
        let problem = &self.problem;
        (&self.at.source.name, start, &self.at.pointer, problem.severity(), problem.code(), problem.message())
    }
}
