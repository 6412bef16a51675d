//! What a reader has to know of those who change many files together: whether one is in the middle of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::Failure;

/// Waits until no file of a folder is between two states; for a reader that changes nothing itself.
///
/// # Errors
///
/// If a run was killed there between two states.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// bindery::output::wait(folder.path())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn wait(folder: &Path) -> Result<(), Failure> {
    let journal = journal(folder);
    // Nearly always there is none, and this is all that a build script has to pay.
    if !journal.exists() {
        return Ok(());
    }
    // Whoever is between two states holds this, and is ready soon.
    running(folder)?.lock_shared().map_err(Failure::io("lock", &journal))?;
    if journal.exists() { Err(Failure::Interrupted { folder: folder.to_owned() }) } else { Ok(()) }
}

/// The folder of what is not yet in its place.
pub(super) fn workplace(folder: &Path) -> PathBuf {
    folder.join(".bindery")
}

/// Where it says what is left to be done, while anything is.
pub(super) fn journal(folder: &Path) -> PathBuf {
    workplace(folder).join("journal")
}

/// The file that is locked while a run goes on. It says nothing, and stays.
pub(super) fn running(folder: &Path) -> Result<fs::File, Failure> {
    let path = workplace(folder).join("running");
    let opened = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    opened.map_err(Failure::io("open", &path))
}
