//! Answers that are far too long: they end in bounded time, and in bounded memory.

use super::{
    builder, client,
    server::{Act, Script, Server},
    within,
};
use crate::clients::post::{
    ListBoxesRequest, ScanLetterRequest,
    support::{Error, Fault},
};

/// How long an answer is: 1 GB.
const HUGE: usize = 1_000_000_000;

/// How long one may be.
const LIMIT: usize = 1 << 20;

/// How much may be on its way: the buffers of the system, and of the HTTP library.
const ON_ITS_WAY: usize = 24 << 20;

const PIECE: &[u8] = &[b'1'; 1 << 16];

/// An answer of 1 GB, which is all one number in JSON, one line, or one event.
fn huge(status: &str, media_type: &str, start: &str) -> Script {
    let length = HUGE + start.len();
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n{start}");
    vec![super::send(&head), Act::Flood(PIECE, HUGE)]
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_an_error() {
    let server = Server::start([huge("200 OK", "application/json", "[")]).await;
    let client = builder(&server).max_response_bytes(LIMIT).build().expect("a client");
    let error = within(client.list_boxes(&ListBoxesRequest::new())).await.expect_err("too long");
    let Error::Transport { fault: Fault::TooLong, .. } = &error else { panic!("{error}") };
    let expected = "listBoxes got no answer: the answer is longer than 1048576 bytes, see max_response_bytes";
    assert_eq!(error.to_string(), expected);
    assert!(server.flooded() < LIMIT + ON_ITS_WAY, "{}", server.flooded());
}

#[tokio::test]
async fn an_error_that_is_too_long_is_cut_off_and_kept() {
    for limit in [usize::MAX, LIMIT, 1000] {
        let server = Server::start([huge("500 Internal Server Error", "text/html", "<h1>Oops</h1>")]).await;
        let client = builder(&server).max_response_bytes(limit).build().expect("a client");
        let error = within(client.list_boxes(&ListBoxesRequest::new())).await.expect_err("an error");
        let Error::Status { response } = &error else { panic!("{error}") };
        assert_eq!((response.status(), response.body().len()), (500, limit.min(1 << 20)));
        assert!(response.body().starts_with(b"<h1>Oops</h1>11"));
        assert!(server.flooded() < LIMIT + ON_ITS_WAY, "{}", server.flooded());
    }
}

#[tokio::test]
async fn an_event_or_line_that_is_too_long_is_an_error() {
    let server = Server::start([huge("200 OK", "text/event-stream", "data: ")]).await;
    let limited = builder(&server).max_response_bytes(LIMIT).build().expect("a client");
    let mut events = within(limited.follow_news()).await.expect("a stream");
    let error = within(events.next()).await.expect("an error").expect_err("too long");
    assert!(error.to_string().contains("an event of at most 1048576 bytes"), "{error}");
    assert!(within(events.next()).await.is_none(), "behind it nothing can be found");
    // Nor does anything come behind the end, while the server goes on.
    let mut lines = within(limited.read_log()).await.expect("a stream");
    let error = within(lines.next()).await.expect("an error").expect_err("too long");
    assert!(error.to_string().contains("a line of at most 1048576 bytes"), "{error}");
    assert!(within(lines.next()).await.is_none());
    assert!(server.flooded() < 2 * (LIMIT + ON_ITS_WAY), "{}", server.flooded());
}

/// The most memory that this program ever had, in bytes.
#[cfg(target_os = "linux")]
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux has it");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a line");
    let kilobytes: usize = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kilobytes * 1024
}

/// What is measured by the test below, in a program where no other test runs.
#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "it measures the memory of a program of its own, and is run by another test"]
async fn measured() {
    let server = Server::start([
        huge("200 OK", "application/json", "["),
        huge("500 Internal Server Error", "text/html", ""),
        huge("200 OK", "text/event-stream", "data: "),
        huge("200 OK", "application/pdf", ""),
    ])
    .await;
    let limited = builder(&server).max_response_bytes(LIMIT).build().expect("a client");
    let before = peak();
    limited.list_boxes(&ListBoxesRequest::new()).await.expect_err("too long");
    limited.list_boxes(&ListBoxesRequest::new()).await.expect_err("an error");
    let mut events = limited.follow_news().await.expect("a stream");
    events.next().await.expect("an error").expect_err("too long");
    let request = ScanLetterRequest::new("1");
    let mut download = client(&server).scan_letter(&request).download().await.expect("a file");
    let written = download.write_to(&mut std::io::sink()).await.expect("all of it");
    assert_eq!(written, HUGE as u64);
    println!("grew by {} bytes", peak() - before);
}

/// A file of 1 GB is downloaded, and answers of 1 GB are refused, in a few megabytes.
#[cfg(target_os = "linux")]
#[test]
fn no_answer_takes_more_memory_than_it_may() {
    let program = std::env::current_exe().expect("this program");
    let arguments = ["--exact", "faults::large::measured", "--ignored", "--nocapture"];
    let output = std::process::Command::new(program).args(arguments).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let grown = text.split_once("grew by ").and_then(|(_, rest)| rest.split_once(" bytes"));
    let grown: usize = grown.and_then(|(bytes, _)| bytes.parse().ok()).expect("it was measured");
    assert!(grown < 24 << 20, "{grown} bytes");
}
