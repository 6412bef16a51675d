//! A call, and its way to the server and back: what `send` does. What is decided on the way stands in `attempts`.

use std::{fmt, sync::mpsc, thread, time::Duration};

use bytes::Bytes;

use super::{
    Body, Error, Failure, Fault, Response,
    attempts::{Arrival, Attempted, Attempts, Content, Room},
    call::Prepared,
    carrier::{Carrier, Incoming, Limits},
    error::Undocumented,
    read::Reading,
};

/// The call of an operation, which answers `T`, or an error that says `E`. It is sent by [`Call::send`], and not at all
/// when it is dropped.
///
/// It is a type of its own, so that the methods of a client are quick to compile, and so that this call alone can be
/// changed:
///
/// ```text
/// let link = client.post_file_links(&request).header("Idempotency-Key", "6735").send()?;
/// ```
#[must_use = "a call is sent by `send`"]
pub struct Call<T, E = Undocumented> {
    pub(super) state: State,
    pub(super) reading: Reading<T, E>,
}

/// How far a call is.
pub(super) enum State {
    /// It can still be changed.
    Prepared(Box<Prepared>),
    /// It cannot be sent.
    Failed(Error),
}

impl State {
    /// The request, while it was not sent.
    pub(super) fn into_prepared(self, _: &'static str) -> Result<Box<Prepared>, Error> {
        match self {
            Self::Prepared(prepared) => Ok(prepared),
            Self::Failed(error) => Err(error),
        }
    }
}

impl<T, E> Call<T, E> {
    /// Sends the call, and waits for the answer.
    ///
    /// # Errors
    ///
    /// When no answer comes, when it is one without success, or when it is not what the documentation says.
    pub fn send(self) -> Result<T, Error<E>> {
        let reading = self.reading;
        reading.value(answer(self.state, reading.how()).map_err(Error::typed)?)
    }

    /// Sends the call, and gives the answer beside its value: for its status and headers.
    ///
    /// ```text
    /// let (pets, response) = client.list_pets(&request).with_response()?;
    /// let left = response.header("X-RateLimit-Remaining");
    /// ```
    ///
    /// # Errors
    ///
    /// The same as those of [`Call::send`].
    pub fn with_response(self) -> Result<(T, Response), Error<E>> {
        let reading = self.reading;
        let got = answer(self.state, reading.how()).map_err(Error::typed)?;
        let response = got.response.clone();
        Ok((reading.value(got)?, response))
    }
}

/// What does not depend on the types of the answer, so that it is compiled once.
fn answer(state: State, (operation, streams): (&'static str, bool)) -> Result<Arrival, Error> {
    exchange(*state.into_prepared(operation)?, streams)
}

/// Sends a request, again where that is allowed, until there is an answer to keep.
pub(super) fn exchange(prepared: Prepared, streams: bool) -> Result<Arrival, Error> {
    let client = prepared.client.clone();
    let carrier = &*client.settings().carrier;
    let mut attempts = Attempts::new(prepared, streams);
    let max = attempts.max_bytes();
    let (issuer, limits) = (attempts.awaited(), attempts.token_limits());
    // One token is enough for all calls of the same time.
    let turn = issuer.as_ref().and_then(|issuer| issuer.queue.turn(limits.whole));
    while let Some(request) = attempts.token_request() {
        let answer = attempt(carrier, request, limits, false, max);
        attempts.take_token(answer)?;
    }
    drop(turn);
    loop {
        let request = attempts.request()?;
        let result = attempt(carrier, request, attempts.limits(), streams, max);
        match attempts.wait(&result) {
            Some(duration) => carrier.wait(duration),
            None => return attempts.finish(result),
        }
    }
}

/// Sends a request once; the body of a stream is left where it is.
fn attempt(
    carrier: &dyn Carrier,
    request: http::Request<Body>,
    limits: Limits,
    streams: bool,
    max: usize,
) -> Attempted {
    let (head, incoming) = carrier.carry(request, limits)?.into_parts();
    let content = match streams && head.status.is_success() {
        true => Content::Stream(incoming),
        false => Content::Whole(in_time(incoming, Room::of(head.status, max), limits.head)?),
    };
    Ok(http::Response::from_parts(head, content))
}

/// The whole body, if it comes before a time is over. A stream's limit ends with the head, so that the rest of an error in
/// its place would have none.
fn in_time(incoming: Incoming, room: Room, time: Option<Duration>) -> Result<Bytes, Failure> {
    let Some(time) = time else { return receive(incoming, room) };
    let (sender, receiver) = mpsc::channel();
    // Nothing else can stop reading. Once nobody waits for what it reads, this ends when the server ends it.
    thread::spawn(move || drop(sender.send(receive(incoming, room))));
    let late = |_| Failure::new(Fault::Timeout, "the body of the answer took too long");
    receiver.recv_timeout(time).map_err(late)?
}

/// The whole body, piece by piece, so that no more than there is room for is ever in memory.
fn receive(mut incoming: Incoming, mut room: Room) -> Result<Bytes, Failure> {
    let mut body = Vec::new();
    let mut next = incoming.piece()?;
    while let Some(piece) = next {
        let piece = room.take(piece)?;
        next = if room.is_full() { None } else { incoming.piece()? };
        // Most answers come in one piece, which need not be copied.
        if next.is_none() && body.is_empty() {
            return Ok(piece);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body.into())
}

impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither the URL nor headers, which are where keys are.
        let state = match &self.state {
            State::Prepared(_) => "prepared",
            State::Failed(_) => "failed",
        };
        let operation = self.reading.operation();
        f.debug_struct("Call").field("operation", &operation).field("state", &state).finish()
    }
}
