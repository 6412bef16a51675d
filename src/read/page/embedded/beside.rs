//! Files that a page names by a URL.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Renderer, given::beginning};
use crate::{
    diagnostics::{Diagnostics, EmbeddedProblem, Location, Source},
    read::{
        files::{Reach, paths},
        sources,
    },
};

/// A file that a page names.
#[derive(Debug)]
pub(super) struct Beside<'d> {
    pub(super) source: Arc<Source>,
    pub(super) path: PathBuf,
    /// What a document in the file may refer to.
    pub(super) reach: Reach<'d>,
}

/// Opens the file that a page names by a URL: one beside the page, by the same rules as what a document refers to.
pub(super) fn open<'d>(
    url: &str,
    renderer: Renderer,
    reach: &Reach<'d>,
    at: &Location,
    found: &mut Diagnostics,
) -> Option<Beside<'d>> {
    match file(url, renderer, reach) {
        Ok((path, file)) => {
            let source = sources::text(&path, file, found)?;
            let mut folders = reach.folders.clone();
            folders.extend(
                reach.path.as_deref().and_then(Path::parent).map(|folder| paths::or_here(folder).to_owned()),
            );
            let reach = Reach { path: Some(path.clone()), folders, disk: reach.disk };
            Some(Beside { source, reach, path })
        }
        Err(problem) => {
            found.report(problem, at.clone());
            None
        }
    }
}

/// The file that a page names, if it may be read and can be.
fn file(url: &str, renderer: Renderer, reach: &Reach) -> Result<(PathBuf, fs::File), EmbeddedProblem> {
    let renderer = renderer.name();
    let unreadable =
        |reason: String| EmbeddedProblem::DocumentUnreadable { renderer, url: url.to_owned(), reason };
    if paths::is_uri(url) || url.starts_with("//") {
        return Err(EmbeddedProblem::DocumentElsewhere { renderer, url: shown(url) });
    }
    let Some(page) = &reach.path else {
        return Err(unreadable("the page came from standard input, and stands in no folder".into()));
    };
    let folder = page.parent().unwrap_or(Path::new(""));
    let name = url.split(['?', '#']).next().unwrap_or_default();
    let path = paths::shown(folder, &paths::resolved("", name));
    let real = reach.disk.canonical(&path).map_err(|error| unreadable(error.to_string()))?;
    let mut allowed = [folder].into_iter().chain(reach.folders.iter().map(PathBuf::as_path));
    let is_allowed =
        |allowed: &Path| reach.disk.canonical(paths::or_here(allowed)).is_ok_and(|it| real.starts_with(it));
    if !allowed.any(is_allowed) {
        let folder = paths::or_here(path.parent().unwrap_or(Path::new(""))).display().to_string();
        return Err(EmbeddedProblem::DocumentOutside { renderer, url: url.to_owned(), folder });
    }
    let opened = reach.disk.open(&path).and_then(|file| Ok((file.metadata()?, file)));
    match opened {
        Ok((about, file)) if about.is_file() => Ok((path, file)),
        Ok(_) => Err(unreadable("it is no file".into())),
        Err(error) => Err(unreadable(error.to_string())),
    }
}

/// A URL in full where a user can fetch it; of one that holds the document itself, only its beginning.
fn shown(url: &str) -> String {
    if url.starts_with("//") {
        return format!("https:{url}");
    }
    if url.starts_with("http") { url.to_owned() } else { beginning(url) }
}
