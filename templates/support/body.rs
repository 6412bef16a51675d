//! What a request carries: bytes that are there, or a stream that is read while it is sent.

use std::{fmt, io, sync::Arc};

use bytes::Bytes;

/// The body of a request.
///
/// ```text
/// let body = Body::from("text");
/// let body = Body::file("backup.tar")?;
/// ```
#[derive(Clone, Default)]
pub struct Body(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Stream(Arc<dyn Stream>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

/// A content that is read while it is sent, so that it is never in memory as a whole.
pub trait Stream: super::carrier::Wrap + Send + Sync {
    /// How many bytes it has, where that is known.
    fn length(&self) -> Option<u64>;

    /// What reads it from its beginning.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or was read and cannot be read again.
    fn open(&self) -> io::Result<Box<dyn io::Read + Send>>;

    /// Whether it can be read again, so that a request can be sent again.
    fn is_repeatable(&self) -> bool;
}

impl Body {
    /// A body that is read while it is sent.
    pub fn stream(stream: impl Stream + 'static) -> Self {
        Self(Content::Stream(Arc::new(stream)))
    }

    /// How many bytes it has, where that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            Content::Stream(stream) => stream.length(),
        }
    }

    /// Its bytes, unless it is a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) => None,
        }
    }

    /// The stream, unless it is bytes.
    pub fn as_stream(&self) -> Option<&dyn Stream> {
        match &self.0 {
            Content::Bytes(_) => None,
            Content::Stream(stream) => Some(&**stream),
        }
    }

    /// Whether it can be sent again.
    pub fn is_repeatable(&self) -> bool {
        self.as_stream().is_none_or(Stream::is_repeatable)
    }

    /// What reads it from its beginning.
    ///
    /// # Errors
    ///
    /// When it is a stream that cannot be read.
    pub fn open(&self) -> io::Result<Box<dyn io::Read + Send>> {
        match &self.0 {
            Content::Bytes(bytes) => Ok(Box::new(io::Cursor::new(bytes.clone()))),
            Content::Stream(stream) => stream.open(),
        }
    }

    /// All of its bytes; a stream is read to its end.
    ///
    /// # Errors
    ///
    /// When it is a stream that cannot be read.
    pub fn into_bytes(self) -> io::Result<Bytes> {
        match self.0 {
            Content::Bytes(bytes) => Ok(bytes),
            Content::Stream(stream) => {
                let mut bytes = Vec::new();
                stream.open()?.read_to_end(&mut bytes)?;
                Ok(bytes.into())
            }
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl<const N: usize> From<&'static [u8; N]> for Body {
    fn from(bytes: &'static [u8; N]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&Body> for Body {
    fn from(body: &Body) -> Self {
        body.clone()
    }
}

/// Two streams are the same where they are one.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Content::Bytes(bytes), Content::Bytes(others)) => bytes == others,
            (Content::Stream(stream), Content::Stream(other)) => Arc::ptr_eq(stream, other),
            (Content::Bytes(_), Content::Stream(_)) | (Content::Stream(_), Content::Bytes(_)) => false,
        }
    }
}

impl Eq for Body {}

impl PartialEq<str> for Body {
    fn eq(&self, other: &str) -> bool {
        self.as_bytes().is_some_and(|bytes| bytes == other)
    }
}

impl PartialEq<[u8]> for Body {
    fn eq(&self, other: &[u8]) -> bool {
        self.as_bytes().is_some_and(|bytes| bytes == other)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(a stream)"),
        }
    }
}
