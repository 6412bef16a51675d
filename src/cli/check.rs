//! `bindery check`.

use std::{fmt::Write as _, path::Path, time::Duration};

use bindery::{
    Config, Diagnostics, Generated,
    diagnostics::visible,
    lock::{self, Lock},
    output::{self, Difference},
};
use similar::TextDiff;

use super::{
    Stop,
    args::CheckArgs,
    fetch,
    generate::{config, generated},
    terminal::{self, count},
    turn,
};

/// How many lines of one file's difference are shown.
const MOST_LINES: usize = 200;

/// Compares the output with what would be generated, and the snapshots with the lock and their addresses.
pub(super) fn run(args: &CheckArgs) -> Result<(), Stop> {
    let config = config(&args.generate)?;
    if config.out.is_none() && config.remote.is_empty() {
        return Err(Stop::Usage("there is nothing to compare with: --out PATH is missing".into()));
    }
    let _turn = turn(&config)?;
    let quiet = args.generate.quiet;
    let sources = if args.is_locked() { sources(&config, args) } else { Ok(()) };
    // What is wrong with the one is no reason to be silent about the other.
    let output = generated(&config, args.generate.strict, quiet)
        .and_then(|generated| config.out.as_ref().map_or(Ok(()), |out| compare(&generated, out, quiet)));
    sources.and(output)
}

/// Compares the snapshots with the lock, and with what their addresses say where that is asked for.
fn sources(config: &Config, args: &CheckArgs) -> Result<(), Stop> {
    let quiet = args.generate.quiet;
    let mut found = Diagnostics::default();
    let lock = Lock::read(&config.lock_file(), &mut found);
    // What a broken lock says is not to be held against anybody.
    fetch::stop_with(&mut found, quiet, "the lock cannot be used")?;
    lock::check(config, &lock, &mut found);
    if args.online {
        let mut asked = Diagnostics::default();
        let mut fetched = fetch::ask(config, &lock, quiet, &mut asked);
        if asked.has_errors() {
            // Where not all have answered, it is not known what is gone.
            fetched.gone.clear();
        }
        fetched.report(config, &mut found);
        found.extend(asked);
    }
    fetch::stop_with(&mut found, quiet, "the sources are not in step")?;
    if !quiet && !config.remote.is_empty() {
        let how = if args.online { "their addresses and the lock" } else { "the lock" };
        terminal::say(&format!("{} in step with {how}", count(lock.sources.len(), "snapshot")));
    }
    Ok(())
}

/// Compares the output with what was generated.
fn compare(generated: &Generated, out: &Path, quiet: bool) -> Result<(), Stop> {
    let differences = output::check(&generated.files, out)?;
    if differences.is_empty() {
        if !quiet {
            terminal::say(&format!("{} is up to date", out.display()));
        }
        return Ok(());
    }
    for difference in &differences {
        terminal::print_coloured(&spell(difference))?;
    }
    terminal::error(&format!("{} is stale; to bring it up to date, run", out.display()));
    terminal::advise(&command());
    Err(Stop::Failed)
}

/// A difference as a text for people.
fn spell(difference: &Difference) -> String {
    match difference {
        Difference::Missing { .. } | Difference::Extra { .. } => {
            format!("{}\n", visible(&difference.to_string()))
        }
        Difference::Stale { path, old, new } => unified(path, old, new),
    }
}

/// A unified diff, cut where nobody would read on.
fn unified(path: &Path, old: &str, new: &str) -> String {
    let diff = TextDiff::configure().timeout(Duration::from_secs(2)).diff_lines(old, new);
    let name = path.display().to_string();
    let diff = diff.unified_diff().header(&name, &format!("{name} (generated)")).to_string();
    let mut text = String::new();
    for line in diff.lines().take(MOST_LINES) {
        let style = match line.as_bytes().first() {
            Some(b'+') => "32",
            Some(b'-') => "31",
            Some(b'@') => "36",
            _ => "0",
        };
        let line = line.replace('\t', "    ");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\u{1b}[{style}m{}\u{1b}[0m", visible(&line));
    }
    let more = diff.lines().count().saturating_sub(MOST_LINES);
    if more > 0 {
        let _ = writeln!(text, "... and {more} more lines of {}", visible(&name));
    }
    text
}

/// The command that brings the output up to date: this one, with another name.
fn command() -> String {
    let mut command = String::from("bindery generate");
    // `generate` asks nobody.
    for argument in std::env::args_os().skip(2).filter(|argument| argument != "--online") {
        command.push(' ');
        command += &quoted(&argument.to_string_lossy());
    }
    command
}

/// An argument as a shell reads it back.
fn quoted(argument: &str) -> String {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "-_./=:,@%+".contains(sign);
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}
