//! Several files as one document.
//!
//! In: the tree of the file that a user names. Out: a document in which every other file that is referred to
//! stands below one member of the root, and every reference names a place inside the document. Each file is
//! read once, however many refer to it and however they go in circles.
//!
//! Nothing is read from outside the document's folder unless the user allows it, and nothing from the network.

mod anchors;
mod mount;
mod paths;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::{Map, Value};

use super::{disk::Disk, openapi, references, sources};
use crate::{
    diagnostics::{Diagnostics, Location, Source, SourceProblem},
    document::{Document, FILES, Origin, escape},
};

/// Where the files that a document refers to may stand.
#[derive(Debug)]
pub(super) struct Reach<'d> {
    /// The document's own path; nothing where it came from standard input.
    pub(super) path: Option<PathBuf>,
    /// The folders that may be read, beside the document's own.
    pub(super) folders: Vec<PathBuf>,
    /// What the files are read from.
    pub(super) disk: Disk<'d>,
}

/// Puts a tree and all files that it refers to together; and the paths of those files.
pub(super) fn gather(
    root: Value,
    source: &Arc<Source>,
    reach: &Reach<'_>,
    found: &mut Diagnostics,
) -> (Document, Vec<PathBuf>) {
    let mut files = Files::new(root, source, reach, found);
    let mut next = 0;
    while next < files.list.len() {
        files.settle(next);
        next += 1;
    }
    let read = files.list.iter().skip(1).map(|file| file.path.clone()).collect();
    (mount::mount(files.document()), read)
}

/// A file of the document; the root is the first.
struct File {
    /// Its path from the folder of the root: `schemas/pet.yaml`. It is empty for the root itself.
    key: String,
    path: PathBuf,
    source: Arc<Source>,
    tree: Value,
}

struct Files<'f> {
    /// The folder of the root.
    folder: Option<PathBuf>,
    /// The root's name in its folder.
    name: String,
    /// What the root says its own URI is (OpenAPI 3.2, "OpenAPI Object").
    own_uri: String,
    /// The folders that may be read, without links and dots.
    allowed: Vec<PathBuf>,
    list: Vec<File>,
    /// The files that were looked for, by their keys.
    known: BTreeMap<String, Option<SourceProblem>>,
    /// What is wrong with the references that could not be followed.
    unread: BTreeMap<String, SourceProblem>,
    disk: Disk<'f>,
    found: &'f mut Diagnostics,
}

impl<'f> Files<'f> {
    fn new(root: Value, source: &Arc<Source>, reach: &Reach<'f>, found: &'f mut Diagnostics) -> Self {
        let path = reach.path.clone().unwrap_or_default();
        let folder = reach.path.as_ref().map(|path| path.parent().unwrap_or(Path::new("")).to_owned());
        let folders = folder.iter().chain(&reach.folders);
        let own_uri = root.get("$self").and_then(Value::as_str).unwrap_or_default();
        Files {
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            own_uri: own_uri.split('#').next().unwrap_or_default().to_owned(),
            // A folder that is not there holds no files.
            allowed: folders.filter_map(|folder| fs::canonicalize(paths::or_here(folder)).ok()).collect(),
            list: vec![File { key: String::new(), path, source: Arc::clone(source), tree: root }],
            known: BTreeMap::new(),
            unread: BTreeMap::new(),
            folder,
            disk: reach.disk,
            found,
        }
    }

    /// Turns the references of a file into references inside the document, and reads the files that they name.
    fn settle(&mut self, index: usize) {
        let File { key, source, tree, .. } = &mut self.list[index];
        let (key, source, mut tree) = (key.clone(), Arc::clone(source), tree.take());
        anchors::settle(&mut tree, &source.text);
        references::each_reference(&mut tree, &mut |reference| self.turn(&key, reference));
        self.list[index].tree = tree;
    }

    /// Turns a reference of a file into one inside the document; as it is, but clear about its file, where it cannot be.
    fn turn(&mut self, from: &str, reference: &mut String) {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if file.is_empty() {
            if !from.is_empty() {
                *reference = format!("#{}{fragment}", place(from));
            }
            return;
        }
        let to = match self.file(from, file, reference) {
            Ok(to) => to,
            Err((shown, problem)) => {
                let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
                *reference = shown + &fragment;
                self.unread.insert(reference.clone(), problem);
                return;
            }
        };
        let anchored = self.list.iter().find(|file| file.key == to && !fragment.starts_with('/'));
        let anchored = anchored.and_then(|file| anchors::place(&file.tree, fragment));
        *reference = format!("#{}{}", place(&to), anchored.as_deref().unwrap_or(fragment));
    }

    /// The key of the file that a reference names, once it is read; or the text that tells it from others, and
    /// why it is not read.
    fn file(&mut self, from: &str, file: &str, reference: &str) -> Result<String, (String, SourceProblem)> {
        let reference = reference.to_owned();
        let file = match paths::below(&self.own_uri, file) {
            Some(rest) if rest.is_empty() => return Ok(String::new()),
            Some(rest) => format!("/{rest}"),
            None if paths::is_uri(file) => {
                return Err((file.into(), SourceProblem::RemoteReference { reference }));
            }
            None => file.to_owned(),
        };
        let Some(folder) = self.folder.clone() else {
            return Err((file, SourceProblem::ReferenceElsewhere { reference }));
        };
        let key = paths::resolved(from, &file);
        if key == self.name {
            return Ok(String::new());
        }
        if !self.known.contains_key(&key) {
            let problem = self.open(&folder, &key, &reference).err();
            self.known.insert(key.clone(), problem);
        }
        match self.known.get(&key).cloned().flatten() {
            None => Ok(key),
            Some(problem) => Err((key, problem)),
        }
    }

    /// Reads a file, if it may be read.
    fn open(&mut self, folder: &Path, key: &str, reference: &str) -> Result<(), SourceProblem> {
        let path = paths::shown(folder, key);
        let unreadable = |error: &std::io::Error| SourceProblem::UnreadableReference {
            reference: reference.to_owned(),
            reason: error.to_string(),
        };
        let real = self.disk.canonical(&path).map_err(|error| unreadable(&error))?;
        if !self.allowed.iter().any(|allowed| real.starts_with(allowed)) {
            let folder = paths::or_here(path.parent().unwrap_or(Path::new(""))).display().to_string();
            return Err(SourceProblem::ReferenceOutside { reference: reference.to_owned(), folder });
        }
        let opened = self.disk.open(&path).map_err(|error| unreadable(&error))?;
        // What is no text was reported, and says nothing.
        let Some(source) = sources::text(&path, opened, self.found) else { return Ok(()) };
        let (source, tree) = match paths::is_tree(&path) {
            true => openapi::tree(&source, self.found).unwrap_or((source, Value::Null)),
            false => (Arc::clone(&source), Value::String(source.text.clone())),
        };
        self.list.push(File { key: key.to_owned(), path, source, tree });
        Ok(())
    }

    /// All files as one document.
    fn document(self) -> Document {
        let mut list = self.list.into_iter();
        let first = list.next();
        let (mut root, source) = first
            .map(|file| (file.tree, file.source))
            .unwrap_or_else(|| (Value::Null, Arc::new(Source::unnamed())));
        let mut parts = BTreeMap::new();
        let mut others = Map::new();
        for file in list {
            parts.insert(place(&file.key), Location::file(&file.source));
            others.insert(file.key, file.tree);
        }
        if others.is_empty() {
            return Document { root, origin: Origin::Text(source), unread: self.unread };
        }
        parts.insert(String::new(), Location::file(&source));
        if let Value::Object(root) = &mut root {
            root.insert(FILES.to_owned(), others.into());
        }
        Document { root, origin: Origin::Parts(parts), unread: self.unread }
    }
}

/// Where a file stands in the document.
fn place(key: &str) -> String {
    if key.is_empty() { String::new() } else { format!("/{FILES}/{}", escape(key)) }
}
