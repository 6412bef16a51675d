//! When a call is sent again, and how long to wait before.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use self::{
    hooks::Outcome,
    retry::{Budget, Retry, may_repeat},
};
use super::copied::{Fault, hooks};

// What is not public in a client can only be reached from the module around it.
#[allow(
    unreachable_pub,
    clippy::duplicate_mod,
    reason = "it is part of `copied` too, where it can be reached"
)]
#[path = "../../../templates/support/retry.rs"]
mod retry;

/// 1994-11-06T08:49:37Z, the example of RFC 9110, is so long after 1970.
const EXAMPLE: u64 = 784_111_777;

/// A random number by which half of the longest wait is waited.
const HALF: u64 = 1 << 63;

/// Names and values of headers.
type Pairs<'a> = &'a [(&'a str, &'a str)];

fn headers(pairs: Pairs<'_>) -> HeaderMap {
    let pairs = pairs.iter().map(|(name, value)| {
        let name: HeaderName = name.parse().expect("a name");
        (name, HeaderValue::from_bytes(value.as_bytes()).expect("a value"))
    });
    pairs.collect()
}

/// The wait after the first request, in milliseconds; 250 where the server asks for none.
fn after(status: u16, pairs: Pairs<'_>, now: Option<SystemTime>) -> Option<u128> {
    let retry = Retry::new(1);
    let (status, headers) = (StatusCode::from_u16(status).expect("a status"), headers(pairs));
    let outcome = Outcome::Answer(status, &headers);
    retry::wait(&retry, &Budget::new(&retry), 0, &outcome, now, HALF).map(|wait| wait.as_millis())
}

/// The waits one after the other, while nothing is answered.
fn waits(retry: &Retry, random: u64) -> Vec<u128> {
    let outcome = Outcome::NoAnswer(Fault::Connect);
    let wait = |attempt| retry::wait(retry, &Budget::new(retry), attempt, &outcome, None, random);
    (0..).map_while(wait).map(|wait| wait.as_millis()).collect()
}

#[test]
fn what_may_go_better_the_next_time_is_sent_again() {
    let again: Vec<u16> = (100..=999).filter(|status| after(*status, &[], None).is_some()).collect();
    assert_eq!(again, [408, 429, 500, 502, 503, 504]);
    let retry = Retry::new(1);
    let again =
        [Fault::Connect, Fault::Timeout, Fault::Broken, Fault::TooLong, Fault::Prepare].map(|fault| {
            retry::wait(&retry, &Budget::new(&retry), 0, &Outcome::NoAnswer(fault), None, 0).is_some()
        });
    assert_eq!(again, [true, true, true, false, false]);
}

#[test]
fn a_server_decides_about_its_own_errors() {
    let cases: [(u16, Pairs<'_>, bool); 10] = [
        (409, &[("x-should-retry", "true")], true),
        (501, &[("stripe-should-retry", "true")], true),
        (500, &[("x-should-retry", "false")], false),
        (429, &[("stripe-should-retry", " False "), ("retry-after", "1")], false),
        (500, &[("x-should-retry", "maybe")], true),
        (400, &[("x-should-retry", "")], false),
        (400, &[("x-should-retry", "\u{e9}")], false),
        (409, &[("x-should-retry", "no"), ("stripe-should-retry", "true")], true),
        (409, &[("x-should-retry", "false"), ("stripe-should-retry", "true")], false),
        // Nothing is wrong with it.
        (200, &[("x-should-retry", "true")], false),
    ];
    for (status, pairs, expected) in cases {
        assert_eq!(after(status, pairs, None).is_some(), expected, "{status} {pairs:?}");
    }
}

#[test]
fn waits_double_up_to_a_limit_and_are_a_random_part_of_it() {
    let retry = Retry::new(7);
    assert_eq!(waits(&retry, HALF), [250, 500, 1000, 2000, 4000, 4000, 4000]);
    assert_eq!(waits(&retry, HALF / 2), [125, 250, 500, 1000, 2000, 2000, 2000]);
    assert_eq!(waits(&retry, 0), [0; 7]);
    assert_eq!(waits(&retry, u64::MAX), [499, 999, 1999, 3999, 7999, 7999, 7999]);
    let quick = Retry::new(3).first_wait(Duration::from_millis(20)).longest_wait(Duration::from_millis(30));
    assert_eq!(waits(&quick, HALF), [10, 15, 15]);
    assert_eq!(waits(&Retry::new(0), HALF), [0; 0]);
}

#[test]
fn no_wait_is_too_long_to_be_counted() {
    let outcome = Outcome::NoAnswer(Fault::Timeout);
    let wait =
        |retry: &Retry, attempt| retry::wait(retry, &Budget::new(retry), attempt, &outcome, None, HALF);
    let usual = Retry::new(u32::MAX);
    for attempt in [31, 32, 64, u32::MAX - 1] {
        assert_eq!(wait(&usual, attempt), Some(Duration::from_secs(4)), "{attempt}");
    }
    assert_eq!(wait(&usual, u32::MAX), None);
    let endless = usual.clone().longest_wait(Duration::MAX);
    assert_eq!(wait(&endless, 31), Some(Duration::from_millis(250) * (1 << 31)));
    let endless = endless.first_wait(Duration::MAX);
    assert_eq!(wait(&endless, 9), Some(Duration::from_nanos(u64::MAX / 2)));
    assert_eq!(wait(&usual.first_wait(Duration::ZERO), 9), Some(Duration::ZERO));
}

#[test]
fn a_server_says_how_long_to_wait() {
    let cases: [(&str, Option<u128>); 15] = [
        ("0", Some(0)),
        ("2", Some(2000)),
        (" 007 ", Some(7000)),
        ("60", Some(60_000)),
        // Rounded up, so that nobody comes too early.
        ("1.5", Some(2000)),
        ("1.0", Some(1000)),
        // Longer than anybody wants to wait.
        ("61", None),
        ("60.1", None),
        ("99999999999999999999999999", None),
        // Garbage.
        ("", Some(250)),
        ("-1", Some(250)),
        ("+1", Some(250)),
        ("1e1", Some(250)),
        (".5", Some(250)),
        ("2, 3", Some(250)),
    ];
    for (text, expected) in cases {
        assert_eq!(after(503, &[("retry-after", text)], Some(UNIX_EPOCH)), expected, "{text}");
    }
}

#[test]
fn the_finer_of_two_headers_goes_first() {
    let both = |milliseconds| [("retry-after-ms", milliseconds), ("retry-after", "3")];
    assert_eq!(after(429, &[("retry-after-ms", "1500")], None), Some(1500));
    assert_eq!(after(429, &both("20"), None), Some(20));
    assert_eq!(after(429, &both("20.5"), None), Some(21));
    assert_eq!(after(429, &both("soon"), None), Some(3000));
    assert_eq!(after(429, &both("60001"), None), None);
    assert_eq!(after(429, &[("retry-after", "1"), ("retry-after", "2")], None), Some(1000));
}

#[test]
fn a_longer_wait_is_obeyed_if_the_user_wants() {
    let retry = Retry::new(1).longest_retry_after(Duration::from_secs(3600));
    let wait = |seconds| {
        let headers = headers(&[("retry-after", seconds)]);
        let outcome = Outcome::Answer(StatusCode::TOO_MANY_REQUESTS, &headers);
        retry::wait(&retry, &Budget::new(&retry), 0, &outcome, None, HALF)
    };
    assert_eq!(wait("3600"), Some(Duration::from_secs(3600)));
    assert_eq!(wait("3601"), None);
}

#[test]
fn dates_are_compared_to_the_clock() {
    let at = |seconds| Some(UNIX_EPOCH + Duration::from_secs(seconds));
    let wait = |text, now| after(503, &[("retry-after", text)], now);
    let fixed = "Sun, 06 Nov 1994 08:49:37 GMT";
    for text in [fixed, "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
        assert_eq!(wait(text, at(EXAMPLE - 7)), Some(7000), "{text}");
        assert_eq!(wait(text, at(EXAMPLE)), Some(0), "{text}");
        assert_eq!(wait(text, at(EXAMPLE + 1)), Some(0), "{text}");
        assert_eq!(wait(text, at(EXAMPLE - 61)), None, "{text}");
    }
    // Who has no clock cannot tell.
    assert_eq!(wait(fixed, None), Some(250));
    let early = UNIX_EPOCH + Duration::from_secs(EXAMPLE) - Duration::from_millis(1);
    assert_eq!(wait(fixed, Some(early)), Some(1));
    // A clock that is set to before 1970 is taken for one that stands there.
    assert_eq!(wait("Thu, 01 Jan 1970 00:00:09 GMT", Some(UNIX_EPOCH - Duration::from_secs(5))), Some(9000));
}

/// The seconds from 1970 to a date.
fn seconds(date: &str) -> Option<u64> {
    let retry = Retry::new(1).longest_retry_after(Duration::MAX).longest_wait(Duration::ZERO);
    let headers = headers(&[("retry-after", date)]);
    let outcome = Outcome::Answer(StatusCode::SERVICE_UNAVAILABLE, &headers);
    let wait = retry::wait(&retry, &Budget::new(&retry), 0, &outcome, Some(UNIX_EPOCH), 0)?;
    Some(wait.as_secs())
}

#[test]
fn every_day_of_the_calendar_is_read() {
    for day in 0..146_097 {
        let time = day * 86_400 + day % 86_400;
        let date = chrono::DateTime::from_timestamp(time, 0).expect("a time");
        let text = date.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        assert_eq!(seconds(&text), u64::try_from(time).ok(), "{text}");
    }
}

#[test]
fn dates_at_the_edges() {
    let cases = [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Wed, 31 Dec 1969 23:59:59 GMT", 86_399),
        ("Sat, 01 Jan 0000 00:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
        ("Tue, 29 Feb 2000 00:00:00 GMT", 951_782_400),
        ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
        // Two digits: nothing is more than fifty years away from 1970.
        ("Friday, 01-Jan-20 00:00:00 GMT", 1_577_836_800),
        ("Saturday, 01-Jan-21 00:00:00 GMT", 0),
    ];
    for (text, expected) in cases {
        assert_eq!(seconds(text), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_date_is_passed_over() {
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    let broken = [
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 994 08:49:37 GMT",
        "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
        "Sun, 06 Nov +994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 1994 08:49:37:00 GMT",
        "Sun, 06 Nov 1994 08::37 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 99999999999999999999 Nov 1994 08:49:37 GMT",
        "1994-11-06T08:49:37Z",
    ];
    let cut = (0..date.len()).map(|at| &date[..at]);
    for text in broken.into_iter().chain(cut) {
        assert_eq!(after(503, &[("retry-after", text)], Some(UNIX_EPOCH)), Some(250), "{text}");
    }
    assert_eq!(after(503, &[("retry-after", &"9".repeat(60_000))], Some(UNIX_EPOCH)), None);
    assert_eq!(after(503, &[("retry-after", &"1 ".repeat(30_000))], Some(UNIX_EPOCH)), Some(250));
    assert_eq!(after(503, &[("retry-after", "\u{e9}")], Some(UNIX_EPOCH)), Some(250));
}

#[test]
fn all_calls_of_a_client_share_a_budget() {
    let retry = Retry::new(3).budget(11);
    let budget = Budget::new(&retry);
    let is_sent_again =
        |outcome: Outcome<'_>, attempt| retry::wait(&retry, &budget, attempt, &outcome, None, HALF).is_some();
    let broken = Outcome::NoAnswer(Fault::Broken);
    // What is not sent again takes nothing.
    assert!(!is_sent_again(Outcome::Answer(StatusCode::NOT_FOUND, &HeaderMap::new()), 0));
    assert!(!is_sent_again(Outcome::Answer(StatusCode::BAD_GATEWAY, &headers(&[("retry-after", "99")])), 0));
    assert!(!is_sent_again(broken, 3));
    assert_eq!([0, 0, 0].map(|attempt| is_sent_again(broken, attempt)), [true, true, false]);
    for _ in 0..3 {
        budget.give_back();
    }
    assert!(!is_sent_again(broken, 0));
    budget.give_back();
    assert!(is_sent_again(broken, 0));
    // It is never more than at the start.
    for _ in 0..1000 {
        budget.give_back();
    }
    assert_eq!([0, 0, 0].map(|attempt| is_sent_again(broken, attempt)), [true, true, false]);
}

#[test]
fn budgets_at_the_edges() {
    let broken = Outcome::NoAnswer(Fault::Broken);
    let count = |retry: Retry, most: usize| {
        let budget = Budget::new(&retry);
        (0..most).take_while(|_| retry::wait(&retry, &budget, 0, &broken, None, 0).is_some()).count()
    };
    assert_eq!(count(Retry::new(1), 1000), 100);
    assert_eq!(count(Retry::new(1).budget(4), 1000), 0);
    assert_eq!(count(Retry::new(1).budget(0), 1000), 1000);
    let retry = Retry::new(1).budget(u32::MAX);
    let budget = Budget::new(&retry);
    budget.give_back();
    assert_eq!(retry::wait(&retry, &budget, 0, &broken, None, HALF), Some(Duration::from_millis(250)));
}

#[test]
fn a_request_that_could_do_something_twice_is_not_repeated() {
    let methods = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY", "POST", "PATCH", "CONNECT"];
    let own = HeaderName::from_static("x-request-key");
    let repeated = |pairs: Pairs<'_>, own: Option<&HeaderName>| -> Vec<&str> {
        let may_repeat = |method: &&str| {
            may_repeat(&Method::from_bytes(method.as_bytes()).expect("a method"), &headers(pairs), own)
        };
        methods.into_iter().filter(may_repeat).collect()
    };
    let idempotent = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"];
    assert_eq!(repeated(&[], None), idempotent);
    assert_eq!(repeated(&[], Some(&own)), idempotent);
    assert_eq!(repeated(&[("x-request-key", "1")], None), idempotent);
    assert_eq!(repeated(&[("x-request-key", "1")], Some(&own)), methods);
    assert_eq!(repeated(&[("Idempotency-Key", "1")], None), methods);
    assert_eq!(repeated(&[("Idempotency-Key", "1")], Some(&own)), methods);
}
