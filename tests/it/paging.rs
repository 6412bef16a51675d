//! Which operations answer by pages: the smallest document for each rule, and what must not be taken for one.
//!
//! How pages are read is tested in `support/paging.rs`.

mod corpus;
mod settings;

use std::fs;

use bindery::Config;

use crate::rules;

/// The beginning of every rule, which says nothing.
const TYPE: &str = "support::paging::";

/// A parameter of the query.
fn query(name: &str, schema: &str) -> String {
    format!("{{ name: {name:?}, in: query, schema: {schema} }}")
}

/// A document with one operation, `GET /pets`.
fn document(parameters: &[String], answer: &str) -> String {
    let answer = format!("description: ok, content: {{ application/json: {{ schema: {answer} }} }}");
    with_response(parameters, &answer)
}

fn with_response(parameters: &[String], response: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\npaths:\n  /v1/pets:\n    get:\n      \
         operationId: listPets\n      parameters: [{}]\n      responses: {{ '200': {{ {response} }} }}\n\
         components:\n  schemas:\n    Pet: {{ type: object, required: [id], properties: {{ id: {{ type: string }} }} }}\n",
        parameters.join(", ")
    )
}

/// The rule of the one operation in a document, without what all have in common.
fn rule(document: &str) -> String {
    rule_with(document, Config::default())
}

fn rule_with(document: &str, mut config: Config) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("pets.yaml");
    fs::write(&path, document).expect("it can be written");
    config.sources.push(path);
    let shaped = rules::shaped(&config);
    let method = shaped.methods().next().expect("an operation");
    let rule = method.items.as_ref().map_or("-", |items| &items.rule);
    rule.replace("items: &[\"data\"], optional: true, last: None, ", "..").replace(TYPE, "")
}

const PET: &str = "{ $ref: '#/components/schemas/Pet' }";
const TEXT: &str = "{ type: string }";
const NUMBER: &str = "{ type: integer }";

/// An object with a list of pets, and other members.
fn page(others: &str) -> String {
    format!("{{ type: object, properties: {{ data: {{ type: array, items: {PET} }}, {others} }} }}")
}

#[test]
fn the_last_id_as_stripe_has_it() {
    let answer = "{ type: object, required: [data, has_more], properties: { data: { type: array, items: \
                  { $ref: '#/components/schemas/Pet' } }, has_more: { type: boolean } } }";
    let expected = "Rule { items: &[\"data\"], optional: false, last: Some(([\"has_more\"], false)), \
                    next: Next::LastId { id: &[\"id\"], parameter: \"starting_after\" } }";
    let expected = expected.replace("Some(([", "Some((&[");
    assert_eq!(rule(&document(&[query("starting_after", TEXT)], answer)), expected);
    assert_eq!(rule(&document(&[query("starting_after", TEXT)], &page(""))), "-");
    let nameless = answer.replace(PET, TEXT);
    assert_eq!(rule(&document(&[query("starting_after", TEXT)], &nameless)), "-");
    let after = "{ name: after, in: query, description: An object ID., schema: { type: string } }".to_owned();
    assert_eq!(rule(&document(&[after], answer)), expected.replace("starting_after", "after"));
    assert_eq!(rule(&document(&[query("after", TEXT)], answer)), "-");
}

#[test]
fn cursors() {
    let cases = [
        ("cursor", "next_cursor: { type: string }", "next_cursor"),
        (
            "cursor",
            "meta: { type: object, properties: { next_cursor: { type: string, nullable: true } } }",
            "meta.next_cursor",
        ),
        (
            "cursor",
            "response_metadata: { type: object, properties: { next_cursor: { type: string } } }",
            "response_metadata.next_cursor",
        ),
        ("cursor", "cursor: { type: object, properties: { next: { type: string } } }", "cursor.next"),
        ("pageToken", "nextPageToken: { type: string }", "nextPageToken"),
        ("page_token", "next_page: { type: string }", "next_page"),
        ("marker", "next_marker: { type: string }", "next_marker"),
        ("NextToken", "NextToken: { type: string }", "NextToken"),
        (
            "after",
            "paging: { type: object, properties: { next: { type: object, properties: { after: { type: string } } } } }",
            "paging.next.after",
        ),
        (
            "page[cursor]",
            "meta: { type: object, properties: { page: { type: object, properties: { after: { type: string } } } } }",
            "meta.page.after",
        ),
        (
            "starting_after",
            "pages: { type: object, properties: { next: { type: object, properties: { starting_after: { type: string } } } } }",
            "pages.next.starting_after",
        ),
        (
            "continue",
            "metadata: { type: object, properties: { continue: { type: string } } }",
            "metadata.continue",
        ),
        ("cursor", "next_cursor: { type: integer }", "next_cursor"),
    ];
    for (parameter, members, value) in cases {
        let value = value.split('.').collect::<Vec<_>>();
        let expected =
            format!("Rule {{ ..next: Next::Cursor {{ value: &{value:?}, parameter: {parameter:?} }} }}");
        let found = rule(&document(&[query("limit", NUMBER), query(parameter, TEXT)], &page(members)));
        assert_eq!(found, expected, "{parameter} {members}");
    }
}

#[test]
fn what_may_be_no_cursor_is_left_alone() {
    let cases = [
        ("cursor", TEXT, "previous_cursor: { type: string }"),
        // It may be the one that was sent.
        ("cursor", TEXT, "cursor: { type: string }"),
        ("after", TEXT, "after: { type: string }"),
        ("marker", TEXT, "marker: { type: string }"),
        ("cursor", TEXT, "next_cursor: { type: boolean }"),
        ("cursor", TEXT, "next_cursor: { type: object, properties: { a: { type: string } } }"),
        ("cursor", TEXT, "other: { type: object, properties: { next_cursor: { type: string } } }"),
        ("cursor", "{ type: array, items: { type: string } }", "next_cursor: { type: string }"),
        ("offset", NUMBER, "offset: { type: integer }, more: { type: boolean }"),
        ("page", NUMBER, "next_page: { type: string }"),
        ("limit", NUMBER, "next_cursor: { type: string }"),
    ];
    for (parameter, schema, members) in cases {
        assert_eq!(rule(&document(&[query(parameter, schema)], &page(members))), "-", "{members}");
    }
    let told = "cursor: { type: string }, has_more: { type: boolean }";
    let expected = "Rule { items: &[\"data\"], optional: true, last: Some((&[\"has_more\"], false)), \
                    next: Next::Cursor { value: &[\"cursor\"], parameter: \"cursor\" } }";
    assert_eq!(rule(&document(&[query("cursor", TEXT)], &page(told))), expected);
    let counted = page("next_page: { type: integer }")
        .replace("{ type: object, p", "{ type: object, required: [next_page], p");
    assert_eq!(rule(&document(&[query("page", NUMBER)], &counted)), "-");
    let switched = [
        query("marker", TEXT),
        query("usemarker", "{ type: boolean }"),
        query("offset", NUMBER),
        query("limit", NUMBER),
    ];
    assert_eq!(rule(&document(&switched, &page("next_marker: { type: string }"))), "-");
    let body = document(&[query("cursor", TEXT)], &page("next_cursor: { type: string }"));
    assert_eq!(rule(&body.replace("    get:", "    post:")), "-");
    assert_eq!(rule(&body.replace("in: query", "in: header")), "-");
    assert_eq!(rule(&body.replace("'200'", "'404'")), "-");
}

#[test]
fn urls() {
    let cases = [
        ("next: { type: string, format: uri, nullable: true }", "next"),
        ("next: { type: string, description: The URL of the next page. }", "next"),
        ("next_page_uri: { type: string }", "next_page_uri"),
        ("'@odata.nextLink': { type: string }", "@odata,nextLink"),
        ("links: { type: object, properties: { next: { type: string } } }", "links.next"),
        (
            "_links: { type: object, properties: { next: { type: object, properties: { href: { type: string } } } } }",
            "_links.next.href",
        ),
        (
            "links: { type: object, properties: { pages: { type: object, properties: { next: { type: string } } } } }",
            "links.pages.next",
        ),
        ("meta: { type: object, properties: { next_page_url: { type: string } } }", "meta.next_page_url"),
    ];
    for (members, value) in cases {
        let value: Vec<_> = value.split('.').map(|name| name.replace(',', ".")).collect();
        let expected = format!("Rule {{ ..next: Next::Url {{ value: &{value:?} }} }}");
        assert_eq!(rule(&document(&[], &page(members))), expected, "{members}");
    }
    let both = "nextUri: { type: string }, continuationToken: { type: string }";
    let expected = "Rule { ..next: Next::Url { value: &[\"nextUri\"] } }";
    assert_eq!(rule(&document(&[query("continuation_token", TEXT)], &page(both))), expected);
    let links = "links: { type: object, properties: { next: { type: string } } }";
    let found = rule(&document(&[query("after", TEXT)], &page(links)));
    assert_eq!(found, "Rule { ..next: Next::Url { value: &[\"links\", \"next\"] } }");
    for members in [
        "next: { type: string }",
        "next: { type: integer }",
        "links: { type: object, properties: { self: { type: string } } }",
    ] {
        assert_eq!(rule(&document(&[], &page(members))), "-", "{members}");
    }
}

#[test]
fn links_in_headers() {
    let link = "description: ok, headers: { link: { schema: { type: string } } }, content: { application/json: \
                { schema: { type: array, items: { type: string } } } }";
    let expected = "Rule { items: &[], optional: false, last: None, next: Next::Link }";
    assert_eq!(rule(&with_response(&[query("per_page", NUMBER)], link)), expected);
    assert_eq!(rule(&with_response(&[query("sort", TEXT)], link)), "-");
    let with_start = query("page", "{ type: integer, default: 1 }");
    assert_eq!(rule(&with_response(std::slice::from_ref(&with_start), link)), expected);
    let other = link.replace("link:", "links:");
    let expected = expected.replace("Link", "Page { parameter: \"page\", first: 1, total: None }");
    assert_eq!(rule(&with_response(&[with_start], &other)), expected);
}

#[test]
fn numbers_of_pages() {
    let by_page = |schema: &str, answer: &str| rule(&document(&[query("page", schema)], answer));
    let first = |first: u64, total: &str| {
        format!("Rule {{ ..next: Next::Page {{ parameter: \"page\", first: {first}, total: {total} }} }}")
    };
    assert_eq!(by_page("{ type: integer, default: 1 }", &page("")), first(1, "None"));
    assert_eq!(by_page("{ type: integer, default: 0 }", &page("")), first(0, "None"));
    assert_eq!(by_page("{ type: integer, minimum: 1 }", &page("")), first(1, "None"));
    let total = page("meta: { type: object, properties: { total_pages: { type: integer } } }");
    assert_eq!(
        by_page("{ type: integer, default: 1 }", &total),
        first(1, "Some(&[\"meta\", \"total_pages\"])")
    );
    let said =
        "{ name: page, in: query, description: 'The page, starting at 0.', schema: { type: integer } }";
    assert_eq!(rule(&document(&[said.to_owned()], &page(""))), first(0, "None"));
    let needed = "{ name: page, in: query, required: true, schema: { type: integer } }";
    assert_eq!(rule(&document(&[needed.to_owned()], &page(""))), first(1, "None"));
    // Whether the first is 0 or 1 is not known, and a wrong guess loses a page.
    for schema in [NUMBER, "{ type: integer, minimum: 0 }", "{ type: integer, default: 10 }", TEXT] {
        assert_eq!(by_page(schema, &page("")), "-", "{schema}");
    }
    let lists = page("others: { type: array, items: { type: string } }");
    assert_eq!(by_page("{ type: integer, default: 1 }", &lists), "-");
}

#[test]
fn offsets() {
    let sized =
        |name: &str, schema: &str| rule(&document(&[query(name, schema), query("limit", NUMBER)], &page("")));
    let expected = "Rule { ..next: Next::Offset { parameter: \"offset\" } }";
    assert_eq!(sized("offset", NUMBER), expected);
    assert_eq!(sized("startAt", NUMBER), expected.replace("offset", "startAt"));
    for (name, schema) in [("offset", TEXT), ("offset", "{ type: integer, default: 1 }"), ("start", NUMBER)] {
        assert_eq!(sized(name, schema), "-", "{name} {schema}");
    }
    assert_eq!(rule(&document(&[query("offset", NUMBER)], &page(""))), "-");
}

#[test]
fn the_surest_rule_counts() {
    let all = [
        query("starting_after", TEXT),
        query("cursor", TEXT),
        query("page", "{ type: integer, default: 1 }"),
        query("offset", NUMBER),
        query("limit", NUMBER),
    ];
    let members =
        ["has_more: { type: boolean }", "next_cursor: { type: string }", "next_url: { type: string }"];
    let kind = |rule: &str| {
        rule.split("Next::").nth(1).and_then(|next| next.split(' ').next()).unwrap_or("-").to_owned()
    };
    let found = |skipped: usize| kind(&rule(&document(&all, &page(&members[skipped..].join(", ")))));
    assert_eq!([found(0), found(1), found(2), found(3)], ["LastId", "Cursor", "Url", "Page"]);
    assert_eq!(kind(&rule(&document(&all[3..], &page("")))), "Offset");
}

#[test]
fn the_list_is_the_one_that_can_be_meant() {
    let items = |answer: &str| {
        let rule = rule(&document(
            &[query("offset", NUMBER), query("limit", NUMBER), query("cursor", TEXT)],
            answer,
        ));
        rule.replace("Rule { ..", "Rule { items: &[\"data\"], ")
            .split_once("items: &")
            .map_or("-".into(), |(_, rest)| {
                rest.split_once(']').map_or(String::new(), |(items, _)| format!("{items}]"))
            })
    };
    let object = |members: &str| {
        format!("{{ type: object, properties: {{ next_cursor: {{ type: string }}, {members} }} }}")
    };
    let list = "{ type: array, items: { type: string } }";
    assert_eq!(items(list), "[]");
    assert_eq!(items(&object(&format!("animals: {list}"))), r#"["animals"]"#);
    assert_eq!(items(&object(&format!("pets: {list}, tags: {list}"))), r#"["pets"]"#);
    assert_eq!(items(&object(&format!("entries: {list}, order: {list}"))), r#"["entries"]"#);
    assert_eq!(items(&object(&format!("animals: {list}, errors: {list}"))), r#"["animals"]"#);
    assert_eq!(items(&object(&format!("animals: {list}, tags: {list}"))), "-");
    assert_eq!(items(&object(&format!("data: {list}, items: {list}"))), "-");
    assert_eq!(items(&object(&format!("errors: {list}"))), "-");
    assert_eq!(items(&object("data: { type: string }")), "-");
    let inside = object(&format!("data: {{ type: object, properties: {{ pets: {list} }} }}"));
    assert_eq!(items(&inside), r#"["data", "pets"]"#);
    let result = inside.replace("data:", "result:");
    assert_eq!(items(&result), r#"["result", "pets"]"#);
    assert_eq!(items(&result.replace("pets:", "words:")), "-");
    let beside =
        format!("words: {list}, results: {{ type: object, properties: {{ pet: {{ type: string }} }} }}");
    assert_eq!(items(&object(&beside)), "-");
    let elsewhere = object(&format!("pet: {{ type: object, properties: {{ tags: {list} }} }}"));
    assert_eq!(items(&elsewhere), "-");
    let cursor_inside = format!(
        "{{ type: object, properties: {{ data: {{ type: object, properties: {{ items: {list}, next_cursor: {{ type: string }} }} }} }} }}"
    );
    assert_eq!(items(&cursor_inside), r#"["data", "items"]"#);
}

#[test]
fn the_method_is_named_behind_all_operations() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("pets.yaml");
    let other =
        "\n    put: { operationId: list_pets_items, responses: { '204': { description: ok } } }\ncomponents:";
    let text = document(&[query("cursor", TEXT)], &page("next_cursor: { type: string }"))
        .replace("\ncomponents:", other);
    fs::write(&path, text).expect("it can be written");
    let shaped = rules::shaped(&rules::config(path));
    let methods: Vec<_> = shaped.methods().collect();
    let items = methods[0].items.as_ref().expect("it has pages");
    let idents = [&methods[0].ident, &items.ident, &methods[1].ident].map(|ident| ident.as_str());
    assert_eq!(idents, ["list_pets", "list_pets_items2", "list_pets_items"]);
    assert_eq!(items.ty, "Pet");
    let expected = [
        " The items of all pages of [`list_pets`](Self::list_pets), one behind the other. A page is asked",
        " for when its first item is wanted.",
        "",
        " `GET /v1/pets`, the next page by `cursor`.",
    ];
    assert_eq!(items.docs, expected);
}
