//! All tests of the program in one binary: it links once.

#[cfg(feature = "cli")]
mod cli;

mod build_script;
mod compile;
mod config;
mod diagnostics;
mod find;
mod generated;
mod hostile;
mod output;
mod rules;
mod support;
mod templates;
