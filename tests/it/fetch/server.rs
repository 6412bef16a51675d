//! A server that answers what a test has written down for each path.

use std::{
    collections::{BTreeMap, VecDeque},
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

/// An answer, and what comes of the connection.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    /// These bytes, and then the end.
    Send(Vec<u8>),
    /// These bytes, and then nothing more for as long as the client waits.
    Hang(Vec<u8>),
}

/// A request as it came: its first line, `GET /pets.json`, and its headers, with small letters.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) line: String,
    headers: BTreeMap<String, String>,
}

impl Request {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// A server on this machine, until the tests end.
pub(super) struct Site {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    requests: Vec<Request>,
    replies: BTreeMap<String, VecDeque<Reply>>,
    /// How long every answer takes.
    pause: Duration,
    now: usize,
    most: usize,
}

impl Site {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Seen::default()));
        let of_all = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = Arc::clone(&of_all);
                thread::spawn(move || serve(stream, &seen));
            }
        });
        Site { address, seen }
    }

    /// A server that answers these for a path: each once, and the last from then on.
    pub(super) fn with(path: &str, replies: impl IntoIterator<Item = Reply>) -> Self {
        let site = Site::start();
        site.set(path, replies);
        site
    }

    pub(super) fn set(&self, path: &str, replies: impl IntoIterator<Item = Reply>) {
        lock(&self.seen).replies.insert(path.into(), replies.into_iter().collect());
    }

    pub(super) fn pause(&self, pause: Duration) {
        lock(&self.seen).pause = pause;
    }

    /// `http://127.0.0.1:41234`
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        lock(&self.seen).requests.clone()
    }

    /// How many requests it had to do with at the same time.
    pub(super) fn most_at_once(&self) -> usize {
        lock(&self.seen).most
    }
}

/// `ok("{}", "etag: \"1\"\r\n")`
pub(super) fn ok(body: impl AsRef<[u8]>, headers: &str) -> Reply {
    reply("200 OK", headers, body)
}

/// A whole answer; the headers end in a new line each.
pub(super) fn reply(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n");
    Reply::Send([head.as_bytes(), body].concat())
}

/// An answer that leads elsewhere.
pub(super) fn redirect(to: &str) -> Reply {
    reply("302 Found", &format!("location: {to}\r\n"), "")
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers one request. A client that has hung up is no failure.
fn serve(mut stream: TcpStream, seen: &Mutex<Seen>) {
    let Some(request) = request(&stream) else { return };
    let path = request.line.trim_start_matches("GET ").to_owned();
    let (next, pause) = {
        let mut seen = lock(seen);
        seen.requests.push(request);
        seen.now += 1;
        seen.most = seen.most.max(seen.now);
        let replies = seen.replies.entry(path).or_default();
        let next = if replies.len() > 1 { replies.pop_front() } else { replies.front().cloned() };
        (next, seen.pause)
    };
    thread::sleep(pause);
    lock(seen).now -= 1;
    match next.unwrap_or_else(|| reply("404 Not Found", "", "There is nothing.")) {
        Reply::Send(bytes) => drop(stream.write_all(&bytes)),
        Reply::Hang(bytes) => {
            stream.write_all(&bytes).ok();
            stream.read_to_end(&mut Vec::new()).ok();
        }
    }
}

fn request(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines();
    let line = lines.next()?.ok()?.trim_end_matches(" HTTP/1.1").to_owned();
    let mut headers = BTreeMap::new();
    for line in lines.map_while(Result::ok).take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':')?;
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    Some(Request { line, headers })
}
