//! The client: where the API is served, who asks, and how. It carries requests and answers, and knows neither.

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::{
    Call, Credential, Error, Request, Response,
    credential::{Requirements, authorize},
    request::fill,
};

/// A client of the API. Clones share one set-up and its connections.
///
/// ```text
/// let client = Client::builder().timeout(Duration::from_secs(30)).build()?;
/// let link = client.post_file_links(&PostFileLinksRequest::new("file_123")).await?;
/// ```
#[derive(Clone)]
pub struct Client {
    settings: Arc<Settings>,
}

/// What a [`ClientBuilder`](super::ClientBuilder) puts together.
pub(super) struct Settings {
    pub(super) http: reqwest::Client,
    /// The user's, which goes before that of an operation.
    pub(super) base_url: Option<String>,
    /// The documentation's, for operations without their own. There is always one or the other.
    pub(super) documented_url: String,
    /// What users chose for the variables in documented URLs.
    pub(super) variables: Vec<(&'static str, String)>,
    /// What operations ask for that do not say so themselves.
    pub(super) security: Requirements,
    /// By the names of the security schemes.
    pub(super) credentials: Vec<(&'static str, Credential)>,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    /// Encoded already.
    pub(super) query: Vec<(String, String)>,
    pub(super) timeout: Option<Duration>,
    pub(super) max_response_bytes: usize,
}

impl Client {
    pub(super) fn new(settings: Settings) -> Self {
        Self { settings: Arc::new(settings) }
    }

    /// The call of an operation. It is sent when it is awaited.
    ///
    /// What reads the answer is given separately, since neither the request nor the client knows its type:
    /// `client.call(request, Response::json)`.
    pub fn call<T>(&self, request: Request, read: fn(Response) -> Result<T, Error>) -> Call<T> {
        Call::new(self.clone(), request, read)
    }

    /// The request as it will be sent, but for what a [`Call`] adds.
    pub(super) fn complete(&self, mut request: Request) -> Result<http::Request<Bytes>, Error> {
        for (name, value) in &self.settings.query {
            request.query_text(name, value);
        }
        let settings = &self.settings;
        authorize(&mut request, settings.security, &settings.credentials);
        let own = || request.server_url().map(|url| Cow::from(fill(url, &settings.variables)));
        let documented = || own().unwrap_or(Cow::from(&settings.documented_url));
        let url = settings.base_url.as_deref().map_or_else(documented, Cow::from);
        let mut request = request.into_http(&url)?;
        // What the operation says itself goes before what is said for all of them.
        let own: HeaderMap = std::mem::take(request.headers_mut());
        request.headers_mut().extend(settings.headers.iter().cloned());
        request.headers_mut().extend(own);
        Ok(request)
    }

    /// Sends a request and receives the whole answer.
    pub(super) async fn transmit(
        self,
        operation: &'static str,
        request: http::Request<Bytes>,
        timeout: Option<Duration>,
    ) -> Result<Response, Error> {
        // The URL may hold a key, and the name of the operation says more.
        let lost =
            |error: reqwest::Error| Error::Transport { operation, source: Box::new(error.without_url()) };
        let mut request = reqwest::Request::try_from(request)
            .map_err(|error| Error::Request { operation, problem: error.without_url().to_string() })?;
        *request.timeout_mut() = timeout.or(self.settings.timeout);
        let mut answer = self.settings.http.execute(request).await.map_err(lost)?;
        let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
        let limit = self.settings.max_response_bytes;
        let Some(body) = receive(answer, limit).await.map_err(lost)? else {
            let source = format!("the answer is longer than {limit} bytes, see max_response_bytes").into();
            return Err(Error::Transport { operation, source });
        };
        let mut answer = http::Response::new(body);
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(Response::from_http(operation, answer))
    }
}

/// The whole body, piece by piece, so that no more than the limit is ever in memory; `None` if it is longer.
#[cfg(not(target_arch = "wasm32"))]
async fn receive(mut answer: reqwest::Response, limit: usize) -> Result<Option<Bytes>, reqwest::Error> {
    let Some(first) = answer.chunk().await? else { return Ok(Some(Bytes::new())) };
    let mut body = Vec::new();
    let mut next = Some(first);
    while let Some(piece) = next {
        if piece.len() > limit - body.len() {
            return Ok(None);
        }
        next = answer.chunk().await?;
        // Most answers come in one piece, which need not be copied.
        if next.is_none() && body.is_empty() {
            return Ok(Some(piece));
        }
        body.extend_from_slice(&piece);
    }
    Ok(Some(body.into()))
}

/// The whole body, which a browser does not give out piece by piece; `None` if it is longer than the limit.
#[cfg(target_arch = "wasm32")]
async fn receive(answer: reqwest::Response, limit: usize) -> Result<Option<Bytes>, reqwest::Error> {
    let body = answer.bytes().await?;
    Ok((body.len() <= limit).then_some(body))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.settings.base_url.as_ref().unwrap_or(&self.settings.documented_url);
        f.debug_struct("Client").field("base_url", &url).finish_non_exhaustive()
    }
}
