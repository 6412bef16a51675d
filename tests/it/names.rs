//! Names as nasty as they come, all in one place: what is made of them are identifiers, and each is another.
//!
//! The same names are given to types, fields, variants, operations and parameters. A list of our own shows the kinds
//! that occur; `.ci/run` takes the nasty names of all documents of `../shared/specs` too.

mod command;
mod kept;
mod nasty;
mod order;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use bindery::rust::{Crate, Item};
use serde_json::{Map, Value, json};

use self::nasty::NASTY;
use crate::rules;

/// Makes identifiers of names, in their order.
type NameAll = fn(&[String]) -> Vec<String>;

/// Where names stand, and how those that stand there became identifiers, in the order of the names.
const PLACES: [(&str, NameAll); 5] = [
    ("types", types),
    ("fields", fields),
    ("variants", variants),
    ("operations", operations),
    ("parameters", parameters),
];

/// The Rust of a document.
fn shaped(document: &Value) -> Crate {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("names.json");
    fs::write(&path, document.to_string()).expect("it can be written");
    rules::shaped(&rules::config(path))
}

fn document(paths: Value, schemas: Value) -> Value {
    json!({ "openapi": "3.0.3", "paths": paths, "components": { "schemas": schemas } })
}

/// A document whose one operation sends the schema `Sent Whole`.
fn sending(mut schemas: Map<String, Value>, sent: Value) -> Value {
    schemas.insert("Sent Whole".into(), sent);
    let body = json!({ "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Sent Whole" } } } });
    document(json!({ "/": { "put": { "operationId": "send", "requestBody": body } } }), schemas.into())
}

fn items(krate: &Crate) -> impl Iterator<Item = &Item> {
    krate.modules.iter().flat_map(|module| &module.items)
}

/// The fields of the struct that has so many.
fn fields_of(krate: &Crate, count: usize) -> Vec<(String, String, String)> {
    let found = items(krate).find_map(|item| match item {
        Item::Struct(item) if item.fields.len() == count => Some(&item.fields),
        _ => None,
    });
    let fields = found.expect("one struct has all the names");
    let text = |field: &bindery::rust::Field| (field.wire.clone(), field.ident.to_string(), field.ty.clone());
    fields.iter().map(text).collect()
}

/// Each name is that of a schema, to which a field refers.
fn types(names: &[String]) -> Vec<String> {
    let one = |index: usize| json!({ "type": "object", "properties": { format!("of{index}"): { "type": "string" } } });
    let schemas = names.iter().enumerate().map(|(index, name)| (name.clone(), one(index))).collect();
    let pointer = |name: &str| name.replace('~', "~0").replace('/', "~1").replace('%', "%25");
    let reference = |name: &String| json!({ "$ref": format!("#/components/schemas/{}", pointer(name)) });
    let properties: Map<_, _> =
        names.iter().enumerate().map(|(index, name)| (format!("field{index}"), reference(name))).collect();
    let krate = shaped(&sending(schemas, json!({ "type": "object", "properties": properties })));
    let fields = fields_of(&krate, names.len());
    fields
        .into_iter()
        .map(|(_, _, ty)| ty.trim_start_matches("Option<").trim_end_matches('>').to_owned())
        .collect()
}

fn fields(names: &[String]) -> Vec<String> {
    let properties: Map<_, _> =
        names.iter().map(|name| (name.clone(), json!({ "type": "string" }))).collect();
    let krate = shaped(&sending(Map::new(), json!({ "type": "object", "properties": properties })));
    given(names, fields_of(&krate, names.len()).into_iter().map(|(wire, ident, _)| (wire, ident)))
}

fn variants(names: &[String]) -> Vec<String> {
    let krate = shaped(&sending(Map::new(), json!({ "type": "string", "enum": names })));
    let values = items(&krate).find_map(|item| match item {
        Item::Enum(item) => Some(&item.values),
        _ => None,
    });
    values.expect("there is one enum").iter().map(|value| value.ident.to_string()).collect()
}

fn operations(names: &[String]) -> Vec<String> {
    let named = names.iter().enumerate();
    let paths: Map<_, _> =
        named.map(|(index, name)| (format!("/{index}"), json!({ "get": { "operationId": name } }))).collect();
    let krate = shaped(&document(paths.into(), json!({})));
    let idents: BTreeMap<&str, String> =
        krate.methods().map(|method| (method.path.as_str(), method.ident.to_string())).collect();
    (0..names.len()).map(|index| idents[format!("/{index}").as_str()].clone()).collect()
}

fn parameters(names: &[String]) -> Vec<String> {
    let one = |name: &String| json!({ "name": name, "in": "query", "schema": { "type": "string" } });
    let listed: Vec<Value> = names.iter().map(one).collect();
    let get = json!({ "operationId": "get", "parameters": listed });
    let krate = shaped(&document(json!({ "/": { "get": get } }), json!({})));
    given(names, fields_of(&krate, names.len()).into_iter().map(|(wire, ident, _)| (wire, ident)))
}

/// The identifiers in the order of the names.
fn given(names: &[String], pairs: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let idents: BTreeMap<String, String> = pairs.collect();
    names.iter().map(|name| idents[name].clone()).collect()
}

/// An identifier as a reader tells it from others.
fn folded(ident: &str) -> String {
    ident.replace('_', "").to_lowercase()
}

/// Whether the compiler takes a text for an identifier, in every edition.
fn is_ident(text: &str) -> bool {
    text != "gen" && text != "_" && syn::parse_str::<syn::Ident>(text).is_ok()
}

/// Gives names to all things of a place, forwards and backwards.
fn name_everything(place: &str, name_all: NameAll, names: &[String]) {
    // An empty id is none: that operation is named by its path.
    let names: Vec<String> =
        names.iter().filter(|name| place != "operations" || !name.is_empty()).cloned().collect();
    let names = names.as_slice();
    let backwards: Vec<String> = names.iter().rev().cloned().collect();
    let idents = name_all(names);
    assert_eq!(idents.len(), names.len(), "{place}");
    for (name, ident) in names.iter().zip(&idents) {
        assert!(is_ident(ident), "{place}: {name:?} became {ident:?}");
    }
    let distinct: BTreeSet<String> = idents.iter().map(|ident| folded(ident)).collect();
    assert_eq!(distinct.len(), names.len(), "{place}: two names are one identifier");
    assert_eq!(idents, name_all(names), "{place} are named alike each time");
    let mut again = name_all(&backwards);
    again.reverse();
    // Of names that meet, the first keeps its own, and the others have a number: only they may change.
    let stem = |ident: &str| folded(ident).trim_end_matches(|last: char| last.is_ascii_digit()).to_owned();
    let mut stems: BTreeMap<String, usize> = BTreeMap::new();
    idents.iter().for_each(|ident| *stems.entry(stem(ident)).or_default() += 1);
    for ((name, one), other) in names.iter().zip(&idents).zip(&again).filter(|((_, one), other)| one != other)
    {
        let meets = stems[&stem(one)] > 1 || stems.get(&stem(other)).is_some_and(|count| *count > 1);
        assert!(meets, "{place}: {name:?} is {one}, and backwards {other}");
    }
}

#[test]
fn names_of_every_kind_become_identifiers() {
    let names: Vec<String> = NASTY.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "each name is listed once");
    for (place, name_all) in PLACES {
        name_everything(place, name_all, &names);
    }
}

#[test]
#[ignore = "reads 100 MB of documents; .ci/run runs it"]
fn all_names_of_real_documents_become_identifiers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/specs");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
        println!("skipped: {} is missing", folder.display());
        return;
    }
    let mut names = BTreeMap::new();
    let index = fs::read_to_string(folder.join("INDEX.tsv")).expect("the corpus has an index");
    for root in index.lines().skip(1).filter_map(|line| line.split('\t').nth(1)) {
        let (document, found) = bindery::scrape(&rules::config(folder.join(root)));
        collect(&document.unwrap_or_else(|| panic!("{root}: {found}")).root, &mut names);
    }
    for (place, name_all) in PLACES {
        let nasty = nasty(&names[place]);
        println!("{place}: {} of {} names", nasty.len(), names[place].len());
        assert!(nasty.len() > 400, "{place}: {} nasty names", nasty.len());
        name_everything(place, name_all, &nasty);
    }
}

/// The names that are not made of plain words, and those that differ from another only in case and signs.
fn nasty(names: &BTreeSet<String>) -> Vec<String> {
    let letters = |name: &str| -> String {
        name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    names.iter().for_each(|name| *alike.entry(letters(name)).or_default() += 1);
    let is_plain = |name: &&String| {
        let is_word = |word: &str| word.starts_with(|first: char| first.is_ascii_alphabetic());
        name.split(['_', '-'])
            .all(|word| is_word(word) && word.chars().all(|letter| letter.is_ascii_alphanumeric()))
            && is_ident(&name.to_lowercase().replace('-', "_"))
            && alike[&letters(name)] == 1
    };
    names.iter().filter(|name| !is_plain(name)).cloned().collect()
}

/// Adds the names in a tree, each to those of its place: keys of schemas and properties, values of enums, ids of
/// operations, names of parameters.
fn collect(value: &Value, names: &mut BTreeMap<&str, BTreeSet<String>>) {
    let mut add = |place, name: &str| _ = names.entry(place).or_default().insert(name.to_owned());
    let Value::Object(members) = value else {
        return value.as_array().into_iter().flatten().for_each(|item| collect(item, names));
    };
    if let (Some(Value::String(name)), true) = (members.get("name"), members.contains_key("in")) {
        add("parameters", name);
    }
    for (key, value) in members {
        match (key.as_str(), value) {
            ("schemas", Value::Object(schemas)) => schemas.keys().for_each(|name| add("types", name)),
            ("properties", Value::Object(fields)) => fields.keys().for_each(|name| add("fields", name)),
            ("operationId", Value::String(name)) => add("operations", name),
            ("enum", Value::Array(values)) => {
                values.iter().filter_map(Value::as_str).for_each(|name| add("variants", name));
            }
            _ => {}
        }
    }
    // An example is data, not a description of it.
    let inside = members.iter().filter(|(key, _)| !["example", "examples"].contains(&key.as_str()));
    inside.for_each(|(_, value)| collect(value, names));
}
