//! `bindery check`.

use std::{fmt::Write as _, path::Path, time::Duration};

use bindery::{
    diagnostics::visible,
    output::{self, Difference},
};
use similar::TextDiff;

use super::{
    Stop,
    args::GenerateArgs,
    generate::{config, generated},
    terminal,
};

/// How many lines of one file's difference are shown.
const MOST_LINES: usize = 200;

/// Compares the output with what would be generated.
pub(super) fn run(args: &GenerateArgs) -> Result<(), Stop> {
    let config = config(args)?;
    let Some(out) = &config.out else {
        return Err(Stop::Usage("there is nothing to compare with: --out PATH is missing".into()));
    };
    let generated = generated(args, &config)?;
    let differences = output::check(&generated.files, out)?;
    if differences.is_empty() {
        if !args.quiet {
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
    for argument in std::env::args_os().skip(2) {
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
