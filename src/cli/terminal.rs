//! What the command prints, and where: results on standard output, all else on standard error.
//!
//! Colour and the progress line appear on a terminal only; `NO_COLOR` is honoured.

use std::io::{self, IsTerminal as _, Write};

use bindery::{
    Diagnostics,
    diagnostics::{Severity, visible},
    fetch::Step,
    output::Failure,
};
use indicatif::{ProgressBar, ProgressStyle};

/// Prints a result. A reader that has seen enough, such as `head`, is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    done(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Prints a result that has colours of its own, which are taken out where they do not belong.
pub(super) fn print_coloured(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    done(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

fn done(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Io { verb: "write to", path: "standard output".into(), error })
        }
        _ => Ok(()),
    }
}

/// Prints what was found; errors only where it shall be quiet.
pub(super) fn diagnostics(found: &Diagnostics, quiet: bool) {
    let text = if quiet { found.at_least(Severity::Error).render(true) } else { found.render(true) };
    if !text.is_empty() {
        to_stderr(&format!("{text}\n\n"));
    }
}

/// Prints a line about what was done.
pub(super) fn say(line: &str) {
    to_stderr(&format!("bindery: {}\n", visible(line)));
}

/// Prints what went wrong.
pub(super) fn error(reason: &str) {
    to_stderr(&format!("\u{1b}[1;91merror\u{1b}[0m: {}\n", visible(reason)));
}

/// Prints a command to copy.
pub(super) fn advise(command: &str) {
    to_stderr(&format!("\n    {}\n", visible(command)));
}

/// Nothing can be said about a standard error that takes no text.
fn to_stderr(text: &str) {
    anstream::stderr().lock().write_all(text.as_bytes()).ok();
}

/// A line that says what is being done, on a terminal, until it is dropped.
pub(super) struct Progress {
    line: String,
}

impl Progress {
    pub(super) fn start(doing: &str, quiet: bool) -> Self {
        let line = if is_shown(quiet) { format!("bindery: {} ...", visible(doing)) } else { String::new() };
        to_stderr(&line);
        Progress { line }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if !self.line.is_empty() {
            // Blanks, since an escape that erases a line is taken out together with colours. A wide
            // character takes two of them.
            let blanks = " ".repeat(self.line.len());
            to_stderr(&format!("\r{blanks}\r"));
        }
    }
}

/// A bar that says how many downloads are done, on a terminal, until it is dropped.
pub(super) struct Downloads {
    bar: ProgressBar,
}

impl Downloads {
    pub(super) fn start(quiet: bool) -> Self {
        let bar = if is_shown(quiet) { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("bindery: fetching [{bar:24}] {pos}/{len} {wide_msg}");
        Downloads { bar: style.map(|style| bar.clone().with_style(style)).unwrap_or(bar) }
    }

    pub(super) fn step(&self, step: Step<'_>) {
        match step {
            Step::More(count) => self.bar.inc_length(count as u64),
            Step::Done(url) => {
                self.bar.set_message(visible(url).into_owned());
                self.bar.inc(1);
            }
        }
    }
}

impl Drop for Downloads {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Whether anybody sees what is printed for the moment only.
fn is_shown(quiet: bool) -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !quiet && !is_dumb && io::stderr().is_terminal()
}

/// `1 operation`, `2 operations`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
