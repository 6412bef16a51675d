//! Answers that are files.

use std::io::{self, Write};

use super::{
    SHORT, builder, client, retry,
    server::{Act, Server, answer, chunk, head},
    within,
};
use crate::clients::post::{
    ScanLetterRequest,
    support::{Error, Fault},
};

fn scan() -> ScanLetterRequest {
    ScanLetterRequest::new("1")
}

#[tokio::test]
async fn a_file_comes_piece_by_piece() {
    let start =
        super::send("HTTP/1.1 200 OK\r\ncontent-type: application/pdf\r\ncontent-length: 8\r\n\r\n%PDF");
    let server = Server::start([vec![start, Act::Pause, super::send("-1.7")]]).await;
    // However long it is: the limit is for what is kept.
    let client = builder(&server).max_response_bytes(2).build().expect("a client");
    let mut download = within(client.scan_letter(&scan()).download()).await.expect("a file");
    assert_eq!((download.length(), download.response().status()), (Some(8), 200));
    let mut file = Vec::new();
    assert_eq!(within(download.write_to(&mut file)).await.expect("all of it"), 8);
    assert_eq!(file, b"%PDF-1.7");
    assert!(within(download.next()).await.is_none());
    let error = within(client.scan_letter(&scan())).await.expect_err("8 bytes");
    assert!(matches!(error, Error::Transport { fault: Fault::TooLong, .. }), "{error}");
}

#[tokio::test]
async fn a_file_that_breaks_off_is_an_error() {
    for end in [Act::Close, Act::Reset] {
        let script = vec![head("200 OK", "application/pdf"), chunk("%PDF"), Act::Pause, end];
        let server = Server::start([script]).await;
        let client = builder(&server).retry(retry(2)).build().expect("a client");
        let mut download = within(client.scan_letter(&scan()).download()).await.expect("a file");
        assert_eq!(download.length(), None);
        let mut file = Vec::new();
        let error = within(download.write_to(&mut file)).await.expect_err("it breaks off");
        assert!(matches!(error, Error::Transport { fault: Fault::Broken, .. }), "{error}");
        assert_eq!((file.as_slice(), server.count()), (b"%PDF".as_slice(), 1));
        assert!(within(download.next()).await.is_none());
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_an_error() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::StorageFull, "the disk is full"))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let server = Server::start([vec![answer("200 OK", "application/pdf", "%PDF")]]).await;
    let mut download = within(client(&server).scan_letter(&scan()).download()).await.expect("a file");
    let error = within(download.write_to(&mut Full)).await.expect_err("the disk is full");
    assert!(error.to_string().contains("the disk is full"), "{error}");
}

#[tokio::test]
async fn an_error_in_place_of_a_file_is_one() {
    let server =
        Server::start([vec![answer("404 Not Found", "application/problem+json", r#"{"title":"No"}"#)]]).await;
    let error = within(client(&server).scan_letter(&scan()).download()).await.expect_err("none");
    assert_eq!(error.api().map(|said| said.title.as_str()), Some("No"));
    let start = super::send("HTTP/1.1 404 Not Found\r\ncontent-length: 99\r\n\r\n{");
    let server = Server::start([vec![start, Act::Hang]]).await;
    let call = client(&server).scan_letter(&scan()).timeout(SHORT).download();
    assert!(within(call).await.expect_err("none").is_timeout());
}
