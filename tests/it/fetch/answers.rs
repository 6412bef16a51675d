//! Every way in which a server answers, or does not.

use std::fs;

use insta::assert_snapshot;

use super::{
    FIRST, PETS, SECOND, fetched, folder,
    server::{Reply, Site, ok, redirect, reply},
};

/// The first document, packed by gzip and by brotli.
const GZIP: &str = "1f8b08000000000002032d8c410e82400c45eff2d7644061c50ddc18af3091aa4d48a799366e0877a78376f39bf75ffe86a224591933c634a4111d585e05f306675f29f883dc027fa91a170970c1de41b37fac69bdb63e9e37798b18acd9c3bc2de1ae6cfe1fa8645ac4e894afc3d462217b5656ff0ddf8b50c27ede01155a93269a000000";
const BROTLI: &str = "1b9900209c05ceb98bae5210b84292fce05895c81e88db525f967bbda5d81eaa20884df8abc5a21365df58ce35de64f83cd7d33738fe71809bac910816e7f086aad678d6bb64a2621478c1420ef20cc86dd4f800cd60f5a5fda4645dce2dfeea197004cf63d7b149811ebb677e01";

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let pairs = (0..hexadecimal.len()).step_by(2).map(|at| &hexadecimal[at..at + 2]);
    pairs.map(|pair| u8::from_str_radix(pair, 16).expect("two digits")).collect()
}

/// What comes of these answers, the last of which is given again and again, and how often was asked.
fn outcome(replies: impl IntoIterator<Item = Reply>, source: &str) -> (String, usize) {
    let site = Site::with("/pets.json", replies);
    let folder = folder(&site, source, "");
    let (fetched, problems) = fetched(&site, folder.path());
    let count = site.requests().len();
    let files = fetched.files.iter().map(|fresh| {
        assert_eq!(fresh.path, folder.path().join("specs/pets.json"));
        format!("{} of {}", String::from_utf8_lossy(&fresh.bytes), fresh.url.replace(&site.url(), "SITE"))
    });
    let files: Vec<String> = files.collect();
    (if problems.is_empty() { files.join("\n") } else { problems }, count)
}

fn pets(replies: impl IntoIterator<Item = Reply>) -> (String, usize) {
    outcome(replies, PETS)
}

fn first() -> (String, usize) {
    (format!("{FIRST} of SITE/pets.json"), 1)
}

#[test]
fn a_document_comes_as_it_is_or_packed() {
    assert_eq!(pets([ok(FIRST, "")]), first());
    assert_eq!(pets([ok(bytes(GZIP), "content-encoding: gzip\r\n")]), first());
    assert_eq!(pets([ok(bytes(BROTLI), "content-encoding: br\r\n")]), first());
    let chunks = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{FIRST}\r\n0\r\n\r\n",
        FIRST.len()
    );
    assert_eq!(pets([Reply::Send(chunks.into())]), first());
}

#[test]
fn a_request_says_who_asks_and_what_for() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    fetched(&site, folder(&site, PETS, "").path());
    let request = &site.requests()[0];
    let agent = format!("bindery/{} (+{})", env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_REPOSITORY"));
    assert_eq!(request.header("user-agent"), Some(&*agent));
    assert_eq!(request.header("accept-encoding"), Some("gzip, br"));
    assert!(request.header("accept").is_some_and(|accept| accept.starts_with("application/json, ")));
    assert_eq!(request.header("if-none-match"), None);
}

#[test]
fn redirects_are_followed_but_not_in_circles_and_not_away_from_the_web() {
    let site = Site::with("/pets.json", [redirect("/v2/pets.json")]);
    site.set("/v2/pets.json", [ok(FIRST, "")]);
    let folder = folder(&site, PETS, "");
    let (fetched, problems) = fetched(&site, folder.path());
    assert_eq!(problems, "");
    assert_eq!(fetched.lock.sources[0].url, format!("{}/pets.json", site.url()));
    assert_eq!(fetched.lock.sources[0].redirected, Some(format!("{}/v2/pets.json", site.url())));

    let (problem, count) = pets([redirect("/pets.json")]);
    assert_eq!(count, 11);
    assert_snapshot!(problem, @"wrong-redirect: SITE/pets.json leads to an address that is not followed: there are more than 10 on the way; give the address where the document is now");
    let (problem, count) = pets([redirect("file:///etc/passwd")]);
    assert_eq!(count, 1);
    assert_snapshot!(problem, @"wrong-redirect: SITE/pets.json leads to an address that is not followed: file:///etc/passwd is not on the web; give the address where the document is now");
    assert_snapshot!(pets([reply("301 Moved Permanently", "", "")]).0, @"wrong-redirect: SITE/pets.json leads to an address that is not followed: it does not say which; give the address where the document is now");
}

#[test]
fn statuses_that_stay_are_said_at_once() {
    let asked = |status: &str| {
        let (problem, count) = pets([reply(status, "", "<h1>Oops</h1>")]);
        assert_eq!(count, 1, "{status}");
        problem
    };
    assert_snapshot!(asked("404 Not Found"), @"wrong-status: SITE/pets.json answers 404 Not Found; find out where it has gone, and put the new address into bindery.toml");
    assert_snapshot!(asked("403 Forbidden"), @"wrong-status: SITE/pets.json answers 403 Forbidden; bindery has no login there: download it by other means, and name the file as a source");
    assert_snapshot!(asked("204 No Content"), @"wrong-status: SITE/pets.json answers 204 No Content; open the address in a browser, and see what it is");
    // Nothing was said of a version, so that there is none that could be the same.
    assert_snapshot!(asked("304 Not Modified"), @"wrong-status: SITE/pets.json answers 304 Not Modified; open the address in a browser, and see what it is");
}

#[test]
fn what_may_pass_is_asked_again() {
    let busy = || reply("429 Too Many Requests", "retry-after: 0\r\n", "");
    assert_eq!(pets([busy(), ok(FIRST, "")]), (first().0, 2));
    let past = reply("503 Service Unavailable", "retry-after: Wed, 21 Oct 2015 07:28:00 GMT\r\n", "");
    assert_eq!(pets([past, ok(FIRST, "")]), (first().0, 2));
    assert_eq!(pets([Reply::Send(Vec::new()), ok(FIRST, "")]), (first().0, 2));
    assert_eq!(pets([Reply::Send("HTTP/1.1 200 OK\r\n".into()), ok(FIRST, "")]), (first().0, 2));

    let (problem, count) = pets([reply("500 Internal Server Error", "", "")]);
    assert_eq!(count, 3);
    assert_snapshot!(problem, @"wrong-status: SITE/pets.json answers 500 Internal Server Error; the server has trouble of its own: try again later");
    let (problem, count) = pets([reply("429 Too Many Requests", "retry-after: 7200\r\n", "")]);
    assert_eq!(count, 1);
    assert_snapshot!(problem, @"wrong-status: SITE/pets.json answers 429 Too Many Requests; the server asks to be left alone for 7200 s: try again then");
}

#[test]
fn an_answer_that_is_cut_off_is_none() {
    let (problem, count) =
        pets([Reply::Send("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"openapi\"".into())]);
    assert_eq!(count, 3);
    assert!(problem.starts_with("no-answer: SITE/pets.json cannot be fetched: "), "{problem}");
    let chunk = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{\"open";
    assert!(pets([Reply::Send(chunk.into())]).0.starts_with("no-answer: "));
    let packed = bytes(GZIP);
    let (problem, _) = pets([ok(&packed[..90], "content-encoding: gzip\r\n")]);
    assert!(problem.starts_with("no-answer: "), "{problem}");
}

#[test]
fn nobody_waits_forever() {
    let impatient =
        "{ url = 'SITE/pets.json', snapshot = 'specs/pets.json', allow-http = true, timeout = 1 }";
    let silent = || Reply::Hang(Vec::new());
    assert_eq!(outcome([silent(), ok(FIRST, "")], impatient), (first().0, 2));
    let start = || Reply::Hang("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".into());
    let (problem, count) = outcome([start()], impatient);
    assert_eq!(count, 3);
    assert_snapshot!(problem, @"no-answer: SITE/pets.json cannot be fetched: it takes longer than 1 s; try again later, or open the address in a browser on this machine");
}

#[test]
fn an_answer_that_is_too_large_is_refused_early() {
    let small =
        "{ url = 'SITE/pets.json', snapshot = 'specs/pets.json', allow-http = true, max-size = '1 kB' }";
    let refused = "large-answer: SITE/pets.json answers more than 1000 bytes; if it is what it should be, give the \
                   source a larger `max-size`, such as \"200 MB\"";
    // What it says of its length is enough: nothing more would ever come.
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n";
    assert_eq!(outcome([Reply::Hang(head.into())], small), (refused.into(), 1));
    let chunk =
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n800\r\n{}\r\n", " ".repeat(0x800));
    assert_eq!(outcome([Reply::Hang(chunk.into())], small), (refused.into(), 1));
    let until_the_end = format!("HTTP/1.1 200 OK\r\n\r\n{}", " ".repeat(1001));
    assert_eq!(outcome([Reply::Send(until_the_end.into())], small), (refused.into(), 1));
    let exactly = outcome([ok(" ".repeat(1000), "")], small);
    assert!(exactly.0.starts_with("   "), "{}", exactly.0);
    // It is the size of what is unpacked that counts.
    let tiny = small.replace("1 kB", "153 B");
    let (problem, _) = outcome([ok(bytes(GZIP), "content-encoding: gzip\r\n")], &tiny);
    assert_eq!(problem, refused.replace("1000", "153"));
}

#[test]
fn a_server_that_is_gone_is_named() {
    let site = Site::start();
    let gone = "{ url = 'http://127.0.0.1:1/pets.json', snapshot = 'specs/pets.json', allow-http = true }";
    let (_, problems) = fetched(&site, folder(&site, gone, "").path());
    assert!(
        problems.starts_with("no-answer: http://127.0.0.1:1/pets.json cannot be fetched: "),
        "{problems}"
    );
}

#[test]
fn what_is_there_is_not_sent_again() {
    let version = "etag: \"v1\"\r\nlast-modified: Wed, 21 Oct 2015 07:28:00 GMT\r\n";
    let site = Site::with("/pets.json", [ok(FIRST, version), reply("304 Not Modified", "", "")]);
    let folder = folder(&site, PETS, "");
    let (first, _) = fetched(&site, folder.path());
    fs::create_dir(folder.path().join("specs")).expect("a folder");
    fs::write(folder.path().join("specs/pets.json"), FIRST).expect("written");
    fs::write(folder.path().join("bindery.lock"), first.lock.to_text()).expect("written");

    let (again, problems) = fetched(&site, folder.path());
    assert_eq!((problems, again.is_unchanged(), &again.lock), (String::new(), true, &first.lock));
    let request = &site.requests()[1];
    assert_eq!(request.header("if-none-match"), Some("\"v1\""));
    assert_eq!(request.header("if-modified-since"), Some("Wed, 21 Oct 2015 07:28:00 GMT"));

    // A text that is the same under another name changes nothing, the lock included.
    site.set("/pets.json", [ok(FIRST, "etag: \"v2\"\r\n")]);
    let (same, _) = fetched(&site, folder.path());
    assert_eq!((same.is_unchanged(), &same.lock), (true, &first.lock));

    site.set("/pets.json", [ok(SECOND, "etag: \"v3\"\r\n")]);
    let (changed, _) = fetched(&site, folder.path());
    assert!(!changed.files[0].is_new);
    assert_eq!(changed.lock.sources[0].etag.as_deref(), Some("\"v3\""));
    assert_eq!(changed.lock.sources[0].last_modified, None);

    // What somebody has changed by hand is fetched anew.
    fs::write(folder.path().join("specs/pets.json"), "{}").expect("written");
    fetched(&site, folder.path());
    assert_eq!(
        site.requests().last().and_then(|request| request.header("if-none-match").map(str::to_owned)),
        None
    );
}
