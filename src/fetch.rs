//! Downloads the sources that have an address.
//!
//! In: a [`Config`], and the [`Lock`] of the last time. Out: what is new, in memory, and the lock that goes with it, or
//! every problem there was. Only this module uses the network, and only the command calls it: build scripts read
//! snapshots. It changes no file, and does not know what a document means.
//!
//! * *Polite*: what has not changed is not sent again (RFC 9110, section 13.1), few requests run at once, and a server
//!   that asks for time gets it.
//! * *Safe*: encrypted unless the source says otherwise, and never less on the way (RFC 9110, section 15.4 leaves it to
//!   the client); no answer is larger, and none takes longer, than the source says.

mod attempt;
mod download;
mod links;
mod queue;
mod readable;
mod redirect;
mod staging;

use std::{collections::BTreeMap, path::PathBuf, time::Duration};

pub use readable::check_readable;

use self::{
    download::{Answer, Download},
    queue::Outcome,
};
use crate::{
    Config, Diagnostics,
    config::{Address, Remote},
    diagnostics::{FetchProblem, Location, Source},
    lock::{Lock, Locked, sha256, sha256_of},
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
    let wanted: Vec<Wanted<'_>> = config.remote.iter().map(|remote| run.first(remote)).collect();
    let mut fetched =
        Fetched { lock: Lock { sources: Vec::new(), names: lock.names.clone() }, ..Fetched::default() };
    let mut pages = Vec::new();
    for (wanted, answer) in run.ask(wanted, found) {
        match &wanted.remote.address {
            Address::Document(_) => run.take(wanted, answer, &mut fetched),
            Address::Index { links, .. } => pages.extend(run.pages(&wanted, links, answer, found)),
        }
    }
    for (wanted, answer) in run.ask(pages, found) {
        run.take(wanted, answer, &mut fetched);
    }
    fetched.lock.sources.sort_by(|one, other| one.snapshot.cmp(&other.snapshot));
    let gone = lock.sources.iter().filter(|locked| fetched.lock.of(&locked.snapshot).is_none());
    fetched.gone = gone.cloned().collect();
    fetched
}

/// A file that is wanted of a source.
struct Wanted<'r> {
    remote: &'r Remote,
    download: Download,
    name: String,
    path: PathBuf,
    /// What the snapshot says now.
    sha256: Option<String>,
}

/// What stays the same for all of a run.
struct Run<'r> {
    lock: &'r Lock,
    patience: Patience,
    tell: &'r (dyn Fn(Step<'_>) + Sync),
}

impl<'r> Run<'r> {
    /// What is asked for first: the document, or the index.
    fn first(&self, remote: &'r Remote) -> Wanted<'r> {
        let url = remote.address.url().to_owned();
        match &remote.address {
            Address::Document(_) => self.wanted(remote, url, remote.name.clone(), remote.snapshot.clone()),
            // The links of an index are needed, whether or not they have changed.
            Address::Index { .. } => Wanted {
                remote,
                download: Download::new(remote, url),
                name: String::new(),
                path: PathBuf::new(),
                sha256: None,
            },
        }
    }

    /// A file, of which a server need not send what is there already.
    fn wanted(&self, remote: &'r Remote, url: String, name: String, path: PathBuf) -> Wanted<'r> {
        let sha256 = sha256_of(&path);
        let mut download = Download::new(remote, url);
        let locked = self.lock.of(&name).filter(|locked| locked.url == download.url);
        // What was changed by hand is fetched again.
        if let Some(locked) = locked.filter(|locked| sha256.as_ref() == Some(&locked.sha256)) {
            download.etag.clone_from(&locked.etag);
            download.last_modified.clone_from(&locked.last_modified);
        }
        Wanted { remote, download, name, path, sha256 }
    }

    /// Asks for all, a few at a time; those that have answered, in the order of the list.
    fn ask(&self, wanted: Vec<Wanted<'r>>, found: &mut Diagnostics) -> Vec<(Wanted<'r>, Answer)> {
        (self.tell)(Step::More(wanted.len()));
        let agent = attempt::agent();
        let outcomes = queue::each(
            &wanted,
            |wanted| wanted.download.host(),
            |wanted| {
                let answer = wanted.download.run(&agent, self.patience);
                (self.tell)(Step::Done(&wanted.download.url));
                answer
            },
        );
        let mut answers = Vec::new();
        let mut left: BTreeMap<String, (usize, Location)> = BTreeMap::new();
        for (wanted, outcome) in wanted.into_iter().zip(outcomes) {
            let at = place(wanted.remote);
            match outcome {
                Outcome::Done(Ok(answer)) => answers.push((wanted, answer)),
                Outcome::Done(Err(problem)) => found.report(problem, at),
                Outcome::LeftAlone => left.entry(wanted.download.host().to_owned()).or_insert((0, at)).0 += 1,
            }
        }
        for (host, (count, at)) in left {
            found.report(FetchProblem::NotAsked { host, count }, at);
        }
        answers
    }

    /// The pages that an index links to.
    fn pages(
        &self,
        wanted: &Wanted<'r>,
        links: &str,
        answer: Answer,
        found: &mut Diagnostics,
    ) -> Vec<Wanted<'r>> {
        let Answer::Fresh { url, bytes, .. } = answer else { return Vec::new() };
        let remote = wanted.remote;
        let linked = match links::pages(&url, links, &bytes) {
            Ok(linked) => linked,
            Err(problem) => {
                found.report(problem, place(remote));
                return Vec::new();
            }
        };
        let pages = linked.into_iter().map(|(name, url)| {
            let path = remote.snapshot.join(&name);
            self.wanted(remote, url, format!("{}/{name}", remote.name), path)
        });
        pages.collect()
    }

    /// Takes an answer over into what was fetched.
    fn take(&self, wanted: Wanted<'r>, answer: Answer, fetched: &mut Fetched) {
        let known = self.lock.of(&wanted.name).filter(|locked| locked.url == wanted.download.url);
        let Answer::Fresh { url, bytes, etag, last_modified } = answer else {
            fetched.lock.sources.extend(known.cloned());
            return;
        };
        let sha256 = sha256(&bytes);
        // A server that names the same text anew each time is no reason to change the lock.
        let locked = known.filter(|locked| locked.sha256 == sha256).cloned().unwrap_or_else(|| Locked {
            redirected: (url != wanted.download.url).then_some(url),
            url: wanted.download.url.clone(),
            snapshot: wanted.name.clone(),
            sha256: sha256.clone(),
            etag,
            last_modified,
        });
        fetched.lock.sources.push(locked);
        if wanted.sha256.as_ref() != Some(&sha256) {
            fetched.files.push(Fresh {
                url: wanted.download.url,
                name: wanted.name,
                path: wanted.path,
                bytes,
                is_new: wanted.sha256.is_none(),
                at: place(wanted.remote),
            });
        }
    }
}

/// Where a source stands in the configuration.
fn place(remote: &Remote) -> Location {
    remote.at.clone().unwrap_or_else(|| Location::file(&Source::unnamed().into()))
}
