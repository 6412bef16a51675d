//! The order of sources changes nothing but who wins.

use bindery::{Diagnostics, config::NamedFile, document::Document, read::read_configured};
use serde_json::{Map, Value};

use super::config;

/// Cases whose sources share nothing by name that differs: where they do, one of the two has to stand elsewhere.
const CASES: [&str; 7] = [
    "merge-disagreements",
    "merge-facts",
    "merge-page",
    "merge-paths",
    "merge-partial",
    "merge-prefer",
    "merge-thin",
];

/// All operations with all that holds for them, their members in one order.
fn operations(documents: &[Document]) -> Value {
    let mut all = Map::new();
    for document in documents {
        for (path, item) in document.root["paths"].as_object().into_iter().flatten() {
            // What stands beside a reference goes before what it refers to.
            let referred =
                item["$ref"].as_str().and_then(|to| document.root.pointer(to.trim_start_matches('#')));
            let members = referred.into_iter().chain([item]).filter_map(Value::as_object).flatten();
            for (method, operation) in members {
                let mut operation = operation.clone();
                if let Some(object) = operation.as_object_mut().filter(|_| method != "parameters") {
                    let servers = object.remove("servers");
                    object.insert("servers".into(), servers.unwrap_or(document.root["servers"].clone()));
                    // Schemes are called otherwise where they are at home in the other document.
                    object.remove("security");
                    all.insert(format!("{method} {path}").to_lowercase(), sorted(operation));
                }
            }
        }
    }
    all.sort_keys();
    all.into()
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Map<String, Value> =
                members.into_iter().map(|(key, value)| (key.to_lowercase(), sorted(value))).collect();
            members.sort_keys();
            members.into()
        }
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(sorted).collect();
            items.sort_by_key(Value::to_string);
            items.into()
        }
        Value::String(text) => text.trim_end_matches('/').into(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

#[test]
fn the_order_of_sources_changes_only_who_wins() {
    for case in CASES {
        let mut config = config(case);
        if config.prefer.is_empty() {
            config.prefer = config.sources.iter().map(NamedFile::new).collect();
        }
        let (mut found, mut turned_found) = (Diagnostics::default(), Diagnostics::default());
        let documents = read_configured(&config, &mut found).documents;
        config.sources.reverse();
        let turned = read_configured(&config, &mut turned_found).documents;
        let (one, other) = (operations(&documents), operations(&turned));
        assert_eq!(one, other, "{case}: {one:#}\n{other:#}");
        let said = |found: &mut Diagnostics| {
            found.finish();
            found.to_string().replace("key-2", "key")
        };
        assert_eq!(said(&mut found), said(&mut turned_found), "{case}");
    }
}
