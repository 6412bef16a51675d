//! Answers whose values come one by one: events, lines of JSON, records.

use std::{
    fmt,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use futures_core::Stream;

use super::{
    Error, Response,
    attempts::Arrival,
    carrier::Incoming,
    error::lost,
    frames::{Event, Frame, Frames, Framing, typed},
    json::{self, Decode},
};

/// The events of an answer (WHATWG HTML, section "Server-sent events"), in the order in which they come. It ends with the
/// answer, or with `data: [DONE]`.
///
/// ```text
/// let mut events = client.create_chat_stream(&request).await?;
/// while let Some(event) = events.next().await {
///     println!("{:?}", event?.value);
/// }
/// ```
///
/// It is a `futures::Stream` too. Where the connection breaks, [`Events::last_event_id`] is what a new call sends as
/// `Last-Event-ID`.
pub struct Events<T> {
    arriving: Arriving,
    read: fn(Frame) -> Option<Result<Event<T>, json::Error>>,
}

/// The values of an answer of many JSON texts (NDJSON, or RFC 7464), in the order in which they come.
///
/// ```text
/// let mut logs = client.follow_logs(&request).await?;
/// while let Some(line) = logs.next().await {
///     println!("{:?}", line?);
/// }
/// ```
pub struct Values<T> {
    arriving: Arriving,
    of: PhantomData<fn() -> T>,
}

impl<T: Decode> Events<T> {
    /// Begins with the first event.
    pub fn begin(arrival: Arrival) -> Self {
        Self { arriving: Arriving::new(arrival, Framing::Events), read: Event::read }
    }
}

impl Events<String> {
    /// Begins with the first event, of which nothing is known but that it is text.
    pub fn texts(arrival: Arrival) -> Self {
        let read = |frame: Frame| {
            (!frame.is_done()).then_some(Ok(Event { event: frame.event, id: frame.id, value: frame.data }))
        };
        Self { arriving: Arriving::new(arrival, Framing::Events), read }
    }
}

impl<T> Events<T> {
    /// The next event; `None` behind the last.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    /// What a call that goes on behind the last event sends as the header `Last-Event-ID`.
    pub fn last_event_id(&self) -> Option<&str> {
        self.arriving.frames.last_event_id()
    }

    /// How long the server wants to be left alone before such a call, if it said so.
    pub fn retry(&self) -> Option<Duration> {
        self.arriving.frames.retry()
    }

    /// The status and the headers of the answer.
    pub fn response(&self) -> &Response {
        &self.arriving.response
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            let frame = match ready!(self.arriving.poll_frame(context)) {
                Some(Ok(frame)) => frame,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(self.arriving.nothing_came().map(Err)),
            };
            // Some servers keep a connection alive by events that say nothing.
            if frame.data.is_empty() {
                continue;
            }
            return Poll::Ready(match (self.read)(frame) {
                Some(Ok(event)) => Some(Ok(event)),
                Some(Err(error)) => Some(Err(self.arriving.unread(error))),
                None => self.arriving.end(),
            });
        }
    }
}

impl<T: Decode> Values<T> {
    /// Begins with the first line.
    pub fn lines(arrival: Arrival) -> Self {
        Self { arriving: Arriving::new(arrival, Framing::Lines), of: PhantomData }
    }

    /// Begins with the first record.
    pub fn records(arrival: Arrival) -> Self {
        Self { arriving: Arriving::new(arrival, Framing::Records), of: PhantomData }
    }

    /// The next value; `None` behind the last.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_value(context)).await
    }

    /// The status and the headers of the answer.
    pub fn response(&self) -> &Response {
        &self.arriving.response
    }

    fn poll_value(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        Poll::Ready(match ready!(self.arriving.poll_frame(context)) {
            Some(Ok(frame)) => match typed(&frame) {
                Some(Ok(value)) => Some(Ok(value)),
                Some(Err(error)) => Some(Err(self.arriving.unread(error))),
                None => self.arriving.end(),
            },
            Some(Err(error)) => Some(Err(error)),
            None => None,
        })
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl<T: Decode> Stream for Values<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_value(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("response", &self.arriving.response).finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Values<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Values").field("response", &self.arriving.response).finish_non_exhaustive()
    }
}

/// An answer, frame by frame: what does not depend on the type of the values, so that it is compiled once.
struct Arriving {
    response: Response,
    /// Nothing once the answer is over.
    incoming: Option<Incoming>,
    frames: Frames,
    /// Whether any frame came.
    came: bool,
}

impl Arriving {
    fn new(arrival: Arrival, framing: Framing) -> Self {
        let Arrival { response, incoming, max_bytes } = arrival;
        Self { response, incoming, frames: Frames::new(framing, max_bytes), came: false }
    }

    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame, Error>>> {
        loop {
            let frame = match &self.incoming {
                Some(_) => self.frames.pull(),
                None => self.frames.finish(),
            };
            if let Some(frame) = frame {
                self.came = true;
                if self.frames.is_over() {
                    self.incoming = None;
                }
                return Poll::Ready(Some(frame.map_err(|error| self.unread(error))));
            }
            let Some(incoming) = &mut self.incoming else { return Poll::Ready(None) };
            match ready!(incoming.poll_piece(context)) {
                Ok(Some(piece)) => self.frames.push(&piece),
                Ok(None) => self.incoming = None,
                Err(failure) => {
                    // What came of a frame that broke off is none.
                    self.end::<()>();
                    return Poll::Ready(Some(Err(lost(self.response.operation(), failure))));
                }
            }
        }
    }

    /// Gives nothing more.
    fn end<T>(&mut self) -> Option<T> {
        self.incoming = None;
        self.frames.end();
        None
    }

    /// That an answer without events is something else, if it says so: a page, an error with the status 200. Looked at
    /// from one line to the next, it seems to be a stream in which nothing happened.
    fn nothing_came(&mut self) -> Option<Error> {
        let other =
            self.response.media_type().filter(|own| !own.eq_ignore_ascii_case("text/event-stream"))?;
        let found = format!("a body of {other}");
        let is_first = !std::mem::replace(&mut self.came, true);
        is_first.then(|| self.unread(json::Error::new("", "events", found)))
    }

    fn unread(&self, error: json::Error) -> Error {
        Error::Decode { response: Box::new(self.response.clone()), error }
    }
}
