//! Markdown that rustdoc shows as its author meant it, and accepts without a warning.
//!
//! In: an author's text. Out: the same text, with bare URLs made links, and with what is no markup, but
//! would be taken for it, escaped: `<Play>` would vanish, `[id]` would be a broken link.

/// The tags that authors use in Markdown on purpose.
const TAGS: [&str; 20] = [
    "a", "b", "br", "code", "del", "details", "div", "em", "hr", "i", "img", "kbd", "li", "ol", "p",
    "strong", "sub", "summary", "sup", "ul",
];

/// A text of an author as rustdoc wants it. Code stays as it is.
pub(super) fn safe(text: &str) -> String {
    let mut in_code = false;
    let lines = text.lines().map(|line| {
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        in_code ^= is_fence;
        if in_code || is_fence { line.to_owned() } else { safe_line(line) }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn safe_line(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['`', '<', '[', 'h', '\\']) {
        text.push_str(&rest[..at]);
        let (taken, replaced) = replace(&rest[at..], text.chars().next_back());
        text.push_str(&replaced);
        rest = &rest[at + taken..];
    }
    text.push_str(rest);
    text
}

/// What stands at the beginning of a text: how much of it is taken, and what takes its place.
fn replace(rest: &str, before: Option<char>) -> (usize, String) {
    let keep = |length: usize| (length, rest[..length].to_owned());
    match rest.as_bytes()[0] {
        b'`' => keep(code_span(rest)),
        b'\\' => keep(rest.chars().take(2).map(char::len_utf8).sum()),
        b'<' if is_markup(rest) => keep(rest.find('>').map_or(rest.len(), |end| end + 1)),
        b'<' if rest[1..].starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next)) => {
            (1, "\\<".to_owned())
        }
        b'[' => match link(rest) {
            Some((words, length)) => {
                (length, format!("[{}{}", safe_line(&rest[1..words]), &rest[words..length]))
            }
            None => (1, if rest.contains(']') { "\\[" } else { "[" }.to_owned()),
        },
        b'h' => match url(rest) {
            Some(length) if before.is_none_or(|before| before.is_whitespace() || before == '(') => {
                (length, format!("<{}>", &rest[..length]))
            }
            _ => keep(1),
        },
        _ => keep(1),
    }
}

/// The length of code between backticks, with both rows of them; of the first row where it is not closed.
fn code_span(rest: &str) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let closing = &rest[..ticks];
    rest[ticks..].find(closing).map_or(ticks, |end| end + 2 * ticks)
}

/// Whether `<` begins a tag that is meant as one, or a link: `<code>`, `</a>`, `<https://example.com>`.
fn is_markup(rest: &str) -> bool {
    let inside = rest[1..].trim_start_matches('/');
    let name = &inside[..inside.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inside.len())];
    let is_tag = TAGS.contains(&name.to_ascii_lowercase().as_str());
    rest.contains('>') && (is_tag || inside.starts_with("http://") || inside.starts_with("https://"))
}

/// Where the words of a link end, and the link: `[words](url)` or `[words][name]`.
fn link(rest: &str) -> Option<(usize, usize)> {
    let end = rest.find("](").or_else(|| rest.find("]["))?;
    // Another bracket in between belongs to a link of its own.
    if rest[1..end].contains(']') {
        return None;
    }
    let close = if rest[end + 1..].starts_with('(') { ')' } else { ']' };
    Some((end, end + 2 + rest[end + 2..].find(close)? + 1))
}

/// The length of a URL, without the punctuation of the sentence around it.
fn url(rest: &str) -> Option<usize> {
    let is_url = rest.starts_with("https://") || rest.starts_with("http://");
    let end = rest
        .find(|letter: char| letter.is_whitespace() || "<>()[]`\"'{}|".contains(letter))
        .unwrap_or(rest.len());
    let length = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']).len();
    (is_url && length > "https://".len()).then_some(length)
}
