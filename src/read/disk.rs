//! The disk as it is to be read: what is there, with the files laid over it that are to be in their places soon.
//!
//! In: the files that were fetched and not put into their places yet. Out: answers about paths, as if they had been.
//! What is read keeps the name of its place, so that nobody behind this can tell.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use super::files::paths;

/// The disk, and what is laid over it: for a place the file that stands for it, or nothing where it will be gone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disk<'d> {
    pub(super) staged: &'d BTreeMap<PathBuf, Option<PathBuf>>,
}

impl Disk<'_> {
    /// Where a file is for the time being.
    fn real<'p>(&'p self, path: &'p Path) -> io::Result<&'p Path> {
        match self.staged.get(path) {
            None => Ok(path),
            Some(Some(staged)) => Ok(staged),
            Some(None) => Err(io::ErrorKind::NotFound.into()),
        }
    }

    pub(super) fn open(&self, path: &Path) -> io::Result<fs::File> {
        fs::File::open(self.real(path)?)
    }

    pub(super) fn is_dir(&self, path: &Path) -> bool {
        path.is_dir() || self.below(path).next().is_some()
    }

    pub(super) fn exists(&self, path: &Path) -> bool {
        self.real(path).is_ok_and(Path::exists) || self.is_dir(path)
    }

    /// What a folder holds, in an order that does not depend on the disk.
    pub(super) fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let staged = self.below(folder);
        let mut entries: BTreeSet<PathBuf> =
            staged.filter_map(|path| Some(folder.join(path.components().next()?))).collect();
        match fs::read_dir(folder) {
            Ok(there) => entries.extend(there.filter_map(|entry| Some(entry.ok()?.path()))),
            Err(error) if entries.is_empty() => return Err(error),
            Err(_) => {}
        }
        entries.retain(|entry| self.staged.get(entry) != Some(&None));
        Ok(entries.into_iter().collect())
    }

    /// The path of a file without links and dots.
    pub(super) fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        match self.staged.get(path) {
            None => fs::canonicalize(path),
            Some(None) => Err(io::ErrorKind::NotFound.into()),
            // It may be in a folder that is not there yet.
            Some(Some(_)) => {
                let there =
                    path.ancestors().skip(1).map(|folder| (folder, fs::canonicalize(paths::or_here(folder))));
                let known = there.filter_map(|(folder, real)| Some((folder, real.ok()?))).next();
                let (folder, real) = known.ok_or(io::ErrorKind::NotFound)?;
                Ok(real.join(path.strip_prefix(folder).unwrap_or(path)))
            }
        }
    }

    /// The places of staged files below a folder, as they are from there.
    fn below<'s>(&'s self, folder: &'s Path) -> impl Iterator<Item = &'s Path> {
        let there = self.staged.iter().filter(|(_, staged)| staged.is_some());
        there
            .filter_map(move |(path, _)| path.strip_prefix(folder).ok().filter(|rest| *rest != Path::new("")))
    }
}
