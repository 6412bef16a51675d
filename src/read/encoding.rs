//! Bytes as text: which encoding they are in.

use crate::diagnostics::SourceProblem;

/// A source larger than this is refused: 64 MiB, a hundred times the largest page that anyone has seen.
pub(crate) const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The text of a file. UTF-8, and UTF-16 where its byte-order mark says so; the mark is left out.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, SourceProblem> {
    if bytes.len() > MOST_BYTES {
        return Err(SourceProblem::TooLarge { most: MOST_BYTES });
    }
    match bytes.as_slice() {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Err(not_utf_8("UTF-32")),
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes, "UTF-16LE"),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes, "UTF-16BE"),
        [first, 0, _, 0, ..] if *first != 0 => Err(not_utf_8("UTF-16LE without a byte-order mark")),
        [0, second, 0, _, ..] if *second != 0 => Err(not_utf_8("UTF-16BE without a byte-order mark")),
        _ => utf_8(bytes),
    }
}

fn utf_8(mut bytes: Vec<u8>) -> Result<String, SourceProblem> {
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let named = declared(bytes).map_or("Latin-1 or another one-byte encoding, it seems".into(), |name| {
            format!("{name}, as it says itself")
        });
        not_utf_8(&format!("byte {byte:#04X} at offset {at}; {named}"))
    })
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16, name: &str) -> Result<String, SourceProblem> {
    let pairs = bytes.chunks_exact(2);
    let is_whole = pairs.remainder().is_empty();
    let units = pairs.filter_map(|pair| Some(unit(pair.try_into().ok()?)));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().filter(|_| is_whole).ok_or_else(|| not_utf_8(&format!("{name} that is damaged")))
}

/// The encoding that a page names: `<meta charset="iso-8859-1">`.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let after = after.trim_start_matches(['"', '\'']);
    let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    (!name.is_empty() && name != "utf-8").then_some(name)
}

fn not_utf_8(encoding: &str) -> SourceProblem {
    SourceProblem::NotUtf8 { encoding: encoding.to_owned() }
}
