//! bindery turns API documentation into Rust bindings.
//!
//! # The map
//!
//! Data flows one way, through three models:
//!
//! ```text
//! page or document --read--> Document --lower--> Api --shape--> rust::Crate --render--> files --write--> disk
//! ```

pub mod api;
mod build_script;
pub mod config;
pub mod diagnostics;
pub mod document;
mod error;
mod generated;
mod inspect;
pub mod lower;
pub mod output;
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
pub use pipeline::{generate, scrape};
pub use report::Report;
