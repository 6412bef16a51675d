//! The HTTP stack that carries requests unless the user gives another: reqwest.

use std::{
    future::Future,
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;

use super::{
    Body, ClientBuilder, Error, Failure, Fault,
    carrier::{Carried, Carrier, Incoming, Limits, Pieces, Waiting},
};
#[cfg(not(target_arch = "wasm32"))]
use super::{
    clock::Clock,
    redirect::{left, redirected},
};

/// How many redirects are followed in one call, as browsers and curl do with so many or more.
#[cfg(not(target_arch = "wasm32"))]
const MAX_REDIRECTS: usize = 10;

impl ClientBuilder {
    /// Sends with this: for proxies, certificates and redirects of the user's own.
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.carrier(client)
    }
}

/// What carries requests unless the user gives something else.
pub(super) fn usual() -> Result<Box<dyn Carrier>, Error> {
    let builder = reqwest::Client::builder();
    #[cfg(not(target_arch = "wasm32"))]
    let builder = builder.redirect(reqwest::redirect::Policy::none());
    match builder.build() {
        #[cfg(not(target_arch = "wasm32"))]
        Ok(client) => Ok(Box::new(Following(client))),
        // A browser follows redirects by itself.
        #[cfg(target_arch = "wasm32")]
        Ok(client) => Ok(Box::new(client)),
        Err(source) => {
            let problem = "there is no HTTP client".to_owned();
            Err(Error::Client { problem, source: Some(Box::new(source)) })
        }
    }
}

impl Carrier for reqwest::Client {
    fn carry(&self, request: http::Request<Body>, limits: Limits) -> Carried {
        let client = self.clone();
        Box::pin(async move {
            let mut request = converted(request)?;
            *request.timeout_mut() = limits.whole;
            let answer = head(client.execute(request), limits.head).await?;
            Ok(taken_apart(answer))
        })
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn wait(&self, duration: Duration) -> Option<Waiting> {
        Some(Box::pin(tokio::time::sleep(duration)))
    }

    /// A browser has other clocks.
    #[cfg(target_arch = "wasm32")]
    fn wait(&self, _: Duration) -> Option<Waiting> {
        None
    }
}

/// A client of reqwest's that follows no redirects, and what follows them: reqwest itself sends keys such as `X-Api-Key`
/// on to other servers.
#[cfg(not(target_arch = "wasm32"))]
struct Following(reqwest::Client);

#[cfg(not(target_arch = "wasm32"))]
impl Carrier for Following {
    fn carry(&self, mut request: http::Request<Body>, limits: Limits) -> Carried {
        let client = self.0.clone();
        Box::pin(async move {
            let clock = Clock::start();
            for _ in 0..=MAX_REDIRECTS {
                let answer = client.carry(request.clone(), left(limits, &clock)).await?;
                match redirected(&request, answer.status(), answer.headers()) {
                    Some(next) => request = next,
                    None => return Ok(answer),
                }
            }
            Err(Failure::new(Fault::Other, "too many redirects"))
        })
    }

    fn wait(&self, duration: Duration) -> Option<Waiting> {
        self.0.wait(duration)
    }
}

fn converted(request: http::Request<Body>) -> Result<reqwest::Request, Failure> {
    let (parts, body) = request.into_parts();
    let body = wrapped(&body).map_err(|error| Failure::new(Fault::Prepare, error))?;
    reqwest::Request::try_from(http::Request::from_parts(parts, body))
        .map_err(|error| Failure::new(Fault::Prepare, error.without_url()))
}

fn wrapped(body: &Body) -> io::Result<reqwest::Body> {
    match (body.as_bytes(), body.as_stream()) {
        (Some(bytes), _) => Ok(bytes.clone().into()),
        #[cfg(not(target_arch = "wasm32"))]
        (None, Some(stream)) => stream.wrap(),
        #[cfg(target_arch = "wasm32")]
        (None, Some(_)) => body.clone().into_bytes().map(Into::into),
        (None, None) => Ok(Bytes::new().into()),
    }
}

#[cfg(not(target_arch = "wasm32"))]
async fn head(
    answer: impl Future<Output = Result<reqwest::Response, reqwest::Error>>,
    limit: Option<Duration>,
) -> Result<reqwest::Response, Failure> {
    match limit {
        None => answer.await.map_err(failure),
        Some(limit) => match tokio::time::timeout(limit, answer).await {
            Ok(answer) => answer.map_err(failure),
            Err(elapsed) => Err(Failure::new(Fault::Timeout, elapsed)),
        },
    }
}

#[cfg(target_arch = "wasm32")]
async fn head(
    answer: impl Future<Output = Result<reqwest::Response, reqwest::Error>>,
    _: Option<Duration>,
) -> Result<reqwest::Response, Failure> {
    answer.await.map_err(failure)
}

fn taken_apart(mut answer: reqwest::Response) -> http::Response<Incoming> {
    let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
    let mut taken = http::Response::new(Incoming::new(Answer::Idle(answer)));
    *taken.status_mut() = status;
    *taken.headers_mut() = headers;
    taken
}

/// The URL may hold a key, and the name of the operation says more.
fn failure(error: reqwest::Error) -> Failure {
    let error = error.without_url();
    #[cfg(not(target_arch = "wasm32"))]
    let is_connect = error.is_connect();
    #[cfg(target_arch = "wasm32")]
    let is_connect = false;
    let fault = if error.is_timeout() {
        Fault::Timeout
    } else if is_connect {
        Fault::Connect
    } else if error.is_builder() {
        Fault::Prepare
    } else if error.is_body() || error.is_request() || error.is_decode() {
        Fault::Broken
    } else {
        Fault::Other
    };
    Failure::new(fault, error)
}

/// What is left of an answer behind a piece of it, and the piece.
type Piece = (Option<reqwest::Response>, Result<Option<Bytes>, reqwest::Error>);

#[cfg(not(target_arch = "wasm32"))]
type Reading = Pin<Box<dyn Future<Output = Piece> + Send>>;
#[cfg(target_arch = "wasm32")]
type Reading = Pin<Box<dyn Future<Output = Piece>>>;

/// An answer of reqwest's, and the piece of it that is on its way.
enum Answer {
    Idle(reqwest::Response),
    Reading(Reading),
    Over,
}

impl Pieces for Answer {
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Failure>> {
        let mut reading = match std::mem::replace(self, Self::Over) {
            Self::Idle(answer) => Box::pin(piece(answer)) as Reading,
            Self::Reading(reading) => reading,
            Self::Over => return Poll::Ready(Ok(None)),
        };
        let Poll::Ready((rest, piece)) = reading.as_mut().poll(context) else {
            *self = Self::Reading(reading);
            return Poll::Pending;
        };
        if let (Some(answer), Ok(Some(_))) = (rest, &piece) {
            *self = Self::Idle(answer);
        }
        Poll::Ready(piece.map_err(failure))
    }
}

#[cfg(not(target_arch = "wasm32"))]
async fn piece(mut answer: reqwest::Response) -> Piece {
    let piece = answer.chunk().await;
    (Some(answer), piece)
}

/// A browser does not give out answers piece by piece.
#[cfg(target_arch = "wasm32")]
async fn piece(answer: reqwest::Response) -> Piece {
    (None, answer.bytes().await.map(Some))
}
