//! How answers are read: by status, into what the documentation says of it. Nothing here receives them.

use std::fmt;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{Error, Response, attempts::Arrival, carrier::Incoming, error::Undocumented, json};

/// Why there is no value of an answer.
#[derive(Debug)]
pub enum Unread {
    /// The documentation says nothing of its status.
    Undocumented,
    /// Its body is not what the documentation says.
    Body(json::Error),
}

impl From<json::Error> for Unread {
    fn from(error: json::Error) -> Self {
        Self::Body(error)
    }
}

/// A value of an answer, or why there is none.
pub type Read<T> = Result<T, Unread>;

/// JSON, as one of the API's types.
pub fn json<T: json::Decode>(response: &Response) -> Read<T> {
    Ok(response.json()?)
}

/// JSON, as a type of the user's own.
pub fn json_as<T: DeserializeOwned>(response: &Response) -> Read<T> {
    Ok(response.json_as()?)
}

/// Text.
pub fn text(response: &Response) -> Read<String> {
    Ok(response.text()?)
}

/// Bytes.
pub fn bytes(response: &Response) -> Read<Bytes> {
    Ok(response.body().clone())
}

/// Nothing. Should there be a body, it does not matter.
pub fn nothing(_: &Response) -> Read<()> {
    Ok(())
}

/// No value at all, of errors that are not described.
pub fn undocumented(_: &Response) -> Read<Undocumented> {
    Err(Unread::Undocumented)
}

/// What reads the answers of one operation: `T` where it succeeds, and `E` where it does not.
///
/// ```text
/// let (request, reading) = client.get_pet(&request).into_parts()?;
/// let pet = reading.read(carry(request))?;
/// ```
pub struct Reading<T, E> {
    operation: &'static str,
    success: Success<T>,
    failure: fn(&Response) -> Read<E>,
}

/// What reads an answer with a status of success.
pub(super) enum Success<T> {
    /// All of it is read before there is a value.
    Whole(fn(&Response) -> Read<T>),
    /// The value reads it while it comes in.
    Stream(fn(Arrival) -> T),
}

impl<T, E> Reading<T, E> {
    pub(super) fn new(
        operation: &'static str,
        success: Success<T>,
        failure: fn(&Response) -> Read<E>,
    ) -> Self {
        Self { operation, success, failure }
    }

    /// The same answers, and another value of those that succeed.
    pub(super) fn with<S>(self, success: Success<S>) -> Reading<S, E> {
        Reading { operation: self.operation, success, failure: self.failure }
    }

    /// The operation's name, as the documentation gives it.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The operation's name, and whether the body is read while it comes in.
    pub(super) fn how(&self) -> (&'static str, bool) {
        (self.operation, self.streams())
    }

    /// Whether the body is read while it comes in.
    fn streams(&self) -> bool {
        matches!(self.success, Success::Stream(_))
    }

    /// Reads an answer, from any HTTP library.
    ///
    /// # Errors
    ///
    /// When its status is none of success (RFC 9110, section 15.3), or the answer is not what the documentation says.
    pub fn read(&self, answer: http::Response<Bytes>) -> Result<T, Error<E>> {
        let incoming = self.streams().then(|| Incoming::from(answer.body().clone()));
        let response = Response::from_http(self.operation, answer);
        self.value(Arrival { response, incoming, max_bytes: usize::MAX })
    }

    /// The value of an answer. Where the body of one without success is not what the documentation says, its status
    /// still says most.
    pub(super) fn value(&self, arrival: Arrival) -> Result<T, Error<E>> {
        if !arrival.response.is_success() {
            let response = Box::new(arrival.response);
            return Err(match (self.failure)(&response) {
                Ok(error) => Error::Api { error: Box::new(error), response },
                Err(Unread::Body(_) | Unread::Undocumented) => Error::Status { response },
            });
        }
        let read = match &self.success {
            Success::Whole(read) => read(&arrival.response),
            Success::Stream(begin) => return Ok(begin(arrival)),
        };
        let response = Box::new(arrival.response);
        read.map_err(|unread| match unread {
            Unread::Body(error) => Error::Decode { response, error },
            Unread::Undocumented => Error::Status { response },
        })
    }
}

impl<T> Clone for Success<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Success<T> {}

impl<T, E> Clone for Reading<T, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, E> Copy for Reading<T, E> {}

impl<T, E> fmt::Debug for Reading<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("operation", &self.operation).finish_non_exhaustive()
    }
}
