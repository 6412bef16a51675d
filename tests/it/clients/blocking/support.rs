//! What does not vary with the API: ordinary Rust, the same in every generated client.
//!
//! Some modules come along only where the API needs them; the others do not know them.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "an API does not need everything that APIs can need"
)]

#[path = "../../../../templates/support/any.rs"]
mod any;
#[path = "../../../../templates/support/attempts.rs"]
mod attempts;
#[path = "../../../../templates/support/auth.rs"]
mod auth;
#[path = "../../../../templates/support/base64.rs"]
pub mod base64;
#[path = "../../../../templates/support/body.rs"]
mod body;
#[path = "../../../../templates/support/builder.rs"]
mod builder;
#[path = "../../../../templates/support/call.rs"]
mod call;
#[path = "../../../../templates/support/blocking/carrier.rs"]
pub mod carrier;
#[path = "../../../../templates/support/choice.rs"]
mod choice;
#[path = "../../../../templates/support/client.rs"]
pub mod client;
#[path = "../../../../templates/support/clock.rs"]
mod clock;
#[path = "../../../../templates/support/credential.rs"]
mod credential;
#[path = "../../../../templates/support/blocking/download.rs"]
pub mod download;
#[path = "../../../../templates/support/error.rs"]
mod error;
#[path = "../../../../templates/support/event_stream.rs"]
mod event_stream;
#[path = "../../../../templates/support/fault.rs"]
mod fault;
#[path = "../../../../templates/support/files.rs"]
mod files;
#[path = "../../../../templates/support/foreign.rs"]
pub mod foreign;
#[path = "../../../../templates/support/form.rs"]
pub mod form;
#[path = "../../../../templates/support/forward.rs"]
mod forward;
#[path = "../../../../templates/support/frames.rs"]
pub mod frames;
#[path = "../../../../templates/support/headers.rs"]
pub mod headers;
#[path = "../../../../templates/support/hooks.rs"]
pub mod hooks;
#[path = "../../../../templates/support/blocking/items.rs"]
pub mod items;
#[path = "../../../../templates/support/json.rs"]
pub mod json;
#[path = "../../../../templates/support/json_error.rs"]
mod json_error;
#[path = "../../../../templates/support/json_seq.rs"]
mod json_seq;
#[path = "../../../../templates/support/links.rs"]
mod links;
#[path = "../../../../templates/support/members.rs"]
mod members;
#[path = "../../../../templates/support/multipart.rs"]
pub mod multipart;
#[path = "../../../../templates/support/pages.rs"]
mod pages;
#[path = "../../../../templates/support/paging.rs"]
pub mod paging;
#[path = "../../../../templates/support/pairs.rs"]
mod pairs;
#[path = "../../../../templates/support/parameters.rs"]
pub mod parameters;
#[path = "../../../../templates/support/pattern.rs"]
pub mod pattern;
#[path = "../../../../templates/support/blocking/queue.rs"]
mod queue;
#[path = "../../../../templates/support/random.rs"]
mod random;
#[path = "../../../../templates/support/read.rs"]
pub mod read;
#[path = "../../../../templates/support/reader.rs"]
mod reader;
#[cfg(not(target_arch = "wasm32"))]
#[path = "../../../../templates/support/redirect.rs"]
mod redirect;
#[path = "../../../../templates/support/request.rs"]
mod request;
#[path = "../../../../templates/support/response.rs"]
mod response;
#[path = "../../../../templates/support/retry.rs"]
mod retry;
#[path = "../../../../templates/support/scan.rs"]
mod scan;
#[path = "../../../../templates/support/blocking/send.rs"]
mod send;
#[path = "../../../../templates/support/skip.rs"]
mod skip;
#[path = "../../../../templates/support/blocking/stack.rs"]
mod stack;
#[path = "../../../../templates/support/blocking/stream.rs"]
pub mod stream;
#[path = "../../../../templates/support/token.rs"]
pub mod token;
#[path = "../../../../templates/support/validate.rs"]
pub mod validate;
#[path = "../../../../templates/support/values.rs"]
mod values;
#[path = "../../../../templates/support/writer.rs"]
mod writer;
#[path = "../../../../templates/support/zoned.rs"]
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
