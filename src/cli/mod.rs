//! The command line.
//!
//! In: arguments. Out: the library's answers, on standard output and standard error, and an exit code:
//! 0 done, 1 errors of the input or a stale output, 2 wrong usage. It decides nothing about what is generated.

mod args;
mod check;
mod diff;
mod generate;
mod inspect;
mod scrape;
mod terminal;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use bindery::output;
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
        Command::Scrape(args) => ("scrape", scrape::run(args)),
        Command::Inspect(args) => ("inspect", inspect::run(args)),
        Command::Diff(args) => ("diff", diff::run(args)),
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

/// Refuses to write over what was read.
fn keep_inputs(option: &str, path: &Path, inputs: &[PathBuf]) -> Result<(), Stop> {
    let full = path.canonicalize().ok();
    if full.is_some() && inputs.iter().any(|input| input.canonicalize().ok() == full) {
        return Err(Stop::Usage(format!("{option} would write over the input {}", path.display())));
    }
    Ok(())
}
