//! Whether the lock, the snapshots and the configuration are in step, without the network.

use std::{fs, path::Path, sync::Arc};

use super::{Lock, Locked, sha256};
use crate::{
    Config, Diagnostics,
    config::{Address, Remote},
    diagnostics::{Location, LockProblem, Source, Syntax},
};

/// Reports every snapshot that is not what the lock says, and every entry of the lock that nothing asks for.
///
/// ```
/// use bindery::{Config, Diagnostics, lock::{Lock, check}};
///
/// let mut found = Diagnostics::default();
/// check(&Config::default(), &Lock::default(), &mut found);
/// assert!(!found.has_errors());
/// ```
pub fn check(config: &Config, lock: &Lock, found: &mut Diagnostics) {
    for remote in &config.remote {
        let at = remote.at.clone().unwrap_or_else(|| Location::file(&Source::unnamed().into()));
        let mut report = |problem| found.report(problem, at.clone());
        match &remote.address {
            Address::Document(url) => match lock.of(&remote.name).filter(|locked| locked.asked() == url) {
                Some(locked) => compare(config, locked, &mut report),
                None if remote.snapshot.exists() => {
                    report(LockProblem::NotLocked { path: remote.name.clone(), url: url.clone() });
                }
                // Whoever reads the snapshot says that it is not there.
                None => {}
            },
            Address::Index { url, .. } => {
                let mine: Vec<&Locked> = lock.sources.iter().filter(|locked| is_of(remote, locked)).collect();
                for locked in &mine {
                    compare(config, locked, &mut report);
                }
                for path in files(&remote.snapshot, &remote.name) {
                    if lock.of(&path).is_none() {
                        report(LockProblem::NotLocked { path, url: url.clone() });
                    }
                }
            }
        }
    }
    let name = config.lock_file().display().to_string();
    let source = Arc::new(Source { name, text: String::new(), syntax: Syntax::Other });
    for locked in vain(config, lock) {
        let (path, url) = (locked.snapshot.clone(), locked.url.clone());
        found.report(LockProblem::LockedInVain { path, url }, Location::file(&source));
    }
}

/// The entries that no source asks for.
fn vain<'l>(config: &'l Config, lock: &'l Lock) -> impl Iterator<Item = &'l Locked> {
    lock.sources.iter().filter(|locked| !config.remote.iter().any(|remote| is_of(remote, locked)))
}

/// Whether an entry is of a source: its own, or that of a page in its folder.
fn is_of(remote: &Remote, locked: &Locked) -> bool {
    match &remote.address {
        Address::Document(url) => locked.snapshot == remote.name && locked.asked() == url,
        Address::Index { .. } => {
            locked.snapshot.strip_prefix(&remote.name).is_some_and(|rest| rest.starts_with('/'))
        }
    }
}

/// Whether a snapshot is what was fetched.
fn compare(config: &Config, locked: &Locked, report: &mut impl FnMut(LockProblem)) {
    let (path, url) = (locked.snapshot.clone(), locked.url.clone());
    match fs::read(config.folder().join(&path)) {
        Ok(bytes) if sha256(&bytes) == locked.sha256 => {}
        Ok(_) => report(LockProblem::EditedSnapshot { path, url }),
        Err(_) => report(LockProblem::MissingSnapshot { path, url }),
    }
}

/// The files below a folder, as the lock names them.
fn files(folder: &Path, name: &str) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => files.extend(self::files(&entry.path(), &name)),
            false => files.push(name),
        }
    }
    files.sort();
    files
}
