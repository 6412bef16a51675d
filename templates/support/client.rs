//! The client: where the API is served, who asks, and how. It carries requests and answers, and knows neither.

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderName, HeaderValue};

use super::{
    Body, Call, Credential, Error, Request, Response,
    attempts::Arrival,
    carrier::Carrier,
    clock::Clock,
    credential::{Issuer, Requirements, authorize},
    hooks::Hooks,
    read::{Read, Reading, Success},
    request::fill,
    retry::{Budget, Retry},
};

/// A client of the API. Clones share one set-up and its connections.
///
/// ```text
/// let client = Client::builder().timeout(Duration::from_secs(30)).build()?;
/// let call = client.post_file_links(&PostFileLinksRequest::new("file_123"));
/// ```
#[derive(Clone)]
pub struct Client {
    settings: Arc<Settings>,
}

/// What a [`ClientBuilder`](super::ClientBuilder) puts together.
pub(super) struct Settings {
    pub(super) carrier: Box<dyn Carrier>,
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
    /// How calls are sent again, and what all of them together may take for that.
    pub(super) retry: Option<(Retry, Budget)>,
    pub(super) idempotency_header: Option<HeaderName>,
    pub(super) hooks: Hooks,
    /// Since when tokens age.
    pub(super) clock: Clock,
}

impl Client {
    pub(super) fn new(settings: Settings) -> Self {
        Self { settings: Arc::new(settings) }
    }

    /// The call of an operation, which is not sent yet.
    ///
    /// What reads the answer is given separately, since neither the request nor the client knows its type:
    /// `client.call(request, read::json, read::undocumented)`.
    pub fn call<T, E>(
        &self,
        request: Request,
        success: fn(&Response) -> Read<T>,
        failure: fn(&Response) -> Read<E>,
    ) -> Call<T, E> {
        let reading = Reading::new(request.operation(), Success::Whole(success), failure);
        Call::new(self.clone(), request, reading)
    }

    /// The call of an operation that answers a stream, of which `begin` makes the value.
    pub fn stream<T, E>(
        &self,
        request: Request,
        begin: fn(Arrival) -> T,
        failure: fn(&Response) -> Read<E>,
    ) -> Call<T, E> {
        let reading = Reading::new(request.operation(), Success::Stream(begin), failure);
        Call::new(self.clone(), request, reading)
    }

    /// The pairs of the query that the client adds to requests.
    pub(super) fn query_keys(&self) -> impl Iterator<Item = (&str, &str)> {
        let keys = self.settings.credentials.iter().filter_map(|(_, credential)| credential.as_query());
        self.settings.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(keys)
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How long there is the client: a time that only grows.
    pub(super) fn age(&self) -> Duration {
        self.settings.clock.elapsed().unwrap_or_default()
    }

    /// Puts credentials into a request, and gives what is asked for a token first, where one is needed.
    pub(super) fn authorize(&self, request: &mut Request) -> Option<Arc<Issuer>> {
        authorize(request, self.settings.security, &self.settings.credentials)
    }

    /// The request as it will be sent, but for what a [`Call`] adds.
    pub(super) fn complete(&self, mut request: Request) -> Result<http::Request<Body>, Error> {
        for (name, value) in &self.settings.query {
            request.query_text(name, value);
        }
        let settings = &self.settings;
        let base_url = settings.base_url.as_ref().unwrap_or(&settings.documented_url);
        let mut request = match request.server_url().map(|own| fill(own, &settings.variables)) {
            Some(path) if path.starts_with('/') => {
                request.into_http(&(origin(base_url).to_owned() + &path))?
            }
            Some(own) if settings.base_url.is_none() => request.into_http(&own)?,
            // It was checked when the client was built.
            Some(_) | None => request.into_http_at(base_url)?,
        };
        // What the operation says itself goes before what is said for all of them.
        for (name, value) in &settings.headers {
            request.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
        Ok(request)
    }
}

/// The scheme and the host of a URL: `https://api.example.com` of `https://api.example.com/v1`.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    &url[..end]
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.settings.base_url.as_ref().unwrap_or(&self.settings.documented_url);
        f.debug_struct("Client").field("base_url", &url).finish_non_exhaustive()
    }
}
