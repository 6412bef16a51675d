//! Random numbers, and the keys of requests.

use std::{collections::BTreeSet, thread};

use self::random::{idempotency_key, random};

// What is not public in a client can only be reached from the module around it.
#[allow(
    unreachable_pub,
    clippy::duplicate_mod,
    reason = "it is part of `copied` too, where it can be reached"
)]
#[path = "../../../templates/support/random.rs"]
mod random;

#[test]
fn no_number_comes_twice() {
    let some = || (0..10_000).map(|_| random()).collect::<Vec<_>>();
    let threads: Vec<_> = (0..4).map(|_| thread::spawn(some)).collect();
    let all = threads.into_iter().flat_map(|thread| thread.join().expect("it does not panic"));
    assert_eq!(all.collect::<BTreeSet<u64>>().len(), 40_000);
}

#[test]
fn every_bit_is_set_about_half_of_the_time() {
    let numbers: Vec<u64> = (0..10_000).map(|_| random()).collect();
    for bit in 0..64 {
        let set = numbers.iter().filter(|number| *number >> bit & 1 == 1).count();
        // Ten standard deviations, so that this never fails by chance.
        assert!((4500..=5500).contains(&set), "bit {bit} is set {set} times");
    }
}

#[test]
fn keys_are_uuids_of_version_4() {
    let keys: Vec<String> = (0..1000).map(|_| idempotency_key()).collect();
    for key in &keys {
        let uuid = uuid::Uuid::parse_str(key).expect("a UUID");
        assert_eq!(uuid.get_version(), Some(uuid::Version::Random), "{key}");
        assert_eq!(uuid.get_variant(), uuid::Variant::RFC4122, "{key}");
        assert_eq!(uuid.hyphenated().to_string(), *key);
    }
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), 1000);
    // All bits but those of the version and the variant are random: each digit takes each of its values.
    let digits: Vec<usize> =
        (0..36).map(|at| keys.iter().map(|key| key.as_bytes()[at]).collect::<BTreeSet<u8>>().len()).collect();
    let mut expected = [16; 36];
    for (at, values) in [(8, 1), (13, 1), (14, 1), (18, 1), (19, 4), (23, 1)] {
        expected[at] = values;
    }
    assert_eq!(digits, expected);
}
