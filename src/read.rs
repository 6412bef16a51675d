//! From files to documents: `read(&[PathBuf], ..) -> Inputs`.
//!
//! In: the sources that a user names: pages, documents, folders of them, standard input. Out: documents;
//! all pages together are one, and so are operations that several describe. Only this stage reads the disk, and it never uses the network.
//!
//! It does not know what a document means.

mod combine;
mod disk;
mod encoding;
mod fact;
mod files;
mod json;
mod openapi;
#[cfg(feature = "pages")]
mod page;
mod references;
mod sources;
mod swagger;
mod yaml;

use std::{collections::BTreeMap, fs, path::PathBuf, sync::Arc};

use disk::Disk;
#[cfg(feature = "fetch")]
pub(crate) use encoding::decode;
pub use fact::Fact;
use files::Reach;
#[cfg(feature = "fetch")]
pub(crate) use page::embedded::{Carried, Embedded, embedded};
use sources::Opened;
pub(crate) use sources::{template, templates};

use crate::{
    config::{Config, Remote},
    diagnostics::{Diagnostics, Location, LockProblem, PageProblem, Source},
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
/// refer to files below its own folder, below one that was named with it, and below these `folders`. Pages are read by
/// the `profiles` in these files, and by the built-in ones.
pub fn read(named: &[PathBuf], folders: &[PathBuf], profiles: &[PathBuf], found: &mut Diagnostics) -> Inputs {
    let (sources, reference_dirs, profiles) = (named.to_vec(), folders.to_vec(), profiles.to_vec());
    read_configured(&Config { sources, reference_dirs, profiles, ..Config::default() }, found)
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
    let mut inputs = read_from(disk, &there, &config.reference_dirs, &config.profiles, found);
    inputs.files.extend(config.laid_over().map(|file| file.path.clone()));
    inputs.documents = combine::combine(inputs.documents, config, disk, is_one_wanted, found);
    inputs
}

fn read_from(
    disk: Disk<'_>,
    named: &[PathBuf],
    folders: &[PathBuf],
    profiles: &[PathBuf],
    found: &mut Diagnostics,
) -> Inputs {
    let (sources, files) = sources::open(disk, named, found);
    let mut inputs = Inputs { documents: Vec::new(), files };
    inputs.files.extend_from_slice(profiles);
    let mut pages = Pages::new(profiles, found);
    let mut parts = Vec::new();
    for Opened { source, path, folder } in sources {
        if is_page(&source.text) {
            let reach = Reach { path, folders: folder.iter().chain(folders).cloned().collect(), disk };
            if let Some(shown) = pages.add(&source, &reach, found) {
                inputs.add(shown);
            }
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

/// A document that a page carries or shows.
struct Shown {
    document: Document,
    /// Its own file, where it does not stand in the page.
    path: Option<PathBuf>,
    /// All other files that it came from.
    files: Vec<PathBuf>,
}

impl Inputs {
    /// Adds a document of a page, unless its file is read already: as a source of its own, or for another page.
    fn add(&mut self, shown: Shown) {
        let real = |path: &PathBuf| fs::canonicalize(path).ok();
        let own = shown.path.as_ref().and_then(real);
        if own.is_none() || !self.files.iter().any(|known| real(known) == own) {
            self.documents.push(shown.document);
        }
        self.files.extend(shown.path.into_iter().chain(shown.files));
    }
}

/// Whether a text is HTML: JSON and YAML do not begin with `<`.
pub(crate) fn is_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// What is read of pages, part by part; the sources and profiles are those of [`read()`].
///
/// A source that is no operation page has no parts, which `found` says.
pub fn explain(named: &[PathBuf], profiles: &[PathBuf], found: &mut Diagnostics) -> Vec<Fact> {
    let (sources, _) = sources::open(Disk { staged: &BTreeMap::new() }, named, found);
    let pages = Pages::new(profiles, found);
    let mut facts = Vec::new();
    for Opened { source, .. } in sources {
        if is_page(&source.text) {
            facts.extend(pages.explain(&source, found));
        } else {
            found.report(PageProblem::NothingToExplain, Location::file(&source));
        }
    }
    facts
}

/// The pages among the sources.
#[cfg(feature = "pages")]
struct Pages {
    /// The families that pages are of; none where a profile is wrong, which is told once, and not of each page.
    profiles: Option<page::Profiles>,
    read: Vec<page::Page>,
}

#[cfg(feature = "pages")]
impl Pages {
    fn new(profiles: &[PathBuf], found: &mut Diagnostics) -> Self {
        let texts = sources::texts(profiles, found);
        let is_whole = texts.len() == profiles.len();
        let profiles = page::Profiles::new(&texts, found).filter(|_| is_whole);
        Pages { profiles, read: Vec::new() }
    }

    /// Adds a page; or gives the document that the page carries or shows as a whole.
    fn add(&mut self, source: &Arc<Source>, reach: &Reach, found: &mut Diagnostics) -> Option<Shown> {
        if let Some(embedded) = page::embedded::embedded(&source.text) {
            return page::embedded::document(&embedded, source, reach, found);
        }
        if let Some(profiles) = &self.profiles {
            self.read.extend(page::read(source, profiles, found));
        }
        None
    }

    fn explain(&self, source: &Arc<Source>, found: &mut Diagnostics) -> Vec<Fact> {
        self.profiles.as_ref().map_or(Vec::new(), |profiles| page::explain(source, profiles, found))
    }

    fn documents(self, found: &mut Diagnostics) -> Vec<Document> {
        page::documents(self.read, found)
    }
}

/// Without the feature `pages` every page is an error.
#[cfg(not(feature = "pages"))]
struct Pages();

#[cfg(not(feature = "pages"))]
impl Pages {
    fn new(_: &[PathBuf], _: &mut Diagnostics) -> Self {
        Pages()
    }

    fn add(&mut self, source: &Arc<Source>, _: &Reach, found: &mut Diagnostics) -> Option<Shown> {
        self.explain(source, found);
        None
    }

    fn explain(&self, source: &Arc<Source>, found: &mut Diagnostics) -> Vec<Fact> {
        found.report(crate::diagnostics::SourceProblem::PagesNotCompiled, Location::file(source));
        Vec::new()
    }

    fn documents(self, _: &mut Diagnostics) -> Vec<Document> {
        Vec::new()
    }
}
