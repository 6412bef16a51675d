//! The newest entry of a changelog.

use std::path::Path;

use super::{
    Failure, Transaction,
    plan::{Existing, existing},
};

impl Transaction {
    /// Puts an entry on top of a changelog, behind what stands before its first entry.
    ///
    /// # Errors
    ///
    /// If the changelog cannot be read, or be where it is to be.
    ///
    /// ```
    /// # use bindery::output::{Transaction, Turn};
    /// let folder = tempfile::tempdir()?;
    /// let changelog = folder.path().join("CHANGELOG.api.md");
    /// std::fs::write(&changelog, "# The API\n\n## First\n\n* All is new.\n")?;
    /// let mut transaction = Transaction::new(Turn::begin(folder.path(), &[], &|| {})?)?;
    /// transaction.put_on_top(&changelog, "## Second\n\n* All is old.\n")?;
    /// transaction.commit()?;
    /// let text = "# The API\n\n## Second\n\n* All is old.\n\n## First\n\n* All is new.\n";
    /// assert_eq!(std::fs::read_to_string(&changelog)?, text);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn put_on_top(&mut self, changelog: &Path, entry: &str) -> Result<(), Failure> {
        let old = match existing(changelog)? {
            Existing::Text(old) => old,
            Existing::Nothing | Existing::Device => Vec::new(),
        };
        let mut text = Vec::new();
        let (before, after) = old.split_at(first_entry(&old));
        text.extend_from_slice(before);
        if !before.is_empty() && !before.ends_with(b"\n\n") {
            text.extend_from_slice(if before.ends_with(b"\n") { b"\n" } else { b"\n\n" });
        }
        text.extend_from_slice(entry.trim_end().as_bytes());
        text.push(b'\n');
        if !after.is_empty() {
            text.push(b'\n');
            text.extend_from_slice(after);
        }
        self.write(changelog, &text).map(|_| ())
    }
}

/// Where the first heading of the second level begins; the end where there is none.
fn first_entry(text: &[u8]) -> usize {
    if text.starts_with(b"## ") {
        return 0;
    }
    let heading = text.windows(4).position(|four| four == b"\n## ");
    heading.map_or(text.len(), |newline| newline + 1)
}
