//! The command: parses arguments, calls the library, prints, and chooses the exit code.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
