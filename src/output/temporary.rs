//! A file beside its target, which is removed again where it is not wanted.
//!
//! Made of the standard library alone: a crate for it, with what it stands on, would cost a build script as
//! much as the reading of JSON.

use std::{
    fs,
    io::{self, Write as _},
    mem,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// Makes the names of one process differ.
static COUNT: AtomicU32 = AtomicU32::new(0);

/// A file that lives until it is renamed or dropped.
pub(super) struct Temporary {
    path: PathBuf,
}

impl Temporary {
    /// Writes a text to a new file in a folder. Its permissions are those that any new file would have.
    pub(super) fn new(folder: &Path, text: &str) -> io::Result<Self> {
        loop {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!(".bindery-{}-{count}.tmp", process::id()));
            // What is there is of a run that was killed, whose number came around again.
            match fs::OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(mut file) => {
                    let temporary = Temporary { path };
                    file.write_all(text.as_bytes())?;
                    return Ok(temporary);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it into its place: whoever reads there sees the old text or the new one, whole.
    pub(super) fn rename_to(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        // Nothing is left to be removed.
        mem::take(&mut self.path);
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // A file that cannot be removed is litter, and no reason to fail.
            drop(fs::remove_file(&self.path));
        }
    }
}
