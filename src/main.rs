//! The command: parses arguments, calls the library, prints, and chooses the exit code.

mod cli;

/// Trees and texts are made of many small pieces: the system's allocator takes twice the time for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
