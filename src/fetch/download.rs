//! One address, asked until it answers or there is no hope.

use std::{thread, time::Duration};

use ureq::Agent;

use super::{
    Patience,
    attempt::{self, Again},
};
use crate::{config::Remote, diagnostics::FetchProblem};

/// What is asked for.
pub(super) struct Download {
    pub(super) remote: Remote,
    pub(super) url: String,
    /// What the server called the version that is there.
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// What came.
pub(super) enum Answer {
    /// The version that is there is still the one.
    Same,
    /// Another version, or the first.
    Fresh {
        /// The address that it was found at.
        url: String,
        bytes: Vec<u8>,
        etag: Option<String>,
        last_modified: Option<String>,
    },
}

impl Download {
    pub(super) fn new(remote: &Remote, url: String) -> Self {
        Download { remote: remote.clone(), url, etag: None, last_modified: None }
    }

    /// The host, with its port: `example.com:8080`.
    pub(super) fn host(&self) -> &str {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?']).next().unwrap_or_default()
    }

    /// Asks, and asks again where that may help.
    pub(super) fn run(&self, agent: &Agent, patience: Patience) -> Result<Answer, FetchProblem> {
        if !self.remote.may_ask(&self.url) {
            let reason = "it is not encrypted, and the source has no `allow-http = true`".into();
            return Err(FetchProblem::WrongUrl { url: self.url.clone(), reason });
        }
        let mut wait = patience.first_wait;
        let mut attempts = 1;
        loop {
            let failed = match attempt::attempt(agent, self) {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            let asked = match failed.again {
                Again::Never => return Err(failed.problem),
                Again::Soon => wait,
                Again::After(asked) => asked,
            };
            if attempts >= patience.attempts {
                return Err(failed.problem);
            }
            if asked > patience.longest_wait {
                return Err(too_long(failed.problem, asked));
            }
            thread::sleep(asked);
            wait = wait.saturating_mul(2).min(patience.longest_wait);
            attempts += 1;
        }
    }
}

/// A server that asks for more time than anybody waits.
fn too_long(problem: FetchProblem, asked: Duration) -> FetchProblem {
    match problem {
        FetchProblem::WrongStatus { url, status, .. } => {
            let help = format!("the server asks to be left alone for {} s: try again then", asked.as_secs());
            FetchProblem::WrongStatus { url, status, help }
        }
        other => other,
    }
}
