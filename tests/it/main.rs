//! The tests of bindery: one binary, one module for each part.

mod support;
