//! The request target of a page: `\v1\files\{file}{?limit,expand*}`.
//!
//! In: the target as the page spells it. Out: [`Target`], a path and the names of its query template.

use super::profile::Profile;

/// A request target, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The path, as OpenAPI spells it: `/v1/files/{file}`.
    pub(super) path: String,
    /// The query parameters of the template, and whether each explodes: `("expand", true)`.
    pub(super) query: Vec<(String, bool)>,
    /// Whether the page says that it does not know its base URL.
    pub(super) is_base_unknown: bool,
    /// The path as the page spells it, where a separator had to be put back.
    pub(super) repaired: Option<String>,
}

/// Takes a target apart; `declared` are the names of the page's path parameters. None where it has no path.
pub(super) fn target(text: &str, declared: &[&str], profile: &Profile) -> Option<Target> {
    let mut stand_ins = profile.base_url_unknown.iter();
    let stand_in = stand_ins.find_map(|stand_in| text.strip_prefix(stand_in.as_str()));
    let separator = profile.path_separator.as_deref().unwrap_or("/");
    let (mut path, query) = take_query(stand_in.unwrap_or(text));
    if path.is_empty() && (stand_in.is_some() || !query.is_empty()) {
        path.push('/');
    }
    if !path.starts_with('/') && !path.starts_with(separator) {
        return None;
    }
    let repaired = match separator {
        "\\" => repair(&path, declared).map(|whole| std::mem::replace(&mut path, whole)),
        _ => None,
    };
    let path = path.replace(separator, "/");
    Some(Target { path, query, is_base_unknown: stand_in.is_some(), repaired })
}

/// Takes `{?a,b*}` and `{&c}` out of a target.
fn take_query(text: &str) -> (String, Vec<(String, bool)>) {
    let (mut path, mut query, mut rest) = (String::new(), Vec::new(), text);
    while let Some(start) = [rest.find("{?"), rest.find("{&")].into_iter().flatten().min() {
        let Some(length) = rest[start..].find('}') else { break };
        path.push_str(&rest[..start]);
        let names = rest[start + 2..start + length].split(',').map(str::trim).filter(|name| !name.is_empty());
        query.extend(names.map(|name| (percent_decode(name.trim_end_matches('*')), name.ends_with('*'))));
        rest = &rest[start + length + 1..];
    }
    path.push_str(rest);
    (path, query)
}

/// The path with the separators that Markdown took for escapes: `\a{b}` -> `\a\{b}`.
///
/// Markdown takes each `\{` of a text, so a path that still has one was not its prey; and only a declared
/// parameter says that a segment of its own was meant.
fn repair(path: &str, declared: &[&str]) -> Option<String> {
    if !path.contains('\\') || path.contains("\\{") {
        return None;
    }
    let mut whole = String::with_capacity(path.len() + 4);
    for (index, part) in path.split('{').enumerate() {
        if index > 0 {
            let is_glued = whole.ends_with(|last: char| last.is_alphanumeric() || last == '_');
            let is_declared = part.split_once('}').is_some_and(|(name, _)| declared.contains(&name));
            whole.push_str(if is_glued && is_declared { "\\{" } else { "{" });
        }
        whole.push_str(part);
    }
    (whole != path).then_some(whole)
}

/// The names of the parameters in a path: `file` of `/v1/files/{file}`.
pub(super) fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    let inside = path.split('{').skip(1).filter_map(|part| part.split_once('}'));
    inside.map(|(name, _)| name).filter(|name| !name.is_empty())
}

/// `StartTime<` for `StartTime%3C`; what is no UTF-8 then stays as it is.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits
            .filter(|digits| *byte == b'%' && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(decoded.unwrap_or(*byte));
        rest = &after[if decoded.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
