//! Makes a text safe to show on a terminal.

use std::borrow::Cow;

/// The text with every character that a terminal would act upon, or that would reorder or hide what
/// stands beside it, spelled out: an escape character becomes `\u{1b}`, a right-to-left override
/// `\u{202e}`, a line break `\u{a}`.
///
/// ```
/// assert_eq!(bindery::diagnostics::visible("red \u{1b}[31m"), "red \\u{1b}[31m");
/// assert_eq!(bindery::diagnostics::visible("日本"), "日本");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push_visible(&mut shown, character);
    }
    Cow::Owned(shown)
}

/// Adds one character as [`visible`] shows it.
pub(super) fn push_visible(shown: &mut String, character: char) {
    if is_hidden(character) {
        shown.extend(character.escape_unicode());
    } else {
        shown.push(character);
    }
}

/// Control characters, line and paragraph separators, marks of direction and of zero width, and the
/// tag characters that can carry a hidden text.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
