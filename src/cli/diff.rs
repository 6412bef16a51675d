//! `bindery diff`.

mod git;
mod sides;

use bindery::{
    Diagnostics,
    api::Api,
    diagnostics::Severity,
    diff::{Changes, Level, diff},
    lower::lower,
    output,
    read::read_configured,
};

use self::sides::Side;
use super::{
    Stop,
    args::{DiffArgs, FormatArg},
    keep_inputs,
    terminal::{self, Progress, count},
};

/// Compares two descriptions, and prints what changed.
pub(super) fn run(args: &DiffArgs) -> Result<(), Stop> {
    let (old, new) = sides::of(args)?;
    let mut changes = compare(&old, &new)?;
    if let Some(shown) = &old.shown {
        changes.rename_old(&|name| shown.name(name));
    }
    if let Some(shown) = &new.shown {
        changes.rename_new(&|name| shown.name(name));
    }
    print(args, &changes, &[old, new])?;
    if args.deny.is_some() && changes.verdict() == Some(Level::Major) {
        terminal::error("the change is a major one, and --deny breaking");
        return Err(Stop::Failed);
    }
    Ok(())
}

/// Reads both sides; what is wrong with either is said at once.
fn compare(old: &Side, new: &Side) -> Result<Changes, Stop> {
    let progress = Progress::start("comparing", false);
    let apis = (api(old), api(new));
    drop(progress);
    match apis {
        (Ok(before), Ok(after)) => Ok(diff(&before, &after)),
        (before, after) => {
            let mut found = Diagnostics::default();
            [before, after].into_iter().filter_map(Result::err).for_each(|others| found.extend(others));
            terminal::diagnostics(&found, true);
            let errors = count(found.count(Severity::Error), "error");
            terminal::error(&format!("nothing was compared: {errors}"));
            Err(Stop::Failed)
        }
    }
}

/// What a side means; all that is wrong with it where it means nothing.
fn api(side: &Side) -> Result<Api, Diagnostics> {
    let mut found = Diagnostics::default();
    let config = &side.config;
    let inputs = read_configured(config, &mut found);
    let api = lower(&inputs.documents, &config.types, &mut found);
    found.finish();
    if found.has_errors() {
        if let Some(shown) = &side.shown {
            found.rename(&|name| shown.name(name));
        }
        return Err(found);
    }
    let warnings = found.count(Severity::Warning);
    if warnings > 0 {
        let named = side.config.sources.iter().map(|source| source.display().to_string());
        let named = named.map(|name| side.shown.as_ref().and_then(|shown| shown.name(&name)).unwrap_or(name));
        let named: Vec<String> = named.take(3).collect();
        let warnings = count(warnings, "warning");
        terminal::say(&format!("{}: {warnings}, which `bindery inspect` shows", named.join(", ")));
    }
    Ok(api)
}

fn print(args: &DiffArgs, changes: &Changes, sides: &[Side]) -> Result<(), Stop> {
    let text = |colour: bool| match args.format {
        FormatArg::Text => changes.render(colour),
        FormatArg::Markdown => changes.to_markdown(),
        FormatArg::Json => changes.to_json(),
    };
    match &args.out {
        None => match args.format {
            FormatArg::Text => terminal::print_coloured(&text(true))?,
            FormatArg::Markdown | FormatArg::Json => terminal::print(&text(false))?,
        },
        Some(out) => {
            for side in sides {
                keep_inputs("--out", out, &side.config.sources)?;
            }
            let is_changed = output::write_one(out, &text(false))?;
            let done = if is_changed { "written" } else { "unchanged" };
            terminal::say(&format!("{} -> {} ({done})", count(changes.len(), "change"), out.display()));
        }
    }
    Ok(())
}
