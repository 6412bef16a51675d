//! Identifiers that were claimed, and what each stands for.

use std::{cmp::Ordering, fmt, hash, sync::Arc};

/// A Rust identifier that nothing else in its scope has: `PostFileLinksRequest`. It knows what it stands for where that
/// is something of the source; two that are spelled alike are equal whatever they stand for.
#[derive(Clone)]
pub struct Ident {
    text: String,
    origin: Option<Arc<Origin>>,
}

/// What an identifier stands for, in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Where that stands, in words of the wire that no order changes: `/components/schemas/pet/properties/tag`.
    pub pointer: String,
    /// Where it stood when the lock was written, if that is elsewhere.
    pub was: Option<String>,
    /// Who chose the name.
    pub giver: Giver,
    /// What it is on the wire, as a short number, where it can be found again by that.
    pub shape: Option<u64>,
}

/// Who chose a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Giver {
    /// The author of the source: the schema `pet` is `Pet`.
    Author,
    /// Nobody: it is made of where the thing stands, `PostFileLinksRequestMetadata`.
    Derived,
    /// `bindery.lock`, which has it from a run before.
    Locked,
    /// The user, in `[names]` of `bindery.toml`.
    Pinned,
}

impl Ident {
    /// An identifier that a scope has just given out; only `shape/names.rs` calls this.
    pub(crate) fn claimed(text: String) -> Self {
        Ident { text, origin: None }
    }

    /// The same for something of the source.
    pub(crate) fn standing_for(self, origin: Origin) -> Self {
        Ident { origin: Some(Arc::new(origin)), ..self }
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it stands for, where that is something of the source.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_deref()
    }
}

impl PartialEq for Ident {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Ident {}

impl PartialOrd for Ident {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ident {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl hash::Hash for Ident {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl fmt::Debug for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ident").field(&self.text).finish()
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Words that Rust keeps for itself, in any edition (The Rust Reference, "Keywords").
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Whether Rust keeps a word for itself, so that nothing can be called so.
pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}
