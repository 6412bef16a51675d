//! `bindery names rename`: a line of `[names]` in `bindery.toml`, the rest of which stays as it is.

use std::path::Path;

use bindery::{
    Config, Diagnostics,
    diagnostics::{Problem, Severity},
    generate, output,
    rust::Named,
};
use toml_edit::{DocumentMut, Item, Table, value};

use super::{Stop, names, terminal};

/// Chooses another name for what is called `old`, or stands there.
pub(super) fn run(config: &Config, file: &Path, old: &str, new: &str) -> Result<(), Stop> {
    let generated = names::named(config)?;
    let named = find(&generated.names, old)?;
    let after = generate(&names::with(config, &named.pointer, new));
    let said: Vec<String> = about(&after.diagnostics);
    if after.diagnostics.has_errors() {
        said.iter().for_each(|line| terminal::error(line));
        return Err(Stop::Failed);
    }
    said.iter().for_each(|line| terminal::say(line));
    let text = Config::text(file).map_err(|error| failure("read", file, error))?;
    let text = with_line(&text, &named.pointer, new)
        .map_err(|reason| refused(&format!("{} cannot have the name: {reason}", file.display())))?;
    output::write_one(file, &text)?;
    terminal::say(&format!("{} is called {new} from now on: {}", named.path, file.display()));
    Ok(())
}

fn failure(verb: &'static str, path: &Path, error: std::io::Error) -> Stop {
    Stop::Output(output::Failure::Io { verb, path: path.to_owned(), error })
}

/// Says why nothing is renamed.
fn refused(reason: &str) -> Stop {
    terminal::error(reason);
    Stop::Failed
}

/// The one thing that is called so, or stands there.
fn find<'n>(names: &'n [Named], old: &str) -> Result<&'n Named, Stop> {
    let meant: Vec<&Named> = names.iter().filter(|named| named.path == old || named.pointer == old).collect();
    match meant.as_slice() {
        [named] => Ok(named),
        [] => {
            let near =
                nearest(names, old).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Err(refused(&format!("nothing is called `{old}`{near}")))
        }
        several => {
            let pointers: Vec<String> = several.iter().map(|named| format!("`{}`", named.pointer)).collect();
            Err(refused(&format!("several things are called `{old}`: say which, {}", pointers.join(" or "))))
        }
    }
}

/// The name, or the place, that a misspelt one may have meant.
fn nearest<'n>(names: &'n [Named], old: &str) -> Option<&'n str> {
    let text =
        |named: &'n Named| if old.starts_with('/') { named.pointer.as_str() } else { named.path.as_str() };
    let near = names.iter().map(text).map(|text| (strsim::damerau_levenshtein(old, text), text));
    let (distance, nearest) = near.min()?;
    (distance * 3 <= nearest.len().max(3)).then_some(nearest)
}

/// What was found that is about names, and all errors.
fn about(found: &Diagnostics) -> Vec<String> {
    let is_said = |problem: &Problem| match problem {
        Problem::Name(_) => problem.severity() <= Severity::Warning,
        _ => problem.severity() == Severity::Error,
    };
    let said = found.iter().map(|found| &found.problem).filter(|problem| is_said(problem));
    said.map(|problem| format!("{}; {}", problem.message(), problem.help())).collect()
}

/// The text of a `bindery.toml` with one more name.
fn with_line(text: &str, pointer: &str, name: &str) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let names = document.entry("names").or_insert(Item::Table(Table::new()));
    let names = names.as_table_like_mut().ok_or("its `names` are no table")?;
    names.insert(pointer, value(name));
    Ok(document.to_string())
}
