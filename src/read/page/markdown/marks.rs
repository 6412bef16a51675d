//! What stands inside a line: code, links, emphasis, images.

use super::{Writer, blocks::longest_run, value};
use crate::read::page::tokens::is_void;

/// An inline element that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The element's name: `code`.
    name: String,
    kind: Kind,
}

/// What an inline element becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// `` `..` ``, and where the link goes that stands inside it.
    Code(Option<String>),
    /// `[..](where)`.
    Link(String),
    /// The same text on both sides: `**`.
    Around(&'static str),
    /// Nothing at all.
    Bare,
}

/// Links that run a program instead of leading to a text.
const PROGRAMS: &[&str] = &["javascript:", "vbscript:", "data:"];

impl Writer {
    pub(super) fn open_mark(&mut self, name: &str, attributes: &str) {
        let code = self.marks.iter_mut().find_map(|(mark, _)| match &mut mark.kind {
            Kind::Code(link) => Some(link),
            Kind::Link(_) | Kind::Around(_) | Kind::Bare => None,
        });
        let kind = match name {
            // Markdown knows no link and no emphasis inside code: a link goes around it instead.
            "a" => match (link(attributes), code) {
                (Some(href), Some(around)) => {
                    around.get_or_insert(href);
                    Kind::Bare
                }
                (Some(href), None) => Kind::Link(href),
                (None, _) => Kind::Bare,
            },
            "code" | "tt" | "kbd" | "samp" if code.is_none() && !self.is_pre => Kind::Code(None),
            "b" | "strong" => self.around("**"),
            "i" | "em" | "cite" | "dfn" => self.around("*"),
            "s" | "del" | "strike" => self.around("~~"),
            _ => Kind::Bare,
        };
        if !self.is_pre && !is_void(name) {
            self.marks.push((Mark { name: name.to_owned(), kind }, self.text.len()));
        }
    }

    /// Marks around a text, unless it is marked so already or is code.
    fn around(&self, mark: &'static str) -> Kind {
        let is_open = self.marks.iter().any(|(open, _)| match &open.kind {
            Kind::Code(_) => true,
            Kind::Around(other) => *other == mark,
            Kind::Link(_) | Kind::Bare => false,
        });
        if is_open { Kind::Bare } else { Kind::Around(mark) }
    }

    pub(super) fn close_mark(&mut self, name: &str) {
        let Some(last) = self.marks.iter().rposition(|(mark, _)| mark.name == name) else { return };
        let inner: Vec<_> = self.marks.drain(last..).collect();
        for (mark, start) in inner.into_iter().rev() {
            self.wrap(&mark, start);
        }
    }

    /// Closes what is open at the end of a block, for [`Writer::resume_marks`] in the next.
    pub(super) fn suspend_marks(&mut self) -> Vec<Mark> {
        let mut open = Vec::new();
        while let Some((mark, start)) = self.marks.pop() {
            self.wrap(&mark, start);
            open.push(mark);
        }
        open.reverse();
        open
    }

    /// Opens again what the end of a block has closed.
    pub(super) fn resume_marks(&mut self, open: Vec<Mark>) {
        self.marks = open.into_iter().map(|mark| (mark, 0)).collect();
    }

    /// Puts a mark around what was written since it began; white space stays outside, nothing stays nothing.
    fn wrap(&mut self, mark: &Mark, start: usize) {
        if mark.kind == Kind::Bare {
            return;
        }
        let written = self.text.split_off(start.min(self.text.len()));
        let words = written.trim();
        if words.is_empty() {
            self.text.push_str(&written);
            return;
        }
        let before = written.len() - written.trim_start().len();
        let after = written.trim_end().len();
        let marked = match &mark.kind {
            Kind::Code(link) => {
                let code = code_span(words);
                link.as_ref().map_or(code.clone(), |href| format!("[{code}]({href})"))
            }
            Kind::Link(href) if words == href && href.contains(':') => format!("<{href}>"),
            Kind::Link(href) => format!("[{words}]({href})"),
            Kind::Around(around) => format!("{around}{words}{around}"),
            Kind::Bare => words.to_owned(),
        };
        self.text.push_str(&written[..before]);
        self.text.push_str(&marked);
        self.text.push_str(&written[after..]);
    }

    pub(super) fn image(&mut self, attributes: &str) {
        let alt = value(attributes, "alt").unwrap_or_default().replace(['"', '\\', '\n'], " ");
        match value(attributes, "src").and_then(|src| target(&src)) {
            Some(src) => self.text.push_str(&format!("![{alt}]({src})")),
            None => self.text.push_str(&alt),
        }
    }
}

/// A text as code, whatever backticks it has itself.
fn code_span(code: &str) -> String {
    let line = code.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    let fence = "`".repeat(longest_run(&line) + 1);
    let is_edged = line.starts_with('`') || line.ends_with('`');
    if is_edged && fence.len() > 1 {
        format!("{fence} {line} {fence}")
    } else {
        format!("{fence}{line}{fence}")
    }
}

/// Where a link goes, as Markdown spells it.
fn link(attributes: &str) -> Option<String> {
    target(&value(attributes, "href")?)
}

/// The target of a link; characters that end a Markdown link or a JSON string are percent-encoded.
fn target(href: &str) -> Option<String> {
    let lower = href.to_ascii_lowercase();
    if PROGRAMS.iter().any(|program| lower.starts_with(program)) {
        return None;
    }
    let mut target = String::with_capacity(href.len());
    for character in href.chars() {
        match character {
            ' ' | '"' | '\\' | '(' | ')' | '<' | '>' | '`' => {
                target.push_str(&format!("%{:02X}", character as u32))
            }
            _ if character.is_control() => {}
            _ => target.push(character),
        }
    }
    Some(target)
}
