//! `bindery.toml`: the settings of the command line, in a file.
//!
//! In: the file's text. Out: a [`Config`], and every problem of the text at once, each with its line.
//! Paths in it are relative to the file.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::{
    Client, Config, ExtraTemplate, FormStyle, Layout, Pattern, Rename, check_derive, check_name,
    settings::SETTINGS,
};
use crate::diagnostics::{ConfigProblem, Diagnostics, Location, Source, Syntax};

impl Config {
    /// Reads a `bindery.toml` from the disk; the paths in it are relative to its folder.
    ///
    /// ```no_run
    /// let mut found = bindery::Diagnostics::default();
    /// let config = bindery::Config::read("bindery.toml".as_ref(), &mut found);
    /// assert!(!found.has_errors(), "{found}");
    /// ```
    pub fn read(path: &Path, found: &mut Diagnostics) -> Self {
        let name = path.display().to_string();
        let source = |text| Arc::new(Source { name, text, syntax: Syntax::Other });
        let mut config = match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&source(text), path.parent().unwrap_or(Path::new("")), found),
            Err(error) => {
                let reason = error.to_string();
                found.report(
                    ConfigProblem::ConfigUnreadable { reason },
                    Location::file(&source(String::new())),
                );
                Config::default()
            }
        };
        config.file = Some(path.to_owned());
        config
    }

    /// The text of a `bindery.toml`, for who wants to change it.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    ///
    /// ```
    /// assert!(bindery::Config::text("no/bindery.toml".as_ref()).is_err());
    /// ```
    pub fn text(path: &Path) -> std::io::Result<String> {
        std::fs::read_to_string(path)
    }

    /// Reads the text of a `bindery.toml`; the paths in it are relative to `folder`.
    ///
    /// ```
    /// use std::{path::Path, sync::Arc};
    /// use bindery::{Config, Diagnostics, config::Layout, diagnostics::{Source, Syntax}};
    ///
    /// let text = "sources = ['pets.yaml']\nlayout = 'modules'".to_owned();
    /// let source = Arc::new(Source { name: "bindery.toml".into(), text, syntax: Syntax::Other });
    /// let config = Config::parse(&source, Path::new("specs"), &mut Diagnostics::default());
    /// assert_eq!(config.sources, [Path::new("specs/pets.yaml")]);
    /// assert_eq!(config.layout, Layout::Modules);
    /// ```
    pub fn parse(source: &Arc<Source>, folder: &Path, found: &mut Diagnostics) -> Self {
        let mut config = Config::default();
        match DeTable::parse(&source.text) {
            Ok(table) => {
                let mut reader = Reader { source, folder, found };
                for (key, value) in table.get_ref() {
                    reader.setting(key, value, &mut config);
                }
            }
            Err(error) => {
                let reason = error.message().to_owned();
                let at = Location::span(source, error.span().unwrap_or(0..0));
                found.report(ConfigProblem::ConfigSyntax { reason }, at);
            }
        }
        config
    }
}

pub(super) type Key<'t> = Spanned<DeString<'t>>;
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// What every setting of a file is read with.
pub(super) struct Reader<'r> {
    pub(super) source: &'r Arc<Source>,
    folder: &'r Path,
    found: &'r mut Diagnostics,
}

impl Reader<'_> {
    /// Puts one setting of the file where it belongs.
    fn setting(&mut self, key: &Key<'_>, value: &Value<'_>, config: &mut Config) {
        match key.get_ref().as_ref() {
            "sources" => self.sources(value, config),
            "reference-dirs" => {
                config.reference_dirs =
                    self.list("reference-dirs", value, |text, reader| Ok(reader.path(text)));
            }
            "profiles" => {
                config.profiles = self.list("profiles", value, |text, reader| Ok(reader.path(text)));
            }
            "out" => config.out = self.text("out", value).map(|out| self.path(out)),
            "layout" => {
                let named = [("file", Layout::File), ("modules", Layout::Modules), ("crate", Layout::Crate)];
                config.layout = self.choice("layout", value, &named).unwrap_or_default();
            }
            "client" => {
                let named = [("async", Client::Async), ("blocking", Client::Blocking)];
                config.client = self.choice("client", value, &named);
            }
            "name" => config.name = self.name(value),
            "select" => config.select = self.list("select", value, |text, _| text.parse::<Pattern>()),
            "base-url" => config.base_url = self.text("base-url", value).map(str::to_owned),
            "template-dir" => {
                config.template_dir = self.text("template-dir", value).map(|dir| self.path(dir))
            }
            "extra-templates" => config.extra_templates = self.extra_templates(value),
            "report" => config.report = self.text("report", value).map(|report| self.path(report)),
            "form" => {
                let named = [("brackets", FormStyle::Brackets), ("repeat", FormStyle::Repeat)];
                config.form = self.choice("form", value, &named);
            }
            "derives" => {
                let checked = |text: &str, _: &Self| check_derive(text).map(|()| text.to_owned());
                config.derives = self.list("derives", value, checked);
            }
            "both-directions" => config.both_directions = self.flag("both-directions", value),
            "responses" => self.responses(value, config),
            "prefer" => config.prefer = self.files("prefer", value),
            "overlays" => config.overlays = self.files("overlays", value),
            "patch" => config.patches = self.patches(value),
            "pagination" => config.pagination = self.pagination(value),
            "names" => config.names = self.names(value),
            "types" => config.types = self.types(value),
            "changelog" => {
                config.changelog = self.text("changelog", value).map(|changelog| self.path(changelog))
            }
            "validate" => config.validate = self.flag("validate", value),
            unknown => {
                let problem =
                    ConfigProblem::UnknownSetting { key: unknown.to_owned(), suggestion: suggest(unknown) };
                self.found.report(problem, Location::span(self.source, key.span()));
            }
        }
    }

    /// A path as it is from the current folder.
    pub(super) fn path(&self, text: &str) -> PathBuf {
        if text == "-" { text.into() } else { self.folder.join(text) }
    }

    fn text<'v>(&mut self, key: &'static str, value: &'v Value<'_>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(key, value, format!("must be a string, found {}", describe(value)));
        }
        text
    }

    fn flag(&mut self, key: &'static str, value: &Value<'_>) -> bool {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(key, value, format!("must be `true` or `false`, found {}", describe(value)));
        }
        flag.unwrap_or_default()
    }

    fn name(&mut self, value: &Value<'_>) -> Option<String> {
        let name = self.text("name", value)?;
        match check_name(name) {
            Ok(()) => Some(name.to_owned()),
            Err(reason) => {
                self.wrong("name", value, reason);
                None
            }
        }
    }

    fn choice<T: Copy>(&mut self, key: &'static str, value: &Value<'_>, named: &[(&str, T)]) -> Option<T> {
        let text = self.text(key, value)?;
        let chosen = named.iter().find(|(name, _)| *name == text);
        if chosen.is_none() {
            let names: Vec<String> = named.iter().map(|(name, _)| format!("`{name}`")).collect();
            self.wrong(key, value, format!("must be {}, found `{text}`", names.join(" or ")));
        }
        chosen.map(|&(_, meaning)| meaning)
    }

    fn list<T>(
        &mut self,
        key: &'static str,
        value: &Value<'_>,
        read: impl Fn(&str, &Self) -> Result<T, String>,
    ) -> Vec<T> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, format!("must be a list of strings, found {}", describe(value)));
            return Vec::new();
        };
        let mut list = Vec::new();
        for item in items.iter() {
            let Some(text) = item.get_ref().as_str() else {
                self.wrong(key, item, format!("must be a list of strings, found {} in it", describe(item)));
                continue;
            };
            match read(text, self) {
                Ok(item) => list.push(item),
                Err(reason) => self.wrong(key, item, reason),
            }
        }
        list
    }

    /// The keys of a table of strings, what they stand for, and the value for a complaint.
    fn pairs<'v, 't>(
        &mut self,
        key: &'static str,
        value: &'v Value<'t>,
    ) -> Vec<(&'v str, &'v str, &'v Value<'t>)> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, value, format!("must be a table of strings, found {}", describe(value)));
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for (name, value) in table.iter() {
            match value.get_ref().as_str() {
                Some(text) => pairs.push((name.get_ref().as_ref(), text, value)),
                None => self.wrong(
                    key,
                    value,
                    format!("must be a table of strings, found {} in it", describe(value)),
                ),
            }
        }
        pairs
    }

    /// A table of places and names.
    fn names(&mut self, value: &Value<'_>) -> Vec<Rename> {
        let pairs = self.pairs("names", value).into_iter();
        let renames = pairs.map(|(pointer, name, value)| {
            let at = Some(Location::span(self.source, value.span()));
            Rename { at, ..Rename::new(pointer, name) }
        });
        renames.collect()
    }

    /// A table of templates and outputs, or a list of `TEMPLATE=OUTPUT`.
    fn extra_templates(&mut self, value: &Value<'_>) -> Vec<ExtraTemplate> {
        let key = "extra-templates";
        let beside = |extra: ExtraTemplate, reader: &Self| ExtraTemplate {
            template: reader.folder.join(extra.template),
            output: extra.output,
        };
        if value.get_ref().is_array() {
            return self.list(key, value, |text, reader| Ok(beside(text.parse()?, reader)));
        }
        let mut extras = Vec::new();
        for (template, output, value) in self.pairs(key, value) {
            match ExtraTemplate::new(template, output) {
                Ok(extra) => extras.push(beside(extra, self)),
                Err(reason) => self.wrong(key, value, reason),
            }
        }
        extras
    }

    pub(super) fn wrong(&mut self, key: &'static str, value: &Value<'_>, reason: String) {
        let example = SETTINGS.iter().find(|(name, _)| *name == key).map_or("", |(_, example)| example);
        let at = Location::span(self.source, value.span());
        self.found.report(ConfigProblem::WrongSetting { key, reason, example }, at);
    }
}

/// What a value is: `an integer`.
pub(super) fn describe(value: &Value<'_>) -> String {
    let kind = value.get_ref().type_str();
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}

/// The setting that a misspelt key may have meant.
fn suggest(key: &str) -> Option<&'static str> {
    let key = key.replace('_', "-").to_lowercase();
    let near = SETTINGS.iter().map(|&(name, _)| (strsim::damerau_levenshtein(&key, name), name));
    let (distance, name) = near.min_by_key(|&(distance, _)| distance)?;
    (distance * 3 <= name.len().max(3)).then_some(name)
}
