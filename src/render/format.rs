//! The layout of printed Rust, item by item: stable, and without a rustfmt on the machine.

use proc_macro2::extra::invalidate_current_thread_spans;
use syn::{File, Item};

use crate::diagnostics::OutputProblem;

/// Rust as prettyplease lays it out, with a blank line between its items.
pub(super) fn formatted(text: &str) -> Result<String, OutputProblem> {
    let items = parsed(text)?.into_iter().map(|item| {
        let file = File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
        spaced(&prettyplease::unparse(&file))
    });
    Ok(items.collect::<Vec<_>>().join("\n"))
}

fn parsed(text: &str) -> Result<Vec<Item>, OutputProblem> {
    let parsed = syn::parse_file(text).map(|file| file.items).map_err(|error| {
        // The span of the error is a place in what was printed, which is what a template's author has to see.
        let line = text.lines().nth(error.span().start().line.saturating_sub(1)).unwrap_or_default();
        OutputProblem::NotRust { reason: error.to_string(), line: line.trim().to_owned() }
    });
    // Otherwise proc-macro2 would keep the text of every item until the end of the run.
    invalidate_current_thread_spans();
    parsed
}

/// An item with a blank line behind each of its functions, as people write them and prettyplease does not.
fn spaced(item: &str) -> String {
    let mut text = String::with_capacity(item.len());
    let mut lines = item.lines().peekable();
    while let Some(line) = lines.next() {
        text.push_str(line);
        text.push('\n');
        if line == "    }" && lines.peek().is_some_and(|next| *next != "}") {
            text.push('\n');
        }
    }
    text
}
