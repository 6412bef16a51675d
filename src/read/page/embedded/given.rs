//! What a page gives to its renderer, as a document or the URL of one.

use std::ops::Range;

use super::{
    Carried, Inline, Renderer,
    elements::Page,
    literal::{Broken, Form, Literal, Reader, spelled},
};
use crate::diagnostics::EmbeddedProblem;

/// A page, and whose it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Giver<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) renderer: Renderer,
}

impl Giver<'_> {
    /// A value that is a document, as an object or as its text.
    pub(super) fn document(self, literal: &Literal) -> Carried {
        self.resolved(literal, |giver, literal, text| giver.text(literal, text))
    }

    /// A value that is the URL of a document, or the document itself as an object.
    pub(super) fn url(self, literal: &Literal) -> Carried {
        self.resolved(literal, |_, literal, text| Carried::Url {
            url: text.to_owned(),
            span: literal.span.clone(),
        })
    }

    /// The members of a value that may stand in another place, where it is an object.
    pub(super) fn object(self, literal: &Literal) -> Result<Literal, Carried> {
        let value = self.page.resolved(literal).map_err(|broken| self.broken(&broken))?;
        match value.form {
            Form::Object(_) => Ok(value),
            Form::Array(_)
            | Form::Text(_)
            | Form::Plain(_)
            | Form::Name(_)
            | Form::Parsed(_)
            | Form::Computed => Err(self.computed(&value.span)),
        }
    }

    /// The member of an object, where it has one that says something: a variable that is never set does not.
    pub(super) fn member(self, object: &Literal, key: &str) -> Option<Literal> {
        let member = object.get(key)?;
        let value = self.page.resolved(member).unwrap_or_else(|_| member.clone());
        let is_nothing = match &value.form {
            Form::Plain(text) => text == "null",
            Form::Text(text) => text.trim().is_empty(),
            Form::Name(path) => path.len() == 1 && path.iter().all(|name| name == "undefined"),
            Form::Object(_) | Form::Array(_) | Form::Parsed(_) | Form::Computed => false,
        };
        (!is_nothing).then_some(value)
    }

    fn resolved(self, literal: &Literal, of_text: impl Fn(Self, &Literal, &str) -> Carried) -> Carried {
        let value = match self.page.resolved(literal) {
            Ok(value) => value,
            Err(broken) => return self.broken(&broken),
        };
        match &value.form {
            Form::Object(_) => self.inline(&value),
            Form::Text(text) if text.trim_start().starts_with('{') => self.text(&value, text),
            Form::Text(text) => of_text(self, &value, text),
            Form::Parsed(text) => self.text(&value, text),
            Form::Array(_) | Form::Plain(_) | Form::Name(_) | Form::Computed => self.computed(&value.span),
        }
    }

    /// A document that stands in a script as an object.
    fn inline(self, literal: &Literal) -> Carried {
        match spelled(self.page.text, literal) {
            Ok(json) => Carried::Text(in_its_lines(self.page.text, literal.span.clone(), &json)),
            Err(part) => self.computed(&part),
        }
    }

    /// A document that stands in a script as a text.
    fn text(self, literal: &Literal, text: &str) -> Carried {
        let span = literal.span.clone();
        let raw = &self.page.text[span.clone()];
        // The lines of a template are those of the page.
        if raw.starts_with('`') && !raw.contains('\\') {
            return Carried::Text(in_its_lines(self.page.text, span, text));
        }
        Carried::Text(Inline { text: text.to_owned(), span, has_its_lines: false })
    }

    /// A document that is the content of an element.
    pub(super) fn content(self, span: Range<usize>) -> Carried {
        let text = &self.page.text[span.clone()];
        Carried::Text(in_its_lines(self.page.text, span, text))
    }

    /// A document that is the value of an attribute.
    pub(super) fn attribute(self, text: String, tag: Range<usize>) -> Carried {
        Carried::Text(Inline { text, span: tag, has_its_lines: false })
    }

    /// What `look` finds in the JSON that is the value of an attribute.
    pub(super) fn in_attribute(
        self,
        json: &str,
        tag: &Range<usize>,
        look: impl Fn(Giver<'_>, &Literal) -> Vec<Carried>,
    ) -> Vec<Carried> {
        let page = Page::of_script(json);
        let inner = Giver { page: &page, ..self };
        let given = inner.json(0..json.len(), look);
        given.into_iter().map(|carried| carried.moved_to(tag)).collect()
    }

    /// What `look` finds in the JSON that stands in some bytes of the page.
    pub(super) fn json(
        self,
        span: Range<usize>,
        look: impl Fn(Giver<'_>, &Literal) -> Vec<Carried>,
    ) -> Vec<Carried> {
        match Reader::new(&self.page.text[..span.end], span.start).value() {
            Ok(literal) => look(self, &literal),
            Err(broken) => vec![self.broken(&broken)],
        }
    }

    /// What a script is damaged by.
    pub(super) fn broken(self, broken: &Broken) -> Carried {
        let problem =
            EmbeddedProblem::DocumentBroken { renderer: self.renderer.name(), reason: broken.reason };
        Carried::Wrong { problem, span: broken.at..broken.at }
    }

    /// What only running a script would tell.
    pub(super) fn computed(self, span: &Range<usize>) -> Carried {
        let words = self.page.text[span.clone()].split_whitespace().take(30).collect::<Vec<_>>().join(" ");
        let problem =
            EmbeddedProblem::DocumentComputed { renderer: self.renderer.name(), found: beginning(&words) };
        Carried::Wrong { problem, span: span.clone() }
    }
}

/// A document whose lines are those of the page.
fn in_its_lines(page: &str, span: Range<usize>, document: &str) -> Inline {
    let before = &page[..span.start];
    let mut text = "\n".repeat(before.bytes().filter(|byte| *byte == b'\n').count());
    // White space at the start of a line says something in YAML.
    if document.starts_with(['{', '[']) {
        let line = before.rsplit('\n').next().unwrap_or_default();
        text.extend(line.chars().map(|_| ' '));
    }
    text.push_str(document);
    Inline { text, span, has_its_lines: true }
}

impl Carried {
    /// The same, with its place in the page: the value of an attribute has no places of its own there.
    fn moved_to(self, tag: &Range<usize>) -> Self {
        let span = tag.clone();
        match self {
            Carried::Text(inline) => Carried::Text(Inline { span, has_its_lines: false, ..inline }),
            Carried::Url { url, .. } => Carried::Url { url, span },
            Carried::Script { url, .. } => Carried::Script { url, span },
            Carried::Wrong { problem, .. } => Carried::Wrong { problem, span },
        }
    }
}

/// The beginning of a text, for a message.
pub(super) fn beginning(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
