//! Spells diagnostics out for people.
//!
//! In: [`Diagnostics`]. Out: a text, with colour or without; for each problem what is wrong, the line
//! with the place underlined, the JSON pointer, and a way out. Of many problems of one code ten are shown.
//!
//! The text comes from strangers' documents, so that nothing of it reaches the terminal unescaped.

use std::{collections::BTreeMap, fmt};

use super::{
    Diagnostic, Diagnostics, Location, Severity,
    location::Lines,
    snippet::{Snippet, snippet},
    visible,
};

/// How many problems of one code are shown.
const MOST_OF_A_CODE: usize = 10;

/// What is shown of a long list.
pub(crate) enum Shown<'d> {
    /// A problem.
    One(&'d Diagnostic),
    /// How many more there are with the code of the one before.
    More(&'static str, usize),
}

impl Diagnostics {
    /// What is shown of the list: all, but of each code at most ten and then how many more there are.
    pub(crate) fn shown(&self) -> impl Iterator<Item = Shown<'_>> {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for found in self.iter() {
            *left.entry(found.problem.code()).or_default() += 1;
        }
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        self.iter().flat_map(move |found| {
            let code = found.problem.code();
            let seen = seen.entry(code).or_default();
            *seen += 1;
            let more = left.get(code).map_or(0, |all| all.saturating_sub(MOST_OF_A_CODE));
            let is_shown = *seen <= MOST_OF_A_CODE;
            let is_last = *seen == MOST_OF_A_CODE && more > 0;
            let more = is_last.then_some(Shown::More(code, more));
            is_shown.then_some(Shown::One(found)).into_iter().chain(more)
        })
    }

    /// All that was found, as a text for people; without a line break at its end.
    ///
    /// ```text
    /// warning[unknown-type]: the type `strin` is none of JSON Schema's
    ///   --> petstore.json:12:17
    ///    |
    /// 12 |         "type": "strin",
    ///    |                 ^^^^^^^
    ///    |
    ///    = at: /components/schemas/Pet/type
    ///    = help: write `string`
    /// ```
    pub fn render(&self, colour: bool) -> String {
        let paint = Paint { colour };
        let mut lines = Lines::default();
        let blocks = self.shown().map(|shown| match shown {
            Shown::One(found) => block(found, &mut lines, &paint),
            Shown::More(code, count) => format!("... and {count} more of `{code}`"),
        });
        blocks.collect::<Vec<_>>().join("\n\n")
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.render(false))
    }
}

/// In one line: `pets.json:3:5: warning[code]: message (at /paths); help: a way out`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = place(&self.at, self.at.line_column()) {
            write!(out, "{place}: ")?;
        }
        let problem = &self.problem;
        write!(out, "{}[{}]: {}", problem.severity(), problem.code(), visible(&problem.message()))?;
        if !self.at.pointer.is_empty() {
            write!(out, " (at {})", visible(&self.at.pointer))?;
        }
        if let Some(other) = self.other.as_ref().and_then(|other| place(other, other.line_column())) {
            write!(out, "; other: {other}")?;
        }
        let help = problem.help();
        if !help.is_empty() {
            write!(out, "; help: {}", visible(&help))?;
        }
        Ok(())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// A problem with its snippet, as a few lines.
fn block(found: &Diagnostic, lines: &mut Lines, paint: &Paint) -> String {
    let problem = &found.problem;
    let severity = problem.severity();
    let kind = paint.severity(severity, &format!("{severity}[{}]", problem.code()));
    let mut block = format!("{kind}{}", paint.bold(&format!(": {}", visible(&problem.message()))));

    let line_column = lines.place(&found.at);
    let number = line_column.map(|(line, _)| line.to_string()).unwrap_or_default();
    let margin = " ".repeat(number.len());
    if let Some(place) = place(&found.at, line_column) {
        block +=
            &format!("\n{margin}{} {place}", paint.frame(if number.is_empty() { " -->" } else { "-->" }));
    }
    let bar = paint.frame("|");
    if let Some(Snippet { text, before, width }) =
        found.at.span.clone().and_then(|span| snippet(&found.at.source.text, span))
    {
        let carets = paint.severity(severity, &"^".repeat(width));
        block += &format!("\n{margin} {bar}\n{} {bar} {text}", paint.frame(&number));
        block += &format!("\n{margin} {bar} {}{carets}\n{margin} {bar}", " ".repeat(before));
    }
    let other = found.other.as_ref().and_then(|other| place(other, other.line_column())).unwrap_or_default();
    let notes = [("at", found.at.pointer.clone()), ("other", other), ("help", problem.help())];
    for (name, note) in notes.iter().filter(|(_, note)| !note.is_empty()) {
        block += &format!("\n{margin} {} {}: {}", paint.frame("="), paint.bold(name), visible(note));
    }
    block
}

/// `pets.json:3:5`, as much of it as is known.
fn place(at: &Location, line_column: Option<(usize, usize)>) -> Option<String> {
    let name = match at.source.name.as_str() {
        "" => return None,
        "-" => "<stdin>".into(),
        name => visible(name),
    };
    Some(match line_column {
        Some((line, column)) => format!("{name}:{line}:{column}"),
        None => name.into_owned(),
    })
}

/// The colours of a terminal, or none.
struct Paint {
    colour: bool,
}

impl Paint {
    fn severity(&self, severity: Severity, text: &str) -> String {
        self.with(
            match severity {
                Severity::Error => "1;91",
                Severity::Warning => "1;93",
                Severity::Note => "1;92",
            },
            text,
        )
    }

    fn bold(&self, text: &str) -> String {
        self.with("1", text)
    }

    fn frame(&self, text: &str) -> String {
        self.with("1;94", text)
    }

    fn with(&self, style: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
