//! Writes a JSON text from its start to its end.

use std::{collections::BTreeMap, io::Write};

use super::{json::Encode, scan::plain_end};

/// Writes one JSON text. Commas are put where they belong.
///
/// ```text
/// let mut out = Writer::new();
/// out.begin_object();
/// out.field("file", "file_123");
/// out.optional("expires_at", &Some(1));
/// out.end_object();
/// assert_eq!(out.finish(), r#"{"file":"file_123","expires_at":1}"#);
/// ```
#[derive(Clone, Debug)]
pub struct Writer {
    /// Always UTF-8: numbers and punctuation are ASCII, and strings are written whole.
    bytes: Vec<u8>,
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// Starts an empty text.
    pub fn new() -> Self {
        Self { bytes: Vec::with_capacity(128) }
    }

    /// The whole text.
    pub fn finish(self) -> String {
        String::from_utf8(self.bytes).expect("numbers are ASCII and strings are written whole")
    }

    /// Writes `{`; each [`Writer::field`] has to follow.
    pub fn begin_object(&mut self) {
        self.bytes.push(b'{');
    }

    /// Writes `}`.
    pub fn end_object(&mut self) {
        self.bytes.push(b'}');
    }

    /// Writes `[`; each [`Writer::element`] has to follow.
    pub fn begin_array(&mut self) {
        self.bytes.push(b'[');
    }

    /// Writes `]`.
    pub fn end_array(&mut self) {
        self.bytes.push(b']');
    }

    /// Writes a member: `"file":"file_123"`.
    pub fn field<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        self.name(name);
        value.encode(self);
    }

    /// Writes a member, unless it is `None`.
    pub fn optional<T: Encode>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    /// Writes the entries of a map as members of the object.
    pub fn members<T: Encode>(&mut self, values: &BTreeMap<String, T>) {
        for (name, value) in values {
            self.field(name, value);
        }
    }

    /// Writes the name of a member; its value has to follow.
    pub fn name(&mut self, name: &str) {
        self.comma();
        self.string(name);
        self.bytes.push(b':');
    }

    /// Writes an element of an array.
    pub fn element<T: Encode + ?Sized>(&mut self, value: &T) {
        self.comma();
        value.encode(self);
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.bytes.extend_from_slice(b"null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.bytes.extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Writes an integer below zero, or any other that fits.
    pub fn signed(&mut self, value: i64) {
        if value < 0 {
            self.bytes.push(b'-');
        }
        self.unsigned(value.unsigned_abs());
    }

    /// Writes an integer that is not below zero.
    pub fn unsigned(&mut self, mut value: u64) {
        let mut digits = [0; 20];
        let mut start = digits.len();
        loop {
            start -= 1;
            // The remainder is a single digit, so that nothing is cut off.
            digits[start] = b'0' + (value % 10) as u8;
            value /= 10;
            if value == 0 {
                break;
            }
        }
        self.bytes.extend_from_slice(&digits[start..]);
    }

    /// Writes a number in the fewest digits that tell it from all others; `null` if it is infinite or NaN,
    /// which JSON cannot say.
    pub fn float(&mut self, value: f64) {
        self.serialized(&value);
    }

    /// Like [`Writer::float`]: the fewest digits that tell it from all other `f32`.
    pub fn short_float(&mut self, value: f32) {
        self.serialized(&value);
    }

    /// Writes a number as serde_json does, which finds the digits of floats several times faster than the
    /// standard library.
    fn serialized(&mut self, number: &impl serde::Serialize) {
        // Writing into memory does not fail, and neither does a number.
        let _ = serde_json::to_writer(&mut self.bytes, number);
    }

    /// Writes a string, in quotes and with escapes where JSON needs them.
    pub fn string(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.bytes.reserve(bytes.len() + 2);
        self.bytes.push(b'"');
        let mut start = 0;
        loop {
            let end = plain_end(bytes, start);
            self.bytes.extend_from_slice(&bytes[start..end]);
            let Some(byte) = bytes.get(end) else { break };
            self.escape(*byte);
            start = end + 1;
        }
        self.bytes.push(b'"');
    }

    /// Writes a text that is a JSON value already.
    pub fn raw(&mut self, json: &str) {
        self.bytes.extend_from_slice(json.as_bytes());
    }

    /// Writes a number of any other type.
    pub(super) fn display(&mut self, number: std::fmt::Arguments<'_>) {
        // Writing into memory does not fail, and a number prints itself without a failure of its own.
        let _ = self.bytes.write_fmt(number);
    }

    /// Writes the comma before a member or element that is not the first. A string ends in a quote, so that a
    /// bracket at the end is always the one that was begun last.
    fn comma(&mut self) {
        if !matches!(self.bytes.last(), Some(b'{' | b'[')) {
            self.bytes.push(b',');
        }
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x0c => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => return self.display(format_args!("\\u{byte:04x}")),
        };
        self.bytes.extend_from_slice(&[b'\\', short]);
    }
}
