//! What carries requests to servers and answers back. Any HTTP stack can: this is all that it has to know.

use std::{
    fmt,
    future::{self, Future},
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;

use super::{Body, Failure};

/// Carries requests to servers, and answers back.
///
/// ```text
/// impl Carrier for MyStack {
///     fn carry(&self, request: http::Request<Body>, limits: Limits) -> Carried {
///         let stack = self.clone();
///         Box::pin(async move {
///             let answer = stack.send(request).await.map_err(|error| Failure::new(Fault::Other, error))?;
///             Ok(answer.map(|bytes| Incoming::from(bytes)))
///         })
///     }
/// }
/// ```
pub trait Carrier: Send + Sync {
    /// Sends a request, and gives the head of the answer as soon as it is there.
    fn carry(&self, request: http::Request<Body>, limits: Limits) -> Carried;

    /// Waits. Where a carrier cannot, no call is sent again.
    fn wait(&self, duration: Duration) -> Option<Waiting>;
}

/// How long an exchange may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// From sending to the last byte of the answer.
    pub whole: Option<Duration>,
    /// From sending to the first byte of the answer: what a stream is held to, which may never end.
    pub head: Option<Duration>,
}

/// An answer on its way. In a browser, nothing is sent between threads, and nothing can be.
#[cfg(not(target_arch = "wasm32"))]
pub type Carried = Pin<Box<dyn Future<Output = Result<http::Response<Incoming>, Failure>> + Send>>;
/// An answer on its way.
#[cfg(target_arch = "wasm32")]
pub type Carried = Pin<Box<dyn Future<Output = Result<http::Response<Incoming>, Failure>>>>;

/// A time that passes.
#[cfg(not(target_arch = "wasm32"))]
pub type Waiting = Pin<Box<dyn Future<Output = ()> + Send>>;
/// A time that passes.
#[cfg(target_arch = "wasm32")]
pub type Waiting = Pin<Box<dyn Future<Output = ()>>>;

/// The body of an answer, piece by piece.
pub trait Pieces {
    /// The next piece, or `None` behind the last.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Failure>>;
}

#[cfg(not(target_arch = "wasm32"))]
type AnyPieces = Box<dyn Pieces + Send>;
#[cfg(target_arch = "wasm32")]
type AnyPieces = Box<dyn Pieces>;

/// The body of an answer that is still coming in.
pub struct Incoming(AnyPieces);

impl Incoming {
    /// A body that comes in piece by piece.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn new(pieces: impl Pieces + Send + 'static) -> Self {
        Self(Box::new(pieces))
    }

    /// A body that comes in piece by piece.
    #[cfg(target_arch = "wasm32")]
    pub fn new(pieces: impl Pieces + 'static) -> Self {
        Self(Box::new(pieces))
    }

    /// The next piece, or `None` behind the last.
    pub fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Failure>> {
        self.0.poll_piece(context)
    }

    /// The next piece, or `None` behind the last.
    ///
    /// # Errors
    ///
    /// When the connection breaks, or it takes too long.
    pub async fn piece(&mut self) -> Result<Option<Bytes>, Failure> {
        future::poll_fn(|context| self.poll_piece(context)).await
    }
}

/// A body that is there as a whole.
struct Whole(Option<Bytes>);

impl Pieces for Whole {
    fn poll_piece(&mut self, _: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Failure>> {
        Poll::Ready(Ok(self.0.take().filter(|bytes| !bytes.is_empty())))
    }
}

impl From<Bytes> for Incoming {
    fn from(bytes: Bytes) -> Self {
        Self::new(Whole(Some(bytes)))
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming").finish_non_exhaustive()
    }
}

/// How a stream becomes a body of reqwest's, which only clients that send streams need.
pub trait Wrap {
    /// The body.
    #[cfg(not(target_arch = "wasm32"))]
    fn wrap(&self) -> std::io::Result<reqwest::Body>;
}
