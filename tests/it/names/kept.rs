//! Names that stay: a document, the lock of its names, and another document with that lock.

use std::{collections::BTreeMap, fs};

use bindery::{
    Config, Generated,
    config::Rename,
    lock::{LockedName, kept},
};
use tempfile::TempDir;

use crate::rules;

type Locked = BTreeMap<String, LockedName>;

/// A document of schemas, which are written as lines of YAML, with an operation that has all of them.
fn schemas(schemas: &[(&str, &str)]) -> String {
    let listed = schemas.iter().map(|(name, schema)| format!("    {name}: {schema}\n"));
    let properties: Vec<String> = (0..)
        .zip(schemas)
        .map(|(index, (name, _))| format!("p{index}{}: {{$ref: '#/components/schemas/{name}'}}", name.len()))
        .collect();
    format!(
        "openapi: 3.0.3\npaths:\n  /all: {{get: {{operationId: all, responses: {{200: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/All'}}}}}}}}}}}}}}\ncomponents:\n  schemas:\n    All: {{type: object, properties: {{{}}}}}\n{}",
        properties.join(", "),
        listed.collect::<String>()
    )
}

fn configured(folder: &TempDir, text: &str) -> Config {
    let path = folder.path().join("pets.yaml");
    fs::write(&path, text).expect("it can be written");
    rules::config(path)
}

fn generated(text: &str, locked: &Locked) -> Generated {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut config = configured(&folder, text);
    config.locked.clone_from(locked);
    rules::generate(&config)
}

/// The lock of a document.
fn lock(text: &str) -> Locked {
    kept(&generated(text, &Locked::new()).names, &Locked::new())
}

/// What stands at a place is called so.
fn path(generated: &Generated, pointer: &str) -> String {
    let named = generated.names.iter().find(|named| named.pointer == pointer);
    named.map_or_else(|| format!("nothing at {pointer}: {:#?}", generated.names), |named| named.path.clone())
}

/// What is said of names.
fn said(generated: &Generated) -> Vec<String> {
    generated.diagnostics.iter().map(|found| found.problem.message()).collect()
}

const OBJECT: &str = "{type: object, properties: {id: {type: string}, name: {type: string}}}";
const OTHER: &str = "{type: object, properties: {id: {type: integer}}}";

#[test]
fn a_new_schema_takes_no_name() {
    let old = schemas(&[("pet", OBJECT)]);
    let new = schemas(&[("Pet", OTHER), ("pet", OBJECT)]);
    let fresh = generated(&new, &Locked::new());
    assert_eq!(path(&fresh, "/components/schemas/pet"), "Pet2");
    let kept = generated(&new, &lock(&old));
    assert_eq!(path(&kept, "/components/schemas/pet"), "Pet");
    assert_eq!(path(&kept, "/components/schemas/Pet"), "Pet2");
}

#[test]
fn a_new_member_takes_no_name() {
    let pet = |members: &str| schemas(&[("pet", &format!("{{type: object, properties: {{{members}}}}}"))]);
    let member = |name: &str| format!("{name}: {{type: string, nullable: true}}");
    let old = pet(&["type", "new", "unit"].map(member).join(", "));
    let new = pet(&["type_", "Type", "type", "new_", "new", "UNIT", "unit"].map(member).join(", "));
    let kept = generated(&new, &lock(&old));
    for (wire, name) in [("type", "type_"), ("new", "new"), ("unit", "unit"), ("UNIT", "unit2")] {
        assert_eq!(
            path(&kept, &format!("/components/schemas/pet/properties/{wire}")),
            format!("pet::{name}").replacen('p', "P", 1)
        );
    }
}

#[test]
fn setters_keep_their_names_too() {
    let body = |members: &str| {
        format!(
            "openapi: 3.0.3\npaths:\n  /pets: {{post: {{operationId: add, requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{{members}}}}}}}}}}}}}}}\n"
        )
    };
    let old = body("new: {type: string, nullable: true}, name: {type: string, nullable: true}");
    let new = body(
        "New: {type: string}, new2: {type: string}, name_null: {type: string}, new: {type: string, nullable: true}, name: {type: string, nullable: true}",
    );
    let before = rules::particular(&generated(&old, &Locked::new()).files[0]);
    let after = rules::particular(&generated(&new, &lock(&old)).files[0]);
    let setters = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.contains("(mut self"));
        lines.map(|line| line.trim().split('(').next().unwrap_or_default().to_owned()).collect()
    };
    let (before, after) = (setters(&before), setters(&after));
    assert!(before.len() == 4 && before.iter().all(|setter| after.contains(setter)), "{before:?} {after:?}");
    assert_eq!(generated(&old, &lock(&old)).files, generated(&old, &Locked::new()).files);
}

#[test]
fn a_new_value_takes_no_name() {
    let vote = |values: &str| schemas(&[("vote", &format!("{{type: string, enum: [{values}]}}"))]);
    let kept = generated(&vote("plus 1, unknown, '+1', '-1'"), &lock(&vote("'+1', '-1'")));
    for (wire, name) in [("+1", "Plus1"), ("-1", "Minus1"), ("plus 1", "Plus12"), ("unknown", "Unknown2")] {
        assert_eq!(path(&kept, &format!("/components/schemas/vote/enum/{wire}")), format!("Vote::{name}"));
    }
    assert_eq!(path(&kept, "/components/schemas/vote/unknown"), "Vote::Unknown");
}

#[test]
fn a_new_operation_takes_no_name() {
    let get = |path: &str, id: &str| {
        format!(
            "  {path}: {{get: {{operationId: {id}, parameters: [{{name: a, in: query, schema: {{type: string}}}}]}}}}\n"
        )
    };
    let old = format!("openapi: 3.0.3\npaths:\n{}", get("/pets", "listPets"));
    let new = format!("openapi: 3.0.3\npaths:\n{}{}", get("/animals", "list_pets"), get("/pets", "listPets"));
    let kept = generated(&new, &lock(&old));
    assert_eq!(path(&kept, "/paths/~1pets/get"), "Client::list_pets");
    assert_eq!(path(&kept, "/paths/~1pets/get/request"), "ListPetsRequest");
    // The newcomer is the one that is called by its path.
    assert_eq!(path(&kept, "/paths/~1animals/get"), "Client::get_animals");
    assert_eq!(
        said(&kept).iter().filter(|said| said.contains("get_animals")).count(),
        1,
        "{:?}",
        said(&kept)
    );
}

#[test]
fn what_has_no_name_of_its_own_keeps_the_one_that_was_made_up() {
    let pet = "{type: object, properties: {tag: {type: object, properties: {label: {type: string}}}}}";
    let kept = generated(&schemas(&[("pet_tag", OTHER), ("pet", pet)]), &lock(&schemas(&[("pet", pet)])));
    assert_eq!(path(&kept, "/components/schemas/pet/properties/tag/schema"), "PetTag");
    assert_eq!(path(&kept, "/components/schemas/pet_tag"), "PetTag2");
}

#[test]
fn what_moved_is_found_by_its_content() {
    let inline = "{type: object, properties: {tag: {type: object, properties: {label: {type: string}, type_: {type: string}}}}}";
    let old = schemas(&[("pet", inline)]);
    let new = schemas(&[
        ("pet", "{type: object, properties: {tag: {$ref: '#/components/schemas/label'}}}"),
        ("label", "{type: object, properties: {type_: {type: string}, label: {type: string}}}"),
    ]);
    let kept = generated(&new, &lock(&old));
    assert_eq!(path(&kept, "/components/schemas/label"), "PetTag");
    assert_eq!(path(&kept, "/components/schemas/label/properties/type_"), "PetTag::type_");
    let moved =
        "this is what stood at `/components/schemas/pet/properties/tag/schema`, and is still called `PetTag`";
    assert_eq!(said(&kept).iter().filter(|said| *said == moved).count(), 1, "{:?}", said(&kept));
}

#[test]
fn a_renamed_schema_keeps_its_name_with_all_that_is_part_of_it() {
    let pet = "{type: object, properties: {tag: {type: object, properties: {label: {type: string}}}}}";
    let kept = generated(&schemas(&[("animal", pet)]), &lock(&schemas(&[("pet", pet)])));
    assert_eq!(path(&kept, "/components/schemas/animal"), "Pet");
    assert_eq!(path(&kept, "/components/schemas/animal/properties/tag/schema"), "PetTag");
}

#[test]
fn where_it_is_not_plain_which_moved_nothing_has() {
    let old = lock(&schemas(&[("cat", OBJECT), ("dog", OBJECT)]));
    let kept = generated(&schemas(&[("fish", OBJECT), ("bird", OBJECT)]), &old);
    assert_eq!(path(&kept, "/components/schemas/fish"), "Fish");
    // An operation of another id is another operation, however much it is like one that is gone.
    let get = |id: &str| format!("openapi: 3.0.3\npaths: {{/{id}: {{get: {{operationId: {id}}}}}}}\n");
    let kept = generated(&get("cats"), &lock(&get("dogs")));
    assert_eq!(path(&kept, "/paths/~1cats/get"), "Client::cats");
}

#[test]
fn what_comes_back_has_its_name_again_unless_that_is_anothers() {
    let both = schemas(&[("Pet", OTHER), ("pet", OBJECT)]);
    let first = lock(&schemas(&[("pet", OBJECT)]));
    let without = kept(&generated(&schemas(&[("fish", "{type: string}")]), &first).names, &first);
    assert!(without["/components/schemas/pet"].gone);
    assert_eq!(path(&generated(&both, &without), "/components/schemas/pet"), "Pet");
    let other = kept(&generated(&schemas(&[("Pet", OTHER)]), &without).names, &without);
    let back = generated(&both, &other);
    assert_eq!(path(&back, "/components/schemas/Pet"), "Pet");
    assert_eq!(path(&back, "/components/schemas/pet"), "Pet2");
}

#[test]
fn users_choose_before_anybody_else() {
    let text = schemas(&[("pet", OBJECT), ("animal", OTHER)]);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut config = configured(&folder, &text);
    config.locked = lock(&text);
    config.names = vec![
        Rename::new("/components/schemas/pet", "Animal"),
        Rename::new("/components/schemas/pet/properties/name", "label"),
        Rename::new("/paths/~1all/get", "everything"),
    ];
    let generated = rules::generate(&config);
    assert_eq!(path(&generated, "/components/schemas/pet"), "Animal");
    assert_eq!(path(&generated, "/components/schemas/pet/properties/name"), "Animal::label");
    assert_eq!(path(&generated, "/paths/~1all/get"), "Client::everything");
    assert_eq!(path(&generated, "/components/schemas/animal"), "Animal2");
    let lost =
        "`/components/schemas/animal` was called `Animal` and is `Animal2` now, since another has its name";
    assert_eq!(said(&generated), [lost]);
}

#[test]
fn a_name_of_the_lock_is_no_code() {
    let text = schemas(&[("pet", OBJECT)]);
    for name in ["Pet{} mod evil", "", "fn", "Self", "9", "r#fn", "a::b"] {
        let mut locked = lock(&text);
        locked.get_mut("/components/schemas/pet").expect("it is locked").name = name.to_owned();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut config = configured(&folder, &text);
        config.locked = locked;
        let generated = bindery::generate(&config);
        assert!(generated.files.is_empty(), "{name}");
        assert_eq!(said(&generated).len(), 1, "{:?}", said(&generated));
    }
}

#[test]
fn two_documents_with_one_pointer_are_told_apart_by_their_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pets = schemas(&[("error", OBJECT)]);
    let owners = schemas(&[("error", OTHER)])
        .replace("/all", "/owners")
        .replace("operationId: all", "operationId: owners");
    let alone = lock(&pets);
    let mut config = configured(&folder, &pets);
    fs::write(folder.path().join("owners.yaml"), owners).expect("it can be written");
    config.sources.insert(0, folder.path().join("owners.yaml"));
    config.file = Some(folder.path().join("bindery.toml"));
    config.locked = alone;
    let both = rules::generate(&config);
    assert_eq!(path(&both, "pets.yaml#/components/schemas/error"), "Error");
    assert_eq!(path(&both, "owners.yaml#/components/schemas/error"), "Error2");
}
