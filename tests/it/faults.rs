//! What a client does when things go wrong: every fault a server or a network can have, over a real connection.
//!
//! The client is a generated one, `clients/post`; the server plays what each test wrote down.

mod answers;
mod downloads;
mod large;
mod pages;
mod redirects;
mod retries;
mod server;
mod streams;
mod tokens;

use std::{future::Future, time::Duration};

use crate::clients::post::{
    Client, ClientBuilder, GetLetterRequest, Letter,
    support::{Fault, Retry},
};

use self::server::{Act, Script, Server, answer};

/// How long a test may wait for something that has to come; nothing is ever said of shorter times.
const LONG: Duration = Duration::from_secs(20);

/// How long a call may take where it is to be too long.
const SHORT: Duration = Duration::from_millis(400);

/// What is awaited, if it comes at all.
async fn within<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(LONG, future).await.expect("it takes no 20 seconds")
}

/// A client of a server, which tests can go on to set up.
fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(format!("{}/v1", server.url()))
}

fn client(server: &Server) -> Client {
    builder(server).build().expect("a client")
}

/// So many more times, without a wait worth the name.
fn retry(attempts: u32) -> Retry {
    Retry::new(attempts).first_wait(Duration::from_millis(1)).longest_wait(Duration::from_millis(1))
}

fn get() -> GetLetterRequest {
    GetLetterRequest::new("1")
}

fn letter() -> Letter {
    Letter::new("1").text("Hello.")
}

fn send(text: &str) -> Act {
    Act::Send(text.into())
}

/// The ways in which no whole answer comes from a server that is there, and what they are called.
fn no_answers() -> Vec<(&'static str, Script, Fault)> {
    let start =
        || send("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{\"id\"");
    let chunks = || send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{\"id\"");
    vec![
        ("reset at once", vec![Act::Reset], Fault::Broken),
        ("closed at once", vec![Act::Close], Fault::Broken),
        ("reset in the head", vec![send("HTTP/1.1 200 OK\r\ncontent-"), Act::Reset], Fault::Broken),
        ("closed in the head", vec![send("HTTP/1.1 200 OK\r\ncontent-"), Act::Close], Fault::Broken),
        ("reset in the body", vec![start(), Act::Pause, Act::Reset], Fault::Broken),
        ("closed in the body", vec![start(), Act::Close], Fault::Broken),
        ("closed in a chunk", vec![chunks(), Act::Close], Fault::Broken),
        ("no HTTP", vec![send("SSH-2.0-OpenSSH_9.6\r\n\r\n"), Act::Close], Fault::Broken),
        ("no chunk", vec![chunks(), send("\":1}\r\nzzz\r\n"), Act::Close], Fault::Broken),
        ("silent", vec![Act::Hang], Fault::Timeout),
        ("silent in the head", vec![send("HTTP/1.1 200 OK\r\n"), Act::Hang], Fault::Timeout),
        ("silent in the body", vec![start(), Act::Hang], Fault::Timeout),
    ]
}

/// Answers that another attempt may turn into better ones.
fn passing_answers() -> Vec<(u16, Script)> {
    let statuses = ["408 Request Timeout", "429 Too Many Requests", "500 Internal Server Error"];
    let others = ["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"];
    let script = |status: &str| {
        let number = status[..3].parse().expect("a number");
        (number, vec![answer(status, "text/html", "<h1>Oops</h1>")])
    };
    statuses.into_iter().chain(others).map(script).collect()
}
