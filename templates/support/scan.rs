//! The innermost loops of reading and writing JSON: where a string or number ends, and what it stands for.

/// The digits that always fit an `i64`.
const SHORT: usize = 18;

/// Where the stretch ends that a JSON string holds as it is: at a quote, a backslash, a control character
/// or the end.
pub(super) fn plain_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let marks = special(u64::from_le_bytes(*eight));
        if marks != 0 {
            return at + marks.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
        at += 1;
    }
    at
}

/// Marks the highest bit of the bytes that a string cannot hold as they are, eight at a time. A subtraction
/// may borrow from the byte after a marked one, so that only the lowest mark counts.
fn special(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let quote = eight ^ (ONES * b'"' as u64);
    let backslash = eight ^ (ONES * b'\\' as u64);
    let found = quote.wrapping_sub(ONES) & !quote
        | backslash.wrapping_sub(ONES) & !backslash
        | eight.wrapping_sub(ONES * 0x20) & !eight;
    found & (ONES * 0x80)
}

/// The character of an escape, and the length of what comes after the backslash: `n`, `u00e9`, `ud83d\ude00`.
pub(super) fn unescape(bytes: &[u8]) -> Option<(char, usize)> {
    let character = match bytes.first()? {
        byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unescape_unicode(bytes),
        _ => return None,
    };
    Some((character, 1))
}

fn unescape_unicode(bytes: &[u8]) -> Option<(char, usize)> {
    let first = hex4(bytes, 1)?;
    if !(0xd800..0xdc00).contains(&first) {
        return Some((char::from_u32(first)?, 5));
    }
    if bytes.get(5..7)? != b"\\u" {
        return None;
    }
    let second = hex4(bytes, 7)?;
    if !(0xdc00..0xe000).contains(&second) {
        return None;
    }
    let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    Some((char::from_u32(code)?, 11))
}

fn hex4(bytes: &[u8], start: usize) -> Option<u32> {
    let digits = bytes.get(start..start + 4)?;
    digits.iter().try_fold(0, |code, digit| Some(code * 16 + char::from(*digit).to_digit(16)?))
}

/// Where a number ends; `None` if there is none.
pub(super) fn number_end(bytes: &[u8], start: usize) -> Option<usize> {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let mut at = start;
    if byte(at) == b'-' {
        at += 1;
    }
    at = if byte(at) == b'0' { at + 1 } else { digits_end(bytes, at)? };
    if byte(at) == b'.' {
        at = digits_end(bytes, at + 1)?;
    }
    if matches!(byte(at), b'e' | b'E') {
        at += 1;
        if matches!(byte(at), b'+' | b'-') {
            at += 1;
        }
        at = digits_end(bytes, at)?;
    }
    Some(at)
}

/// Where one or more digits end.
fn digits_end(bytes: &[u8], start: usize) -> Option<usize> {
    let length = bytes.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (length > 0).then_some(start + length)
}

/// An integer of at most 18 digits and nothing else, and where it ends: nearly all of them.
pub(super) fn short_integer(bytes: &[u8], start: usize) -> Option<(i64, usize)> {
    let negative = bytes.get(start) == Some(&b'-');
    let first = start + usize::from(negative);
    let mut value = 0;
    let mut at = first;
    while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
        if at - first == SHORT {
            return None;
        }
        value = value * 10 + i64::from(digit - b'0');
        at += 1;
    }
    let leading_zero = at - first > 1 && bytes[first] == b'0';
    if at == first || leading_zero || matches!(bytes.get(at), Some(b'.' | b'e' | b'E')) {
        return None;
    }
    Some((if negative { -value } else { value }, at))
}

/// Up to here, floats hold every integer exactly.
const EXACT: u64 = 1 << 53;

/// Ten to the power of 0 to 22, which floats hold exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// A float of at most 18 digits and no exponent, and where it ends: most of them. Both numbers of the division
/// are exact, so that it gives the float that is nearest.
pub(super) fn short_float(bytes: &[u8], start: usize) -> Option<(f64, usize)> {
    let negative = bytes.get(start) == Some(&b'-');
    let first = start + usize::from(negative);
    let (whole, point) = digits(bytes, first, 0)?;
    let (all, end) = match bytes.get(point) {
        Some(b'.') => digits(bytes, point + 1, whole)?,
        _ => (whole, point),
    };
    let leading_zero = point - first > 1 && bytes[first] == b'0';
    let long = end - first > SHORT || all > EXACT || matches!(bytes.get(end), Some(b'e' | b'E'));
    if leading_zero || long {
        return None;
    }
    let magnitude = all as f64 / POWERS[end.saturating_sub(point + 1)];
    Some((if negative { -magnitude } else { magnitude }, end))
}

/// The number that one or more digits add to, and where they end.
fn digits(bytes: &[u8], start: usize, before: u64) -> Option<(u64, usize)> {
    let mut value = before;
    let mut at = start;
    while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        at += 1;
    }
    (at > start).then_some((value, at))
}

/// The value of a number that is an integer, however it is spelled: `12`, `12.0`, `1.2e1`, `120e-1`.
pub(super) fn integral(number: &str) -> Option<i128> {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let (sign, whole) = whole.strip_prefix('-').map_or((1, whole), |whole| (-1, whole));
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(0);
    }
    let shift = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let places = usize::try_from(shift.unsigned_abs()).ok()?;
    // More than 38 digits do not fit, and their zeros are not worth the memory.
    let digits = if shift < 0 {
        let kept = digits.len().checked_sub(places)?;
        let (kept, dropped) = digits.split_at(kept);
        dropped.bytes().all(|digit| digit == b'0').then(|| kept.to_owned())?
    } else {
        (places <= 38).then(|| format!("{digits}{}", "0".repeat(places)))?
    };
    digits.parse::<i128>().ok()?.checked_mul(sign)
}
