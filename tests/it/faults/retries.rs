//! When a call is sent again, how often, and with what. What must never be: that something is done twice.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use super::{
    SHORT, builder, get, letter, no_answers, passing_answers, retry,
    server::{Act, Script, Server, answer, json, nobody},
    within,
};
use crate::clients::post::{
    BurnLetterRequest, Client, ClientBuilder,
    support::{
        Body, Error, Fault, Retry,
        carrier::{Carried, Carrier, Limits, Waiting},
        hooks::Outcome,
    },
};

/// Every fault that passes, and what it is called.
fn scripts() -> Vec<(String, Script)> {
    let none = no_answers().into_iter().map(|(name, script, _)| (name.to_owned(), script));
    none.chain(passing_answers().into_iter().map(|(status, script)| (status.to_string(), script))).collect()
}

fn hasty(server: &Server) -> ClientBuilder {
    builder(server).timeout(SHORT).retry(retry(2))
}

#[tokio::test]
async fn nothing_is_done_twice() {
    for (name, script) in scripts() {
        let server = Server::start([script]).await;
        let client = hasty(&server).build().expect("a client");
        assert!(within(client.send_letter(&letter())).await.is_err(), "{name}");
        assert_eq!(server.count(), 1, "{name}");
    }
}

#[tokio::test]
async fn nothing_is_done_twice_on_a_connection_that_was_used_before() {
    for end in [Act::Close, Act::Reset] {
        let server = Server::start([vec![json(r#"{"id":"1"}"#)], vec![end]]).await;
        let client = hasty(&server).build().expect("a client");
        within(client.get_letter(&get())).await.expect("a letter");
        let error = within(client.send_letter(&letter())).await.expect_err("it breaks");
        assert!(matches!(error, Error::Transport { fault: Fault::Broken, .. }), "{error}");
        assert_eq!((server.count(), server.connections()), (2, 1));
    }
}

#[tokio::test]
async fn what_may_be_repeated_is_until_it_goes_well() {
    for (name, script) in scripts() {
        let server = Server::start([script.clone(), script, vec![json(r#"{"id":"1"}"#)]]).await;
        let client = hasty(&server).build().expect("a client");
        within(client.get_letter(&get())).await.expect(&name);
        assert_eq!(server.lines(), ["GET /v1/letters/1"; 3], "{name}");
    }
}

#[tokio::test]
async fn what_may_be_repeated_is_so_often_and_the_last_error_given_out() {
    let server = Server::start([vec![Act::Reset], vec![answer("503 Service Unavailable", "a/b", "x")]]).await;
    let client = hasty(&server).build().expect("a client");
    let error = within(client.burn_letter(&BurnLetterRequest::new("1"))).await.expect_err("it is down");
    assert_eq!((error.status(), error.body_text().as_str(), server.count()), (Some(503), "x", 3));
    // Without a word of retries, there are none.
    let client = builder(&server).build().expect("a client");
    assert!(within(client.get_letter(&get())).await.is_err());
    assert_eq!(server.count(), 4);
    for status in ["400 Bad Request", "401 Unauthorized", "404 Not Found", "501 Not Implemented"] {
        let server = Server::start([vec![answer(status, "a/b", "")]]).await;
        let client = hasty(&server).build().expect("a client");
        assert!(within(client.get_letter(&get())).await.is_err());
        assert_eq!(server.count(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_call_with_a_key_is_the_same_each_time() {
    for (name, script) in scripts() {
        let sent = answer("201 Created", "application/json", r#"{"id":"1"}"#);
        let server = Server::start([script.clone(), script, vec![sent]]).await;
        let client = hasty(&server).idempotency_header("Idempotency-Key").build().expect("a client");
        within(client.send_letter(&letter())).await.expect(&name);
        let requests = server.requests();
        let keys: Vec<&str> = requests.iter().filter_map(|one| one.header("idempotency-key")).collect();
        assert!(keys.len() == 3 && keys.iter().all(|key| *key == keys[0]), "{name}: {keys:?}");
        let body = br#"{"id":"1","text":"Hello."}"#;
        assert!(requests.iter().all(|one| one.line == "POST /v1/letters" && one.body == body), "{name}");
        assert!(requests.iter().all(|one| one.headers == requests[0].headers), "{name}");
        // The next call is another one.
        within(client.send_letter(&letter())).await.expect(&name);
        let requests = server.requests();
        assert_ne!(requests[3].header("idempotency-key"), requests[0].header("idempotency-key"), "{name}");
    }
}

#[tokio::test]
async fn a_key_of_the_users_own_goes_before_one_that_is_made_up() {
    let server = Server::start([vec![Act::Reset]]).await;
    let client = hasty(&server).idempotency_header("X-Key").build().expect("a client");
    let call = client.send_letter(&letter()).header("X-Key", "mine");
    assert!(within(call).await.is_err());
    let keys: Vec<_> = server.requests().iter().map(|one| one.header("x-key").map(str::to_owned)).collect();
    assert_eq!(keys, [Some("mine".to_owned()), Some("mine".to_owned()), Some("mine".to_owned())]);
    // What needs none gets none.
    assert!(within(client.get_letter(&get())).await.is_err());
    assert_eq!(server.requests()[3].header("x-key"), None);
}

/// reqwest, whose waits are written down and not waited for.
#[derive(Clone, Default)]
struct Hurried(reqwest::Client, Arc<Mutex<Vec<Duration>>>);

impl Carrier for Hurried {
    fn carry(&self, request: http::Request<Body>, limits: Limits) -> Carried {
        self.0.carry(request, limits)
    }

    fn wait(&self, duration: Duration) -> Option<Waiting> {
        self.1.lock().expect("no panic").push(duration);
        Some(Box::pin(async {}))
    }
}

/// The waits that a server's header leads to, in milliseconds, and how often it was asked.
async fn waits(headers: &str, retry: Retry) -> (Vec<u128>, usize) {
    let media_type = format!("text/plain{headers}");
    let server = Server::start([vec![answer("429 Too Many Requests", &media_type, "Slow.")]]).await;
    let carrier = Hurried::default();
    let client = builder(&server).carrier(carrier.clone()).retry(retry).build().expect("a client");
    let error = within(client.get_letter(&get())).await.expect_err("too many");
    assert_eq!((error.status(), error.body_text().as_str()), (Some(429), "Slow."));
    let waits = carrier.1.lock().expect("no panic").iter().map(Duration::as_millis).collect();
    (waits, server.count())
}

#[tokio::test]
async fn a_server_is_left_alone_for_as_long_as_it_asks() {
    let hour = || Retry::new(2).first_wait(Duration::from_secs(3600)).longest_wait(Duration::from_secs(3600));
    let cases = [
        ("\r\nRetry-After: 7", vec![7000, 7000], 3),
        ("\r\nRetry-After: 0", vec![0, 0], 3),
        ("\r\nRetry-After: 60", vec![60_000, 60_000], 3),
        ("\r\nRetry-After-Ms: 1500\r\nRetry-After: 2", vec![1500, 1500], 3),
        ("\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT", vec![0, 0], 3),
        // It asks for too much: who calls is told at once.
        ("\r\nRetry-After: 61", vec![], 1),
        ("\r\nRetry-After: 99999999999999999999999", vec![], 1),
        ("\r\nRetry-After: Thu, 01 Jan 2998 00:00:00 GMT", vec![], 1),
        ("\r\nX-Should-Retry: false\r\nRetry-After: 0", vec![], 1),
    ];
    for (headers, expected, count) in cases {
        assert_eq!(waits(headers, hour()).await, (expected, count), "{headers}");
    }
    let patient = hour().longest_retry_after(Duration::from_secs(61));
    assert_eq!(waits("\r\nRetry-After: 61", patient).await, (vec![61_000, 61_000], 3));
    // What is no time leaves the wait to the client, which is random here, up to the longest.
    let (own, count) = waits("\r\nRetry-After: soon", retry(2)).await;
    assert!(own.iter().all(|wait| *wait <= 1) && count == 3, "{own:?}");
}

#[tokio::test]
async fn where_the_carrier_cannot_wait_nothing_is_repeated() {
    #[derive(Clone, Default)]
    struct Timeless(reqwest::Client);
    impl Carrier for Timeless {
        fn carry(&self, request: http::Request<Body>, limits: Limits) -> Carried {
            self.0.carry(request, limits)
        }

        fn wait(&self, _: Duration) -> Option<Waiting> {
            None
        }
    }
    let server = Server::start([vec![Act::Reset]]).await;
    let client = builder(&server).carrier(Timeless::default()).retry(retry(2)).build().expect("a client");
    assert!(within(client.get_letter(&get())).await.is_err());
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_server_that_is_down_is_asked_no_more_often_than_the_budget_allows() {
    let server = Server::start([vec![answer("503 Service Unavailable", "a/b", "")]]).await;
    // Three times 5 tokens.
    let client = builder(&server).retry(retry(2).budget(15)).build().expect("a client");
    for _ in 0..10 {
        assert!(within(client.clone().get_letter(&get())).await.is_err());
    }
    assert_eq!(server.count(), 13);
    // Five successes earn one more time.
    let good = || vec![json(r#"{"id":"1"}"#)];
    let bad = || vec![answer("503 Service Unavailable", "a/b", "")];
    let scripts = [bad(), good(), good(), good(), good(), good(), bad(), good(), bad()];
    let server = Server::start(scripts).await;
    let client = builder(&server).retry(retry(1).budget(5)).build().expect("a client");
    let mut statuses = Vec::new();
    for _ in 0..7 {
        statuses.push(within(client.get_letter(&get())).await.err().and_then(|error| error.status()));
    }
    assert_eq!(statuses, [None, None, None, None, None, None, Some(503)]);
    assert_eq!(server.count(), 9);
}

/// What hooks see of an attempt: its operation, number, and what became of it.
type Log = Arc<Mutex<Vec<String>>>;

fn logged(builder: ClientBuilder) -> (Client, Log) {
    let log = Log::default();
    let (before, after) = (log.clone(), log.clone());
    let builder = builder.before_request(move |attempt, request| {
        let line = format!("{} {} {}", attempt.operation, attempt.number, request.uri().path());
        before.lock().expect("no panic").push(line);
        assert_eq!(attempt.elapsed, None);
        Ok(())
    });
    let builder = builder.after_response(move |attempt, outcome| {
        let outcome = match outcome {
            Outcome::Answer(status, headers) => format!("{} {}", status.as_u16(), headers.len()),
            Outcome::NoAnswer(fault) => format!("{fault:?}"),
        };
        after.lock().expect("no panic").push(format!("{} {} {outcome}", attempt.operation, attempt.number));
        assert!(attempt.elapsed.is_some_and(|elapsed| elapsed < super::LONG));
    });
    (builder.build().expect("a client"), log)
}

#[tokio::test]
async fn hooks_see_every_attempt() {
    let failed = answer("500 Internal Server Error", "text/html", "<h1>");
    let server = Server::start([vec![failed], vec![Act::Reset], vec![json(r#"{"id":"1"}"#)]]).await;
    let (client, log) = logged(hasty(&server));
    within(client.get_letter(&get())).await.expect("a letter");
    let expected = [
        "getLetter 0 /v1/letters/1",
        "getLetter 0 500 2",
        "getLetter 1 /v1/letters/1",
        "getLetter 1 Broken",
        "getLetter 2 /v1/letters/1",
        "getLetter 2 200 2",
    ];
    assert_eq!(*log.lock().expect("no panic"), expected);
    // Where nobody listens, nobody counts but they.
    let (client, log) = logged(Client::builder().base_url(nobody().await).retry(retry(1)));
    assert!(within(client.get_letter(&get())).await.is_err());
    assert!(within(client.send_letter(&letter())).await.is_err());
    let expected = [
        "getLetter 0 /letters/1",
        "getLetter 0 Connect",
        "getLetter 1 /letters/1",
        "getLetter 1 Connect",
        "sendLetter 0 /letters",
        "sendLetter 0 Connect",
    ];
    assert_eq!(*log.lock().expect("no panic"), expected);
}

#[tokio::test]
async fn a_hook_may_change_a_request_or_refuse_it() {
    let server = Server::start([vec![Act::Reset]]).await;
    let builder = hasty(&server).before_request(|attempt, request| {
        // Each attempt begins with the request as it was, not as a hook left it.
        assert!(!request.headers().contains_key("x-signature"));
        let signature = format!("s{}", attempt.number).parse()?;
        request.headers_mut().insert("x-signature", signature);
        if attempt.number == 1 { Err("the key is gone".into()) } else { Ok(()) }
    });
    let client = builder.build().expect("a client");
    let error = within(client.get_letter(&get())).await.expect_err("it is refused");
    assert!(matches!(error, Error::Request { .. }));
    assert_eq!(error.to_string(), "getLetter cannot be sent: the key is gone");
    let requests = server.requests();
    assert_eq!((requests.len(), requests[0].header("x-signature")), (1, Some("s0")));
}
