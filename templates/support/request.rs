//! A request on its way to becoming an `http::Request`. Nothing here sends it.

use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Uri,
    header::{ACCEPT, CONTENT_TYPE, COOKIE},
};

use super::{
    Body, Error,
    credential::{Requirements, secret_header},
};

/// The JSON of an object without members.
pub(super) const NO_MEMBERS: &str = "{}";

/// The request of one operation.
///
/// What cannot be sent, such as a header with a line break, is remembered and told by [`Request::into_http`].
///
/// ```text
/// let mut request = Request::new("PostCustomersCustomer", Method::POST, "/v1/customers/{customer}");
/// request.path("customer", PathStyle::Simple { explode: false }, &self.customer);
/// request.accept("application/json");
/// request.body("application/json", body.finish());
/// ```
#[derive(Clone, Debug)]
pub struct Request {
    operation: &'static str,
    method: Method,
    server: Option<&'static str>,
    /// What it asks of who sends it, where that is not the usual.
    security: Option<Requirements>,
    /// Literal text, values that are encoded already, and `{name}` for each value that is still missing.
    path: String,
    /// Encoded already: `a=x&b=y`.
    query: String,
    headers: HeaderMap,
    /// Encoded already: `a=x; b=y`.
    cookies: String,
    body: Body,
    /// A body without members that nobody has to send, and its media type.
    left_out: Option<(HeaderValue, Body)>,
    /// The first thing that cannot be sent.
    problem: Option<String>,
}

impl Request {
    /// A request to a path, with `{name}` where parameters go: `/v1/customers/{customer}`.
    pub fn new(operation: &'static str, method: Method, path: &str) -> Self {
        Self {
            operation,
            method,
            server: None,
            security: None,
            path: path.to_owned(),
            query: String::new(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            body: Body::default(),
            left_out: None,
            problem: None,
        }
    }

    /// The operation's name, as the documentation gives it.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Where this operation is served, if that is elsewhere than the others: `https://files.example.com`, or a path on the
    /// host of the others, `/v2`.
    pub fn server(&mut self, url: &'static str) {
        self.server = Some(url);
    }

    /// What [`Request::server`] was given.
    pub fn server_url(&self) -> Option<&'static str> {
        self.server
    }

    /// Says what this operation asks of who calls it, if that is not what the others ask: `request.security(&[])`.
    pub fn security(&mut self, requirements: Requirements) {
        self.security = Some(requirements);
    }

    /// What [`Request::security`] was given.
    pub fn requirements(&self) -> Option<Requirements> {
        self.security
    }

    /// Sets a header that this request does not have itself.
    pub(super) fn usual_header(&mut self, name: &HeaderName, value: &HeaderValue) {
        self.headers.entry(name).or_insert_with(|| value.clone());
    }

    /// Says which media types are understood: `application/json`.
    pub fn accept(&mut self, media_types: &str) {
        self.header_text(ACCEPT.as_str(), media_types);
    }

    /// Puts in the body: `request.body("application/json", out.finish())`.
    pub fn body(&mut self, media_type: &str, content: impl Into<Body>) {
        self.body_of(media_type, content.into());
    }

    fn body_of(&mut self, media_type: &str, content: Body) {
        self.header_text(CONTENT_TYPE.as_str(), media_type);
        self.body = content;
    }

    /// Puts in the body like [`Request::body`], unless it is an object without members.
    pub fn optional_body(&mut self, media_type: &str, json: String) {
        let left_out = json == NO_MEMBERS;
        self.body(media_type, json);
        self.leave_out_body(left_out);
    }

    /// Keeps the body for [`Request::take_left_out`], if so, instead of sending it.
    pub(super) fn leave_out_body(&mut self, left_out: bool) {
        if left_out {
            let body = std::mem::take(&mut self.body);
            self.left_out = self.headers.remove(CONTENT_TYPE).map(|media_type| (media_type, body));
        }
    }

    /// The body that is not sent because it has no members, and its media type.
    pub(super) fn take_left_out(&mut self) -> Option<(HeaderValue, Body)> {
        self.left_out.take()
    }

    /// Sets a header: `request.header_text("Stripe-Version", "2025-01-27")`.
    pub fn header_text(&mut self, name: &str, value: &str) {
        match header(name, value) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(problem) => self.refuse(problem),
        }
    }

    /// Fills each `{name}` of the path with a text that is encoded already.
    pub fn path_text(&mut self, name: &str, encoded: &str) {
        if encoded.is_empty() {
            return self.refuse(format!("the path parameter `{name}` is empty"));
        }
        let mut from = 0;
        while let Some(at) = self.path[from..].find('{').map(|at| from + at) {
            let is_place = self.path[at + 1..].strip_prefix(name).is_some_and(|rest| rest.starts_with('}'));
            from = at + 1;
            if is_place {
                self.path.replace_range(at..at + name.len() + 2, encoded);
                from = at + encoded.len();
            }
        }
    }

    /// Adds a pair to the query whose parts are encoded already: `request.query_text("limit", "10")`.
    pub fn query_text(&mut self, name: &str, value: &str) {
        push_pair(&mut self.query, "&", name, value);
    }

    /// Adds a part of the query that is no pair, and encoded already: `request.query_literal("%7B%7D")`.
    pub fn query_literal(&mut self, text: &str) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(text);
    }

    /// Adds a cookie whose parts are encoded already: `request.cookie_text("session", "abc")`.
    pub fn cookie_text(&mut self, name: &str, value: &str) {
        push_pair(&mut self.cookies, "; ", name, value);
    }

    /// Remembers why this request cannot be sent.
    pub fn refuse(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }

    /// The request to a server: `request.into_http("https://api.example.com/base")`.
    ///
    /// # Errors
    ///
    /// When the URL is not one of a server, or something was put into the request that cannot be sent.
    pub fn into_http(self, base_url: &str) -> Result<http::Request<Body>, Error> {
        match check_base_url(base_url) {
            Ok(()) => self.into_http_at(base_url),
            Err(problem) => Err(Error::Request { operation: self.operation, problem }),
        }
    }

    /// The same to a base URL that was checked already.
    pub(super) fn into_http_at(mut self, base_url: &str) -> Result<http::Request<Body>, Error> {
        if !self.cookies.is_empty() {
            let cookies = std::mem::take(&mut self.cookies);
            match secret_header(COOKIE.as_str(), &cookies) {
                Ok((name, value)) => drop(self.headers.insert(name, value)),
                Err(problem) => self.refuse(problem),
            }
        }
        let operation = self.operation;
        let error = |problem| Error::Request { operation, problem };
        if let Some(problem) = self.problem.take() {
            return Err(error(problem));
        }
        let uri = Uri::try_from(self.url(base_url.trim_end_matches('/')).map_err(error)?);
        let mut request = http::Request::new(self.body);
        *request.uri_mut() = uri.map_err(|cause| error(format!("its URL is not valid: {cause}")))?;
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    /// The whole URL.
    fn url(&self, base_url: &str) -> Result<String, String> {
        // Some documents put a query into the path, or tell operations apart by a fragment, which is never sent.
        let path = self.path.split('#').next().unwrap_or_default();
        // Braces are encoded in values, so that these are of a value that is missing.
        if let Some((name, _)) = path.split_once('{').and_then(|(_, rest)| rest.split_once('}')) {
            return Err(format!("the path parameter `{name}` has no value"));
        }
        let (path, fixed) = path.split_once('?').unwrap_or((path, ""));
        let mut url = String::with_capacity(base_url.len() + self.path.len() + self.query.len() + 2);
        url.push_str(base_url);
        if !path.is_empty() && !path.starts_with('/') {
            url.push('/');
        }
        encode_literal(path, &mut url);
        check_path(&url[base_url.len()..])?;
        let queries = [fixed, &self.query].into_iter().filter(|query| !query.is_empty());
        for (query, separator) in queries.zip(["?", "&"]) {
            url.push_str(separator);
            encode_literal(query, &mut url);
        }
        Ok(url)
    }
}

/// A method of the API's own: `method("COPY")`.
///
/// # Panics
///
/// If it cannot be the name of a method, which was checked when this client was generated.
pub fn method(name: &str) -> Method {
    Method::from_bytes(name.as_bytes()).expect("the name of a method was checked when this was generated")
}

/// A URL with its variables in it, which it has in braces: those that nobody set stay.
pub(super) fn fill(url: &str, variables: &[(&'static str, String)]) -> String {
    let set = |url: String, (name, value): &(&str, String)| url.replace(&format!("{{{name}}}"), value);
    variables.iter().fold(url.to_owned(), set)
}

/// Makes sure that a URL is one that paths can be added to.
pub(super) fn check_base_url(url: &str) -> Result<(), String> {
    if let Some((name, _)) = url.split_once('{').and_then(|(_, rest)| rest.split_once('}')) {
        return Err(format!("the base URL `{url}` has a `{name}` that was not set, see server_variable"));
    }
    let parsed = url.parse::<Uri>().map_err(|cause| format!("the base URL `{url}` is not valid: {cause}"))?;
    let http = matches!(parsed.scheme_str(), Some("http" | "https"));
    match parsed.authority() {
        // The URL is not repeated, for it holds a password.
        Some(authority) if authority.as_str().contains('@') => {
            Err("the base URL holds a user name; give that to basic_auth".to_owned())
        }
        Some(_) if http && !url.contains(['?', '#']) => Ok(()),
        Some(_) | None => Err(format!(
            "the base URL `{url}` is not like `https://api.example.com` or `https://example.com/api`"
        )),
    }
}

/// A header, if its name and value are such that they can be sent.
pub(super) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let checked =
        name.parse::<HeaderName>().map_err(|_| format!("`{name}` cannot be the name of a header"))?;
    // The value is not repeated, for it may be a secret.
    let value = HeaderValue::from_str(value).map_err(|_| {
        format!("the value of the header `{name}` has a line break or another control character")
    })?;
    Ok((checked, value))
}

/// Adds a text in percent-encoding, in which only letters, digits and `-._~` stay as they are: `a b` is `a%20b`.
pub(super) fn encode(text: &str, out: &mut String) {
    encode_except(text, b"", out);
}

/// Like [`encode`], and leaves some other bytes as they are.
pub(super) fn encode_except(text: &str, kept: &[u8], out: &mut String) {
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !byte.is_ascii_alphanumeric() && !b"-._~".contains(&byte) && !kept.contains(&byte) {
            // Most texts have no such byte, and are copied as a whole. Inside a character there is nothing to copy.
            out.push_str(text.get(start..at).unwrap_or_default());
            push_encoded(byte, out);
            start = at + 1;
        }
    }
    out.push_str(&text[start..]);
}

/// A text as forms spell it (WHATWG URL, section 5.2; RFC 6749, appendix B), `a b:c` as `a+b%3Ac`, some other bytes left as
/// they are. A form keeps other characters than a URL does, and has a plus sign for the space.
pub(super) fn form_text(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => out.push(char::from(byte)),
            _ if kept.contains(&byte) => out.push(char::from(byte)),
            _ => push_encoded(byte, &mut out),
        }
    }
    out
}

/// Adds a byte in percent-encoding: `%20`.
pub(super) fn push_encoded(byte: u8, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

/// Adds the literal text of a path or query, which may be encoded already, so that `%` stays.
fn encode_literal(text: &str, out: &mut String) {
    encode_except(text, b"%/:@!$&'()*+,;=?", out);
}

/// A segment of dots would be resolved on the way, even if encoded, and lead elsewhere.
fn check_path(path: &str) -> Result<(), String> {
    for segment in path.split('/') {
        if behind_dot(segment).is_some_and(|rest| rest.is_empty() || behind_dot(rest) == Some("")) {
            return Err(format!("the path `{path}` has a segment of dots, which leads to another path"));
        }
    }
    Ok(())
}

/// What stands behind a dot, however that is spelled.
fn behind_dot(text: &str) -> Option<&str> {
    [".", "%2E", "%2e"].into_iter().find_map(|dot| text.strip_prefix(dot))
}

fn push_pair(list: &mut String, separator: &str, name: &str, value: &str) {
    if !list.is_empty() {
        list.push_str(separator);
    }
    list.push_str(name);
    list.push('=');
    list.push_str(value);
}
