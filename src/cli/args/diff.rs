//! Arguments of `bindery diff`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::DEFAULT_CONFIG;

#[derive(Args)]
pub(in crate::cli) struct DiffArgs {
    /// The old and the new description: a document, a page, a folder of them, `-`, REVISION:PATH, or a revision of git
    /// at which the sources of bindery.toml are read. A revision alone is compared with the sources as they are
    #[arg(value_name = "OLD NEW", required = true, num_args = 1..=2)]
    pub(in crate::cli) inputs: Vec<String>,
    /// How the changes are written
    #[arg(long, value_enum, default_value = "text")]
    pub(in crate::cli) format: FormatArg,
    /// Where they go, instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Exit with 1 where there are such changes
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(in crate::cli) deny: Option<DenyArg>,
    /// A folder that the references of documents named by their paths may lead to; may be repeated
    #[arg(long = "reference-dir", value_name = "DIR")]
    pub(in crate::cli) reference_dirs: Vec<PathBuf>,
    /// The settings that name the sources of a revision [default: bindery.toml]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(in crate::cli) enum FormatArg {
    /// For a terminal
    Text,
    /// For a changelog or a pull request
    Markdown,
    /// For other programs
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
pub(in crate::cli) enum DenyArg {
    /// What is a major change, for Rust callers or on the wire
    Breaking,
}
impl DiffArgs {
    /// The file that names the sources of a revision.
    pub(in crate::cli) fn settings(&self) -> &Path {
        self.config.as_deref().unwrap_or(Path::new(DEFAULT_CONFIG))
    }
}
