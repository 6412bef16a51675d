//! The list `sources` of `bindery.toml`.
//!
//! In: paths, addresses, and tables where there is more to say of an address. Out: the paths that stages read, and what
//! is fetched for some of them.

use std::{collections::BTreeMap, path::PathBuf, time::Duration};

use toml::de::DeValue;

use super::{
    Address, Config, Remote,
    file::{Key, Reader, Value, describe},
    is_below,
    sources::is_web,
};
use crate::diagnostics::Location;

/// The setting's name.
const KEY: &str = "sources";

/// What can be said of a source that has an address.
const KEYS: [&str; 7] = ["url", "pages", "links", "snapshot", "allow-http", "max-size", "timeout"];

impl Reader<'_> {
    /// All sources: where each is read from, and those that are fetched.
    pub(super) fn sources(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(
                KEY,
                value,
                format!("must be a list of strings and tables, found {}", describe(value)),
            );
            return;
        };
        let mut taken = BTreeMap::new();
        for item in items.iter() {
            let remote = match item.get_ref() {
                DeValue::String(text) if is_web(text) => {
                    self.remote(item, Address::Document(text.to_string()))
                }
                DeValue::String(text) => {
                    config.sources.push(self.path(text));
                    continue;
                }
                DeValue::Table(_) => self.described(item),
                _ => {
                    let reason =
                        format!("must be a list of strings and tables, found {} in it", describe(item));
                    self.wrong(KEY, item, reason);
                    continue;
                }
            };
            let Some(remote) = remote else { continue };
            // File systems that do not tell cases apart see one file where two names differ in case alone.
            if let Some(other) = taken.insert(remote.name.to_lowercase(), remote.address.url().to_owned()) {
                self.wrong(
                    KEY,
                    item,
                    format!("has two snapshots `{}`, the other for `{other}`", remote.name),
                );
                continue;
            }
            config.sources.push(remote.snapshot.clone());
            config.remote.push(remote);
        }
    }

    /// A source that nothing but the address is said of.
    fn remote(&mut self, value: &Value<'_>, address: Address) -> Option<Remote> {
        let remote = self.unchecked(value, address)?;
        self.encrypted(value, remote)
    }

    /// A source that may be asked without encryption, or is asked with it.
    fn encrypted(&mut self, value: &Value<'_>, remote: Remote) -> Option<Remote> {
        if remote.may_ask(remote.address.url()) {
            return Some(remote);
        }
        let url = remote.address.url();
        self.wrong(KEY, value, format!("has the address `{url}` without `allow-http = true`"));
        None
    }

    fn unchecked(&mut self, value: &Value<'_>, address: Address) -> Option<Remote> {
        match Remote::new(address) {
            Ok(mut remote) => {
                remote.snapshot = self.path(&remote.name);
                remote.at = Some(Location::span(self.source, value.span()));
                Some(remote)
            }
            Err(reason) => {
                self.wrong(KEY, value, format!("has a source that {reason}"));
                None
            }
        }
    }

    /// A table: an address, and what is said of it.
    fn described(&mut self, value: &Value<'_>) -> Option<Remote> {
        let table = value.get_ref().as_table()?;
        let mut texts = BTreeMap::new();
        let mut is_right = true;
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if !KEYS.contains(&name) {
                let keys: Vec<String> = KEYS.iter().map(|key| format!("`{key}`")).collect();
                is_right = false;
                self.wrong(
                    KEY,
                    value,
                    format!("has a source with `{name}`; there are only {}", keys.join(", ")),
                );
            } else if let ("url" | "pages" | "links" | "snapshot", text) = (name, value.get_ref().as_str()) {
                is_right &= text.is_some();
                match text {
                    Some(text) => drop(texts.insert(name, text)),
                    None => self.wrong_kind(name, "a string", value),
                }
            }
        }
        let address = self.address(value, &texts, is_right)?;
        let mut remote = self.unchecked(value, address)?;
        for (key, value) in table {
            is_right &= self.said(key, value, &mut remote);
        }
        if is_right { self.encrypted(value, remote) } else { None }
    }

    /// The address of a table: `url`, or `pages` with `links`.
    fn address(
        &mut self,
        value: &Value<'_>,
        texts: &BTreeMap<&str, &str>,
        is_right: bool,
    ) -> Option<Address> {
        let text = |key: &str| texts.get(key).map(|&text| text.to_owned());
        match (text("url"), text("pages"), text("links")) {
            (Some(url), None, None) => Some(Address::Document(url)),
            (None, Some(url), Some(links)) => Some(Address::Index { url, links }),
            _ => {
                // What is missing may be there, and be no text.
                if is_right {
                    self.wrong(
                        KEY,
                        value,
                        "has a source that must have `url`, or `pages` and `links`".into(),
                    );
                }
                None
            }
        }
    }

    /// What is said of a source beside its address; whether it can be said.
    fn said(&mut self, key: &Key<'_>, value: &Value<'_>, remote: &mut Remote) -> bool {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("snapshot", DeValue::String(text)) => return self.snapshot(text, value, remote),
            ("allow-http", DeValue::Boolean(allow)) => remote.allow_http = *allow,
            ("allow-http", _) => return self.wrong_said("allow-http", "a boolean", value),
            ("max-size", said) => match size(said) {
                Some(bytes) => remote.max_size = bytes,
                None => return self.wrong_said("max-size", "a size such as \"20 MB\"", value),
            },
            ("timeout", said) => match whole(said).filter(|seconds| (1..=86_400).contains(seconds)) {
                Some(seconds) => remote.timeout = Duration::from_secs(seconds),
                None => return self.wrong_said("timeout", "a number of seconds", value),
            },
            // The rest was read before.
            _ => {}
        }
        true
    }

    fn wrong_said(&mut self, key: &str, wanted: &str, value: &Value<'_>) -> bool {
        self.wrong_kind(key, wanted, value);
        false
    }

    fn wrong_kind(&mut self, key: &str, wanted: &str, value: &Value<'_>) {
        self.wrong(KEY, value, format!("has a `{key}` that must be {wanted}, found {}", describe(value)));
    }

    /// Where the snapshot stands: a name below the folder of the file, which a lock can have on every system.
    fn snapshot(&mut self, text: &str, value: &Value<'_>, remote: &mut Remote) -> bool {
        let steps: Vec<&str> = text.trim_end_matches('/').split('/').filter(|step| *step != ".").collect();
        let is_name = |step: &&str| !step.is_empty() && !step.contains(['\\', ':']);
        let is_hidden = steps.first().is_none_or(|first| first.starts_with('.'));
        if is_hidden || !is_below(&PathBuf::from(text)) || !steps.iter().all(is_name) {
            let reason =
                format!("has a `snapshot` that must be a path below the folder of this file, found `{text}`");
            self.wrong(KEY, value, reason);
            return false;
        }
        remote.name = steps.join("/");
        remote.snapshot = self.path(&remote.name);
        true
    }
}

/// A number that is whole and not below zero.
fn whole(value: &DeValue<'_>) -> Option<u64> {
    let number = value.as_integer()?;
    u64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// A number of bytes: `20_000_000`, `"20 MB"`.
fn size(value: &DeValue<'_>) -> Option<u64> {
    let bytes = match value.as_str() {
        None => whole(value)?,
        Some(text) => {
            let end = text.find(|sign: char| !sign.is_ascii_digit())?;
            let unit = match text[end..].trim() {
                "B" => 1,
                "kB" | "KB" => 1000,
                "MB" => 1_000_000,
                "GB" => 1_000_000_000,
                _ => return None,
            };
            text[..end].parse::<u64>().ok()?.checked_mul(unit)?
        }
    };
    (bytes > 0).then_some(bytes)
}
