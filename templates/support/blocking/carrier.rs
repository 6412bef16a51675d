//! What carries requests to servers and answers back. Any HTTP stack can: this is all that it has to know.

use std::{
    fmt,
    io::{self, ErrorKind, Read},
    thread,
    time::Duration,
};

use bytes::Bytes;

use super::{Body, Failure, Fault};

/// How much of an answer is read at a time: 16 KiB.
const PIECE: usize = 16 << 10;

/// Carries requests to servers, and answers back.
///
/// ```text
/// impl Carrier for MyStack {
///     fn carry(&self, request: http::Request<Body>, limits: Limits) -> Result<http::Response<Incoming>, Failure> {
///         let answer = self.send(request, limits.whole).map_err(|error| Failure::new(Fault::Other, error))?;
///         Ok(answer.map(|reader| Incoming::new(reader)))
///     }
/// }
/// ```
pub trait Carrier: Send + Sync {
    /// Sends a request, and gives the head of the answer as soon as it is there.
    ///
    /// # Errors
    ///
    /// When no answer comes. An answer without success is an answer.
    fn carry(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> Result<http::Response<Incoming>, Failure>;

    /// Waits before a call is sent again.
    fn wait(&self, duration: Duration) {
        thread::sleep(duration);
    }
}

/// How long an exchange may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// From sending to the last byte of the answer.
    pub whole: Option<Duration>,
    /// From sending to the first byte of the answer: what a stream is held to, which may never end.
    pub head: Option<Duration>,
}

/// The body of an answer that is still coming in.
pub struct Incoming {
    reader: Box<dyn Read + Send>,
    /// What is read into, once something is.
    room: Vec<u8>,
}

impl Incoming {
    /// A body that comes in while it is read. A reader tells that it takes too long by [`ErrorKind::TimedOut`].
    pub fn new(reader: impl Read + Send + 'static) -> Self {
        Self { reader: Box::new(reader), room: Vec::new() }
    }

    /// The next piece, or `None` behind the last.
    ///
    /// # Errors
    ///
    /// When the connection breaks, or it takes too long.
    pub fn piece(&mut self) -> Result<Option<Bytes>, Failure> {
        self.room.resize(PIECE, 0);
        loop {
            match self.reader.read(&mut self.room) {
                Ok(0) => return Ok(None),
                Ok(length) => {
                    return Ok(Some(Bytes::copy_from_slice(&self.room[..length.min(PIECE)])));
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::new(fault(&error), error)),
            }
        }
    }
}

/// What kind of failure it is that an answer cannot be read to its end.
fn fault(error: &io::Error) -> Fault {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Fault::Timeout,
        _ => Fault::Broken,
    }
}

impl From<Bytes> for Incoming {
    fn from(bytes: Bytes) -> Self {
        Self::new(io::Cursor::new(bytes))
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming").finish_non_exhaustive()
    }
}

/// What a stream needs beside being readable in order to be sent: nothing.
pub trait Wrap {}

impl<T: ?Sized> Wrap for T {}
