//! From files to documents: `read(&[PathBuf], ..) -> Inputs`.
//!
//! In: the sources that a user names: pages, documents, folders of them, standard input. Out: documents;
//! all pages together are one, and so are operations that several describe. Only this stage reads the disk, and it never uses the network.
//!
//! It does not know what a document means.

mod combine;
mod disk;
mod encoding;
mod files;
mod json;
mod openapi;
#[cfg(feature = "pages")]
mod page;
mod references;
mod sources;
mod swagger;
mod yaml;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use disk::Disk;
use files::Reach;
use sources::Opened;
pub(crate) use sources::{template, templates};

use crate::{
    config::{Config, Remote},
    diagnostics::{Diagnostics, Location, LockProblem, Source},
    document::Document,
};

/// What was read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The documents, none with an operation of another.
    pub documents: Vec<Document>,
    /// Every file and folder that the documents came from.
    pub files: Vec<PathBuf>,
}

/// Reads sources: pages and documents, `-` for standard input, folders with all that they hold. A document may
/// refer to files below its own folder, below one that was named with it, and below these `folders`.
pub fn read(named: &[PathBuf], folders: &[PathBuf], found: &mut Diagnostics) -> Inputs {
    let config = Config { sources: named.to_vec(), reference_dirs: folders.to_vec(), ..Config::default() };
    read_configured(&config, found)
}

/// Reads the sources of a configuration: of those that have an address the snapshots, or what is staged for them.
///
/// ```no_run
/// use bindery::{Config, Diagnostics, read::read_configured};
///
/// let mut found = Diagnostics::default();
/// let config = Config::default();
/// let documents = read_configured(&config, &mut found).documents;
/// ```
pub fn read_configured(config: &Config, found: &mut Diagnostics) -> Inputs {
    read_combined(config, false, found)
}

/// Reads the sources of a configuration, all operations into one document.
///
/// ```no_run
/// use bindery::{Config, Diagnostics, read::read_as_one};
///
/// let documents = read_as_one(&Config::default(), &mut Diagnostics::default()).documents;
/// assert!(documents.len() <= 1);
/// ```
pub fn read_as_one(config: &Config, found: &mut Diagnostics) -> Inputs {
    read_combined(config, true, found)
}

fn read_combined(config: &Config, is_one_wanted: bool, found: &mut Diagnostics) -> Inputs {
    let disk = Disk { staged: &config.staged };
    let is_missing = |remote: &&Remote| !disk.exists(&remote.snapshot);
    let missing: Vec<&Remote> = config.remote.iter().filter(is_missing).collect();
    for remote in &missing {
        let at = remote.at.clone().unwrap_or_else(|| Location::file(&Source::unnamed().into()));
        let url = remote.address.url().to_owned();
        found.report(LockProblem::MissingSnapshot { path: remote.name.clone(), url }, at);
    }
    let is_there = |source: &&PathBuf| !missing.iter().any(|remote| remote.snapshot == **source);
    let there: Vec<PathBuf> = config.sources.iter().filter(is_there).cloned().collect();
    let mut inputs = read_from(disk, &there, &config.reference_dirs, found);
    inputs.files.extend(config.laid_over().map(|file| file.path.clone()));
    inputs.documents = combine::combine(inputs.documents, config, disk, is_one_wanted, found);
    inputs
}

/// A folder as the operating system takes it.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

fn read_from(disk: Disk<'_>, named: &[PathBuf], folders: &[PathBuf], found: &mut Diagnostics) -> Inputs {
    let (sources, files) = sources::open(disk, named, found);
    let mut inputs = Inputs { documents: Vec::new(), files };
    let mut pages = Pages::default();
    let mut parts = Vec::new();
    for Opened { source, path, folder } in sources {
        if is_page(&source.text) {
            pages.add(&source, found);
            continue;
        }
        let folders = folder.iter().chain(folders).cloned().collect();
        let mut own = Diagnostics::default();
        match openapi::read(&source, &Reach { path: path.clone(), folders, disk }, &mut own) {
            Some((document, others)) => {
                inputs.documents.push(document);
                inputs.files.extend(others);
                found.extend(own);
            }
            None => parts.push((path.filter(|_| folder.is_some()), own)),
        }
    }
    for (path, own) in parts {
        // In a folder that is named as a whole stand the parts of a document too.
        if path.is_none_or(|path| inputs.files.iter().filter(|file| **file == path).count() < 2) {
            found.extend(own);
        }
    }
    inputs.documents.extend(pages.documents(found));
    inputs
}

/// Whether a text is HTML: JSON and YAML do not begin with `<`.
fn is_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// The pages among the sources.
#[cfg(feature = "pages")]
#[derive(Default)]
struct Pages(Vec<page::Page>);

#[cfg(feature = "pages")]
impl Pages {
    fn add(&mut self, source: &Arc<Source>, found: &mut Diagnostics) {
        self.0.extend(page::read(source, found));
    }

    fn documents(self, found: &mut Diagnostics) -> Vec<Document> {
        page::documents(self.0, found)
    }
}

/// Without the feature `pages` every page is an error.
#[cfg(not(feature = "pages"))]
#[derive(Default)]
struct Pages();

#[cfg(not(feature = "pages"))]
impl Pages {
    fn add(&mut self, source: &Arc<Source>, found: &mut Diagnostics) {
        use crate::diagnostics::{Location, SourceProblem};
        found.report(SourceProblem::PagesNotCompiled, Location::file(source));
    }

    fn documents(self, _: &mut Diagnostics) -> Vec<Document> {
        Vec::new()
    }
}
