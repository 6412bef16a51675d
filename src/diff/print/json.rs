//! For other programs.

use serde_json::{Value, json};

use super::places::Places;
use crate::{
    diagnostics::Location,
    diff::{Change, Changes, Effect, Level, Origin},
};

impl Changes {
    /// The differences as indented JSON, whose members stay as they are, with a line break at its end.
    ///
    /// ```json
    /// {
    ///   "old": { "title": "Pets", "version": "1" },
    ///   "new": { "title": "Pets", "version": "2" },
    ///   "verdict": "major",
    ///   "rust": "major",
    ///   "wire": "major",
    ///   "changes": [
    ///     {
    ///       "kind": "made optional",
    ///       "subject": "field",
    ///       "path": ["Pet", "name"],
    ///       "direction": "response",
    ///       "before": null,
    ///       "after": null,
    ///       "old": { "file": "old.yaml", "line": 20, "column": 9, "pointer": "/components/schemas/Pet/properties/name" },
    ///       "new": { "file": "new.yaml", "line": 18, "column": 9, "pointer": "/components/schemas/Pet/properties/name" },
    ///       "level": "major",
    ///       "rust": { "level": "major", "text": "the field becomes an `Option`" },
    ///       "wire": { "level": "major", "text": "old clients cannot read answers without it" }
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// A verdict is `patch`, `minor` or `major`, and null where there is no difference; a direction is `request`,
    /// `response` or `both`.
    pub fn to_json(&self) -> String {
        let places = Places::of(self);
        let level = |level: Option<Level>| level.map(|level| level.to_string());
        let json = json!({
            "old": origin(&self.old),
            "new": origin(&self.new),
            "verdict": level(self.verdict()),
            "rust": level(self.rust()),
            "wire": level(self.wire()),
            "changes": self.iter().map(|change| spelled(change, &places)).collect::<Vec<_>>(),
        });
        format!("{json:#}\n")
    }
}

fn origin(Origin { title, version }: &Origin) -> Value {
    json!({ "title": title, "version": version })
}

fn spelled(change: &Change, places: &Places) -> Value {
    let Change { kind, subject, path, way, before, after, old, new, rust, wire } = change;
    json!({
        "kind": kind.to_string(),
        "subject": subject.to_string(),
        "path": path,
        "direction": way.to_string(),
        "before": before,
        "after": after,
        "old": place(old.as_ref(), places),
        "new": place(new.as_ref(), places),
        "level": change.level().to_string(),
        "rust": effect(rust),
        "wire": effect(wire),
    })
}

fn place(at: Option<&Location>, places: &Places) -> Value {
    let Some(at) = at else { return Value::Null };
    let (line, column) = places.line_column(at).unzip();
    json!({ "file": at.source.name, "line": line, "column": column, "pointer": at.pointer })
}

fn effect(Effect { level, text }: &Effect) -> Value {
    json!({ "level": level.to_string(), "text": text })
}
