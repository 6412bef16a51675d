//! `bindery scrape`.

use bindery::{Config, diagnostics::visible, explain, output, read::Fact, scrape};

use super::{
    Stop,
    args::ScrapeArgs,
    keep_inputs,
    terminal::{self, Progress, count},
};

/// Reads pages and writes one OpenAPI document, or what was read where.
pub(super) fn run(args: &ScrapeArgs) -> Result<(), Stop> {
    if let Some(out) = &args.out {
        keep_inputs("--out", out, &args.pages)?;
        keep_inputs("--out", out, &args.profiles)?;
    }
    let progress = Progress::start(&format!("reading {}", count(args.pages.len(), "source")), false);
    let mut config = Config::default();
    config.sources.clone_from(&args.pages);
    config.profiles.clone_from(&args.profiles);
    if args.explain {
        let (facts, found) = explain(&config);
        drop(progress);
        terminal::print(&table(&facts))?;
        terminal::diagnostics(&found, false);
        return if found.has_errors() { Err(Stop::Failed) } else { Ok(()) };
    }
    let (document, found) = scrape(&config);
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

/// A line for each fact: place, role, selector, text; before those of a page a line with its profile.
fn table(facts: &[Fact]) -> String {
    let rows: Vec<[String; 3]> = facts.iter().map(row).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let (places, selectors) = (width(0), width(1));
    let roles = facts.iter().map(|fact| fact.role.len()).max().unwrap_or_default();
    let mut text = String::new();
    let mut page = None;
    for (fact, [place, selector, words]) in facts.iter().zip(&rows) {
        if page.replace(&fact.page) != Some(&fact.page) {
            text += &format!("{}: profile {}\n", visible(&fact.page), visible(&fact.profile));
        }
        let role = fact.role;
        text += &format!("{place:places$}  {role:roles$}  {selector:selectors$}  {words}\n");
    }
    text
}

/// Place, selector and text of a fact, each on one line.
fn row(fact: &Fact) -> [String; 3] {
    let place = format!("{}:{}:{}", fact.page, fact.line, fact.column);
    let words = fact.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = match words.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("\"{}\"...", &words[..end]),
        None => format!("\"{words}\""),
    };
    [place, fact.selector.clone(), words].map(|text| visible(&text).into_owned())
}

/// How much of a text is shown.
const MOST_LETTERS: usize = 60;

/// `2 operations`: the members of path items that are no lists and no texts are operations here, since a
/// page gives a path item nothing else.
fn operations(document: &serde_json::Value) -> String {
    let paths = document["paths"].as_object().into_iter().flatten();
    let members = paths.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    count(members.filter(|(_, operation)| operation.is_object()).count(), "operation")
}
