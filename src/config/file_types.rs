//! The table `types` of `bindery.toml`.
//!
//! In: `date-time = "jiff"`, or `{ type = "crate::Money", serde = true }` where there is more to say. Out: choices, each
//! with its place, since one that nothing in the source asks for is a problem of its line.

use super::{
    Choice, Values,
    file::{Key, Reader, Value, describe},
};
use crate::diagnostics::Location;

/// The setting's name.
const KEY: &str = "types";

impl Reader<'_> {
    /// All choices of types, by format, by schema and by place.
    pub(super) fn types(&mut self, value: &Value<'_>) -> Vec<Choice> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(KEY, value, format!("must be a table, found {}", describe(value)));
            return Vec::new();
        };
        let mut choices = Vec::new();
        for (key, value) in table {
            let values: fn(String) -> Values = match key.get_ref().as_ref() {
                "schemas" => Values::Schema,
                "at" => Values::At,
                _ => {
                    choices.extend(self.choice_of_type(key, value, Values::Format));
                    continue;
                }
            };
            let Some(table) = value.get_ref().as_table() else {
                let name = key.get_ref();
                self.wrong(
                    KEY,
                    value,
                    format!("has a `{name}` that must be a table, found {}", describe(value)),
                );
                continue;
            };
            for (key, value) in table {
                choices.extend(self.choice_of_type(key, value, values));
            }
        }
        choices
    }

    fn choice_of_type(
        &mut self,
        key: &Key<'_>,
        value: &Value<'_>,
        values: impl Fn(String) -> Values,
    ) -> Option<Choice> {
        let values = values(key.get_ref().to_string());
        let (rust, table) = match value.get_ref().as_table() {
            Some(table) => (table.get("type"), Some(table)),
            None => (Some(value), None),
        };
        let Some(text) = rust.and_then(|rust| rust.get_ref().as_str()) else {
            let found = if table.is_some() { "a table without `type`".into() } else { describe(value) };
            self.wrong(KEY, value, format!("must be a table of types, found {found} in it"));
            return None;
        };
        let mut choice = match Choice::new(values, text) {
            Ok(choice) => choice,
            Err(reason) => {
                self.wrong(KEY, rust.unwrap_or(value), format!("has a value that {reason}"));
                return None;
            }
        };
        choice.at = Some(Location::span(self.source, key.span()));
        for (key, value) in table.into_iter().flatten() {
            self.detail(key, value, &mut choice);
        }
        Some(choice)
    }

    /// What is said of a type beside its path.
    fn detail(&mut self, key: &Key<'_>, value: &Value<'_>, choice: &mut Choice) {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("type", _) => {}
            ("serde", toml::de::DeValue::Boolean(serde)) => choice.serde = *serde,
            ("serde", _) => self.wrong(
                KEY,
                value,
                format!("has a `serde` that must be a boolean, found {}", describe(value)),
            ),
            // What stands here is copied into a manifest as it is, which is TOML too.
            ("dependency", toml::de::DeValue::String(_) | toml::de::DeValue::Table(_)) => {
                choice.dependency = self.source.text.get(value.span()).map(str::to_owned);
            }
            ("dependency", _) => {
                self.wrong(
                    KEY,
                    value,
                    format!("has a `dependency` that must be a string or a table, found {}", describe(value)),
                );
            }
            (other, _) => {
                let reason =
                    format!("has a type with `{other}`; there are only `type`, `serde` and `dependency`");
                self.wrong(KEY, value, reason);
            }
        }
    }
}
