//! Points in time with the offset from UTC that they were given in, as RFC 3339 spells them.

use jiff::{ZonedDateTime, fmt::temporal::DateTimeParser, tz::TimeZone};

/// Reads `2024-05-01T12:30:00+02:00`; the offset is kept as the time zone, since nothing else is known of it.
pub fn read(text: &str) -> Option<ZonedDateTime> {
    let pieces = DateTimeParser::new().parse_pieces(text).ok()?;
    let offset = pieces.to_numeric_offset()?;
    let time = offset.to_timestamp(pieces.date().to_datetime(pieces.time()?)).ok()?;
    Some(time.to_zoned_datetime(TimeZone::fixed(offset)))
}

/// Writes `2024-05-01T12:30:00+02:00`; of a time zone only the offset, since RFC 3339 has no more.
pub fn text(time: &ZonedDateTime) -> String {
    let instant = time.timestamp();
    match time.offset().seconds() {
        0 => instant.to_string(),
        _ => instant.display_with_offset(time.offset()).to_string(),
    }
}
