//! HTML operation pages, read into OpenAPI documents.
//!
//! In: the text of pages. Out: a [`Document`](crate::document::Document) that has forgotten that it was HTML,
//! but not where each of its parts stood. What a page's parts look like is said by profiles, TOML files: see
//! `profile.rs`. The built-in ones stand in `profiles/`.
//!
//! The way of a page: `tokens` cut it, `tree` nests them, `choose` finds its profile and so its `parts`, `operation`
//! makes the operation, `unclaimed` says what nobody has read, `merge` puts operations together.
//!
//! It does not read files, and it does not know what the document's keywords mean to a client.

mod choose;
pub(super) mod embedded;
mod explain;
mod inline;
mod markdown;
mod merge;
mod message;
mod operation;
mod parts;
mod profile;
mod roles;
mod schema;
mod target;
#[cfg(test)]
mod tests;
mod text;
mod tokens;
mod tree;
mod unclaimed;

use std::sync::Arc;

use self::profile::Profile;
pub(super) use self::{merge::documents, operation::Page};
use super::Fact;
use crate::diagnostics::{Diagnostics, Location, Source, SourceProblem};

/// All families of pages that are known: the user's own, and then the built-in ones.
#[derive(Debug)]
pub(super) struct Profiles(Vec<Profile>);

impl Profiles {
    /// The profiles in these texts, and the built-in ones; None where one of them is wrong, which `found` says.
    pub(super) fn new(sources: &[Arc<Source>], found: &mut Diagnostics) -> Option<Self> {
        let own = sources.iter().map(|source| profile::profile(source, found));
        let own: Vec<Option<Profile>> = own.collect();
        let mut profiles: Vec<Profile> = own.into_iter().collect::<Option<_>>()?;
        profiles.extend(profile::built_in(found));
        Some(Profiles(profiles))
    }
}

/// Reads one page; None where it is no operation page or is damaged, and `found` then says where and how.
pub(super) fn read(source: &Arc<Source>, profiles: &Profiles, found: &mut Diagnostics) -> Option<Page> {
    let parts = parts(source, profiles, found)?;
    operation::page(&parts, found)
}

/// What is read of one page, part by part; nothing where it cannot be read, and `found` then says where and how.
pub(super) fn explain(source: &Arc<Source>, profiles: &Profiles, found: &mut Diagnostics) -> Vec<Fact> {
    let Some(parts) = parts(source, profiles, found) else { return Vec::new() };
    let page = operation::page(&parts, found);
    // The document is not wanted, but what is said while it is made.
    documents(page.into_iter().collect(), found);
    explain::facts(&parts)
}

/// The parts of a page, by the profile that it is of.
fn parts<'p>(
    source: &Arc<Source>,
    profiles: &'p Profiles,
    found: &mut Diagnostics,
) -> Option<parts::Parts<'p>> {
    if source.text.trim_start_matches('\u{FEFF}').trim().is_empty() {
        found.report(SourceProblem::EmptySource, Location::file(source));
        return None;
    }
    match choose::choose(source, &profiles.0) {
        Ok(parts) => Some(parts),
        Err(problem) => {
            found.report(problem, Location::file(source));
            None
        }
    }
}
