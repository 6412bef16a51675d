//! Reads a lock. What bindery would not write is an error with its place, and nothing of it is used.

use std::{io, path::Path, sync::Arc};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Lock, Locked, LockedName};
use crate::diagnostics::{Diagnostics, Location, LockProblem, Source, Syntax};

/// The lines that a merge leaves where two branches disagree.
const MARKS: [&str; 4] = ["<<<<<<< ", "||||||| ", "=======", ">>>>>>> "];

impl Lock {
    /// Reads a lock from the disk; one that is not there has nothing in it.
    ///
    /// ```
    /// use bindery::{Diagnostics, lock::Lock};
    ///
    /// let mut found = Diagnostics::default();
    /// assert_eq!(Lock::read("no/bindery.lock".as_ref(), &mut found), Lock::default());
    /// assert!(!found.has_errors());
    /// ```
    pub fn read(path: &Path, found: &mut Diagnostics) -> Self {
        let name = path.display().to_string();
        let source = |text| Arc::new(Source { name, text, syntax: Syntax::Other });
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&source(text), found),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Lock::default(),
            Err(error) => {
                let problem = LockProblem::UnreadableLock { reason: error.to_string() };
                found.report(problem, Location::file(&source(String::new())));
                Lock::default()
            }
        }
    }

    /// Reads the text of a lock.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use bindery::{Diagnostics, diagnostics::{Source, Syntax}, lock::Lock};
    ///
    /// let text = "[names]\n'/components/schemas/pet' = 'Pet'\n".to_owned();
    /// let source = Arc::new(Source { name: "bindery.lock".into(), text, syntax: Syntax::Other });
    /// let lock = Lock::parse(&source, &mut Diagnostics::default());
    /// assert_eq!(lock.names["/components/schemas/pet"].name, "Pet");
    /// ```
    pub fn parse(source: &Arc<Source>, found: &mut Diagnostics) -> Self {
        if let Some(line) = source.text.lines().find(|line| is_mark(line)) {
            let start = line.as_ptr().addr() - source.text.as_ptr().addr();
            found.report(LockProblem::LockConflict, Location::span(source, start..start + line.len()));
            return Lock::default();
        }
        match DeTable::parse(&source.text) {
            Ok(table) => Reader { source, found }.lock(table.get_ref()),
            Err(error) => {
                let problem = LockProblem::LockSyntax { reason: error.message().to_owned() };
                found.report(problem, Location::span(source, error.span().unwrap_or(0..0)));
                Lock::default()
            }
        }
    }
}

fn is_mark(line: &str) -> bool {
    MARKS.iter().any(|mark| if mark.ends_with(' ') { line.starts_with(mark) } else { line == *mark })
}

struct Reader<'r> {
    source: &'r Arc<Source>,
    found: &'r mut Diagnostics,
}

impl Reader<'_> {
    fn lock(&mut self, table: &DeTable<'_>) -> Lock {
        let mut lock = Lock::default();
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("sources", DeValue::Array(items)) => {
                    for item in items.iter() {
                        lock.sources.extend(self.locked(item));
                    }
                }
                ("names", DeValue::Table(names)) => {
                    for (place, name) in names {
                        let name = self.name(place.get_ref(), name);
                        lock.names.extend(name.map(|name| (place.get_ref().to_string(), name)));
                    }
                }
                ("sources", _) => self.wrong(value, "has `sources` that are no list".into()),
                ("names", _) => self.wrong(value, "has `names` that are no table".into()),
                (other, _) => self.wrong(value, format!("has `{other}`, and may have `sources` and `names`")),
            }
        }
        lock
    }

    fn locked(&mut self, item: &Spanned<DeValue<'_>>) -> Option<Locked> {
        let Some(table) = item.get_ref().as_table() else {
            self.wrong(item, "has a source that is no table".into());
            return None;
        };
        let mut locked = Locked::default();
        for (key, value) in table {
            let key = key.get_ref().as_ref();
            let Some(text) = self.text(key, value) else { continue };
            match key {
                "url" => locked.url = text,
                "shown-by" => locked.shown_by = Some(text),
                "redirected" => locked.redirected = Some(text),
                "snapshot" => locked.snapshot = text,
                "sha256" => locked.sha256 = text,
                "etag" => locked.etag = Some(text),
                "last-modified" => locked.last_modified = Some(text),
                other => self.wrong(value, format!("has a source with `{other}`, which no source has")),
            }
        }
        let needed = [("url", &locked.url), ("snapshot", &locked.snapshot), ("sha256", &locked.sha256)];
        if let Some((key, _)) = needed.iter().find(|(_, text)| text.is_empty()) {
            self.wrong(item, format!("has a source without `{key}`"));
            return None;
        }
        // What it says is removed is removed below the folder of the lock, and nowhere else.
        if !crate::config::is_below(Path::new(&locked.snapshot)) {
            self.wrong(item, format!("has a snapshot `{}`, which is not below its folder", locked.snapshot));
            return None;
        }
        Some(locked)
    }

    /// A name alone, or with the shape of what has it.
    fn name(&mut self, place: &str, value: &Spanned<DeValue<'_>>) -> Option<LockedName> {
        let Some(table) = value.get_ref().as_table() else {
            return Some(LockedName { name: self.text(place, value)?, ..LockedName::default() });
        };
        let mut locked = LockedName::default();
        for (key, value) in table {
            let key = key.get_ref().as_ref();
            if let ("gone", Some(gone)) = (key, value.get_ref().as_bool()) {
                locked.gone = gone;
                continue;
            }
            let Some(text) = self.text(key, value) else { continue };
            match (key, u64::from_str_radix(&text, 16)) {
                ("name", _) => locked.name = text,
                ("shape", Ok(shape)) => locked.shape = Some(shape),
                ("shape", Err(_)) => self.wrong(value, format!("has a shape `{text}`, which is no number")),
                (other, _) => self.wrong(value, format!("has a name with `{other}`, which no name has")),
            }
        }
        Some(locked)
    }

    fn text(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(value, format!("has a `{key}` that is no string"));
        }
        text.map(str::to_owned)
    }

    fn wrong(&mut self, value: &Spanned<DeValue<'_>>, reason: String) {
        self.found.report(LockProblem::WrongLock { reason }, Location::span(self.source, value.span()));
    }
}
