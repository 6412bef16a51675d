//! One request for an address, and what it leads to.

use std::{
    io::{self, Read as _},
    time::{Duration, SystemTime},
};

use ureq::{
    Agent, Body, Error,
    http::{HeaderMap, Response, StatusCode},
    tls::{RootCerts, TlsConfig},
};
use url::Url;

use super::{
    download::{Answer, Download},
    redirect,
};
use crate::diagnostics::FetchProblem;

/// What is wanted most: the text that other tools get, and not a page about it.
const ACCEPT: &str = "application/json, application/yaml, text/yaml, text/html;q=0.9, */*;q=0.8";

/// Who asks (RFC 9110, section 10.1.5).
const USER_AGENT: &str =
    concat!("bindery/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")");

/// Why an attempt failed, and whether another one may do better.
pub(super) struct Failed {
    pub(super) problem: FetchProblem,
    pub(super) again: Again,
}

/// Whether another attempt may do better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// It would end alike.
    Never,
    /// It may; the usual wait comes before it.
    Soon,
    /// It may; the server has said how long to wait.
    After(Duration),
}

impl From<FetchProblem> for Failed {
    fn from(problem: FetchProblem) -> Self {
        Failed { problem, again: Again::Never }
    }
}

/// What all requests of a run share: connections that stay open, and rules for none in particular.
pub(super) fn agent() -> Agent {
    // A company's own authority is known to its machines, and to nobody else.
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .user_agent(USER_AGENT)
        .accept(ACCEPT)
        .http_status_as_error(false);
    // Each step is looked at before it is taken.
    config.max_redirects(0).max_redirects_will_error(false).build().into()
}

/// Asks once, and follows where that leads.
pub(super) fn attempt(agent: &Agent, download: &Download) -> Result<Answer, Failed> {
    let mut url = parse(&download.url)?;
    for _ in 0..=redirect::MOST {
        let response = ask(agent, download, &url)?;
        let status = response.status().as_u16();
        if !redirect::STATUSES.contains(&status) {
            return answer(download, url, response);
        }
        url = redirect::target(&download.remote, &url, text(response.headers(), "location"))?;
    }
    let reason = format!("there are more than {} on the way", redirect::MOST);
    Err(FetchProblem::WrongRedirect { url: download.url.clone(), reason }.into())
}

fn parse(url: &str) -> Result<Url, FetchProblem> {
    Url::parse(url).map_err(|error| FetchProblem::WrongUrl { url: url.into(), reason: error.to_string() })
}

fn ask(agent: &Agent, download: &Download, url: &Url) -> Result<Response<Body>, Failed> {
    let mut request = agent.get(url.as_str());
    let validators = [("If-None-Match", &download.etag), ("If-Modified-Since", &download.last_modified)];
    for (name, value) in validators {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    let timed = request.config().timeout_global(Some(download.remote.timeout)).build();
    timed.call().map_err(|error| broken(url, &error, download.remote.timeout))
}

/// What an answer that leads nowhere else says.
fn answer(download: &Download, url: Url, response: Response<Body>) -> Result<Answer, Failed> {
    let is_conditional = download.etag.is_some() || download.last_modified.is_some();
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_MODIFIED if is_conditional => return Ok(Answer::Same),
        status => return Err(refused(&url, status, response.headers())),
    }
    let header = |name: &str| text(response.headers(), name).map(str::to_owned);
    let (etag, last_modified) = (header("etag"), header("last-modified"));
    let most = download.remote.max_size;
    let large = || FetchProblem::LargeAnswer { url: download.url.clone(), most };
    // What is packed gets no smaller than this when it is unpacked.
    if response.body().content_length().is_some_and(|length| length > most) {
        return Err(large().into());
    }
    let mut bytes = Vec::new();
    // One byte more than is allowed tells that there is too much.
    let mut body = response.into_body().into_reader().take(most.saturating_add(1));
    if let Err(error) = body.read_to_end(&mut bytes) {
        return Err(broken(&url, &Error::from(error), download.remote.timeout));
    }
    if bytes.len() as u64 > most {
        return Err(large().into());
    }
    Ok(Answer::Fresh { url: url.into(), bytes, etag, last_modified })
}

/// A status that is no answer.
fn refused(url: &Url, status: StatusCode, headers: &HeaderMap) -> Failed {
    let (again, help) = match status.as_u16() {
        401 | 403 | 407 => (
            Again::Never,
            "bindery has no login there: download it by other means, and name the file as a source",
        ),
        404 | 410 => (Again::Never, "find out where it has gone, and put the new address into bindery.toml"),
        429 => (wait(headers), "the server asks to be left alone for some time: try again later"),
        408 | 500..=599 => (wait(headers), "the server has trouble of its own: try again later"),
        _ => (Again::Never, "open the address in a browser, and see what it is"),
    };
    let problem =
        FetchProblem::WrongStatus { url: url.to_string(), status: status.to_string(), help: help.into() };
    Failed { problem, again }
}

/// How long a server asks to wait: `Retry-After: 120`, or a date (RFC 9110, section 10.2.3).
fn wait(headers: &HeaderMap) -> Again {
    let Some(said) = text(headers, "retry-after") else { return Again::Soon };
    if let Ok(seconds) = said.trim().parse() {
        return Again::After(Duration::from_secs(seconds));
    }
    match httpdate::parse_http_date(said.trim()) {
        Ok(date) => Again::After(date.duration_since(SystemTime::now()).unwrap_or_default()),
        Err(_) => Again::Soon,
    }
}

/// No whole answer came.
fn broken(url: &Url, error: &Error, timeout: Duration) -> Failed {
    let again = match error {
        Error::Timeout(_) | Error::Io(_) | Error::HostNotFound | Error::ConnectionFailed => Again::Soon,
        // What is no HTTP may be the rest of an answer that was cut off.
        Error::Protocol(_) => Again::Soon,
        // A certificate, for one, is the same the next time.
        _ => Again::Never,
    };
    let reason = match error {
        Error::Timeout(_) => format!("it takes longer than {} s", timeout.as_secs()),
        Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => {
            format!("it takes longer than {} s", timeout.as_secs())
        }
        Error::HostNotFound => "there is no such host".into(),
        error => error.to_string(),
    };
    Failed { problem: FetchProblem::NoAnswer { url: url.to_string(), reason }, again }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
