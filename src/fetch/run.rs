//! The way from a source to its files: what is asked for, and what is taken over of the answers.
//!
//! In: a source, and the [`Lock`] of the last time. Out: additions to what was [`Fetched`]. It does not know what a
//! request is, or what stands on a page.

use std::{collections::BTreeMap, path::PathBuf};

use super::{
    Fetched, Fresh, Patience, Step, attempt,
    download::{Answer, Download},
    follow::{Found, Lead, Trail},
    links, place,
    queue::{self, Outcome},
};
use crate::{
    Diagnostics,
    config::{Address, Remote},
    diagnostics::{FetchProblem, Location},
    lock::{Lock, Locked, sha256, sha256_of},
};

/// A file that is wanted of a source.
pub(super) struct Wanted<'r> {
    pub(super) remote: &'r Remote,
    download: Download,
    trail: Trail,
    name: String,
    path: PathBuf,
    /// What the snapshot says now.
    sha256: Option<String>,
}

/// What stays the same for all of a run.
pub(super) struct Run<'r> {
    pub(super) lock: &'r Lock,
    pub(super) patience: Patience,
    pub(super) tell: &'r (dyn Fn(Step<'_>) + Sync),
}

impl<'r> Run<'r> {
    /// What is asked for first: the document, or the index.
    pub(super) fn first(&self, remote: &'r Remote) -> Wanted<'r> {
        let url = remote.address.url().to_owned();
        match &remote.address {
            Address::Document(_) => {
                self.wanted(remote, url, Trail::Source, remote.name.clone(), remote.snapshot.clone())
            }
            // The links of an index are needed, whether or not they have changed.
            Address::Index { .. } => Wanted {
                remote,
                download: Download::new(remote, url),
                trail: Trail::Source,
                name: String::new(),
                path: PathBuf::new(),
                sha256: None,
            },
        }
    }

    /// A file, of which a server need not send what is there already.
    fn wanted(
        &self,
        remote: &'r Remote,
        url: String,
        trail: Trail,
        name: String,
        path: PathBuf,
    ) -> Wanted<'r> {
        let sha256 = sha256_of(&path);
        let mut download = Download::new(remote, url);
        let locked = self.lock.of(&name).filter(|locked| locked.url == download.url);
        // What was changed by hand is fetched again.
        if let Some(locked) = locked.filter(|locked| sha256.as_ref() == Some(&locked.sha256)) {
            download.etag.clone_from(&locked.etag);
            download.last_modified.clone_from(&locked.last_modified);
        }
        Wanted { remote, download, trail, name, path, sha256 }
    }

    /// Asks for all, a few at a time; those that have answered, in the order of the list.
    pub(super) fn ask(&self, wanted: Vec<Wanted<'r>>, found: &mut Diagnostics) -> Vec<(Wanted<'r>, Answer)> {
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
                Outcome::Done(Err(problem)) => found.report(wanted.trail.told(problem), at),
                Outcome::LeftAlone => left.entry(wanted.download.host().to_owned()).or_insert((0, at)).0 += 1,
            }
        }
        for (host, (count, at)) in left {
            found.report(FetchProblem::NotAsked { host, count }, at);
        }
        answers
    }

    /// The pages that an index links to.
    pub(super) fn pages(
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
            self.wanted(remote, url, Trail::Source, format!("{}/{name}", remote.name), path)
        });
        pages.collect()
    }

    /// Takes an answer over into what was fetched; or gives what is to be asked next, where it leads further.
    pub(super) fn take(
        &self,
        wanted: Wanted<'r>,
        answer: Answer,
        fetched: &mut Fetched,
        found: &mut Diagnostics,
    ) -> Option<Wanted<'r>> {
        let known = self.lock.of(&wanted.name).filter(|locked| locked.url == wanted.download.url);
        let shown_by = wanted.trail.page().map(str::to_owned);
        let Answer::Fresh { url, bytes, etag, last_modified } = answer else {
            fetched.lock.sources.extend(known.map(|locked| Locked { shown_by, ..locked.clone() }));
            return None;
        };
        let Wanted { remote, download, trail, name, path, sha256: old } = wanted;
        let bytes = match trail.follow(Found { remote, asked: &download.url, url: &url, bytes }) {
            Ok(Lead::Here(bytes)) => bytes,
            Ok(Lead::Further(url, trail)) => return Some(self.wanted(remote, url, trail, name, path)),
            Err(problem) => {
                found.report(problem, place(remote));
                return None;
            }
        };
        let new = sha256(&bytes);
        // A server that names the same text anew each time is no reason to change the lock.
        let locked = known.filter(|locked| locked.sha256 == new).cloned().unwrap_or_else(|| Locked {
            redirected: (url != download.url).then_some(url),
            url: download.url.clone(),
            snapshot: name.clone(),
            sha256: new.clone(),
            etag,
            last_modified,
            ..Locked::default()
        });
        fetched.lock.sources.push(Locked { shown_by: shown_by.clone(), ..locked });
        if old.as_ref() != Some(&new) {
            let (is_new, at) = (old.is_none(), place(remote));
            fetched.files.push(Fresh { url: download.url, shown_by, name, path, bytes, is_new, at });
        }
        None
    }
}
