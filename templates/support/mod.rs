//! What does not vary with the API: ordinary Rust, the same in every generated client.
//!
//! Some modules come along only where the API needs them; the others do not know them.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "an API does not need everything that APIs can need"
)]

mod any;
mod attempts;
mod auth;
pub mod base64;
mod body;
mod builder;
mod call;
pub mod carrier;
mod choice;
pub mod client;
mod clock;
mod credential;
pub mod download;
mod error;
mod event_stream;
mod fault;
mod files;
pub mod foreign;
pub mod form;
mod forward;
pub mod frames;
pub mod headers;
pub mod hooks;
pub mod items;
pub mod json;
mod json_error;
mod json_seq;
mod links;
mod members;
pub mod multipart;
mod pages;
pub mod paging;
mod pairs;
pub mod parameters;
pub mod pattern;
mod queue;
mod random;
pub mod read;
mod reader;
#[cfg(not(target_arch = "wasm32"))]
mod redirect;
mod request;
mod response;
mod retry;
mod scan;
mod send;
mod skip;
mod stack;
pub mod stream;
pub mod token;
pub mod upload;
pub mod validate;
mod values;
mod writer;
pub mod zoned;

pub use self::{
    attempts::Arrival,
    body::{Body, Stream},
    builder::ClientBuilder,
    client::Client,
    credential::{Credential, Grant, Requirements},
    error::{Documented, Error, Source, Undocumented},
    fault::{Failure, Fault},
    read::{Read, Unread},
    request::{Request, method},
    response::Response,
    retry::Retry,
    send::Call,
};
