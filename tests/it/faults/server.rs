//! A server that plays what a test wrote down, and remembers what it was asked.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http::{HeaderMap, HeaderName, HeaderValue};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What the server does once it has read a request.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Lets what was sent arrive by itself.
    Pause,
    /// Sends this again and again, this many bytes at the most, until the client hangs up.
    Flood(&'static [u8], usize),
    /// Says nothing until the client hangs up.
    Hang,
    /// Ends the connection in order.
    Close,
    /// Breaks the connection off.
    Reset,
}

/// All that is done for one request.
pub(super) type Script = Vec<Act>;

/// A request as it came.
#[derive(Clone, Debug)]
pub(super) struct Received {
    /// `GET /v1/letters/1`
    pub(super) line: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Received {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("text"))
    }
}

/// A server on this machine, until the test ends.
pub(super) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    connections: usize,
    requests: Vec<Received>,
    flooded: usize,
    scripts: VecDeque<Script>,
}

impl Server {
    /// Plays one script for each request, and the last for all that follow.
    pub(super) async fn start(scripts: impl IntoIterator<Item = Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Seen { scripts: scripts.into_iter().collect(), ..Seen::default() }));
        tokio::spawn(accept(listener, seen.clone()));
        Self { address, seen }
    }

    /// `http://127.0.0.1:41234`
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(super) fn connections(&self) -> usize {
        lock(&self.seen).connections
    }

    pub(super) fn requests(&self) -> Vec<Received> {
        lock(&self.seen).requests.clone()
    }

    /// How often it was asked.
    pub(super) fn count(&self) -> usize {
        lock(&self.seen).requests.len()
    }

    /// The first lines of all requests.
    pub(super) fn lines(&self) -> Vec<String> {
        lock(&self.seen).requests.iter().map(|received| received.line.clone()).collect()
    }

    /// How many bytes went into connections by [`Act::Flood`].
    pub(super) fn flooded(&self) -> usize {
        lock(&self.seen).flooded
    }
}

/// The address of a server that is gone.
pub(super) async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

/// A whole answer: `answer("404 Not Found", "text/html", "<p>")`; more headers may stand behind the media type, on
/// lines of their own.
pub(super) fn answer(status: &str, media_type: &str, body: &str) -> Act {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n");
    Act::Send(format!("{head}{body}").into_bytes())
}

/// A whole answer of JSON, with the status 200.
pub(super) fn json(body: &str) -> Act {
    answer("200 OK", "application/json", body)
}

/// The start of an answer that comes chunk by chunk.
pub(super) fn head(status: &str, media_type: &str) -> Act {
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ntransfer-encoding: chunked\r\n\r\n");
    Act::Send(head.into_bytes())
}

/// One chunk of it; an empty one is its end.
pub(super) fn chunk(bytes: impl AsRef<[u8]>) -> Act {
    let bytes = bytes.as_ref();
    let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
    chunk.extend_from_slice(bytes);
    chunk.extend_from_slice(b"\r\n");
    Act::Send(chunk)
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, seen: Arc<Mutex<Seen>>) {
    while let Ok((stream, _)) = listener.accept().await {
        lock(&seen).connections += 1;
        tokio::spawn(serve(stream, seen.clone()));
    }
}

async fn serve(mut stream: TcpStream, seen: Arc<Mutex<Seen>>) {
    let mut buffer = Vec::new();
    while let Some(request) = request(&mut stream, &mut buffer).await {
        let script = {
            let mut seen = lock(&seen);
            seen.requests.push(request);
            let is_last = seen.scripts.len() == 1;
            let next = if is_last { seen.scripts.front().cloned() } else { seen.scripts.pop_front() };
            next.unwrap_or_default()
        };
        for act in script {
            if !play(&mut stream, act, &seen).await {
                return;
            }
        }
    }
}

/// Does one thing, and says whether the connection goes on.
async fn play(stream: &mut TcpStream, act: Act, seen: &Mutex<Seen>) -> bool {
    match act {
        Act::Send(bytes) => stream.write_all(&bytes).await.is_ok(),
        Act::Pause => {
            tokio::time::sleep(Duration::from_millis(2)).await;
            true
        }
        Act::Flood(piece, most) => {
            let mut sent = 0;
            while sent < most && stream.write_all(piece).await.is_ok() {
                sent += piece.len();
                lock(seen).flooded += piece.len();
            }
            sent >= most
        }
        Act::Hang => {
            let mut ignored = [0; 1024];
            while stream.read(&mut ignored).await.is_ok_and(|count| count > 0) {}
            false
        }
        Act::Close => false,
        Act::Reset => {
            stream.set_zero_linger().expect("it can be set");
            false
        }
    }
}

/// The next request; nothing once the client has hung up.
async fn request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Received> {
    let end = loop {
        match buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            Some(end) => break end + 4,
            None => more(stream, buffer).await?,
        }
    };
    let head = String::from_utf8(buffer.drain(..end).collect()).expect("text");
    let (line, fields) = head.split_once("\r\n").expect("a line");
    let fields = fields.lines().filter_map(|field| field.split_once(':'));
    let headers: HeaderMap = fields
        .map(|(name, value)| {
            let name: HeaderName = name.parse().expect("a name");
            (name, HeaderValue::from_str(value.trim()).expect("a value"))
        })
        .collect();
    let length = headers
        .get("content-length")
        .map_or(0, |length| length.to_str().ok().and_then(|length| length.parse().ok()).expect("a length"));
    while buffer.len() < length {
        more(stream, buffer).await?;
    }
    let body = buffer.drain(..length).collect();
    Some(Received { line: line.trim_end_matches(" HTTP/1.1").to_owned(), headers, body })
}

async fn more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<()> {
    let count = stream.read_buf(buffer).await.ok()?;
    (count > 0).then_some(())
}
