//! Credentials: what says who asks. Which of them a request is sent with is decided here, and nowhere else.

use std::fmt;

use http::{HeaderName, HeaderValue, header::AUTHORIZATION};

use super::{
    Request,
    request::{encode, header},
};

/// What an operation asks of who calls it, by the names of its security schemes: each list is enough, and all of a
/// list are needed together. `&[&["apiKey", "appKey"], &["bearer"]]`; `&[]` asks for nothing.
pub type Requirements = &'static [&'static [&'static str]];

/// What says who asks: a key, a token, a name and a password. `Debug` does not show it.
///
/// ```text
/// let builder = builder.credential("ApiKey", Credential::header("X-Api-Key", key));
/// ```
#[derive(Clone)]
pub struct Credential(Kind);

#[derive(Clone)]
enum Kind {
    Header(HeaderName, HeaderValue),
    /// Encoded already.
    Query(String, String),
    /// Encoded already.
    Cookie(String, String),
    /// Why it cannot be sent.
    Broken(String),
}

impl Credential {
    /// A key that is sent as a header: `Credential::header("X-Api-Key", "123")`.
    pub fn header(name: &str, key: impl AsRef<str>) -> Self {
        Self(match secret_header(name, key.as_ref()) {
            Ok((name, value)) => Kind::Header(name, value),
            Err(problem) => Kind::Broken(problem),
        })
    }

    /// A key that is sent in the query: `Credential::query("api_key", "123")`.
    pub fn query(name: &str, key: impl AsRef<str>) -> Self {
        Self(Kind::Query(encoded(name), encoded(key.as_ref())))
    }

    /// A key that is sent as a cookie: `Credential::cookie("session", "123")`.
    pub fn cookie(name: &str, key: impl AsRef<str>) -> Self {
        Self(Kind::Cookie(encoded(name), encoded(key.as_ref())))
    }

    /// A token that is sent as `Authorization: Bearer`.
    pub fn bearer(token: impl AsRef<str>) -> Self {
        Self::header(AUTHORIZATION.as_str(), bearer(token.as_ref()))
    }

    /// A user name and password that are sent as `Authorization: Basic`.
    pub fn basic(user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        Self::header(AUTHORIZATION.as_str(), basic(user.as_ref(), password.as_ref()))
    }

    /// What is sent as `Authorization` behind the name of a scheme: `Credential::authorization("DPoP", "123")`.
    pub fn authorization(scheme: &str, credentials: impl AsRef<str>) -> Self {
        Self::header(AUTHORIZATION.as_str(), format!("{scheme} {}", credentials.as_ref()))
    }

    /// Why it cannot be sent, if it cannot.
    pub(super) fn problem(&self) -> Option<&str> {
        match &self.0 {
            Kind::Broken(problem) => Some(problem),
            Kind::Header(..) | Kind::Query(..) | Kind::Cookie(..) => None,
        }
    }

    fn put_into(&self, request: &mut Request) {
        match &self.0 {
            Kind::Header(name, value) => request.usual_header(name, value),
            Kind::Query(name, value) => request.query_text(name, value),
            Kind::Cookie(name, value) => request.cookie_text(name, value),
            Kind::Broken(problem) => request.refuse(problem.clone()),
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").finish_non_exhaustive()
    }
}

/// Puts in what a request asks for, as far as it was given: the first list that is there as a whole, or else what
/// there is of the first that is there in part, so that the server can say what is missing.
pub(super) fn authorize(request: &mut Request, usual: Requirements, given: &[(&'static str, Credential)]) {
    let requirements = request.requirements().unwrap_or(usual);
    let is_given = |scheme: &&str| given.iter().any(|(name, _)| name == scheme);
    let whole = requirements.iter().find(|list| !list.is_empty() && list.iter().all(is_given));
    let Some(list) = whole.or_else(|| requirements.iter().find(|list| list.iter().any(is_given))) else {
        return;
    };
    for (_, credential) in given.iter().filter(|(name, _)| list.contains(name)) {
        credential.put_into(request);
    }
}

/// The value of an `Authorization` header.
pub(super) fn bearer(token: &str) -> String {
    format!("Bearer {token}")
}

/// The same for a user name and a password.
pub(super) fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", base64(format!("{user}:{password}").as_bytes()))
}

/// A header whose value `Debug` does not show, for any of them may be a key.
pub(super) fn secret_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let (name, mut value) = header(name, value)?;
    value.set_sensitive(true);
    Ok((name, value))
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    encode(text, &mut out);
    out
}

/// RFC 4648, with padding: `user:key` is `dXNlcjprZXk=`.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = bits >> (18 - 6 * digit) & 63;
            text.push(if digit > three.len() { '=' } else { char::from(DIGITS[value as usize]) });
        }
    }
    text
}
