//! How the cost of generating grows with a document: each kind of document in three sizes, each four times the last.
//!
//! ```text
//! cargo bench --bench growth
//! ```
//!
//! Prints milliseconds, and after each size how many times the last it took: 4 is linear, 16 is quadratic. What
//! costs the same for every document makes it less than 4 at first.

use std::{path::Path, time::Instant};

use bindery::{Config, config::Layout};
use serde_json::{Map, Value, json};

/// How many of its parts a document has.
const SIZES: [usize; 3] = [500, 2_000, 8_000];

/// Runs of each, of which the fastest counts: whatever else the machine does only adds.
const RUNS: usize = 3;

/// A document with so many parts of one kind.
type Kind = (&'static str, fn(usize) -> Value);

const KINDS: [Kind; 10] = [
    ("operations", operations),
    ("parameters", |count| with_parameters(many(count, |index| parameter(&format!("p{index}"))))),
    ("members", |count| with_type(object(count, |index| (format!("p{index}"), string())))),
    // All of them are written alike in Rust, and need numbers.
    ("members called alike", |count| {
        with_type(object(count, |index| {
            (format!("a{index:016b}").replace('0', "-").replace('1', "."), string())
        }))
    }),
    ("nameless objects", |count| {
        with_type(object(count, |index| {
            (format!("p{index}"), object(1, |_| (format!("q{index}"), string())))
        }))
    }),
    ("values of an enum", |count| {
        with_type(json!({"type": "string", "enum": many(count, |index| json!(format!("v{index}")))}))
    }),
    ("parts of an allOf", |count| with_type(json!({"allOf": many(count, |index| own_member(index, false))}))),
    ("variants, by members", |count| {
        with_type(json!({"oneOf": many(count, |index| own_member(index, true))}))
    }),
    ("variants, by a constant", |count| with_type(json!({"oneOf": many(count, tagged)}))),
    ("references to nothing", |count| {
        with_type(object(count, |index| (format!("p{index}"), json!({"$ref": format!("#/no/{index}")}))))
    }),
];

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!("{:<24} {}", "", SIZES.map(|size| format!("{size:>16}")).concat());
    for (name, document) in KINDS {
        let times = SIZES.map(|size| time(&document(size), folder.path()));
        let mut row = format!("{name:<24} {:>13.0} ms", times[0]);
        for pair in times.windows(2) {
            row += &format!("{:>9.0} ms {:>3.1}", pair[1], pair[1] / pair[0]);
        }
        println!("{row}");
    }
}

/// Milliseconds from a file on the disk to the texts of all files of a crate.
fn time(document: &Value, folder: &Path) -> f64 {
    let file = folder.join("document.json");
    std::fs::write(&file, document.to_string()).expect("the folder can be written");
    let mut config = Config::default();
    config.sources = vec![file];
    config.layout = Layout::Crate;
    let runs = (0..RUNS).map(|_| {
        let begin = Instant::now();
        let generated = bindery::generate(&config);
        let took = begin.elapsed().as_secs_f64() * 1e3;
        assert!(!generated.diagnostics.has_errors(), "{}", generated.diagnostics);
        took
    });
    runs.fold(f64::INFINITY, f64::min)
}

fn document(paths: Value, schemas: Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Growth", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

fn with_type(schema: Value) -> Value {
    document(
        json!({"/thing": {"get": {"operationId": "get", "responses": {"200": answer(&json!({"$ref": "#/components/schemas/Thing"}))}}}}),
        json!({"Thing": schema}),
    )
}

fn with_parameters(parameters: Vec<Value>) -> Value {
    document(
        json!({"/thing": {"get": {"parameters": parameters, "responses": {"204": {"description": ""}}}}}),
        json!({}),
    )
}

fn operations(count: usize) -> Value {
    let path = |index| {
        let body = answer(&own_member(index, false));
        let operation =
            json!({"operationId": format!("o{index}"), "requestBody": body, "responses": {"200": body}});
        (format!("/things/t{index}"), json!({"post": operation}))
    };
    document(Value::Object((0..count).map(path).collect()), json!({}))
}

fn answer(schema: &Value) -> Value {
    json!({"description": "", "content": {"application/json": {"schema": schema}}})
}

fn parameter(name: &str) -> Value {
    json!({"name": name, "in": "query", "schema": string()})
}

fn string() -> Value {
    json!({"type": "string"})
}

fn many(count: usize, one: impl Fn(usize) -> Value) -> Vec<Value> {
    (0..count).map(one).collect()
}

fn object(count: usize, member: impl Fn(usize) -> (String, Value)) -> Value {
    json!({"type": "object", "properties": (0..count).map(member).collect::<Map<_, _>>()})
}

/// An object with a member that no other has.
fn own_member(index: usize, required: bool) -> Value {
    let name = format!("m{index}");
    let mut object = json!({"type": "object", "properties": {(name.as_str()): string()}});
    if required {
        object["required"] = json!([name]);
    }
    object
}

/// An object that a constant tells from others.
fn tagged(index: usize) -> Value {
    let properties = json!({"kind": {"const": format!("k{index}")}, "value": {"type": "integer"}});
    json!({"type": "object", "required": ["kind"], "properties": properties})
}
