//! An answer, whole. Nothing here receives it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::{Error, json, json_error::shorten};

/// How much of a body is shown, in characters.
const EXCERPT: usize = 200;

/// The answer to one operation.
///
/// Each way to read it gives [`Error::Status`] where its status is none of success:
///
/// ```text
/// let link: FileLink = response.json()?;
/// ```
#[derive(Clone)]
pub struct Response {
    operation: &'static str,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Response {
    /// The answer to an operation, from any HTTP library: `Response::from_http("GetCustomer", answer)`.
    pub fn from_http(operation: &'static str, answer: http::Response<Bytes>) -> Self {
        let (parts, body) = answer.into_parts();
        Self { operation, status: parts.status, headers: parts.headers, body }
    }

    /// The operation's name, as the documentation gives it.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The status: `200`.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The status in words: `404 Not Found`.
    pub fn status_text(&self) -> String {
        self.status.to_string()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// This answer, where its status is one of success (RFC 9110, section 15.3).
    ///
    /// # Errors
    ///
    /// When the status is another.
    pub fn success(self) -> Result<Self, Error> {
        if self.status.is_success() { Ok(self) } else { Err(self.into_error()) }
    }

    /// The body as one of the API's types.
    ///
    /// # Errors
    ///
    /// When the status is no success, or the body is not JSON, or has another shape.
    pub fn json<T: json::Decode>(self) -> Result<T, Error> {
        let this = self.success()?;
        let value = this.utf8().and_then(json::from_str);
        value.map_err(|error| this.into_decode_error(error))
    }

    /// The body as a type of the user's own.
    ///
    /// # Errors
    ///
    /// When the status is no success, or the body is not JSON, or has another shape.
    pub fn json_as<T: DeserializeOwned>(self) -> Result<T, Error> {
        let this = self.success()?;
        let value = this.utf8().and_then(|text| {
            serde_json::from_str(text)
                .map_err(|error| foreign_error(text, &error, std::any::type_name::<T>()))
        });
        value.map_err(|error| this.into_decode_error(error))
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// When the status is no success, or the body is not UTF-8.
    pub fn text(self) -> Result<String, Error> {
        let this = self.success()?;
        let text = this.utf8().map(str::to_owned);
        text.map_err(|error| this.into_decode_error(error))
    }

    /// The body as it came, for operations that answer files.
    ///
    /// # Errors
    ///
    /// When the status is no success.
    pub fn bytes(self) -> Result<Bytes, Error> {
        Ok(self.success()?.body)
    }

    /// Nothing, for operations whose answer has no content. Should there be a body, it does not matter.
    ///
    /// # Errors
    ///
    /// When the status is no success.
    pub fn empty(self) -> Result<(), Error> {
        self.success().map(drop)
    }

    /// The error that this answer is.
    pub fn into_error(self) -> Error {
        Error::Status { response: Box::new(self) }
    }

    /// The error that this answer cannot be read.
    pub fn into_decode_error(self, error: json::Error) -> Error {
        Error::Decode { response: Box::new(self), error }
    }

    /// The start of the body, for people.
    pub(super) fn excerpt(&self) -> String {
        // Four bytes are the longest character, so that no more than this has to be looked at.
        let start = &self.body[..self.body.len().min(4 * (EXCERPT + 1))];
        shorten(String::from_utf8_lossy(start).trim(), EXCERPT)
    }

    /// The body as text, without the byte order mark that some servers put before JSON.
    fn utf8(&self) -> Result<&str, json::Error> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
            Err(error) => {
                let found = format!("a byte at offset {} that is not", error.valid_up_to());
                Err(json::Error::new("", "text in UTF-8", found))
            }
        }
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &self.excerpt())
            .finish()
    }
}

/// What serde_json complains about, in our words. It knows a line and column, which lead to the path.
fn foreign_error(text: &str, error: &serde_json::Error, type_name: &str) -> json::Error {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let path = json::Error::path_at(text, (before + error.column()).saturating_sub(1));
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    match message.split_once(", expected ") {
        Some((found, expected)) => json::Error::new(path, expected, found),
        None => json::Error::new(path, format!("a value for `{type_name}`"), message),
    }
}
