//! What strings and keys of recorded answers look like.
//!
//! In: a string, or all members of the objects at a place. Out: the format of the string, if it has one that is known;
//! whether the keys are values, such as ids and dates, and not names that an author gave.

use serde_json::Value;

use crate::document::Node;

/// More keys than an author gives to an object whose members are all alike.
const MANY: usize = 24;

/// The shortest id: `cus_4fdAW5ft` is none of a word and a number.
const SHORTEST_ID: usize = 8;

/// What a string is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// `2024-05-01T12:30:00Z` (RFC 3339, section 5.6).
    DateTime,
    /// `2024-05-01`
    Date,
    /// `f81d4fae-7dec-11d0-a765-00a0c91e6bf6` (RFC 9562, section 4).
    Uuid,
}

impl Format {
    pub(super) fn of(text: &str) -> Option<Self> {
        if fits(text, "????????-????-????-????-????????????") {
            return Some(Format::Uuid);
        }
        let (date, time) = text.split_at_checked(10)?;
        let is_date = fits(date, "9999-99-99") && in_range(&date[5..7], 1, 12) && in_range(&date[8..], 1, 31);
        match time {
            _ if !is_date => None,
            "" => Some(Format::Date),
            _ => is_time(time).then_some(Format::DateTime),
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Format::DateTime => "date-time",
            Format::Date => "date",
            Format::Uuid => "uuid",
        }
    }
}

/// `T12:30:00.123Z`, with its zone.
fn is_time(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['T', 't']) else { return false };
    let Some((clock, rest)) = rest.split_at_checked(8) else { return false };
    let is_clock = fits(clock, "99:99:99")
        && in_range(&clock[..2], 0, 23)
        && in_range(&clock[3..5], 0, 59)
        && in_range(&clock[6..], 0, 60);
    let fraction =
        rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|sign: char| sign.is_ascii_digit()));
    let zone = fraction.unwrap_or(rest);
    let is_empty_fraction = fraction.is_some_and(|after| after.len() + 1 == rest.len());
    let is_zone =
        matches!(zone, "Z" | "z") || zone.strip_prefix(['+', '-']).is_some_and(|zone| fits(zone, "99:99"));
    is_clock && is_zone && !is_empty_fraction
}

fn in_range(digits: &str, least: u32, most: u32) -> bool {
    digits.parse().is_ok_and(|number: u32| (least..=most).contains(&number))
}

/// Whether a text has a digit for each `9`, a hexadecimal digit for each `?`, and else what stands there.
fn fits(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(sign, wanted)| match wanted {
            b'9' => sign.is_ascii_digit(),
            b'?' => sign.is_ascii_hexdigit(),
            _ => sign == wanted,
        })
}

/// Whether the keys of objects are values: numbers, dates, ids; or more than anybody names, of things that are alike.
pub(super) fn are_values(members: &[(&str, Node<'_>)]) -> bool {
    if members.is_empty() {
        return false;
    }
    if members.iter().all(|(key, _)| is_value(key)) {
        return true;
    }
    let mut keys: Vec<&str> = members.iter().map(|(key, _)| *key).collect();
    keys.sort_unstable();
    keys.dedup();
    let first = members.first().map(|(_, node)| shape(node.value));
    keys.len() > MANY && members.iter().all(|(_, node)| Some(shape(node.value)) == first)
}

/// Whether a key is a number, a date or an id, and cannot be the name of a member.
fn is_value(key: &str) -> bool {
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    let is_number = !key.is_empty() && digits == key.len();
    let is_plain = key.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"_-".contains(&sign));
    // A name may end in a number, `address_line1`; an id has digits in its middle too.
    let inside = key.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let is_id = key.len() >= SHORTEST_ID
        && is_plain
        && digits >= 2
        && inside.bytes().any(|sign| sign.is_ascii_digit());
    is_number || is_id || Format::of(key).is_some()
}

/// What values of one shape have in common: the kind, and of an object the names of its members.
fn shape(value: &Value) -> Vec<&str> {
    match value {
        Value::Null => vec!["null"],
        Value::Bool(_) => vec!["boolean"],
        Value::Number(_) => vec!["number"],
        Value::String(_) => vec!["string"],
        Value::Array(_) => vec!["array"],
        Value::Object(members) => {
            let mut names: Vec<&str> = members.keys().map(String::as_str).collect();
            names.sort_unstable();
            names.insert(0, "object");
            names
        }
    }
}
