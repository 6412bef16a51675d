//! Where redirects lead, and what is sent there.

use std::io::{self, Read};

use http::Method;

use super::{
    Server, builder, client, fault,
    server::{Act, answer},
};
use crate::clients::blocking::{
    Client,
    support::{Body, Call, Error, Fault, Request, Stream, read},
};

fn to(status: &str, location: &str) -> Act {
    answer(status, &format!("Location: {location}"), "elsewhere")
}

fn done() -> Act {
    answer("200 OK", "X: y", "")
}

/// A call to `/a/b?c=d`.
fn call(client: &Client, method: Method, body: Body) -> Call<()> {
    let mut request = Request::new("Own", method, "/a/b");
    request.query_text("c", "d");
    request.body("text/plain", body);
    client.call(request, read::nothing, read::undocumented)
}

/// The first line of a request.
fn line(request: &str) -> &str {
    request.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1")
}

#[test]
fn references_are_resolved_as_browsers_do() {
    let cases = [
        ("/x", "/x"),
        ("x", "/a/x"),
        ("./x/./y", "/a/x/y"),
        ("../x", "/x"),
        ("../../../x/..", "/"),
        ("?x=1", "/a/b?x=1"),
        ("", "/a/b?c=d"),
        ("/x?y=../z#fragment", "/x?y=../z"),
        ("/caf\u{e9} bar", "/caf%C3%A9%20bar"),
    ];
    for (location, expected) in cases {
        let server = Server::start(vec![to("302 Found", location), done()]);
        call(&client(&server), Method::GET, Body::default()).send().expect(location);
        server.request();
        assert_eq!(line(&server.request()), format!("GET {expected}"), "{location}");
    }
}

#[test]
fn what_leads_nowhere_is_the_answer() {
    for location in ["ftp://127.0.0.1/", "http://", "http://a b/", "http://user@127.0.0.1/", "https:x", "1:/"]
    {
        let server = Server::start(vec![to("302 Found", location)]);
        let error = call(&client(&server), Method::GET, Body::default()).send().expect_err(location);
        assert_eq!((error.status(), error.body_text().as_str()), (Some(302), "elsewhere"), "{location}");
    }
    for status in ["300 Multiple Choices", "304 Not Modified", "305 Use Proxy", "399 Unknown"] {
        let server = Server::start(vec![to(status, "/x")]);
        let error = call(&client(&server), Method::GET, Body::default()).send().expect_err(status);
        assert!(matches!(error, Error::Status { .. }), "{error}");
    }
}

#[test]
fn methods_and_bodies_go_along_or_not() {
    let cases = [
        ("301 Moved Permanently", Method::POST, "GET", ""),
        ("302 Found", Method::POST, "GET", ""),
        ("302 Found", Method::PUT, "PUT", "text"),
        ("302 Found", Method::DELETE, "DELETE", "text"),
        ("303 See Other", Method::PUT, "GET", ""),
        ("303 See Other", Method::DELETE, "GET", ""),
        ("307 Temporary Redirect", Method::POST, "POST", "text"),
        ("308 Permanent Redirect", Method::PATCH, "PATCH", "text"),
    ];
    for (status, method, expected, body) in cases {
        let server = Server::start(vec![to(status, "/x"), done()]);
        call(&client(&server), method, Body::from("text")).send().expect(status);
        server.request();
        let request = server.request();
        assert_eq!(line(&request), format!("{expected} /x"));
        assert_eq!(request.split_once("\r\n\r\n").map(|(_, body)| body), Some(body), "{request}");
        assert_eq!(request.contains("content-type"), !body.is_empty(), "{request}");
    }
}

/// What can be read once.
struct Once;

impl Stream for Once {
    fn length(&self) -> Option<u64> {
        None
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(&b"text"[..]))
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

#[test]
fn a_body_that_cannot_be_sent_again_goes_nowhere_else() {
    let server = Server::start(vec![to("307 Temporary Redirect", "/x"), to("303 See Other", "/x"), done()]);
    let error = call(&client(&server), Method::POST, Body::stream(Once)).send().expect_err("it is read");
    assert_eq!(error.status(), Some(307));
    call(&client(&server), Method::POST, Body::stream(Once)).send().expect("it is left out");
}

#[test]
fn secrets_stay_at_the_server_that_they_are_for() {
    let secrets = ["authorization: Bearer t", "x-api-key: k", "cookie: s=1"];
    let send = |server: &Server| {
        let builder = builder(server).bearer_auth("t").header("X-Api-Key", "k").header("Cookie", "s=1");
        let client = builder.user_agent("shop/1").build().expect("a client");
        call(&client, Method::GET, Body::default()).header("Range", "bytes=1-").send().expect("nothing");
        server.request();
    };
    let server = Server::start(vec![to("302 Found", "/x"), done()]);
    send(&server);
    let request = server.request();
    assert!(secrets.iter().all(|secret| request.contains(secret)), "{request}");

    // Another port is another server.
    let other = Server::start(vec![done()]);
    send(&Server::start(vec![to("302 Found", &other.url)]));
    let request = other.request();
    assert!(!secrets.iter().any(|secret| request.contains(secret)), "{request}");
    assert!(
        request.contains("user-agent: shop/1\r\n") && request.contains("range: bytes=1-\r\n"),
        "{request}"
    );
    let host = other.url.trim_start_matches("http://");
    assert!(
        request.starts_with("GET / HTTP/1.1\r\n") && request.contains(&format!("host: {host}\r\n")),
        "{request}"
    );
}

#[test]
fn redirects_come_to_an_end() {
    let around = |count: usize| (0..count).map(|_| to("302 Found", "/x")).collect::<Vec<_>>();
    let send = |builder: crate::clients::blocking::ClientBuilder| {
        let client = builder.build().expect("a client");
        call(&client, Method::GET, Body::default()).send()
    };
    let mut ten = around(10);
    ten.push(done());
    send(builder(&Server::start(ten))).expect("ten are not too many");

    let server = Server::start(around(11));
    let error = send(builder(&server)).expect_err("eleven are");
    assert_eq!(fault(&error), Some(Fault::Other), "{error}");
    assert!(error.to_string().ends_with("too many redirects"), "{error}");

    let agent = |max: u32, fails: bool| {
        ureq::Agent::config_builder().max_redirects(max).max_redirects_will_error(fails).build().new_agent()
    };
    for (max, fails) in [(0, true), (2, false)] {
        let server = Server::start(around(3));
        let error = send(builder(&server).http_client(agent(max, fails))).expect_err("it is kept");
        assert_eq!(error.status(), Some(302));
    }
}
