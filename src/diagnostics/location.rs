//! Where something stands: a file, a span of its bytes, and the JSON pointer of the place.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use super::{
    find::{self, Wanted},
    find_yaml,
};

/// A text that was read, kept for snippets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file as the user named it; `-` for standard input.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What it is written in.
    pub syntax: Syntax,
}

/// What a [`Source`] is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// JSON (RFC 8259).
    Json,
    /// YAML 1.2.
    Yaml,
    /// HTML, or anything else whose places are known when it is read.
    Other,
}

/// A place in a source.
#[derive(Clone, Debug)]
pub struct Location {
    /// The text it stands in.
    pub source: Arc<Source>,
    /// The bytes of the text, once known.
    pub span: Option<Range<usize>>,
    /// The JSON pointer of the place (RFC 6901), empty for the whole.
    pub pointer: String,
}

impl Source {
    /// The source of what no file says, such as a setting on the command line.
    pub fn unnamed() -> Self {
        Source { name: String::new(), text: String::new(), syntax: Syntax::Other }
    }
}

impl Location {
    /// Some bytes of a source.
    pub fn span(source: &Arc<Source>, span: Range<usize>) -> Self {
        Location { source: Arc::clone(source), span: Some(span), pointer: String::new() }
    }

    /// A source as a whole.
    pub fn file(source: &Arc<Source>) -> Self {
        Location { source: Arc::clone(source), span: None, pointer: String::new() }
    }

    /// Line and column (in characters), both from 1; nothing where only the file is known.
    pub fn line_column(&self) -> Option<(usize, usize)> {
        Lines::default().place(self)
    }
}

/// Finds the span of each place that is known by its pointer only, in one pass over each text.
pub(crate) fn resolve<'l>(locations: impl Iterator<Item = &'l mut Location>) {
    let mut texts: BTreeMap<*const Source, (Wanted, Vec<&mut Location>)> = BTreeMap::new();
    for location in locations {
        let is_wanted = location.span.is_none() && !location.pointer.is_empty();
        if is_wanted && location.source.syntax != Syntax::Other {
            let (wanted, places) = texts.entry(Arc::as_ptr(&location.source)).or_default();
            wanted.add(&location.pointer);
            places.push(location);
        }
    }
    for (mut wanted, places) in texts.into_values() {
        if let Some(first) = places.first() {
            match first.source.syntax {
                Syntax::Json => find::json(&first.source.text, &mut wanted),
                Syntax::Yaml => find_yaml::yaml(&first.source.text, &mut wanted),
                Syntax::Other => {}
            }
        }
        for place in places {
            place.span = wanted.get(&place.pointer);
        }
    }
}

/// Gives the files of places other names, where there is one: what is read from a temporary folder is not called after it.
pub(crate) fn rename<'l>(
    locations: impl Iterator<Item = &'l mut Location>,
    name: &dyn Fn(&str) -> Option<String>,
) {
    // A text stays one text, however many places are in it.
    let mut known: BTreeMap<*const Source, Arc<Source>> = BTreeMap::new();
    let mut kept = Vec::new();
    for location in locations {
        let old = Arc::clone(&location.source);
        let new = known.entry(Arc::as_ptr(&old)).or_insert_with(|| match name(&old.name) {
            Some(name) => Arc::new(Source { name, ..(*old).clone() }),
            None => Arc::clone(&old),
        });
        location.source = Arc::clone(new);
        // An address counts only as long as nothing else can get it.
        kept.push(old);
    }
}

/// Lines and columns of many places, counted on from the place before: what is wanted in the order of
/// the text costs one pass over it.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The text of the place before, its byte, its line and its column.
    last: Option<(*const Source, usize, usize, usize)>,
}

impl Lines {
    /// Line and column of a place, as [`Location::line_column`] has them.
    pub(crate) fn place(&mut self, at: &Location) -> Option<(usize, usize)> {
        let source = Arc::as_ptr(&at.source);
        let start = at.span.as_ref()?.start;
        let known = self.last.filter(|&(last, byte, ..)| last == source && byte <= start);
        let (_, from, line, column) = known.unwrap_or((source, 0, 1, 1));
        let between = at.source.text.get(from..start)?;
        let (line, column) = match between.rfind('\n') {
            None => (line, column + between.chars().count()),
            Some(newline) => {
                let newlines = between.bytes().filter(|&byte| byte == b'\n').count();
                (line + newlines, between[newline + 1..].chars().count() + 1)
            }
        };
        self.last = Some((source, start, line, column));
        Some((line, column))
    }
}
