//! The set-up of a client.

use std::{fmt, time::Duration};

use http::{HeaderName, HeaderValue, header::USER_AGENT};

use super::{
    Client, Credential, Error,
    client::Settings,
    credential::{Requirements, secret_header},
    request::{check_base_url, encode, fill},
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
    http: Option<reqwest::Client>,
    headers: Vec<(HeaderName, HeaderValue)>,
    query: Vec<(String, String)>,
    timeout: Option<Duration>,
    max_response_bytes: usize,
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
            http: None,
            headers: Vec::new(),
            query: Vec::new(),
            timeout: None,
            max_response_bytes: MAX_RESPONSE_BYTES,
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

    /// Sends with this: for proxies, certificates and redirects of the user's own.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
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
        let http = match self.http {
            Some(http) => http,
            None => reqwest::Client::builder().build().map_err(|source| Error::Client {
                problem: "there is no HTTP client".to_owned(),
                source: Some(Box::new(source)),
            })?,
        };
        Ok(Client::new(Settings {
            http,
            base_url: self.base_url,
            documented_url: documented.unwrap_or_default(),
            variables: self.variables,
            security: self.security,
            credentials: self.credentials,
            headers: self.headers,
            query: self.query,
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
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
