//! From files to documents: `read(&[PathBuf], ..) -> Inputs`.
//!
//! In: the sources that a user names: pages, documents, folders of them, standard input. Out: documents;
//! all pages together are one. Only this stage reads the disk, and it never uses the network.
//!
//! It does not know what a document means.

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

use std::{fs, path::PathBuf, sync::Arc};

use files::Reach;
use sources::Opened;
pub(crate) use sources::{template, templates};

use crate::{
    diagnostics::{Diagnostics, Source},
    document::Document,
};

/// What was read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The documents; the pages are the last one.
    pub documents: Vec<Document>,
    /// Every file and folder that the documents came from.
    pub files: Vec<PathBuf>,
}

/// Reads sources: pages and documents, `-` for standard input, folders with all that they hold. A document may
/// refer to files below its own folder, below one that was named with it, and below these `folders`.
pub fn read(named: &[PathBuf], folders: &[PathBuf], found: &mut Diagnostics) -> Inputs {
    let (sources, files) = sources::open(named, found);
    let mut inputs = Inputs { documents: Vec::new(), files };
    let mut pages = Pages::default();
    let mut parts = Vec::new();
    for Opened { source, path, folder } in sources {
        if is_page(&source.text) {
            let reach = Reach { path, folders: folder.iter().chain(folders).cloned().collect() };
            if let Some(shown) = pages.add(&source, &reach, found) {
                inputs.add(shown);
            }
            continue;
        }
        let folders = folder.iter().chain(folders).cloned().collect();
        let mut own = Diagnostics::default();
        match openapi::read(&source, &Reach { path: path.clone(), folders }, &mut own) {
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
    inputs.documents.extend(pages.document(found));
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
fn is_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// The pages among the sources.
#[cfg(feature = "pages")]
#[derive(Default)]
struct Pages(Vec<page::Page>);

#[cfg(feature = "pages")]
impl Pages {
    /// Adds a page; or gives the document that the page carries or shows as a whole.
    fn add(&mut self, source: &Arc<Source>, reach: &Reach, found: &mut Diagnostics) -> Option<Shown> {
        match page::embedded::embedded(&source.text) {
            Some(embedded) => page::embedded::document(&embedded, source, reach, found),
            None => {
                self.0.extend(page::read(source, found));
                None
            }
        }
    }

    fn document(self, found: &mut Diagnostics) -> Option<Document> {
        (!self.0.is_empty()).then(|| page::document(self.0, found))
    }
}

/// Without the feature `pages` every page is an error.
#[cfg(not(feature = "pages"))]
#[derive(Default)]
struct Pages();

#[cfg(not(feature = "pages"))]
impl Pages {
    fn add(&mut self, source: &Arc<Source>, _: &Reach, found: &mut Diagnostics) -> Option<Shown> {
        use crate::diagnostics::{Location, SourceProblem};
        found.report(SourceProblem::PagesNotCompiled, Location::file(source));
        None
    }

    fn document(self, _: &mut Diagnostics) -> Option<Document> {
        None
    }
}
