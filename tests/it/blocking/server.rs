//! A server that answers as it is told, one connection after the other, and remembers what it was sent.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

/// What is done on a connection once the request is there.
pub(super) type Act = Box<dyn FnOnce(&mut TcpStream) + Send>;

pub(super) struct Server {
    /// `http://127.0.0.1:34567`
    pub(super) url: String,
    requests: Receiver<String>,
}

impl Server {
    pub(super) fn start(acts: Vec<Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (sender, requests) = channel();
        thread::spawn(move || {
            for act in acts {
                let (mut connection, _) = listener.accept().expect("a connection");
                let limit = Some(Duration::from_secs(20));
                connection.set_read_timeout(limit).expect("a limit");
                // Who only asked whether there is a server hears nothing.
                _ = sender.send(read(&mut connection));
                act(&mut connection);
            }
        });
        Self { url, requests }
    }

    /// The next request as it came, its names in small letters.
    pub(super) fn request(&self) -> String {
        self.requests.recv_timeout(Duration::from_secs(20)).expect("a request")
    }

    /// How many more requests came.
    pub(super) fn others(&self) -> usize {
        self.requests.try_iter().count()
    }
}

/// A request: its head, and as much of a body as it says.
fn read(connection: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut room = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let wanted = length.map_or(0, |length| length.parse().expect("a number"));
            let is_over = match head.contains("transfer-encoding: chunked") {
                true => body.ends_with("0\r\n\r\n"),
                false => body.len() >= wanted,
            };
            if is_over {
                return text;
            }
        }
        match connection.read(&mut room) {
            Ok(length) if length > 0 => bytes.extend_from_slice(&room[..length]),
            Ok(_) | Err(_) => return text,
        }
    }
}

/// Sends these bytes.
pub(super) fn bytes(bytes: impl Into<Vec<u8>>) -> Act {
    let bytes = bytes.into();
    Box::new(move |connection| _ = connection.write_all(&bytes))
}

/// Sends a whole answer: `answer("200 OK", "Content-Type: text/plain", "x")`.
pub(super) fn answer(status: &str, header: &str, body: &str) -> Act {
    let length = body.len();
    bytes(format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{header}\r\n\r\n{body}"
    ))
}

/// Sends nothing, until the client gives up.
pub(super) fn silence() -> Act {
    Box::new(|connection| _ = connection.read(&mut [0; 1]))
}

/// Sends these pieces, and between them waits until they have arrived, each in a packet of its own.
pub(super) fn pieces(pieces: Vec<Vec<u8>>) -> Act {
    Box::new(move |connection| {
        _ = connection.set_nodelay(true);
        for piece in pieces {
            _ = connection.write_all(&piece);
            thread::yield_now();
        }
    })
}
