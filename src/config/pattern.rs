//! Which operations are wanted.

use std::{fmt, str::FromStr};

/// One choice of operations.
///
/// ```
/// use bindery::config::Pattern;
///
/// let wanted: Pattern = "path:/v1/*".parse()?;
/// assert!(wanted.matches("PostFileLinks", &["files"], "/v1/file_links"));
/// assert!(!wanted.matches("PostFileLinks", &["files"], "/v2/file_links"));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// An operation id, or a glob over ids: `PostFileLinks`, `Post*`.
    Id(String),
    /// A tag, or a glob over tags: `tag:files`.
    Tag(String),
    /// A path template, or a glob over them: `path:/v1/*`.
    Path(String),
}

impl Pattern {
    /// Whether an operation of this id, with these tags, at this path template is meant.
    ///
    /// ```
    /// use bindery::config::Pattern;
    ///
    /// assert!(Pattern::Tag("files".into()).matches("PostFileLinks", &["files", "links"], "/v1/file_links"));
    /// ```
    pub fn matches(&self, id: &str, tags: &[impl AsRef<str>], path: &str) -> bool {
        match self {
            Pattern::Id(glob) => matches_glob(glob, id),
            Pattern::Tag(glob) => tags.iter().any(|tag| matches_glob(glob, tag.as_ref())),
            Pattern::Path(glob) => matches_glob(glob, path),
        }
    }
}

impl FromStr for Pattern {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, glob): (fn(String) -> Self, &str) = match text.split_once(':') {
            Some(("tag", tag)) => (Pattern::Tag, tag),
            Some(("path", path)) => (Pattern::Path, path),
            // An operation id may have a colon in it.
            _ => (Pattern::Id, text),
        };
        if glob.is_empty() {
            return Err(format!("must be an operation id, tag:NAME or path:/v1/*, found `{text}`"));
        }
        Ok(kind(glob.to_owned()))
    }
}

/// As it was written: `tag:files`.
impl fmt::Display for Pattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pattern::Id(glob) => out.write_str(glob),
            Pattern::Tag(glob) => write!(out, "tag:{glob}"),
            Pattern::Path(glob) => write!(out, "path:{glob}"),
        }
    }
}

/// Whether a text is what a glob describes: `*` is any run of characters, `?` is one.
///
/// After a mismatch only the last `*` takes one character more: an earlier one cannot do better, so
/// that the time is the product of the two lengths at worst.
pub(super) fn matches_glob(glob: &str, text: &str) -> bool {
    let (glob, text): (Vec<char>, Vec<char>) = (glob.chars().collect(), text.chars().collect());
    let (mut at_glob, mut at_text) = (0, 0);
    let mut last_star = None;
    while at_text < text.len() {
        match glob.get(at_glob) {
            Some('*') => {
                last_star = Some((at_glob, at_text));
                at_glob += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == text[at_text] => {
                at_glob += 1;
                at_text += 1;
            }
            _ => {
                let Some((star, taken)) = last_star else { return false };
                last_star = Some((star, taken + 1));
                at_glob = star + 1;
                at_text = taken + 1;
            }
        }
    }
    glob[at_glob..].iter().all(|&rest| rest == '*')
}
