//! HTML operation pages, read into OpenAPI documents.
//!
//! In: the text of pages. Out: a [`Document`](crate::document::Document) that has forgotten that it was HTML,
//! but not where each of its parts stood. What a page's parts look like stands in `roles.rs` and nowhere else.
//!
//! The way of a page: `tokens` cut it, `tree` nests them, `parts` finds roles, `operation` makes the
//! operation, `merge` puts operations together.
//!
//! It does not read files, and it does not know what the document's keywords mean to a client.

mod inline;
mod markdown;
mod merge;
mod message;
mod operation;
mod parts;
mod roles;
mod schema;
mod target;
#[cfg(test)]
mod tests;
mod text;
mod tokens;
mod tree;

use std::sync::Arc;

use crate::diagnostics::{Diagnostics, Location, Source, SourceProblem};

pub(super) use self::{merge::documents, operation::Page};

/// Reads one page; None where it is no operation page or is damaged, and `found` then says where and how.
pub(super) fn read(source: &Arc<Source>, found: &mut Diagnostics) -> Option<Page> {
    if source.text.trim_start_matches('\u{FEFF}').trim().is_empty() {
        found.report(SourceProblem::EmptySource, Location::file(source));
        return None;
    }
    match parts::Parts::find(source) {
        Ok(parts) => operation::page(&parts, found),
        Err(problem) => {
            found.report(problem, Location::file(source));
            None
        }
    }
}
