//! From what was fetched to what is to be changed, or to what somebody is to know of it.

use super::Fetched;
use crate::{
    Config, Diagnostics,
    diagnostics::{FetchProblem, Location, Source, Syntax},
    lock::{Lock, sha256_of},
    output::{Failure, Transaction},
};

impl Fetched {
    /// Whether every snapshot says what its address says, and nothing is there in vain.
    ///
    /// ```
    /// assert!(bindery::fetch::Fetched::default().is_unchanged());
    /// ```
    pub fn is_unchanged(&self) -> bool {
        self.files.is_empty() && self.gone.is_empty()
    }

    /// Stages the new snapshots, and lets those be gone that have no source any more. One that somebody has changed
    /// by hand stays.
    ///
    /// # Errors
    ///
    /// If a snapshot cannot be where it is to be.
    ///
    /// ```no_run
    /// # fn stage(config: &bindery::Config, fetched: &bindery::fetch::Fetched) -> Result<(), bindery::output::Failure> {
    /// use bindery::output::{Transaction, Turn};
    ///
    /// let mut transaction = Transaction::new(Turn::begin(&config.folder(), &[], &|| {})?)?;
    /// fetched.stage(config, &mut transaction)?;
    /// fetched.stage_lock(config, &mut transaction)?;
    /// transaction.commit()
    /// # }
    /// ```
    pub fn stage(&self, config: &Config, transaction: &mut Transaction) -> Result<(), Failure> {
        for fresh in &self.files {
            transaction.write(&fresh.path, &fresh.bytes)?;
        }
        for locked in &self.gone {
            let path = config.folder().join(&locked.snapshot);
            if sha256_of(&path).as_ref() == Some(&locked.sha256) {
                transaction.remove(&path)?;
            }
        }
        Ok(())
    }

    /// Stages the lock. It comes last: where it is new, all is.
    ///
    /// # Errors
    ///
    /// If it cannot be where it is to be.
    ///
    /// ```no_run
    /// # fn stage(config: &bindery::Config, fetched: &bindery::fetch::Fetched) -> Result<(), bindery::output::Failure> {
    /// # use bindery::output::{Transaction, Turn};
    /// let mut transaction = Transaction::new(Turn::begin(&config.folder(), &[], &|| {})?)?;
    /// fetched.stage_lock(config, &mut transaction)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn stage_lock(&self, config: &Config, transaction: &mut Transaction) -> Result<(), Failure> {
        let path = config.lock_file();
        // A configuration without addresses has no lock, and gets none.
        if self.lock != Lock::default() || path.exists() {
            transaction.write(&path, self.lock.to_text().as_bytes())?;
        }
        Ok(())
    }

    /// Reports everything that is not as its snapshot has it.
    ///
    /// ```
    /// let mut found = bindery::Diagnostics::default();
    /// bindery::fetch::Fetched::default().report(&bindery::Config::default(), &mut found);
    /// assert!(!found.has_errors());
    /// ```
    pub fn report(&self, config: &Config, found: &mut Diagnostics) {
        for fresh in &self.files {
            let (url, path) = (fresh.url.clone(), fresh.name.clone());
            let problem = match fresh.is_new {
                true => FetchProblem::NewSource { url, path },
                false => FetchProblem::ChangedSource { url, path },
            };
            found.report(problem, fresh.at.clone());
        }
        let name = config.lock_file().display().to_string();
        let lock = Source { name, text: String::new(), syntax: Syntax::Other }.into();
        for locked in &self.gone {
            let problem = FetchProblem::GoneSource { url: locked.url.clone(), path: locked.snapshot.clone() };
            found.report(problem, Location::file(&lock));
        }
    }
}
