//! Indexes of pages, and many downloads at once.

use std::{fs, time::Duration};

use insta::assert_snapshot;

use super::{
    bindery, fetched, folder,
    server::{Site, ok, reply},
    state,
};

/// An operation page, as the seed of the tests has it, for another path.
fn page(name: &str) -> String {
    let page = fs::read_to_string("specs/stripe/PostFileLinks.html").expect("the page is in the repository");
    page.replace("file_links", name).replace("PostFileLinks", &format!("Post{name}"))
}

const INDEX: &str = r##"<!doctype html><title>All</title>
<a href="files/operation-1.html">One</a> <a href='files/operation-1.html#top'>One again</a>
<a href="/api/links/operation-2.html?v=3">Two</a> <a href="about.html">About</a>
<a href="https://elsewhere.example/api/files/operation-3.html">Another site</a> <a href="mailto:a@b.example">Mail</a>"##;

const PAGES: &str = "{ pages = 'SITE/api/index.html', links = '/api/*/operation-*', snapshot = 'specs/pages/', allow-http = true }";

fn site() -> Site {
    let site = Site::with("/api/index.html", [ok(INDEX, "")]);
    site.set("/api/files/operation-1.html", [ok(page("files"), "etag: \"1\"\r\n")]);
    site.set("/api/links/operation-2.html?v=3", [ok(page("links"), "")]);
    site
}

#[test]
fn the_pages_of_an_index_are_fetched() {
    let site = site();
    let folder = folder(&site, PAGES, "");
    let (code, _, error) = bindery(&site, folder.path(), &["fetch"]);
    assert_snapshot!(error, @r"
    bindery: new: specs/pages/files/operation-1.html from SITE/api/files/operation-1.html
    bindery: new: specs/pages/links/operation-2-v-3.html from SITE/api/links/operation-2.html?v=3
    bindery: 2 files asked for, 2 changed
    ");
    assert_eq!(code, Some(0));
    let names: Vec<String> = state(folder.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "bindery.lock",
            "bindery.toml",
            "specs/pages/files/operation-1.html",
            "specs/pages/links/operation-2-v-3.html"
        ]
    );
    let (code, _, error) = bindery(&site, folder.path(), &["check"]);
    assert_eq!((code, &*error), (Some(0), "bindery: 2 snapshots in step with the lock\n"));

    // A page that is not linked any more goes, and its place with it.
    site.set("/api/index.html", [ok(INDEX.replace("files/operation-1", "files/nothing"), "")]);
    let (_, _, error) = bindery(&site, folder.path(), &["check", "--online"]);
    assert_snapshot!(error, @r"
    error[gone-source]: SITE/api/files/operation-1.html is gone, and specs/pages/files/operation-1.html would be removed
     --> bindery.lock
     = help: `bindery update` fetches it, generates anew, and says what is different

    error: the sources are not in step: 1 error
    ");
    let (_, _, error) = bindery(&site, folder.path(), &["fetch"]);
    assert_snapshot!(error, @r"
    bindery: gone: specs/pages/files/operation-1.html from SITE/api/files/operation-1.html
    bindery: 1 file asked for, 1 changed
    ");
    assert!(!folder.path().join("specs/pages/files/operation-1.html").exists());
    assert_eq!(bindery(&site, folder.path(), &["check"]).0, Some(0));
}

#[test]
fn one_page_that_fails_leaves_all_as_it_was() {
    let site = site();
    let folder = folder(&site, PAGES, "");
    assert_eq!(bindery(&site, folder.path(), &["fetch"]).0, Some(0));
    let before = state(folder.path());
    site.set("/api/files/operation-1.html", [ok(page("others"), "")]);
    site.set("/api/links/operation-2.html?v=3", [reply("410 Gone", "", "")]);
    for command in ["fetch", "update"] {
        let (code, _, error) = bindery(&site, folder.path(), &[command]);
        assert_eq!(code, Some(1));
        assert!(
            error.contains("error[wrong-status]: SITE/api/links/operation-2.html?v=3 answers 410 Gone"),
            "{error}"
        );
        assert!(error.ends_with("error: nothing was changed: 1 error\n"), "{error}");
    }
    // Neither does one that is no operation page any more.
    site.set("/api/links/operation-2.html?v=3", [ok("<h1>We are back soon</h1>", "")]);
    for command in ["fetch", "update"] {
        let (code, _, error) = bindery(&site, folder.path(), &[command]);
        assert_eq!(code, Some(1));
        let said = "what SITE/api/links/operation-2.html?v=3 answers cannot be read as a source";
        assert!(error.contains(said), "{error}");
    }
    assert_eq!(state(folder.path()), before);
    let left: Vec<_> = fs::read_dir(folder.path().join(".bindery")).expect("it is there").flatten().collect();
    assert_eq!(left.len(), 2, "only the lock and .gitignore stay: {left:?}");
}

#[test]
fn an_index_without_the_links_is_an_error() {
    let site = site();
    let other = PAGES.replace("operation-*", "op-*");
    assert_snapshot!(fetched(&site, folder(&site, &other, "").path()).1, @"no-links: none of the 4 links of SITE/api/index.html is one of `/api/*/op-*`; look at the links of the page; one that a script makes is not in it");
    let same = r#"<base href="/x/"><a href="a.html">1</a><a href="A.html">2</a>"#;
    site.set("/api/index.html", [ok(same, "")]);
    let all = PAGES.replace("/api/*/operation-*", "/x/*");
    assert_snapshot!(fetched(&site, folder(&site, &all, "").path()).1, @"same-snapshot: SITE/x/A.html and SITE/x/a.html would both be the snapshot x/a.html; make `links` narrower, so that only one of them is meant");
}

#[test]
fn a_pattern_may_name_another_site() {
    let other = Site::with("/a.html", [ok("<p>", "")]);
    let site = Site::with("/index.html", [ok(format!("<a href='{}/a.html'>A</a>", other.url()), "")]);
    let source = format!(
        "{{ pages = 'SITE/index.html', links = '{}/*', snapshot = 'specs', allow-http = true }}",
        other.url()
    );
    let (fetched, problems) = fetched(&site, folder(&site, &source, "").path());
    assert_eq!(problems, "");
    let host = other.url().replace("http://", "").replace(':', "-");
    assert_eq!(fetched.files[0].name, format!("specs/{host}/a.html"));
}

#[test]
fn a_server_is_asked_by_two_at_a_time_and_left_alone_when_it_fails() {
    let links: String = (0..30).map(|number| format!("<a href='p-{number}.html'>{number}</a>")).collect();
    let site = Site::with("/index.html", [ok(&links, "")]);
    site.pause(Duration::from_millis(20));
    for number in 0..12 {
        site.set(&format!("/p-{number}.html"), [ok("<p>", "")]);
    }
    let source = "{ pages = 'SITE/index.html', links = 'p-*', snapshot = 'specs', allow-http = true }";
    let (fetched, problems) = fetched(&site, folder(&site, source, "").path());
    assert!(site.most_at_once() <= 2, "{} at once", site.most_at_once());
    assert!(fetched.files.len() <= 12);
    let codes: Vec<&str> = problems.lines().filter_map(|line| line.split(':').next()).collect();
    let failed = codes.iter().filter(|code| **code == "wrong-status").count();
    assert!((5..=6).contains(&failed), "{problems}");
    assert_eq!(codes.iter().filter(|code| **code == "not-asked").count(), 1, "{problems}");
}
