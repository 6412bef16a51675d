//! `bindery names`: what everything is called, and who may change that.

use std::fmt::Write as _;

use bindery::{
    Config, Diagnostics, Generated,
    config::{Pattern, Rename},
    diagnostics::visible,
    lock::{self, Lock, LockedName},
    output,
    rust::Named,
};
use serde_json::json;

use super::{
    Stop,
    args::{ListingArg, NamesArgs, NamesCommand},
    fetch, generate, rename,
    terminal::{self, count},
    turn,
};

/// Lists names, or changes which stay.
pub(super) fn run(args: &NamesArgs) -> Result<(), Stop> {
    let mut found = Diagnostics::default();
    let config = args.file.config(&mut found);
    fetch::stop_at_errors(&mut found, false)?;
    if config.sources.is_empty() {
        return Err(Stop::Usage("the bindery.toml has no sources".into()));
    }
    let _turn = turn(&config)?;
    match &args.command {
        None => list(&config, args),
        Some(NamesCommand::Pin { glob }) => pin(&config, glob.as_deref()),
        Some(NamesCommand::Rename { old, new }) => rename::run(&config, args.file.path(), old, new),
        Some(NamesCommand::Prune) => prune(&config),
    }
}

/// What the configuration gives now; that its output may be stale is no matter here.
pub(super) fn named(config: &Config) -> Result<Generated, Stop> {
    let mut config = config.clone();
    config.report = None;
    generate::generated(&config, false, true)
}

/// The lock, if it can be read.
fn lock(config: &Config) -> Result<Lock, Stop> {
    let mut found = Diagnostics::default();
    let lock = Lock::read(&config.lock_file(), &mut found);
    fetch::stop_at_errors(&mut found, false)?;
    Ok(lock)
}

/// Brings a lock that keeps names in step with what was generated.
pub(super) fn keep(config: &Config, generated: &Generated) -> Result<(), Stop> {
    if config.file.is_none() {
        return Ok(());
    }
    let mut lock = lock(config)?;
    if !lock.names.is_empty() {
        lock.names = lock::kept(&generated.names, &lock.names);
        output::write_one(&config.lock_file(), &lock.to_text())?;
    }
    Ok(())
}

/// Fails where that would change the lock.
pub(super) fn check(config: &Config, generated: &Generated, quiet: bool) -> Result<(), Stop> {
    if config.file.is_none() {
        return Ok(());
    }
    let mut found = Diagnostics::default();
    lock::check_names(config, &lock(config)?.names, &generated.names, &mut found);
    fetch::stop_at_errors(&mut found, quiet)
}

/// Whether a name is meant by a glob: by what it is called, or by where it stands.
fn is_meant(glob: Option<&str>, path: &str, pointer: &str) -> bool {
    let none: [&str; 0] = [];
    let is_like = |glob: &str, text: &str| Pattern::Id(glob.to_owned()).matches(text, &none, "");
    glob.is_none_or(|glob| is_like(glob, path) || is_like(glob, pointer))
}

fn list(config: &Config, args: &NamesArgs) -> Result<(), Stop> {
    let generated = named(config)?;
    let glob = args.filter.as_deref();
    let names = generated.names.iter().filter(|named| is_meant(glob, &named.path, &named.pointer));
    let names: Vec<&Named> = names.collect();
    let after = lock::kept(&generated.names, &lock(config)?.names);
    let gone = after.iter().filter(|(pointer, locked)| locked.gone && is_meant(glob, &locked.name, pointer));
    let gone: Vec<(&String, &LockedName)> = gone.collect();
    let text = match args.format {
        ListingArg::Text => table(&names, &gone),
        ListingArg::Json => listed(&names, &gone),
    };
    Ok(terminal::print(&text)?)
}

/// Aligned columns: what it is, what it is called, who chose that, and where it stands.
fn table(names: &[&Named], gone: &[(&String, &LockedName)]) -> String {
    let present = names.iter().map(|named| {
        (named.kind.as_str(), named.path.as_str(), named.giver.as_str(), named.pointer.as_str())
    });
    let lost =
        gone.iter().map(|(pointer, locked)| ("gone", locked.name.as_str(), "locked", pointer.as_str()));
    let rows: Vec<_> = present.chain(lost).collect();
    let width = rows.iter().map(|row| row.1.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for (kind, path, giver, pointer) in rows {
        let (path, pointer) = (visible(path), visible(pointer));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{kind:<8} {path:<width$}  {giver:<8} {pointer}");
    }
    text
}

fn listed(names: &[&Named], gone: &[(&String, &LockedName)]) -> String {
    let present = names.iter().map(|named| {
        json!({
            "pointer": named.pointer, "kind": named.kind.as_str(), "name": named.name, "path": named.path,
            "from": named.giver.as_str(), "was": named.was,
        })
    });
    let lost = gone.iter().map(|(pointer, locked)| {
        json!({ "pointer": pointer, "kind": "gone", "name": locked.name, "path": null, "from": "locked", "was": null })
    });
    format!("{:#}\n", present.chain(lost).collect::<serde_json::Value>())
}

/// Writes the present names into the lock.
fn pin(config: &Config, glob: Option<&str>) -> Result<(), Stop> {
    let generated = named(config)?;
    let mut lock = lock(config)?;
    let meant: Vec<Named> =
        generated.names.into_iter().filter(|named| is_meant(glob, &named.path, &named.pointer)).collect();
    if meant.is_empty() {
        terminal::error(&format!("nothing is called `{}`", glob.unwrap_or_default()));
        return Err(Stop::Failed);
    }
    let before = lock.names.clone();
    lock.names = match glob {
        None => lock::kept(&meant, &before),
        // What is not meant stays as the lock has it.
        Some(_) => {
            let mut names = before.clone();
            let pinned = lock::kept(&meant, &before).into_iter().filter(|(_, locked)| !locked.gone);
            meant.iter().filter_map(|named| named.was.as_ref()).for_each(|was| drop(names.remove(was)));
            names.extend(pinned);
            names
        }
    };
    output::write_one(&config.lock_file(), &lock.to_text())?;
    let path = config.lock_file();
    terminal::say(&format!("{} pinned in {}", count(meant.len(), "name"), path.display()));
    Ok(())
}

/// Takes the names of what is gone out of the lock.
fn prune(config: &Config) -> Result<(), Stop> {
    let generated = named(config)?;
    let mut lock = lock(config)?;
    if !lock.names.is_empty() {
        let after = lock::kept(&generated.names, &lock.names);
        let (gone, kept) =
            after.into_iter().partition::<std::collections::BTreeMap<_, _>, _>(|(_, locked)| locked.gone);
        lock.names = kept;
        output::write_one(&config.lock_file(), &lock.to_text())?;
        gone.iter()
            .for_each(|(pointer, locked)| terminal::say(&format!("forgotten: {} of {pointer}", locked.name)));
    }
    Ok(())
}

/// The choices with one more name.
pub(super) fn with(config: &Config, pointer: &str, name: &str) -> Config {
    let mut config = config.clone();
    config.names.retain(|rename| rename.pointer != pointer);
    config.names.push(Rename::new(pointer, name));
    config
}
