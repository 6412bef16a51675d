//! The set-up of a client.

use std::{fmt, time::Duration};

use http::{HeaderName, HeaderValue, header::USER_AGENT};

use super::{
    Body, Client, Credential, Error, Source,
    carrier::Carrier,
    client::Settings,
    clock::Clock,
    credential::{Requirements, secret_header},
    hooks::{Attempt, Hooks, Outcome},
    request::{check_base_url, encode, fill},
    retry::{Budget, Retry},
    stack,
};

/// How long an answer may be unless the user says otherwise: 256 MiB.
const MAX_RESPONSE_BYTES: usize = 256 << 20;

/// Sets up a [`Client`].
///
/// ```text
/// let client = Client::builder()
///     .header("X-Api-Key", std::env::var("API_KEY")?)
///     .timeout(Duration::from_secs(30))
///     .build()?;
/// ```
#[must_use = "a client is there once `build` is called"]
pub struct ClientBuilder {
    documented_url: Option<&'static str>,
    base_url: Option<String>,
    variables: Vec<(&'static str, String)>,
    security: Requirements,
    credentials: Vec<(&'static str, Credential)>,
    carrier: Option<Box<dyn Carrier>>,
    headers: Vec<(HeaderName, HeaderValue)>,
    query: Vec<(String, String)>,
    timeout: Option<Duration>,
    max_response_bytes: usize,
    retry: Option<Retry>,
    idempotency_header: Option<HeaderName>,
    hooks: Hooks,
    /// The first thing that is wrong, which `build` tells.
    problem: Option<String>,
}

impl ClientBuilder {
    /// Starts with the base URL of the documentation, if it names one.
    pub fn new(documented_url: Option<&'static str>) -> Self {
        Self {
            documented_url,
            base_url: None,
            variables: Vec::new(),
            security: &[],
            credentials: Vec::new(),
            carrier: None,
            headers: Vec::new(),
            query: Vec::new(),
            timeout: None,
            max_response_bytes: MAX_RESPONSE_BYTES,
            retry: None,
            idempotency_header: None,
            hooks: Hooks::default(),
            problem: None,
        }
    }

    /// Sends all requests there, whatever the documentation says: `https://staging.example.com/api`.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Chooses a part of the documentation's base URL, which has it in braces: `builder.server_variable("region", "eu")`.
    pub fn server_variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.retain(|(other, _)| *other != name);
        self.variables.push((name, value.into()));
        self
    }

    /// Says what operations ask of who calls them, unless they say otherwise themselves.
    pub fn security(mut self, requirements: Requirements) -> Self {
        self.security = requirements;
        self
    }

    /// Sends a credential with the operations that ask for the security scheme of this name.
    pub fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        if let Some(problem) = credential.problem() {
            self.problem.get_or_insert_with(|| problem.to_owned());
        }
        self.credentials.retain(|(other, _)| *other != scheme);
        self.credentials.push((scheme, credential));
        self
    }

    /// Sends a header with all requests; again with the same name, it takes the place of the first.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        match secret_header(name, value.as_ref()) {
            Ok((name, value)) => {
                self.headers.retain(|(other, _)| *other != name);
                self.headers.push((name, value));
            }
            Err(problem) => drop(self.problem.get_or_insert(problem)),
        }
        self
    }

    /// Adds a pair to the query of all requests: a key, for APIs that want it there.
    pub fn query(mut self, name: &str, value: impl AsRef<str>) -> Self {
        let (mut encoded_name, mut encoded_value) = (String::new(), String::new());
        encode(name, &mut encoded_name);
        encode(value.as_ref(), &mut encoded_value);
        self.query.push((encoded_name, encoded_value));
        self
    }

    /// How long a call may take, from sending to the last byte of the answer; no limit unless this is called.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How the program calls itself: `my-shop/1.2`.
    pub fn user_agent(self, name: impl AsRef<str>) -> Self {
        self.header(USER_AGENT.as_str(), name)
    }

    /// How long an answer may be, in bytes: 256 MiB unless this is called.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// Sends with another HTTP stack.
    pub fn carrier(mut self, carrier: impl Carrier + 'static) -> Self {
        self.carrier = Some(Box::new(carrier));
        self
    }

    /// Sends calls again that failed in a way that may pass: `builder.retry(Retry::new(2))`. Only calls that may be
    /// repeated are: those of an idempotent method (RFC 9110, section 9.2.2), or with an idempotency key.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Sends a new key under this header with each call of a method that is not idempotent, the same each time that the
    /// call is sent, so that it may be repeated: `builder.idempotency_header("Idempotency-Key")`.
    pub fn idempotency_header(mut self, name: &str) -> Self {
        match name.parse() {
            Ok(name) => self.idempotency_header = Some(name),
            Err(_) => drop(self.problem.get_or_insert(format!("`{name}` cannot be the name of a header"))),
        }
        self
    }

    /// Calls this before each request is sent; it may change the request, and its error stops the call.
    ///
    /// ```text
    /// let builder = builder.before_request(|attempt, request| {
    ///     println!("{} {} {}", attempt.operation, request.method(), request.uri());
    ///     Ok(())
    /// });
    /// ```
    pub fn before_request(
        mut self,
        hook: impl Fn(&Attempt, &mut http::Request<Body>) -> Result<(), Source> + Send + Sync + 'static,
    ) -> Self {
        self.hooks.before.push(Box::new(hook));
        self
    }

    /// Calls this behind each answer, or where none came.
    pub fn after_response(mut self, hook: impl Fn(&Attempt, Outcome<'_>) + Send + Sync + 'static) -> Self {
        self.hooks.after.push(Box::new(hook));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// When there is no base URL, or it or a header is not valid, or there are no certificates to check servers by.
    pub fn build(self) -> Result<Client, Error> {
        let problem = |problem| Error::Client { problem, source: None };
        if let Some(first) = self.problem {
            return Err(problem(first));
        }
        let documented = self.documented_url.map(|url| fill(url, &self.variables));
        let Some(url) = self.base_url.as_deref().or(documented.as_deref()) else {
            let none = "the documentation names no server: call `.base_url(\"https://...\")`";
            return Err(problem(none.to_owned()));
        };
        check_base_url(url).map_err(problem)?;
        let carrier = match self.carrier {
            Some(carrier) => carrier,
            None => stack::usual()?,
        };
        Ok(Client::new(Settings {
            carrier,
            base_url: self.base_url,
            documented_url: documented.unwrap_or_default(),
            variables: self.variables,
            security: self.security,
            credentials: self.credentials,
            headers: self.headers,
            query: self.query,
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
            retry: self.retry.map(|retry| {
                let budget = Budget::new(&retry);
                (retry, budget)
            }),
            idempotency_header: self.idempotency_header,
            hooks: self.hooks,
            clock: Clock::start(),
        }))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither the query nor headers, which are where keys are.
        let url = self.base_url.as_deref().or(self.documented_url);
        f.debug_struct("ClientBuilder").field("base_url", &url).finish_non_exhaustive()
    }
}
