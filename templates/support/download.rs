//! Answers that are files, piece by piece, so that they need not fit into memory.

use std::{
    fmt,
    future::poll_fn,
    io::Write,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_LENGTH;

use super::{
    Call, Error, Failure, Fault, Response, attempts::Arrival, carrier::Incoming, error::lost, read::Success,
};

/// A file that is coming in. It may be of any length.
///
/// ```text
/// let mut download = client.read_file(&request).download().await?;
/// while let Some(piece) = download.next().await {
///     file.write_all(&piece?)?;
/// }
/// ```
///
/// It is a `futures::Stream` too.
pub struct Download {
    response: Response,
    /// Nothing once the answer is over.
    incoming: Option<Incoming>,
}

impl<E> Call<Bytes, E> {
    /// The same call, whose answer is given out while it comes in, piece by piece, however long it is. The timeout holds up
    /// to the first byte.
    pub fn download(self) -> Call<Download, E> {
        let begin = |Arrival { response, incoming, .. }| Download { response, incoming };
        Call { state: self.state, reading: self.reading.with(Success::Stream(begin)) }
    }
}

impl Download {
    /// The next piece; `None` behind the last.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll_piece(context)).await
    }

    /// Writes all pieces, and gives how many bytes there were.
    ///
    /// # Errors
    ///
    /// When the connection breaks, or they cannot be written.
    pub async fn write_to(&mut self, out: &mut impl Write) -> Result<u64, Error> {
        let mut written = 0;
        while let Some(piece) = self.next().await {
            let piece = piece?;
            if let Err(error) = out.write_all(&piece) {
                return Err(lost(self.response.operation(), Failure::new(Fault::Other, error)));
            }
            written += piece.len() as u64;
        }
        Ok(written)
    }

    /// How many bytes there will be, where the server says so.
    pub fn length(&self) -> Option<u64> {
        self.response.header(CONTENT_LENGTH.as_str())?.parse().ok()
    }

    /// The status and the headers of the answer.
    pub fn response(&self) -> &Response {
        &self.response
    }

    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let Some(incoming) = &mut self.incoming else { return Poll::Ready(None) };
        let piece = ready!(incoming.poll_piece(context));
        if !matches!(piece, Ok(Some(_))) {
            self.incoming = None;
        }
        Poll::Ready(piece.map_err(|failure| lost(self.response.operation(), failure)).transpose())
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(context)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("response", &self.response).finish_non_exhaustive()
    }
}
