//! Swagger 2.0: what it becomes, and where its problems are seen.

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use crate::rules;

/// A document that has one of everything.
const EVERYTHING: &str = r##"swagger: "2.0"
info: { title: Pets, version: "1" }
host: api.example.com
basePath: /v2/
schemes: [http, https, wss]
consumes: [application/json]
produces: [application/json, application/xml]
x-mark: kept
security: [{ key: [] }]
securityDefinitions:
  basic: { type: basic, description: A password. }
  key: { type: apiKey, in: header, name: X-Key }
  implicit: { type: oauth2, flow: implicit, authorizationUrl: "https://a.example.com", scopes: { read: Reads. } }
  password: { type: oauth2, flow: password, tokenUrl: "https://t.example.com", scopes: {} }
  client: { type: oauth2, flow: application, tokenUrl: "https://t.example.com", x-mark: kept }
  code: { type: oauth2, flow: accessCode, authorizationUrl: "https://a.example.com", tokenUrl: "https://t.example.com" }
parameters:
  limit: { name: limit, in: query, type: integer, allowEmptyValue: true, x-mark: kept, x-example: 3 }
  pet: { name: pet, in: body, description: The pet., required: true, schema: { type: object } }
  photo: { name: photo, in: formData, type: file }
responses:
  gone:
    description: It is gone.
    schema: { type: object, properties: { why: { $ref: "#/definitions/Why" } } }
paths:
  /pets/{id}:
    parameters:
      - { name: id, in: path, required: true, type: string, pattern: "^p" }
    get:
      schemes: [http]
      parameters:
        - { $ref: "#/parameters/limit" }
        - { $ref: "#/paths/~1pets~1%7Bid%7D/parameters/0" }
      responses:
        200:
          description: One.
          schema: { $ref: "#/definitions/Pet" }
          headers: { X-Left: { type: array, items: { type: integer }, description: How many are left. } }
          examples: { application/json: { name: Rex }, text/plain: Rex }
        404: { $ref: "#/responses/gone" }
        500: { description: Nothing is sent., examples: { application/json: { name: Rex } } }
    post:
      produces: [text/plain]
      parameters:
        - { $ref: "#/parameters/photo" }
        - { name: names, in: formData, type: array, items: { type: string }, collectionFormat: pipes, x-mark: kept }
      responses: { 404: { $ref: "#/responses/gone" }, default: { description: All else., schema: { type: file } } }
    put:
      parameters: [{ $ref: "#/parameters/pet" }, { name: id, in: path, required: true, type: integer }]
      responses: { 200: { description: Any., schema: { $ref: "#/paths/~1pets~1{id}/patch/parameters/0/schema" } } }
    patch:
      consumes: [application/merge-patch+json, multipart/form-data]
      parameters: [{ name: pet, in: body, schema: { type: object } }]
      responses: { 200: { description: Any., schema: { $ref: "#/parameters/pet/schema" } } }
definitions:
  Pet:
    type: object
    discriminator: kind
    required: [kind]
    properties:
      kind: { type: string }
      discriminator: { type: string, x-nullable: true, readOnly: true }
      example: { $ref: "#/definitions/Why" }
    example: { $ref: "#/definitions/Why" }
  Why: { type: string, enum: [lost, sold] }
"##;

fn written(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("pets.yaml");
    fs::write(&path, text).expect("it can be written");
    (folder, path)
}

/// What is found in a document, line by line, its folder left out.
fn found(text: &str) -> String {
    let (folder, path) = written(text);
    let generated = bindery::generate(&rules::config(path));
    let folder = format!("{}/", folder.path().display());
    let lines = generated.diagnostics.iter().map(|found| found.to_string().replace(&folder, "") + "\n");
    lines.collect()
}

#[test]
fn swagger_becomes_what_openapi_3_says_the_same_with() {
    let (_folder, path) = written(EVERYTHING);
    let (document, found) = bindery::scrape(&rules::config(path));
    assert_eq!(found.to_string(), "");
    let document = document.expect("it is a document");
    insta::assert_snapshot!(serde_json::to_string_pretty(&document.root).expect("it is a tree"));
}

#[test]
fn a_place_of_swagger_is_the_one_that_its_author_wrote() {
    let text = r##"swagger: "2.0"
paths:
  /pets:
    get:
      parameters:
        - { name: photo, in: formData, type: strong }
        - { name: size, in: query, type: sting }
        - { name: tags, in: header, type: array, collectionFormat: multi, items: { type: strin } }
      responses:
        200:
          description: One.
          schema: { type: array, items: { $ref: "#/definitions/None" } }
    post:
      parameters:
        - { name: pet, in: body, schema: { type: thing } }
        - { name: photo, in: formData, type: string }
        - { name: wide, in: query, type: array, items: { type: array, collectionFormat: pipes, items: { type: string } } }
      responses: { 20: { description: None. }, 204: { $ref: "#/responses/None" } }
definitions:
  Pet: { type: objekt }
"##;
    insta::assert_snapshot!(found(text));
}

#[test]
fn versions_of_swagger_are_told_apart() {
    assert_eq!(found("swagger: 2.0\npaths: {}"), "");
    let old = found("swagger: \"1.2\"\npaths: {}");
    let expected = "pets.yaml: error[unsupported-version]: the document is of version 1.2; the versions that are \
                    read are Swagger 2.0 and OpenAPI 3; help: convert it to OpenAPI 3\n";
    assert_eq!(old, expected);
}
