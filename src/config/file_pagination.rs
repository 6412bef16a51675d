//! The table `pagination` of `bindery.toml`.
//!
//! In: `listPets = { items = "data", cursor = "meta.next", parameter = "cursor" }`, or `false` where there are no pages.
//! Out: what each operation does, with its place.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::{
    NextPage, Pagination,
    file::{Key, Reader, Value, describe},
    pagination::way,
};
use crate::diagnostics::Location;

/// The setting's name.
const KEY: &str = "pagination";

/// What can be said of the next page, and what can be said beside it.
const RULES: [(&str, &[&str]); 6] = [
    ("cursor", &["parameter"]),
    ("last_id", &["id"]),
    ("link", &[]),
    ("url", &[]),
    ("page", &["first", "total"]),
    ("offset", &[]),
];

/// What can be said beside any of these.
const ALWAYS: [&str; 3] = ["items", "more", "last"];

impl Reader<'_> {
    /// How the operations answer by pages, by their ids.
    pub(super) fn pagination(&mut self, value: &Value<'_>) -> BTreeMap<String, Pagination> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(KEY, value, format!("must be a table, found {}", describe(value)));
            return BTreeMap::new();
        };
        let mut all = BTreeMap::new();
        for (key, value) in table {
            if let Some(mut pages) = self.pages(value) {
                pages.at = Some(Location::span(self.source, key.span()));
                all.insert(key.get_ref().to_string(), pages);
            }
        }
        all
    }

    /// How one operation does.
    fn pages(&mut self, value: &Value<'_>) -> Option<Pagination> {
        let table = match value.get_ref() {
            DeValue::Boolean(false) => return Some(Pagination::none()),
            DeValue::Table(table) => table.iter().collect::<Vec<_>>(),
            _ => {
                let reason = format!("must be a table of rules and `false`, found {} in it", describe(value));
                self.wrong(KEY, value, reason);
                return None;
            }
        };
        let is_said = |name: &str| table.iter().any(|(key, _)| key.get_ref() == name);
        let said: Vec<_> = RULES.iter().filter(|(name, _)| is_said(name)).collect();
        let [(rule, beside)] = said.as_slice() else {
            let rules: Vec<String> = RULES.iter().map(|(name, _)| format!("`{name}`")).collect();
            let reason =
                format!("has a rule that must have one of {}, found {}", rules.join(", "), said.len());
            self.wrong(KEY, value, reason);
            return None;
        };
        let known = |key: &Key<'_>| {
            let key = key.get_ref().as_ref();
            key == *rule || beside.contains(&key) || ALWAYS.contains(&key)
        };
        if let Some((key, value)) = table.iter().find(|(key, _)| !known(key)) {
            let others: Vec<String> = beside.iter().chain(&ALWAYS).map(|name| format!("`{name}`")).collect();
            let key = key.get_ref();
            let reason = format!("has `{key}` beside `{rule}`, where there are only {}", others.join(", "));
            self.wrong(KEY, value, reason);
            return None;
        }
        Rule { table, value }.read(rule, self)
    }
}

/// One rule: what it says, and the value that it is.
struct Rule<'v, 't> {
    table: Vec<(&'v Key<'t>, &'v Value<'t>)>,
    value: &'v Value<'t>,
}

impl<'v, 't> Rule<'v, 't> {
    fn read(&self, rule: &str, reader: &mut Reader<'_>) -> Option<Pagination> {
        let next = match rule {
            "cursor" => {
                let value = self.way("cursor", reader)?;
                NextPage::Cursor { value, parameter: self.needed("parameter", reader)? }
            }
            "last_id" => {
                let id = self.optional_way("id", reader)?.unwrap_or_else(|| way("id"));
                NextPage::LastId { id, parameter: self.needed("last_id", reader)? }
            }
            "link" => match self.get("link")?.get_ref() {
                DeValue::Boolean(true) => NextPage::Link,
                _ => return self.refuse("link", "`true`", reader),
            },
            "url" => NextPage::Url { value: self.way("url", reader)? },
            "page" => {
                let parameter = self.needed("page", reader)?;
                let total = self.optional_way("total", reader)?;
                NextPage::Page { parameter, first: self.first(reader)?, total }
            }
            _ => NextPage::Offset { parameter: self.needed("offset", reader)? },
        };
        let more = self.optional_way("more", reader)?;
        let last = self.optional_way("last", reader)?;
        let mut pages = Pagination::by(next);
        pages.items = self.optional_way("items", reader)?;
        pages.last = last.map(|last| (last, true)).or(more.map(|more| (more, false)));
        Some(pages)
    }

    fn get(&self, name: &str) -> Option<&'v Value<'t>> {
        self.table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| *value)
    }

    fn needed(&self, name: &str, reader: &mut Reader<'_>) -> Option<String> {
        match self.get(name).and_then(|value| value.get_ref().as_str()).filter(|text| !text.is_empty()) {
            Some(text) => Some(text.to_owned()),
            None => self.refuse(name, "the name of a parameter", reader),
        }
    }

    /// The number of the first page, which is 1 where nothing is said.
    fn first(&self, reader: &mut Reader<'_>) -> Option<u64> {
        let Some(value) = self.get("first") else { return Some(1) };
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        number.or_else(|| self.refuse("first", "a number from 0 on", reader))
    }

    fn way(&self, name: &str, reader: &mut Reader<'_>) -> Option<Vec<String>> {
        match self.optional_way(name, reader)? {
            Some(way) if !way.is_empty() => Some(way),
            Some(_) | None => self.refuse(name, "a member", reader),
        }
    }

    /// A way: with dots, or as a list of names, which may have dots themselves. Nothing where it is wrong.
    fn optional_way(&self, name: &str, reader: &mut Reader<'_>) -> Option<Option<Vec<String>>> {
        let Some(value) = self.get(name) else { return Some(None) };
        let names = match value.get_ref() {
            DeValue::String(text) => Some(way(text)),
            DeValue::Array(names) => {
                names.iter().map(|name| name.get_ref().as_str().map(str::to_owned)).collect()
            }
            _ => None,
        };
        match names {
            Some(names) => Some(Some(names)),
            None => self.refuse(name, "a string such as `meta.next`, or a list of them", reader),
        }
    }

    /// Says what the value of a name must be; nothing comes of the rule.
    fn refuse<T>(&self, name: &str, expected: &str, reader: &mut Reader<'_>) -> Option<T> {
        let value = self.get(name);
        let found = value.map_or("none".to_owned(), describe);
        let reason = format!("has a rule whose `{name}` must be {expected}, found {found}");
        reader.wrong(KEY, value.unwrap_or(self.value), reason);
        None
    }
}
