//! The media type `text/event-stream` (WHATWG HTML, section "Server-sent events"): what its lines mean.
//!
//! Whole lines come in, and events go out. Nothing here looks for the end of a line.

use std::{mem, sync::Arc, time::Duration};

use super::frames::Frame;

/// What the lines of a stream said so far.
#[derive(Default)]
pub(super) struct EventStream {
    /// The type of the event that is being read, empty if it has none.
    event: String,
    /// Its data, each line of it with a line feed behind it.
    data: String,
    /// The id of this event and of those behind it, which counts once the event is whole.
    id: Option<Arc<str>>,
    /// The id that counts.
    last_id: Option<Arc<str>>,
    retry: Option<Duration>,
    /// Whether the last line ended in CR, so that LF would belong to its end.
    after_return: bool,
}

impl EventStream {
    /// Takes a line with its end, and gives the event that it completes: `data: x\n` gives none, `\n` may.
    pub(super) fn line(&mut self, line: &[u8]) -> Option<Frame> {
        let (end, line) = line.split_last()?;
        let is_rest = self.after_return && *end == b'\n' && line.is_empty();
        self.after_return = *end == b'\r';
        if is_rest {
            return None;
        }
        if line.is_empty() {
            return self.dispatch();
        }
        self.field(&String::from_utf8_lossy(line));
        None
    }

    /// Takes a line that is not empty: `data: x`.
    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => self.id = Some(value).filter(|id| !id.is_empty()).map(Arc::from),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                // Digits that are no number have too many of them.
                self.retry = Some(Duration::from_millis(value.parse().unwrap_or(u64::MAX)));
            }
            // A comment, whose name is empty, or a field that the standard does not know.
            _ => {}
        }
    }

    /// Completes an event; one without a line of data is none.
    fn dispatch(&mut self) -> Option<Frame> {
        self.last_id.clone_from(&self.id);
        let event = mem::take(&mut self.event);
        let mut data = mem::take(&mut self.data);
        data.pop()?;
        Some(Frame { event: Some(event).filter(|event| !event.is_empty()), id: self.last_id.clone(), data })
    }

    /// How much data the event that is being read has, in bytes.
    pub(super) fn size(&self) -> usize {
        self.data.len().saturating_sub(1)
    }

    /// The id of the last whole event.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// How long to wait before connecting again.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }
}
