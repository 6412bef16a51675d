//! Where an answer leads to, and whether that is followed (RFC 9110, section 15.4).

use url::Url;

use crate::{config::Remote, diagnostics::FetchProblem};

/// How often one answer may lead to the next.
pub(super) const MOST: usize = 10;

/// How many characters of an address that is refused are printed.
const MOST_SPELLED: usize = 200;

/// The statuses that lead elsewhere for a `GET`.
pub(super) const STATUSES: [u16; 5] = [301, 302, 303, 307, 308];

/// The address that an answer leads to, seen from the one that was asked.
pub(super) fn target(remote: &Remote, from: &Url, location: Option<&str>) -> Result<Url, FetchProblem> {
    let wrong = |reason: String| FetchProblem::WrongRedirect { url: from.to_string(), reason };
    let location = location.ok_or_else(|| wrong("it does not say which".into()))?;
    let to = from
        .join(location)
        .map_err(|error| wrong(format!("`{}` is no address: {error}", shortened(location))))?;
    match refused(remote, from, &to) {
        Some(why) => Err(wrong(why)),
        None => Ok(to),
    }
}

/// Why an address is not asked that another one leads to; nothing where it is.
pub(super) fn refused(remote: &Remote, from: &Url, to: &Url) -> Option<String> {
    let why = if !matches!(to.scheme(), "https" | "http") {
        "is not on the web"
    } else if !to.username().is_empty() || to.password().is_some() {
        "has a name or password in it, which would be written to `bindery.lock`"
    } else if from.scheme() == "https" && to.scheme() == "http" {
        "is not encrypted, and the address before it is"
    } else if !remote.may_ask(to.as_str()) {
        "is not encrypted"
    } else {
        return None;
    };
    Some(format!("{} {why}", spelled(to)))
}

/// An address for a message: without a password, and without all of a document that stands in it.
fn spelled(url: &Url) -> String {
    let mut url = url.clone();
    // Both fail for what has no host, which has neither of them.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    shortened(url.as_str())
}

/// An address as it was written, for a message.
pub(super) fn shortened(url: &str) -> String {
    match url.char_indices().nth(MOST_SPELLED) {
        Some((end, _)) => format!("{}...", &url[..end]),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Address;

    /// What comes of an answer, for a source that may or may not be asked without encryption.
    fn leads(allow_http: bool, from: &str, location: &str) -> String {
        let mut remote = Remote::new(Address::Document(from.into())).expect("an address");
        remote.allow_http = allow_http;
        let from = Url::parse(from).expect("an address");
        match target(&remote, &from, Some(location)) {
            Ok(to) => to.to_string(),
            Err(problem) => crate::diagnostics::Problem::from(problem).message(),
        }
    }

    #[test]
    fn encryption_is_never_lost_on_the_way() {
        let from = "https://a.example/x/y.json";
        assert_eq!(leads(false, from, "z.json"), "https://a.example/x/z.json");
        assert_eq!(leads(false, from, "//b.example/z.json"), "https://b.example/z.json");
        assert_eq!(leads(true, "http://a.example/", "https://a.example/"), "https://a.example/");
        assert_eq!(leads(true, "http://a.example/", "http://b.example/"), "http://b.example/");
        let start = "https://a.example/x/y.json leads to an address that is not followed: ";
        let less = "http://a.example/ is not encrypted, and the address before it is";
        for allow_http in [false, true] {
            assert_eq!(leads(allow_http, from, "http://a.example/"), format!("{start}{less}"));
        }
        assert_eq!(
            leads(true, from, "file:///etc/passwd"),
            format!("{start}file:///etc/passwd is not on the web")
        );
        let login =
            "https://a.example/ has a name or password in it, which would be written to `bindery.lock`";
        for secret in ["https://me:secret@a.example/", "//me@a.example", "https://:secret@a.example/"] {
            assert_eq!(leads(false, from, secret), format!("{start}{login}"));
        }
    }
}
