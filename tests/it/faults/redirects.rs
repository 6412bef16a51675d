//! Where a call goes on to when an answer says so, and what it takes along.

use super::{
    builder, get,
    server::{Act, Server, answer, json},
    within,
};
use crate::clients::post::support::{Error, Fault};

/// An answer that leads elsewhere.
fn to(location: &str) -> Vec<Act> {
    vec![answer("302 Found", &format!("text/plain\r\nlocation: {location}"), "elsewhere")]
}

const SECRETS: [(&str, &str); 3] = [("authorization", "Bearer t"), ("x-api-key", "k"), ("cookie", "s=1")];

async fn send(server: &Server) {
    let builder =
        SECRETS.into_iter().fold(builder(server), |builder, (name, value)| builder.header(name, value));
    let client = builder.header("x-shop", "shop/1").user_agent("shop/1").build().expect("a client");
    within(client.get_letter(&get())).await.expect("a letter");
}

#[tokio::test]
async fn secrets_stay_at_the_server_that_they_are_for() {
    let server = Server::start([to("/elsewhere"), vec![json(r#"{"id":"1"}"#)]]).await;
    send(&server).await;
    assert_eq!(server.lines(), ["GET /v1/letters/1", "GET /elsewhere"]);
    let request = &server.requests()[1];
    assert_eq!(SECRETS.map(|(name, _)| request.header(name)), SECRETS.map(|(_, value)| Some(value)));

    // Another port is another server.
    let other = Server::start([vec![json(r#"{"id":"1"}"#)]]).await;
    send(&Server::start([to(&format!("{}/letter", other.url()))]).await).await;
    assert_eq!(other.lines(), ["GET /letter"]);
    let request = &other.requests()[0];
    assert_eq!(SECRETS.map(|(name, _)| request.header(name)), [None; 3]);
    assert_eq!(request.header("user-agent"), Some("shop/1"));
}

#[tokio::test]
async fn redirects_come_to_an_end() {
    let server = Server::start([to("/round")]).await;
    let client = builder(&server).build().expect("a client");
    let error = within(client.get_letter(&get())).await.expect_err("it leads to itself");
    assert!(matches!(error, Error::Transport { fault: Fault::Other, .. }), "{error}");
    assert!(error.to_string().ends_with("too many redirects"), "{error}");
    assert_eq!(server.count(), 11);
}

#[tokio::test]
async fn a_stack_of_the_users_own_follows_as_its_user_said() {
    let server = Server::start([to("/elsewhere")]).await;
    let stack =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a stack");
    let client = builder(&server).http_client(stack).build().expect("a client");
    let error = within(client.get_letter(&get())).await.expect_err("it is the answer");
    assert_eq!((error.status(), server.count()), (Some(302), 1));
}
