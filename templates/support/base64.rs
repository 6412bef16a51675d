//! Bytes that are sent as text, in Base64 (RFC 4648).

use super::{
    credential::base64,
    json::{self, Decode, Encode, Reader, Writer},
};

/// Bytes as Base64. The text of an answer is kept as it came, so that it can be sent back unchanged, and is only
/// read when somebody wants the bytes.
///
/// ```text
/// let key = Base64::from(b"hello");
/// assert_eq!((key.as_str(), key.bytes()), ("aGVsbG8=", Some(b"hello".to_vec())));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(String);

impl Base64 {
    /// Takes a text that is Base64 already.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes; `None` when the text is no Base64. Both alphabets of RFC 4648 are read, with or without padding,
    /// and white space is passed over.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let text = self.0.trim_end().trim_end_matches('=');
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
        let (mut bits, mut count) = (0_u32, 0);
        for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace()) {
            bits = bits << 6 | u32::from(digit(letter)?);
            count += 6;
            if count >= 8 {
                count -= 8;
                // Only the eight bits that were completed are taken.
                bytes.push((bits >> count & 0xff) as u8);
            }
        }
        // A single digit at the end is less than a byte.
        (count < 6).then_some(bytes)
    }
}

/// The value of a digit, in the standard alphabet or in the one for URLs.
fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

/// There is no `From<&str>`: nobody could tell whether the text is Base64 already.
impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(base64(bytes))
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(base64(&bytes))
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        Self(base64(bytes))
    }
}

impl Encode for Base64 {
    fn encode(&self, out: &mut Writer) {
        out.string(&self.0);
    }
}

impl Decode for Base64 {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        from.value().map(Self)
    }
}
