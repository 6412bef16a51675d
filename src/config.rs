//! What a user may choose.

use std::{collections::BTreeMap, path::PathBuf};

/// Everything that a user may choose; the defaults give a client for all of a source.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Config {
    /// Pages, OpenAPI documents, folders of them; `-` is standard input.
    pub sources: Vec<PathBuf>,
    /// Where the output goes: a file, or a folder. Standard output where none is given.
    pub out: Option<PathBuf>,
    /// How the output is cut into files.
    pub layout: Layout,
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

/// How a form body spells a list or an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormStyle {
    /// `a[b]=c`, `a[0]=x`: the default where some property is an object or a map.
    Brackets,
    /// `a=x&a=y`: the default of a flat body.
    Repeat,
}

/// One choice of operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// An operation id, or a glob over ids: `PostFileLinks`, `Post*`.
    Id(String),
    /// `tag:NAME`.
    Tag(String),
    /// `path:/v1/*`.
    Path(String),
}

/// A template of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraTemplate {
    /// The template's file.
    pub template: PathBuf,
    /// What it is written to, below the output.
    pub output: PathBuf,
}
