//! For people, on a terminal.

use super::{Block, blocks, counts, origin, places::Places, title, turn};
use crate::{
    diagnostics::visible,
    diff::{Changes, Effect, Level},
};

impl Changes {
    /// The differences as a text for people, with colours or without, with a line break at its end.
    ///
    /// ```text
    /// Pets 1 -> Pets 2: major (Rust major, wire major): 1 breaking on the wire
    ///
    /// Breaking on the wire
    ///
    ///   field made optional in answers
    ///     Rust, major: the field becomes an `Option`
    ///     wire, major: old clients cannot read answers without it
    ///     - Pet › name (old.yaml:20 -> new.yaml:18)
    /// ```
    pub fn render(&self, colour: bool) -> String {
        let paint = Paint { colour };
        let places = Places::of(self);
        let mut text = format!("{}\n", self.summary(&paint));
        let mut last = None;
        for block in blocks(self) {
            if last != Some(block.group) {
                text += &format!("\n{}\n", paint.with("1;4", title(block.group)));
            }
            last = Some(block.group);
            text += &spelled(&block, &places, &paint);
        }
        text
    }

    fn summary(&self, paint: &Paint) -> String {
        let (old, new) = (origin(&self.old), origin(&self.new));
        let both = if old == new { old } else { format!("{old} -> {new}") };
        let (Some(verdict), Some(rust), Some(wire)) = (self.verdict(), self.rust(), self.wire()) else {
            return format!("{both}: no difference");
        };
        let verdict = paint.level(verdict, &verdict.to_string());
        format!("{both}: {verdict} (Rust {rust}, wire {wire}): {}", counts(self))
    }
}

fn spelled(block: &Block<'_>, places: &Places, paint: &Paint) -> String {
    let mut text = format!("\n  {}\n", paint.with("1", &block.headline()));
    if let Some((rust, wire)) = block.effects() {
        for (name, Effect { level, text: does }) in [("Rust", rust), ("wire", wire)] {
            text += &format!("    {name}, {}: {does}\n", paint.level(*level, &level.to_string()));
        }
    }
    let (shown, more) = block.shown();
    for change in shown {
        text += &format!("    - {}", visible(&change.place()));
        if let Some(turn) = turn(change, "->") {
            text += &format!(": {turn}");
        }
        if let Some(both) = places.both(change.old.as_ref(), change.new.as_ref(), "->") {
            text += &paint.with("2", &format!(" ({both})"));
        }
        text.push('\n');
    }
    if more > 0 {
        text += &format!("    ... and {more} more\n");
    }
    text
}

/// The colours of a terminal, or none.
struct Paint {
    colour: bool,
}

impl Paint {
    fn level(&self, level: Level, text: &str) -> String {
        let style = match level {
            Level::Major => "1;91",
            Level::Minor => "1;93",
            Level::Patch => "1;92",
        };
        self.with(style, text)
    }

    fn with(&self, style: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
