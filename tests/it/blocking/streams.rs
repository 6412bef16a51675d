//! Answers that are given out while they come in, and lists that come by pages.

use std::{
    io::{Read, Write},
    time::Duration,
};

use super::{
    Server, builder, client, fault,
    server::{Act, answer, bytes, pieces},
};
use crate::clients::blocking::{
    ListPetsRequest, Pet, ReadPhotoRequest,
    support::{Error, Fault},
};

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
const EVENTS: &str =
    "id: 1\nretry: 5\ndata: {\"name\":\"Rex\"}\n\nevent: new\ndata: {\"name\":\"Tom\u{e9}\"}\n\n";

fn names(pets: impl Iterator<Item = Pet>) -> Vec<String> {
    pets.map(|pet| pet.name).collect()
}

#[test]
fn events_come_one_by_one_however_they_are_cut() {
    let whole = format!("{HEAD}{EVENTS}data: [DONE]\n\ndata: {{}}\n\n").into_bytes();
    for cut in [HEAD.len(), HEAD.len() + 7, whole.len() - 1] {
        let (start, end) = whole.split_at(cut);
        let server = Server::start(vec![pieces(vec![start.to_vec(), end.to_vec()])]);
        let mut events = client(&server).follow_news().send().expect("events");
        let got: Vec<_> = events.by_ref().map(|event| event.expect("an event")).collect();
        assert_eq!(got.iter().map(|event| event.event.as_deref()).collect::<Vec<_>>(), [None, Some("new")]);
        assert_eq!(names(got.into_iter().map(|event| event.value)), ["Rex", "Tom\u{e9}"]);
        assert_eq!(events.last_event_id(), Some("1"));
        assert_eq!(events.retry(), Some(Duration::from_millis(5)));
        assert_eq!(events.response().status(), 200);
        assert!(events.next().is_none());
    }
}

#[test]
fn an_event_is_there_before_the_next_is_sent() {
    let act: Act = Box::new(|connection| {
        _ = connection.write_all(format!("{HEAD}{EVENTS}").as_bytes());
        // The client hangs up once it has what it wants.
        _ = connection.read(&mut [0; 1]);
    });
    let server = Server::start(vec![act]);
    let client = builder(&server).timeout(Duration::from_secs(20)).build().expect("a client");
    let mut events = client.follow_news().send().expect("events");
    assert_eq!(events.next().expect("an event").expect("a pet").value.name, "Rex");
}

#[test]
fn an_event_that_is_none_and_a_stream_that_breaks_are_errors() {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\ndata: 1\r\n";
    let server = Server::start(vec![
        bytes(format!("{HEAD}data: 1\n\ndata: {{\"name\":\"Rex\"}}\n\n")),
        bytes(chunked),
        answer("401 Unauthorized", "X: y", "who?"),
    ]);
    let client = client(&server);
    let mut events = client.follow_news().send().expect("events");
    assert!(matches!(events.next(), Some(Err(Error::Decode { .. }))));
    assert_eq!(events.next().expect("an event").expect("a pet").value.name, "Rex");
    let mut events = client.follow_news().send().expect("events");
    let error = events.next().expect("an error").expect_err("it breaks off");
    assert_eq!(fault(&error), Some(Fault::Broken), "{error}");
    assert!(events.next().is_none());
    assert_eq!(client.follow_news().send().expect_err("401").body_text(), "who?");
}

#[test]
fn a_timeout_holds_for_the_head_of_a_stream_only() {
    let late: Act = Box::new(|connection| {
        _ = connection.write_all(HEAD.as_bytes());
        std::thread::sleep(Duration::from_millis(300));
        _ = connection.write_all(EVENTS.as_bytes());
    });
    let server = Server::start(vec![late, super::server::silence()]);
    let client = builder(&server).timeout(Duration::from_millis(100)).build().expect("a client");
    let events = client.follow_news().send().expect("events");
    assert_eq!(events.filter(Result::is_ok).count(), 2);
    assert!(client.follow_news().send().expect_err("nothing comes").is_timeout());
}

#[test]
fn an_error_in_place_of_a_stream_is_read_in_time() {
    let half: Act = Box::new(|connection| {
        _ = connection.write_all(b"HTTP/1.1 500 Oops\r\nContent-Length: 10\r\n\r\n12345");
        _ = connection.read(&mut [0; 1]);
    });
    let server = Server::start(vec![answer("500 Oops", "X: y", "oops"), half]);
    let client = builder(&server).timeout(Duration::from_secs(1)).build().expect("a client");
    assert_eq!(client.follow_news().send().expect_err("500").body_text(), "oops");
    let error = client.follow_news().timeout(Duration::from_millis(50)).send().expect_err("it does not end");
    assert!(error.is_timeout(), "{error}");
}

#[test]
fn an_answer_that_is_no_stream_is_an_error() {
    let server = Server::start(vec![answer("200 OK", "Content-Type: text/html", "<p>Sorry")]);
    let mut events = client(&server).follow_news().send().expect("an answer");
    let error = events.next().expect("an error").expect_err("a page");
    assert!(error.to_string().contains("expected events, found a body of text/html"), "{error}");
    assert!(events.next().is_none());
}

#[test]
fn lines_come_one_by_one() {
    let lines = "{\"name\":\"Rex\"}\n\n{\"name\":\"Tom\"}";
    let server = Server::start(vec![answer("200 OK", "Content-Type: application/x-ndjson", lines)]);
    let log = client(&server).read_log().send().expect("lines");
    assert_eq!(names(log.map(|line| line.expect("a line"))), ["Rex", "Tom"]);
}

#[test]
fn files_come_piece_by_piece_and_may_be_longer_than_answers() {
    let photo = vec![b'x'; 300_000];
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\nConnection: close\r\n\r\n";
    let whole = || bytes([head.as_bytes(), &photo].concat());
    let broken = bytes([head.as_bytes(), &photo[1..]].concat());
    let server = Server::start(vec![whole(), whole(), broken]);
    let client = builder(&server).max_response_bytes(1000).build().expect("a client");
    let read = || client.read_photo(&ReadPhotoRequest::new("Rex")).download().send().expect("a file");

    let mut download = read();
    assert_eq!((download.length(), download.response().status()), (Some(300_000), 200));
    let mut out = Vec::new();
    assert_eq!(download.write_to(&mut out).expect("all of it"), 300_000);
    assert!(out == photo);
    assert!(download.next().is_none());

    let pieces: Vec<_> = read().map(|piece| piece.expect("a piece")).collect();
    assert!(pieces.len() > 1 && pieces.concat() == photo);

    let mut download = read();
    let error = download.write_to(&mut Vec::new()).expect_err("it breaks off");
    assert_eq!(fault(&error), Some(Fault::Broken), "{error}");
    assert!(download.next().is_none());
}

#[test]
fn a_file_that_cannot_be_written_is_said() {
    let server = Server::start(vec![answer("200 OK", "X: y", "photo")]);
    let mut download =
        client(&server).read_photo(&ReadPhotoRequest::new("Rex")).download().send().expect("a file");
    let error = download.write_to(&mut &mut [0; 2][..]).expect_err("there is no room");
    assert_eq!(fault(&error), Some(Fault::Other), "{error}");
}

fn page(pets: &[&str], cursor: Option<&str>) -> Act {
    let pets: Vec<_> = pets.iter().map(|name| serde_json::json!({ "name": name })).collect();
    let page = serde_json::json!({ "data": pets, "next_cursor": cursor });
    answer("200 OK", "Content-Type: application/json", &page.to_string())
}

#[test]
fn pages_are_asked_for_when_their_items_are_wanted() {
    let server =
        Server::start(vec![page(&["Rex", "Tom"], Some("a b")), page(&[], Some("c")), page(&["Kit"], None)]);
    let client = client(&server);
    let mut pets = client.list_pets_items(&ListPetsRequest::new());
    assert_eq!(pets.next().expect("a pet").expect("Rex").name, "Rex");
    assert!(server.request().starts_with("GET /pets HTTP"));
    assert_eq!(server.others(), 0);
    assert_eq!(names(pets.all().expect("the others").into_iter()), ["Tom", "Kit"]);
    assert!(server.request().starts_with("GET /pets?cursor=a%20b HTTP"));
    assert!(server.request().starts_with("GET /pets?cursor=c HTTP"));
}

#[test]
fn behind_an_error_no_page_follows() {
    let refused = answer("403 Forbidden", "Content-Type: application/problem+json", r#"{"title":"No"}"#);
    let acts = vec![page(&["Rex"], Some("a")), refused, page(&["Rex"], Some("a")), page(&["Rex"], Some("b"))];
    let server = Server::start(acts);
    let client = client(&server);
    let mut pets = client.list_pets_items(&ListPetsRequest::new());
    assert!(pets.next().is_some_and(|pet| pet.is_ok()));
    let error = pets.next().expect("an error").expect_err("403");
    assert_eq!(error.api().and_then(|problem| problem.title.as_deref()), Some("No"));
    assert!(pets.next().is_none());

    let error = client.list_pets_items(&ListPetsRequest::new()).all().expect_err("a page comes twice");
    assert!(error.to_string().contains("the same items as on the page before"), "{error}");
}
