//! Opening what a user names: files, folders, standard input.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{disk::Disk, encoding};
use crate::diagnostics::{Diagnostics, Location, Source, SourceProblem, Syntax};

/// The files of a folder that are sources; others, such as style sheets, are not looked at.
const EXTENSIONS: [&str; 5] = ["html", "htm", "json", "yaml", "yml"];

/// A source that a user named, or that stands in a folder that he named.
pub(super) struct Opened {
    pub(super) source: Arc<Source>,
    /// Its path; nothing where it came from standard input.
    pub(super) path: Option<PathBuf>,
    /// The folder that was named.
    pub(super) folder: Option<PathBuf>,
}

/// The texts of all sources, and the files and folders that they were found in.
pub(super) fn open(
    disk: Disk<'_>,
    named: &[PathBuf],
    found: &mut Diagnostics,
) -> (Vec<Opened>, Vec<PathBuf>) {
    let mut files = Vec::new();
    let mut sources = Vec::new();
    for path in named {
        if path.as_os_str() == "-" {
            let source = text(path, std::io::stdin(), found);
            sources.extend(source.map(|source| Opened { source, path: None, folder: None }));
            continue;
        }
        let expanded = expand(disk, path, &mut files, found);
        // A folder without sources would otherwise become a client without methods.
        if expanded.is_empty() {
            found.report(SourceProblem::EmptySource, nameless(path));
        }
        let folder = disk.is_dir(path).then(|| path.clone());
        for file in expanded {
            match disk.open(&file) {
                Ok(opened) => {
                    let source = text(&file, opened, found);
                    let (path, folder) = (Some(file), folder.clone());
                    sources.extend(source.map(|source| Opened { source, path, folder }));
                }
                Err(error) => unreadable(&file, &error, found),
            }
        }
    }
    (sources, files)
}

/// A file itself, or all sources below a folder, in an order that does not depend on the disk.
fn expand(disk: Disk<'_>, path: &Path, seen: &mut Vec<PathBuf>, found: &mut Diagnostics) -> Vec<PathBuf> {
    seen.push(path.to_owned());
    if !disk.is_dir(path) {
        return vec![path.to_owned()];
    }
    let entries = match disk.entries(path) {
        Ok(entries) => entries,
        Err(error) => {
            unreadable(path, &error, found);
            return Vec::new();
        }
    };
    let wanted = entries.into_iter().filter(|entry| disk.is_dir(entry) || is_source(entry));
    wanted.flat_map(|entry| expand(disk, &entry, seen, found)).collect()
}

fn is_source(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    EXTENSIONS.contains(&extension.to_lowercase().as_str())
}

/// What a file says, where it is text of a size that can be held.
pub(super) fn text(path: &Path, from: impl Read, found: &mut Diagnostics) -> Option<Arc<Source>> {
    let mut bytes = Vec::new();
    // One byte more than is allowed tells that there is too much.
    if let Err(error) = from.take(encoding::MOST_BYTES as u64 + 1).read_to_end(&mut bytes) {
        unreadable(path, &error, found);
        return None;
    }
    match encoding::decode(bytes) {
        Ok(text) => Some(Arc::new(Source { name: path.display().to_string(), syntax: syntax(&text), text })),
        Err(problem) => {
            found.report(problem, nameless(path));
            None
        }
    }
}

/// What one file says; nothing, and a report, where it cannot be read.
#[cfg(feature = "overlays")]
pub(super) fn one(disk: Disk<'_>, path: &Path, found: &mut Diagnostics) -> Option<Arc<Source>> {
    match disk.open(path) {
        Ok(file) => text(path, file, found),
        Err(error) => {
            unreadable(path, &error, found);
            None
        }
    }
}

/// JSON begins with a brace; a page with an angle; what is neither can only be YAML.
fn syntax(text: &str) -> Syntax {
    match text.trim_start().chars().next() {
        Some('{' | '[') => Syntax::Json,
        Some('<') => Syntax::Other,
        _ => Syntax::Yaml,
    }
}

fn unreadable(path: &Path, error: &std::io::Error, found: &mut Diagnostics) {
    found.report(SourceProblem::Unreadable { reason: error.to_string() }, nameless(path));
}

fn nameless(path: &Path) -> Location {
    let source = Source { name: path.display().to_string(), text: String::new(), syntax: Syntax::Other };
    Location::file(&source.into())
}

/// The templates in a folder: all files that end in `.j2`.
pub(crate) fn templates(folder: &Path, found: &mut Diagnostics) -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        Err(error) => {
            unreadable(folder, &error, found);
            return Vec::new();
        }
    };
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "j2"));
    paths.sort();
    paths.into_iter().filter_map(|path| template(&path, found).map(|text| (path, text))).collect()
}

/// The text of a template.
pub(crate) fn template(path: &Path, found: &mut Diagnostics) -> Option<String> {
    match fs::File::open(path) {
        Ok(file) => text(path, file, found).map(|source| source.text.clone()),
        Err(error) => {
            unreadable(path, &error, found);
            None
        }
    }
}

/// The texts of some files; one that cannot be read is left out, which `found` says.
#[cfg(feature = "pages")]
pub(super) fn texts(paths: &[PathBuf], found: &mut Diagnostics) -> Vec<Arc<Source>> {
    let mut sources = Vec::new();
    for path in paths {
        match fs::File::open(path) {
            Ok(file) => sources.extend(text(path, file, found)),
            Err(error) => unreadable(path, &error, found),
        }
    }
    sources
}
