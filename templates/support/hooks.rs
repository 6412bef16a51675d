//! What a program may do before a request is sent and behind its answer: log, count, sign.

use std::{fmt, time::Duration};

use http::{HeaderMap, StatusCode};

use super::{Body, Fault, error::Source};

/// One of the times that a call is sent.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation's name, as the documentation gives it.
    pub operation: &'static str,
    /// How often the call was sent before: 0 for the first time.
    pub number: u32,
    /// How long it took, once there is an outcome. A browser does not say.
    pub elapsed: Option<Duration>,
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug)]
pub enum Outcome<'a> {
    /// An answer came.
    Answer(StatusCode, &'a HeaderMap),
    /// None came.
    NoAnswer(Fault),
}

/// What is called before each request is sent. It may change the request, or refuse it.
type Before = Box<dyn Fn(&Attempt, &mut http::Request<Body>) -> Result<(), Source> + Send + Sync>;

/// What is called behind each answer, or where none came.
type After = Box<dyn Fn(&Attempt, Outcome<'_>) + Send + Sync>;

/// All of them, in the order in which they were given.
#[derive(Default)]
pub(super) struct Hooks {
    pub(super) before: Vec<Before>,
    pub(super) after: Vec<After>,
}

impl Hooks {
    pub(super) fn before(&self, attempt: &Attempt, request: &mut http::Request<Body>) -> Result<(), Source> {
        self.before.iter().try_for_each(|hook| hook(attempt, request))
    }

    pub(super) fn after(&self, attempt: &Attempt, outcome: Outcome<'_>) {
        self.after.iter().for_each(|hook| hook(attempt, outcome));
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hooks").finish_non_exhaustive()
    }
}
