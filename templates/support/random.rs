//! Random numbers without a dependency, for waits and for keys.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::atomic::{AtomicUsize, Ordering},
};

/// A random number, for what has to be different and not secret: how long to wait, and the key of a request.
///
/// The standard library seeds [`RandomState`] from the operating system, with 128 bits for each thread, and
/// hashes with SipHash, whose results cannot be told from random ones without the seed. What is hashed is
/// another thing each time: a counter, an address on the stack and, since a fork copies the seed, the
/// process. So neither waits nor keys meet by chance. It is NOT for secrets, such as tokens: the library
/// promises none of this.
///
/// On `wasm32-unknown-unknown` the library has no seed: the numbers are spread well, but they can be
/// foreseen.
pub(super) fn random() -> u64 {
    static COUNTER: AtomicUsize = AtomicUsize::new(0);
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_usize(count);
    hasher.write_usize(std::ptr::from_ref(&count).addr());
    #[cfg(unix)]
    hasher.write_u32(std::process::id());
    hasher.finish()
}

/// A key that no other request has, laid out as a UUID of version 4 (RFC 9562 section 5.4):
/// `919108f7-52d1-4320-9bac-f847db4148a8`.
///
/// On `wasm32-unknown-unknown`, where [`random`] can be foreseen, two visitors of one page could have the same key:
/// there, give keys of your own.
pub(super) fn idempotency_key() -> String {
    key(random(), random())
}

/// The layout of a UUID: 122 of these bits, and between them `4` for the version and binary `10` for the
/// variant.
fn key(high: u64, low: u64) -> String {
    let (first, second, third) = (high >> 32, high >> 16 & 0xffff, high & 0x0fff | 0x4000);
    let (fourth, fifth) = (low >> 48 & 0x3fff | 0x8000, low & 0xffff_ffff_ffff);
    format!("{first:08x}-{second:04x}-{third:04x}-{fourth:04x}-{fifth:012x}")
}
