//! Which credentials a request is sent with, and where it is sent.

use http::Method;
use wiremock::{Mock, MockServer, Request as Received, ResponseTemplate, matchers::any};

use super::copied::{ClientBuilder, Credential, Error, Request, Requirements, method, read};

const USUAL: Requirements = &[&["key", "app"], &["token"]];

/// What a server receives of a request that asks for this, from a client with these credentials.
async fn received(
    asked: Option<Requirements>,
    set_up: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Received {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    let builder = ClientBuilder::new(None).base_url(server.uri()).security(USUAL);
    let client = set_up(builder).build().expect("a client");
    let mut request = Request::new("op", Method::GET, "/a");
    if let Some(asked) = asked {
        request.security(asked);
    }
    client.call(request, read::nothing, read::undocumented).await.expect("an answer");
    server.received_requests().await.expect("they are recorded").remove(0)
}

/// The URL's query, and the headers that say who asks.
fn shown(request: &Received) -> String {
    let header = |name: &str| request.headers.get(name).map_or("-", |value| value.to_str().expect("text"));
    let query = request.url.query().unwrap_or("-");
    format!("{query} {} {} {}", header("X-Key"), header("Authorization"), header("Cookie"))
}

fn all(builder: ClientBuilder) -> ClientBuilder {
    builder
        .credential("key", Credential::header("X-Key", "k"))
        .credential("app", Credential::query("app key", "a/b"))
        .credential("token", Credential::bearer("t"))
        .credential("login", Credential::basic("user", "p:w"))
        .credential("session", Credential::cookie("sid", "s 1"))
        .credential("other", Credential::authorization("DPoP", "d"))
}

#[tokio::test]
async fn a_request_gets_what_it_asks_for_and_nothing_else() {
    let cases: [(Option<Requirements>, &str); 7] = [
        (None, "app%20key=a%2Fb k - -"),
        (Some(&[]), "- - - -"),
        (Some(&[&["token"]]), "- - Bearer t -"),
        (Some(&[&["unknown", "key"], &["login"]]), "- - Basic dXNlcjpwOnc= -"),
        (Some(&[&["session"]]), "- - - sid=s%201"),
        (Some(&[&[], &["other"]]), "- - DPoP d -"),
        // Nothing is there as a whole: the server says what is missing.
        (Some(&[&["unknown", "key"]]), "- k - -"),
    ];
    for (asked, expected) in cases {
        assert_eq!(shown(&received(asked, all).await), expected, "{asked:?}");
    }
}

#[tokio::test]
async fn the_first_alternative_that_was_given_is_sent() {
    let token = |builder: ClientBuilder| {
        let key = builder.credential("key", Credential::header("X-Key", "k"));
        key.credential("token", Credential::bearer("old")).credential("token", Credential::bearer("t"))
    };
    assert_eq!(shown(&received(None, token).await), "- - Bearer t -");
    assert_eq!(shown(&received(None, |builder| builder).await), "- - - -");
}

#[tokio::test]
async fn what_a_request_says_itself_goes_before_a_credential() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    let client =
        all(ClientBuilder::new(None).base_url(server.uri()).security(USUAL)).build().expect("a client");
    let mut request = Request::new("op", Method::GET, "/a");
    request.header_text("X-Key", "mine");
    client.call(request, read::nothing, read::undocumented).await.expect("an answer");
    let sent = server.received_requests().await.expect("they are recorded");
    assert_eq!(shown(&sent[0]), "app%20key=a%2Fb mine - -");
}

#[test]
fn no_secret_is_shown() {
    let credential = Credential::cookie("sid", "SECRET");
    let builder =
        all(ClientBuilder::new(Some("https://example.com"))).credential("session", credential.clone());
    let shown = format!("{credential:?} {builder:?}");
    let client = builder.build().expect("a client");
    let shown = format!("{shown} {client:?}");
    assert!(!shown.contains("SECRET"), "{shown}");
}

#[test]
fn a_credential_that_cannot_be_sent_is_told_by_build() {
    let builder = ClientBuilder::new(Some("https://example.com"));
    let error = builder.credential("key", Credential::header("X-Key", "a\nb")).build().expect_err("an error");
    let expected = "the client cannot be set up: the value of the header `X-Key` has a line break or another control character";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn variables_of_servers_are_set() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    let port = server.address().port().to_string();
    let builder = ClientBuilder::new(Some("http://127.0.0.1:{port}/{version}/")).server_variable("port", "1");
    let client =
        builder.server_variable("version", "v1").server_variable("port", port).build().expect("a client");
    let request = |server: Option<&'static str>| {
        let mut request = Request::new("op", method("COPY"), "/a");
        server.into_iter().for_each(|server| request.server(server));
        request
    };
    client.call(request(None), read::nothing, read::undocumented).await.expect("an answer");
    let own = "http://127.0.0.1:{port}/files/{version}";
    client.call(request(Some(own)), read::nothing, read::undocumented).await.expect("an answer");
    let received = server.received_requests().await.expect("they are recorded");
    let lines: Vec<String> =
        received.iter().map(|one| format!("{} {}", one.method, one.url.path())).collect();
    assert_eq!(lines, ["COPY /v1/a", "COPY /files/v1/a"]);

    let unset =
        client.call(request(Some("https://{tenant}.example.com")), read::nothing, read::undocumented).await;
    let expected = "op cannot be sent: the base URL `https://{tenant}.example.com` has a `tenant` that was not set, see server_variable";
    assert_eq!(unset.expect_err("an error").to_string(), expected);
    let error = ClientBuilder::new(Some("https://{region}.example.com")).build().expect_err("an error");
    assert!(matches!(error, Error::Client { .. }) && error.to_string().contains("`region` that was not set"));
}
