//! Prose of a page as Markdown, for doc comments.
//!
//! In: some bytes of a page. Out: Markdown that says the same: links, code, lists, tables, paragraphs.
//! Text is taken as it stands, backticks included, because the pages were made from Markdown. It keeps its
//! own stack, so that no nesting on the page can exhaust the program's.

mod blocks;
mod marks;

use std::ops::Range;

use self::{
    blocks::{Block, Indent},
    marks::Mark,
};
use super::{
    text::decode,
    tokens::{Token, Tokens, attribute},
};

/// Markdown in the making.
#[derive(Debug, Default)]
struct Writer {
    /// Whether line breaks and indents of the text are HTML's, and mean nothing.
    is_html: bool,
    blocks: Vec<Block>,
    /// The text of the block that is being written.
    text: String,
    /// The inline elements that are open, the innermost last, and where in the text each began.
    marks: Vec<(Mark, usize)>,
    /// The lists and quotes that are open, the innermost last.
    indents: Vec<Indent>,
    /// The level of the open heading.
    heading: Option<usize>,
    is_pre: bool,
    /// The rows of the open table.
    table: Option<Vec<Vec<String>>>,
}

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "main",
    "nav",
    "p",
    "section",
    "summary",
];

/// Elements whose presence says that the line breaks of the text are HTML's.
const LAYOUT: &[&str] = &[
    "blockquote",
    "br",
    "div",
    "dl",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// The prose between two bytes of a page: `Use <code>a</code>.` becomes ``Use `a`.``
pub(super) fn markdown(page: &str, bytes: Range<usize>) -> String {
    let html = &page[bytes];
    let mut writer = Writer { is_html: is_laid_out(html), ..Writer::default() };
    for (span, token) in Tokens::new(html) {
        match token {
            Token::Text => writer.text(&decode(&html[span])),
            Token::Open { name, attributes } => writer.open(&name, attributes),
            Token::Close(name) => writer.close(&name),
            Token::Hidden => {}
        }
    }
    writer.finish()
}

/// Whether a text is laid out by HTML rather than by its own line breaks.
fn is_laid_out(html: &str) -> bool {
    Tokens::new(html).any(|(_, token)| match token {
        Token::Open { name, .. } => LAYOUT.contains(&name.as_ref()),
        Token::Text | Token::Close(_) | Token::Hidden => false,
    })
}

impl Writer {
    fn text(&mut self, text: &str) {
        if self.is_pre || !self.is_html {
            self.text.push_str(text);
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.text.truncate(self.text.trim_end_matches([' ', '\t']).len());
                self.text.push_str(if self.text.ends_with("\\\n") { "" } else { "\n" });
            }
            let is_spaced = self.text.is_empty() || self.text.ends_with([' ', '\n']);
            self.text.push_str(if is_spaced { line.trim_start() } else { line });
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "br" => self.line_break(),
            "hr" => {
                self.flush();
                self.text.push_str("---");
                self.flush();
            }
            "img" => self.image(attributes),
            "pre" => {
                self.flush();
                self.is_pre = true;
            }
            "ul" | "menu" => self.open_list(None),
            "ol" => {
                self.open_list(Some(value(attributes, "start").and_then(|n| n.parse().ok()).unwrap_or(1)))
            }
            "li" => self.open_item(),
            "blockquote" => {
                self.flush();
                self.indents.push(Indent::Quote);
            }
            "table" => {
                self.flush();
                self.table.get_or_insert_default();
            }
            "tr" => self.open_row(),
            "td" | "th" => self.close_cell(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = name.bytes().last().map(|digit| usize::from(digit.saturating_sub(b'0')));
            }
            _ if BLOCKS.contains(&name) => self.flush(),
            _ => self.open_mark(name, attributes),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pre" => self.close_pre(),
            "ul" | "ol" | "menu" => self.close_list(),
            "li" => self.flush(),
            "blockquote" => self.close_quote(),
            "table" => self.close_table(),
            "td" | "th" | "tr" => self.close_cell(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.flush(),
            _ if BLOCKS.contains(&name) => self.flush(),
            _ => self.close_mark(name),
        }
    }

    /// A break that the author asked for; two of them make a paragraph.
    fn line_break(&mut self) {
        if self.is_pre {
            self.text.push('\n');
        } else if self.table.is_some() || self.heading.is_some() {
            self.text.push(' ');
        } else if self.text.ends_with("\\\n") {
            self.text.truncate(self.text.len() - 2);
            self.text.push_str("\n\n");
        } else if !self.text.trim().is_empty() && !self.text.ends_with("\n\n") {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\\\n");
        }
    }

    fn finish(mut self) -> String {
        self.close_pre();
        self.close_table();
        self.flush();
        blocks::render(&self.blocks)
    }
}

/// The value of an attribute, where it is worth writing.
fn value(attributes: &str, name: &str) -> Option<String> {
    attribute(attributes, name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}
