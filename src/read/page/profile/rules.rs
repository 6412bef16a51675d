//! The rules of a role, read: `{ select = ".badge", attribute = "data-method" }`.

use regex_lite::Regex;
use toml::de::DeTable;

use super::{
    Css, Origin, Prose, Rules, Selection,
    reader::{Reader, Value, kind},
};
use crate::{
    diagnostics::ProfileProblem,
    read::page::roles::{Kind, Role},
};

/// The rules that a role may have, and a line that gives each.
pub(super) const RULES: [(&str, &str); 7] = [
    ("select", r#"select = ".badge""#),
    ("value", r#"value = "path""#),
    ("attribute", r#"attribute = "data-method""#),
    ("text", r#"text = "markdown", "inline" or "words""#),
    ("strip", r#"strip = ["Method: "]"#),
    ("pattern", r"pattern = '^(\w+)'"),
    ("map", r#"map = { yes = "required" }"#),
];

/// The rules that go with a role.
fn rules_of(role: Role) -> Vec<&'static str> {
    let fits = |rule: &str| match role.kind() {
        Kind::Stretch | Kind::Code => rule == "select",
        Kind::Words => rule != "text",
        Kind::Prose => true,
    };
    RULES.into_iter().map(|(rule, _)| rule).filter(|rule| fits(rule)).collect()
}

impl Reader<'_> {
    /// The places of a role: a selector, a table of rules, or a list of these.
    pub(super) fn role(&mut self, role: Role, value: &Value<'_>) -> Vec<Selection> {
        match value.get_ref().as_array() {
            Some(places) => places.iter().filter_map(|place| self.place(role, place)).collect(),
            None => self.place(role, value).into_iter().collect(),
        }
    }

    fn place(&mut self, role: Role, value: &Value<'_>) -> Option<Selection> {
        if let Some(css) = value.get_ref().as_str() {
            let css = self.css(css, value.span())?;
            return Some(Selection { role, css, rules: Rules::default() });
        }
        let Some(table) = value.get_ref().as_table() else {
            let reason = format!("must be a selector or a table of rules, found {}", kind(value));
            let example = r#"method = { select = ".badge" }"#;
            let key = role.key().to_owned();
            self.report(ProfileProblem::WrongProfileValue { key, reason, example }, value.span());
            return None;
        };
        let css = self.selector(role, table, value);
        let mut rules = Rules::default();
        for (key, value) in table.iter().filter(|(key, _)| key.get_ref().as_ref() != "select") {
            let name = key.get_ref().as_ref();
            if rules_of(role).contains(&name) {
                self.rule(name, value, &mut rules);
            } else {
                self.unknown("rule", name, rules_of(role), key.span());
            }
        }
        if table.contains_key("value") && table.contains_key("attribute") {
            self.wrong("value", value, String::from("and `attribute` cannot both be the text"));
        }
        Some(Selection { role, css: css?, rules })
    }

    /// The selector among the rules.
    fn selector(&mut self, role: Role, table: &DeTable<'_>, value: &Value<'_>) -> Option<Css> {
        let Some(select) = table.get("select") else {
            let reason = format!("is missing: it says where the role `{}` stands", role.key());
            self.wrong("select", value, reason);
            return None;
        };
        let text = self.text("select", select)?;
        self.css(&text, select.span())
    }

    /// Puts one rule where it belongs.
    fn rule(&mut self, name: &str, value: &Value<'_>, rules: &mut Rules) {
        match name {
            "value" => rules.origin = self.text(name, value).map_or(Origin::Content, Origin::Value),
            "attribute" => {
                rules.origin = self.text(name, value).map_or(Origin::Content, Origin::Attribute);
            }
            "text" => {
                let known =
                    [("markdown", Prose::Markdown), ("inline", Prose::Inline), ("words", Prose::Words)];
                let Some(text) = self.text(name, value) else { return };
                match known.iter().find(|(known, _)| *known == text) {
                    Some((_, prose)) => rules.prose = *prose,
                    None => {
                        let reason = format!("must be `markdown`, `inline` or `words`, found `{text}`");
                        self.wrong(name, value, reason);
                    }
                }
            }
            "strip" => rules.strip = self.plain_texts(name, value),
            "pattern" => rules.pattern = self.pattern(value),
            "map" => {
                let pairs = self.pairs(name, value).into_iter();
                rules.map = pairs.map(|((from, _), (to, _))| (from, to)).collect();
            }
            other => self.unknown("rule", other, RULES.map(|(rule, _)| rule), value.span()),
        }
    }

    fn pattern(&mut self, value: &Value<'_>) -> Option<Regex> {
        let pattern = self.text("pattern", value)?;
        match Regex::new(&pattern) {
            Ok(regex) => Some(regex),
            Err(error) => {
                let reason = error.to_string();
                self.report(ProfileProblem::BadPattern { pattern, reason }, value.span());
                None
            }
        }
    }
}
