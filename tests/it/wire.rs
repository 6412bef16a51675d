//! What generated clients put on the wire, byte by byte, and what they make of answers.

use std::collections::BTreeMap;

use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::clients::{
    library::{
        self, AddScanRequest, AddScanResponse, Book, ChangeBookRequest, Event, Genre, LendRequest,
        LendRequestUntil, ListBooksRequest, ListBooksRequestFilter, ListBooksRequestPublished,
        PutCoverRequest, ReadPagesRequest, ReadPagesRequestFormat, RemoveBookRequest, RenewLoanRequest,
        support::multipart::File,
    },
    post_file_links::{self, PostFileLinksRequest, PostFileLinksRequestMetadata, support},
};

/// A server that gives one answer, whatever it is asked.
async fn server(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

fn json(text: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(text, "application/json")
}

fn stripe(server: &MockServer) -> post_file_links::Client {
    let builder = post_file_links::Client::builder().bearer_auth("sk_test_1");
    builder.base_url(server.uri()).build().expect("a client")
}

fn library(server: &MockServer) -> library::Client {
    library::Client::builder().base_url(format!("{}/v1", server.uri())).build().expect("a client")
}

/// The one request that a server was sent.
async fn sent(server: &MockServer) -> Request {
    let mut requests = server.received_requests().await.expect("requests are recorded");
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

/// Method and target as they were sent.
fn target(request: &Request) -> String {
    let query = request.url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{} {}{query}", request.method, request.url.path())
}

fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request.headers.get(name).map(|value| value.to_str().expect("it is ASCII"))
}

fn body(request: &Request) -> &str {
    std::str::from_utf8(&request.body).expect("it is UTF-8")
}

#[test]
fn the_base_url_is_that_of_the_page() {
    let shown = format!("{:?}", post_file_links::Client::builder().build().expect("a client"));
    assert!(shown.contains("https://api.stripe.com"), "{shown}");
    let mut request = support::Request::new("PostFileLinks", http::Method::POST, "/v1/file_links");
    request.form(r#"{"file":"a b&c"}"#, support::form::Style::Brackets);
    let request = request.into_http("https://api.stripe.com").expect("it can be sent");
    assert_eq!(request.uri(), "https://api.stripe.com/v1/file_links");
    assert_eq!(request.body(), "file=a+b%26c");
}

#[tokio::test]
async fn the_page_is_posted_as_it_says() {
    let server = server(json(r#"{"id": "link_1"}"#)).await;
    let request =
        PostFileLinksRequest::new("file_123").expires_at(1_735_689_600).metadata([("order", "6735")]);
    let link = stripe(&server).post_file_links(&request).await.expect("a link");
    assert_eq!(link["id"], "link_1");
    let request = sent(&server).await;
    assert_eq!(target(&request), "POST /v1/file_links");
    assert_eq!(body(&request), "file=file_123&expires_at=1735689600&metadata%5Border%5D=6735");
    assert_eq!(header(&request, "accept"), Some("application/json"));
    assert_eq!(header(&request, "content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(header(&request, "authorization"), Some("Bearer sk_test_1"));
    // The page shows this header as an example.
    assert_eq!(header(&request, "etag"), None);
}

#[tokio::test]
async fn metadata_is_cleared_and_lists_have_brackets() {
    let server = server(json("{}")).await;
    let request =
        PostFileLinksRequest::new("f").expand(["file", "a b"]).metadata(PostFileLinksRequestMetadata::Empty);
    stripe(&server).post_file_links(&request).await.expect("a link");
    assert_eq!(body(&sent(&server).await), "file=f&expand%5B0%5D=file&expand%5B1%5D=a+b&metadata=");
}

#[tokio::test]
async fn a_flat_form_repeats_its_keys() {
    let server = server(json(r#"{"type": "lent", "until": 9}"#)).await;
    let request = LendRequest::new("1").notes(["a&b", "ü"]).until(LendRequestUntil::Forever);
    let event = library(&server).lend(&request).await.expect("an event");
    assert_eq!(event, Event::Lent(library::Lent { type_: "lent".into(), until: 9 }));
    assert_eq!(body(&sent(&server).await), "isbn=1&notes=a%26b&notes=%C3%BC&until=forever");
}

#[tokio::test]
async fn every_kind_of_parameter_is_spelled_in_its_style() {
    let server = server(json(r#"{"books": [], "next": null}"#)).await;
    let request = ListBooksRequest::new("a&b ü/?")
        .genre([Genre::ScienceFiction, Genre::Novel])
        .fields(["isbn", "a,b"])
        .languages(["de", "en"])
        .shelves([1, 2])
        .published(ListBooksRequestPublished::new().after(1900).before(1950))
        .filter(ListBooksRequestFilter::new().lent(true))
        .x_trace("t 1")
        .x_ids([3, 4])
        .session("s;1");
    let page = library(&server).list_books(&request).await.expect("a page");
    assert_eq!((page.books, page.next), (Vec::new(), Some(None)));
    let request = sent(&server).await;
    let expected = "GET /v1/books?q=a%26b%20%C3%BC%2F%3F&genre=science-fiction&genre=novel&fields=isbn,a%2Cb\
                    &languages=de%20en&shelves=1%7C2&published%5Bafter%5D=1900&published%5Bbefore%5D=1950\
                    &filter=%7B%22lent%22%3Atrue%7D";
    assert_eq!(target(&request), expected);
    assert_eq!(header(&request, "x-trace"), Some("t 1"));
    assert_eq!(header(&request, "x-ids"), Some("3,4"));
    assert_eq!(header(&request, "cookie"), Some("session=s%3B1"));
    assert_eq!(header(&request, "accept"), Some("application/json, application/problem+json"));
}

#[tokio::test]
async fn a_body_that_nobody_has_to_send_is_left_out_where_it_is_empty() {
    let client = library::Client::builder().base_url("http://localhost").build().expect("a client");
    let sent = |call: library::support::Call<()>| {
        let request = call.into_request().expect("it can be sent");
        let media_type = request.headers().get("content-type").cloned();
        (media_type.map(|value| value.to_str().expect("text").to_owned()), request.into_body())
    };
    let json = |text: &'static str| (Some("application/json".to_owned()), text.into());
    let request = RenewLoanRequest::new("1");
    assert_eq!(sent(client.renew_loan(&request)), (None, "".into()));
    assert_eq!(sent(client.renew_loan(&request).with_empty_body()), json("{}"));
    let request = request.days(7);
    assert_eq!(sent(client.renew_loan(&request).with_empty_body()), json(r#"{"days":7}"#));
}

#[tokio::test]
async fn values_in_a_path_cannot_leave_their_place() {
    let server = server(ResponseTemplate::new(200).set_body_bytes(b"%PDF\xff".as_slice())).await;
    let request = ReadPagesRequest::new("../a b?#", [1, 2], ReadPagesRequestFormat::Pdf, ["x", "y"]);
    let pages = library(&server).read_pages(&request).await.expect("pages");
    assert_eq!(pages.as_ref(), b"%PDF\xff");
    let request = sent(&server).await;
    assert_eq!(target(&request), "GET /v1/books/..%2Fa%20b%3F%23/pages/1,2.pdf;of=x;of=y");
    let client = library(&server);
    for isbn in ["", ".", ".."] {
        #[expect(deprecated, reason = "it still works")]
        let refused = client.remove_book(&RemoveBookRequest::new(isbn)).await.expect_err("nothing is sent");
        assert!(refused.to_string().contains("path"), "{refused}");
    }
}

#[tokio::test]
async fn json_is_sent_in_the_order_of_the_document() {
    let server = server(ResponseTemplate::new(204)).await;
    let request = ChangeBookRequest::new("1", "sold \"it\"").title("T").owner_null();
    library(&server).change_book(&request).await.expect("it is changed");
    let request = sent(&server).await;
    assert_eq!(target(&request), "PATCH /v1/books/1");
    assert_eq!(body(&request), r#"{"reason":"sold \"it\"","title":"T","owner":null}"#);
    assert_eq!(header(&request, "content-type"), Some("application/merge-patch+json"));
}

#[tokio::test]
async fn files_are_parts_of_a_form() {
    let server = server(ResponseTemplate::new(202).insert_header("Location", "/scans/1")).await;
    let scan = File::new("a \"b\".pdf", b"\x00\xff".as_slice()).media_type("application/pdf");
    let request = AddScanRequest::new("T", scan).extras([File::new("x", "1"), File::new("y", "2")]).pages(3);
    let call = library(&server).add_scan(&request).with_response();
    let (answer, response) = call.await.expect("a success");
    assert_eq!((answer, response.header("Location")), (AddScanResponse::Accepted, Some("/scans/1")));
    let request = sent(&server).await;
    let kind = header(&request, "content-type").expect("it has one");
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").expect("a form").to_owned();
    let text = String::from_utf8_lossy(&request.body).replace(&boundary, "B");
    let part = |name: &str, file: &str, text: &str| {
        format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{text}\r\n")
    };
    let expected = [
        part("title", "", "T"),
        part("scan", "; filename=\"a %22b%22.pdf\"\r\nContent-Type: application/pdf", "\0\u{fffd}"),
        part("extras", "; filename=\"x\"\r\nContent-Type: application/octet-stream", "1"),
        part("extras", "; filename=\"y\"\r\nContent-Type: application/octet-stream", "2"),
        part("pages", "", "3"),
        "--B--\r\n".to_owned(),
    ];
    assert_eq!(text, expected.concat());
}

#[tokio::test]
async fn text_and_bytes_are_sent_as_they_are() {
    let server = server(json(r#"[{"type": "returned", "late": true}]"#)).await;
    let events = library(&server).put_note("a\nb ü").await.expect("events");
    assert_eq!(events, [Event::Returned(library::Returned { type_: "returned".into(), late: Some(true) })]);
    let request = sent(&server).await;
    assert_eq!((body(&request), header(&request, "content-type")), ("a\nb ü", Some("text/plain")));
    server.reset().await;
    let answer = ResponseTemplate::new(200).set_body_string("https://covers.example.com/1");
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let cover = PutCoverRequest::new("1", b"\x89PNG".as_slice());
    // The user's base URL holds for operations with a server of their own too.
    assert_eq!(library(&server).put_cover(&cover).await.expect("a URL"), "https://covers.example.com/1");
    let request = sent(&server).await;
    assert_eq!(target(&request), "PUT /v1/books/1/cover");
    assert_eq!(
        (&*request.body, header(&request, "content-type")),
        (b"\x89PNG".as_slice(), Some("image/png"))
    );
}

#[tokio::test]
async fn what_is_not_documented_survives() {
    let text = r#"{"isbn":"1","title":"T","genre":"cookery","owner":null,"sequel":{"isbn":"2","title":"U","room":"b"},"shelf":"a"}"#;
    let server = server(json(text)).await;
    let book = library(&server).add_book(&Book::new("1", "T").genre("cookery")).await.expect("a book");
    assert_eq!(book.genre, Some(Genre::Unknown("cookery".into())));
    assert_eq!((&book.owner, book.additional.get("shelf").map(String::as_str)), (&Some(None), Some("a")));
    assert_eq!(
        book.sequel.as_ref().map(|sequel| &sequel.additional),
        Some(&BTreeMap::from([("room".into(), "b".into())]))
    );
    assert_eq!(body(&sent(&server).await), r#"{"isbn":"1","title":"T","genre":"cookery"}"#);
    // It is written back as it came.
    server.reset().await;
    Mock::given(any()).respond_with(json(text)).mount(&server).await;
    library(&server).add_book(&book).await.expect("a book");
    assert_eq!(body(&sent(&server).await), text);
    let event: Event =
        serde_json::from_str(r#"{"type":"burnt","at":[1,null]}"#).expect("an unknown event is one");
    assert_eq!(serde_json::to_string(&event).expect("JSON"), r#"{"type":"burnt","at":[1,null]}"#);
}

#[tokio::test]
async fn errors_have_status_headers_and_body() {
    for status in [400, 404, 500, 302] {
        let answer = ResponseTemplate::new(status).insert_header("Request-Id", "req_1");
        let server = server(answer.set_body_raw(r#"{"title": "No"}"#, "application/problem+json")).await;
        let error = library(&server).add_book(&Book::new("1", "T")).await.expect_err("it is refused");
        assert_eq!((error.status(), error.operation()), (Some(status), Some("addBook")));
        assert_eq!(error.headers().expect("headers")["request-id"], "req_1");
        assert_eq!(error.body_text(), r#"{"title": "No"}"#);
        assert_eq!(error.json::<serde_json::Value>().expect("JSON")["title"], "No");
        let said = error.api().and_then(|problem| problem.title.as_deref());
        assert_eq!(said, Some("No"), "{status}: all errors that are documented say this");
    }
}

#[tokio::test]
async fn an_answer_that_is_not_as_documented_says_where() {
    let server = server(json(r#"{"books": [{"isbn": "1", "title": "T"}, {"isbn": "2", "title": 3}]}"#)).await;
    let error =
        library(&server).list_books(&ListBooksRequest::new("q")).await.expect_err("a title is a text");
    let text = error.to_string();
    assert!(text.contains("listBooks") && text.contains("books[1].title"), "{text}");
    assert!(error.body_text().contains(r#""title": 3"#), "the whole answer is there");
}
