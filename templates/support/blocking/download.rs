//! Answers that are files, piece by piece, so that they need not fit into memory.

use std::{fmt, io::Write};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;

use super::{
    Call, Error, Failure, Fault, Response, attempts::Arrival, carrier::Incoming, error::lost, read::Success,
};

/// A file that is coming in. It may be of any length. It is an iterator of its pieces.
///
/// ```text
/// for piece in client.read_file(&request).download().send()? {
///     file.write_all(&piece?)?;
/// }
/// ```
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
    /// Writes all pieces, and gives how many bytes there were.
    ///
    /// # Errors
    ///
    /// When the connection breaks, or they cannot be written.
    pub fn write_to(&mut self, out: &mut impl Write) -> Result<u64, Error> {
        let mut written = 0;
        while let Some(piece) = self.next() {
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
}

impl Iterator for Download {
    type Item = Result<Bytes, Error>;

    /// The next piece; `None` behind the last.
    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.incoming.as_mut()?.piece();
        if !matches!(piece, Ok(Some(_))) {
            self.incoming = None;
        }
        piece.map_err(|failure| lost(self.response.operation(), failure)).transpose()
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("response", &self.response).finish_non_exhaustive()
    }
}
