//! Calls, their errors, and how often they are sent.

use std::{
    io::{self, Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use http::Method;

use super::{
    Server, builder, client, fault,
    server::{Act, answer, bytes, silence},
};
use crate::clients::blocking::{
    Client, DeletePetRequest, ListPetsRequest, Pet, ReadPhotoRequest, WritePhotoRequest,
    support::{
        Body, Call, Credential, Error, Failure, Fault, Request, Retry, Stream,
        carrier::{Carrier, Incoming, Limits},
        hooks::Outcome,
        read,
        token::Tokens,
    },
};

const JSON: &str = "Content-Type: application/json";

fn pet() -> Pet {
    Pet::new("Rex")
}

#[test]
fn a_request_is_sent_as_it_is_and_its_answer_read() {
    let server = Server::start(vec![answer("200 OK", JSON, r#"{"data":[{"name":"Rex"}]}"#)]);
    let client = builder(&server).bearer_auth("token").header("X-Trace", "1").build().expect("a client");
    let (pets, response) =
        client.list_pets(&ListPetsRequest::new().cursor("a b")).with_response().expect("some pets");
    assert_eq!(pets.data, [pet()]);
    assert_eq!((response.status(), response.header("Content-Length")), (200, Some("25")));
    let request = server.request();
    let mut lines: Vec<&str> = request.trim_end().lines().collect();
    // That is ureq's own: bindery fetches with it, and the tests share its features.
    lines.retain(|line| !line.starts_with("accept-encoding: "));
    lines[1..].sort_unstable();
    let host = format!("host: {}", server.url.trim_start_matches("http://"));
    let expected = [
        "GET /pets?cursor=a%20b HTTP/1.1",
        "accept: application/json, application/problem+json",
        "authorization: Bearer token",
        &host,
        "x-trace: 1",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn bodies_are_sent_with_their_length() {
    let acts = vec![answer("201 Created", JSON, r#"{"name":"Rex"}"#), answer("204 No Content", JSON, "")];
    let server = Server::start(acts);
    assert_eq!(client(&server).add_pet(&pet()).send().expect("a pet"), pet());
    let request = server.request();
    assert!(request.starts_with("POST /pets HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\ncontent-type: application/json\r\n"), "{request}");
    assert!(request.contains("\r\ncontent-length: 14\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n{\"name\":\"Rex\"}"), "{request}");
    assert!(!request.contains("user-agent"), "{request}");

    client(&server).write_photo(&WritePhotoRequest::new("Rex", "")).send().expect("it is kept");
    assert!(server.request().contains("\r\ncontent-length: 0\r\n"));
}

/// The call of an operation of the API's own method, with a body.
fn call(client: &Client, method: Method, body: Body) -> Call<()> {
    let mut request = Request::new("Own", method, "/own");
    request.body("application/octet-stream", body);
    client.call(request, read::nothing, read::undocumented)
}

#[test]
fn any_method_may_have_a_body() {
    let methods = ["GET", "DELETE", "OPTIONS", "QUERY"];
    let server = Server::start(methods.map(|_| answer("200 OK", JSON, "")).into());
    for method in methods {
        let name = Method::from_bytes(method.as_bytes()).expect("a method");
        call(&client(&server), name, Body::from("text")).send().expect("nothing");
        let request = server.request();
        assert!(
            request.starts_with(&format!("{method} /own ")) && request.ends_with("\r\n\r\ntext"),
            "{request}"
        );
    }
}

/// Any number of bytes `x`, or fewer than it says.
struct Many {
    says: Option<u64>,
    has: u64,
    is_repeatable: bool,
}

impl Stream for Many {
    fn length(&self) -> Option<u64> {
        self.says
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(io::repeat(b'x').take(self.has)))
    }

    fn is_repeatable(&self) -> bool {
        self.is_repeatable
    }
}

fn many(says: Option<u64>, has: u64) -> Body {
    Body::stream(Many { says, has, is_repeatable: true })
}

#[test]
fn streams_are_read_while_they_are_sent() {
    let server = Server::start(vec![answer("200 OK", JSON, ""), answer("200 OK", JSON, "")]);
    call(&client(&server), Method::POST, many(Some(100_000), 100_000)).send().expect("it is sent");
    let request = server.request();
    assert!(request.contains("\r\ncontent-length: 100000\r\n") && request.ends_with(&"x".repeat(100_000)));
    call(&client(&server), Method::POST, many(None, 5)).send().expect("it is sent");
    let request = server.request();
    assert!(request.contains("\r\ntransfer-encoding: chunked\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n5\r\nxxxxx\r\n0\r\n\r\n"), "{request}");
}

#[test]
fn a_stream_that_is_not_what_it_says_is_no_fault_of_the_connection() {
    for (says, has) in [(10, 9), (9, 10), (1, 0)] {
        let server = Server::start(vec![answer("200 OK", JSON, "")]);
        let error =
            call(&client(&server), Method::POST, many(Some(says), has)).send().expect_err("it is broken");
        assert_eq!(fault(&error), Some(Fault::Prepare), "{error}");
    }
}

#[test]
fn errors_are_read_by_what_is_documented() {
    let problem =
        answer("402 Payment Required", "Content-Type: application/problem+json", r#"{"title":"No money"}"#);
    let page = answer("502 Bad Gateway", "Content-Type: text/html", "<h1>Bad Gateway</h1>");
    let server = Server::start(vec![problem, page, answer("200 OK", JSON, "{")]);
    let client = client(&server);
    let error = client.add_pet(&pet()).send().expect_err("402");
    assert_eq!(error.api().and_then(|problem| problem.title.as_deref()), Some("No money"));
    let error = client.add_pet(&pet()).send().expect_err("502");
    assert_eq!((error.status(), error.body_text().as_str()), (Some(502), "<h1>Bad Gateway</h1>"));
    let error = client.add_pet(&pet()).send().expect_err("it is cut off");
    assert!(matches!(error, Error::Decode { .. }), "{error}");
}

#[test]
fn where_nobody_listens_nothing_is_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let client = Client::builder().base_url(url).build().expect("a client");
    let error = client.delete_pet(&DeletePetRequest::new("Rex")).send().expect_err("it is refused");
    assert_eq!(fault(&error), Some(Fault::Connect), "{error}");
    assert!(error.to_string().contains("onnection refused"), "{error}");
}

#[test]
fn a_server_that_speaks_no_tls_is_not_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        let (mut connection, _) = listener.accept().expect("a connection");
        _ = connection.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        _ = connection.read_to_end(&mut Vec::new());
    });
    let client = Client::builder().base_url(url).build().expect("a client");
    let error = client.delete_pet(&DeletePetRequest::new("Rex")).send().expect_err("it is no TLS");
    assert_eq!(fault(&error), Some(Fault::Connect), "{error}");
}

#[test]
fn a_call_takes_no_longer_than_it_may() {
    let half = || -> Act {
        Box::new(|connection| {
            _ = connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
            _ = connection.read(&mut [0; 1]);
        })
    };
    let server = Server::start(vec![silence(), half(), silence(), answer("200 OK", JSON, "[]")]);
    let client = builder(&server).timeout(Duration::from_millis(50)).build().expect("a client");
    let request = DeletePetRequest::new("Rex");
    for _ in 0..2 {
        let error = client.delete_pet(&request).send().expect_err("it takes too long");
        assert!(error.is_timeout(), "{error}");
    }
    let error = client.delete_pet(&request).timeout(Duration::ZERO).send().expect_err("it takes too long");
    assert!(error.is_timeout(), "{error}");
}

#[test]
fn an_answer_that_breaks_off_is_none() {
    let broken = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345";
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n";
    let cases = ["", "HTTP/1.1 200 OK\r\nConte", "nonsense\r\n\r\n", broken, chunked];
    let server = Server::start(cases.map(bytes).into());
    for case in cases {
        let error = client(&server).delete_pet(&DeletePetRequest::new("Rex")).send().expect_err(case);
        assert_eq!(fault(&error), Some(Fault::Broken), "{case:?}: {error}");
    }
}

#[test]
fn an_answer_is_no_longer_than_it_may_be() {
    let endless = |status: &'static str| -> Act {
        Box::new(move |connection| {
            _ = write!(connection, "HTTP/1.1 {status}\r\n\r\n");
            while connection.write_all(&[b'x'; 1 << 16]).is_ok() {}
        })
    };
    let server = Server::start(vec![
        answer("200 OK", JSON, "1234"),
        endless("200 OK"),
        endless("500 Internal Server Error"),
    ]);
    let client = builder(&server).max_response_bytes(4).build().expect("a client");
    let read = |client: &Client| client.read_photo(&ReadPhotoRequest::new("Rex")).send();
    assert_eq!(read(&client).expect("four bytes"), "1234");
    let error = read(&client).expect_err("it is too long");
    assert_eq!(fault(&error), Some(Fault::TooLong), "{error}");
    let error = read(&client).expect_err("it is an error");
    assert_eq!((error.status(), error.body_text().as_str()), (Some(500), "xxxx"));
}

#[test]
fn what_may_go_better_the_next_time_is_sent_again() {
    let busy = || answer("429 Too Many Requests", "Retry-After: 0", "");
    let server = Server::start(vec![busy(), bytes(""), answer("204 No Content", JSON, ""), busy()]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let client = builder(&server)
        .retry(Retry::new(3).first_wait(Duration::from_millis(1)))
        .after_response(move |attempt, outcome| {
            let text = match outcome {
                Outcome::Answer(status, _) => status.as_u16().to_string(),
                Outcome::NoAnswer(fault) => format!("{fault:?}"),
            };
            log.lock().expect("nobody panicked").push((attempt.number, text));
        })
        .build()
        .expect("a client");
    client.delete_pet(&DeletePetRequest::new("Rex")).send().expect("it is gone");
    let seen = std::mem::take(&mut *seen.lock().expect("nobody panicked"));
    let expected = [(0, "429"), (1, "Broken"), (2, "204")].map(|(number, text)| (number, text.to_owned()));
    assert_eq!(seen, expected);
    let first = server.request();
    assert_eq!([server.request(), server.request()], [first.clone(), first]);

    // A method that is not idempotent is sent once.
    assert_eq!(client.add_pet(&pet()).send().expect_err("429").status(), Some(429));
    server.request();
    assert_eq!(server.others(), 0);
}

/// Answers without a network, and remembers how long it was told to wait.
struct Busy(Arc<Mutex<Vec<Duration>>>);

impl Carrier for Busy {
    fn carry(&self, _: http::Request<Body>, limits: Limits) -> Result<http::Response<Incoming>, Failure> {
        assert_eq!(limits, Limits { whole: Some(Duration::from_secs(9)), head: None });
        let answer = http::Response::builder().status(503).header("Retry-After", "7");
        Ok(answer.body(Incoming::new(&b"busy"[..])).expect("an answer"))
    }

    fn wait(&self, duration: Duration) {
        self.0.lock().expect("nobody panicked").push(duration);
    }
}

#[test]
fn any_stack_can_carry_calls_and_waits_as_long_as_the_server_wants() {
    let waits = Arc::new(Mutex::new(Vec::new()));
    let client = Client::builder()
        .carrier(Busy(waits.clone()))
        .retry(Retry::new(2))
        .timeout(Duration::from_secs(9))
        .build()
        .expect("a client");
    let error = client.delete_pet(&DeletePetRequest::new("Rex")).send().expect_err("503");
    assert_eq!((error.status(), error.body_text().as_str()), (Some(503), "busy"));
    let waits: Vec<u64> = waits.lock().expect("nobody panicked").iter().map(Duration::as_secs).collect();
    assert_eq!(waits, [7, 7]);
}

/// Asks for a token, and sends a call with it.
fn call_with_token(client: &Client) -> Result<(), Error> {
    let mut request = Request::new("Own", Method::GET, "/own");
    request.security(&[&["token"]]);
    client.call(request, read::nothing, read::undocumented).send()
}

#[test]
fn calls_of_the_same_time_need_one_token() {
    let token: Act = Box::new(|connection| {
        // So long that the others stand in the queue by then.
        thread::sleep(Duration::from_millis(100));
        let body = r#"{"access_token":"t","token_type":"bearer"}"#;
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 42\r\n\r\n";
        _ = connection.write_all([head, body].concat().as_bytes());
    });
    let mut acts = vec![token];
    acts.extend((0..4).map(|_| answer("200 OK", JSON, "")));
    let server = Server::start(acts);
    let tokens = Tokens::client_credentials(&format!("{}/token", server.url), "id", "secret", &[]);
    let client = builder(&server).credential("token", Credential::grant(tokens)).build().expect("a client");
    thread::scope(|scope| {
        let calls: Vec<_> = (0..4).map(|_| scope.spawn(|| call_with_token(&client))).collect();
        calls.into_iter().for_each(|call| call.join().expect("no panic").expect("nothing"));
    });
    assert!(server.request().starts_with("POST /token HTTP/1.1\r\n"));
    for _ in 0..4 {
        let request = server.request();
        assert!(
            request.starts_with("GET /own ") && request.contains("authorization: Bearer t\r\n"),
            "{request}"
        );
    }
}

#[test]
fn who_waits_for_a_token_waits_no_longer_than_a_call_may_take() {
    let server = Server::start(vec![silence(), silence()]);
    let tokens = Tokens::client_credentials(&format!("{}/token", server.url), "id", "secret", &[]);
    let builder = builder(&server).timeout(Duration::from_millis(100));
    let client = builder.credential("token", Credential::grant(tokens)).build().expect("a client");
    thread::scope(|scope| {
        let calls = [0, 1].map(|_| scope.spawn(|| call_with_token(&client)));
        for call in calls {
            let error = call.join().expect("no panic").expect_err("no token comes");
            assert!(error.is_timeout(), "{error}");
        }
    });
}

#[test]
fn a_call_that_cannot_be_sent_says_so() {
    let server = Server::start(Vec::new());
    let error = client(&server).add_pet(&pet()).header("X-Bad", "a\nb").send().expect_err("a line break");
    assert!(matches!(error, Error::Request { operation: "addPet", .. }), "{error}");
    let call = client(&server).add_pet(&pet());
    assert_eq!(format!("{call:?}"), r#"Call { operation: "addPet", state: "prepared" }"#);
}
