//! What changed between two descriptions of an API: `diff(&Api, &Api) -> Changes`.
//!
//! In: two APIs, whatever each was read from. Out: every difference of operations, parameters, bodies, answers, types,
//! credentials and servers, once each, with both places, and what it does to Rust callers and on the wire.
//! Operations are told apart by method and path, then by their names, then by content; types by where they are used.
//! Types that hold themselves are compared once for each pair of them, so that no depth matters.
//!
//! Examples are not compared, nor tags: they change nothing that is sent, read or called. It knows what the generated
//! code looks like (`rust.rs`) but not its names.

mod answers;
mod body;
mod change;
mod changes;
mod definition;
mod docs;
mod limits;
mod naming;
mod object;
mod operation;
mod pairing;
mod parameters;
mod partners;
mod print;
mod responses;
mod rust;
mod same;
mod security;
mod servers;
mod spell;
mod types;
mod usage;
mod variants;
mod walk;
mod wire;

pub use change::{Change, Effect, Kind, Level, Subject, Way};
pub use changes::{Changes, Origin};

use crate::api::Api;

/// Compares two descriptions of an API, the old one first.
///
/// ```
/// use bindery::{Diagnostics, diff::diff, lower::lower};
///
/// let api = lower(&[], &[], &mut Diagnostics::default());
/// assert!(diff(&api, &api).is_empty());
/// ```
pub fn diff(old: &Api, new: &Api) -> Changes {
    walk::Walk::new(old, new).changes()
}
