//! What is added on the way from one description to another is removed on the way back, whatever changed.

use std::{collections::BTreeMap, path::Path};

use bindery::{
    Diagnostics,
    api::Api,
    diff::{Change, Changes, Kind, diff},
    document::Document,
    lower::lower,
};
use serde_json::Value;

/// Numbers that are the same on every machine (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("it is below a usize")
    }
}

/// The pointers of all objects and lists in a document.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.push(at.to_owned());
            members.iter().for_each(|(key, value)| {
                places(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            });
        }
        Value::Array(items) => {
            found.push(at.to_owned());
            items
                .iter()
                .enumerate()
                .for_each(|(index, value)| places(value, &format!("{at}/{index}"), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Takes something out, puts something in the place of another thing, or turns it over.
fn mutate(document: &mut Value, numbers: &mut Numbers) {
    let mut found = Vec::new();
    places(document, "", &mut found);
    let place = &found[numbers.below(found.len())];
    match document.pointer_mut(place) {
        Some(Value::Object(members)) if !members.is_empty() => {
            let keys: Vec<String> = members.keys().cloned().collect();
            let key = &keys[numbers.below(keys.len())];
            let words = ["string", "integer", "boolean", "date", "first", "second"];
            let turned = match (&members[key], numbers.below(3)) {
                (Value::Bool(flag), _) => Value::Bool(!flag),
                (Value::String(_), 0) => Value::from(words[numbers.below(words.len())]),
                (Value::Number(_), 0) => Value::from(numbers.below(9)),
                _ => {
                    members.shift_remove(key);
                    return;
                }
            };
            members.insert(key.clone(), turned);
        }
        Some(Value::Array(items)) if !items.is_empty() => {
            items.remove(numbers.below(items.len()));
        }
        _ => {}
    }
}

fn lowered(document: &Document) -> Option<Api> {
    let mut found = Diagnostics::default();
    let api = lower(std::slice::from_ref(document), &[], &mut found);
    (!found.has_errors()).then_some(api)
}

/// What it is called on the way back.
fn mirrored(kind: Kind) -> Kind {
    match kind {
        Kind::Added => Kind::Removed,
        Kind::Removed => Kind::Added,
        Kind::Narrowed => Kind::Widened,
        Kind::Widened => Kind::Narrowed,
        Kind::Required => Kind::Optional,
        Kind::Optional => Kind::Required,
        Kind::Deprecated => Kind::Restored,
        Kind::Restored => Kind::Deprecated,
        Kind::Renamed | Kind::Moved | Kind::Reordered | Kind::Changed | Kind::Reworded => kind,
    }
}

fn counted(changes: &Changes, kind: fn(Kind) -> Kind) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let sort = |change: &Change| format!("{} {}", change.subject, kind(change.kind));
    changes.iter().for_each(|change| *counts.entry(sort(change)).or_default() += 1);
    counts
}

#[test]
fn the_way_back_undoes_the_way() {
    let (document, _) = bindery::scrape(&crate::rules::config("specs/library.yaml"));
    let base = document.expect("it has no errors");
    assert!(Path::new("specs/library.yaml").exists());
    let original = lowered(&base).expect("it has no errors");
    let (mut compared, mut differ) = (0, 0);
    for seed in 1..=300 {
        let mut numbers = Numbers(seed * 7919);
        let mut changed = base.clone();
        for _ in 0..=numbers.below(4) {
            mutate(&mut changed.root, &mut numbers);
        }
        let Some(api) = lowered(&changed) else { continue };
        let (there, back) = (diff(&original, &api), diff(&api, &original));
        let (forth, mirror) = (counted(&there, |kind| kind), counted(&back, mirrored));
        assert_eq!(forth, mirror, "{seed}\n{}\n{}", there.render(false), back.render(false));
        compared += 1;
        differ += usize::from(!there.is_empty());
    }
    assert!(compared > 200 && differ > 100, "{compared} compared, {differ} differ");
}
