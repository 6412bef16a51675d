//! An answer, whole. Nothing here receives it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use serde::de::DeserializeOwned;

use super::{json, json_error::shorten};

/// How much of a body is shown, in characters.
const EXCERPT: usize = 200;

/// The answer to one operation.
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

    /// Whether its status is one of success (RFC 9110, section 15.3).
    pub fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// A header, if it came and is text: `response.header("Location")`.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// What the server calls this request, if it says so: the header `Request-Id`, or one that is meant like it.
    pub fn request_id(&self) -> Option<&str> {
        const NAMES: [&str; 6] = [
            "request-id",
            "x-request-id",
            "x-amzn-requestid",
            "x-amz-request-id",
            "x-correlation-id",
            "x-ms-request-id",
        ];
        NAMES.into_iter().find_map(|name| self.header(name))
    }

    /// Whether its body is of this media type, as far as it says so: `response.is("text/csv")`.
    pub fn is(&self, media_type: &str) -> bool {
        self.media_type().is_some_and(|own| own.eq_ignore_ascii_case(media_type))
    }

    /// The body as one of the API's types.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or has another shape.
    pub fn json<T: json::Decode>(&self) -> Result<T, json::Error> {
        self.utf8().and_then(json::from_str)
    }

    /// The body as a type of the user's own.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or has another shape.
    pub fn json_as<T: DeserializeOwned>(&self) -> Result<T, json::Error> {
        let text = self.utf8()?;
        serde_json::from_str(text).map_err(|error| foreign_error(text, &error, std::any::type_name::<T>()))
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// When it is not UTF-8.
    pub fn text(&self) -> Result<String, json::Error> {
        self.utf8().map(str::to_owned)
    }

    /// The media type of the body without its parameters: `application/json`.
    pub(super) fn media_type(&self) -> Option<&str> {
        self.header(CONTENT_TYPE.as_str())?.split(';').next().map(str::trim)
    }

    /// A remark on the media type of a body that should be JSON and is said to be something else; empty where it is not.
    pub(super) fn other_media_type(&self) -> String {
        match self.media_type() {
            Some(media_type) if !media_type.to_ascii_lowercase().contains("json") => {
                format!(" (its content-type is {media_type})")
            }
            Some(_) | None => String::new(),
        }
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
