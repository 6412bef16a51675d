//! Pages that show a document from elsewhere: `fetch` goes on to it, and it becomes the snapshot.

use std::{fs, path::Path};

use insta::assert_snapshot;

use super::{
    FIRST, SECOND, bindery, fetched, folder, read,
    server::{Reply, Site, ok, redirect, reply},
    state,
};
use crate::rules;

pub(super) const PAGE: &str = "{ url = 'SITE/api/', snapshot = 'specs/pets.json', allow-http = true }";

/// The page of Swagger UI as it is installed, and its script.
pub(super) const SWAGGER: &str =
    r#"<div id="swagger-ui"></div><script src="./swagger-initializer.js"></script>"#;
const INITIALIZER: &str = "window.onload = () => { SwaggerUIBundle({ url: '../pets.json' }); };";

pub(super) fn redoc(url: &str) -> String {
    format!("<redoc spec-url='{url}'></redoc>")
}

/// A site that answers these for a path each.
pub(super) fn site(replies: &[(&str, Reply)]) -> Site {
    let site = Site::start();
    for (path, reply) in replies {
        site.set(path, [reply.clone()]);
    }
    site
}

/// What comes of a source: the snapshot, its address and the page, and all that was asked for; or what is wrong.
pub(super) fn outcome(site: &Site, source: &str) -> String {
    let folder = folder(site, source, "");
    let (fetched, problems) = fetched(site, folder.path());
    if !problems.is_empty() {
        assert!(fetched.files.is_empty(), "{problems}");
        return problems;
    }
    let mut lines: Vec<String> = Vec::new();
    for fresh in &fetched.files {
        let what = if fresh.bytes == FIRST.as_bytes() { "the document" } else { "something else" };
        let page = fresh.shown_by.as_deref().unwrap_or("nothing");
        lines.push(format!("{}: {what} at {}, shown by {page}", fresh.name, fresh.url));
    }
    lines.extend(site.requests().into_iter().map(|request| request.line));
    lines.join("\n").replace(&site.url(), "SITE")
}

#[test]
fn the_document_of_a_page_becomes_the_snapshot() {
    let site = site(&[
        ("/api/", ok(redoc("pets.json"), "etag: \"page\"\r\n")),
        ("/api/pets.json", ok(FIRST, "etag: \"v1\"\r\n")),
    ]);
    let folder = folder(&site, PAGE, "out = 'pets.rs'");
    let (code, _, error) = bindery(&site, folder.path(), &["fetch"]);
    assert_eq!(code, Some(0), "{error}");
    assert_snapshot!(error, @r"
    bindery: new: specs/pets.json from SITE/api/pets.json, which SITE/api/ shows
    bindery: 1 file asked for, 1 changed
    ");
    assert_eq!(read(folder.path(), "specs/pets.json"), FIRST);
    assert_snapshot!(read(folder.path(), "bindery.lock").replace(&site.url(), "SITE"), @r#"
    # Written by bindery: what `bindery fetch` found, and the names that stay. Commit it; do not edit it.

    [[sources]]
    url = "SITE/api/pets.json"
    shown-by = "SITE/api/"
    snapshot = "specs/pets.json"
    sha256 = "c4f73ed76845a9b9be0e6622e90ffd493954c994d1d6f56ae58a3bec75279643"
    etag = "\"v1\""
    "#);
    assert_eq!(bindery(&site, folder.path(), &["generate"]).0, Some(0));
    let (code, _, error) = bindery(&site, folder.path(), &["check"]);
    assert_eq!(code, Some(0), "{error}");
}

#[test]
fn the_page_is_asked_for_each_time_and_its_document_only_sent_where_it_is_new() {
    let site = site(&[("/api/", ok(redoc("pets.json"), "etag: \"page\"\r\n"))]);
    site.set("/api/pets.json", [ok(FIRST, "etag: \"v1\"\r\n"), reply("304 Not Modified", "", "")]);
    let folder = folder(&site, PAGE, "out = 'pets.rs'");
    for arguments in [&["fetch"][..], &["generate"]] {
        assert_eq!(bindery(&site, folder.path(), arguments).0, Some(0));
    }
    let before = state(folder.path());
    for arguments in [&["fetch"][..], &["fetch", "--locked"], &["check", "--online"]] {
        let (code, _, error) = bindery(&site, folder.path(), arguments);
        assert_eq!((code, state(folder.path())), (Some(0), before.clone()), "{error}");
    }
    for (index, request) in site.requests().iter().enumerate() {
        let (path, version) = match index {
            1 => ("GET /api/pets.json", None),
            index if index % 2 == 1 => ("GET /api/pets.json", Some("\"v1\"")),
            _ => ("GET /api/", None),
        };
        assert_eq!((&*request.line, request.header("if-none-match")), (path, version), "{index}");
    }

    site.set("/api/pets.json", [ok(SECOND, "")]);
    let (code, _, error) = bindery(&site, folder.path(), &["check", "--online"]);
    assert_eq!((code, state(folder.path())), (Some(1), before));
    let changed =
        "error[changed-source]: SITE/api/pets.json does not say what specs/pets.json says any more\n";
    assert!(error.starts_with(changed), "{error}");
    let (code, _, error) = bindery(&site, folder.path(), &["update"]);
    assert_eq!(code, Some(0), "{error}");
    let changed = "changed: specs/pets.json from SITE/api/pets.json, which SITE/api/ shows\n";
    assert!(error.contains(changed), "{error}");
    assert!(read(folder.path(), "pets.rs").contains("pub fn list_owners"));
}

#[test]
fn a_script_may_say_where_the_document_is_or_have_it() {
    let swagger = |script: &str| {
        site(&[
            ("/api/", ok(SWAGGER, "")),
            ("/api/swagger-initializer.js", ok(script, "etag: \"s1\"\r\n")),
            ("/pets.json", ok(FIRST, "")),
        ])
    };
    // From the page on, and not from the script.
    assert_snapshot!(outcome(&swagger(INITIALIZER), PAGE), @r"
    specs/pets.json: the document at SITE/pets.json, shown by SITE/api/
    GET /api/
    GET /api/swagger-initializer.js
    GET /pets.json
    ");
    let deep = SWAGGER.replace("./", "deep/down/");
    let site = swagger("");
    site.set("/api/", [ok(deep, "")]);
    site.set("/api/deep/down/swagger-initializer.js", [ok(INITIALIZER, "")]);
    assert_snapshot!(outcome(&site, PAGE), @r"
    specs/pets.json: the document at SITE/pets.json, shown by SITE/api/
    GET /api/
    GET /api/deep/down/swagger-initializer.js
    GET /pets.json
    ");

    let site = swagger(&format!("\n\n  SwaggerUIBundle({{ spec: {FIRST} }})"));
    assert_snapshot!(outcome(&site, PAGE), @r"
    specs/pets.json: the document at SITE/api/swagger-initializer.js, shown by SITE/api/
    GET /api/
    GET /api/swagger-initializer.js
    ");
    let folder = folder(&site, PAGE, "");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    assert_eq!(read(folder.path(), "specs/pets.json"), FIRST);
    site.set("/api/swagger-initializer.js", [reply("304 Not Modified", "", "")]);
    assert_eq!(bindery(&site, folder.path(), &["fetch", "--locked"]).0, Some(0));
    let last = site.requests().pop().expect("some were made");
    assert_eq!(last.header("if-none-match"), Some("\"s1\""));
}

#[test]
fn yaml_in_a_script_keeps_the_blanks_that_mean_something() {
    let yaml = "  openapi: 3.0.3\n  info: { title: Pets, version: '1' }\n  paths: {}\n";
    let script = format!("\n\nvar spec = `\n{yaml}`;\nSwaggerUIBundle({{ spec }});\n");
    let page = ("/api/", ok(SWAGGER, ""));
    let site = site(&[page, ("/api/swagger-initializer.js", ok(script, ""))]);
    let folder = folder(&site, PAGE, "");
    let (code, _, error) = bindery(&site, folder.path(), &["fetch"]);
    assert_eq!(code, Some(0), "{error}");
    assert_eq!(read(folder.path(), "specs/pets.json"), yaml);
}

/// The files below a folder, with the path that a site has them at.
fn files(folder: &Path, at: &str) -> Vec<(String, Vec<u8>)> {
    let entries = rules::entries(folder).into_iter();
    let files = entries.flat_map(|path| {
        let at = format!("{at}/{}", path.file_name().expect("it has one").to_string_lossy());
        if path.is_dir() { files(&path, &at) } else { vec![(at, fs::read(&path).expect("it can be read"))] }
    });
    files.collect()
}

#[test]
fn every_kind_of_page_gives_the_client_of_its_document() {
    let site = Site::start();
    let files = files("tests/embedded/pages".as_ref(), "");
    for (path, bytes) in &files {
        site.set(path, [ok(bytes, "")]);
        // One page asks for a version.
        site.set(&format!("{path}?v=1"), [ok(bytes, "")]);
    }
    let client = |path: &str| {
        let source = PAGE.replace("/api/", path);
        let folder = folder(&site, &source, "out = 'pets.rs'\nname = 'pets'");
        let (code, _, error) = bindery(&site, folder.path(), &["update"]);
        assert_eq!(code, Some(0), "{path}: {error}");
        assert!(!error.contains("warning"), "{path}: {error}");
        (read(folder.path(), "pets.rs"), read(folder.path(), "specs/pets.json").starts_with('<'))
    };
    let wanted = client("/pets.json");
    let (mut kept, mut followed) = (0, 0);
    for (path, _) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let (code, is_page) = client(path);
        assert!(code == wanted.0, "the code of {path} is another");
        if is_page { kept += 1 } else { followed += 1 }
    }
    assert_eq!((kept, followed), (14, 12));
}

#[test]
fn addresses_are_seen_from_the_page_as_a_browser_sees_them() {
    let asked = |page: String| {
        let site = site(&[("/api/", ok(page, "")), ("/pets.json", ok(FIRST, ""))]);
        site.set("/pets.json?v=2", [ok(FIRST, "")]);
        outcome(&site, PAGE).lines().last().unwrap_or_default().to_owned()
    };
    assert_eq!(asked(redoc("../pets.json")), "GET /pets.json");
    assert_eq!(asked(redoc("../../../pets.json")), "GET /pets.json");
    assert_eq!(asked(redoc("/pets.json#/paths")), "GET /pets.json");
    assert_eq!(asked(redoc("../pets.json?v=2")), "GET /pets.json?v=2");
    let base = format!("<head><base href='/'></head>{}", redoc("pets.json"));
    assert_eq!(asked(base), "GET /pets.json");

    // From where the page is in the end.
    let moved = site(&[
        ("/api/", redirect("/v2/api/")),
        ("/v2/api/", ok(redoc("pets.json"), "")),
        ("/v2/api/pets.json", redirect("/v3/pets.json")),
        ("/v3/pets.json", ok(FIRST, "")),
    ]);
    assert_snapshot!(outcome(&moved, PAGE), @r"
    specs/pets.json: the document at SITE/v2/api/pets.json, shown by SITE/api/
    GET /api/
    GET /v2/api/
    GET /v2/api/pets.json
    GET /v3/pets.json
    ");
}

#[test]
fn another_host_may_have_the_document() {
    let other = site(&[("/pets.json", ok(FIRST, ""))]);
    let without_scheme = other.url().replace("http:", "");
    for url in [other.url(), without_scheme] {
        let site = site(&[("/api/", ok(redoc(&format!("{url}/pets.json")), ""))]);
        let folder = folder(&site, PAGE, "");
        let (code, _, error) = bindery(&site, folder.path(), &["fetch"]);
        assert_eq!(code, Some(0), "{error}");
        let line = "bindery: new: specs/pets.json from OTHER/pets.json, which SITE/api/ shows\n";
        let error = error.replace(&other.url(), "OTHER");
        assert!(error.starts_with(line), "{error}");
    }
}

#[test]
fn a_page_that_carries_its_document_is_kept_as_it_is() {
    let page = format!("<div id='swagger-ui'></div><script>SwaggerUIBundle({{ spec: {FIRST} }})</script>");
    let site = site(&[("/api/", ok(&page, "etag: \"p1\"\r\n")), ("/api/pets.json", ok(FIRST, ""))]);
    let folder = folder(&site, PAGE, "");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    assert_eq!(read(folder.path(), "specs/pets.json"), page);

    // Then it leaves that, and takes it up again.
    site.set("/api/", [ok(redoc("pets.json"), "etag: \"p2\"\r\n")]);
    let (code, _, error) = bindery(&site, folder.path(), &["fetch"]);
    assert_eq!((code, read(folder.path(), "specs/pets.json")), (Some(0), FIRST.to_owned()), "{error}");
    assert!(read(folder.path(), "bindery.lock").contains("shown-by = "));
    site.set("/api/", [ok(&page, "etag: \"p1\"\r\n")]);
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    assert_eq!(read(folder.path(), "specs/pets.json"), page);
    assert!(!read(folder.path(), "bindery.lock").contains("shown-by = "));
}

#[test]
fn a_page_in_the_place_of_its_document_changes_the_lock_alone() {
    let site = site(&[("/api/", ok(redoc("pets.json"), ""))]);
    site.set("/api/pets.json", [ok(FIRST, "etag: \"v1\"\r\n"), reply("304 Not Modified", "", "")]);
    let direct = PAGE.replace("/api/", "/api/pets.json");
    let folder = folder(&site, &direct, "");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    let without_page = read(folder.path(), "bindery.lock");
    let config = read(folder.path(), "bindery.toml");
    fs::write(folder.path().join("bindery.toml"), config.replace("/api/pets.json'", "/api/'"))
        .expect("written");
    let (_, _, error) = bindery(&site, folder.path(), &["check"]);
    assert!(error.contains("error[not-locked]"), "{error}");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    let (code, _, error) = bindery(&site, folder.path(), &["check"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(read(folder.path(), "bindery.lock").contains("shown-by = "));
    fs::write(folder.path().join("bindery.toml"), config).expect("written");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    assert_eq!(read(folder.path(), "bindery.lock"), without_page);
}

#[test]
fn pages_of_an_index_are_followed_too() {
    let site = site(&[
        ("/", ok("<a href='/api/a.html'></a><a href='/api/b.html'></a>", "")),
        ("/api/a.html", ok(redoc("../pets.json"), "")),
        ("/api/b.html", ok(redoc("../nothing.json"), "")),
        ("/pets.json", ok(FIRST, "")),
    ]);
    let index = "{ pages = 'SITE/', links = '/api/*.html', snapshot = 'specs', allow-http = true }";
    let mut found = bindery::Diagnostics::default();
    let folder = folder(&site, index, "");
    let config = bindery::Config::read(&folder.path().join("bindery.toml"), &mut found);
    let (lock, patience) = (bindery::lock::Lock::default(), super::short());
    let fetched = bindery::fetch::fetch(&config, &lock, patience, &|_| {}, &mut found);
    assert_eq!(fetched.files.len(), 1);
    assert_eq!((&*fetched.files[0].name, &*fetched.files[0].bytes), ("specs/api/a.html", FIRST.as_bytes()));
    let found = found.to_string().replace(&site.url(), "SITE");
    let told = "error[shown-document]: SITE/api/b.html shows a document that cannot be fetched: SITE/nothing.json \
                answers 404 Not Found\n";
    assert!(found.contains(told), "{found}");

    site.set("/api/b.html", [ok(FIRST.replace("/pets", "/owners").replace("listPets", "listOwners"), "")]);
    let (code, _, error) = bindery(&site, folder.path(), &["fetch"]);
    assert_eq!(code, Some(0), "{error}");
    assert_eq!(bindery(&site, folder.path(), &["check"]).0, Some(0));
}
