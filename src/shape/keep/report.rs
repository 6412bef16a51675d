//! What is to be said of names that were kept, or could not be.

use std::sync::Arc;

use super::super::names::{Case, is_alike, is_ident, usual};
use crate::{
    config::{Config, Rename},
    diagnostics::{Diagnostics, Location, NameProblem, Source, Syntax},
    lock::LockedName,
    rust::{Giver, NameKind, Named},
};

/// Reports each choice of the user that could not be followed, and each name of the lock that another has now.
pub(in crate::shape) fn report(names: &[Named], config: &Config, found: &mut Diagnostics) {
    for rename in &config.names {
        if let Some(problem) = wrong(rename, names) {
            let at = rename.at.clone().unwrap_or_else(|| Location::file(&Source::unnamed().into()));
            found.report(problem, at);
        }
    }
    if config.locked.is_empty() {
        return;
    }
    let name = config.lock_file().display().to_string();
    let lock = Arc::new(Source { name, text: String::new(), syntax: Syntax::Other });
    for named in names.iter().filter(|named| !matches!(named.giver, Giver::Pinned | Giver::Locked)) {
        let pointer = named.was.as_ref().unwrap_or(&named.pointer);
        let Some(LockedName { name, gone, .. }) = config.locked.get(pointer) else { continue };
        // What has come back finds its name taken, as everybody else would.
        if *gone && is_ident(name) {
            continue;
        }
        let (pointer, name, now) = (pointer.clone(), name.clone(), named.path.clone());
        let problem = match is_ident(&name) {
            true => NameProblem::LostName { pointer, name, now },
            false => NameProblem::NoIdentifier { pointer, name },
        };
        found.report(problem, Location::file(&lock));
    }
}

/// What is wrong with a name that a user has chosen.
fn wrong(rename: &Rename, names: &[Named]) -> Option<NameProblem> {
    let (pointer, name) = (rename.pointer.clone(), rename.name.clone());
    let Some(named) = names.iter().find(|named| named.pointer == pointer) else {
        let suggestion = nearest(&pointer, names);
        return Some(NameProblem::NothingNamed { pointer, suggestion });
    };
    if !is_ident(&name) {
        return Some(NameProblem::NoIdentifier { pointer, name });
    }
    if named.name != name {
        let other = holder(named, &name, names).map(|other| other.pointer.clone());
        return Some(NameProblem::TakenName { name, pointer, other });
    }
    let usual = usual_name(named.kind, &name)?;
    Some(NameProblem::UnusualCase { name, usual })
}

/// Who has a name that another wants, in the same scope.
fn holder<'n>(named: &Named, name: &str, names: &'n [Named]) -> Option<&'n Named> {
    let scope =
        |named: &Named| named.path.rsplit_once("::").map_or(String::new(), |(scope, _)| scope.to_owned());
    names.iter().find(|other| {
        other.kind == named.kind
            && other.pointer != named.pointer
            && scope(other) == scope(named)
            && is_alike(&other.name, name)
    })
}

/// How a name of this kind is spelled by others, where that is otherwise.
pub(in crate::shape) fn usual_name(kind: NameKind, name: &str) -> Option<String> {
    match kind {
        NameKind::Type | NameKind::Variant => usual(name, Case::Pascal),
        NameKind::Module | NameKind::Field | NameKind::Method => usual(name, Case::Snake),
    }
}

/// The pointer that a misspelt one may have meant.
#[cfg(feature = "config-file")]
fn nearest(pointer: &str, names: &[Named]) -> Option<String> {
    let near =
        names.iter().map(|named| (strsim::damerau_levenshtein(pointer, &named.pointer), &named.pointer));
    let (distance, nearest) = near.min()?;
    (distance * 3 <= nearest.len().max(3)).then(|| nearest.clone())
}

/// Without `bindery.toml` a choice stands in a build script, whose author reads no help.
#[cfg(not(feature = "config-file"))]
fn nearest(_: &str, _: &[Named]) -> Option<String> {
    None
}
