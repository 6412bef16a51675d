//! Answers that come one value at a time: events and lines of JSON, and what breaks in the middle of them.

use std::time::Duration;

use super::{
    SHORT, builder, client, retry,
    server::{Act, Script, Server, answer, chunk, head},
    within,
};
use crate::clients::post::{
    Letter,
    support::{Error, Fault},
};

const EVENTS: &str = "text/event-stream";
const LINES: &str = "application/x-ndjson";

/// An answer of these pieces, up to its end.
fn whole(media_type: &str, pieces: &[&str]) -> Script {
    let mut script = begun(media_type, pieces);
    script.push(chunk(""));
    script
}

/// The same without an end.
fn begun(media_type: &str, pieces: &[&str]) -> Script {
    let mut script = vec![head("200 OK", media_type)];
    script.extend(pieces.iter().flat_map(|piece| [chunk(piece), Act::Pause]));
    script
}

/// What events came: `name#id value`, and the error that came of them.
async fn news(script: Script) -> Vec<String> {
    let server = Server::start([script]).await;
    let mut events = within(client(&server).follow_news()).await.expect("a stream");
    let mut all = Vec::new();
    while let Some(event) = within(events.next()).await {
        all.push(match event {
            Ok(event) => {
                let (name, id) = (event.event.unwrap_or_default(), event.id.as_deref().unwrap_or_default());
                format!("{name}#{id} {}", event.value.id)
            }
            Err(error) => error.to_string(),
        });
        assert!(all.len() < 100, "it ends");
    }
    assert!(within(events.next()).await.is_none(), "behind the end nothing comes");
    all
}

const TEXT: &str = ": hello\nid: 7\nevent: new\ndata: {\"id\":\ndata: \"ä\"}\r\n\r\ndata: {\"id\":\"b\"}\n\ndata:\n\ndata: [DONE]\n\ndata: {\"id\":\"c\"}\n\n";

#[tokio::test]
async fn events_are_typed_and_done_ends_them() {
    assert_eq!(news(whole(EVENTS, &[TEXT])).await, ["new#7 ä", "#7 b"]);
    assert_eq!(news(whole(EVENTS, &[])).await, Vec::<String>::new());
    // Nobody waits for the end of the connection.
    let mut script = begun(EVENTS, &[TEXT]);
    script.push(Act::Hang);
    assert_eq!(news(script).await, ["new#7 ä", "#7 b"]);
}

#[tokio::test]
async fn events_may_be_split_anywhere() {
    for at in 1..TEXT.len() {
        let (one, other) = TEXT.as_bytes().split_at(at);
        let script = vec![head("200 OK", EVENTS), chunk(one), Act::Pause, chunk(other), chunk("")];
        assert_eq!(news(script).await, ["new#7 ä", "#7 b"], "{at}");
    }
    let bytes = TEXT.as_bytes().chunks(1).flat_map(|byte| [chunk(byte), Act::Pause]);
    let script = [vec![head("200 OK", EVENTS)], bytes.collect(), vec![chunk("")]].concat();
    assert_eq!(news(script).await, ["new#7 ä", "#7 b"]);
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_an_error_and_others_follow() {
    let pieces =
        ["data: {\"id\":\"a\"}\n\n", "data: {\"error\":\"busy\"}\n\n", "data: {\n\ndata: {\"id\":\"b\"}\n\n"];
    let unread = "followNews answered 200 OK, which cannot be read: at the top level: expected";
    let expected = [
        "# a".to_owned(),
        format!("{unread} the member \"id\", found an object without it"),
        format!("{unread} `,` or `}}`, found the end of the text"),
        "# b".to_owned(),
    ];
    let found = news(whole(EVENTS, &pieces)).await;
    assert_eq!(found[0], expected[0]);
    assert!(
        found[1].starts_with("followNews answered 200 OK, which cannot be read: ") && found[1].contains("id"),
        "{found:?}"
    );
    assert!(found[2].starts_with(unread), "{found:?}");
    assert_eq!(found[3..], expected[3..]);
}

#[tokio::test]
async fn where_the_connection_breaks_the_last_id_is_kept() {
    for end in [Act::Close, Act::Reset] {
        let mut script =
            begun(EVENTS, &["retry: 50\nid: 7\ndata: {\"id\":\"a\"}\n\n", "id: 8\ndata: {\"id\""]);
        script.push(end);
        let again = whole(EVENTS, &["id: 8\ndata: {\"id\":\"b\"}\n\n"]);
        let server = Server::start([script, again]).await;
        // What has begun is not sent again.
        let client = builder(&server).retry(retry(2)).build().expect("a client");
        let mut events = within(client.follow_news()).await.expect("a stream");
        let first = within(events.next()).await.expect("an event").expect("it can be read");
        assert_eq!(first.value, Letter::new("a"));
        let error = within(events.next()).await.expect("an error").expect_err("it breaks");
        assert!(
            matches!(error, Error::Transport { operation: "followNews", fault: Fault::Broken, .. }),
            "{error}"
        );
        assert!(within(events.next()).await.is_none());
        assert_eq!(server.count(), 1);
        assert_eq!((events.last_event_id(), events.retry()), (Some("7"), Some(Duration::from_millis(50))));
        let id = events.last_event_id().expect("there was one");
        let mut events = within(client.follow_news().header("Last-Event-ID", id)).await.expect("a stream");
        assert_eq!(within(events.next()).await.expect("an event").expect("it can be read").value.id, "b");
        assert_eq!(server.requests()[1].header("last-event-id"), Some("7"));
    }
}

#[tokio::test]
async fn the_last_id_is_kept_behind_the_end_too() {
    let server =
        Server::start([whole(EVENTS, &["id: 7\ndata: {\"id\":\"a\"}\n\n", "data: [DONE]\n\n"])]).await;
    let mut events = within(client(&server).follow_news()).await.expect("a stream");
    while within(events.next()).await.is_some() {}
    assert_eq!(events.last_event_id(), Some("7"));
}

#[tokio::test]
async fn the_timeout_of_a_stream_holds_up_to_its_head() {
    let server = Server::start([vec![Act::Hang]]).await;
    let error = within(client(&server).follow_news().timeout(SHORT)).await.expect_err("no head");
    assert!(error.is_timeout(), "{error}");

    let mut script = begun(EVENTS, &["data: {\"id\":\"a\"}\n\n"]);
    script.extend(std::iter::repeat_n(Act::Pause, 300));
    script.extend([chunk("data: {\"id\":\"b\"}\n\n"), chunk("")]);
    let server = Server::start([script]).await;
    let mut events = within(client(&server).follow_news().timeout(SHORT)).await.expect("a stream");
    let mut ids = Vec::new();
    while let Some(event) = within(events.next()).await {
        ids.push(event.expect("it can be read").value.id);
    }
    assert_eq!(ids, ["a", "b"]);
}

#[tokio::test]
async fn an_error_in_place_of_a_stream_has_its_body_and_does_not_hang() {
    let problem = r#"{"title":"Full"}"#;
    let script = vec![answer("503 Service Unavailable", "application/problem+json", problem)];
    let server = Server::start([script]).await;
    let client = builder(&server).retry(retry(1)).build().expect("a client");
    let error = within(client.follow_news()).await.expect_err("it is full");
    assert_eq!(error.api().map(|said| said.title.as_str()), Some("Full"));
    assert_eq!(server.count(), 2);

    let start = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 99\r\n\r\n{";
    let server = Server::start([vec![super::send(start), Act::Hang]]).await;
    let client = builder(&server).timeout(SHORT).build().expect("a client");
    let error = within(client.follow_news()).await.expect_err("it is full");
    assert!(error.is_timeout(), "{error}");
}

#[tokio::test]
async fn what_is_no_stream_is_no_empty_one() {
    let cases = [("text/html", "<h1>Log in</h1>\n"), ("application/json", r#"{"error":{"message":"No"}}"#)];
    for (media_type, body) in cases {
        let found = news(vec![answer("200 OK", media_type, body)]).await;
        assert_eq!(found.len(), 1, "{found:?}");
        let expected = format!("expected events, found a body of {media_type}");
        assert!(found[0].contains(&expected), "{found:?}");
    }
    // Some servers call their events something else.
    assert_eq!(news(whole("text/plain", &[TEXT])).await, ["new#7 ä", "#7 b"]);
    assert_eq!(news(whole("Text/Event-Stream; charset=utf-8", &[": hello\n\n"])).await, Vec::<String>::new());
}

/// What lines came.
async fn log(script: Script) -> Vec<String> {
    let server = Server::start([script]).await;
    let mut lines = within(client(&server).read_log()).await.expect("a stream");
    let mut all = Vec::new();
    while let Some(line) = within(lines.next()).await {
        all.push(line.map_or_else(|error| error.to_string(), |letter| letter.id));
        assert!(all.len() < 100, "it ends");
    }
    all
}

#[tokio::test]
async fn lines_are_typed() {
    let text = "{\"id\":\"a\"}\r\n\n{\"id\":\"b\\n\"}\n \n{\"id\":\"c\"}";
    assert_eq!(log(whole(LINES, &[text])).await, ["a", "b\n", "c"]);
    for at in 1..text.len() {
        let (one, other) = text.split_at(at);
        assert_eq!(log(whole(LINES, &[one, other])).await, ["a", "b\n", "c"], "{at}");
    }
    let found = log(whole(LINES, &["{\"id\":\"a\"}\n<p>\n{\"id\":\"b\"}\n"])).await;
    assert!(
        found.len() == 3 && found[1].starts_with("readLog answered 200 OK, which cannot be read"),
        "{found:?}"
    );
    let mut script = begun(LINES, &["{\"id\":\"a\"}\n{\"id\":\"b\"}"]);
    script.push(Act::Close);
    let found = log(script).await;
    assert_eq!((found.len(), found[0].as_str()), (2, "a"), "a line that may be cut off is none: {found:?}");
    assert!(found[1].starts_with("readLog got no answer: "), "{found:?}");
}
