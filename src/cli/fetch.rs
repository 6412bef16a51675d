//! `bindery fetch`, and what `bindery update` has in common with it.

use bindery::{
    Config, Diagnostics,
    fetch::{Fetched, Patience, check_readable, fetch},
    lock::{self, Lock},
    output::{Transaction, Turn},
};

use super::{
    Stop,
    args::{FetchArgs, FileArgs},
    finished, places,
    terminal::{self, Downloads, count},
    waiting,
};

/// How many files are listed by name.
const MOST_NAMES: usize = 20;

/// A run that changes sources: what it changes is seen by others once it is committed, and not before.
pub(super) struct Session {
    pub(super) config: Config,
    pub(super) lock: Lock,
    pub(super) transaction: Transaction,
}

/// Downloads what has changed, and says so.
pub(super) fn run(args: &FetchArgs) -> Result<(), Stop> {
    let mut session = Session::begin(&args.file, args.quiet)?;
    let fetched = session.ask(args.quiet)?;
    if args.locked {
        return unchanged(&session, &fetched, args.quiet);
    }
    session.stage(&fetched, args.quiet)?;
    let Session { config, mut transaction, .. } = session;
    fetched.stage_lock(&config, &mut transaction)?;
    transaction.commit()?;
    if !args.quiet {
        say(&fetched);
    }
    Ok(())
}

impl Session {
    /// Reads the configuration and the lock, once no other run changes the same files.
    pub(super) fn begin(args: &FileArgs, quiet: bool) -> Result<Self, Stop> {
        let mut found = Diagnostics::default();
        let config = args.config(&mut found);
        stop_at_errors(&mut found, quiet)?;
        let turn = Turn::begin(&config.folder(), &places(&config), &waiting)?;
        if turn.finished {
            finished();
        }
        let lock = Lock::read(&config.lock_file(), &mut found);
        stop_at_errors(&mut found, quiet)?;
        Ok(Session { config, lock, transaction: Transaction::new(turn)? })
    }

    /// Asks all addresses.
    pub(super) fn ask(&self, quiet: bool) -> Result<Fetched, Stop> {
        let mut found = Diagnostics::default();
        let fetched = ask(&self.config, &self.lock, quiet, &mut found);
        stop_with(&mut found, quiet, "nothing was changed")?;
        Ok(fetched)
    }

    /// Stages what has come, if it can be read.
    pub(super) fn stage(&mut self, fetched: &Fetched, quiet: bool) -> Result<(), Stop> {
        fetched.stage(&self.config, &mut self.transaction)?;
        let mut found = Diagnostics::default();
        check_readable(&self.new_config(), fetched, &mut found);
        stop_with(&mut found, quiet, "nothing was changed")
    }

    /// The choices, for reading the sources as they will be.
    pub(super) fn new_config(&self) -> Config {
        let mut config = self.config.clone();
        config.staged.clone_from(self.transaction.staged());
        config
    }
}

/// Asks all addresses of a configuration, with a bar that says how far it is.
pub(super) fn ask(config: &Config, lock: &Lock, quiet: bool, found: &mut Diagnostics) -> Fetched {
    let downloads = Downloads::start(quiet);
    fetch(config, lock, Patience::default(), &|step| downloads.step(step), found)
}

/// Fails where anything would be changed.
fn unchanged(session: &Session, fetched: &Fetched, quiet: bool) -> Result<(), Stop> {
    let mut found = Diagnostics::default();
    fetched.report(&session.config, &mut found);
    // A file can be what it should be, and the lock not know it.
    lock::check(&session.config, &session.lock, &mut found);
    stop_with(&mut found, quiet, "the lock is not up to date, and --locked")?;
    if !quiet {
        say(fetched);
    }
    Ok(())
}

/// Says what has changed.
pub(super) fn say(fetched: &Fetched) {
    let fresh = fetched.files.iter().map(|fresh| {
        let what = if fresh.is_new { "new" } else { "changed" };
        let page = fresh.shown_by.as_ref().map(|page| format!(", which {page} shows")).unwrap_or_default();
        format!("{what}: {} from {}{page}", fresh.name, fresh.url)
    });
    let gone = fetched.gone.iter().map(|locked| format!("gone: {} from {}", locked.snapshot, locked.url));
    let lines: Vec<String> = fresh.chain(gone).collect();
    for line in lines.iter().take(MOST_NAMES) {
        terminal::say(line);
    }
    if lines.len() > MOST_NAMES {
        terminal::say(&format!("... and {} more", lines.len() - MOST_NAMES));
    }
    let all = count(fetched.lock.sources.len(), "file");
    terminal::say(&match lines.len() {
        0 => format!("{all} asked for, nothing has changed"),
        changed => format!("{all} asked for, {changed} changed"),
    });
}

/// Prints what was found, and stops where that has errors.
pub(super) fn stop_at_errors(found: &mut Diagnostics, quiet: bool) -> Result<(), Stop> {
    found.finish();
    if found.has_errors() {
        terminal::diagnostics(found, quiet);
        return Err(Stop::Failed);
    }
    Ok(())
}

/// The same, and says what came of it.
pub(super) fn stop_with(found: &mut Diagnostics, quiet: bool, end: &str) -> Result<(), Stop> {
    let stopped = stop_at_errors(found, quiet);
    if stopped.is_err() {
        let errors = found.count(bindery::diagnostics::Severity::Error);
        terminal::error(&format!("{end}: {}", count(errors, "error")));
    }
    stopped
}
