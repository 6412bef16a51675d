//! bindery turns API documentation into Rust bindings.
//!
//! # The map
//!
//! Data flows one way, through three models:
//!
//! ```text
//! page or document --read--> Document --lower--> Api --shape--> rust::Crate --render--> files --write--> disk
//! ```

mod build_script;
pub mod config;
pub mod diagnostics;
pub mod document;
mod error;
mod generated;
pub mod output;
mod pipeline_stub;
pub mod report;

pub use build_script::Build;
pub use config::Config;
pub use diagnostics::Diagnostics;
pub use error::Error;
pub use generated::{File, Generated, Model};
pub use pipeline_stub::{generate, inspect, scrape};
pub use report::Report;
