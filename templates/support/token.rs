//! Tokens that a client gets for itself, by its own id and secret (RFC 6749 section 4.4). Nothing here sends
//! or asks a clock: it makes the request for a token, reads the answer, and knows for how long a token is
//! good.

use std::{
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::{
    HeaderValue, Method, Request, Response, StatusCode, Uri,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE},
};
use serde_json::Value;

use super::{
    Grant,
    credential::{basic, bearer},
    request::form_text,
};

/// How long before its end a token is not used any more, since a request takes a while to arrive.
const MARGIN: Duration = Duration::from_secs(30);

/// How much is told of what a server says.
const LONGEST_EXCERPT: usize = 300;

/// Where tokens come from, and the last one. `Debug` shows neither the secret nor a token.
///
/// ```text
/// let tokens = Tokens::client_credentials("https://example.com/oauth2/token", id, secret, &["files:read"]);
/// ```
pub struct Tokens {
    url: Uri,
    /// The id and the secret, as they are sent.
    login: HeaderValue,
    /// As they are sent: `files:read files:write`.
    scopes: String,
    /// Why no token can be asked for.
    problem: Option<&'static str>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    access: Option<Access>,
    refresh: Option<String>,
}

struct Access {
    /// `Bearer 2YotnFZFEjr1zCsicMWpAA`
    value: HeaderValue,
    /// When a new one is needed; `None` if only the server knows.
    fresh_until: Option<Duration>,
}

/// What an answer brings.
struct Granted {
    value: HeaderValue,
    life: Option<Duration>,
    refresh: Option<String>,
}

impl Tokens {
    /// Gets tokens for the client itself, by its id and secret. Without scopes, the server chooses what they
    /// are for.
    pub fn client_credentials(
        token_url: &str,
        id: impl Into<String>,
        secret: impl Into<String>,
        scopes: &[&str],
    ) -> Self {
        let (url, problem) = match checked(token_url) {
            Ok(url) => (url, None),
            Err(problem) => (Uri::default(), Some(problem)),
        };
        Self {
            url,
            login: login(&id.into(), &secret.into()),
            scopes: scopes.join(" "),
            problem,
            state: Mutex::default(),
        }
    }

    fn form(&self) -> String {
        match &self.state().refresh {
            // Without scopes the new token has those of the old one. These may be fewer than were asked for,
            // and to ask for more is an error (section 6).
            Some(token) => {
                format!("grant_type=refresh_token&refresh_token={}", form_text(token, b""))
            }
            None if self.scopes.is_empty() => "grant_type=client_credentials".to_owned(),
            None => {
                format!("grant_type=client_credentials&scope={}", form_text(&self.scopes, b""))
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nobody panics in the middle of a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Grant for Tokens {
    /// Why no token can be asked for, if none can.
    fn problem(&self) -> Option<&str> {
        self.problem
    }

    /// The last token, as the value of `Authorization`: `Bearer 2YotnFZFEjr1zCsicMWpAA`. `None` if there is
    /// none, or if no more than 30 seconds of its life are left, or a tenth if that is less.
    ///
    /// `now` is the time since some start, which is the same for all calls.
    fn current(&self, now: Duration) -> Option<HeaderValue> {
        let state = self.state();
        let access = state.access.as_ref()?;
        access.fresh_until.is_none_or(|end| now < end).then(|| access.value.clone())
    }

    /// Whether [`Grant::request`] is by a refresh token. If that brings no token, it is worth asking once
    /// more: the next request is by the id and secret again.
    fn is_renewal(&self) -> bool {
        self.state().refresh.is_some()
    }

    /// The request for a new token (RFC 6749 sections 4.4.2 and 6):
    ///
    /// ```text
    /// POST /oauth2/token
    /// Authorization: Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW
    /// Content-Type: application/x-www-form-urlencoded
    ///
    /// grant_type=client_credentials&scope=files%3Aread
    /// ```
    fn request(&self) -> Request<Bytes> {
        let mut request = Request::new(Bytes::from(self.form()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.url.clone();
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, self.login.clone());
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        request
    }

    /// Takes the token out of an answer (RFC 6749 section 5.1), keeps it and gives it out as the value of
    /// `Authorization`. `now` is when it was asked for, as [`Grant::current`] counts.
    ///
    /// # Errors
    ///
    /// When there is no token in it that can be used; with the `error` and `error_description` of section
    /// 5.2, as far as they are there. A refresh token is given up then.
    fn take(&self, answer: &Response<Bytes>, now: Duration) -> Result<HeaderValue, String> {
        let grant = read(answer).inspect_err(|_| self.state().refresh = None)?;
        let fresh_until = grant.life.and_then(|life| now.checked_add(life - MARGIN.min(life / 10)));
        let mut state = self.state();
        state.access = Some(Access { value: grant.value.clone(), fresh_until });
        // An answer without a refresh token leaves the old one good.
        if grant.refresh.is_some() {
            state.refresh = grant.refresh;
        }
        Ok(grant.value)
    }

    /// Drops the token, which a server has refused, so that the next call asks for a new one.
    fn forget(&self) {
        self.state().access = None;
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the URL either, whose query may hold a key.
        f.debug_struct("Tokens").finish_non_exhaustive()
    }
}

/// The URL, which is not repeated if it is wrong, for it may be a secret in the wrong place.
fn checked(token_url: &str) -> Result<Uri, &'static str> {
    if token_url.contains(['{', '}']) {
        return Err("the token URL has a part in braces that was not filled in");
    }
    let url = token_url.parse::<Uri>().map_err(|_| "the token URL is not valid")?;
    let is_http = matches!(url.scheme_str(), Some("http" | "https"));
    match url.authority() {
        Some(authority) if is_http && !authority.as_str().contains('@') => Ok(url),
        Some(_) | None => Err("the token URL is not like `https://example.com/oauth2/token`"),
    }
}

/// The id and the secret as the value of `Authorization`. Both are spelled as in a form first (RFC 6749
/// section 2.3.1), so that a colon in the id does not end it.
fn login(id: &str, secret: &str) -> HeaderValue {
    let (user, password) = (form_text(id, b""), form_text(secret, b""));
    let mut value = HeaderValue::from_str(&basic(&user, &password)).expect("Base64 is ASCII");
    value.set_sensitive(true);
    value
}

fn read(answer: &Response<Bytes>) -> Result<Granted, String> {
    // What is not JSON has no members.
    let body: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let token = match text("access_token") {
        Some(token) if answer.status().is_success() => token,
        Some(_) | None => return Err(refusal(answer.status(), text("error"), text("error_description"))),
    };
    // Where no type is given, though it has to be, there is only one that is known.
    if let Some(other) = text("token_type").filter(|kind| !kind.eq_ignore_ascii_case("bearer")) {
        return Err(format!("the token is of the type `{}`, and only `Bearer` is known", shown(other)));
    }
    let mut value = HeaderValue::from_str(&bearer(token))
        .map_err(|_| "the token has a line break or another control character".to_owned())?;
    value.set_sensitive(true);
    let seconds = |life: &Value| life.as_f64().or_else(|| life.as_str()?.trim().parse().ok());
    // What is no length of time says as little as none at all: the server refuses the token some day.
    let life =
        body.get("expires_in").and_then(seconds).and_then(|life| Duration::try_from_secs_f64(life).ok());
    Ok(Granted { value, life, refresh: text("refresh_token").map(str::to_owned) })
}

/// What is told of an answer without a token: `the token server answered 400 Bad Request: invalid_scope: No.`
fn refusal(status: StatusCode, error: Option<&str>, description: Option<&str>) -> String {
    let mut text = format!("the token server answered {status}");
    if error.is_none() && description.is_none() {
        text.push_str(" without a token");
    }
    for part in error.into_iter().chain(description) {
        text.push_str(": ");
        text.push_str(&shown(part));
    }
    text
}

/// The start of what a server says, on one line.
fn shown(text: &str) -> String {
    let letters = text.chars().take(LONGEST_EXCERPT);
    letters.map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
