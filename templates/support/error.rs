//! Everything that can go wrong with a call.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use serde::de::DeserializeOwned;

use super::{Response, json};

/// What another library reports.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// What went wrong with a call.
///
/// ```text
/// match client.get_customers_customer(&request).await {
///     Ok(customer) => println!("{customer:?}"),
///     Err(error) if error.status() == Some(404) => println!("no such customer"),
///     Err(error) => return Err(error.into()),
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The client cannot be set up like this.
    Client {
        /// What is wrong.
        problem: String,
        /// What the HTTP library says about it.
        source: Option<Source>,
    },
    /// The request cannot be sent like this.
    Request {
        /// The operation's name.
        operation: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// The request did not arrive, or no whole answer came back.
    Transport {
        /// The operation's name.
        operation: &'static str,
        /// What the HTTP library says about it: a `reqwest::Error`, mostly.
        source: Source,
    },
    /// The answer has a status that stands for an error, or that is not documented.
    Status {
        /// The whole answer.
        response: Box<Response>,
    },
    /// The answer is not what the documentation says.
    Decode {
        /// The whole answer.
        response: Box<Response>,
        /// Where in the body, and what is wrong with it.
        error: json::Error,
    },
}

impl Error {
    /// The operation's name, as the documentation gives it; `None` if the client cannot be set up.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Client { .. } => None,
            Self::Request { operation, .. } | Self::Transport { operation, .. } => Some(operation),
            Self::Status { response } | Self::Decode { response, .. } => Some(response.operation()),
        }
    }

    /// The answer, if one came.
    pub fn response(&self) -> Option<&Response> {
        match self {
            Self::Status { response } | Self::Decode { response, .. } => Some(response),
            Self::Client { .. } | Self::Request { .. } | Self::Transport { .. } => None,
        }
    }

    /// The status of the answer, if one came: `404`.
    pub fn status(&self) -> Option<u16> {
        self.response().map(Response::status)
    }

    /// The headers of the answer, if one came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(Response::headers)
    }

    /// The body of the answer as it came, if one came.
    pub fn body(&self) -> Option<&Bytes> {
        self.response().map(Response::body)
    }

    /// The body of the answer as text; empty if none came.
    pub fn body_text(&self) -> String {
        self.body().map(|body| String::from_utf8_lossy(body).into_owned()).unwrap_or_default()
    }

    /// The body of the answer, read from JSON: `error.json::<StripeError>()`.
    ///
    /// # Errors
    ///
    /// When there is no answer, or its body is not JSON or has another shape.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.body().map_or(&[], |body| body))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client { problem, source: None } => write!(f, "the client cannot be set up: {problem}"),
            Self::Client { problem, source: Some(source) } => {
                write!(f, "the client cannot be set up: {problem}: {}", chain(&**source))
            }
            Self::Request { operation, problem } => write!(f, "{operation} cannot be sent: {problem}"),
            Self::Transport { operation, source } => {
                write!(f, "{operation} got no answer: {}", chain(&**source))
            }
            Self::Status { response } => {
                write!(f, "{} answered {}{}", response.operation(), response.status_text(), excerpt(response))
            }
            Self::Decode { response, error } => {
                let (operation, status) = (response.operation(), response.status_text());
                write!(f, "{operation} answered {status}, which cannot be read: {error}{}", excerpt(response))
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Client { source, .. } => source.as_deref().map(|source| source as _),
            Self::Transport { source, .. } => Some(&**source),
            Self::Decode { error, .. } => Some(error),
            Self::Request { .. } | Self::Status { .. } => None,
        }
    }
}

/// The start of the body, after a colon: `: {"error":…`; nothing if it is empty.
fn excerpt(response: &Response) -> String {
    match response.excerpt() {
        text if text.is_empty() => text,
        text => format!(": {text}"),
    }
}

/// An error and what led to it: an HTTP library's own text says little more than "error sending request".
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}
