//! Pages that show a document which cannot be had: what is said of it, and where `fetch` stops.

use insta::assert_snapshot;

use super::{
    FIRST, bindery, folder,
    server::{Reply, ok, redirect, reply},
    shown::{PAGE, SWAGGER, outcome, redoc, site},
    state,
};

#[test]
fn a_document_that_cannot_be_had_is_told_of_its_page() {
    let told = |page: &str, others: &[(&str, Reply)]| {
        let site = site(others);
        site.set("/api/", [ok(page, "")]);
        outcome(&site, PAGE)
    };
    let pets = redoc("pets.json");
    assert_snapshot!(told(&pets, &[]), @"shown-document: SITE/api/ shows a document that cannot be fetched: SITE/api/pets.json answers 404 Not Found; find out where it has gone, and put the new address into bindery.toml");
    assert_snapshot!(told(SWAGGER, &[]), @"shown-document: SITE/api/ shows a document that cannot be fetched: SITE/api/swagger-initializer.js answers 404 Not Found; find out where it has gone, and put the new address into bindery.toml");
    assert_snapshot!(told(&redoc("https://[/pets.json"), &[]), @"shown-document: SITE/api/ shows a document that cannot be fetched: `https://[/pets.json` is no address: invalid IPv6 address; name the document itself as a source, in place of the page");
    assert_snapshot!(told(&redoc("file:///etc/passwd"), &[]), @"shown-document: SITE/api/ shows a document that cannot be fetched: file:///etc/passwd is not on the web; name the document itself as a source, in place of the page");
    assert_snapshot!(told(&redoc("http://me:secret@127.0.0.1:1/pets.json"), &[]), @"shown-document: SITE/api/ shows a document that cannot be fetched: http://127.0.0.1:1/pets.json has a name or password in it, which would be written to `bindery.lock`; name the document itself as a source, in place of the page");
    let long = format!("data:application/json,{}", "a".repeat(100_000));
    assert_snapshot!(told(&redoc(&long), &[]), @"shown-document: SITE/api/ shows a document that cannot be fetched: data:application/json,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa... is not on the web; name the document itself as a source, in place of the page");
    let computed = ok("SwaggerUIBundle({ url: where() })", "");
    assert_snapshot!(told(SWAGGER, &[("/api/swagger-initializer.js", computed)]), @"shown-document: SITE/api/ shows a document that cannot be fetched: in SITE/api/swagger-initializer.js, Swagger UI is given its document by `where()`, which only a browser works out; name the OpenAPI document that the page shows, in place of the page");
    assert_snapshot!(told(SWAGGER, &[("/api/swagger-initializer.js", ok("", ""))]), @"shown-document: SITE/api/ shows a document that cannot be fetched: in SITE/api/swagger-initializer.js, the page is one of Swagger UI, and its document is not there (looked for `spec`, `url` and `urls` of `SwaggerUIBundle({..})`, in the page and in the initializer script that it names); name the OpenAPI document that the page shows, in place of the page");
    let circle = ("/api/pets.json", redirect("/api/pets.json"));
    assert_snapshot!(told(&pets, &[circle]), @"shown-document: SITE/api/ shows a document that cannot be fetched: SITE/api/pets.json leads to an address that is not followed: there are more than 10 on the way; give the address where the document is now");
}

#[test]
fn a_page_that_shows_a_page_ends_there() {
    for (url, asked) in [("", 2), ("#", 2), ("./", 2), ("other.html", 2)] {
        let site = site(&[
            ("/api/", ok(redoc(&format!("/api/{url}")), "")),
            ("/api/other.html", ok(redoc("/api/"), "")),
        ]);
        let told = outcome(&site, PAGE);
        assert!(
            told.starts_with("shown-document: SITE/api/ shows a document that cannot be fetched: "),
            "{told}"
        );
        assert_eq!((site.requests().len(), told.lines().count()), (asked, 1), "{told}");
    }
    let site = site(&[
        ("/api/", ok(SWAGGER, "")),
        ("/api/swagger-initializer.js", ok("SwaggerUIBundle({ url: 'index.html' })", "")),
        ("/api/index.html", ok(SWAGGER, "")),
    ]);
    assert_snapshot!(outcome(&site, PAGE), @"shown-document: SITE/api/ shows a document that cannot be fetched: SITE/api/index.html is a page again; open the page in a browser, and see where its document is: name that address in its place");
    assert_eq!(site.requests().len(), 3);
}

#[test]
fn the_bounds_of_the_source_hold_all_the_way() {
    let small = PAGE.replace(" }", ", max-size = '1 kB' }");
    let page = ("/api/", ok(redoc("pets.json"), ""));
    let large = site(&[page.clone(), ("/api/pets.json", ok(" ".repeat(1001), ""))]);
    assert_snapshot!(outcome(&large, &small), @r#"shown-document: SITE/api/ shows a document that cannot be fetched: SITE/api/pets.json answers more than 1000 bytes; if it is what it should be, give the source a larger `max-size`, such as "200 MB""#);

    let busy = site(&[page]);
    busy.set("/api/pets.json", [reply("429 Too Many Requests", "retry-after: 0\r\n", ""), ok(FIRST, "")]);
    assert_snapshot!(outcome(&busy, PAGE), @r"
    specs/pets.json: the document at SITE/api/pets.json, shown by SITE/api/
    GET /api/
    GET /api/pets.json
    GET /api/pets.json
    ");
}

#[test]
fn what_is_no_document_changes_nothing() {
    let site =
        site(&[("/api/", ok(redoc("pets.json"), "")), ("/api/pets.json", ok("{\"error\": \"busy\"}", ""))]);
    let folder = folder(&site, PAGE, "");
    let before = state(folder.path());
    let (code, _, error) = bindery(&site, folder.path(), &["fetch"]);
    assert_eq!((code, state(folder.path())), (Some(1), before));
    let start = "error[shown-document]: SITE/api/ shows a document that cannot be fetched: what SITE/api/pets.json \
                 answers cannot be read as a source\n";
    assert!(error.starts_with(start), "{error}");
}

#[test]
fn files_that_a_document_refers_to_are_not_fetched_with_it() {
    let text = FIRST.replace(r#""responses""#, r#""parameters":[{"$ref":"own/parameter.yaml"}],"responses""#);
    let site = site(&[("/api/", ok(redoc("pets.json"), "")), ("/api/pets.json", ok(text, ""))]);
    let folder = folder(&site, PAGE, "out = 'pets.rs'");
    let (_, _, error) = bindery(&site, folder.path(), &["update"]);
    assert!(
        error.contains("[unreadable-reference]: the reference `own/parameter.yaml` names a file"),
        "{error}"
    );
    assert_eq!(site.requests().len(), 2);
}
