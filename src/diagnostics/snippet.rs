//! Cuts the one line that shows a place out of a text: pages have lines of a hundred kilobytes.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

use super::visible::push_visible;

/// How many columns of a line are shown, without the dots that stand for the rest.
const WIDTH: usize = 120;

/// How many characters before the place are shown of a line that is longer.
const BEFORE: usize = 40;

/// A line, and what of it is meant.
pub(super) struct Snippet {
    /// What is shown of the line: it has no control characters and no tabs.
    pub(super) text: String,
    /// How many columns stand before the place.
    pub(super) before: usize,
    /// How many columns the place takes: one at least.
    pub(super) width: usize,
}

/// The line that a span begins in; nothing where there is no text, or no such span in it.
pub(super) fn snippet(text: &str, span: Range<usize>) -> Option<Snippet> {
    if text.is_empty() {
        return None;
    }
    let start = text.get(..span.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |newline| span.start + newline);
    let line = text[start..end].trim_end_matches('\r');
    let mark = (span.start - start).min(line.len())..span.end.saturating_sub(start).min(line.len());

    let from = if line.len() <= WIDTH { 0 } else { back(line, mark.start) };
    let mut shown = String::from(if from == 0 { "" } else { "... " });
    let mut before = shown.width();
    let mut after = before;
    for (offset, character) in line[from..].char_indices() {
        let offset = from + offset;
        if offset >= mark.start && shown.width() >= WIDTH {
            shown.push_str(" ...");
            break;
        }
        push_shown(&mut shown, character);
        if offset < mark.start {
            before = shown.width();
        }
        if offset < mark.end {
            after = shown.width();
        }
    }
    Some(Snippet { width: after.saturating_sub(before).max(1), before, text: shown.trim_end().to_owned() })
}

/// A tab has no width of its own.
fn push_shown(shown: &mut String, character: char) {
    match character {
        '\t' => shown.push_str("    "),
        _ => push_visible(shown, character),
    }
}

/// Some characters before a place of a line.
fn back(line: &str, place: usize) -> usize {
    line[..place].char_indices().rev().take(BEFORE).last().map_or(place, |(offset, _)| offset)
}
