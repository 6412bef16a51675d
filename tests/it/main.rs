//! All tests of the program in one binary: it links once.


mod config;
mod diagnostics;
mod find;
mod output;
