//! Many files that change together, or not at all.
//!
//! In: files with a new text, and files that are to be gone. Out: the disk, once all is ready. Until
//! [`commit`](Transaction::commit) nothing but `.bindery` is touched; a run that is killed before leaves the old state,
//! and one that is killed while it commits is finished by the next [`Turn`].

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use super::{
    Failure, Turn, Written,
    journal::{self, Journal},
    plan::{Existing, existing, plan},
    wait,
    write::through_links,
};
use crate::File;

/// Changes that are made together.
#[derive(Debug)]
pub struct Transaction {
    turn: Turn,
    staging: PathBuf,
    journal: Journal,
    /// For each place the file that is staged for it, or nothing where it is to be gone.
    staged: BTreeMap<PathBuf, Option<PathBuf>>,
}

impl Transaction {
    /// Begins with no change.
    ///
    /// # Errors
    ///
    /// If the operating system refuses.
    ///
    /// ```
    /// use bindery::output::{Transaction, Turn};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let lock = folder.path().join("bindery.lock");
    /// let mut transaction = Transaction::new(Turn::begin(folder.path(), &[], &|| {})?)?;
    /// assert!(transaction.write(&lock, b"# new")?);
    /// assert!(!lock.exists());
    /// transaction.commit()?;
    /// assert_eq!(std::fs::read(&lock)?, b"# new");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(turn: Turn) -> Result<Self, Failure> {
        // Another one may never have it, so that what is staged in it cannot be mistaken for something else.
        let name = format!("staging-{}", std::process::id());
        let staging = wait::workplace(&turn.folder).join(&name);
        fs::create_dir_all(&staging).map_err(Failure::io("create the folder", &staging))?;
        let journal = Journal { staging: name, ..Journal::default() };
        Ok(Transaction { turn, staging, journal, staged: BTreeMap::new() })
    }

    /// What is staged: places, and the files that stand for them until then; for
    /// [`Config::staged`](crate::Config::staged).
    ///
    /// ```
    /// # use bindery::output::{Transaction, Turn};
    /// # let folder = tempfile::tempdir()?;
    /// let transaction = Transaction::new(Turn::begin(folder.path(), &[], &|| {})?)?;
    /// assert!(transaction.staged().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn staged(&self) -> &BTreeMap<PathBuf, Option<PathBuf>> {
        &self.staged
    }

    /// Gives a file these bytes; whether that changes it.
    ///
    /// # Errors
    ///
    /// If its place is taken by something else, or the operating system refuses.
    ///
    /// ```
    /// # use bindery::output::{Transaction, Turn};
    /// # let folder = tempfile::tempdir()?;
    /// let mut transaction = Transaction::new(Turn::begin(folder.path(), &[], &|| {})?)?;
    /// assert!(transaction.write(&folder.path().join("specs/pets.json"), b"{}")?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
        let target = self.target(path)?;
        if matches!(existing(path)?, Existing::Text(old) if old == bytes) {
            return Ok(false);
        }
        let name = self.journal.renames.len().to_string();
        let staged = self.staging.join(&name);
        let written = fs::File::create(&staged).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(Failure::io("write", &staged))?;
        if let Ok(found) = fs::metadata(path) {
            fs::set_permissions(&staged, found.permissions()).map_err(Failure::io("write", &staged))?;
        }
        self.journal.renames.push((name, target));
        self.staged.insert(path.to_owned(), Some(staged));
        Ok(true)
    }

    /// Lets a file be gone.
    ///
    /// # Errors
    ///
    /// If its place is not one that may be changed.
    ///
    /// ```
    /// # use bindery::output::{Transaction, Turn};
    /// # let folder = tempfile::tempdir()?;
    /// let mut transaction = Transaction::new(Turn::begin(folder.path(), &[], &|| {})?)?;
    /// transaction.remove(&folder.path().join("specs/pets.json"))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&mut self, path: &Path) -> Result<(), Failure> {
        let target = self.target(path)?;
        self.journal.removals.push(target);
        self.staged.insert(path.to_owned(), None);
        Ok(())
    }

    /// Writes what was generated together with the rest; as [`write`](fn@super::write) does it alone.
    ///
    /// # Errors
    ///
    /// As for [`write`](fn@super::write).
    ///
    /// ```
    /// # use bindery::output::{Transaction, Turn};
    /// # let folder = tempfile::tempdir()?;
    /// let file = bindery::File { path: "".into(), text: "// Generated by bindery\n".into() };
    /// let mut transaction = Transaction::new(Turn::begin(folder.path(), &[], &|| {})?)?;
    /// let written = transaction.generated(&[file], &folder.path().join("pets.rs"))?;
    /// assert!(!written.is_unchanged());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn generated(&mut self, files: &[File], out: &Path) -> Result<Written, Failure> {
        let plan = plan(files, out)?;
        for write in &plan.writes {
            self.write(&write.path, write.text.as_bytes())?;
        }
        for path in &plan.stale {
            self.remove(path)?;
        }
        if let Some((path, text)) = &plan.manifest {
            self.write(path, text.as_bytes())?;
        }
        Ok(Written {
            written: plan.writes.into_iter().map(|write| write.path).collect(),
            removed: plan.stale,
            unchanged: plan.unchanged,
        })
    }

    /// Makes all changes: this is where the old state ends and the new one begins.
    ///
    /// # Errors
    ///
    /// If the operating system refuses. What is not done then is done by the next [`Turn`].
    ///
    /// ```
    /// # use bindery::output::{Transaction, Turn};
    /// # let folder = tempfile::tempdir()?;
    /// Transaction::new(Turn::begin(folder.path(), &[], &|| {})?)?.commit()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn commit(self) -> Result<(), Failure> {
        if self.staged.is_empty() {
            return Ok(());
        }
        for (_, target) in &self.journal.renames {
            let target = self.turn.folder.join(target);
            if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                fs::create_dir_all(folder).map_err(Failure::io("create the folder", folder))?;
            }
        }
        self.journal.write(&self.turn.folder)?;
        self.journal.finish(&self.turn.folder)
    }

    /// A path as the journal has it: one below the folder is known from there, so that both can be moved together.
    fn target(&self, path: &Path) -> Result<PathBuf, Failure> {
        let Turn { folder, others, .. } = &self.turn;
        // A link stays, and what it leads to is written.
        let path = through_links(path);
        let target = match path.strip_prefix(folder) {
            Ok(below) => below.to_owned(),
            Err(_) => std::path::absolute(&path).map_err(Failure::io("find", &path))?,
        };
        if journal::may_change(folder, others, &target) { Ok(target) } else { Err(Failure::BadPath { path }) }
    }
}

/// What was staged and not committed is litter; what was committed and failed is still needed.
impl Drop for Transaction {
    fn drop(&mut self) {
        if !wait::journal(&self.turn.folder).exists() {
            fs::remove_dir_all(&self.staging).ok();
        }
    }
}
