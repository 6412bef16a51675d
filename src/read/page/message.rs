//! The header lines and the body of an example message, request or response.
//!
//! In: a stretch of a page. Out: [`Message`], and the example that its body is, if it says anything.

use std::ops::Range;

use serde_json::{Map, Value};

use super::{
    parts::{Part, Parts},
    roles::Role,
    text,
};

/// An HTTP message as a page shows it.
#[derive(Clone, Debug, Default)]
pub(super) struct Message {
    /// Its header lines.
    pub(super) headers: Vec<Header>,
    /// Its body, as text.
    body: String,
}

/// A header line: `accept: application/json`.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// The name as the page spells it.
    name: String,
    /// The value.
    pub(super) value: String,
    /// The bytes of the value.
    pub(super) span: Range<usize>,
}

/// The header line that says what type a body is (RFC 9110, section 8.3).
pub(super) const CONTENT_TYPE: &str = "content-type";

/// The header lines that mean something for every message.
const KNOWN: &[&str] = &["host", "accept", CONTENT_TYPE];

/// Reads the message in some bytes of a page, the parts left out that stand in some others of them.
pub(super) fn message(parts: &Parts<'_>, within: &Range<usize>, others: &[Range<usize>]) -> Message {
    let is_own = |part: &Part<'_>| !others.iter().any(|other| other.contains(&part.outer.start));
    let names: Vec<_> = parts.all(Role::HeaderName, within).filter(is_own).collect();
    let mut headers = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let next = names.get(index + 1).map_or(within.end, |next| next.outer.start);
        if let Some(value) = parts.first(Role::HeaderValue, &(name.outer.end..next.max(name.outer.end))) {
            let span = value.inner.clone();
            headers.push(Header { name: parts.word(name), value: parts.word(&value), span });
        }
    }
    let media: Vec<_> = parts.all(Role::MediaType, within).filter(is_own).collect();
    if let Some(first) = media.first() {
        let value = media.iter().map(|part| parts.word(part)).collect::<Vec<_>>().join(", ");
        headers.push(Header { name: CONTENT_TYPE.to_owned(), value, span: first.outer.clone() });
    }
    let marked = parts.all(Role::Example, within).find(is_own).map(|part| part.inner);
    let body = marked.or_else(|| body_behind(&headers, parts, within));
    let body =
        body.map_or(String::new(), |body| text::plain(&parts.source.text, body).text.trim().to_owned());
    Message { headers, body }
}

/// What stands behind the header lines and what else stands before a body, where the profile says that it is one.
fn body_behind(headers: &[Header], parts: &Parts<'_>, within: &Range<usize>) -> Option<Range<usize>> {
    if !parts.profile.body_behind_headers || headers.is_empty() {
        return None;
    }
    let head = [
        Role::Method,
        Role::Target,
        Role::Version,
        Role::Status,
        Role::ResponseDescription,
        Role::HeaderName,
        Role::HeaderValue,
    ];
    let ends = head.into_iter().flat_map(|role| parts.all(role, within)).map(|part| part.outer.end);
    let body = ends.max()?.min(within.end)..within.end;
    parts.read_bare(Role::Example, body.clone());
    Some(body)
}

impl Message {
    /// The header line of a name, whatever its case.
    pub(super) fn header(&self, name: &str) -> Option<&Header> {
        self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name) && !header.value.is_empty())
    }

    /// The media types of `content-type` or `accept`, without weights: `["application/pdf"]`.
    pub(super) fn media_types(&self, header: &str) -> Vec<String> {
        let mut types = Vec::new();
        let values = self.header(header).map_or("", |header| header.value.as_str());
        for part in values.split(',') {
            let kept = part.split(';').map(str::trim).filter(|piece| !piece.starts_with("q="));
            let media = kept.collect::<Vec<_>>().join("; ");
            if !media.is_empty() {
                types.push(media);
            }
        }
        types
    }

    /// What the body shows, where it is more than a stand-in: JSON as JSON, all else as text.
    pub(super) fn example(&self, media: &str, stand_ins: &[String]) -> Option<Value> {
        if self.body.is_empty() {
            return None;
        }
        let json = serde_json::from_str::<Value>(&self.body).ok();
        let is_stand_in = |json: &Value| stand_ins.contains(&json.to_string());
        if json.as_ref().is_some_and(is_stand_in) {
            return None;
        }
        json.filter(|_| is_json(media)).or_else(|| Some(Value::from(self.body.as_str())))
    }

    /// The header lines that are an example of what may be sent: `{"eTag": "\"23423432\""}`.
    pub(super) fn other_headers(&self) -> Map<String, Value> {
        let mut others: Map<String, Value> = Map::new();
        let is_other = |header: &&Header| !KNOWN.iter().any(|known| header.name.eq_ignore_ascii_case(known));
        for header in self.headers.iter().filter(is_other).filter(|header| !header.name.is_empty()) {
            let before = others.get(&header.name).and_then(Value::as_str);
            let value = before.map_or(header.value.clone(), |before| format!("{before}, {}", header.value));
            others.insert(header.name.clone(), Value::from(value));
        }
        others
    }
}

/// Whether a media type is JSON: `application/json`, `application/problem+json; charset=utf-8`.
fn is_json(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}
