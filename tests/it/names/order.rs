//! No order of a document changes a name: the rules, with the members of their objects in another order, and the lock.

use std::{collections::BTreeMap, fs};

use bindery::{
    Diagnostics,
    lock::{LockedName, kept},
    read,
};
use serde_json::{Map, Value};

use crate::rules;

/// The objects whose members are in no order.
const UNORDERED: [&str; 4] = ["paths", "schemas", "properties", "responses"];

/// The same tree with the members of those objects in another order, by numbers that look like chance.
fn shuffled(value: &Value, seed: &mut u64) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| {
                let inside = shuffled(value, seed);
                let inside = match inside {
                    Value::Object(members) if UNORDERED.contains(&key.as_str()) => {
                        Value::Object(mixed(members, seed))
                    }
                    other => other,
                };
                (key.clone(), inside)
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => items.iter().map(|item| shuffled(item, seed)).collect(),
        other => other.clone(),
    }
}

fn mixed(members: Map<String, Value>, seed: &mut u64) -> Map<String, Value> {
    let mut members: Vec<(String, Value)> = members.into_iter().collect();
    for last in (1..members.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from(*seed >> 33).expect("31 bits are no more than an index has") % (last + 1);
        members.swap(last, other);
    }
    members.into_iter().collect()
}

#[test]
fn no_order_changes_a_name_that_is_locked() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("rule.json");
    for rule in rules::all() {
        let mut found = Diagnostics::default();
        let inputs = read::read_configured(&rule.config, &mut found);
        let [document] = inputs.documents.as_slice() else { continue };
        let mut config = rule.config.clone();
        config.sources = vec![path.clone()];
        config.template_dir = None;
        fs::write(&path, document.root.to_string()).expect("it can be written");
        let before = bindery::generate(&config);
        // Some rules are of files that lie beside them.
        if before.diagnostics.has_errors() {
            continue;
        }
        config.locked = kept(&before.names, &BTreeMap::new());
        assert_eq!(config.locked.len(), before.names.len(), "{}: two things have one pointer", rule.name);
        let again = bindery::generate(&config);
        assert_eq!(again.files, before.files, "{}: its own lock changes it", rule.name);
        for seed in 1..4 {
            let text = shuffled(&document.root, &mut (seed * 0x9e37_79b9)).to_string();
            fs::write(&path, text).expect("it can be written");
            let after = bindery::generate(&config);
            assert!(!after.diagnostics.has_errors(), "{}: {}", rule.name, after.diagnostics);
            let locked = kept(&after.names, &config.locked);
            // Two types with the same members in other orders are two, so that there may be new names beside the old ones.
            let is_kept = |pointer: &String, old: &LockedName| {
                locked.get(pointer).is_some_and(|new| new.name == old.name && !new.gone)
            };
            let others: Vec<_> =
                config.locked.iter().filter(|(pointer, old)| !is_kept(pointer, old)).collect();
            assert!(others.is_empty(), "{}: another order changes names: {others:#?}", rule.name);
        }
    }
}
