//! From Rust that is decided to Rust that is written: `render(&Crate, ..) -> Vec<File>`.
//!
//! In: items, in files. Out: the text of the files. Each item is printed by its template, parsed and
//! formatted by itself, so that blank lines and comments between items survive. This is the only place
//! that names minijinja, syn and prettyplease.
//!
//! It decides nothing about an API.

mod context;
mod files;
#[cfg(feature = "format")]
mod format;
mod items;
mod literal;
mod support;
mod templates;

pub use files::render;
pub use templates::Templates;
