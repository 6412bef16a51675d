//! Which error each fault becomes, and what it keeps of the answer.

use std::time::Duration;

use super::{
    SHORT, builder, client, get, letter, no_answers,
    server::{Act, Server, answer, chunk, head, json, nobody},
    within,
};
use crate::clients::post::{
    Client, Letter, Problem,
    support::{Error, Fault},
};

/// What becomes of a call that is answered like this.
async fn error(script: Vec<Act>) -> Error<Problem> {
    let server = Server::start([script]).await;
    within(client(&server).get_letter(&get())).await.expect_err("an error")
}

#[tokio::test]
async fn where_no_whole_answer_comes_the_fault_is_named() {
    for (name, script, expected) in no_answers() {
        let server = Server::start([script]).await;
        let client = builder(&server).timeout(SHORT).build().expect("a client");
        let error = within(client.get_letter(&get())).await.expect_err(name);
        let Error::Transport { operation: "getLetter", fault, .. } = &error else {
            panic!("{name}: {error}")
        };
        assert_eq!(*fault, expected, "{name}: {error}");
        assert_eq!((error.is_timeout(), error.status()), (expected == Fault::Timeout, None), "{name}");
        assert!(error.to_string().starts_with("getLetter got no answer: "), "{name}: {error}");
        assert!(!error.to_string().contains("http://"), "a URL may hold a key: {error}");
        assert_eq!(server.count(), 1, "{name}");
    }
}

#[tokio::test]
async fn nobody_listens() {
    let client = Client::builder().base_url(nobody().await).build().expect("a client");
    let error = within(client.get_letter(&get())).await.expect_err("nobody listens");
    assert!(matches!(error, Error::Transport { fault: Fault::Connect, .. }), "{error}");
    let error = within(client.follow_news()).await.expect_err("nobody listens");
    assert!(matches!(error, Error::Transport { fault: Fault::Connect, .. }), "{error}");
}

#[tokio::test]
async fn the_timeout_of_a_call_goes_before_that_of_its_client() {
    let slow = || vec![answer("200 OK", "application/json", "{")];
    let server = Server::start([vec![Act::Hang]]).await;
    let patient = builder(&server).timeout(Duration::from_secs(3600)).build().expect("a client");
    let error = within(patient.get_letter(&get()).timeout(SHORT)).await.expect_err("too late");
    assert!(error.is_timeout());
    let server = Server::start([slow()]).await;
    let hasty = builder(&server).timeout(Duration::ZERO).build().expect("a client");
    let error = within(hasty.get_letter(&get()).timeout(super::LONG)).await.expect_err("no JSON");
    assert!(matches!(error, Error::Decode { .. }), "{error}");
}

#[tokio::test]
async fn what_is_no_json_says_so() {
    let cases = [
        (
            json(r#"{"id":"1","te"#),
            r#"at te: expected the end of the string, found the end of the text: {"id":"1","te"#,
        ),
        (json(""), "at the top level: expected an object, found the end of the text"),
        (json("null"), "at the top level: expected an object, found null: null"),
        (json(r#"{"id":1}"#), r#"at id: expected a string, found the number 1: {"id":1}"#),
        (
            answer("200 OK", "text/html; charset=utf-8", "<h1>Log in</h1>"),
            "at the top level: expected an object, found the character '<' (its content-type is text/html): <h1>Log in</h1>",
        ),
        (
            Act::Send(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{\xff}".to_vec()),
            "at the top level: expected text in UTF-8, found a byte at offset 1 that is not: {\u{fffd}}",
        ),
    ];
    for (act, expected) in cases {
        let error = error(vec![act]).await;
        let text = error.to_string();
        assert_eq!(text, format!("getLetter answered 200 OK, which cannot be read: {expected}"));
        assert!(matches!(error, Error::Decode { .. }) && error.status() == Some(200), "{text}");
    }
}

#[tokio::test]
async fn a_success_without_a_body_is_one_where_none_is_described() {
    let server = Server::start([vec![Act::Send(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec())]]).await;
    let request = crate::clients::post::BurnLetterRequest::new("1");
    within(client(&server).burn_letter(&request)).await.expect("it is burnt");
    let error = within(client(&server).get_letter(&get())).await.expect_err("no letter");
    assert!(matches!(error, Error::Decode { .. }) && error.status() == Some(204), "{error}");
}

#[tokio::test]
async fn an_error_that_is_documented_says_what_it_says() {
    let problem = r#"{"title":"No stamp"}"#;
    for status in ["400 Bad Request", "404 Not Found", "500 Internal Server Error"] {
        let error =
            error(vec![answer(status, "application/problem+json\r\nX-Request-Id: r1", problem)]).await;
        let Error::Api { error: said, response } = &error else { panic!("{error}") };
        assert_eq!((said.title.as_str(), response.status_text().as_str()), ("No stamp", status));
        assert_eq!((error.request_id(), error.body_text().as_str()), (Some("r1"), problem));
    }
}

#[tokio::test]
async fn an_error_that_is_not_documented_keeps_all_of_the_answer() {
    let page = "<html><h1>502</h1>nginx</html>";
    let cases = [
        ("502 Bad Gateway", "text/html", page),
        ("502 Bad Gateway", "application/problem+json", r#"{"title":"#),
        ("404 Not Found", "application/problem+json", r#"{"message":"none"}"#),
        ("401 Unauthorized", "application/problem+json", ""),
        ("304 Not Modified", "application/problem+json\r\nx-a: b", ""),
    ];
    for (status, media_type, body) in cases {
        let error = error(vec![answer(status, media_type, body)]).await;
        let Error::Status { response } = &error else { panic!("{error}") };
        assert_eq!((response.status_text().as_str(), error.body_text().as_str()), (status, body));
        assert_eq!(response.header("content-type"), media_type.lines().next());
        let shown = if body.is_empty() { String::new() } else { format!(": {body}") };
        assert_eq!(error.to_string(), format!("getLetter answered {status}{shown}"));
    }
}

#[tokio::test]
async fn an_answer_may_come_in_pieces_of_any_size() {
    let text = r#"{"id":"1","text":"Grüße"}"#;
    let mut script = vec![head("201 Created", "application/json")];
    for byte in text.bytes() {
        script.extend([chunk([byte]), Act::Pause]);
    }
    script.push(chunk(""));
    let server = Server::start([script]).await;
    let sent = within(client(&server).send_letter(&letter())).await.expect("a letter");
    assert_eq!(sent, Letter::new("1").text("Grüße"));
}

#[tokio::test]
async fn a_call_that_is_dropped_is_given_up() {
    let server = Server::start([vec![Act::Hang], vec![json(r#"{"id":"1"}"#)]]).await;
    let client = client(&server);
    let request = get();
    let hangs = tokio::time::timeout(SHORT, client.get_letter(&request)).await.is_err();
    assert!(hangs);
    // The connection on which an answer may still come is not used for another call.
    within(client.get_letter(&request)).await.expect("a letter");
    assert_eq!((server.count(), server.connections()), (2, 2));
}
