//! The settings `prefer`, `overlays`, `patch` and `responses` of `bindery.toml`.
//!
//! In: TOML. Out: what is laid over the sources, with the place of each. Values of patches become JSON; dates have no form
//! in it, and are wrong.

use std::str::FromStr;

use serde_json::{Map, Number, Value as Json};
use toml::de::DeValue;

use super::{
    Change, Config, NamedFile, Patch, Samples,
    combine::is_status,
    file::{Key, Reader, Value, describe},
};
use crate::diagnostics::Location;

/// What can be said of a patch.
const KEYS: [&str; 6] = ["at", "set", "merge", "remove", "was", "in"];

impl Reader<'_> {
    /// A list of files, each with its place.
    pub(super) fn files(&mut self, key: &'static str, value: &Value<'_>) -> Vec<NamedFile> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, format!("must be a list of strings, found {}", describe(value)));
            return Vec::new();
        };
        items.iter().filter_map(|item| self.file(key, item)).collect()
    }

    fn file(&mut self, key: &'static str, value: &Value<'_>) -> Option<NamedFile> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(key, value, format!("must be a list of strings, found {} in it", describe(value)));
            return None;
        };
        let at = Some(Location::span(self.source, value.span()));
        Some(NamedFile { path: self.path(text), at })
    }

    /// Types of the user's own, and recorded answers: what ends in `.json`.
    pub(super) fn responses(&mut self, value: &Value<'_>, config: &mut Config) {
        const KEY: &str = "responses";
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(KEY, value, format!("must be a table, found {}", describe(value)));
            return;
        };
        for (id, value) in table {
            match value.get_ref() {
                DeValue::String(text) if !is_sample(text) => {
                    config.responses.insert(id.get_ref().to_string(), text.to_string());
                }
                DeValue::String(_) | DeValue::Array(_) => {
                    let files = self.recorded(value);
                    self.samples(id, vec![(None, files)], config);
                }
                DeValue::Table(statuses) => {
                    let answers = statuses.iter().filter_map(|(status, value)| {
                        let files = self.recorded(value);
                        let key = status.get_ref();
                        if !is_status(key) {
                            let reason = format!("must have statuses of HTTP as keys, such as 200, 4XX or default, found `{key}`");
                            self.wrong(KEY, value, reason);
                            return None;
                        }
                        Some((Some(key.to_string()), files))
                    });
                    let answers = answers.collect();
                    self.samples(id, answers, config);
                }
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
                    let reason = format!(
                        "must be a table of types and recorded answers, found {} in it",
                        describe(value)
                    );
                    self.wrong(KEY, value, reason);
                }
            }
        }
    }

    fn samples(&mut self, id: &Key<'_>, answers: Vec<(Option<String>, Vec<NamedFile>)>, config: &mut Config) {
        let at = Some(Location::span(self.source, id.span()));
        config.samples.push(Samples { operation: id.get_ref().to_string(), answers, at });
    }

    /// One recorded answer, or several.
    fn recorded(&mut self, value: &Value<'_>) -> Vec<NamedFile> {
        let one = std::slice::from_ref(value);
        let items = value.get_ref().as_array().map_or(one, |items| items.as_ref());
        let mut files = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) if is_sample(text) => files.extend(self.file("responses", item)),
                Some(text) => {
                    self.wrong(
                        "responses",
                        item,
                        format!("must name recorded answers, which end in .json, found `{text}`"),
                    );
                }
                None => {
                    self.wrong(
                        "responses",
                        item,
                        format!("must name recorded answers, found {}", describe(item)),
                    );
                }
            }
        }
        files
    }

    /// All patches, in their order.
    pub(super) fn patches(&mut self, value: &Value<'_>) -> Vec<Patch> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong("patch", value, format!("must be a list of tables, found {}", describe(value)));
            return Vec::new();
        };
        items.iter().filter_map(|item| self.patch(item)).collect()
    }

    fn patch(&mut self, value: &Value<'_>) -> Option<Patch> {
        const KEY: &str = "patch";
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(KEY, value, format!("must be a list of tables, found {} in it", describe(value)));
            return None;
        };
        let mut is_right = true;
        for (key, value) in table.iter().filter(|(key, _)| !KEYS.contains(&key.get_ref().as_ref())) {
            let keys: Vec<String> = KEYS.iter().map(|key| format!("`{key}`")).collect();
            let reason = format!("has a patch with `{}`; there are only {}", key.get_ref(), keys.join(", "));
            is_right = false;
            self.wrong(KEY, value, reason);
        }
        let mut changes = Vec::new();
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("set", _) => changes.push(self.json(value).map(Change::Set)),
                ("merge", _) => changes.push(self.json(value).map(Change::Merge)),
                ("remove", DeValue::Boolean(true)) => changes.push(Some(Change::Remove)),
                ("remove", _) => {
                    self.wrong(
                        KEY,
                        value,
                        format!("has a `remove` that must be `true`, found {}", describe(value)),
                    );
                    changes.push(None);
                }
                _ => {}
            }
        }
        let was = table.get("was").map(|was| self.json(was));
        let at = self.detail_text(KEY, "at", table.get("at"));
        let source = table.get("in").map(|source| self.detail_text(KEY, "in", Some(source)));
        if let (true, None) = (table.get("at").is_none(), &at) {
            self.wrong(KEY, value, "has a patch without `at`".into());
        }
        if changes.len() != 1 {
            self.wrong(KEY, value, "must have one of `set`, `merge` and `remove` in each patch".into());
            return None;
        }
        let change = changes.pop().flatten()?;
        let mut patch = match Patch::new(at?, change) {
            Ok(patch) => patch,
            Err(reason) => {
                self.wrong(KEY, table.get("at").unwrap_or(value), reason);
                return None;
            }
        };
        // What is wrong with a detail has been said.
        if let Some(was) = was {
            patch.was = Some(was?);
        }
        if let Some(source) = source {
            patch.source = Some(self.path(&source?));
        }
        patch.place = Some(Location::span(self.source, value.span()));
        is_right.then_some(patch)
    }

    fn detail_text(&mut self, key: &'static str, name: &str, value: Option<&Value<'_>>) -> Option<String> {
        let value = value?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(
                key,
                value,
                format!("has a `{name}` that must be a string, found {}", describe(value)),
            );
        }
        text.map(str::to_owned)
    }

    /// A TOML value as JSON; nothing, and a report, for what JSON does not have.
    fn json(&mut self, value: &Value<'_>) -> Option<Json> {
        let number = |text: &str| Number::from_str(text).ok().map(Json::Number);
        let json = match value.get_ref() {
            DeValue::String(text) => Some(Json::String(text.to_string())),
            DeValue::Boolean(flag) => Some(Json::Bool(*flag)),
            DeValue::Integer(integer) => {
                i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(Json::from)
            }
            DeValue::Float(float) => number(float.as_str().trim_start_matches('+')),
            DeValue::Array(items) => {
                let items: Vec<Option<Json>> = items.iter().map(|item| self.json(item)).collect();
                return items.into_iter().collect::<Option<Vec<Json>>>().map(Json::Array);
            }
            DeValue::Table(table) => {
                let mut members = Map::new();
                let mut is_right = true;
                // The order of the author becomes that of the members.
                let mut listed: Vec<_> = table.iter().collect();
                listed.sort_by_key(|(key, _)| key.span().start);
                for (key, value) in listed {
                    match self.json(value) {
                        Some(json) => drop(members.insert(key.get_ref().to_string(), json)),
                        None => is_right = false,
                    }
                }
                return is_right.then_some(Json::Object(members));
            }
            DeValue::Datetime(_) => None,
        };
        if json.is_none() {
            self.wrong("patch", value, format!("must have values that JSON has, found {}", describe(value)));
        }
        json
    }
}

/// Whether a response is given as a recorded answer, and not as a type.
fn is_sample(text: &str) -> bool {
    text.to_ascii_lowercase().ends_with(".json")
}
