//! Where an answer sends its request next (RFC 9110, section 15.4). Nothing here sends it.

use std::time::Duration;

use http::{
    HeaderMap, HeaderName, Method, StatusCode, Uri,
    header::{
        AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, LOCATION, PROXY_AUTHORIZATION,
        RANGE, TRANSFER_ENCODING, USER_AGENT,
    },
};

use super::{Body, carrier::Limits, clock::Clock, request::encode_except};

/// A limit that has passed is as long as this, since none at all is no limit to some stacks.
const SHORTEST: Duration = Duration::from_millis(1);

/// The request that an answer leads to: `Location: /v2/pets`. Nothing where the answer is to be kept: it leads nowhere, or
/// would take a body along that cannot be sent again.
pub(super) fn redirected(
    request: &http::Request<Body>,
    status: StatusCode,
    headers: &HeaderMap,
) -> Option<http::Request<Body>> {
    let keeps_body = match status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => request.method() != Method::POST,
        StatusCode::SEE_OTHER => false,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        _ => return None,
    };
    let location = std::str::from_utf8(headers.get(LOCATION)?.as_bytes()).ok()?;
    let target = resolve(request.uri(), location)?;
    if keeps_body && !request.body().is_repeatable() {
        return None;
    }
    let mut next = request.clone();
    if !keeps_body {
        take_body(&mut next);
    }
    if !is_same_server(request.uri(), &target) {
        take_secrets(next.headers_mut());
    }
    *next.uri_mut() = target;
    Some(next)
}

/// What is left of the limits behind earlier requests of the same exchange.
pub(super) fn left(limits: Limits, clock: &Clock) -> Limits {
    let elapsed = clock.elapsed().unwrap_or_default();
    let left = |limit: Duration| limit.saturating_sub(elapsed).max(SHORTEST);
    Limits { whole: limits.whole.map(left), head: limits.head.map(left) }
}

fn take_body(request: &mut http::Request<Body>) {
    if request.method() != Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    *request.body_mut() = Body::default();
    for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, TRANSFER_ENCODING] {
        request.headers_mut().remove(name);
    }
}

/// Takes out what may say who asks: any header that the user gave, but for those that are known to be harmless.
fn take_secrets(headers: &mut HeaderMap) {
    let secrets = headers.iter().filter(|(name, value)| {
        [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(name)
            || (value.is_sensitive() && ![RANGE, USER_AGENT].contains(name))
    });
    let names: Vec<HeaderName> = secrets.map(|(name, _)| name.clone()).collect();
    for name in names {
        headers.remove(name);
    }
}

/// Whether two URLs have scheme, host and port in common (RFC 6454, section 4).
fn is_same_server(one: &Uri, other: &Uri) -> bool {
    let port =
        |uri: &Uri| uri.port_u16().or(if uri.scheme_str() == Some("http") { Some(80) } else { Some(443) });
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    one.scheme_str() == other.scheme_str() && host(one) == host(other) && port(one) == port(other)
}

/// The URL that a reference leads to (RFC 3986, section 5.2), if that is one of a server.
fn resolve(uri: &Uri, reference: &str) -> Option<Uri> {
    let reference = reference.split('#').next().unwrap_or_default().trim();
    let is_whole = reference.split(['/', '?']).next().is_some_and(|start| start.contains(':'));
    let whole = if is_whole {
        reference.to_owned()
    } else if reference.starts_with("//") {
        format!("{}:{reference}", uri.scheme_str()?)
    } else {
        format!("{}://{}{}", uri.scheme_str()?, uri.authority()?, target(uri, reference))
    };
    let mut encoded = String::new();
    encode_except(&whole, b"%/:@!$&'()*+,;=?[]", &mut encoded);
    let found = encoded.parse::<Uri>().ok()?;
    let is_http = matches!(found.scheme_str(), Some("http" | "https"));
    let has_user = found.authority()?.as_str().contains('@');
    (is_http && !has_user).then_some(found)
}

/// The path and the query of a reference without a server: `../cats?page=2`.
fn target(uri: &Uri, reference: &str) -> String {
    let (path, query) = reference.split_at(reference.find('?').unwrap_or(reference.len()));
    if path.is_empty() {
        let query = match (query, uri.query()) {
            ("", Some(query)) => format!("?{query}"),
            (query, _) => query.to_owned(),
        };
        return format!("{}{query}", uri.path());
    }
    if path.starts_with('/') {
        return without_dots(path) + query;
    }
    let folder = uri.path().rfind('/').map_or("/", |end| &uri.path()[..=end]);
    without_dots(&format!("{folder}{path}")) + query
}

/// A path without `.` and `..` (RFC 3986, section 5.2.4): `/a/b/../c` is `/a/c`.
fn without_dots(path: &str) -> String {
    let mut kept = Vec::new();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    for segment in &segments {
        match *segment {
            "." => {}
            ".." => drop(kept.pop()),
            segment => kept.push(segment),
        }
    }
    if segments.last().is_some_and(|last| [".", ".."].contains(last)) {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}
