//! What a build script says of sources that are put together.

use std::path::PathBuf;

use super::Build;
use crate::config::{NamedFile, Patch, Samples};

impl Build {
    /// Lets a source win, a file or a folder, where two say different things of one operation.
    ///
    /// ```
    /// let build = bindery::Build::new("pages/").source("specs/pets.yaml").prefer("specs/pets.yaml");
    /// # let _ = build;
    /// ```
    pub fn prefer(mut self, source: impl Into<PathBuf>) -> Self {
        self.config.prefer.push(NamedFile::new(source));
        self
    }

    /// Lays an OpenAPI overlay over the sources, behind those of a `bindery.toml`.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").overlay("overlays/pets.yaml");
    /// # let _ = build;
    /// ```
    pub fn overlay(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.overlays.push(NamedFile::new(file));
        self
    }

    /// Changes a place of the sources, behind the patches of a `bindery.toml`.
    ///
    /// ```
    /// use bindery::config::{Change, Patch};
    ///
    /// let patch = Patch::new("/info/title", Change::Set("Pets".into()))?;
    /// let build = bindery::Build::new("specs/pets.yaml").patch(patch);
    /// # let _ = build;
    /// # Ok::<(), String>(())
    /// ```
    pub fn patch(mut self, patch: Patch) -> Self {
        self.config.patches.push(patch);
        self
    }

    /// Reads the answers of an operation as they were recorded in these JSON files, where nobody describes them.
    ///
    /// ```
    /// let build = bindery::Build::new("PostFileLinks.html").recorded("PostFileLinks", ["samples/link.json"]);
    /// # let _ = build;
    /// ```
    pub fn recorded(
        mut self,
        operation: impl Into<String>,
        files: impl IntoIterator<Item = impl Into<PathBuf>>,
    ) -> Self {
        let mut samples = Samples::new(operation);
        samples.answers.push((None, files.into_iter().map(NamedFile::new).collect()));
        self.config.samples.push(samples);
        self
    }
}
