//! Documents of several files: what refers to what, what is read, and what is not.

use std::{fs, path::Path};

use tempfile::TempDir;

use crate::rules;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    folder
}

/// The code that is particular to a document, and what is found in it, line by line.
fn generated(folder: &Path, config: &bindery::Config) -> (String, String) {
    let generated = bindery::generate(config);
    let folder = format!("{}/", folder.display());
    let found = generated.diagnostics.iter().map(|found| found.to_string().replace(&folder, "") + "\n");
    (generated.files.first().map(rules::particular).unwrap_or_default(), found.collect())
}

fn read(files: &[(&str, &str)], root: &str) -> (String, String) {
    let folder = folder(files);
    generated(folder.path(), &rules::config(folder.path().join(root)))
}

/// A document with these paths and components.
fn document(rest: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\nservers: [{{url: 'https://a.example.com'}}]\n{rest}"
    )
}

/// Whether a text has all of these in it.
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}

#[test]
fn every_kind_of_thing_can_stand_in_another_file() {
    let root = document(
        "paths: {$ref: paths/index.yaml}\n\
         components: {schemas: {$ref: './schemas/index.yaml'}}\n",
    );
    let paths = "/pets/{id}: {$ref: './pets.yaml#/by-id'}\n";
    let pets = "by-id:\n  parameters: [{$ref: '../parts.json#/parameters/id'}]\n  get:\n    operationId: getPet\n    \
                description: {$ref: ../get-pet.md}\n    responses:\n      200: {$ref: '../parts.json#/responses/One%20pet'}\n      \
                404: {$ref: '../parts.json#/responses/none'}\n";
    let parts = r##"{"parameters": {"id": {"name": "id", "in": "path", "required": true, "schema": {"$ref": "schemas/pet.yaml#/properties/id"}}},
        "responses": {"One pet": {"description": "It.", "content": {"application/json": {"schema": {"$ref": "./schemas/pet.yaml"}}}},
            "none": {"description": "None.", "content": {"application/json": {"schema": {"$ref": "#/errors/none"}}}}},
        "errors": {"none": {"type": "object", "properties": {"why": {"type": "string"}}}}}"##;
    let index = "Animal: {$ref: ./pet.yaml}\nOwner: {type: object, properties: {pet: {$ref: '#/Animal'}}}\n";
    let pet = "type: object\nproperties:\n  id: {type: integer, format: int32}\n  owner: {$ref: 'index.yaml#/Owner'}\n  \
               parent: {$ref: '#'}\n  house: {$ref: ../houses/tree-house.schema.json}\n";
    let house = r#"{"type": "object", "properties": {"garden": {"$ref": "garden/index.yaml"}}}"#;
    let files = [
        ("api.yaml", root.as_str()),
        ("paths/index.yaml", paths),
        ("paths/pets.yaml", pets),
        ("parts.json", parts),
        ("get-pet.md", "Gets *one* pet.\n"),
        ("schemas/index.yaml", index),
        ("schemas/pet.yaml", pet),
        ("houses/tree-house.schema.json", house),
        ("houses/garden/index.yaml", "type: object\nproperties: {trees: {type: integer}}\n"),
    ];
    let (code, found) = read(&files, "api.yaml");
    assert_eq!(found, "");
    has(
        &code,
        &[
            "/// Gets *one* pet.",
            "-> Call<Animal, ",
            "pub id: i32",
            "pub struct TreeHouse {",
            "pub struct Garden {",
            "pub struct Owner {",
        ],
    );
    has(
        &code,
        &["pub parent: Option<Box<Animal>>", "pub owner: Option<Owner>", "pub house: Option<TreeHouse>"],
    );
    assert!(!code.contains("pub struct Pet"), "a component is called as the document calls it: {code}");
}

#[test]
fn every_file_that_is_read_is_an_input_and_only_once() {
    let root = document(
        "paths: {/a: {$ref: './a.yaml#/item'}, /b: {$ref: 'a.yaml#/item'}, /c: {$ref: 'sub/../a.yaml#/item'}}\n",
    );
    let item = "item: {get: {responses: {200: {content: {application/json: {schema: {$ref: 'api.yaml#/paths'}}}}}}}\n";
    let folder = folder(&[("api.yaml", &root), ("a.yaml", item)]);
    let generated = bindery::generate(&rules::config(folder.path().join("api.yaml")));
    let names = generated
        .inputs
        .iter()
        .map(|path| path.file_name().expect("it is a file").to_string_lossy().into_owned());
    assert_eq!(names.collect::<Vec<_>>(), ["api.yaml", "a.yaml"]);
}

#[test]
fn a_place_in_another_file_is_shown_there() {
    let root = document(
        "paths: {/a: {get: {responses: {200: {content: {application/json: {schema: {$ref: 'pet.yaml'}}}}}}}}\n\
        components: {schemas: {House: {$ref: 'house.json'}}}\n",
    );
    let pet = "type: object\nproperties:\n  a: {type: sting}\n  b: {$ref: 'house.json#/none'}\n  c: {$ref: '#/none'}\n  d: {$ref: 'house.json'}\n";
    let house = "{\"type\": \"object\",\n  \"properties\": {\"a\": {\"type\": \"sting\"}}}";
    let (_, found) = read(&[("api.yaml", &root), ("pet.yaml", pet), ("house.json", house)], "api.yaml");
    let found: Vec<&str> =
        found.lines().map(|line| line.split("; help").next().unwrap_or_default()).collect();
    let expected = [
        "house.json:2:32: warning[unknown-type]: `sting` is not a type of JSON Schema (at /properties/a/type)",
        "pet.yaml:3:3: warning[unknown-type]: `sting` is not a type of JSON Schema (at /properties/a/type)",
        "pet.yaml:4:6: warning[dangling-reference]: the reference `#/components/schemas/House/none` names no place in this document (at /properties/b/$ref)",
        "pet.yaml:5:6: warning[dangling-reference]: the reference `pet.yaml#/none` names no place in this document (at /properties/c/$ref)",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (line, expected) in found.iter().zip(expected) {
        let message = expected.split_once(' ').map_or("", |(_, message)| message);
        assert!(
            line.contains(message) && line.starts_with(&expected[..expected.find(':').unwrap_or(0) + 2]),
            "{line}\n{expected}"
        );
    }
}

#[test]
fn only_the_folder_of_the_document_is_read_unless_more_is_allowed() {
    let schema = |file: &str| {
        format!(
            "{{get: {{responses: {{200: {{content: {{application/json: {{schema: {{$ref: '{file}'}}}}}}}}}}}}}}"
        )
    };
    let root = document(&format!("paths: {{/a: {}}}\n", schema("../models/pet.yaml")));
    let files = [
        ("api/api.yaml", root.as_str()),
        ("models/pet.yaml", "type: object\nproperties: {a: {type: string}}\n"),
    ];
    let folder = folder(&files);
    let mut config = rules::config(folder.path().join("api/api.yaml"));
    let (code, found) = generated(folder.path(), &config);
    has(
        &found,
        &[
            "warning[reference-outside]",
            "the reference `../models/pet.yaml` leads out of the document's folder",
        ],
    );
    has(&found, &["--reference-dir ", "models"]);
    assert!(!code.contains("struct Pet"));

    config.reference_dirs.push(folder.path().join("models"));
    let (code, found) = generated(folder.path(), &config);
    assert_eq!(found, "");
    has(&code, &["pub struct Pet {"]);

    // A folder that is named as a whole may be read as a whole, and its parts are no documents.
    let (code, found) = generated(folder.path(), &rules::config(folder.path()));
    assert_eq!(found, "");
    has(&code, &["pub struct Pet {"]);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let root = document("paths: {/a: {$ref: link.yaml}}\n");
    let folder = folder(&[("api/api.yaml", &root), ("secret.yaml", "get: {}\n")]);
    std::os::unix::fs::symlink(folder.path().join("secret.yaml"), folder.path().join("api/link.yaml"))
        .expect("it can be made");
    let (_, found) = generated(folder.path(), &rules::config(folder.path().join("api/api.yaml")));
    has(&found, &["warning[reference-outside]"]);
}

#[test]
fn an_operation_and_a_media_type_may_be_references_too() {
    let root = document("paths: {/a: {get: {$ref: 'a.yaml#/get'}}}\n");
    let operation = "get:\n  operationId: getPet\n  responses:\n    200: {content: {application/json: {$ref: '#/media'}}}\n\
                     media: {schema: {$ref: 'pet.yaml'}}\n";
    let pet = "type: object\nproperties: {a: {type: string}}\n";
    let (code, found) = read(&[("api.yaml", &root), ("a.yaml", operation), ("pet.yaml", pet)], "api.yaml");
    assert_eq!(found, "");
    has(&code, &["pub fn get_pet(&self) -> Call<Pet>"]);
}

#[test]
fn what_contains_itself_ends() {
    let cases = [
        (
            "{$ref: '#/x-a'}",
            "properties: {a: {properties: {$ref: '#/x-a/properties'}}, b: {properties: {$ref: '#/x-a/properties'}}}",
        ),
        ("{$ref: '#/x-a/b'}", "b: {$ref: '#/x-a/b'}"),
        ("{$ref: a.yaml}", ""),
    ];
    for (schema, part) in cases {
        let root = document(&format!(
            "paths: {{/a: {{get: {{responses: {{200: {{content: {{application/json: {{schema: {schema}}}}}}}}}}}}}}}\nx-a: {{{part}}}\n"
        ));
        let (_, found) = read(
            &[("api.yaml", &root), ("a.yaml", "$ref: b.yaml\n"), ("b.yaml", "$ref: 'a.yaml#'\n")],
            "api.yaml",
        );
        assert!(!found.contains("error"), "{found}");
        assert!(found.contains("circular-reference") || found.contains("not-a-schema"), "{schema}: {found}");
    }
}

#[test]
fn places_inside_others_are_found_through_references() {
    let root = document(
        "paths:\n  /a: {get: {operationId: a, responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/A/properties/b/properties/c'}}}}}}}\n  \
         /b: {get: {operationId: b, responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/A/allOf/0'}}}}}}}\n  \
         /c~1: {get: {operationId: c, responses: {200: {content: {application/json: {schema: {$ref: '#/paths/~1c~01/get/responses/400/content/application~1json/schema'}}}}, \
         400: {content: {application/json: {schema: {type: integer, format: int32}}}}}}}\n\
         components:\n  schemas:\n    A: {allOf: [{type: boolean}], properties: {b: {$ref: '#/components/schemas/B'}}}\n    \
         B: {type: object, properties: {c: {type: integer}}}\n",
    );
    let (code, found) = read(&[("api.yaml", &root)], "api.yaml");
    assert_eq!(found, "");
    has(
        &code,
        &["pub fn a(&self) -> Call<i64>", "pub fn b(&self) -> Call<bool>", "pub fn c(&self) -> Call<i32, "],
    );
}

#[test]
fn anchors_ids_and_recursive_references_are_places_too() {
    let schema = |reference: &str| {
        format!(
            "{{get: {{operationId: get{{}}, responses: {{200: {{content: {{application/json: {{schema: {reference}}}}}}}}}}}}}"
        )
    };
    let paths = [
        ("A", "{$ref: '#node'}"),
        ("B", "{$ref: 'https://a.example.com/leaf'}"),
        ("C", "{$ref: '#/components/schemas/Tree'}"),
        ("D", "{$dynamicRef: '#node'}"),
    ];
    let paths: String = paths
        .iter()
        .map(|(name, reference)| format!("  /{name}: {}\n", schema(reference).replace("{}", name)))
        .collect();
    let root = document(&format!(
        "paths:\n{paths}components:\n  schemas:\n    \
         Node: {{$dynamicAnchor: node, type: object, properties: {{name: {{type: string}}}}}}\n    \
         Leaf: {{$id: 'https://a.example.com/leaf', type: object, properties: {{part: {{$ref: '#/$defs/part'}}}}, \
         $defs: {{part: {{type: object, properties: {{size: {{type: integer}}}}}}}}}}\n    \
         Tree: {{$recursiveAnchor: true, type: object, properties: {{trees: {{type: array, items: {{$recursiveRef: '#'}}}}}}}}\n"
    ));
    let (code, found) = read(&[("api.yaml", &root)], "api.yaml");
    assert_eq!(found, "");
    has(
        &code,
        &["fn get_a(&self) -> Call<Node>", "fn get_b(&self) -> Call<Leaf>", "fn get_d(&self) -> Call<Node>"],
    );
    has(&code, &["pub trees: Option<Vec<Tree>>", "pub part: Option<Part>"]);
}

#[test]
fn a_document_may_say_its_own_uri() {
    let root = document(
        "$self: https://a.example.com/api/openapi.yaml\npaths:\n  \
         /a: {get: {operationId: a, responses: {200: {content: {application/json: {schema: {$ref: 'https://a.example.com/api/openapi.yaml#/components/schemas/A'}}}}}}}\n  \
         /b: {get: {operationId: b, responses: {200: {content: {application/json: {schema: {$ref: 'https://a.example.com/api/schemas/pet.yaml'}}}}}}}\n\
         components: {schemas: {A: {type: object, properties: {a: {type: string}}}}}\n",
    );
    let (code, found) = read(
        &[("api.yaml", &root), ("schemas/pet.yaml", "type: object\nproperties: {b: {type: string}}\n")],
        "api.yaml",
    );
    assert_eq!(found, "");
    has(&code, &["fn a(&self) -> Call<A>", "fn b(&self) -> Call<Pet>"]);
}

#[test]
fn variants_in_other_files_are_told_apart_by_their_mapping() {
    let root = document(
        "paths: {/a: {get: {operationId: a, responses: {200: {content: {application/json: {schema: {$ref: pet.yaml}}}}}}}}\n\
        components: {schemas: {Cat: {$ref: cat.yaml}}}\n",
    );
    let pet = "oneOf: [{$ref: cat.yaml}, {$ref: ./dog.yaml}]\ndiscriminator: {propertyName: kind, mapping: {feline: ./cat.yaml, canine: dog.yaml}}\n";
    let animal = "type: object\nrequired: [kind]\nproperties: {kind: {type: string}, {}: {type: string}}\n";
    let (cat, dog) = (animal.replace("{}", "claws"), animal.replace("{}", "bark"));
    let files = [("api.yaml", root.as_str()), ("pet.yaml", pet), ("cat.yaml", &cat), ("dog.yaml", &dog)];
    let (code, found) = read(&files, "api.yaml");
    assert_eq!(found, "");
    has(&code, &["pub enum Pet {", "\"feline\"", "\"canine\"", "pub struct Cat {", "pub struct Dog {"]);
}

#[test]
fn swagger_may_stand_in_several_files() {
    let root = "swagger: '2.0'\nhost: a.example.com\npaths: {/a: {$ref: 'paths/a.yaml'}}\ndefinitions: {House: {$ref: house.json}}\n";
    let item = "post:\n  operationId: send\n  parameters:\n    - {$ref: '../parameters.yaml#/pet'}\n    - {$ref: '../parameters.yaml#/limit'}\n  \
                responses: {200: {$ref: '../responses.yaml#/one'}}\n";
    let parameters = "pet: {name: pet, in: body, schema: {$ref: '#/schemas/Pet'}}\nlimit: {name: limit, in: query, type: integer}\n\
                      schemas: {Pet: {type: object, properties: {house: {$ref: house.json}, name: {type: string, x-nullable: true}}, required: [name]}}\n";
    let files = [
        ("api.yaml", root),
        ("paths/a.yaml", item),
        ("parameters.yaml", parameters),
        ("responses.yaml", "one: {description: One., schema: {$ref: 'parameters.yaml#/schemas/Pet'}}\n"),
        ("house.json", r#"{"type": "object", "properties": {"rooms": {"type": "integer"}}}"#),
    ];
    let (code, found) = read(&files, "api.yaml");
    assert_eq!(found, "");
    has(
        &code,
        &[
            "Call<Pet>",
            "pub struct Pet {",
            "pub struct House {",
            "pub name: Option<String>",
            "pub limit: Option<i64>",
        ],
    );
}
