//! What stands on lines of its own: paragraphs, headings, lists, quotes, tables, code.

use super::Writer;

/// Some lines of Markdown: a paragraph, an item, a table.
#[derive(Debug)]
pub(super) struct Block {
    /// What the first line begins with: `- `.
    first: String,
    /// What the other lines begin with: two spaces.
    rest: String,
    text: String,
    /// Whether it stands right below the block before it, as an item does below the last item.
    is_tight: bool,
}

/// Something that indents the lines inside it.
#[derive(Debug)]
pub(super) enum Indent {
    /// `<ul>`, or `<ol>` with the number of the next item.
    List(Option<usize>),
    /// `<li>`, and its bullet until that is written.
    Item { width: usize, bullet: Option<String> },
    /// `<blockquote>`.
    Quote,
}

impl Writer {
    /// Ends the block that is being written.
    pub(super) fn flush(&mut self) {
        if self.table.is_some() || self.is_pre {
            self.text.push_str(if self.is_pre { "" } else { " " });
            return;
        }
        let open = self.suspend_marks();
        let text = std::mem::take(&mut self.text);
        self.resume_marks(open);
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        let text = lines.join("\n").trim().trim_end_matches('\\').trim_end().to_owned();
        if text.is_empty() {
            return;
        }
        match self.heading.take() {
            Some(level) => {
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.push(format!("{} {line}", "#".repeat(level)));
            }
            None => self.push(text),
        }
    }

    fn push(&mut self, text: String) {
        let (mut first, mut rest) = (String::new(), String::new());
        let mut is_item = false;
        for indent in &mut self.indents {
            match indent {
                Indent::List(_) => {}
                Indent::Item { width, bullet } => {
                    let spaces = " ".repeat(*width);
                    is_item |= bullet.is_some();
                    first.push_str(&bullet.take().unwrap_or_else(|| spaces.clone()));
                    rest.push_str(&spaces);
                }
                Indent::Quote => {
                    first.push_str("> ");
                    rest.push_str("> ");
                }
            }
        }
        let is_tight = is_item && self.blocks.last().is_some_and(|last| last.is_in_list());
        self.blocks.push(Block { first, rest, text, is_tight });
    }

    pub(super) fn open_list(&mut self, number: Option<usize>) {
        self.flush();
        self.indents.push(Indent::List(number));
    }

    pub(super) fn open_item(&mut self) {
        self.flush();
        self.close_item();
        let bullet = match self.indents.last_mut() {
            Some(Indent::List(Some(number))) => {
                let bullet = format!("{number}. ");
                *number = number.saturating_add(1);
                bullet
            }
            Some(Indent::List(None) | Indent::Item { .. } | Indent::Quote) | None => String::from("- "),
        };
        self.indents.push(Indent::Item { width: bullet.len(), bullet: Some(bullet) });
    }

    /// Leaves the open item, if the innermost thing that is open is one.
    fn close_item(&mut self) {
        if matches!(self.indents.last(), Some(Indent::Item { .. })) {
            self.indents.pop();
        }
    }

    pub(super) fn close_list(&mut self) {
        self.flush();
        self.close_item();
        if matches!(self.indents.last(), Some(Indent::List(_))) {
            self.indents.pop();
        }
    }

    pub(super) fn close_quote(&mut self) {
        self.flush();
        if let Some(last) = self.indents.iter().rposition(|indent| matches!(indent, Indent::Quote)) {
            self.indents.truncate(last);
        }
    }

    pub(super) fn close_pre(&mut self) {
        if !std::mem::take(&mut self.is_pre) {
            return;
        }
        self.marks.clear();
        let code = std::mem::take(&mut self.text);
        let code = code.trim_matches('\n').trim_end();
        if !code.is_empty() {
            let fence = "`".repeat(longest_run(code).max(2) + 1);
            // A fence without a language is Rust to rustdoc, which would compile it as a test.
            self.push(format!("{fence}text\n{code}\n{fence}"));
        }
    }

    pub(super) fn open_row(&mut self) {
        self.close_cell();
        if let Some(rows) = &mut self.table {
            rows.push(Vec::new());
        }
    }

    /// Puts what was written since the last cell into its row.
    pub(super) fn close_cell(&mut self) {
        if self.table.is_none() {
            return self.flush();
        }
        let open = self.suspend_marks();
        let text = std::mem::take(&mut self.text);
        self.resume_marks(open);
        let cell = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
        if cell.is_empty() {
            return;
        }
        if let Some(rows) = &mut self.table {
            match rows.last_mut() {
                Some(row) => row.push(cell),
                None => rows.push(vec![cell]),
            }
        }
    }

    pub(super) fn close_table(&mut self) {
        if self.table.is_none() {
            return;
        }
        self.close_cell();
        let mut rows = self.table.take().unwrap_or_default();
        rows.retain(|row| !row.is_empty());
        let Some(head) = rows.first() else { return };
        let mut lines: Vec<_> = rows.iter().map(|row| format!("| {} |", row.join(" | "))).collect();
        lines.insert(1, format!("|{}", "---|".repeat(head.len())));
        self.push(lines.join("\n"));
    }
}

impl Block {
    fn is_in_list(&self) -> bool {
        !self.rest.trim_start_matches("> ").is_empty()
    }
}

/// The longest run of backticks in a text.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|other| other != '`').map(str::len).max().unwrap_or(0)
}

/// The blocks one below the other.
pub(super) fn render(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        if !lines.is_empty() && !block.is_tight {
            lines.push(String::new());
        }
        for (index, line) in block.text.lines().enumerate() {
            let prefix = if index == 0 { &block.first } else { &block.rest };
            lines.push(format!("{prefix}{line}").trim_end().to_owned());
        }
    }
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    lines.join("\n")
}
