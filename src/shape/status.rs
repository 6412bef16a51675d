//! What statuses are called, as words for the variants of enums.

use super::names::Words;
use crate::api::Status;

/// The registered statuses (RFC 9110, section 16.2) by the words of their reason phrases.
const NAMES: [(u16, &str); 58] = [
    (200, "ok"),
    (201, "created"),
    (202, "accepted"),
    (203, "non authoritative information"),
    (204, "no content"),
    (205, "reset content"),
    (206, "partial content"),
    (207, "multi status"),
    (208, "already reported"),
    (226, "im used"),
    (300, "multiple choices"),
    (301, "moved permanently"),
    (302, "found"),
    (303, "see other"),
    (304, "not modified"),
    (305, "use proxy"),
    (307, "temporary redirect"),
    (308, "permanent redirect"),
    (400, "bad request"),
    (401, "unauthorized"),
    (402, "payment required"),
    (403, "forbidden"),
    (404, "not found"),
    (405, "method not allowed"),
    (406, "not acceptable"),
    (407, "proxy authentication required"),
    (408, "request timeout"),
    (409, "conflict"),
    (410, "gone"),
    (411, "length required"),
    (412, "precondition failed"),
    (413, "content too large"),
    (414, "uri too long"),
    (415, "unsupported media type"),
    (416, "range not satisfiable"),
    (417, "expectation failed"),
    (421, "misdirected request"),
    (422, "unprocessable content"),
    (423, "locked"),
    (424, "failed dependency"),
    (425, "too early"),
    (426, "upgrade required"),
    (428, "precondition required"),
    (429, "too many requests"),
    (431, "request header fields too large"),
    (451, "unavailable for legal reasons"),
    (500, "internal server error"),
    (501, "not implemented"),
    (502, "bad gateway"),
    (503, "service unavailable"),
    (504, "gateway timeout"),
    (505, "http version not supported"),
    (506, "variant also negotiates"),
    (507, "insufficient storage"),
    (508, "loop detected"),
    (510, "not extended"),
    (511, "network authentication required"),
    (520, "web server error"),
];

/// What a status is called among others: `not found`.
pub(super) fn words(status: Status) -> Words {
    match status {
        Status::Code(code) => match NAMES.iter().find(|(known, _)| *known == code) {
            Some((_, name)) => Words::of(name),
            None => Words::of("status").and(&code.to_string()),
        },
        Status::Class(2) => Words::of("success"),
        Status::Class(3) => Words::of("redirection"),
        Status::Class(4) => Words::of("client error"),
        Status::Class(5) => Words::of("server error"),
        Status::Class(class) => Words::of("status").and(&format!("{class}xx")),
        Status::Default => Words::of("other"),
    }
}

/// The statuses as a pattern of Rust: `404`, `400..=499`, `_`.
pub(super) fn pattern(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}00..={class}99"),
        Status::Default => "_".to_owned(),
    }
}

/// The statuses for readers: `404`, `4XX`, `default`.
pub(super) fn text(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}
