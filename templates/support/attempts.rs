//! What is decided on the way of a call: what goes out, whether it goes out again, and what is kept of the answer.
//! Nothing here sends, receives or waits.

use std::{mem, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{
    StatusCode,
    header::{AUTHORIZATION, HeaderValue},
};

use super::{
    Body, Error, Failure, Fault, Response,
    call::Prepared,
    carrier::{Incoming, Limits},
    clock::{self, Clock},
    credential::Issuer,
    error::lost,
    hooks::{Attempt, Outcome},
    random::{idempotency_key, random},
    retry::{may_repeat, wait},
};

/// How much of an answer without success is kept: 1 MiB.
const MAX_ERROR_BYTES: usize = 1 << 20;

/// What an attempt gives: the head of an answer, and its body, or what is still coming in where it is a stream.
pub(super) type Attempted = Result<http::Response<Content>, Failure>;

/// The body of an answer.
pub(super) enum Content {
    Whole(Bytes),
    Stream(Incoming),
}

/// An answer to keep, and what is still coming in of it where it is a stream.
pub struct Arrival {
    pub(super) response: Response,
    pub(super) incoming: Option<Incoming>,
    /// How much of it may be in memory at a time.
    pub(super) max_bytes: usize,
}

/// A call on its way.
pub(super) struct Attempts {
    prepared: Prepared,
    streams: bool,
    /// How often it was sent.
    count: u32,
    is_repeatable: bool,
    /// Whether another token may be asked for, since an old one was to be renewed.
    may_ask_again: Option<bool>,
    clock: Clock,
}

impl Attempts {
    pub(super) fn new(mut prepared: Prepared, streams: bool) -> Self {
        let Prepared { client, request, issuer, .. } = &mut prepared;
        if request.headers().contains_key(AUTHORIZATION) {
            *issuer = None;
        }
        let settings = client.settings();
        let (method, name) = (request.method().clone(), settings.idempotency_header.as_ref());
        if let Some(name) = name.filter(|_| !may_repeat(&method, request.headers(), name)) {
            // One for all attempts, or a server could not tell that they are one call.
            let key = idempotency_key().parse().ok();
            request.headers_mut().extend(key.map(|key: HeaderValue| (name.clone(), key)));
        }
        let is_repeatable = settings.retry.is_some()
            && may_repeat(&method, request.headers(), name)
            && request.body().is_repeatable();
        Self { prepared, streams, count: 0, is_repeatable, may_ask_again: None, clock: Clock::start() }
    }

    /// What gives the token that this call needs and that is not there.
    pub(super) fn awaited(&self) -> Option<Arc<Issuer>> {
        let age = self.prepared.client.age();
        self.issuer().filter(|issuer| issuer.grant.current(age).is_none())
    }

    /// What asks for a token, where this call needs one that is not there.
    pub(super) fn token_request(&mut self) -> Option<http::Request<Body>> {
        let grant = &self.issuer()?.grant;
        match grant.current(self.prepared.client.age()) {
            Some(token) => self.put_in(token),
            None => {
                self.may_ask_again = Some(self.may_ask_again.is_none() && grant.is_renewal());
                return Some(grant.request().map(Body::from));
            }
        }
        None
    }

    /// Takes the token from the answer; where there is none, and another request may bring one, that is the next.
    pub(super) fn take_token(&mut self, answer: Attempted) -> Result<(), Error> {
        let Some(issuer) = self.issuer() else { return Ok(()) };
        let answer = answer.map_err(|failure| self.lost(failure.of("the token server did not answer")))?;
        let answer = answer.map(|content| match content {
            Content::Whole(bytes) => bytes,
            Content::Stream(_) => Bytes::new(),
        });
        match issuer.grant.take(&answer, self.prepared.client.age()) {
            Ok(token) => self.put_in(token),
            Err(_) if self.may_ask_again == Some(true) => {}
            Err(problem) => return Err(self.lost(Failure::new(Fault::Prepare, problem))),
        }
        Ok(())
    }

    /// What gives the token for this call, unless it has its own credentials.
    fn issuer(&self) -> Option<Arc<Issuer>> {
        let is_said = self.prepared.request.headers().contains_key(AUTHORIZATION);
        self.prepared.issuer.clone().filter(|_| !is_said)
    }

    fn put_in(&mut self, token: HeaderValue) {
        self.prepared.request.headers_mut().insert(AUTHORIZATION, token);
    }

    /// The request, as it goes out now.
    pub(super) fn request(&mut self) -> Result<http::Request<Body>, Error> {
        // What goes out for the last time need not be copied.
        let mut request = match self.is_repeatable {
            true => self.prepared.request.clone(),
            false => mem::take(&mut self.prepared.request),
        };
        self.clock = Clock::start();
        let operation = self.prepared.operation;
        let hooks = &self.prepared.client.settings().hooks;
        if let Err(source) = hooks.before(&self.attempt(), &mut request) {
            return Err(Error::Request { operation, problem: source.to_string() });
        }
        self.count += 1;
        Ok(request)
    }

    /// How long it may take.
    pub(super) fn limits(&self) -> Limits {
        let timeout = self.prepared.timeout.or(self.prepared.client.settings().timeout);
        match self.streams {
            true => Limits { whole: None, head: timeout },
            false => Limits { whole: timeout, head: None },
        }
    }

    /// How long it may take to be given a token.
    pub(super) fn token_limits(&self) -> Limits {
        Limits { whole: self.limits().whole.or(self.limits().head), head: None }
    }

    /// How many bytes an answer may have.
    pub(super) fn max_bytes(&self) -> usize {
        self.prepared.client.settings().max_response_bytes
    }

    /// How long to wait before the call is sent again; nothing where this result is kept.
    pub(super) fn wait(&self, result: &Attempted) -> Option<Duration> {
        let outcome = match result {
            Ok(answer) => Outcome::Answer(answer.status(), answer.headers()),
            Err(failure) => Outcome::NoAnswer(failure.fault),
        };
        let settings = self.prepared.client.settings();
        let attempt = Attempt { number: self.count - 1, elapsed: self.clock.elapsed(), ..self.attempt() };
        settings.hooks.after(&attempt, outcome);
        let (retry, budget) = settings.retry.as_ref()?;
        match &outcome {
            Outcome::Answer(status, _) if status.is_success() => budget.give_back(),
            Outcome::Answer(..) | Outcome::NoAnswer(_) => {}
        }
        let again = || wait(retry, budget, self.count - 1, &outcome, clock::now(), random());
        self.is_repeatable.then(again)?
    }

    /// What is kept of the last attempt.
    pub(super) fn finish(self, result: Attempted) -> Result<Arrival, Error> {
        let answer = result.map_err(|failure| self.lost(failure))?;
        if let (Some(issuer), StatusCode::UNAUTHORIZED) = (&self.prepared.issuer, answer.status()) {
            issuer.grant.forget();
        }
        let (operation, max_bytes) = (self.prepared.operation, self.max_bytes());
        let (head, content) = answer.into_parts();
        let (body, incoming) = match content {
            Content::Whole(bytes) => (bytes, None),
            Content::Stream(incoming) => (Bytes::new(), Some(incoming)),
        };
        let answer = http::Response::from_parts(head, body);
        Ok(Arrival { response: Response::from_http(operation, answer), incoming, max_bytes })
    }

    fn attempt(&self) -> Attempt {
        Attempt { operation: self.prepared.operation, number: self.count, elapsed: None }
    }

    fn lost(&self, failure: Failure) -> Error {
        lost(self.prepared.operation, failure)
    }
}

/// How much more of a body may come.
pub(super) struct Room {
    left: usize,
    max: usize,
    /// Whether what is too much is cut off, and no failure: what is there of an error is better than nothing.
    cuts: bool,
}

impl Room {
    /// The room for the body of an answer.
    pub(super) fn of(status: StatusCode, max: usize) -> Self {
        match status.is_success() {
            true => Self { left: max, max, cuts: false },
            false => Self { left: max.min(MAX_ERROR_BYTES), max, cuts: true },
        }
    }

    /// A piece of the body, or the part of it that there is room for.
    pub(super) fn take(&mut self, piece: Bytes) -> Result<Bytes, Failure> {
        if piece.len() > self.left && !self.cuts {
            let problem = format!("the answer is longer than {} bytes, see max_response_bytes", self.max);
            return Err(Failure::new(Fault::TooLong, problem));
        }
        let piece = piece.slice(..piece.len().min(self.left));
        self.left -= piece.len();
        Ok(piece)
    }

    /// Whether nothing more is wanted.
    pub(super) fn is_full(&self) -> bool {
        self.cuts && self.left == 0
    }
}
