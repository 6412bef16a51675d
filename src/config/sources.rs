//! Sources that have an address: what `bindery fetch` downloads, and where its snapshot stands.
//!
//! In: the addresses of `sources` in `bindery.toml`. Out: [`Remote`]s. Every other stage reads their snapshots, as it
//! reads any file. Nothing here knows how a download works.

use std::{path::PathBuf, time::Duration};

use super::pattern::matches_glob;
use crate::diagnostics::Location;

/// How large an answer may be where nothing is said: 100 MB.
pub(crate) const MOST_BYTES: u64 = 100_000_000;

/// How long one attempt may take where nothing is said.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(60);

/// The folder of the snapshots that no name was chosen for.
const FOLDER: &str = "specs";

/// A source that has an address: `{ url = "https://example.com/openapi.json", snapshot = "specs/example.json" }`.
///
/// ```
/// use bindery::config::{Address, Remote};
///
/// let remote = Remote::new(Address::Document("https://example.com/v1/openapi.json".into()))?;
/// assert_eq!(remote.name, "specs/example.com/v1/openapi.json");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Remote {
    /// What is downloaded.
    pub address: Address,
    /// The snapshot: a file, or a folder where the address is that of an index.
    pub snapshot: PathBuf,
    /// The snapshot as `bindery.lock` names it: from the folder of `bindery.toml` on, with `/`.
    pub name: String,
    /// Whether it may come without encryption: `allow-http = true`.
    pub allow_http: bool,
    /// How many bytes one answer may have, unpacked: `max-size`.
    pub max_size: u64,
    /// How long one attempt may take: `timeout`.
    pub timeout: Duration,
    /// Where it was written, if that was in a file.
    pub at: Option<Location>,
}

/// What is downloaded for a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// One document or page: `https://example.com/openapi.json`.
    Document(String),
    /// The pages that an index links to.
    Index {
        /// The index: `https://example.com/api/index.html`.
        url: String,
        /// A glob for the links: `/api/*/operation-*.html`; on the site of the index unless it names another.
        links: String,
    },
}

impl Address {
    /// What is asked for first.
    ///
    /// ```
    /// let address = bindery::config::Address::Document("https://example.com/openapi.json".into());
    /// assert_eq!(address.url(), "https://example.com/openapi.json");
    /// ```
    pub fn url(&self) -> &str {
        match self {
            Address::Document(url) | Address::Index { url, .. } => url,
        }
    }
}

impl Remote {
    /// A source with this address, whose snapshot is called after it.
    ///
    /// # Errors
    ///
    /// If this is no address of the web.
    ///
    /// ```
    /// use bindery::config::{Address, Remote};
    ///
    /// assert!(Remote::new(Address::Document("ftp://example.com/openapi.json".into())).is_err());
    /// ```
    pub fn new(address: Address) -> Result<Self, String> {
        let (host, path) = parts(address.url())?;
        let name = match &address {
            Address::Document(_) => format!("{FOLDER}/{host}/{}", file_name(path, "document")),
            Address::Index { .. } => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let name = file_name(folder, "");
                format!("{FOLDER}/{host}/{name}").trim_end_matches('/').to_owned()
            }
        };
        Ok(Remote {
            address,
            snapshot: name.clone().into(),
            name,
            allow_http: false,
            max_size: MOST_BYTES,
            timeout: TIMEOUT,
            at: None,
        })
    }

    /// Whether the address, or one that it leads to, may be asked.
    #[cfg(feature = "config-file")]
    pub(crate) fn may_ask(&self, url: &str) -> bool {
        is_scheme(url, "https://") || (self.allow_http && is_scheme(url, "http://"))
    }
}

/// Whether a link is one that a glob describes: the glob is a path of the index's site, a path beside the index, or
/// a whole address.
///
/// ```
/// use bindery::config::is_linked;
///
/// let index = "https://example.com/api/index.html";
/// assert!(is_linked(index, "/api/*/operation-*.html", "https://example.com/api/files/operation-1.html"));
/// assert!(is_linked(index, "files/*", "https://example.com/api/files/operation-1.html"));
/// assert!(!is_linked(index, "/api/*", "https://example.org/api/files/operation-1.html"));
/// ```
pub fn is_linked(index: &str, links: &str, url: &str) -> bool {
    if is_web(links) {
        return matches_glob(links, url);
    }
    let index = index.split(['?', '#']).next().unwrap_or_default();
    let begin = index.find("://").map_or(0, |scheme| scheme + 3);
    let site = index[begin..].find('/').map_or(index.len(), |slash| begin + slash);
    let folder = index[site..].rfind('/').map_or(site, |slash| site + slash);
    let (base, glob) = match links.strip_prefix('/') {
        Some(path) => (&index[..site], path),
        None => (&index[..folder], links),
    };
    // The address of the index is no glob, whatever is in it.
    let rest = url.strip_prefix(base).and_then(|rest| rest.strip_prefix('/'));
    rest.is_some_and(|rest| matches_glob(glob, rest))
}

/// Whether a text is an address of the web, and no path.
pub(crate) fn is_web(text: &str) -> bool {
    is_scheme(text, "https://") || is_scheme(text, "http://")
}

fn is_scheme(text: &str, scheme: &str) -> bool {
    text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// The host, as a name of a folder, and what stands behind it.
fn parts(url: &str) -> Result<(String, &str), String> {
    if !is_web(url) {
        return Err(format!("must be an address that begins with https://, found `{url}`"));
    }
    if url.chars().any(|sign| sign.is_whitespace() || sign.is_control() || "\\\"<>".contains(sign)) {
        return Err(format!("must be an address without blanks and quotes, found `{url}`"));
    }
    if url.contains('#') {
        return Err(format!("must be an address without a `#`, found `{url}`"));
    }
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    if host.contains('@') {
        return Err(
            "must not have a name or password in its address, which would be written to `bindery.lock`"
                .into(),
        );
    }
    let name = plain(host);
    if name.is_empty() {
        return Err(format!("must be an address with a host, found `{url}`"));
    }
    Ok((name, path))
}

/// A relative path for what stands behind the host of an address: `/v1/openapi.json` -> `v1/openapi.json`.
///
/// The query comes before the ending, which readers of a folder look at: `page.html?id=3` -> `page-id-3.html`.
pub(crate) fn file_name(path: &str, fallback: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let steps = path.split('/').map(plain).filter(|step| !step.is_empty());
    let mut steps: Vec<String> = steps.collect();
    if steps.is_empty() && !fallback.is_empty() {
        steps.push(fallback.to_owned());
    }
    let query = plain(query);
    if let (Some(last), false) = (steps.last_mut(), query.is_empty()) {
        *last = match last.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}-{query}.{ending}"),
            None => format!("{last}-{query}"),
        };
    }
    steps.join("/")
}

/// A name that every file system takes, and that hides nothing and leads nowhere.
fn plain(text: &str) -> String {
    let is_plain = |sign: &char| sign.is_ascii_alphanumeric() || "._-".contains(*sign);
    let name: String = text.chars().map(|sign| if is_plain(&sign) { sign } else { '-' }).collect();
    name.trim_matches(|sign| ".-".contains(sign)).to_owned()
}
