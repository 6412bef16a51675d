//! Names of the user's choice: `[names]` in `bindery.toml`.

use crate::diagnostics::Location;

/// A name for something of the source, in the place of the one that bindery would give it.
///
/// ```
/// let rename = bindery::config::Rename::new("/components/schemas/pet", "Animal");
/// assert_eq!(rename.name, "Animal");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rename {
    /// Where it stands, as `bindery names` lists it: `/components/schemas/pet`.
    pub pointer: String,
    /// Its name: `Animal`.
    pub name: String,
    /// Where the choice was made, if that was in a file.
    pub at: Option<Location>,
}

impl Rename {
    /// A name for what stands at a place.
    ///
    /// ```
    /// let rename = bindery::config::Rename::new("/components/schemas/pet/properties/tag", "label");
    /// assert!(rename.at.is_none());
    /// ```
    pub fn new(pointer: impl Into<String>, name: impl Into<String>) -> Self {
        Rename { pointer: pointer.into(), name: name.into(), at: None }
    }
}
