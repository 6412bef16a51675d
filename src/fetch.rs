//! Downloads the sources that have an address.
//!
//! In: a [`Config`], and the [`Lock`] of the last time. Out: what is new, in memory, and the lock that goes with it, or
//! every problem there was. Only this module uses the network, and only the command calls it: build scripts read
//! snapshots. It changes no file, and does not know what a document means.
//!
//! The snapshot of a page that only shows a document from elsewhere is that document: the page is asked for it each
//! time, and not kept. Files that a document refers to are not fetched.
//!
//! * *Polite*: what has not changed is not sent again (RFC 9110, section 13.1), few requests run at once, and a server
//!   that asks for time gets it.
//! * *Safe*: encrypted unless the source says otherwise, and never less on the way (RFC 9110, section 15.4 leaves it to
//!   the client); no answer is larger, and none takes longer, than the source says.

mod attempt;
mod download;
mod follow;
mod links;
mod queue;
mod readable;
mod redirect;
mod run;
mod staging;

use std::{path::PathBuf, time::Duration};

pub use readable::check_readable;

use self::run::{Run, Wanted};
use crate::{
    Config, Diagnostics,
    config::{Address, Remote},
    diagnostics::{Location, Source},
    lock::{Lock, Locked},
};

/// How often a request is made again, and how long is waited before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How often an address is asked at the most.
    pub attempts: u32,
    /// What is waited before the second attempt; before each further one twice as long.
    pub first_wait: Duration,
    /// The longest that a server can ask for in a `Retry-After` (RFC 9110, section 10.2.3).
    pub longest_wait: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            attempts: 4,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(60),
        }
    }
}

/// What happens while sources are fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'s> {
    /// So many more addresses are to be asked.
    More(usize),
    /// An address has answered, or failed.
    Done(&'s str),
}

/// What was fetched.
#[derive(Debug, Default)]
pub struct Fetched {
    /// The files whose snapshots are other ones now, or were not there.
    pub files: Vec<Fresh>,
    /// The entries of the old lock that have no source any more.
    pub gone: Vec<Locked>,
    /// The lock that goes with the new state.
    pub lock: Lock,
}

/// A file that is to be a snapshot.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Its address.
    pub url: String,
    /// The address of the page that shows it, where the source is that page.
    pub shown_by: Option<String>,
    /// The snapshot as the lock names it.
    pub name: String,
    /// The snapshot.
    pub path: PathBuf,
    /// What it says.
    pub bytes: Vec<u8>,
    /// Whether there was no snapshot.
    pub is_new: bool,
    /// Where the source stands that asks for it.
    pub at: Location,
}

/// Asks for all sources that have an address. Where something is wrong, what is returned is not all.
///
/// ```no_run
/// use bindery::{Config, Diagnostics, fetch::{Patience, fetch}, lock::Lock};
///
/// let mut found = Diagnostics::default();
/// let config = Config::read("bindery.toml".as_ref(), &mut found);
/// let lock = Lock::read(&config.lock_file(), &mut found);
/// let fetched = fetch(&config, &lock, Patience::default(), &|_| {}, &mut found);
/// println!("{} files have changed", fetched.files.len());
/// ```
pub fn fetch(
    config: &Config,
    lock: &Lock,
    patience: Patience,
    tell: &(dyn Fn(Step<'_>) + Sync),
    found: &mut Diagnostics,
) -> Fetched {
    let run = Run { lock, patience, tell };
    let first: Vec<Wanted<'_>> = config.remote.iter().map(|remote| run.first(remote)).collect();
    let mut fetched =
        Fetched { lock: Lock { sources: Vec::new(), names: lock.names.clone() }, ..Fetched::default() };
    let mut next = Vec::new();
    for (wanted, answer) in run.ask(first, found) {
        match &wanted.remote.address {
            Address::Document(_) => next.extend(run.take(wanted, answer, &mut fetched, found)),
            Address::Index { links, .. } => next.extend(run.pages(&wanted, links, answer, found)),
        }
    }
    while !next.is_empty() {
        for (wanted, answer) in run.ask(std::mem::take(&mut next), found) {
            next.extend(run.take(wanted, answer, &mut fetched, found));
        }
    }
    fetched.lock.sources.sort_by(|one, other| one.snapshot.cmp(&other.snapshot));
    let gone = lock.sources.iter().filter(|locked| fetched.lock.of(&locked.snapshot).is_none());
    fetched.gone = gone.cloned().collect();
    fetched
}

/// Where a source stands in the configuration.
fn place(remote: &Remote) -> Location {
    remote.at.clone().unwrap_or_else(|| Location::file(&Source::unnamed().into()))
}
