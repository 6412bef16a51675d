//! What can be changed of a call before it is sent.

use std::{sync::Arc, time::Duration};

use http::{
    HeaderValue,
    header::{AUTHORIZATION, CONTENT_TYPE},
};

use super::{
    Body, Call, Client, Error, Request,
    credential::{Credential, Issuer, bearer, secret_header},
    read::Reading,
    send::State,
};

/// A request that is ready to go.
#[derive(Clone)]
pub(super) struct Prepared {
    pub(super) client: Client,
    pub(super) operation: &'static str,
    pub(super) request: http::Request<Body>,
    /// A body without members that is not sent, and its media type.
    pub(super) left_out: Option<(HeaderValue, Body)>,
    pub(super) timeout: Option<Duration>,
    /// What gives the token that it is sent with.
    pub(super) issuer: Option<Arc<Issuer>>,
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

impl<T, E> Call<T, E> {
    pub(super) fn new(client: Client, request: Request, reading: Reading<T, E>) -> Self {
        let state = match prepare(client, request) {
            Ok(prepared) => State::Prepared(Box::new(prepared)),
            Err(error) => State::Failed(error),
        };
        Self { state, reading }
    }

    /// Sends a header, in place of one with the same name: `call.header("Idempotency-Key", "6735")`.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.set_header(name, value.as_ref());
        self
    }

    /// Sends another token or key than the client's, as `Authorization: Bearer`.
    pub fn bearer_auth(self, token: impl AsRef<str>) -> Self {
        self.header(AUTHORIZATION.as_str(), bearer(token.as_ref()))
    }

    /// Sends another credential than the client's: `call.credential(Credential::header("X-Api-Key", key))`.
    pub fn credential(mut self, credential: Credential) -> Self {
        let replaced = if let State::Prepared(prepared) = &mut self.state {
            credential.replace_in(prepared)
        } else {
            Ok(())
        };
        if let Err(problem) = replaced {
            self.state = State::Failed(Error::Request { operation: self.reading.operation(), problem });
        }
        self
    }

    /// Sends a body that nobody has to send, though it has no members: `{}`. Without this it is left out.
    pub fn with_empty_body(mut self) -> Self {
        if let State::Prepared(prepared) = &mut self.state {
            prepared.put_back();
        }
        self
    }

    /// Sends no body, of an operation whose documentation says that it may be left out, though some of its members are
    /// said to be required.
    pub fn without_body(mut self) -> Self {
        if let State::Prepared(prepared) = &mut self.state {
            prepared.request.headers_mut().remove(CONTENT_TYPE);
            *prepared.request.body_mut() = Body::default();
        }
        self
    }

    /// How long this call may take, from sending to the last byte of the answer, each time that it is sent; for a
    /// stream, to the first byte.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        if let State::Prepared(prepared) = &mut self.state {
            prepared.timeout = Some(timeout);
        }
        self
    }

    /// The request as it would be sent, for who looks at it or sends it in another way.
    ///
    /// # Errors
    ///
    /// When it cannot be sent.
    pub fn into_request(self) -> Result<http::Request<Body>, Error> {
        Ok(self.into_parts()?.0)
    }

    /// The request as it would be sent, and what reads the answer, for who sends it in another way.
    ///
    /// # Errors
    ///
    /// When it cannot be sent.
    pub fn into_parts(self) -> Result<(http::Request<Body>, Reading<T, E>), Error> {
        let prepared = self.state.into_prepared(self.reading.operation())?;
        Ok((prepared.request, self.reading))
    }

    fn set_header(&mut self, name: &str, value: &str) {
        let operation = self.reading.operation();
        if let State::Prepared(prepared) = &mut self.state {
            match secret_header(name, value) {
                Ok((name, value)) => drop(prepared.request.headers_mut().insert(name, value)),
                Err(problem) => self.state = State::Failed(Error::Request { operation, problem }),
            }
        }
    }
}

fn prepare(client: Client, mut request: Request) -> Result<Prepared, Error> {
    let operation = request.operation();
    let left_out = request.take_left_out();
    let issuer = client.authorize(&mut request);
    let request = client.complete(request)?;
    Ok(Prepared { client, operation, request, left_out, timeout: None, issuer })
}
