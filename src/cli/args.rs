//! What may be written on the command line, and what it says about itself.

mod diff;
mod update;

use std::path::{Path, PathBuf};

use bindery::{
    Config, Diagnostics, Model,
    config::{Client, ExtraTemplate, Layout, NamedFile, Pattern, check_derive, check_name},
};
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum, error::ErrorKind};

pub(super) use self::{
    diff::{DiffArgs, FormatArg},
    update::{FetchArgs, ListingArg, NamesArgs, NamesCommand, UpdateArgs},
};

/// The configuration that is used where none is named.
const DEFAULT_CONFIG: &str = "bindery.toml";

const GENERATE_EXAMPLES: &str = "\
Examples:
  bindery generate specs/stripe/PostFileLinks.html --out src/stripe.rs
  bindery generate openapi.yaml --layout modules --out src/pets --select 'list*' --select tag:pets
  curl -s https://example.com/openapi.json | bindery generate - --name pets --out src/pets.rs";

const SCRAPE_EXAMPLES: &str = "\
Examples:
  bindery scrape pages/*.html --out openapi.json
  bindery scrape --profile profiles/acme.toml --explain pages/CreateWidget.html";

const DIFF_EXAMPLES: &str = "\
Examples:
  bindery diff old.yaml new.yaml
  bindery diff HEAD~1                                    the sources of bindery.toml, then and now
  bindery diff v1 v2 --format markdown                   the same at two revisions
  bindery diff HEAD~1:specs/a.yaml specs/a.yaml --deny breaking

Exit codes: 0 compared, 1 errors in the input or a denied change, 2 wrong usage.";

const EXAMPLES: &str = "\
Examples:
  bindery generate specs/stripe/PostFileLinks.html --out src/stripe.rs
  bindery generate openapi.yaml --layout crate --out clients/pets --select 'tag:pets'
  bindery check openapi.yaml --out src/pets.rs
  bindery scrape pages/*.html --out openapi.json
  bindery inspect openapi.yaml --model api --only getPet
  bindery fetch
  bindery update
  bindery names --filter 'Client::*'
  bindery check --online
  bindery diff old.yaml new.yaml --deny breaking

Exit codes: 0 done, 1 errors in the input or a stale output, 2 wrong usage.";

/// Turns API documentation, HTML pages or OpenAPI documents, into typed Rust clients.
#[derive(Parser)]
#[command(name = "bindery", version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Write a client: request types, response types and a method for each operation
    #[command(after_help = GENERATE_EXAMPLES)]
    Generate(GenerateArgs),
    /// Say whether the output is what `generate` would write, and the lock in step; exit with 1 and a diff if not
    Check(CheckArgs),
    /// Download the sources of a bindery.toml that have an address, all of them or none
    Fetch(FetchArgs),
    /// Fetch, generate, and write an entry to the changelog, all together or nothing
    Update(UpdateArgs),
    /// List what everything is called; keep names, or choose others
    #[command(args_conflicts_with_subcommands = true)]
    Names(NamesArgs),
    /// Write one OpenAPI 3.0 document from operation pages
    #[command(after_help = SCRAPE_EXAMPLES)]
    Scrape(ScrapeArgs),
    /// Show what would be generated, and the models behind it
    Inspect(InspectArgs),
    /// Say what changed between two descriptions, for Rust callers and on the wire
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArgs),
}

#[derive(Args)]
pub(super) struct GenerateArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Where the output goes: a file, or a folder for the layouts `modules` and `crate`. The layout
    /// `file` goes to standard output without it
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// How the output is cut into files [default: file]
    #[arg(long, value_enum)]
    layout: Option<LayoutArg>,
    /// How calls are sent [default: async]
    #[arg(long, value_enum)]
    client: Option<ClientArg>,
    /// The name of the module or crate [default: from the first source]
    #[arg(long, value_parser = parse_name)]
    name: Option<String>,
    /// Only these operations: an id, a glob over ids, tag:NAME or path:/v1/*; may be repeated
    #[arg(long, value_name = "PATTERN")]
    select: Vec<Pattern>,
    /// The base URL, in place of the one in the source
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// One more derive for structs and unions, such as PartialEq; may be repeated
    #[arg(long = "derive", value_name = "PATH", value_parser = parse_derive)]
    derives: Vec<String>,
    /// Let every type be made, sent and received, whatever the operations need
    #[arg(long)]
    both_directions: bool,
    /// A folder whose templates replace the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    template_dir: Option<PathBuf>,
    /// A template of your own and what it is written to, below the output; may be repeated
    #[arg(long = "extra-template", value_name = "TEMPLATE=OUTPUT")]
    extra_templates: Vec<ExtraTemplate>,
    /// Give requests a function `validate` that checks them against what the source says of their values
    #[arg(long)]
    validate: bool,
    /// Write what was done, and what was found, as JSON; `-` is standard output
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) generate: GenerateArgs,
    /// Ask each address too, whether it still says what its snapshot says
    #[arg(long)]
    pub(super) online: bool,
}

#[derive(Args)]
pub(super) struct FileArgs {
    /// The file that says what the sources are
    #[arg(long = "config", value_name = "FILE", default_value = DEFAULT_CONFIG, global = true)]
    file: PathBuf,
}

#[derive(Args)]
struct InputArgs {
    /// Pages, OpenAPI documents, folders of them; `-` is standard input
    #[arg(value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// A folder that the references of a document may lead to, besides its own; may be repeated
    #[arg(long = "reference-dir", value_name = "DIR")]
    reference_dirs: Vec<PathBuf>,
    /// A TOML file that says what stands where on a family of pages; may be repeated
    #[arg(long = "profile", value_name = "FILE")]
    profiles: Vec<PathBuf>,
    /// An OpenAPI overlay to lay over the sources, behind those of the configuration; may be repeated
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// Settings that the command line leaves open [default: bindery.toml, if there is one and no SOURCE is named]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct ScrapeArgs {
    /// Operation pages, folders of them; `-` is standard input
    #[arg(value_name = "PAGE", required = true)]
    pub(super) pages: Vec<PathBuf>,
    /// A TOML file that says what stands where on a family of pages; may be repeated
    #[arg(long = "profile", value_name = "FILE")]
    pub(super) profiles: Vec<PathBuf>,
    /// Print what is read of each page instead: place, role, selector and text of every part
    #[arg(long, conflicts_with = "out")]
    pub(super) explain: bool,
    /// Where the document goes, instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct InspectArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Which model to show
    #[arg(long, value_enum, default_value = "rust")]
    model: ModelArg,
    /// Only the operation or type of this name
    #[arg(long, value_name = "NAME")]
    pub(super) only: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum LayoutArg {
    /// One file that needs nothing beside it
    File,
    /// A folder with a mod.rs
    Modules,
    /// A folder with a Cargo.toml that builds as it is
    Crate,
}

#[derive(Clone, Copy, ValueEnum)]
enum ClientArg {
    /// A call is awaited: `.await`, over reqwest
    Async,
    /// A call blocks: `.send()`, over ureq
    Blocking,
}

#[derive(Clone, Copy, ValueEnum)]
enum ModelArg {
    /// The description as its author wrote it
    Document,
    /// What it means on the wire
    Api,
    /// The Rust to print
    Rust,
}

impl GenerateArgs {
    /// The choices of the command line over those of the configuration.
    pub(super) fn config(&self, found: &mut Diagnostics) -> Config {
        let mut flags = Config::default();
        flags.out.clone_from(&self.out);
        flags.client = self.client.map(|client| match client {
            ClientArg::Async => Client::Async,
            ClientArg::Blocking => Client::Blocking,
        });
        flags.name.clone_from(&self.name);
        flags.select.clone_from(&self.select);
        flags.base_url.clone_from(&self.base_url);
        flags.derives.clone_from(&self.derives);
        flags.both_directions = self.both_directions;
        flags.template_dir.clone_from(&self.template_dir);
        flags.extra_templates.clone_from(&self.extra_templates);
        flags.report.clone_from(&self.report);
        flags.validate = self.validate;
        let mut config = self.input.config(flags, found);
        config.layout = match self.layout {
            Some(LayoutArg::File) => Layout::File,
            Some(LayoutArg::Modules) => Layout::Modules,
            Some(LayoutArg::Crate) => Layout::Crate,
            None => config.layout,
        };
        config
    }
}

impl GenerateArgs {
    /// Whether the lock is about what these arguments ask for: all that the configuration names, and nothing else.
    pub(super) fn is_locked(&self) -> bool {
        self.input.sources.is_empty()
            && self.select.is_empty()
            && !self.both_directions
            && self.layout.is_none()
    }
}

impl CheckArgs {
    /// Whether the sources are those of the configuration, which the lock is about.
    pub(super) fn is_locked(&self) -> bool {
        self.generate.input.sources.is_empty()
    }
}

impl FileArgs {
    /// The choices of the configuration.
    pub(super) fn config(&self, found: &mut Diagnostics) -> Config {
        Config::read(&self.file, found)
    }

    /// The file itself.
    pub(super) fn path(&self) -> &Path {
        &self.file
    }
}

impl InspectArgs {
    /// The choices of the command line over those of the configuration.
    pub(super) fn config(&self, found: &mut Diagnostics) -> Config {
        self.input.config(Config::default(), found)
    }

    pub(super) fn model(&self) -> Model {
        match self.model {
            ModelArg::Document => Model::Document,
            ModelArg::Api => Model::Api,
            ModelArg::Rust => Model::Rust,
        }
    }
}

impl InputArgs {
    fn config(&self, mut flags: Config, found: &mut Diagnostics) -> Config {
        flags.sources.clone_from(&self.sources);
        flags.reference_dirs.clone_from(&self.reference_dirs);
        flags.profiles.clone_from(&self.profiles);
        flags.overlays = self.overlays.iter().map(NamedFile::new).collect();
        let default = Path::new(DEFAULT_CONFIG);
        match &self.config {
            Some(named) => flags.or(Config::read(named, found)),
            // What the file says is meant for its own sources: another one is not to be written over their output.
            None if self.sources.is_empty() && default.is_file() => flags.or(Config::read(default, found)),
            None => flags,
        }
    }
}

fn parse_name(name: &str) -> Result<String, String> {
    check_name(name).map(|()| name.to_owned())
}

fn parse_derive(path: &str) -> Result<String, String> {
    check_derive(path).map(|()| path.to_owned())
}

/// The error of a command whose arguments do not go together, in clap's own form.
pub(super) fn usage_error(command: &str, reason: &str) -> clap::Error {
    let mut cli = Cli::command();
    // Usage lines name the whole command only after this.
    cli.build();
    match cli.find_subcommand_mut(command) {
        Some(command) => command.error(ErrorKind::ArgumentConflict, reason),
        None => cli.error(ErrorKind::ArgumentConflict, reason),
    }
}
