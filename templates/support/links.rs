//! The URLs of pages: parameters in a query, references from one URL to another, and the header `Link`.

use http::{HeaderMap, Uri, header::LINK, uri::PathAndQuery};

use super::{
    json::Error,
    request::{encode, encode_except},
};

/// What an error calls the place of a parameter.
pub(super) fn parameter_place(parameter: &str) -> String {
    format!("the parameter {parameter} of the query")
}

/// The number that a parameter of the query has; nothing where it is not there.
///
/// # Errors
///
/// When it is no number.
pub(super) fn number(uri: &Uri, parameter: &str) -> Result<Option<u64>, Error> {
    let pair = pairs(uri).find(|pair| is_named(pair, parameter));
    let Some((_, value)) = pair.and_then(|pair| pair.split_once('=')) else { return Ok(None) };
    match value.parse() {
        Ok(number) => Ok(Some(number)),
        Err(_) => {
            Err(Error::new(parameter_place(parameter), "the number of a page or item", "something else"))
        }
    }
}

fn pairs(uri: &Uri) -> impl Iterator<Item = &str> {
    uri.query().filter(|query| !query.is_empty()).into_iter().flat_map(|query| query.split('&'))
}

/// Whether a pair of a query is a parameter's, however its name is percent-encoded: `page%5Bafter%5D=x`.
fn is_named(pair: &str, parameter: &str) -> bool {
    let mut name = pair.split('=').next().unwrap_or_default().bytes();
    let digit = |name: &mut std::str::Bytes<'_>| char::from(name.next()?).to_digit(16);
    let mut wanted = parameter.bytes();
    while let Some(byte) = name.next() {
        let byte = match byte {
            b'%' => match (digit(&mut name), digit(&mut name)) {
                (Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
                (Some(_) | None, _) => None,
            },
            byte => Some(byte),
        };
        if byte.is_none() || byte != wanted.next() {
            return false;
        }
    }
    wanted.next().is_none()
}

/// A URL with another value for a parameter of its query, in the place where it stood; the rest is kept as it is.
///
/// # Errors
///
/// When the value is too long for a URL.
pub(super) fn with_parameter(uri: &Uri, parameter: &str, value: &str) -> Result<Uri, Error> {
    let mut own = String::new();
    encode(parameter, &mut own);
    own.push('=');
    encode(value, &mut own);
    let mut query: Vec<&str> = Vec::new();
    let mut is_there = false;
    for pair in pairs(uri) {
        if !is_named(pair, parameter) {
            query.push(pair);
        } else if !std::mem::replace(&mut is_there, true) {
            query.push(&own);
        }
    }
    if !is_there {
        query.push(&own);
    }
    let target = format!("{}?{}", uri.path(), query.join("&"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = target.parse::<PathAndQuery>().ok();
    let whole = parts.path_and_query.is_some().then(|| Uri::from_parts(parts).ok()).flatten();
    whole.ok_or_else(|| {
        Error::new("", format!("a value for the parameter {parameter} that fits a URL"), "another")
    })
}

/// Whether a text can be no cursor, which never looks like this: `https://..`, `/pets?page=2`, `?page=2`.
pub(super) fn is_url(text: &str) -> bool {
    let is_relative = text.starts_with('?') || (text.starts_with('/') && text.contains('?'));
    is_relative || text.starts_with("https://") || text.starts_with("http://")
}

/// The URL that a reference leads to (RFC 3986, section 5.2), if that is at the same server. A path that this one ends
/// in is taken for this one.
///
/// # Errors
///
/// When it is no URL, or one at another server; `place` is where it stands.
pub(super) fn resolve(uri: &Uri, reference: &str, place: &str) -> Result<Uri, Error> {
    let reference = reference.split('#').next().unwrap_or_default().trim();
    let origin = origin(uri);
    let scheme = reference.split(['/', '?']).next().is_some_and(|start| start.contains(':'));
    let whole = match reference {
        _ if scheme => reference.to_owned(),
        _ if reference.starts_with("//") => format!("{}:{reference}", uri.scheme_str().unwrap_or("https")),
        _ if reference.starts_with('/') => {
            let (path, query) = reference.split_at(reference.find('?').unwrap_or(reference.len()));
            // Many servers know nothing of what stands before their paths: `/v1` of `/v1/pets`.
            let path = if uri.path().ends_with(path) { uri.path() } else { path };
            format!("{origin}{path}{query}")
        }
        _ if reference.starts_with('?') => format!("{origin}{}{reference}", uri.path()),
        "" => uri.to_string(),
        _ => {
            let folder = uri.path().rfind('/').map_or("/", |end| &uri.path()[..=end]);
            format!("{origin}{folder}{reference}")
        }
    };
    let mut encoded = String::new();
    encode_except(&whole, b"%/:@!$&'()*+,;=?[]", &mut encoded);
    match encoded.parse::<Uri>() {
        Ok(next) if is_same_server(uri, &next) => Ok(next),
        // The rest of it is not repeated, for it may hold a key.
        Ok(next) => {
            Err(Error::new(place, format!("a URL at {origin}"), format!("one at {}", self::origin(&next))))
        }
        Err(_) => Err(Error::new(place, "a URL", "something else")),
    }
}

/// Where a server is: `https://api.example.com`.
fn origin(uri: &Uri) -> String {
    let host = uri.authority().map_or("", |authority| authority.as_str());
    let host = host.rsplit('@').next().unwrap_or_default();
    format!("{}://{host}", uri.scheme_str().unwrap_or_default())
}

/// Whether two URLs have scheme, host and port in common (RFC 6454, section 4); a user's name has no place in either.
fn is_same_server(one: &Uri, other: &Uri) -> bool {
    let port = |uri: &Uri| match uri.scheme_str() {
        Some("http") => uri.port_u16().or(Some(80)),
        Some("https") => uri.port_u16().or(Some(443)),
        Some(_) | None => None,
    };
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    let is_named = other.authority().is_some_and(|authority| authority.as_str().contains('@'));
    one.scheme_str() == other.scheme_str()
        && host(one) == host(other)
        && port(one) == port(other)
        && !is_named
}

/// The URL of the next page by the header `Link` (RFC 8288, section 3): `</pets?page=2>; rel="next"`.
///
/// # Errors
///
/// When it is none, or one at another server.
pub(super) fn link(uri: &Uri, headers: &HeaderMap) -> Result<Option<Uri>, Error> {
    for value in headers.get_all(LINK) {
        let value = String::from_utf8_lossy(value.as_bytes());
        let mut rest: &str = &value;
        while let Some((target, behind)) = rest.split_once('<').and_then(|(_, link)| link.split_once('>')) {
            let (parameters, others) = cut(behind, b',');
            if leads_on(parameters) {
                return resolve(uri, target, "the header Link").map(Some);
            }
            rest = others;
        }
    }
    Ok(None)
}

/// Whether a link with these parameters leads to the next page: `; rel="next"`. Sentry has one on the last page too,
/// and says there that it has no results.
fn leads_on(parameters: &str) -> bool {
    let mut relation = None;
    let mut rest = parameters;
    while !rest.is_empty() {
        let (parameter, others) = cut(rest, b';');
        rest = others;
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let value = value.trim().trim_matches('"');
        match name.trim().to_ascii_lowercase().as_str() {
            // Of several, only the first counts.
            "rel" => _ = relation.get_or_insert(value),
            // It leads on from somewhere else.
            "anchor" => return false,
            "results" if value == "false" => return false,
            _ => {}
        }
    }
    relation.is_some_and(|names| names.split_whitespace().any(|name| name.eq_ignore_ascii_case("next")))
}

/// What comes before and behind the first of these signs that is not inside quotes.
fn cut(text: &str, sign: u8) -> (&str, &str) {
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            byte if byte == sign && !quoted => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    (text, "")
}
