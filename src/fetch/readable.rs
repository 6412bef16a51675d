//! Whether what was fetched can be read: a server that answers 200 may still answer nonsense.

use super::{Fetched, Fresh, follow, place};
use crate::{
    Config, Diagnostics,
    diagnostics::{FetchProblem, Severity},
    read::read_configured,
};

/// Reads every source of which something is new, and reports what cannot be read: its errors, and its address.
///
/// The new files are those that `config` has as [`staged`](Config::staged).
///
/// ```
/// use bindery::{Config, Diagnostics, fetch::{Fetched, check_readable}};
///
/// let mut found = Diagnostics::default();
/// check_readable(&Config::default(), &Fetched::default(), &mut found);
/// assert!(!found.has_errors());
/// ```
pub fn check_readable(config: &Config, fetched: &Fetched, found: &mut Diagnostics) {
    for remote in &config.remote {
        let mine: Vec<&Fresh> =
            fetched.files.iter().filter(|fresh| fresh.path.starts_with(&remote.snapshot)).collect();
        if mine.is_empty() {
            continue;
        }
        let mut own = Config { sources: vec![remote.snapshot.clone()], remote: Vec::new(), ..config.clone() };
        own.staged.clone_from(&config.staged);
        let mut read = Diagnostics::default();
        read_configured(&own, &mut read);
        if !read.has_errors() {
            continue;
        }
        let read = read.at_least(Severity::Error);
        let is_named = |fresh: &&&Fresh| {
            let name = fresh.path.display().to_string();
            read.iter().any(|error| error.at.source.name == name)
        };
        let named: Vec<&&Fresh> = mine.iter().filter(is_named).collect();
        // What is wrong with all pages together is the fault of none.
        if named.is_empty() {
            found.report(FetchProblem::UselessAnswer { url: remote.address.url().into() }, place(remote));
        }
        for fresh in named {
            let problem = FetchProblem::UselessAnswer { url: fresh.url.clone() };
            let problem = match &fresh.shown_by {
                Some(page) => follow::told(page, problem),
                None => problem,
            };
            found.report(problem, place(remote));
        }
        found.extend(read);
    }
}
