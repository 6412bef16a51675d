//! bindery turns API documentation into Rust bindings.
//!
//! # The map
//!
//! Data flows one way, through three models:
//!
//! ```text
//! page or document --read--> Document --lower--> Api --shape--> rust::Crate --render--> files --write--> disk
//! ```

pub mod config;
pub mod diagnostics;
pub mod document;

pub use config::Config;
pub use diagnostics::Diagnostics;
