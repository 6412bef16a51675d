//! What a build script calls.
//!
//! In: the choices of a [`Config`], as methods. Out: a file in Cargo's `OUT_DIR`, and lines for Cargo:
//! what to watch, and what was found. It works on local files only.

mod cargo;
mod combine;
mod compile;

use std::path::PathBuf;

use crate::{
    Config,
    config::{
        Choice, Client, ExtraTemplate, FormStyle, Layout, Pattern, Rename, Values, check_derive, check_name,
    },
};

/// Generates from a build script.
///
/// With this `build.rs`, `include!(concat!(env!("OUT_DIR"), "/post_file_links.rs"));` brings the client
/// into a module:
///
/// ```no_run
/// fn main() -> Result<(), bindery::Error> {
///     bindery::Build::new("specs/stripe/PostFileLinks.html").compile()
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is generated before `compile` is called"]
pub struct Build {
    config: Config,
    layout: Option<Layout>,
    out_dir: Option<PathBuf>,
    wrong: Vec<String>,
}

impl Build {
    /// Generates from a page, an OpenAPI document, or a folder of them; relative to the package.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml");
    /// # let _ = build;
    /// ```
    pub fn new(source: impl Into<PathBuf>) -> Self {
        let config = Config { sources: vec![source.into()], ..Config::default() };
        Build { config, layout: None, out_dir: None, wrong: Vec::new() }
    }

    /// Adds another source.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/GetFile.html").source("specs/PostFile.html");
    /// # let _ = build;
    /// ```
    pub fn source(mut self, source: impl Into<PathBuf>) -> Self {
        self.config.sources.push(source.into());
        self
    }

    /// Lets the references of a document lead to this folder too, and not only below its own.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/api/pets.yaml").reference_dir("specs/models");
    /// # let _ = build;
    /// ```
    pub fn reference_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.config.reference_dirs.push(folder.into());
        self
    }

    /// Reads pages by this profile too, a TOML file that says what stands where on them.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/CreateWidget.html").profile("profiles/acme.toml");
    /// # let _ = build;
    /// ```
    #[cfg(feature = "pages")]
    pub fn profile(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.profiles.push(file.into());
        self
    }

    /// Names the module, and so the file: `pets` gives `$OUT_DIR/pets.rs`.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/v2-final.yaml").name("pets");
    /// # let _ = build;
    /// ```
    pub fn name(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        if let Err(reason) = check_name(&name) {
            self.wrong.push(format!("`name` {reason}"));
        }
        self.config.name = Some(name);
        self
    }

    /// Wants these operations too, instead of all: an id, a glob over ids, `tag:NAME`, `path:/v1/*`.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").select("list*").select("tag:pets");
    /// # let _ = build;
    /// ```
    pub fn select(mut self, pattern: impl AsRef<str>) -> Self {
        match pattern.as_ref().parse::<Pattern>() {
            Ok(pattern) => self.config.select.push(pattern),
            Err(reason) => self.wrong.push(format!("`select` {reason}")),
        }
        self
    }

    /// Gives the base URL, in place of the one in the source.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").base_url("https://pets.example.com/v1");
    /// # let _ = build;
    /// ```
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.config.base_url = Some(url.into());
        self
    }

    /// Adds a derive to every struct and union, which have only `Clone`, `Debug` and, where it is possible, `Default`.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").derive("PartialEq");
    /// # let _ = build;
    /// ```
    pub fn derive(mut self, path: impl Into<String>) -> Self {
        let path = path.into();
        match check_derive(&path) {
            Ok(()) => self.config.derives.push(path),
            Err(reason) => self.wrong.push(format!("`derive` {reason}")),
        }
        self
    }

    /// Lets every type be made, sent and received, whatever the operations need.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").both_directions();
    /// # let _ = build;
    /// ```
    pub fn both_directions(mut self) -> Self {
        self.config.both_directions = true;
        self
    }

    /// Cuts the output into files: a [`Layout::Modules`] is the folder `$OUT_DIR/<name>`.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").layout(bindery::config::Layout::Modules);
    /// # let _ = build;
    /// ```
    pub fn layout(mut self, layout: Layout) -> Self {
        self.layout = Some(layout);
        self
    }

    /// Sends calls in this way: a [`Client::Blocking`] needs no runtime.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").client(bindery::config::Client::Blocking);
    /// # let _ = build;
    /// ```
    pub fn client(mut self, client: Client) -> Self {
        self.config.client = Some(client);
        self
    }

    /// Writes to this folder instead of Cargo's `OUT_DIR`.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").out_dir("src/generated");
    /// # let _ = build;
    /// ```
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Replaces built-in templates by those of the same name in this folder.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").template_dir("templates");
    /// # let _ = build;
    /// ```
    pub fn template_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.config.template_dir = Some(folder.into());
        self
    }

    /// Writes one more file, from a template of your own: a path below the folder of the output.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").extra_template("templates/list.md", "list.md");
    /// # let _ = build;
    /// ```
    pub fn extra_template(mut self, template: impl Into<PathBuf>, output: impl Into<PathBuf>) -> Self {
        match ExtraTemplate::new(template, output) {
            Ok(extra) => self.config.extra_templates.push(extra),
            Err(reason) => self.wrong.push(format!("`extra_template` {reason}")),
        }
        self
    }

    /// Takes what is not said here from a `bindery.toml`. Its `out` and `report` are left out: a build
    /// script writes to its own folder.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").config("bindery.toml");
    /// # let _ = build;
    /// ```
    #[cfg(feature = "config-file")]
    pub fn config(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.file = Some(file.into());
        self
    }

    /// Spells lists and objects in form bodies this way.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").form(bindery::config::FormStyle::Repeat);
    /// # let _ = build;
    /// ```
    pub fn form(mut self, style: FormStyle) -> Self {
        self.config.form = Some(style);
        self
    }

    /// Reads the answers of an operation as a type of your own.
    ///
    /// ```
    /// let build = bindery::Build::new("PostFileLinks.html").response("PostFileLinks", "crate::FileLink");
    /// # let _ = build;
    /// ```
    pub fn response(mut self, operation: impl Into<String>, path: impl Into<String>) -> Self {
        self.config.responses.insert(operation.into(), path.into());
        self
    }

    /// Says how an operation answers a list by pages, or that it does not.
    ///
    /// ```
    /// let build = bindery::Build::new("pets.yaml").pagination("listPets", bindery::config::Pagination::none());
    /// # let _ = build;
    /// ```
    pub fn pagination(mut self, operation: impl Into<String>, pages: crate::config::Pagination) -> Self {
        self.config.pagination.insert(operation.into(), pages);
        self
    }

    /// Gives requests a function `validate`, which checks them against what the source says of their values.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").validate();
    /// # let _ = build;
    /// ```
    pub fn validate(mut self) -> Self {
        self.config.validate = true;
        self
    }

    /// Takes a Rust type for strings and numbers of a format: by its path, or `jiff`, `chrono`, `time`, `uuid`,
    /// `rust_decimal` or `url` for the type of that crate that loses nothing.
    ///
    /// ```
    /// let _ = bindery::Build::new("specs/pets.yaml").type_of_format("date-time", "jiff");
    /// ```
    pub fn type_of_format(self, format: impl Into<String>, path: impl AsRef<str>) -> Self {
        self.choose("type_of_format", Values::Format(format.into()), path.as_ref())
    }

    /// Takes a type of your own for the values of a schema, by the schema's name.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").type_of_schema("money", "crate::Money");
    /// # let _ = build;
    /// ```
    pub fn type_of_schema(self, schema: impl Into<String>, path: impl AsRef<str>) -> Self {
        self.choose("type_of_schema", Values::Schema(schema.into()), path.as_ref())
    }

    /// Takes a Rust type for the schemas at a place: a JSON pointer, in which `*` is any step and `**` any steps.
    ///
    /// ```
    /// let build = bindery::Build::new("specs/pets.yaml").type_at("/**/properties/created", "jiff::Timestamp");
    /// # let _ = build;
    /// ```
    pub fn type_at(self, pointer: impl Into<String>, path: impl AsRef<str>) -> Self {
        self.choose("type_at", Values::At(pointer.into()), path.as_ref())
    }

    /// Gives a name of your own to what stands at a place that `bindery names` lists.
    ///
    /// ```
    /// let _ = bindery::Build::new("pets.yaml").rename("/components/schemas/pet", "Animal");
    /// ```
    pub fn rename(mut self, pointer: impl Into<String>, name: impl Into<String>) -> Self {
        self.config.names.push(Rename::new(pointer, name));
        self
    }

    fn choose(mut self, method: &str, values: Values, path: &str) -> Self {
        match Choice::new(values, path) {
            Ok(choice) => self.config.types.push(choice),
            Err(reason) => self.wrong.push(format!("`{method}` {reason}")),
        }
        self
    }
}
