//! Which source wins.
//!
//! In: what the configuration prefers, and the order of its sources. Out: a rank for each place; the lowest wins.

use std::path::{Component, Path, PathBuf};

use crate::{
    config::Config,
    diagnostics::{CombineProblem, Diagnostics, Location, Source},
    document::{Document, Origin},
};

/// The files and folders of the sources, those that win first.
pub(super) struct Ranks(Vec<PathBuf>);

impl Ranks {
    /// What is preferred, and then the sources as they are named; reports what is preferred and no source.
    pub(super) fn new(config: &Config, documents: &[Document], found: &mut Diagnostics) -> Self {
        for preferred in &config.prefer {
            let path = plain(&preferred.path);
            if !names(documents).iter().any(|name| plain(Path::new(name)).starts_with(&path)) {
                let at = preferred.at.clone().unwrap_or_else(|| Location::file(&Source::unnamed().into()));
                let problem =
                    CombineProblem::UnknownSource { setting: "prefer", path: shown(&preferred.path) };
                found.report(problem, at);
            }
        }
        let preferred = config.prefer.iter().map(|preferred| &preferred.path);
        Ranks(preferred.chain(&config.sources).map(|path| plain(path)).collect())
    }

    /// The rank of what stands at the first of these places that is in a source.
    pub(super) fn of<'l>(&self, places: impl Iterator<Item = &'l Location>) -> usize {
        let rank = |at: &Location| {
            let name = plain(Path::new(&at.source.name));
            self.0.iter().position(|path| name.starts_with(path))
        };
        places.filter_map(rank).next().unwrap_or(self.0.len())
    }
}

/// Whether a document was read from a file or folder.
pub(super) fn is_from(document: &Document, path: &Path) -> bool {
    let path = plain(path);
    names(std::slice::from_ref(document)).iter().any(|name| plain(Path::new(name)).starts_with(&path))
}

/// A path in a message.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The files that documents were read from.
fn names(documents: &[Document]) -> Vec<String> {
    let mut names = Vec::new();
    for document in documents {
        match &document.origin {
            Origin::Text(source) => names.push(source.name.clone()),
            Origin::Pages(pieces) => names.extend(pieces.iter().map(|piece| piece.source.name.clone())),
            Origin::Parts(parts) => names.extend(parts.values().map(|at| at.source.name.clone())),
        }
    }
    names.sort();
    names.dedup();
    names
}

/// A path without `.` in it, and without steps up where it goes down before.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::ParentDir | Component::Normal(_) => {
                plain.push(part);
            }
        }
    }
    plain
}
