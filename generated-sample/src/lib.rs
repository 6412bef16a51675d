//! A crate that uses bindery in both ways: [`built`] is what its build script generates, and
//! [`post_file_links`] is the same code, committed, to be read and reviewed.

use std::collections::BTreeMap;

/// The client that the build script generates.
pub mod built {
    include!(concat!(env!("OUT_DIR"), "/post_file_links.rs"));
}

/// The same client, as `bindery generate --config generated-sample/bindery.toml` writes it.
#[rustfmt::skip]
pub mod post_file_links;

/// A file link, as Stripe answers: `{"id": "link_1", "object": "file_link", "url": "https://files.stripe.com/links/.."}`.
///
/// Stripe's page does not describe it, so this type is written by hand and named in `bindery.toml`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct FileLink {
    /// Its id: `link_1`.
    pub id: String,
    /// When it was made, in seconds since 1970-01-01T00:00:00Z.
    pub created: i64,
    /// Whether it cannot be used any more.
    pub expired: bool,
    /// When it ends, in seconds since 1970-01-01T00:00:00Z.
    pub expires_at: Option<i64>,
    /// The file that it leads to: `file_123`.
    pub file: String,
    /// What was attached to it.
    pub metadata: BTreeMap<String, String>,
    /// Where the file can be downloaded without a key.
    pub url: Option<String>,
}
