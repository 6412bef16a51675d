//! When a call is sent again, and how long to wait before. Time and randomness are handed in: nothing here
//! waits, sends or asks a clock.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use http::{HeaderMap, HeaderName, Method};

use super::{Fault, hooks::Outcome};

/// What sending again takes out of the budget.
const COST: u32 = 5;

/// What a success puts back into the budget.
const GAIN: u32 = 1;

/// How often a call that failed is sent again, and after how long.
///
/// ```text
/// let client = Client::builder().retry(Retry::new(2).longest_wait(Duration::from_secs(2))).build()?;
/// ```
///
/// A call is sent again after the statuses 408, 429, 500, 502, 503 and 504, and when no answer came; not when
/// that could do something twice, as with `POST` and `PATCH` unless they have an idempotency key. Where a
/// server says `X-Should-Retry: true` or `false`, or `Stripe-Should-Retry`, that decides about its error.
///
/// The wait is random, between nothing and a limit that doubles each time, so that clients which failed
/// together do not come back together. Where a server says `Retry-After` or `Retry-After-Ms`, it is exactly
/// that.
#[derive(Clone, Debug)]
pub struct Retry {
    attempts: u32,
    first_wait: Duration,
    longest_wait: Duration,
    longest_retry_after: Duration,
    budget: u32,
}

impl Retry {
    /// Sends a call again so many times at the most: `Retry::new(2)` means up to three requests.
    pub fn new(attempts: u32) -> Self {
        Self {
            attempts,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(8),
            longest_retry_after: Duration::from_secs(60),
            budget: 500,
        }
    }

    /// How long the first wait may be: 500 ms unless this is called. The second may be twice as long, and so
    /// on.
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// How long any wait may be that the server does not ask for: 8 seconds unless this is called.
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// How long a wait may be that the server asks for: 60 seconds unless this is called. If it asks for
    /// more, the call is not sent again, and its answer is given out.
    pub fn longest_retry_after(mut self, wait: Duration) -> Self {
        self.longest_retry_after = wait;
        self
    }

    /// How much all calls of a client may be sent again together: 500 tokens unless this is called. Each time
    /// takes 5, a success gives 1 back, and while fewer than 5 are left, nothing is sent again. So a server
    /// that is down is not asked three times as often as one that is up. 0 is no limit.
    pub fn budget(mut self, tokens: u32) -> Self {
        self.budget = tokens;
        self
    }
}

/// What is left of [`Retry::budget`], for all calls of a client.
#[derive(Debug)]
pub(super) struct Budget {
    left: AtomicU32,
    /// 0 is no limit.
    most: u32,
}

impl Budget {
    /// A whole one.
    pub(super) fn new(retry: &Retry) -> Self {
        Self { left: AtomicU32::new(retry.budget), most: retry.budget }
    }

    /// Gives a little back, after a success.
    pub(super) fn give_back(&self) {
        self.change(|left| Some(left.saturating_add(GAIN).min(self.most)));
    }

    /// Whether there was enough for sending again.
    fn take(&self) -> bool {
        self.most == 0 || self.change(|left| left.checked_sub(COST))
    }

    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change).is_ok()
    }
}

/// Whether a request can be sent twice without doing its work twice: its method is idempotent (RFC 9110
/// section 9.2.2, and RFC 10008 for `QUERY`), or it has a key by which the server knows it again, in
/// `Idempotency-Key` or in the API's own header.
pub(super) fn may_repeat(
    method: &Method,
    headers: &HeaderMap,
    idempotency_header: Option<&HeaderName>,
) -> bool {
    // By name, since versions of `http` do not agree on `Method::is_idempotent`.
    matches!(method.as_str(), "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE" | "QUERY")
        || headers.contains_key("idempotency-key")
        || idempotency_header.is_some_and(|name| headers.contains_key(name))
}

/// How long to wait before a request is sent again; `None` if it is not, for whatever reason.
///
/// `attempt` is how often it was sent again already, `now` what a `Retry-After` with a date is compared to,
/// and `random` any number. Who asks has asked [`may_repeat`] before, and really waits: the budget has paid
/// for it.
pub(super) fn wait(
    retry: &Retry,
    budget: &Budget,
    attempt: u32,
    outcome: &Outcome<'_>,
    now: Option<SystemTime>,
    random: u64,
) -> Option<Duration> {
    if attempt >= retry.attempts || !may_succeed(outcome) {
        return None;
    }
    let told = match outcome {
        Outcome::Answer(_, headers) => told(headers, now),
        Outcome::NoAnswer(_) => None,
    };
    if told.is_some_and(|wait| wait > retry.longest_retry_after) {
        return None;
    }
    budget.take().then(|| told.unwrap_or_else(|| chosen(retry, attempt, random)))
}

/// Whether the same request may have another outcome.
fn may_succeed(outcome: &Outcome<'_>) -> bool {
    match outcome {
        Outcome::NoAnswer(Fault::Connect | Fault::Timeout | Fault::Broken) => true,
        Outcome::NoAnswer(Fault::TooLong | Fault::Prepare | Fault::Other) => false,
        Outcome::Answer(status, headers) => {
            let status = status.as_u16();
            let usual = matches!(status, 408 | 429 | 500 | 502 | 503 | 504);
            status >= 400 && said(headers).unwrap_or(usual)
        }
    }
}

/// What the server says itself.
fn said(headers: &HeaderMap) -> Option<bool> {
    ["x-should-retry", "stripe-should-retry"].into_iter().find_map(|name| match text(headers, name)? {
        word if word.eq_ignore_ascii_case("true") => Some(true),
        word if word.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    })
}

/// The wait where the server asks for none: exponential, with what AWS calls full jitter.
fn chosen(retry: &Retry, attempt: u32, random: u64) -> Duration {
    let doubled = retry.first_wait.saturating_mul(1_u32.checked_shl(attempt).unwrap_or(u32::MAX));
    let limit = u64::try_from(doubled.min(retry.longest_wait).as_nanos()).unwrap_or(u64::MAX);
    // The limit times `random` / 2^64, which fits again.
    Duration::from_nanos(((u128::from(limit) * u128::from(random)) >> 64) as u64)
}

/// The wait that the server asks for. The finer of two headers goes first.
fn told(headers: &HeaderMap, now: Option<SystemTime>) -> Option<Duration> {
    let milliseconds = text(headers, "retry-after-ms").and_then(number).map(Duration::from_millis);
    milliseconds.or_else(|| {
        let text = text(headers, "retry-after")?;
        number(text).map(Duration::from_secs).or_else(|| until(text, now?))
    })
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// A number that is not negative; the largest there is, if it is larger. RFC 9110 section 10.2.3 knows whole
/// ones only, but some servers send `1.5`, which is 2, so that nobody comes too early.
fn number(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let more = digits(fraction)? > 0;
    Some(digits(whole)?.saturating_add(u64::from(more)))
}

/// Digits and nothing else: `parse` alone takes `+1` too.
fn digits(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

/// How long it is until a date; nothing if it is past.
fn until(text: &str, now: SystemTime) -> Option<Duration> {
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    // The average year of the calendar, in seconds.
    let this_year = 1970 + now.as_secs() / 31_556_952;
    Some(Duration::from_secs(date(text, this_year)?).saturating_sub(now))
}

/// The seconds from 1970 to a date, 0 before that; in any of the three forms of RFC 9110 section 5.6.7:
///
/// ```text
/// Sun, 06 Nov 1994 08:49:37 GMT
/// Sunday, 06-Nov-94 08:49:37 GMT
/// Sun Nov  6 08:49:37 1994
/// ```
fn date(text: &str, this_year: u64) -> Option<u64> {
    const MONTHS: [&str; 12] =
        ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb"];
    let parts: Vec<&str> = text.split([' ', ',', '-']).filter(|part| !part.is_empty()).collect();
    let (day, month, year, time) = match parts[..] {
        [_, day, month, year, time, "GMT"] => (digits(day)?, month, year, time),
        [_, month, day, time, year] => (digits(day)?, month, year, time),
        _ => return None,
    };
    let time: Vec<u64> = time.split(':').map(digits).collect::<Option<_>>()?;
    let [hour, minute, second] = time[..] else { return None };
    let year = match (year.len(), digits(year)?) {
        (4, year) => year,
        // Two digits stand for no year that is more than fifty away.
        (2, year) if 2000 + year <= this_year + 50 => 2000 + year,
        (2, year) => 1900 + year,
        _ => return None,
    };
    if !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // Years begin in March here, so that a leap day is the last of its year.
    let month = MONTHS.iter().position(|name| *name == month)? as u64;
    let year = if month < 10 { year } else { year.saturating_sub(1) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    // From March of the year 0 to 1970.
    let days = days.saturating_sub(719_468);
    Some(days * 86_400 + hour * 3600 + minute * 60 + second)
}
