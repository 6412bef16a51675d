//! Streams as bodies of reqwest's: read by threads that may block, a piece at a time.

use super::{
    carrier::Wrap,
    files::{Chain, OnDisk, Once},
};

/// In a browser nothing is read while it is sent.
#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{Chain, OnDisk, Once, Wrap};

    impl Wrap for OnDisk {}
    impl Wrap for Once {}
    impl Wrap for Chain {}
}

#[cfg(not(target_arch = "wasm32"))]
pub use self::native::wrap;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::{
        future::Future,
        io::{self, Read},
        pin::Pin,
        sync::{Mutex, PoisonError},
        task::{Context, Poll},
    };

    use bytes::Bytes;
    use http_body::{Frame, SizeHint};
    use tokio::task::{JoinHandle, spawn_blocking};

    use super::{
        super::Stream,
        {Chain, OnDisk, Once, Wrap},
    };

    /// How many bytes are read at a time.
    const PIECE: usize = 1 << 16;

    impl Wrap for OnDisk {
        fn wrap(&self) -> io::Result<reqwest::Body> {
            wrap(self)
        }
    }

    impl Wrap for Once {
        fn wrap(&self) -> io::Result<reqwest::Body> {
            wrap(self)
        }
    }

    impl Wrap for Chain {
        fn wrap(&self) -> io::Result<reqwest::Body> {
            wrap(self)
        }
    }

    /// A stream as a body of reqwest's: what a stream of your own calls to be one.
    ///
    /// # Errors
    ///
    /// When it cannot be opened.
    pub fn wrap(stream: &dyn Stream) -> io::Result<reqwest::Body> {
        let state = State::Idle(stream.open()?.into());
        Ok(reqwest::Body::wrap(Upload { state, left: stream.length() }))
    }

    struct Upload {
        state: State,
        /// How many bytes are still to come, where that is known.
        left: Option<u64>,
    }

    enum State {
        /// In a lock that is never taken, so that it can be looked at by any thread.
        Idle(Mutex<Box<dyn Read + Send>>),
        Reading(JoinHandle<Piece>),
        Over,
    }

    /// A reader, and what it read.
    type Piece = (Box<dyn Read + Send>, io::Result<Vec<u8>>);

    fn read(reader: Mutex<Box<dyn Read + Send>>) -> Piece {
        let mut reader = reader.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut piece = vec![0; PIECE];
        let result = reader.read(&mut piece).map(|length| {
            piece.truncate(length);
            piece
        });
        (reader, result)
    }

    impl http_body::Body for Upload {
        type Data = Bytes;
        type Error = io::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
            let mut reading = match std::mem::replace(&mut self.state, State::Over) {
                State::Idle(reader) => spawn_blocking(|| read(reader)),
                State::Reading(reading) => reading,
                State::Over => return Poll::Ready(None),
            };
            let Poll::Ready(piece) = Pin::new(&mut reading).poll(context) else {
                self.state = State::Reading(reading);
                return Poll::Pending;
            };
            let (reader, piece) = match piece {
                Ok(read) => read,
                Err(error) => return Poll::Ready(Some(Err(io::Error::other(error)))),
            };
            let length = piece.as_ref().map_or(0, Vec::len) as u64;
            let left = self.left.map(|left| left.saturating_sub(length));
            Poll::Ready(match piece {
                Err(error) => Some(Err(error)),
                // A server that was promised more would wait for it.
                Ok(piece) if piece.is_empty() => match self.left {
                    None | Some(0) => None,
                    Some(_) => Some(Err(io::ErrorKind::UnexpectedEof.into())),
                },
                Ok(piece) => {
                    (self.left, self.state) = (left, State::Idle(reader.into()));
                    Some(Ok(Frame::data(piece.into())))
                }
            })
        }

        fn size_hint(&self) -> SizeHint {
            self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
        }
    }
}
