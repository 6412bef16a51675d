//! The differences between a page and its document that there must be, since the page has lost something.

use super::{Difference, NO_SCHEMA};

/// What a page cannot know, and how it shows.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) reason: &'static str,
    pub(super) is: fn(&Difference) -> bool,
}

pub(super) const KINDS: [Kind; 10] = [
    Kind {
        name: "body",
        reason: "the first pages leave the schema of the body out, and its media type with it",
        is: |one| one.what == "media" && one.page == NO_SCHEMA,
    },
    Kind {
        name: "given",
        reason: "a page does not say what the schema of its body is called, and it becomes the request itself",
        is: |one| one.what == "given" && one.page == "flattened",
    },
    Kind {
        name: "enum",
        reason: "a page gives the type of a parameter in one word, and has no room for the values of an enum",
        is: |one| one.what == "type" && (&*one.page, &*one.document) == ("Option<String>", "Option<{enum}>"),
    },
    Kind {
        name: "facts",
        reason: "a page says nothing of the format, the limits, the default and the example of a parameter, nor of an empty default",
        is: |one| one.what == "docs" && facts_beyond(&one.page, &one.document),
    },
    Kind {
        name: "number",
        reason: "a page writes numbers anew: `1.0` became `1`",
        is: |one| one.what == "docs" && one.page == one.document.replace("Default: `1.0`", "Default: `1`"),
    },
    Kind {
        name: "beside a reference",
        reason: "a page leaves out what stands beside a reference to a schema, or above it",
        is: |one| one.what == "docs" && is_unsaid(&one.page) && !is_unsaid(&one.document),
    },
    Kind {
        name: "html",
        reason: "the site of second-docfx turned Markdown into HTML, with its tags in lower case, also inside schemas",
        is: |one| {
            let [page, document] = [&one.page, &one.document].map(|text| plain(text));
            one.what == "docs" && (page == document || facts_beyond(&page, &document))
        },
    },
    Kind {
        name: "type",
        reason: "what is said of a schema that has a name stands at its type, not at each field",
        is: |one| one.what == "docs of the type",
    },
    Kind {
        name: "variants",
        reason: "a variant is called after its schema, whose name a page does not know",
        is: |one| one.what == "variants",
    },
    Kind {
        name: "unknown",
        reason: "a type that is received too keeps the values that it does not know; a page names no schema of an answer",
        is: |one| one.what == "unknown" && one.page == "false",
    },
];

/// Whether the documentation says only what the field is called.
fn is_unsaid(docs: &str) -> bool {
    docs.starts_with(" `") && docs.ends_with('`') && docs.matches('`').count() == 2
}

/// Whether a documentation says no more than another but for facts at its end.
fn facts_beyond(page: &str, document: &str) -> bool {
    let page = if is_unsaid(page) { "" } else { page };
    let rest = document.strip_prefix(page).unwrap_or_default().trim();
    ["Default: ", "Example: ", "At least ", "At most ", "Pattern: ", "Format: "]
        .iter()
        .any(|fact| rest.starts_with(fact))
}

/// Whether a text begins with a tag, and not with a sign of comparison.
fn is_tag(text: &str) -> bool {
    text[1..].starts_with(|next: char| next == '/' || next.is_ascii_alphabetic())
}

/// The words of Markdown, or of HTML, without the marks and the ends of lines.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let skipped = match letter {
            '<' if is_tag(rest) => rest.find('>').map_or(1, |end| end + 1),
            ']' if rest.starts_with("](") => rest.find(')').map_or(1, |end| end + 1),
            '`' | '[' | '*' | '_' | '\\' => 1,
            _ => {
                plain.push(letter);
                letter.len_utf8()
            }
        };
        rest = &rest[skipped..];
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
