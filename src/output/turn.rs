//! One after another: who changes the files of a `bindery.toml`, and who reads them.
//!
//! In: the folder of the `bindery.toml`. Out: a [`Turn`], before which everything that a killed run left is finished or
//! taken away. It stands on a lock of the operating system, which ends with the process, however that ends.

use std::{
    fs::{self, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{
    Failure,
    journal::Journal,
    wait::{running, workplace},
};

/// The right to change the files of a folder, until it is dropped.
#[derive(Debug)]
pub struct Turn {
    pub(super) folder: PathBuf,
    /// Places outside the folder that may be changed too.
    pub(super) others: Vec<PathBuf>,
    /// Whether a run that was killed was finished now.
    pub finished: bool,
    /// What says that it is this one's turn.
    _running: fs::File,
}

impl Turn {
    /// Waits until nobody else changes the files of a folder, and finishes what a killed run left; nothing where no
    /// run ever changed several files there together. `waiting` is called where that takes a while.
    ///
    /// # Errors
    ///
    /// If the operating system refuses, or if what is left there is not what bindery leaves.
    ///
    /// ```
    /// let folder = tempfile::tempdir()?;
    /// let turn = bindery::output::Turn::take(folder.path(), &[], &|| {})?;
    /// assert!(turn.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn take(folder: &Path, others: &[PathBuf], waiting: &dyn Fn()) -> Result<Option<Self>, Failure> {
        if !workplace(folder).is_dir() {
            return Ok(None);
        }
        Self::begin(folder, others, waiting).map(Some)
    }

    /// The same, for a run that will change several files together.
    ///
    /// # Errors
    ///
    /// As for [`Turn::take`].
    ///
    /// ```
    /// let folder = tempfile::tempdir()?;
    /// let turn = bindery::output::Turn::begin(folder.path(), &[], &|| {})?;
    /// assert!(!turn.finished);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn begin(folder: &Path, others: &[PathBuf], waiting: &dyn Fn()) -> Result<Self, Failure> {
        let place = workplace(folder);
        fs::create_dir_all(&place).map_err(Failure::io("create the folder", &place))?;
        let ignored = place.join(".gitignore");
        if !ignored.exists() {
            fs::write(&ignored, "*\n").map_err(Failure::io("write", &ignored))?;
        }
        let running = running(folder)?;
        let path = place.join("running");
        match running.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                running.lock().map_err(Failure::io("lock", &path))?;
            }
            Err(TryLockError::Error(error)) => return Err(Failure::io("lock", &path)(error)),
        }
        let left = Journal::read(folder, others)?;
        if let Some(journal) = &left {
            journal.finish(folder)?;
        }
        clear(&place)?;
        let (folder, others) = (folder.to_owned(), others.to_vec());
        Ok(Turn { folder, others, finished: left.is_some(), _running: running })
    }
}

/// Takes away what was staged by a run that was killed before anything was changed.
fn clear(workplace: &Path) -> Result<(), Failure> {
    let entries = fs::read_dir(workplace).map_err(Failure::io("read", workplace))?;
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let removed = match name.to_str() {
            Some("journal.draft") => fs::remove_file(&path),
            Some(name) if name.starts_with("staging-") => fs::remove_dir_all(&path),
            Some(_) | None => Ok(()),
        };
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Failure::io("remove", &path)(error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}
