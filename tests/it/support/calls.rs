//! Calls over a real connection, through the hand-made client.

use std::{future::Future, pin::pin, task::Context, time::Duration};

use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_string, header, method, path, query_param},
};

use super::{
    copied::{self as support, Call, ClientBuilder, Error, Request, Response, client::Client},
    generated::{GetCallRequest, PostFileLinksRequest, PostFileLinksRequestMetadata, PostFilesRequest},
    generated_types::{FileLink, FileOrId, Status},
};

fn client(server: &MockServer) -> Client {
    Client::builder().base_url(server.uri()).bearer_auth("sk_test_1").build().expect("a client")
}

async fn answer(template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(wiremock::matchers::any()).respond_with(template).mount(&server).await;
    server
}

fn get_call() -> GetCallRequest {
    GetCallRequest {
        account: "AC 1".to_owned(),
        sid: "CA1".to_owned(),
        fields: None,
        trace: None,
        session: None,
    }
}

#[tokio::test]
async fn a_form_is_posted() {
    let server = MockServer::start().await;
    let form = "file=file_123&expand%5B0%5D=file&expires_at=1&metadata%5Border%5D=6735";
    Mock::given(method("POST"))
        .and(path("/v1/file_links"))
        .and(header("Authorization", "Bearer sk_test_1"))
        .and(header("Content-Type", "application/x-www-form-urlencoded"))
        .and(header("Accept", "application/json"))
        .and(header("Idempotency-Key", "k"))
        .and(body_string(form))
        .respond_with(ResponseTemplate::new(200).set_body_string(r#"{"id": "link_1"}"#))
        .expect(1)
        .mount(&server)
        .await;
    let request =
        PostFileLinksRequest::new("file_123").expires_at(1).expand(["file"]).metadata([("order", "6735")]);
    let link =
        client(&server).post_file_links(&request).header("Idempotency-Key", "k").await.expect("a link");
    assert_eq!(link, serde_json::json!({"id": "link_1"}));
}

#[tokio::test]
async fn parameters_arrive_and_json_comes_back() {
    let server = MockServer::start().await;
    let body = r#"{"id":"l","file":{"size":3},"status":"active","x":1}"#;
    Mock::given(method("GET"))
        .and(path("/base/2010-04-01/Accounts/AC%201/Calls/CA1.json"))
        .and(query_param("fields", "a,b"))
        .and(query_param("key", "k 1"))
        .and(header("X-Trace", "mine"))
        .and(header("X-Default", "theirs"))
        .and(header("Cookie", "session=s"))
        .and(header("User-Agent", "shop/1"))
        .and(header("Authorization", "Basic dXNlcjpwOnc="))
        .respond_with(ResponseTemplate::new(200).set_body_string(format!("\u{feff}{body}")))
        .expect(1)
        .mount(&server)
        .await;
    let client = Client::builder()
        .base_url(format!("{}/base/", server.uri()))
        .basic_auth("user", "p:w")
        .user_agent("shop/1")
        .header("X-Trace", "theirs")
        .header("X-Default", "replaced")
        .header("x-default", "theirs")
        .query("key", "k 1")
        .build()
        .expect("a client");
    let request = GetCallRequest {
        fields: Some(vec!["a".to_owned(), "b".to_owned()]),
        trace: Some("mine".to_owned()),
        session: Some("s".to_owned()),
        ..get_call()
    };
    let link = client.get_call(&request).await.expect("a link");
    assert!(
        matches!(&link, FileLink { status: Status::Active, file: FileOrId::File(file), .. } if file.size == 3)
    );
}

#[tokio::test]
async fn files_are_posted() {
    let server = MockServer::start().await;
    let body = "--bindery-part-00000000\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\
        Content-Type: application/octet-stream\r\n\r\nx\r\n--bindery-part-00000000\r\n\
        Content-Disposition: form-data; name=\"purpose\"\r\n\r\np\r\n--bindery-part-00000000--\r\n";
    Mock::given(header("Content-Type", "multipart/form-data; boundary=bindery-part-00000000"))
        .and(body_string(body))
        .respond_with(ResponseTemplate::new(204))
        .expect(1)
        .mount(&server)
        .await;
    let file = super::copied::multipart::File::new("a", "x");
    let request = PostFilesRequest { file, mask: None, purpose: "p".to_owned(), n: None };
    client(&server).post_files(&request).await.expect("no content");
}

#[tokio::test]
async fn an_error_keeps_the_answer() {
    #[derive(serde::Deserialize)]
    struct Problem {
        error: String,
    }
    let template = ResponseTemplate::new(402).insert_header("Request-Id", "req_1");
    let server = answer(template.set_body_string(r#"{"error":"no money"}"#)).await;
    let error = client(&server).post_file_links(&PostFileLinksRequest::new("f")).await.expect_err("402");
    assert_eq!(error.to_string(), r#"PostFileLinks answered 402 Payment Required: {"error":"no money"}"#);
    assert!(matches!(error, Error::Status { .. }));
    assert_eq!(error.operation(), Some("PostFileLinks"));
    assert_eq!(error.status(), Some(402));
    assert_eq!(
        error.headers().map(|headers| &headers["request-id"]),
        Some(&"req_1".parse().expect("a value"))
    );
    assert_eq!(error.body_text(), r#"{"error":"no money"}"#);
    assert_eq!(error.json::<Problem>().map(|problem| problem.error).ok().as_deref(), Some("no money"));
}

#[tokio::test]
async fn an_answer_of_another_shape_names_the_place() {
    let body = r#"{"id":"l","file":"f","status":"active","expires_at":"soon"}"#;
    let server = answer(ResponseTemplate::new(200).set_body_string(body)).await;
    let error = client(&server).get_call(&get_call()).await.expect_err("a string is no integer");
    let message = r#"at expires_at: expected an integer, found the string "soon""#;
    assert_eq!(
        error.to_string(),
        format!("GetCall answered 200 OK, which cannot be read: {message}: {body}")
    );
    assert_eq!(error.status(), Some(200));
    let Error::Decode { error, .. } = error else { panic!("another error: {error}") };
    assert_eq!((error.path(), error.expected()), ("expires_at", "an integer"));
}

#[tokio::test]
async fn nobody_listens() {
    // The operation's own server, where nothing listens, before the documentation's.
    let call = Client::builder().build().expect("a client");
    let error = call.get_call(&get_call()).await.expect_err("nobody listens");
    assert!(matches!(error, Error::Transport { operation: "GetCall", .. }));
    let text = error.to_string();
    assert!(text.starts_with("GetCall got no answer: ") && text.contains("refused"), "{text}");
    assert!(std::error::Error::source(&error).is_some_and(|source| source.is::<reqwest::Error>()));
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn time_is_limited() {
    let server = answer(ResponseTemplate::new(200).set_delay(Duration::from_secs(20))).await;
    let request = PostFileLinksRequest::new("f");
    let short = Duration::from_millis(50);
    let error = client(&server).post_file_links(&request).timeout(short).await.expect_err("too late");
    let Error::Transport { source, .. } = error else { panic!("another error: {error}") };
    assert!(source.downcast_ref::<reqwest::Error>().is_some_and(reqwest::Error::is_timeout));
    let patient = Client::builder().base_url(server.uri()).timeout(short).build().expect("a client");
    assert!(patient.post_file_links(&request).await.is_err());
}

#[tokio::test]
async fn the_length_of_an_answer_is_limited() {
    let server = answer(ResponseTemplate::new(200).set_body_string("[1,2,3,4]")).await;
    let limited = |limit| {
        let builder = Client::builder().base_url(server.uri()).max_response_bytes(limit);
        builder.build().expect("a client")
    };
    let request = PostFileLinksRequest::new("f");
    assert!(limited(9).post_file_links(&request).await.is_ok());
    let error = limited(8).post_file_links(&request).await.expect_err("9 bytes").to_string();
    let message = "the answer is longer than 8 bytes, see max_response_bytes";
    assert_eq!(error, format!("PostFileLinks got no answer: {message}"));
}

#[tokio::test]
async fn what_cannot_be_sent_is_not_sent() {
    let client = Client::builder().base_url("http://127.0.0.1:9").build().expect("a client");
    let request = GetCallRequest { sid: String::new(), ..get_call() };
    let error = client.get_call(&request).timeout(Duration::ZERO).await.expect_err("an empty path");
    assert_eq!(error.to_string(), "GetCall cannot be sent: the path parameter `Sid` is empty");
    let error = client.get_call(&get_call()).header("A", "b\n").await.expect_err("a line break");
    assert!(error.to_string().starts_with("GetCall cannot be sent: the value of the header `A`"), "{error}");
}

#[test]
fn set_up_can_fail() {
    let message = |builder: ClientBuilder| builder.build().expect_err("no client").to_string();
    let problems = [
        (ClientBuilder::new(None), "the documentation names no server: call `.base_url(\"https://...\")`"),
        (
            ClientBuilder::new(None).base_url("api"),
            "the base URL `api` is not like `https://api.example.com` or `https://example.com/api`",
        ),
        (
            Client::builder().bearer_auth("a\nb"),
            "the value of the header `authorization` has a line break or another control character",
        ),
    ];
    for (builder, problem) in problems {
        assert_eq!(message(builder), format!("the client cannot be set up: {problem}"));
    }
}

#[test]
fn debug_shows_no_secret() {
    let builder = Client::builder().bearer_auth("SECRET").header("X-Key", "SECRET").query("key", "SECRET");
    let shown = format!("{builder:?}");
    assert_eq!(shown, r#"ClientBuilder { base_url: Some("https://api.stripe.com"), .. }"#);
    let client = builder.build().expect("a client");
    assert_eq!(format!("{client:?}"), r#"Client { base_url: "https://api.stripe.com", .. }"#);
    let call = client.post_file_links(&PostFileLinksRequest::new("f")).bearer_auth("SECRET");
    assert_eq!(format!("{call:?}"), r#"Call { operation: "PostFileLinks", state: "prepared" }"#);
}

#[test]
fn a_call_is_send_and_unpin_whatever_it_answers() {
    fn check<T: Send + Unpin + Future>(_: &T) {}
    fn read(_: &Response) -> support::Read<std::rc::Rc<std::marker::PhantomPinned>> {
        Err(support::Unread::Undocumented)
    }
    let client = Client::builder().build().expect("a client");
    check(&client.call(Request::new("Local", http::Method::GET, "/"), read, read));
    assert!(size_of::<Error>() <= 64, "{}", size_of::<Error>());
    assert!(size_of::<Call<String>>() <= 96, "{}", size_of::<Call<String>>());
}

#[test]
#[should_panic(expected = "the call of GetCall was polled after its result was given out")]
fn a_call_is_over_once() {
    let client = Client::builder().build().expect("a client");
    let mut call = pin!(client.get_call(&GetCallRequest { sid: String::new(), ..get_call() }));
    let mut context = Context::from_waker(std::task::Waker::noop());
    assert!(call.as_mut().poll(&mut context).is_ready());
    let _ = call.as_mut().poll(&mut context);
}

fn response(body: impl Into<bytes::Bytes>) -> Response {
    Response::from_http("GetThing", http::Response::new(body.into()))
}

#[test]
fn ways_to_read_an_answer() {
    #[derive(Debug, serde::Deserialize)]
    struct Own {
        #[expect(dead_code, reason = "it is never read as a number")]
        items: Vec<u8>,
    }
    assert_eq!(response("é").text().ok().as_deref(), Some("é"));
    let error = response(vec![b'a', 255]).text().expect_err("not UTF-8").to_string();
    let message = "expected text in UTF-8, found a byte at offset 1 that is not";
    assert_eq!(error, format!("at the top level: {message}"));
    let error = response("{\"items\":\n [1, \"x\"]}").json_as::<Own>().expect_err("not a number");
    assert_eq!(error.to_string(), "at items[1]: expected u8, found invalid type: string \"x\"");
    let long: Error = Error::Status { response: Box::new(response("é".repeat(1000))) };
    let long = long.to_string();
    assert_eq!(long, format!("GetThing answered 200 OK: {}…", "é".repeat(200)));
    assert_eq!(PostFileLinksRequestMetadata::Empty, PostFileLinksRequestMetadata::Empty);
}
