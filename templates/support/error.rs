//! Everything that can go wrong with a call.
//!
//! [`Error<E>`](Error) knows what the documentation says of the errors of one operation. `?` turns it into the plain
//! [`Error`], which is the same for all operations, and keeps the answer as it came.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use serde::de::DeserializeOwned;

use super::{Failure, Fault, Response, json};

/// What another library reports.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// What went wrong with a call. `E` is what the documentation says of the operation's errors.
///
/// ```text
/// match answer {
///     Ok(customer) => println!("{customer:?}"),
///     Err(Error::Api { error, .. }) => println!("refused: {}", error.message),
///     Err(error) if error.status() == Some(404) => println!("no such customer"),
///     Err(error) => return Err(error.into()),
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = Undocumented> {
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
        /// What kind of failure it is.
        fault: Fault,
        /// What the HTTP library says about it: an error of its own, mostly.
        source: Source,
    },
    /// The answer has a status that stands for an error, and says what the documentation says.
    Api {
        /// What it says.
        error: Box<E>,
        /// The whole answer.
        response: Box<Response>,
    },
    /// The answer has a status that stands for an error, or that is not documented, and its body is not described.
    Status {
        /// The whole answer.
        response: Box<Response>,
    },
    /// The answer has a status of success, and is not what the documentation says.
    Decode {
        /// The whole answer.
        response: Box<Response>,
        /// Where in the body, and what is wrong with it.
        error: json::Error,
    },
}

impl Error {
    /// The same error, of an operation whose errors say something; none of that is in it.
    pub(super) fn typed<E>(self) -> Error<E> {
        match self {
            Self::Client { problem, source } => Error::Client { problem, source },
            Self::Request { operation, problem } => Error::Request { operation, problem },
            Self::Transport { operation, fault, source } => Error::Transport { operation, fault, source },
            Self::Api { error, response: _ } => match *error {},
            Self::Status { response } => Error::Status { response },
            Self::Decode { response, error } => Error::Decode { response, error },
        }
    }
}

/// The error that no whole answer came.
pub(super) fn lost(operation: &'static str, failure: Failure) -> Error {
    let Failure { fault, source } = failure;
    Error::Transport { operation, fault, source }
}

/// What is known of errors that the documentation does not describe: nothing, so that there is no value of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undocumented {}

/// A type of errors that the documentation describes. It lets `?` turn an `Error<E>` into an [`Error`].
pub trait Documented {}

impl<T: json::Decode> Documented for T {}

impl Documented for Bytes {}

impl<E: Documented> From<Error<E>> for Error {
    fn from(error: Error<E>) -> Self {
        error.untyped()
    }
}

impl<E> Error<E> {
    /// The same error for who does not care which operation it is of; [`Error::Api`] becomes [`Error::Status`].
    pub fn untyped(self) -> Error {
        match self {
            Self::Client { problem, source } => Error::Client { problem, source },
            Self::Request { operation, problem } => Error::Request { operation, problem },
            Self::Transport { operation, fault, source } => Error::Transport { operation, fault, source },
            Self::Api { error: _, response } | Self::Status { response } => Error::Status { response },
            Self::Decode { response, error } => Error::Decode { response, error },
        }
    }

    /// What the answer says, where it is an error that is documented.
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api { error, .. } => Some(error),
            Self::Client { .. } | Self::Request { .. } | Self::Transport { .. } => None,
            Self::Status { .. } | Self::Decode { .. } => None,
        }
    }

    /// Whether no whole answer came in time.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport { fault: Fault::Timeout, .. })
    }

    /// The operation's name, as the documentation gives it; `None` if the client cannot be set up.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Client { .. } => None,
            Self::Request { operation, .. } | Self::Transport { operation, .. } => Some(operation),
            Self::Api { response, .. } | Self::Status { response } | Self::Decode { response, .. } => {
                Some(response.operation())
            }
        }
    }

    /// The answer, if one came.
    pub fn response(&self) -> Option<&Response> {
        match self {
            Self::Api { response, .. } | Self::Status { response } | Self::Decode { response, .. } => {
                Some(response)
            }
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

    /// What the server calls this request, for who asks its people: the header `Request-Id` or a like one, if one came.
    pub fn request_id(&self) -> Option<&str> {
        self.response().and_then(Response::request_id)
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

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client { problem, source: None } => write!(f, "the client cannot be set up: {problem}"),
            Self::Client { problem, source: Some(source) } => {
                write!(f, "the client cannot be set up: {problem}: {}", chain(&**source))
            }
            Self::Request { operation, problem } => write!(f, "{operation} cannot be sent: {problem}"),
            Self::Transport { operation, source, .. } => {
                write!(f, "{operation} got no answer: {}", chain(&**source))
            }
            Self::Api { response, .. } | Self::Status { response } => {
                write!(f, "{} answered {}{}", response.operation(), response.status_text(), excerpt(response))
            }
            Self::Decode { response, error } => {
                let (operation, status) = (response.operation(), response.status_text());
                // What is no JSON at all may be said to be none.
                let other = if error.path().is_empty() { response.other_media_type() } else { String::new() };
                write!(
                    f,
                    "{operation} answered {status}, which cannot be read: {error}{other}{}",
                    excerpt(response)
                )
            }
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Client { source, .. } => source.as_deref().map(|source| source as _),
            Self::Transport { source, .. } => Some(&**source),
            Self::Decode { error, .. } => Some(error),
            Self::Request { .. } | Self::Api { .. } | Self::Status { .. } => None,
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
