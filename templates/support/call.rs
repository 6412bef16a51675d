//! A call: what a client's methods return, and what `.await` sends.

use std::{
    fmt,
    future::Future,
    mem,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::{
    HeaderValue,
    header::{AUTHORIZATION, CONTENT_TYPE},
};

use super::{
    Client, Error, Request, Response,
    credential::{bearer, secret_header},
};

/// An answer on its way. In a browser, nothing is sent between threads, and nothing can be.
#[cfg(not(target_arch = "wasm32"))]
type Answer = Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>>;
#[cfg(target_arch = "wasm32")]
type Answer = Pin<Box<dyn Future<Output = Result<Response, Error>>>>;

/// The call of an operation. It is sent when it is awaited, and given up when it is dropped.
///
/// It is a type of its own, not an `async fn`, so that the methods of a client are quick to compile, and so
/// that this call alone can be changed:
///
/// ```text
/// let link = client.post_file_links(&request).header("Idempotency-Key", "6735").await?;
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T> {
    operation: &'static str,
    state: State,
    decode: fn(Response) -> Result<T, Error>,
}

/// How far a call is.
enum State {
    /// It can still be changed.
    Prepared(Box<Prepared>),
    /// It cannot be sent.
    Failed(Error),
    /// It was sent.
    Sent(Answer),
    /// Its result was given out.
    Done,
}

struct Prepared {
    client: Client,
    request: http::Request<Bytes>,
    /// A body without members that is not sent, and its media type.
    left_out: Option<(HeaderValue, Bytes)>,
    timeout: Option<Duration>,
}

impl Prepared {
    /// Sends what was left out.
    fn put_back(&mut self) {
        if let Some((media_type, body)) = self.left_out.take() {
            self.request.headers_mut().insert(CONTENT_TYPE, media_type);
            *self.request.body_mut() = body;
        }
    }
}

impl<T> Call<T> {
    pub(super) fn new(
        client: Client,
        mut request: Request,
        decode: fn(Response) -> Result<T, Error>,
    ) -> Self {
        let operation = request.operation();
        let left_out = request.take_left_out();
        let state = match client.complete(request) {
            Ok(request) => State::Prepared(Box::new(Prepared { client, request, left_out, timeout: None })),
            Err(error) => State::Failed(error),
        };
        Self { operation, state, decode }
    }

    /// Sends a header, in place of one with the same name: `call.header("Idempotency-Key", "6735")`.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        let operation = self.operation;
        if let State::Prepared(prepared) = &mut self.state {
            match secret_header(name, value.as_ref()) {
                Ok((name, value)) => drop(prepared.request.headers_mut().insert(name, value)),
                Err(problem) => self.state = State::Failed(Error::Request { operation, problem }),
            }
        }
        self
    }

    /// Sends another token or key than the client's, as `Authorization: Bearer`.
    pub fn bearer_auth(self, token: impl AsRef<str>) -> Self {
        self.header(AUTHORIZATION.as_str(), bearer(token.as_ref()))
    }

    /// Sends a body that nobody has to send, though it has no members: `{}`. Without this it is left out.
    pub fn with_empty_body(mut self) -> Self {
        if let State::Prepared(prepared) = &mut self.state {
            prepared.put_back();
        }
        self
    }

    /// The request as it would be sent, for who sends or looks at it in another way; [`Response::from_http`] takes the
    /// answer.
    ///
    /// # Errors
    ///
    /// When it cannot be sent.
    pub fn into_request(self) -> Result<http::Request<Bytes>, Error> {
        match self.state {
            State::Prepared(prepared) => Ok(prepared.request),
            State::Failed(error) => Err(error),
            State::Sent(_) | State::Done => {
                let problem = "it was sent already".to_owned();
                Err(Error::Request { operation: self.operation, problem })
            }
        }
    }

    /// How long this call may take, from sending to the last byte of the answer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        if let State::Prepared(prepared) = &mut self.state {
            prepared.timeout = Some(timeout);
        }
        self
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let decode = self.decode;
        poll(self.operation, &mut self.state, context).map(|answer| answer.and_then(decode))
    }
}

/// What does not depend on the type of the answer, so that it is compiled once.
fn poll(
    operation: &'static str,
    state: &mut State,
    context: &mut Context<'_>,
) -> Poll<Result<Response, Error>> {
    let mut answer = match mem::replace(state, State::Done) {
        State::Prepared(prepared) => {
            let Prepared { client, request, timeout, left_out: _ } = *prepared;
            Box::pin(client.transmit(operation, request, timeout)) as Answer
        }
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

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither the URL nor headers, which are where keys are.
        let state = match &self.state {
            State::Prepared(_) => "prepared",
            State::Failed(_) => "failed",
            State::Sent(_) => "sent",
            State::Done => "done",
        };
        f.debug_struct("Call").field("operation", &self.operation).field("state", &state).finish()
    }
}
