//! bindery turns API documentation into Rust bindings: HTML operation pages or OpenAPI documents in, request
//! types, response types and a client method for each operation out.
//!
//! ```
//! let folder = tempfile::tempdir()?;
//! let source = folder.path().join("pets.yaml");
//! let text = r#"
//! openapi: 3.0.3
//! info: { title: Pets, version: "1" }
//! paths:
//!   /pets/{id}:
//!     delete:
//!       operationId: deletePet
//!       responses: { "204": { description: It is gone. } }
//! "#;
//! std::fs::write(&source, text)?;
//!
//! let mut config = bindery::Config::default();
//! config.sources = vec![source];
//! let generated = bindery::generate(&config);
//! assert!(!generated.diagnostics.has_errors(), "{}", generated.diagnostics);
//! assert!(generated.files[0].text.contains("pub fn delete_pet(&self, request: &DeletePetRequest) -> Call<()>"));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! A build script calls [`Build`]. The README shows how either is used; the rest of this page is the map of the program.
//!
//! # Three models, four arrows
//!
//! ```text
//! page or document --read--> Document --lower--> Api --shape--> rust::Crate --render--> files --write--> disk
//! ```
//!
//! * [`Document`](document::Document): the description as its author wrote it, an untyped tree in the author's order, whose
//!   nodes know where they stand. One wrong type in a sloppy document never stops the reading of the rest.
//!   A page becomes one too, and nobody can tell afterwards.
//! * [`Api`](api::Api): what it means on the wire. No Rust names, no `$ref`, no keywords of OpenAPI.
//! * [`Crate`](rust::Crate): the Rust to print. Everything is decided; a template only has to print it.
//!
//! Each stage is a function: [`read`](read::read()), [`lower`](lower::lower()), [`shape`](shape::shape()),
//! [`render`](render::render()), [`write`](output::write()). [`generate`] calls the first four, and stops behind one that
//! found errors. What is wrong is collected in [`Diagnostics`] along the way, never thrown.
//!
//! # The rooms
//!
//! | where | what |
//! |---|---|
//! | `main.rs`, `cli/` | the command line: arguments in, calls of this library, text and an exit code out |
//! | `build_script.rs` | what a `build.rs` calls: [`Build`] |
//! | `pipeline.rs`, `inspect.rs` | the stages one after the other: [`generate`], [`scrape`], [`inspect`](fn@inspect) |
//! | [`config`] | what a user may choose, and `bindery.toml` |
//! | `fetch` | downloads the sources that have an address; the only room with a door to the network |
//! | [`lock`] | `bindery.lock`: what was fetched, and names that stay |
//! | [`diagnostics`] | every [`Problem`](diagnostics::Problem), its words, its place, its snippet |
//! | [`document`], [`api`], [`rust`] | the three models |
//! | [`read`] | files and folders; `json.rs` and `yaml.rs` for trees, `files/` for what they refer to, `swagger/` for version 2.0, `page/` for HTML, what stands where on it said by `page/profiles/`; `combine/` for what several sources say of one operation, overlays, patches and recorded answers |
//! | [`lower`] | schemas, parameters, bodies, responses, servers, security, webhooks; `variant.rs` decides how unions are told apart |
//! | [`shape`] | names, types, methods, doc comments, which items are needed and which file each stands in |
//! | [`render`] | templates, literals, layout of Rust |
//! | [`output`] | writes what changed, removes what is stale, or says what would change; `transaction.rs` changes many files together, `turn.rs` finishes what a killed run left |
//! | `diff/` | what changed between two [`Api`](api::Api)s, and what that does to Rust callers and on the wire: feature `diff` |
//! | [`report`] | the JSON of `--report` |
//! | `templates/` | one template an item; `support/` is plain Rust that is copied into the output |
//!
//! # What is not there
//!
//! * No stage imports another, no model imports a stage, and nothing changes a model that is done.
//! * Only `cli/` and `build_script.rs` print, and only `main.rs` exits. Only `read/`, `config/file.rs` (`bindery.toml`), `lock/`
//!   and `output/` touch the disk; only `fetch/` touches the network, and a build script has no `fetch/`.
//! * No HTML outside `read/page/`, no OpenAPI keyword outside `lower/` and `read/`, no made-up identifier or Rust type outside
//!   `shape/`, and no minijinja, syn or prettyplease outside `render/`.
//! * No decision in a template: fields, `for`, `if`, `join` and the filter `lit`. No text of a source outside a literal.
//! * No name that is computed in two places: `shape/names.rs` claims each one once.
//! * No input that is dropped without a word, and no order that depends on a hash map or on the disk.
//! * No dependency of generated code on this crate.
//! * No derive macro, and nothing in a build without default features that a build script does not need: compiling it is
//!   what every build of its users starts with.
//!
//! # To change X, touch Y
//!
//! | to change | touch |
//! |---|---|
//! | a keyword of schemas | `lower/schema.rs` and `lower/form.rs`; [`api`] if it is a new meaning; a snapshot |
//! | a media type | [`Format`](api::Format), `lower/content.rs`, `shape/methods.rs`, `templates/support/` |
//! | how members of a form are sent | [`Encoding`](api::Encoding), `lower/encoding.rs`, `lower/part.rs`, `shape/encodings.rs` |
//! | the Rust of a type | `shape/types.rs`, or the one template |
//! | what a template may say | a field in [`rust`], and where `shape/` makes it |
//! | a complaint | a variant in `diagnostics/problem/`, the call, a file in `tests/bad` |
//! | how a source is downloaded | `fetch/attempt.rs` for one request, `fetch/download.rs` for the next one, `fetch/follow.rs` for what a page points to; what can be said of it, `config/file_sources.rs` |
//! | a family of documentation pages | a profile in `read/page/profiles/` or of a user's own, nothing else |
//! | what a profile may say | `read/page/profile.rs`, `read/page/roles.rs`, and what asks for the role in `read/page/operation/` |
//! | a program that shows whole documents | `read/page/embedded/renderers/` |
//! | what counts as a disagreement of two sources | `read/combine/agree.rs` for schemas, `facts.rs` for all else |
//! | which lists have pages | the tables of `shape/paging/rules.rs` and `lists.rs`; `templates/support/paging.rs` follows them |
//! | naming | `shape/names.rs` and its table of nasty names |
//! | what a name is kept for | `shape/keep/`, [`Named`](rust::Named), [`lock`] |
//! | an option | `cli/args.rs`, [`Config`], `config/file.rs`, [`Build`], the README |
//! | what is the same in every client | `templates/support/`, which is tested as the plain Rust that it is |
//! | how calls are sent | `templates/support/{carrier,stack,send,queue,stream,download,items}.rs`, and the twins of these in `blocking/` |

pub mod api;
mod build_script;
pub mod config;
pub mod diagnostics;
#[cfg(feature = "diff")]
pub mod diff;
pub mod document;
mod error;
#[cfg(feature = "fetch")]
pub mod fetch;
mod generated;
mod inspect;
pub mod lock;
pub mod lower;
pub mod output;
mod parallel;
mod pipeline;
pub mod read;
pub mod render;
pub mod report;
pub mod rust;
pub mod shape;

pub use build_script::Build;
pub use config::Config;
pub use diagnostics::Diagnostics;
pub use error::Error;
pub use generated::{File, Generated, Model};
pub use inspect::inspect;
pub use pipeline::{explain, generate, scrape};
pub use report::Report;
