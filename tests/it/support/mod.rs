//! What is copied into every generated client, tested as ordinary Rust.

#[allow(unreachable_pub, reason = "in a generated client, all of it can be reached")]
#[path = "../../../templates/support/mod.rs"]
mod copied;
mod generated;
mod json;
mod json_errors;
