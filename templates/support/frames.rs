//! Splits a stream of bytes into the values in it.
//!
//! Nothing here receives bytes: whoever does pushes them in pieces of any size, as they come, and pulls whole frames
//! out. What the data of a frame means is not known here either; [`typed`] and [`Event::read`] read it as JSON.

use std::{fmt, mem, sync::Arc, time::Duration};

use super::{event_stream::EventStream, json, json_seq::Records};

/// What may stand at the start of a stream and means nothing: U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The data that ends the streams of OpenAI, and of those who do as it does.
const DONE: &str = "[DONE]";

/// How the values of a stream are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Events (WHATWG HTML, section "Server-sent events"), `text/event-stream`: `data: {"a":1}`, then an empty line.
    Events,
    /// A value on each line, `application/x-ndjson`, `application/jsonl`: `{"a":1}`. Lines without a value are skipped.
    Lines,
    /// U+001E before each value (RFC 7464), `application/json-seq`.
    Records,
}

/// One value of a stream, not read yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The type of an event, if it has one: `delta` of `event: delta`.
    pub event: Option<String>,
    /// The id of an event, or of the last one before it that had one: `7` of `id: 7`. Shared, because it may stand once
    /// and count for a million events.
    pub id: Option<Arc<str>>,
    /// The text of the value: `{"a":1}`. The `data` of an event may be any text, even an empty one.
    pub data: String,
}

impl Frame {
    /// A frame without event and id, unless there is nothing but space: `Frame::of_text(b" 1\r\n")` has the data `1`.
    pub(super) fn of_text(bytes: &[u8]) -> Option<Result<Self, json::Error>> {
        match std::str::from_utf8(bytes.trim_ascii()) {
            Ok("") => None,
            Ok(text) => Some(Ok(Self { event: None, id: None, data: text.to_owned() })),
            Err(error) => {
                let found = format!("a byte at offset {} that is not", error.valid_up_to());
                Some(Err(json::Error::new("", "text in UTF-8", found)))
            }
        }
    }

    /// Whether it is no value, but says that none follow: `data: [DONE]`.
    pub fn is_done(&self) -> bool {
        self.data.trim() == DONE
    }
}

/// Splits one stream.
///
/// ```text
/// let mut frames = Frames::new(Framing::Lines, 1024);
/// frames.push(b"{\"a\":1}\n{\"a\"");
/// assert_eq!(frames.pull(), Some(Ok(Frame { data: r#"{"a":1}"#.to_owned(), ..Frame::default() })));
/// assert_eq!(frames.pull(), None);
/// ```
pub struct Frames {
    splitter: Splitter,
    limit: usize,
    /// What came, from some time before `start`.
    bytes: Vec<u8>,
    /// Where in them the line or record begins that is being read.
    start: usize,
    /// Up to where its end was searched for, so that no byte is looked at twice.
    searched: usize,
    /// Whether nothing was read yet.
    is_fresh: bool,
    is_over: bool,
}

enum Splitter {
    Events(EventStream),
    Lines,
    Records(Records),
}

impl Frames {
    /// Begins a stream. The limit is the most bytes that a line, a record, or the data of an event may have; it bounds
    /// the memory that a server can make this use.
    pub fn new(framing: Framing, limit: usize) -> Self {
        let splitter = match framing {
            Framing::Events => Splitter::Events(EventStream::default()),
            Framing::Lines => Splitter::Lines,
            Framing::Records => Splitter::Records(Records::default()),
        };
        Self { splitter, limit, bytes: Vec::new(), start: 0, searched: 0, is_fresh: true, is_over: false }
    }

    /// Adds what came. What comes once the stream is over is ignored.
    pub fn push(&mut self, piece: &[u8]) {
        if self.is_over {
            return;
        }
        // Only once there is less to move than to forget: so each byte is moved once at most, on average.
        if self.start > self.bytes.len() / 2 {
            self.bytes.drain(..self.start);
            self.searched -= self.start;
            self.start = 0;
        }
        self.bytes.extend_from_slice(piece);
    }

    /// Takes the next frame, if all of it came.
    ///
    /// # Errors
    ///
    /// When it is longer than the limit; then the stream is over. When it is not UTF-8, or a record is cut off or has
    /// no separator; then the next frame can be taken nevertheless. What is not UTF-8 in events is replaced by U+FFFD.
    pub fn pull(&mut self) -> Option<Result<Frame, json::Error>> {
        while let Some(end) = self.find_end() {
            if end - self.start > self.limit {
                return Some(Err(self.too_long()));
            }
            let bytes = &self.bytes[self.start..=end];
            self.start = end + 1;
            self.searched = self.start;
            let bytes = without_mark(bytes, &mut self.is_fresh);
            let frame = match &mut self.splitter {
                Splitter::Events(events) => {
                    let frame = events.line(bytes).map(Ok);
                    if events.size() > self.limit {
                        return Some(Err(self.too_long()));
                    }
                    frame
                }
                Splitter::Lines => Frame::of_text(bytes),
                Splitter::Records(records) => records.record(bytes),
            };
            if frame.is_some() {
                return frame;
            }
        }
        (self.bytes.len() - self.start > self.limit).then(|| Err(self.too_long()))
    }

    /// Ends the stream, and takes what is left of it, one frame at each call. A last line or record may lack its end;
    /// an event may not, and is dropped, as the standard says.
    ///
    /// # Errors
    ///
    /// As [`Frames::pull`].
    pub fn finish(&mut self) -> Option<Result<Frame, json::Error>> {
        let frame = self.pull();
        if frame.is_some() || self.is_over {
            return frame;
        }
        let start = self.start;
        let bytes = self.end();
        let bytes = without_mark(&bytes[start..], &mut self.is_fresh);
        match &mut self.splitter {
            Splitter::Events(_) => None,
            Splitter::Lines => Frame::of_text(bytes),
            Splitter::Records(records) => records.record(bytes),
        }
    }

    /// Whether nothing can follow, whatever comes: after [`Frames::finish`], or a frame longer than the limit.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// What a request for the rest of the events sends as `Last-Event-ID`, if anything: the id of the last one.
    pub fn last_event_id(&self) -> Option<&str> {
        match &self.splitter {
            Splitter::Events(events) => events.last_id(),
            Splitter::Lines | Splitter::Records(_) => None,
        }
    }

    /// How long to wait before such a request, if the server said so: 3 seconds for `retry: 3000`. It may be any time, up
    /// to millions of years.
    pub fn retry(&self) -> Option<Duration> {
        match &self.splitter {
            Splitter::Events(events) => events.retry(),
            Splitter::Lines | Splitter::Records(_) => None,
        }
    }

    /// Where the line or record that is being read ends, if that came.
    fn find_end(&mut self) -> Option<usize> {
        let rest = &self.bytes[self.searched..];
        let end = match &mut self.splitter {
            Splitter::Events(_) => rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')),
            Splitter::Lines => rest.iter().position(|byte| *byte == b'\n'),
            Splitter::Records(records) => records.find_end(rest),
        };
        let end = end.map(|offset| self.searched + offset);
        self.searched = self.bytes.len();
        end
    }

    /// Ends the stream, and gives what came of it. Its last id is kept.
    pub(super) fn end(&mut self) -> Vec<u8> {
        self.is_over = true;
        self.start = 0;
        self.searched = 0;
        mem::take(&mut self.bytes)
    }

    #[cold]
    fn too_long(&mut self) -> json::Error {
        self.end();
        let frame = match &self.splitter {
            Splitter::Events(_) => "an event",
            Splitter::Lines => "a line",
            Splitter::Records(_) => "a record",
        };
        json::Error::new("", format!("{frame} of at most {} bytes", self.limit), "a longer one")
    }
}

impl fmt::Debug for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frames")
            .field("limit", &self.limit)
            .field("bytes", &format_args!("{} bytes", self.bytes.len() - self.start))
            .field("is_over", &self.is_over)
            .finish_non_exhaustive()
    }
}

/// The bytes without the mark that the first ones may begin with.
fn without_mark<'a>(bytes: &'a [u8], is_fresh: &mut bool) -> &'a [u8] {
    let rest = bytes.strip_prefix(BYTE_ORDER_MARK).filter(|_| *is_fresh);
    *is_fresh = false;
    rest.unwrap_or(bytes)
}

/// An event whose data is one of the API's types: `event: delta`, `id: 7`, `data: {"a":1}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    /// Its type, if it has one: `delta`.
    pub event: Option<String>,
    /// Its id, or that of the last one before it that had one: `7`.
    pub id: Option<Arc<str>>,
    /// What is in its data.
    pub value: T,
}

impl<T: json::Decode> Event<T> {
    /// Reads an event; `None` if its data is `[DONE]`, behind which there are no others.
    ///
    /// # Errors
    ///
    /// When its data is not JSON, or has another shape.
    pub fn read(frame: Frame) -> Option<Result<Self, json::Error>> {
        let value = typed(&frame)?;
        Some(value.map(|value| Self { event: frame.event, id: frame.id, value }))
    }
}

/// Reads the value of a frame; `None` if it is `[DONE]`, behind which there are no others.
///
/// # Errors
///
/// When the data is not JSON, or has another shape.
pub fn typed<T: json::Decode>(frame: &Frame) -> Option<Result<T, json::Error>> {
    (!frame.is_done()).then(|| json::from_str(&frame.data))
}
