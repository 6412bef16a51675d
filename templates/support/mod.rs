//! What does not vary with the API: ordinary Rust, the same in every generated client.
//!
//! When it is copied, `auth`, `base64`, `event_stream`, `foreign`, `form`, `frames`, `json_seq`, `multipart`, `pairs`,
//! `parameters`, `pattern`, `validate` and `zoned` come along only where the API needs them; the other modules do not
//! know them.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "an API does not need everything that APIs can need"
)]

mod any;
mod auth;
pub mod base64;
mod builder;
mod call;
mod choice;
pub mod client;
mod credential;
mod error;
mod event_stream;
pub mod foreign;
pub mod form;
mod forward;
pub mod frames;
pub mod json;
mod json_error;
mod json_seq;
mod members;
pub mod multipart;
mod pairs;
pub mod parameters;
pub mod pattern;
mod reader;
mod request;
mod response;
mod scan;
mod skip;
pub mod validate;
mod values;
mod writer;
pub mod zoned;

pub use self::{
    builder::ClientBuilder,
    call::Call,
    client::Client,
    credential::{Credential, Requirements},
    error::{Error, Source},
    request::{Request, method},
    response::Response,
};
