//! What a plain scalar is: the core schema (YAML 1.2.2, section 10.3.2).

use serde_json::{Number, Value};

/// The value of a scalar without quotes and tags. `yes`, `on` and `2020-01-01` are strings.
pub(super) fn plain(text: &str) -> Value {
    null(text)
        .or_else(|| boolean(text))
        .or_else(|| number(text).map(Value::Number))
        .unwrap_or_else(|| text.into())
}

/// The value of a scalar whose tag says what it is, if it can be that.
pub(super) fn tagged(suffix: &str, text: &str) -> Option<Value> {
    match suffix {
        "null" => null(text),
        "bool" => boolean(text),
        _ => number(text).map(Value::Number),
    }
}

fn null(text: &str) -> Option<Value> {
    matches!(text, "" | "~" | "null" | "Null" | "NULL").then_some(Value::Null)
}

fn boolean(text: &str) -> Option<Value> {
    match text {
        "true" | "True" | "TRUE" => Some(true.into()),
        "false" | "False" | "FALSE" => Some(false.into()),
        _ => None,
    }
}

/// A number, with its digits as they are written as far as JSON can write them so. Infinity and what is no
/// number (`.inf`, `.nan`) have no number in JSON: they stay strings.
fn number(text: &str) -> Option<Number> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return u128::from_str_radix(unsigned(digits)?, 16).ok()?.to_string().parse().ok();
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return u128::from_str_radix(unsigned(digits)?, 8).ok()?.to_string().parse().ok();
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (rest, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    let is_number = is_digits(whole)
        && fraction.is_none_or(is_digits)
        && power.is_none_or(|power| is_digits(power) && !power.is_empty())
        && !(whole.is_empty() && fraction.is_none_or(str::is_empty));
    if !is_number {
        return None;
    }
    let mut json = String::from(sign);
    // JSON has digits on both sides of the point, and no zeros before others.
    let whole = whole.trim_start_matches('0');
    json.push_str(if whole.is_empty() { "0" } else { whole });
    if let Some(fraction) = fraction {
        json.push('.');
        json.push_str(if fraction.is_empty() { "0" } else { fraction });
    }
    if let Some(exponent) = exponent {
        json.push('e');
        json.push_str(exponent);
    }
    json.parse().ok()
}

/// Digits without a sign, which `from_str_radix` would take too.
fn unsigned(digits: &str) -> Option<&str> {
    (!digits.starts_with(['+', '-'])).then_some(digits)
}
