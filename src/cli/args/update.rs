//! Arguments of the commands that follow the documentation: `fetch`, `update`, `names`.

use clap::{Args, Subcommand, ValueEnum};

use super::FileArgs;

#[derive(Args)]
pub(in crate::cli) struct FetchArgs {
    #[command(flatten)]
    pub(in crate::cli) file: FileArgs,
    /// Change nothing, and fail where anything would change
    #[arg(long)]
    pub(in crate::cli) locked: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}

#[derive(Args)]
pub(in crate::cli) struct UpdateArgs {
    #[command(flatten)]
    pub(in crate::cli) file: FileArgs,
    /// Treat warnings as errors
    #[arg(long)]
    pub(in crate::cli) strict: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}

#[derive(Args)]
pub(in crate::cli) struct NamesArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<NamesCommand>,
    #[command(flatten)]
    pub(in crate::cli) file: FileArgs,
    /// Only the names or places that look so: `Pet::*`, `/components/schemas/*`
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) filter: Option<String>,
    /// How they are listed
    #[arg(long, value_enum, default_value = "text")]
    pub(in crate::cli) format: ListingArg,
}

#[derive(Subcommand)]
pub(in crate::cli) enum NamesCommand {
    /// Write the present names into the lock: they stay from now on
    Pin {
        /// Only the names or places that look so
        glob: Option<String>,
    },
    /// Choose another name: write it into the `names` of the bindery.toml
    Rename {
        /// What it is called, such as Pet::tag or Client::list_pets, or where it stands
        old: String,
        /// What it shall be called
        new: String,
    },
    /// Forget the names of what is gone
    Prune,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListingArg {
    /// For people
    Text,
    /// For programs
    Json,
}
