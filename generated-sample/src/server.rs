//! A server for one call: it answers `POST /v1/file_links` as Stripe does.

use std::io;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// Begins to serve on a free port of 127.0.0.1, and gives the base URL: `http://127.0.0.1:40123`.
pub(crate) async fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            if let Err(error) = answer(connection).await {
                eprintln!("the server lost a connection: {error}");
            }
        }
    });
    Ok(url)
}

/// Shows what was asked, and answers it.
async fn answer(mut connection: TcpStream) -> io::Result<()> {
    let (head, body) = receive(&mut connection).await?;
    println!("the server was asked:\n{head}\n\n{body}\n");
    let is_known = head.starts_with("POST /v1/file_links HTTP/1.1");
    let (status, answer) = if is_known { ("200 OK", link(&body)) } else { ("404 Not Found", error()) };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        answer.len(),
    );
    connection.write_all(head.as_bytes()).await?;
    connection.write_all(answer.as_bytes()).await?;
    connection.shutdown().await
}

/// The head of a request, and as much of a body as its content-length announces.
async fn receive(connection: &mut TcpStream) -> io::Result<(String, String)> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && body.len() >= content_length(head)
        {
            return Ok((head.to_owned(), body.to_owned()));
        }
        if connection.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

fn content_length(head: &str) -> usize {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let mut lengths = lines.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    lengths.next().and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(0)
}

/// The link that was asked for.
fn link(body: &str) -> String {
    let sent =
        |name: &str| body.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name);
    let text = |name| sent(name).map_or("", |(_, value)| value);
    serde_json::json!({
        "id": "link_1PqLoc2eZvKYlo2C",
        "object": "file_link",
        "created": 1_735_000_000,
        "expired": false,
        "expires_at": text("expires_at").parse::<i64>().ok(),
        "file": text("file"),
        "livemode": false,
        "metadata": {"order": text("metadata%5Border%5D")},
        "url": "https://files.stripe.com/links/MDB8YWNjdA",
    })
    .to_string()
}

fn error() -> String {
    serde_json::json!({"error": {"type": "invalid_request_error", "message": "Unrecognized request URL"}})
        .to_string()
}
