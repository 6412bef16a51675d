//! OAuth2 tokens that a client asks a server for: once, again when they are too old, and what is said if none comes.

use super::{
    SHORT, builder, get, letter, retry,
    server::{Act, Script, Server, answer, json, nobody},
    within,
};
use crate::clients::post::{
    Client, Problem,
    support::{Credential, Error, Fault, token::Tokens},
};

fn tokens(url: &str) -> Credential {
    Credential::grant(Tokens::client_credentials(&format!("{url}/token"), "id", "SECRET", &["read"]))
}

fn client(server: &Server, token_url: &str) -> Client {
    builder(server).credential("token", tokens(token_url)).build().expect("a client")
}

/// A server of letters, which anybody may read.
async fn open() -> Server {
    Server::start([vec![json(r#"{"id":"1"}"#)]]).await
}

fn token(name: &str, more: &str) -> Script {
    vec![json(&format!(r#"{{"access_token":"{name}","token_type":"Bearer"{more}}}"#))]
}

fn refused(error: &str) -> Script {
    vec![answer("400 Bad Request", "application/json", &format!(r#"{{"error":"{error}"}}"#))]
}

/// What the requests were authorized by.
fn authorizations(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|one| one.header("authorization").unwrap_or("-").to_owned()).collect()
}

/// The forms that the server of tokens was sent.
fn forms(server: &Server) -> Vec<String> {
    let text = |body: Vec<u8>| String::from_utf8(body).expect("text");
    server.requests().into_iter().map(|one| text(one.body)).collect()
}

#[tokio::test]
async fn a_token_is_asked_for_once() {
    let (letters, grants) = (open().await, Server::start([token("a", r#","expires_in":3600"#)]).await);
    let client = client(&letters, &grants.url());
    for _ in 0..3 {
        within(client.clone().get_letter(&get())).await.expect("a letter");
    }
    assert_eq!(authorizations(&letters), ["Bearer a"; 3]);
    assert_eq!(grants.lines(), ["POST /token"]);
    assert_eq!(authorizations(&grants), ["Basic aWQ6U0VDUkVU"]);
    assert_eq!(forms(&grants), ["grant_type=client_credentials&scope=read"]);
}

#[tokio::test]
async fn calls_at_the_same_time_share_one_token() {
    let slow = [vec![Act::Pause, Act::Pause], token("a", "")].concat();
    let (letters, grants) = (open().await, Server::start([slow]).await);
    let client = client(&letters, &grants.url());
    let one = |client: Client| tokio::spawn(async move { client.get_letter(&get()).await });
    let calls: Vec<_> = (0..20).map(|_| one(client.clone())).collect();
    for call in calls {
        within(call).await.expect("no panic").expect("a letter");
    }
    assert_eq!((grants.count(), authorizations(&letters)), (1, vec!["Bearer a".to_owned(); 20]));
}

#[tokio::test]
async fn who_waits_for_the_token_of_another_call_is_not_lost_with_it() {
    let (letters, grants) = (open().await, Server::start([vec![Act::Hang], token("a", "")]).await);
    let client = client(&letters, &grants.url());
    let (first, second) = (client.clone(), client.clone());
    let first = tokio::spawn(async move { first.get_letter(&get()).await });
    while grants.count() == 0 {
        tokio::task::yield_now().await;
    }
    let second = tokio::spawn(async move { second.get_letter(&get()).await });
    tokio::task::yield_now().await;
    // The one that asks is given up: the other asks itself.
    first.abort();
    within(second).await.expect("no panic").expect("a letter");
    assert_eq!(authorizations(&letters), ["Bearer a"]);
}

#[tokio::test]
async fn where_the_server_of_tokens_is_silent_no_call_waits_for_others_again_and_again() {
    let (letters, grants) = (open().await, Server::start([vec![Act::Hang]]).await);
    let builder = builder(&letters).credential("token", tokens(&grants.url())).timeout(SHORT);
    let client = builder.build().expect("a client");
    let one = |client: Client| tokio::spawn(async move { client.get_letter(&get()).await });
    let calls: Vec<_> = (0..100).map(|_| one(client.clone())).collect();
    for call in calls {
        let error = within(call).await.expect("no panic").expect_err("no token");
        assert!(error.is_timeout(), "{error}");
    }
    assert_eq!((letters.count(), grants.count()), (0, 100));
}

#[tokio::test]
async fn a_token_that_is_too_old_is_renewed() {
    let first = token("a", r#","expires_in":0,"refresh_token":"r 1""#);
    let (letters, grants) = (open().await, Server::start([first, token("b", "")]).await);
    let client = client(&letters, &grants.url());
    for _ in 0..3 {
        within(client.get_letter(&get())).await.expect("a letter");
    }
    assert_eq!(authorizations(&letters), ["Bearer a", "Bearer b", "Bearer b"]);
    let expected = ["grant_type=client_credentials&scope=read", "grant_type=refresh_token&refresh_token=r+1"];
    assert_eq!(forms(&grants), expected);
}

#[tokio::test]
async fn where_renewing_fails_a_new_one_is_asked_for() {
    let first = token("a", r#","expires_in":0,"refresh_token":"r""#);
    let grants = Server::start([first, refused("invalid_grant"), token("b", "")]).await;
    let letters = open().await;
    let client = client(&letters, &grants.url());
    within(client.get_letter(&get())).await.expect("a letter");
    within(client.get_letter(&get())).await.expect("a letter");
    assert_eq!(authorizations(&letters), ["Bearer a", "Bearer b"]);
    assert!(forms(&grants)[2].starts_with("grant_type=client_credentials"));
}

#[tokio::test]
async fn a_token_that_a_server_refuses_is_not_sent_again() {
    let unauthorized = vec![answer("401 Unauthorized", "text/plain", "")];
    let good = vec![json(r#"{"id":"1"}"#)];
    let letters = Server::start([unauthorized, good]).await;
    let grants = Server::start([token("a", ""), token("b", "")]).await;
    let client = client(&letters, &grants.url());
    let error = within(client.send_letter(&letter())).await.expect_err("it is refused");
    assert_eq!(error.status(), Some(401));
    within(client.get_letter(&get())).await.expect("a letter");
    assert_eq!(authorizations(&letters), ["Bearer a", "Bearer b"]);
}

#[tokio::test]
async fn a_token_of_a_calls_own_that_is_refused_says_nothing_of_the_clients() {
    let unauthorized = || vec![answer("401 Unauthorized", "text/plain", "")];
    let good = || vec![json(r#"{"id":"1"}"#)];
    let letters = Server::start([good(), unauthorized(), good()]).await;
    let grants = Server::start([token("a", "")]).await;
    let client = client(&letters, &grants.url());
    within(client.get_letter(&get())).await.expect("a letter");
    within(client.get_letter(&get()).bearer_auth("mine")).await.expect_err("it is refused");
    within(client.get_letter(&get())).await.expect("a letter");
    assert_eq!(authorizations(&letters), ["Bearer a", "Bearer mine", "Bearer a"]);
    assert_eq!(grants.count(), 1);
}

/// What a call says where the server of tokens does this.
async fn without_token(script: Script) -> (Error<Problem>, usize) {
    let (letters, grants) = (open().await, Server::start([script]).await);
    let builder = builder(&letters).credential("token", tokens(&grants.url())).timeout(SHORT);
    let client = builder.retry(retry(2)).build().expect("a client");
    let error = within(client.get_letter(&get())).await.expect_err("no token");
    assert_eq!(letters.count(), 0, "nothing is sent without a token: {error}");
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("SECRET") && !shown.contains("U0VDUkVU"), "{shown}");
    (error, grants.count())
}

#[tokio::test]
async fn what_the_server_of_tokens_says_is_told() {
    let page = answer("503 Service Unavailable", "text/html", "<h1>SECRET</h1>");
    let cases = [
        (refused("invalid_client"), "the token server answered 400 Bad Request: invalid_client"),
        (vec![page], "the token server answered 503 Service Unavailable without a token"),
        (vec![json("{}")], "the token server answered 200 OK without a token"),
        (vec![json("SECRET")], "the token server answered 200 OK without a token"),
        (vec![json("")], "the token server answered 200 OK without a token"),
        (token("a\\nb", ""), "the token has a line break or another control character"),
    ];
    for (script, expected) in cases {
        let (error, count) = without_token(script).await;
        assert_eq!(error.to_string(), format!("getLetter got no answer: {expected}"));
        assert!(matches!(error, Error::Transport { fault: Fault::Prepare, .. }), "{error:?}");
        assert_eq!((error.status(), count), (None, 1));
    }
}

#[tokio::test]
async fn where_the_server_of_tokens_does_not_answer_that_is_told() {
    let cases = [
        (vec![Act::Hang], Fault::Timeout),
        (vec![Act::Reset], Fault::Broken),
        (vec![answer("200 OK", "a/b", "x"), Act::Close], Fault::Prepare),
    ];
    for (script, expected) in cases {
        let (error, _) = without_token(script).await;
        assert!(matches!(&error, Error::Transport { fault, .. } if *fault == expected), "{error:?}");
    }
    let letters = open().await;
    let error = within(client(&letters, &nobody().await).get_letter(&get())).await.expect_err("no token");
    let text = error.to_string();
    assert!(text.starts_with("getLetter got no answer: the token server did not answer: "), "{text}");
    assert!(matches!(error, Error::Transport { fault: Fault::Connect, .. }), "{error:?}");
    assert_eq!(letters.count(), 0);
}

/// A grant that renews for ever, and gets nothing.
struct Hopeless(String);

impl crate::clients::post::support::Grant for Hopeless {
    fn problem(&self) -> Option<&str> {
        None
    }

    fn is_renewal(&self) -> bool {
        true
    }

    fn current(&self, _: std::time::Duration) -> Option<http::HeaderValue> {
        None
    }

    fn request(&self) -> http::Request<bytes::Bytes> {
        http::Request::post(&self.0).body(bytes::Bytes::new()).expect("a request")
    }

    fn take(
        &self,
        _: &http::Response<bytes::Bytes>,
        _: std::time::Duration,
    ) -> Result<http::HeaderValue, String> {
        Err("no".to_owned())
    }

    fn forget(&self) {}
}

#[tokio::test]
async fn a_token_is_asked_for_twice_at_the_most() {
    let (letters, grants) = (open().await, Server::start([refused("no")]).await);
    let hopeless = Credential::grant(Hopeless(grants.url()));
    let client = builder(&letters).credential("token", hopeless).build().expect("a client");
    let error = within(client.get_letter(&get())).await.expect_err("no token");
    assert_eq!(error.to_string(), "getLetter got no answer: no");
    assert_eq!((letters.count(), grants.count()), (0, 2));
}
