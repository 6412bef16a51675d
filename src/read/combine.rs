//! Several sources as one API, with what is laid over them.
//!
//! In: the documents of all sources. Out: documents none of which says anything of an operation of another. First come the
//! overlays, then the patches, then operations that several sources describe become one, and then what nobody describes
//! is read off recorded answers. Later stages know nothing of this: every place of the outcome is the one where somebody
//! wrote it.
//!
//! It does not know what a schema means; it only knows when two of them say the same.

mod agree;
mod facts;
mod import;
mod merge;
mod operations;
#[cfg(feature = "overlays")]
mod overlay;
mod patch;
mod pieces;
mod ranks;
mod samples;
mod schemes;
mod sweep;

use self::ranks::Ranks;
use super::disk::Disk;
use crate::{config::Config, diagnostics::Diagnostics, document::Document};

/// Puts the documents of all sources together; as one, where that is wanted.
pub(super) fn combine(
    documents: Vec<Document>,
    config: &Config,
    disk: Disk<'_>,
    is_one_wanted: bool,
    found: &mut Diagnostics,
) -> Vec<Document> {
    // What could not be read would be missed by everything that follows.
    if found.has_errors() {
        return documents;
    }
    let ranks = Ranks::new(config, &documents, found);
    let is_changed = ![config.overlays.is_empty(), config.patches.is_empty(), config.samples.is_empty()]
        .into_iter()
        .all(|is_empty| is_empty);
    let mut documents = match is_changed {
        true => documents.into_iter().map(pieces::in_parts).collect(),
        false => documents,
    };
    overlay(&mut documents, config, disk, found);
    patch::apply(&mut documents, &config.patches, found);
    let mut documents = merge::merge(documents, &ranks, is_one_wanted, found);
    samples::describe(&mut documents, &config.samples, disk, found);
    documents
}

#[cfg(feature = "overlays")]
fn overlay(documents: &mut [Document], config: &Config, disk: Disk<'_>, found: &mut Diagnostics) {
    overlay::apply(documents, config, disk, found);
}

/// Without the feature `overlays` every overlay is an error.
#[cfg(not(feature = "overlays"))]
fn overlay(_: &mut [Document], config: &Config, _: Disk<'_>, found: &mut Diagnostics) {
    use crate::diagnostics::{CombineProblem, Location, Source};
    for overlay in &config.overlays {
        let at = overlay.at.clone().unwrap_or_else(|| Location::file(&Source::unnamed().into()));
        found.report(CombineProblem::OverlaysNotCompiled, at);
    }
}
