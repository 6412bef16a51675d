//! The profiles that come with the program.

use std::sync::Arc;

use super::{Profile, reader};
use crate::diagnostics::{Diagnostics, Source, Syntax};

/// The four versions of httpdoc, in the order in which they are tried: the first is the one that says most about
/// its pages, and the second fits them too.
const BUILT_IN: [(&str, &str); 4] = [
    ("httpdoc-first", include_str!("../profiles/httpdoc-first.toml")),
    ("httpdoc-second", include_str!("../profiles/httpdoc-second.toml")),
    ("httpdoc-second-docfx", include_str!("../profiles/httpdoc-second-docfx.toml")),
    ("httpdoc-third", include_str!("../profiles/httpdoc-third.toml")),
];

/// The built-in profiles; what would be wrong with one is found by a test, and told like a user's mistake.
pub(in crate::read::page) fn built_in(found: &mut Diagnostics) -> Vec<Profile> {
    let profiles = BUILT_IN.iter().filter_map(|(name, text)| {
        let source = Source { name: (*name).to_owned(), text: (*text).to_owned(), syntax: Syntax::Other };
        let profile = reader::profile(&Arc::new(source), found)?;
        Some(Profile { is_built_in: true, ..profile })
    });
    profiles.collect()
}
