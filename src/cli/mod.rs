//! The command line.
//!
//! In: arguments. Out: the library's answers, on standard output and standard error, and an exit code:
//! 0 done, 1 errors of the input or a stale output, 2 wrong usage. It decides nothing about what is generated.

mod args;
mod check;
mod fetch;
mod generate;
mod inspect;
mod scrape;
mod terminal;
mod update;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use bindery::{
    Config,
    config::Layout,
    output::{self, Turn},
};
use clap::Parser as _;

use args::{Cli, Command};

/// How a command ends, where it did not do what was asked.
enum Stop {
    /// Everything was said already.
    Failed,
    /// The output cannot be written.
    Output(output::Failure),
    /// The arguments, together with the configuration, ask for something that cannot be.
    Usage(String),
}

impl From<output::Failure> for Stop {
    fn from(failure: output::Failure) -> Self {
        Stop::Output(failure)
    }
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let (name, ended) = match &cli.command {
        Command::Generate(args) => ("generate", generate::run(args)),
        Command::Check(args) => ("check", check::run(args)),
        Command::Fetch(args) => ("fetch", fetch::run(args)),
        Command::Update(args) => ("update", update::run(args)),
        Command::Scrape(args) => ("scrape", scrape::run(args)),
        Command::Inspect(args) => ("inspect", inspect::run(args)),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Failed) => ExitCode::FAILURE,
        Err(Stop::Output(failure)) => {
            terminal::error(&failure.to_string());
            ExitCode::FAILURE
        }
        Err(Stop::Usage(reason)) => {
            args::usage_error(name, &reason).print().ok();
            ExitCode::from(2)
        }
    }
}

/// Waits for whoever changes the same files, and finishes what a killed run left.
fn turn(config: &Config) -> Result<Option<Turn>, Stop> {
    let turn = Turn::take(&config.folder(), &places(config), &waiting)?;
    if turn.as_ref().is_some_and(|turn| turn.finished) {
        finished();
    }
    Ok(turn)
}

/// Says why nothing goes on.
fn waiting() {
    terminal::say("waiting for another bindery that changes the same files");
}

/// Says that the files are not as they were a moment ago.
fn finished() {
    terminal::say("an update that was interrupted is finished now");
}

/// The places that a configuration names, and that need not be below its folder.
fn places(config: &Config) -> Vec<PathBuf> {
    let out = config.out.as_deref().and_then(|out| match config.layout {
        Layout::File => out.parent(),
        Layout::Modules | Layout::Crate => Some(out),
    });
    let named = config.changelog.iter().chain(&config.report).cloned();
    out.map(Path::to_owned).into_iter().chain(named).collect()
}

/// Refuses to write over what was read.
fn keep_inputs(option: &str, path: &Path, inputs: &[PathBuf]) -> Result<(), Stop> {
    let full = path.canonicalize().ok();
    if full.is_some() && inputs.iter().any(|input| input.canonicalize().ok() == full) {
        return Err(Stop::Usage(format!("{option} would write over the input {}", path.display())));
    }
    Ok(())
}
