//! One page as one operation of an OpenAPI document.
//!
//! In: the parts of a page. Out: [`Page`], or the errors that say which part is damaged. A page that has
//! one is not read at all: a client that silently lacks a parameter is worse than none.

mod body;
mod parameters;
mod responses;

use std::{ops::Range, path::Path, sync::Arc};

use serde_json::{Map, Value, json};

use super::{
    message::{CONTENT_TYPE, Message, message},
    parts::{Part, Parts, excerpt},
    roles::Role,
    target::{Target, target},
    unclaimed::{Unclaimed, unclaimed},
};
use crate::{
    diagnostics::{Diagnostics, PageProblem, Source},
    document::escape,
};

/// An operation page: `POST /v1/file_links` of `https://api.stripe.com`.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(super) source: Arc<Source>,
    /// The page's own title, its heading where it has none.
    pub(super) title: String,
    /// The server, where the page knows it.
    pub(super) server: Option<Server>,
    /// The method, in lower case: `post`.
    pub(super) method: String,
    /// The path: `/v1/file_links`.
    pub(super) path: String,
    /// The operation object: `{"operationId": "PostFileLinks", ..}`.
    pub(super) operation: Map<String, Value>,
    /// Pointers below the operation, the empty one included, and the bytes that they came from.
    pub(super) pieces: Vec<(String, Range<usize>)>,
    /// The profile that it is of.
    pub(super) profile: String,
    /// What the page says and no role of its profile claims.
    pub(super) unclaimed: Vec<Unclaimed>,
}

/// The server that a page names: `host: api.stripe.com:443`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Server {
    /// The host without its port: `api.stripe.com`.
    pub(super) host: String,
    /// The base URL: `https://api.stripe.com`.
    pub(super) url: String,
    /// Where the page says so.
    pub(super) span: Range<usize>,
}

/// The part of an operation that is being read, and where its parts stand.
#[derive(Clone, Debug, Default)]
struct Draft {
    operation: Map<String, Value>,
    pieces: Vec<(String, Range<usize>)>,
}

/// The methods of HTTP that an OpenAPI document can name.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The operation of a page; None where a part is missing or damaged, which `found` then says.
pub(super) fn page(parts: &Parts<'_>, found: &mut Diagnostics) -> Option<Page> {
    let request = request(parts, found)?;
    if let Some(tag) = parts.cut_off() {
        let open = excerpt(&parts.source.text[tag.clone()]);
        found.report(PageProblem::PageCutOff { open }, parts.at(tag));
    }
    let method = method(parts, &request, found);
    let answers = parts.regions(Role::Response);
    let message = message(parts, &request, &answers);
    let mut draft = Draft::default();
    let title = heading(parts, &request, &mut draft);
    let parameters = parameters::read(parts, found);
    let target = requested(parts, &request, parameters.as_deref(), found);
    let body = body::read(parts, &message, method.as_deref().unwrap_or_default(), found);
    let responses = responses::read(parts, &message, answers, found);
    let (method, target, parameters, body, responses) = (method?, target?, parameters?, body?, responses?);

    let server = if target.is_base_unknown { None } else { server(parts, &message, found) };
    if target.is_base_unknown {
        let host = message.header("host").map_or(String::new(), |host| host.value.clone());
        found.report(PageProblem::NoBaseUrl { host }, parts.at(request.clone()));
    }
    parameters::write(&mut draft, parts, parameters, &target, &request, found);
    if let Some((body, span)) = body {
        draft.write("requestBody", body, span);
    }
    responses::write(&mut draft, responses, &parts.profile.empty_examples);
    let headers = message.other_headers();
    if !headers.is_empty() {
        draft.operation.insert("x-bindery-example-headers".into(), headers.into());
    }
    let source = Arc::clone(&parts.source);
    let Draft { operation, pieces } = draft;
    let (profile, unclaimed) = (parts.profile.name.clone(), unclaimed(parts));
    Some(Page { source, title, server, method, path: target.path, operation, pieces, profile, unclaimed })
}

/// The one request of a page, which has one at least or its profile would not fit.
fn request(parts: &Parts<'_>, found: &mut Diagnostics) -> Option<Range<usize>> {
    let mut requests: Vec<_> = parts.all(Role::Request, &parts.whole()).collect();
    if let [_, second, ..] = requests.as_slice() {
        let problem = PageProblem::SeveralOperations {
            part: Role::Request.name(),
            selectors: parts.profile.selectors(Role::Request),
            count: requests.len(),
        };
        found.report(problem, parts.at(second.outer.clone()));
        return None;
    }
    requests.pop().map(|request| request.inner)
}

fn method(parts: &Parts<'_>, request: &Range<usize>, found: &mut Diagnostics) -> Option<String> {
    let element = parts.required(Role::Method, request, found)?;
    let method = parts.word(&element).to_ascii_lowercase();
    if METHODS.contains(&method.as_str()) {
        return Some(method);
    }
    parts.unreadable(&element, "a method of HTTP, such as GET", found);
    None
}

fn requested(
    parts: &Parts<'_>,
    request: &Range<usize>,
    parameters: Option<&[parameters::Parameter]>,
    found: &mut Diagnostics,
) -> Option<Target> {
    let element = parts.required(Role::Target, request, found)?;
    let declared: Vec<_> = parameters.unwrap_or_default().iter().filter_map(|p| p.path_name()).collect();
    let Some(read) = target(&parts.word(&element), &declared, parts.profile) else {
        parts.unreadable(&element, "a path that begins with /, or with the profile's separator", found);
        return None;
    };
    if let Some(before) = &read.repaired {
        let problem = PageProblem::PathRepaired { found: before.clone(), path: read.path.clone() };
        found.report(problem, parts.at(element.inner.clone()));
    }
    Some(read)
}

/// The server of the page's base URL, else of the `host` line: port 443 and 80 say https and http, another is kept.
fn server(parts: &Parts<'_>, message: &Message, found: &mut Diagnostics) -> Option<Server> {
    if let Some(part) = parts.first(Role::BaseUrl, &parts.whole()) {
        return base_url(parts, &part, found);
    }
    let line = message.header("host")?;
    let (host, port) = match line.value.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        Some(_) | None => (line.value.as_str(), "443"),
    };
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(is_host) || port.parse::<u16>().is_err() {
        let problem = PageProblem::NotAHost { found: excerpt(&line.value) };
        found.report(problem, parts.at(line.span.clone()));
        return None;
    }
    let url = match port {
        "443" => format!("https://{host}"),
        "80" => format!("http://{host}"),
        _ => format!("https://{host}:{port}"),
    };
    Some(Server { host: host.to_owned(), url, span: line.span.clone() })
}

/// The server of a base URL: `https://api.example.com/v1`.
fn base_url(parts: &Parts<'_>, part: &Part<'_>, found: &mut Diagnostics) -> Option<Server> {
    let url = parts.word(part);
    let url = url.trim_end_matches('/');
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.unwrap_or_default().split(['/', ':', '?']).next().unwrap_or_default();
    if host.is_empty() || url.contains(char::is_whitespace) {
        parts.unreadable(part, "a URL such as https://api.example.com", found);
        return None;
    }
    Some(Server { host: host.to_owned(), url: url.to_owned(), span: part.inner.clone() })
}

/// Writes id, summary and description; gives the page's title.
fn heading(parts: &Parts<'_>, request: &Range<usize>, draft: &mut Draft) -> String {
    let whole = parts.whole();
    let heading = parts.first(Role::Heading, &whole);
    let words = heading.as_ref().map_or(String::new(), |heading| parts.word(heading));
    draft.pieces.push((String::new(), request.clone()));
    let named = parts.first(Role::OperationId, &whole).filter(|id| !parts.word(id).is_empty());
    let is_named = named.is_some();
    if let Some(id) = named.or(heading.clone().filter(|_| is_identifier(&words))) {
        draft.write("operationId", parts.word(&id).into(), id.inner);
    } else if let Some(id) = stem(&parts.source.name, &parts.profile.nameless_files) {
        draft.operation.insert("operationId".into(), id.into());
    }
    let is_id = !is_named && is_identifier(&words);
    if let Some(heading) = heading.filter(|_| !is_id && !words.is_empty()) {
        draft.write("summary", parts.prose(&heading).into(), heading.inner.clone());
    }
    if let Some(mut description) = parts.first(Role::Description, &whole) {
        // One that is never closed would hold the request as well.
        if description.inner.start < request.start {
            description.inner.end = description.inner.end.min(request.start);
        }
        let prose = parts.prose(&description);
        if !prose.is_empty() {
            draft.write("description", prose.into(), description.inner);
        }
    }
    let title = parts.first(Role::Title, &whole).map(|title| parts.word(&title));
    title.filter(|title| !title.is_empty()).unwrap_or(words)
}

/// Whether a text can be the id of an operation as it stands: `PostFileLinks`.
fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The id in a file's name: `createImage` of `openai/createImage.html`.
fn stem<'f>(file: &'f str, nameless: &[String]) -> Option<&'f str> {
    let stem = Path::new(file).file_stem()?.to_str()?;
    let is_nameless = nameless.iter().any(|nameless| stem.eq_ignore_ascii_case(nameless));
    (is_identifier(stem) && !is_nameless).then_some(stem)
}

impl Draft {
    /// Writes a member of the operation, and where it came from.
    fn write(&mut self, key: &str, value: Value, span: Range<usize>) {
        self.pieces.push((format!("/{}", escape(key)), span));
        self.operation.insert(key.to_owned(), value);
    }
}

/// A `content` object: each media type with what is known about it.
fn content(media: impl IntoIterator<Item = String>, entry: impl Fn(&str) -> Map<String, Value>) -> Value {
    let entries = media.into_iter().map(|media| {
        let known = Value::Object(entry(&media));
        (media, known)
    });
    json!(entries.collect::<Map<String, Value>>())
}

/// Whether the parts that the profile wants with another one are there where that one is: a schema where there
/// is a media type. Looked for in a response, or in all of the page that is no response.
fn is_accompanied(
    parts: &Parts<'_>,
    message: &Message,
    home: Option<Role>,
    within: &Range<usize>,
    found: &mut Diagnostics,
) -> bool {
    let of = |role: Role| match role {
        Role::MediaType => message.header(CONTENT_TYPE).map(|header| header.span.clone()),
        other => parts.first(other, within).map(|part| part.outer),
    };
    let pairs = parts.profile.required_with.iter().filter(|(role, _)| role.home() == home);
    let mut is_whole = true;
    for (role, with) in pairs {
        if let Some(span) = of(*with).filter(|_| parts.first(*role, within).is_none()) {
            parts.missing(*role, span, found);
            is_whole = false;
        }
    }
    is_whole
}
