//! A call, and its way to the server and back: what `.await` does. What is decided on the way stands in `attempts`.

use std::{
    fmt,
    future::{self, Future},
    mem,
    pin::{Pin, pin},
    task::{Context, Poll},
};

use bytes::Bytes;

use super::{
    Body, Error, Failure, Fault, Response,
    attempts::{Arrival, Attempted, Attempts, Content, Room},
    call::Prepared,
    carrier::{Carrier, Incoming, Limits, Waiting},
    error::Undocumented,
    read::Reading,
};

/// The call of an operation, which answers `T`, or an error that says `E`. It is sent when it is awaited, and given up
/// when it is dropped.
///
/// It is a type of its own, not an `async fn`, so that the methods of a client are quick to compile, and so
/// that this call alone can be changed:
///
/// ```text
/// let link = client.post_file_links(&request).header("Idempotency-Key", "6735").await?;
/// ```
#[must_use = "a call is sent when it is awaited"]
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
    /// It was sent.
    Sent(Answer),
    /// Its result was given out.
    Done,
}

/// An answer on its way. In a browser, nothing is sent between threads, and nothing can be.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type Answer = Pin<Box<dyn Future<Output = Result<Arrival, Error>> + Send>>;
#[cfg(target_arch = "wasm32")]
pub(super) type Answer = Pin<Box<dyn Future<Output = Result<Arrival, Error>>>>;

impl State {
    /// The request, while it was not sent.
    pub(super) fn into_prepared(self, operation: &'static str) -> Result<Box<Prepared>, Error> {
        match self {
            Self::Prepared(prepared) => Ok(prepared),
            Self::Failed(error) => Err(error),
            Self::Sent(_) | Self::Done => {
                Err(Error::Request { operation, problem: "it was sent already".to_owned() })
            }
        }
    }
}

impl<T, E> Future for Call<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let reading = self.reading;
        poll(&mut self.state, reading.how(), context).map(|got| reading.value(got.map_err(Error::typed)?))
    }
}

impl<T, E> Call<T, E> {
    /// Sends the call, and gives the answer beside its value: for its status and headers.
    ///
    /// ```text
    /// let (pets, response) = client.list_pets(&request).with_response().await?;
    /// let left = response.header("X-RateLimit-Remaining");
    /// ```
    ///
    /// # Errors
    ///
    /// The same as those of `.await`.
    pub async fn with_response(mut self) -> Result<(T, Response), Error<E>> {
        let reading = self.reading;
        let got = future::poll_fn(|context| poll(&mut self.state, reading.how(), context)).await;
        let got = got.map_err(Error::typed)?;
        let response = got.response.clone();
        Ok((reading.value(got)?, response))
    }
}

/// What does not depend on the types of the answer, so that it is compiled once.
fn poll(
    state: &mut State,
    (operation, streams): (&'static str, bool),
    context: &mut Context<'_>,
) -> Poll<Result<Arrival, Error>> {
    let mut answer = match mem::replace(state, State::Done) {
        State::Prepared(prepared) => Box::pin(exchange(*prepared, streams)) as Answer,
        State::Sent(answer) => answer,
        State::Failed(error) => return Poll::Ready(Err(error)),
        State::Done => panic!("the call of {operation} was polled after its result was given out"),
    };
    let result = answer.as_mut().poll(context);
    if result.is_pending() {
        *state = State::Sent(answer);
    }
    result
}

/// Sends a request, again where that is allowed, until there is an answer to keep.
pub(super) async fn exchange(prepared: Prepared, streams: bool) -> Result<Arrival, Error> {
    let client = prepared.client.clone();
    let carrier = &*client.settings().carrier;
    let mut attempts = Attempts::new(prepared, streams);
    let max = attempts.max_bytes();
    let (issuer, limits) = (attempts.awaited(), attempts.token_limits());
    let turn = match &issuer {
        // One token is enough for all calls of the same time.
        Some(issuer) => in_time(issuer.queue.turn(), limits.whole.and_then(|time| carrier.wait(time))).await,
        None => None,
    };
    while let Some(request) = attempts.token_request() {
        let answer = attempt(carrier, request, limits, false, max).await;
        attempts.take_token(answer)?;
    }
    drop(turn);
    loop {
        let request = attempts.request()?;
        let result = attempt(carrier, request, attempts.limits(), streams, max).await;
        match attempts.wait(&result).and_then(|duration| carrier.wait(duration)) {
            Some(waiting) => waiting.await,
            None => return attempts.finish(result),
        }
    }
}

/// Sends a request once; the body of a stream is left where it is.
async fn attempt(
    carrier: &dyn Carrier,
    request: http::Request<Body>,
    limits: Limits,
    streams: bool,
    max: usize,
) -> Attempted {
    let (head, incoming) = carrier.carry(request, limits).await?.into_parts();
    let content = match streams && head.status.is_success() {
        true => Content::Stream(incoming),
        false => {
            // A stream's limit ends with the head, so that the rest of an error in its place would have none.
            let time = limits.head.and_then(|time| carrier.wait(time));
            let body = in_time(receive(incoming, Room::of(head.status, max)), time).await;
            let late = || Failure::new(Fault::Timeout, "the body of the answer took too long");
            Content::Whole(body.ok_or_else(late)??)
        }
    };
    Ok(http::Response::from_parts(head, content))
}

/// What comes before a time is over.
async fn in_time<T>(work: impl Future<Output = T>, time: Option<Waiting>) -> Option<T> {
    let Some(mut time) = time else { return Some(work.await) };
    let mut work = pin!(work);
    future::poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => time.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// The whole body, piece by piece, so that no more than there is room for is ever in memory.
async fn receive(mut incoming: Incoming, mut room: Room) -> Result<Bytes, Failure> {
    let mut body = Vec::new();
    let mut next = incoming.piece().await?;
    while let Some(piece) = next {
        let piece = room.take(piece)?;
        next = if room.is_full() { None } else { incoming.piece().await? };
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
            State::Sent(_) => "sent",
            State::Done => "done",
        };
        let operation = self.reading.operation();
        f.debug_struct("Call").field("operation", &operation).field("state", &state).finish()
    }
}
