//! The text of a profile, read.
//!
//! In: TOML. Out: a [`Profile`], or every problem of the text at once, each with its place.

use std::{ops::Range, sync::Arc};

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::{Css, Profile, Selection, rules::RULES};
use crate::{
    diagnostics::{Diagnostics, Location, ProfileProblem, Source},
    read::page::roles::Role,
};

pub(super) type Key<'t> = Spanned<DeString<'t>>;
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// The settings of a profile, and a line that gives each.
const SETTINGS: [(&str, &str); 11] = [
    ("required", r#"required = ["method", "target", "response"]"#),
    ("required-with", r#"required-with = { schema = "media-type" }"#),
    ("ignore", r#"ignore = ["nav", "footer"]"#),
    ("labels", r#"labels = ["in", "type"]"#),
    ("until-next", r#"until-next = ["parameter", "response"]"#),
    ("path-separator", r"path-separator = '\'"),
    ("base-url-unknown", r#"base-url-unknown = ["{baseUrl}"]"#),
    ("body-behind-headers", "body-behind-headers = true"),
    ("empty-examples", r#"empty-examples = ["null"]"#),
    ("nameless-files", r#"nameless-files = ["index"]"#),
    ("roles", r#"roles = { method = ".badge", target = ".url" }"#),
];

/// The parts without which a page shows no operation.
const ESSENTIAL: [Role; 3] = [Role::Request, Role::Method, Role::Target];

/// The parts without which a parameter or response says nothing.
const ESSENTIAL_WITHIN: [Role; 3] = [Role::ParameterName, Role::ParameterPlace, Role::Status];

/// What is required where a profile does not say it.
const USUALLY_REQUIRED: [Role; 4] = [Role::Request, Role::Method, Role::Target, Role::Response];

/// Reads a profile; None where something is wrong with it.
pub(in crate::read::page) fn profile(source: &Arc<Source>, found: &mut Diagnostics) -> Option<Profile> {
    let mut own = Diagnostics::default();
    let mut profile = Profile {
        name: source.name.clone(),
        is_built_in: false,
        selections: Vec::new(),
        required: USUALLY_REQUIRED.to_vec(),
        required_with: Vec::new(),
        ignored: Vec::new(),
        labels: Vec::new(),
        until_next: Vec::new(),
        path_separator: None,
        base_url_unknown: Vec::new(),
        body_behind_headers: false,
        empty_examples: Vec::new(),
        nameless_files: Vec::new(),
    };
    let mut reader = Reader { source, found: &mut own };
    match DeTable::parse(&source.text) {
        Ok(table) => {
            for (key, value) in table.get_ref() {
                reader.setting(key, value, &mut profile);
            }
            reader.complete(&mut profile, table.get_ref());
        }
        Err(error) => {
            let reason = error.message().to_owned();
            reader.report(ProfileProblem::ProfileSyntax { reason }, error.span().unwrap_or(0..0));
        }
    }
    let is_whole = !own.has_errors();
    found.extend(own);
    is_whole.then_some(profile)
}

/// What every setting of a profile is read with.
pub(super) struct Reader<'r> {
    source: &'r Arc<Source>,
    found: &'r mut Diagnostics,
}

impl Reader<'_> {
    /// Puts one setting where it belongs.
    fn setting(&mut self, key: &Key<'_>, value: &Value<'_>, profile: &mut Profile) {
        let name = key.get_ref().as_ref();
        match name {
            "required" => profile.required = self.roles_of_list(name, value, |_| true),
            "required-with" => profile.required_with = self.companions(value),
            "ignore" => {
                let texts = self.texts(name, value);
                profile.ignored = texts.into_iter().filter_map(|(css, span)| self.css(&css, span)).collect();
            }
            "labels" => profile.labels = self.plain_texts(name, value),
            "until-next" => {
                let is_repeated = |role| matches!(role, Role::Parameter | Role::Response);
                profile.until_next = self.roles_of_list(name, value, is_repeated);
            }
            "path-separator" => match self.text(name, value) {
                Some(empty) if empty.is_empty() => self.wrong(name, value, String::from("must not be empty")),
                separator => profile.path_separator = separator,
            },
            "base-url-unknown" => profile.base_url_unknown = self.plain_texts(name, value),
            "body-behind-headers" => match value.get_ref().as_bool() {
                Some(flag) => profile.body_behind_headers = flag,
                None => self.wrong(name, value, format!("must be `true` or `false`, found {}", kind(value))),
            },
            "empty-examples" => profile.empty_examples = self.plain_texts(name, value),
            "nameless-files" => profile.nameless_files = self.plain_texts(name, value),
            "roles" => profile.selections = self.roles(value),
            unknown => self.unknown("setting", unknown, SETTINGS.map(|(key, _)| key), key.span()),
        }
    }

    /// Says which roles the profile needs and does not have; adds those that every page needs.
    fn complete(&mut self, profile: &mut Profile, table: &DeTable<'_>) {
        // What is there and wrong is told already, and not missing.
        let roles = table.get("roles").and_then(|roles| roles.get_ref().as_table());
        let has = |role: Role| roles.is_some_and(|roles| roles.contains_key(role.key()));
        let span_of = |setting: &str| {
            let pair = table.iter().find(|(key, _)| key.get_ref().as_ref() == setting);
            pair.map_or(0..0, |(key, _)| key.span())
        };
        let within = ESSENTIAL_WITHIN.into_iter().filter(|role| role.home().is_some_and(has));
        let mut needed: Vec<(Role, String, &str)> =
            ESSENTIAL.map(|role| (role, String::from("every profile needs it"), "roles")).to_vec();
        needed.extend(within.map(|role| {
            let home = role.home().map_or("", Role::name);
            (role, format!("no {home} is read without it"), "roles")
        }));
        let named = profile.required.iter().map(|role| (*role, String::from("it is required"), "required"));
        needed.extend(named);
        for (role, with) in &profile.required_with {
            needed.push((*role, format!("it is required with `{}`", with.key()), "required-with"));
        }
        let mut told: Vec<Role> = Vec::new();
        for (role, reason, setting) in needed {
            if !has(role) && !told.contains(&role) {
                told.push(role);
                self.report(ProfileProblem::RoleMissing { role: role.key(), reason }, span_of(setting));
            }
        }
        let missing = ESSENTIAL.into_iter().chain(ESSENTIAL_WITHIN.into_iter().filter(|role| has(*role)));
        let missing: Vec<Role> = missing.filter(|role| !profile.required.contains(role)).collect();
        profile.required.extend(missing);
    }

    /// A list of roles.
    fn roles_of_list(&mut self, key: &str, value: &Value<'_>, fits: impl Fn(Role) -> bool) -> Vec<Role> {
        let texts = self.texts(key, value);
        let known = || Role::ALL.into_iter().filter(|role| fits(*role)).map(Role::key).collect::<Vec<_>>();
        let mut roles = Vec::new();
        for (text, span) in texts {
            match Role::of_key(&text).filter(|role| fits(*role)) {
                Some(role) => roles.push(role),
                None => self.unknown("role", &text, known(), span),
            }
        }
        roles
    }

    /// The roles of `required-with`: `schema = "media-type"`.
    fn companions(&mut self, value: &Value<'_>) -> Vec<(Role, Role)> {
        let keys = || Role::ALL.map(Role::key);
        let mut pairs = Vec::new();
        for (key, with) in self.pairs("required-with", value) {
            let role = Role::of_key(&key.0);
            if role.is_none() {
                self.unknown("role", &key.0, keys(), key.1);
            }
            let other = Role::of_key(&with.0);
            if other.is_none() {
                self.unknown("role", &with.0, keys(), with.1);
            }
            pairs.extend(role.zip(other));
        }
        pairs
    }

    /// The table of roles.
    fn roles(&mut self, value: &Value<'_>) -> Vec<Selection> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong("roles", value, format!("must be a table, found {}", kind(value)));
            return Vec::new();
        };
        let mut selections = Vec::new();
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            match Role::of_key(name) {
                Some(role) => selections.extend(self.role(role, value)),
                None => self.unknown("role", name, Role::ALL.map(Role::key), key.span()),
            }
        }
        selections
    }

    /// A text of the profile as a selector.
    pub(super) fn css(&mut self, text: &str, span: Range<usize>) -> Option<Css> {
        match scraper::Selector::parse(text) {
            Ok(selector) => Some(Css { text: text.to_owned(), selector }),
            Err(error) => {
                let reason = selector_reason(&error.to_string());
                self.report(ProfileProblem::BadSelector { selector: text.to_owned(), reason }, span);
                None
            }
        }
    }
}

/// How values of TOML are taken.
impl Reader<'_> {
    /// A string.
    pub(super) fn text(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(key, value, format!("must be a string, found {}", kind(value)));
        }
        text.map(str::to_owned)
    }

    /// A list of strings.
    pub(super) fn plain_texts(&mut self, key: &str, value: &Value<'_>) -> Vec<String> {
        self.texts(key, value).into_iter().map(|(text, _)| text).collect()
    }

    /// A list of strings, and where each stands.
    fn texts(&mut self, key: &str, value: &Value<'_>) -> Vec<(String, Range<usize>)> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, format!("must be a list of strings, found {}", kind(value)));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), item.span())),
                None => {
                    self.wrong(key, item, format!("must be a list of strings, found {} in it", kind(item)))
                }
            }
        }
        texts
    }

    /// A table of strings: keys and values, and where each stands.
    pub(super) fn pairs(&mut self, key: &str, value: &Value<'_>) -> Vec<(Placed, Placed)> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, value, format!("must be a table of strings, found {}", kind(value)));
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (name, value) in table.iter() {
            match value.get_ref().as_str() {
                Some(text) => {
                    let name = (name.get_ref().as_ref().to_owned(), name.span());
                    pairs.push((name, (text.to_owned(), value.span())));
                }
                None => {
                    self.wrong(key, value, format!("must be a table of strings, found {} in it", kind(value)))
                }
            }
        }
        pairs
    }

    pub(super) fn report(&mut self, problem: ProfileProblem, span: Range<usize>) {
        self.found.report(problem, Location::span(self.source, span));
    }

    pub(super) fn wrong(&mut self, key: &str, value: &Value<'_>, reason: String) {
        let known = SETTINGS.iter().chain(&RULES);
        let example = known.clone().find(|(name, _)| *name == key).map_or("", |(_, example)| example);
        self.report(ProfileProblem::WrongProfileValue { key: key.to_owned(), reason, example }, value.span());
    }

    /// Says that a key means nothing, and what may have been meant.
    pub(super) fn unknown(
        &mut self,
        kind: &'static str,
        key: &str,
        known: impl IntoIterator<Item = &'static str>,
        span: Range<usize>,
    ) {
        let known: Vec<&str> = known.into_iter().collect();
        let fold = |name: &str| name.to_lowercase().replace('_', "-");
        let near = known.iter().map(|name| (strsim::damerau_levenshtein(&fold(key), name), *name));
        let nearest = near.min().filter(|(distance, name)| distance * 3 <= name.len().max(3));
        let problem = ProfileProblem::UnknownProfileKey {
            kind,
            key: key.to_owned(),
            suggestion: nearest.map(|(_, name)| name.to_owned()),
            known: known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
        };
        self.report(problem, span);
    }
}

/// A text of the profile, and where it stands.
pub(super) type Placed = (String, Range<usize>);

/// What the parser of selectors says, in words: `dangling combinator` for a line that is only `DanglingCombinator`.
fn selector_reason(told: &str) -> String {
    let last = told.lines().last().unwrap_or_default();
    if last.contains(' ') {
        return last.to_owned();
    }
    let mut words = String::new();
    for letter in last.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// What a value is: `an integer`.
pub(super) fn kind(value: &Value<'_>) -> String {
    let kind = value.get_ref().type_str();
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}
