//! The models as text, for `bindery inspect`.

use serde_json::Value;

use crate::{
    Config, Diagnostics, Model,
    api::{Api, Name},
    document::Document,
    lower::lower,
    read::read_configured,
    rust::{Crate, Visible as _},
    shape::shape,
};

/// One of the models behind the output, as text; all of it, or what has a name.
///
/// ```no_run
/// let (text, _) = bindery::inspect(&bindery::Config::default(), bindery::Model::Api, Some("PostFileLinks"));
/// ```
pub fn inspect(config: &Config, model: Model, only: Option<&str>) -> (String, Diagnostics) {
    let mut found = Diagnostics::default();
    let documents = read_configured(config, &mut found).documents;
    let text = match model {
        Model::Document => tree(&documents, only),
        Model::Api => meaning(&lower(&documents, &config.types, &mut found), only),
        Model::Rust => {
            let api = lower(&documents, &config.types, &mut found);
            items(&shape(&api, config, &mut found), only)
        }
    };
    found.finish();
    (text, found)
}

/// The documents as JSON; with a name, the members and operations that are called so.
fn tree(documents: &[Document], only: Option<&str>) -> String {
    let texts = documents.iter().flat_map(|document| match only {
        None => vec![&document.root],
        Some(name) => called(&document.root, name),
    });
    texts.map(pretty).collect()
}

/// Every part of a tree that is the member of this name, or the operation with this id.
fn called<'v>(value: &'v Value, name: &str) -> Vec<&'v Value> {
    match value {
        Value::Object(members) => {
            let is_it = |(key, value): (&String, &Value)| {
                key == name || value.get("operationId").is_some_and(|id| id == name)
            };
            let inside = |(key, value)| if is_it((key, value)) { vec![value] } else { called(value, name) };
            members.iter().flat_map(inside).collect()
        }
        Value::Array(items) => items.iter().flat_map(|item| called(item, name)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

/// The API as Rust prints it; with a name, the operation and the type that are called so.
fn meaning(api: &Api, only: Option<&str>) -> String {
    let Some(name) = only else { return format!("{api:#?}\n") };
    let operations = api.operations.iter().filter(|operation| operation.id.as_deref() == Some(name));
    let types = api
        .types
        .iter()
        .enumerate()
        .filter(|(_, definition)| definition.name == Name::Author(name.to_owned()));
    let operations = operations.map(|operation| format!("{operation:#?}\n"));
    let types = types.map(|(id, definition)| format!("TypeId({id}): {definition:#?}\n"));
    operations.chain(types).collect()
}

/// The Rust to print, as templates see it; with a name, the items and methods that are called so.
fn items(krate: &Crate, only: Option<&str>) -> String {
    let value = krate.view().json();
    let Some(name) = only else { return pretty(&value) };
    let mut kept = Vec::new();
    named(&value, name, &mut kept);
    kept.into_iter().map(pretty).collect()
}

/// The outermost parts that have this identifier.
fn named<'v>(value: &'v Value, name: &str, kept: &mut Vec<&'v Value>) {
    match value {
        Value::Object(members)
            if ["ident", "operation"]
                .iter()
                .any(|key| members.get(*key).is_some_and(|ident| ident == name)) =>
        {
            kept.push(value);
        }
        Value::Object(members) => members.values().for_each(|value| named(value, name, kept)),
        Value::Array(items) => items.iter().for_each(|item| named(item, name, kept)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
