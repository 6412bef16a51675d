//! Credentials: what says who asks. Which of them a request is sent with is decided here, and nowhere else.

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{
    HeaderName, HeaderValue, Uri,
    header::{AUTHORIZATION, COOKIE},
};

use super::{
    Request,
    call::Prepared,
    queue::Queue,
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
    /// What a token is asked for, which is sent as `Authorization: Bearer`.
    Grant(Arc<Issuer>),
    /// Why it cannot be sent.
    Broken(String),
}

/// What gives a token for calls, and asks a server for it where it has none. Times are since any fixed moment.
pub trait Grant: Send + Sync {
    /// Why no token can be asked for, if none can.
    fn problem(&self) -> Option<&str>;

    /// Whether the request for a new one renews an old one. If that brings none, it is worth asking once more.
    fn is_renewal(&self) -> bool;

    /// The value of the header `Authorization`, while it is good.
    fn current(&self, now: Duration) -> Option<HeaderValue>;

    /// The request for a new one.
    fn request(&self) -> http::Request<Bytes>;

    /// Takes a new one from the answer.
    ///
    /// # Errors
    ///
    /// When there is none in it.
    fn take(&self, answer: &http::Response<Bytes>, now: Duration) -> Result<HeaderValue, String>;

    /// Forgets the one that there is, since a server refused it.
    fn forget(&self);
}

/// What gives a token, and the calls that wait for one.
pub(super) struct Issuer {
    pub(super) grant: Box<dyn Grant>,
    pub(super) queue: Queue,
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

    /// A token that is asked for when it is needed, and sent as `Authorization: Bearer`.
    pub fn grant(grant: impl Grant + 'static) -> Self {
        Self(Kind::Grant(Arc::new(Issuer { grant: Box::new(grant), queue: Queue::default() })))
    }

    /// Why it cannot be sent, if it cannot.
    pub(super) fn problem(&self) -> Option<&str> {
        match &self.0 {
            Kind::Broken(problem) => Some(problem),
            Kind::Grant(issuer) => issuer.grant.problem(),
            Kind::Header(..) | Kind::Query(..) | Kind::Cookie(..) => None,
        }
    }

    /// The pair of the query that it is.
    pub(super) fn as_query(&self) -> Option<(&str, &str)> {
        match &self.0 {
            Kind::Query(name, value) => Some((name, value)),
            Kind::Header(..) | Kind::Cookie(..) | Kind::Grant(_) | Kind::Broken(_) => None,
        }
    }

    /// What gives the token that it is.
    fn as_issuer(&self) -> Option<Arc<Issuer>> {
        match &self.0 {
            Kind::Grant(issuer) => Some(issuer.clone()),
            Kind::Header(..) | Kind::Query(..) | Kind::Cookie(..) | Kind::Broken(_) => None,
        }
    }

    fn put_into(&self, request: &mut Request) {
        match &self.0 {
            Kind::Header(name, value) => request.usual_header(name, value),
            Kind::Query(name, value) => request.query_text(name, value),
            Kind::Cookie(name, value) => request.cookie_text(name, value),
            Kind::Grant(_) => {}
            Kind::Broken(problem) => request.refuse(problem.clone()),
        }
    }

    /// Puts it into a request that is ready, in place of one like it.
    pub(super) fn replace_in(&self, prepared: &mut Prepared) -> Result<(), String> {
        let headers = prepared.request.headers_mut();
        match &self.0 {
            Kind::Header(name, value) => drop(headers.insert(name, value.clone())),
            Kind::Query(name, value) => {
                let uri = with_pair(prepared.request.uri(), name, value);
                *prepared.request.uri_mut() = uri.map_err(|error| error.to_string())?;
            }
            Kind::Cookie(name, value) => {
                let others =
                    headers.get(COOKIE).and_then(|cookies| cookies.to_str().ok()).unwrap_or_default();
                let cookies = replaced(others, "; ", name, value);
                let (header, value) = secret_header(COOKIE.as_str(), &cookies)?;
                headers.insert(header, value);
            }
            Kind::Grant(issuer) => {
                headers.remove(AUTHORIZATION);
                prepared.issuer = Some(issuer.clone());
            }
            Kind::Broken(problem) => return Err(problem.clone()),
        }
        Ok(())
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").finish_non_exhaustive()
    }
}

/// Puts in what a request asks for, as far as it was given: the first list that is there as a whole, or else what
/// there is of the first that is there in part, so that the server can say what is missing.
/// Gives what has to be asked for a token first.
pub(super) fn authorize(
    request: &mut Request,
    usual: Requirements,
    given: &[(&'static str, Credential)],
) -> Option<Arc<Issuer>> {
    let requirements = request.requirements().unwrap_or(usual);
    let is_given = |scheme: &&str| given.iter().any(|(name, _)| name == scheme);
    let whole = requirements.iter().find(|list| !list.is_empty() && list.iter().all(is_given));
    let list = whole.or_else(|| requirements.iter().find(|list| list.iter().any(is_given)))?;
    let mut issuer = None;
    for (_, credential) in given.iter().filter(|(name, _)| list.contains(name)) {
        credential.put_into(request);
        issuer = credential.as_issuer().or(issuer);
    }
    issuer
}

/// A URL with a pair in its query, in place of one with the same name.
fn with_pair(uri: &Uri, name: &str, value: &str) -> Result<Uri, http::Error> {
    let query = replaced(uri.query().unwrap_or_default(), "&", name, value);
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(format!("{}?{query}", uri.path()).parse()?);
    Ok(Uri::from_parts(parts)?)
}

/// A URL with a pair in its query, unless there is one with the same name.
pub(super) fn with_missing(uri: Uri, name: &str, value: &str) -> Uri {
    let query = uri.query().unwrap_or_default();
    match query.split('&').any(|pair| pair.split('=').next() == Some(name)) {
        true => uri,
        false => with_pair(&uri, name, value).unwrap_or(uri),
    }
}

/// A list of pairs with one more, in place of one with the same name.
fn replaced(list: &str, separator: &str, name: &str, value: &str) -> String {
    let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(name);
    let others = list.split(separator).filter(is_other).map(str::to_owned);
    others.chain([format!("{name}={value}")]).collect::<Vec<_>>().join(separator)
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
