//! What does not vary with the API: ordinary Rust, the same in every generated client.
//!
//! When it is copied, `auth`, `base64`, `foreign`, `form`, `links`, `multipart`, `paging`, `pairs`, `parameters`, `pattern`,
//! `validate` and `zoned` come along only where the API needs them; the other modules do not know them.

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
pub mod foreign;
pub mod form;
mod forward;
pub mod json;
mod json_error;
mod links;
mod members;
pub mod multipart;
pub mod paging;
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
