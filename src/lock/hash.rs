//! What a file says, in one short text.

use std::{fmt::Write as _, path::Path};

use sha2::{Digest as _, Sha256};

/// The SHA-256 (FIPS 180-4) of some bytes, in small hexadecimal digits.
///
/// ```
/// assert!(bindery::lock::sha256(b"abc").starts_with("ba7816bf8f01cfea"));
/// ```
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The same of a file; nothing where it is not there.
///
/// ```
/// assert_eq!(bindery::lock::sha256_of("not/there.json".as_ref()), None);
/// ```
pub fn sha256_of(path: &Path) -> Option<String> {
    std::fs::read(path).ok().map(|bytes| sha256(&bytes))
}
