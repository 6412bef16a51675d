//! All tests of the program in one binary: it links once.

#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod cli_sources;

mod agreement;
mod bad;
mod blocking;
mod build_script;
mod choices;
mod clients;
mod combine;
mod compile;
mod config;
#[cfg(feature = "cli")]
mod determinism;
mod diagnostics;
mod diff;
mod embedded;
mod faults;
#[cfg(feature = "cli")]
mod fetch;
mod files;
mod find;
mod generated;
mod hostile;
mod limits;
mod names;
mod output;
#[cfg(feature = "cli")]
mod pages;
mod paging;
mod rules;
mod sample;
mod support;
mod swagger;
mod templates;
mod tidy;
mod wire;
mod yaml;
