//! For a changelog, or a pull request.

use super::{Block, blocks, counts, origin, places::Places, title, turn};
use crate::{
    diagnostics::visible,
    diff::{Changes, Level},
};

impl Changes {
    /// The differences as Markdown (CommonMark 0.31): a heading, and a list for each group.
    ///
    /// ```text
    /// ## Pets 1 → Pets 2
    ///
    /// A **major** change (Rust: major, wire: major): 1 breaking on the wire.
    ///
    /// ### Breaking on the wire
    ///
    /// - **field made optional in answers**: the field becomes an `Option`; old clients cannot read answers without it
    ///   - `Pet › name` (`old.yaml:20` → `new.yaml:18`)
    /// ```
    pub fn to_markdown(&self) -> String {
        let places = Places::of(self);
        let (old, new) = (plain(&origin(&self.old)), plain(&origin(&self.new)));
        let both = if old == new { old } else { format!("{old} → {new}") };
        let mut text = format!("## {both}\n");
        let (Some(verdict), Some(rust), Some(wire)) = (self.verdict(), self.rust(), self.wire()) else {
            return text + "\nNo difference.\n";
        };
        text += &format!("\nA **{verdict}** change (Rust: {rust}, wire: {wire}): {}.\n", counts(self));
        let mut last = None;
        for block in blocks(self) {
            if last != Some(block.group) {
                text += &format!("\n### {}\n\n", title(block.group));
            }
            last = Some(block.group);
            text += &spelled(&block, &places);
        }
        text
    }
}

fn spelled(block: &Block<'_>, places: &Places) -> String {
    let mut text = format!("- **{}**", block.headline());
    let effects: Vec<String> = match block.effects() {
        Some((rust, wire)) => [("Rust", rust), ("wire", wire)]
            .into_iter()
            .filter(|(_, effect)| effect.level > Level::Patch)
            .map(|(name, effect)| format!("{name} ({}): {}", effect.level, effect.text))
            .collect(),
        None => Vec::new(),
    };
    if !effects.is_empty() {
        text += &format!(". {}", effects.join(". "));
    }
    text.push('\n');
    let (shown, more) = block.shown();
    for change in shown {
        text += &format!("  - {}", code(&change.place()));
        if let Some(turn) = turn(change, "→") {
            text += &format!(": {}", code(&turn));
        }
        let at = [&change.old, &change.new].map(|at| places.text(at.as_ref()).map(|at| code(&at)));
        match at {
            [Some(old), Some(new)] => text += &format!(" ({old} → {new})"),
            [Some(only), None] | [None, Some(only)] => text += &format!(" ({only})"),
            [None, None] => {}
        }
        text.push('\n');
    }
    if more > 0 {
        text += &format!("  - and {more} more\n");
    }
    text
}

/// A text as code, whatever backticks it has in it (CommonMark 0.31, section 6.1).
fn code(text: &str) -> String {
    let text = visible(text).replace(['\n', '\r'], " ");
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A text that says nothing to Markdown.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.replace(['\n', '\r'], " ").chars() {
        if "\\`*_{}[]<>#|~".contains(sign) {
            plain.push('\\');
        }
        plain.push(sign);
    }
    plain
}
