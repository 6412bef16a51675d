//! What a user may choose.
//!
//! In: the command line, a build script or `bindery.toml`. Out: one [`Config`] for all stages, which do
//! not know where a choice was made.

mod combine;
#[cfg(feature = "config-file")]
mod file;
#[cfg(feature = "config-file")]
mod file_combine;
#[cfg(feature = "config-file")]
mod file_pagination;
#[cfg(feature = "config-file")]
mod file_sources;
#[cfg(feature = "config-file")]
mod file_types;
mod name;
mod names;
mod pagination;
mod pattern;
mod settings;
mod sources;
mod types;

use std::{
    collections::BTreeMap,
    path::{Component, Path, PathBuf},
    str::FromStr,
};

pub use combine::{Change, NamedFile, Patch, Samples};
pub use name::check_name;
pub use names::Rename;
pub use pagination::{NextPage, Pagination};
pub use pattern::Pattern;
pub(crate) use settings::setting_names;
#[cfg(feature = "fetch")]
pub(crate) use sources::file_name;
pub use sources::{Address, Remote, is_linked};
pub(crate) use types::known_formats;
pub use types::{Choice, Rust, Values};

use crate::lock::LockedName;

/// Everything that a user may choose; the defaults give a client for all of a source.
///
/// ```
/// let mut config = bindery::Config::default();
/// config.sources = vec!["specs/stripe/PostFileLinks.html".into()];
/// config.select = vec!["Post*".parse()?];
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Config {
    /// Pages, OpenAPI documents, folders of them; `-` is standard input. What has an address is here as its snapshot.
    pub sources: Vec<PathBuf>,
    /// The sources that have an address, which `bindery fetch` downloads.
    pub remote: Vec<Remote>,
    /// Files that are to be in their places soon, and where each stands until then; nothing for one that will be gone.
    pub staged: BTreeMap<PathBuf, Option<PathBuf>>,
    /// Sources that win where two say different things, files or folders; those that are not named come after them.
    pub prefer: Vec<NamedFile>,
    /// OpenAPI overlays, which change the sources before anything is made of them.
    pub overlays: Vec<NamedFile>,
    /// Changes to single places of the sources, behind the overlays.
    pub patches: Vec<Patch>,
    /// Recorded answers of operations whose answers nobody describes.
    pub samples: Vec<Samples>,
    /// Folders that the references of a document may lead to, besides its own.
    pub reference_dirs: Vec<PathBuf>,
    /// Profiles of the user's own, which say what stands where on pages; they come before the built-in ones.
    pub profiles: Vec<PathBuf>,
    /// Where the output goes: a file, or a folder. Standard output where none is given.
    pub out: Option<PathBuf>,
    /// How the output is cut into files.
    pub layout: Layout,
    /// How calls are sent; [`Client::Async`] where nothing is chosen.
    pub client: Option<Client>,
    /// The name of the module or crate; from the first source where none is given.
    pub name: Option<String>,
    /// Which operations are wanted; all where none is given.
    pub select: Vec<Pattern>,
    /// The base URL, in place of the one in the source.
    pub base_url: Option<String>,
    /// A folder whose templates replace the built-in ones of the same name.
    pub template_dir: Option<PathBuf>,
    /// Templates of the user's own, and what each is written to.
    pub extra_templates: Vec<ExtraTemplate>,
    /// Where the JSON report goes.
    pub report: Option<PathBuf>,
    /// How form bodies spell lists and objects; by the rule of [`FormStyle`] where none is given.
    pub form: Option<FormStyle>,
    /// Rust types of the user's own for the answers of operations: `PostFileLinks` -> `crate::FileLink`.
    pub responses: BTreeMap<String, String>,
    /// How operations answer lists by pages, where the source does not say it: `listPets` -> by `cursor`.
    pub pagination: BTreeMap<String, Pagination>,
    /// Derives for structs and unions beside `Clone` and `Debug`: `PartialEq`, `schemars::JsonSchema`.
    pub derives: Vec<String>,
    /// Whether every type can be made and sent as well as received, whatever the operations need.
    pub both_directions: bool,
    /// Rust types for some of the values, in the place of bindery's own.
    pub types: Vec<Choice>,
    /// Names of the user's own: `/components/schemas/pet` is `Animal`.
    pub names: Vec<Rename>,
    /// Names that stay, from the lock: where something stands -> what it is called. Whoever generates reads them afresh.
    pub locked: BTreeMap<String, LockedName>,
    /// Whether requests get a function that checks them against what the source says of their values.
    pub validate: bool,
    /// The file that `bindery update` writes an entry to where the documentation has changed.
    pub changelog: Option<PathBuf>,
    /// The `bindery.toml` that some of this was read from.
    pub file: Option<PathBuf>,
}

impl Config {
    /// The folder of the `bindery.toml`, or the current one, which is empty: the lock and the snapshots stand below it.
    ///
    /// ```
    /// let mut config = bindery::Config::default();
    /// config.file = Some("clients/bindery.toml".into());
    /// assert_eq!(config.folder(), std::path::Path::new("clients"));
    /// ```
    pub fn folder(&self) -> PathBuf {
        self.file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned()
    }

    /// The lock that goes with the `bindery.toml`: `bindery.lock` beside it.
    ///
    /// ```
    /// let mut config = bindery::Config::default();
    /// config.file = Some("clients/pets.toml".into());
    /// assert_eq!(config.lock_file(), std::path::Path::new("clients/pets.lock"));
    /// ```
    pub fn lock_file(&self) -> PathBuf {
        self.file.as_deref().unwrap_or(Path::new("bindery.toml")).with_extension("lock")
    }

    /// These choices, and those of `others` where these are silent.
    ///
    /// A layout that is chosen explicitly and is the default one cannot be told from silence: who
    /// knows that it was chosen sets it afterwards.
    ///
    /// ```
    /// let mut flags = bindery::Config::default();
    /// flags.name = Some("links".into());
    /// let mut file = bindery::Config::default();
    /// file.name = Some("stripe".into());
    /// file.out = Some("src/stripe.rs".into());
    /// let config = flags.or(file);
    /// assert_eq!((config.name.as_deref(), config.out), (Some("links"), Some("src/stripe.rs".into())));
    /// ```
    #[must_use]
    pub fn or(self, others: Config) -> Self {
        fn list<T>(own: Vec<T>, others: Vec<T>) -> Vec<T> {
            if own.is_empty() { others } else { own }
        }
        let mut responses = others.responses;
        responses.extend(self.responses);
        let mut pagination = others.pagination;
        pagination.extend(self.pagination);
        Config {
            // A source is fetched where it is read.
            remote: if self.sources.is_empty() { others.remote } else { self.remote },
            sources: list(self.sources, others.sources),
            staged: if self.staged.is_empty() { others.staged } else { self.staged },
            prefer: list(self.prefer, others.prefer),
            overlays: others.overlays.into_iter().chain(self.overlays).collect(),
            patches: others.patches.into_iter().chain(self.patches).collect(),
            samples: others.samples.into_iter().chain(self.samples).collect(),
            reference_dirs: list(self.reference_dirs, others.reference_dirs),
            profiles: list(self.profiles, others.profiles),
            out: self.out.or(others.out),
            layout: if self.layout == Layout::default() { others.layout } else { self.layout },
            client: self.client.or(others.client),
            name: self.name.or(others.name),
            select: list(self.select, others.select),
            base_url: self.base_url.or(others.base_url),
            template_dir: self.template_dir.or(others.template_dir),
            extra_templates: list(self.extra_templates, others.extra_templates),
            report: self.report.or(others.report),
            form: self.form.or(others.form),
            responses,
            pagination,
            derives: list(self.derives, others.derives),
            both_directions: self.both_directions || others.both_directions,
            types: self.types.into_iter().chain(others.types).collect(),
            names: self.names.into_iter().chain(others.names).collect(),
            locked: if self.locked.is_empty() { others.locked } else { self.locked },
            validate: self.validate || others.validate,
            changelog: self.changelog.or(others.changelog),
            file: self.file.or(others.file),
        }
    }
}

/// How the output is cut into files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// One file that needs nothing beside it, good for `include!`.
    #[default]
    File,
    /// A folder with a `mod.rs`.
    Modules,
    /// A folder with a `Cargo.toml` that builds as it is.
    Crate,
}

/// How calls are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Client {
    /// A call is a future: `client.list_pets(&request).await?`, over reqwest and tokio.
    #[default]
    Async,
    /// A call blocks until its answer is there: `client.list_pets(&request).send()?`, over ureq, without a runtime.
    Blocking,
}

/// How a form body spells a list or an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormStyle {
    /// `a[b]=c`, `a[0]=x`: the default where some property is an object or a map.
    Brackets,
    /// `a=x&a=y`: the default of a flat body.
    Repeat,
}

/// A template of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraTemplate {
    /// The template's file.
    pub template: PathBuf,
    /// What it is written to, below the output.
    pub output: PathBuf,
}

impl ExtraTemplate {
    /// A template, and what it is written to: a path below the output.
    ///
    /// ```
    /// use bindery::config::ExtraTemplate;
    ///
    /// assert!(ExtraTemplate::new("list.md", "docs/operations.md").is_ok());
    /// assert!(ExtraTemplate::new("list.md", "../operations.md").is_err());
    /// ```
    pub fn new(template: impl Into<PathBuf>, output: impl Into<PathBuf>) -> Result<Self, String> {
        let (template, output) = (template.into(), output.into());
        if template.as_os_str().is_empty() || !is_below(&output) {
            return Err(format!(
                "must name a template and a path below the output, found `{}={}`",
                template.display(),
                output.display()
            ));
        }
        Ok(ExtraTemplate { template, output })
    }
}

/// Reads `TEMPLATE=OUTPUT`.
impl FromStr for ExtraTemplate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // The output is the part that bindery's user names afresh: an `=` is rather part of the template's path.
        match text.rsplit_once('=') {
            Some((template, output)) => ExtraTemplate::new(template, output),
            None => Err(format!("must be TEMPLATE=OUTPUT, found `{text}`")),
        }
    }
}

/// Whether a text can stand in `#[derive(..)]`: `PartialEq`, `schemars::JsonSchema`.
///
/// ```
/// assert!(bindery::config::check_derive("schemars::JsonSchema").is_ok());
/// assert!(bindery::config::check_derive("Partial Eq").is_err());
/// ```
pub fn check_derive(path: &str) -> Result<(), String> {
    let is_name = |name: &str| {
        let mut letters = name.chars();
        letters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
            && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    match path.trim_start_matches("::").split("::").all(is_name) {
        true => Ok(()),
        false => Err(format!("must be the path of a derive, found `{path}`")),
    }
}

/// Whether a path, put behind a folder's, stays inside that folder.
pub(crate) fn is_below(path: &Path) -> bool {
    let has_name = path.components().any(|part| matches!(part, Component::Normal(_)));
    has_name && path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}
