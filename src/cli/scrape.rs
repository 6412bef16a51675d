//! `bindery scrape`.

use bindery::{output, scrape};

use super::{
    Stop,
    args::ScrapeArgs,
    keep_inputs,
    terminal::{self, Progress, count},
};

/// Reads pages and writes one OpenAPI document.
pub(super) fn run(args: &ScrapeArgs) -> Result<(), Stop> {
    if let Some(out) = &args.out {
        keep_inputs("--out", out, &args.pages)?;
    }
    let progress = Progress::start(&format!("reading {}", count(args.pages.len(), "source")), false);
    let (document, found) = scrape(&args.pages);
    drop(progress);

    terminal::diagnostics(&found, false);
    let Some(document) = document.filter(|_| !found.has_errors()) else { return Err(Stop::Failed) };
    let text = format!("{:#}\n", document.root);
    match &args.out {
        None => terminal::print(&text)?,
        Some(out) => {
            let is_changed = output::write_one(out, &text)?;
            let done = if is_changed { "written" } else { "unchanged" };
            terminal::say(&format!("{} -> {} ({done})", operations(&document.root), out.display()));
        }
    }
    Ok(())
}

/// `2 operations`: the members of path items that are no lists and no texts are operations here, since a
/// page gives a path item nothing else.
fn operations(document: &serde_json::Value) -> String {
    let paths = document["paths"].as_object().into_iter().flatten();
    let members = paths.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    count(members.filter(|(_, operation)| operation.is_object()).count(), "operation")
}
