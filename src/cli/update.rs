//! `bindery update`: fetch, compare, generate, write down what is different; all of it, or nothing.

use std::path::Path;

use bindery::{
    Config, Diagnostics, Generated,
    api::Api,
    diff::diff,
    fetch::Fetched,
    lock::{self, sha256_of},
    lower::lower,
    output::Written,
    read::read_configured,
};

use super::{
    Stop,
    args::UpdateArgs,
    fetch::{self, Session},
    generate, keep_inputs, terminal,
};

/// Brings everything up to date.
pub(super) fn run(args: &UpdateArgs) -> Result<(), Stop> {
    let mut session = Session::begin(&args.file, args.quiet)?;
    if session.config.sources.is_empty() {
        return Err(Stop::Usage("the bindery.toml has no sources".into()));
    }
    let mut fetched = session.ask(args.quiet)?;
    session.stage(&fetched, args.quiet)?;
    let (generated, summary) = stage_output(&mut session, args)?;
    fetched.lock.names = lock::kept(&generated.names, &session.lock.names);
    let entry = changelog_entry(&session.config, &session.new_config());
    let Session { config, mut transaction, .. } = session;
    if let (Some(entry), Some(changelog)) = (&entry, &config.changelog) {
        transaction.put_on_top(changelog, entry)?;
    }
    fetched.stage_lock(&config, &mut transaction)?;
    let is_unchanged = transaction.staged().is_empty();
    transaction.commit()?;
    if let Some(entry) = &entry {
        terminal::print(entry)?;
    }
    if !args.quiet {
        say(&fetched, summary, is_unchanged);
    }
    Ok(())
}

/// Generates from the sources as they will be, and stages the output where there is one: a crate with a build script
/// has none.
fn stage_output(session: &mut Session, args: &UpdateArgs) -> Result<(Generated, Option<String>), Stop> {
    let mut config = session.new_config();
    let report = config.report.take();
    if report.as_deref() == Some(Path::new("-")) {
        let reason =
            "the report cannot go to standard output, where what is different goes; name a file for it";
        return Err(Stop::Usage(reason.into()));
    }
    let mut generated = generate::generated(&config, args.strict, args.quiet)?;
    let written = match &config.out {
        Some(out) => session.transaction.generated(&generated.files, out)?,
        None => Written::default(),
    };
    if let Some(report) = report {
        keep_inputs("report", &report, &generated.inputs)?;
        let text = generate::report_text(&config, &report, &mut generated)?;
        session.transaction.write(&report, text.as_bytes())?;
    }
    let summary = config.out.map(|out| generate::summary(&generated, &out, &written));
    Ok((generated, summary))
}

/// What is different, as an entry of a changelog; nothing where nothing is.
///
/// `new` reads the sources as they will be: it has them [`staged`](Config::staged), and `old` has not.
fn changelog_entry(old: &Config, new: &Config) -> Option<String> {
    let sources = changed_sources(old, new)?;
    let before = known(old);
    if before.sources.is_empty() {
        return Some(format!("## The documentation is new\n\n### Sources\n\n{sources}"));
    }
    let said = match (meaning(&before), meaning(new)) {
        (Some(before), Some(after)) => match diff(&before, &after) {
            changes if changes.is_empty() => {
                "## The documentation has changed\n\nIt means the same as before.\n".to_owned()
            }
            changes => changes.to_markdown(),
        },
        // What is wrong with the new ones was said before, and is no reason to write this.
        (None, _) | (_, None) => {
            "## The documentation has changed\n\nWhat it said before has errors: nothing is compared.\n"
                .to_owned()
        }
    };
    Some(format!("{said}\n### Sources\n\n{sources}"))
}

/// The choices, with those sources only that are there: a new one was never fetched.
fn known(config: &Config) -> Config {
    let mut known = config.clone();
    known.remote.retain(|remote| remote.snapshot.exists());
    known.sources.retain(|source| source.exists());
    known
}

/// What sources mean, if they have no errors.
fn meaning(config: &Config) -> Option<Api> {
    let mut found = Diagnostics::default();
    let inputs = read_configured(config, &mut found);
    let api = lower(&inputs.documents, &config.types, &mut found);
    (!found.has_errors()).then_some(api)
}

/// The files of the sources that are different, with the beginnings of their hashes, each on a line.
fn changed_sources(old: &Config, new: &Config) -> Option<String> {
    let folder = old.folder();
    let is_source = |path: &Path| old.sources.iter().any(|source| path.starts_with(source));
    let short = |path: &Path| sha256_of(path).map(|hash| format!("`{}`", &hash[..12]));
    let mut lines = String::new();
    for (path, staged) in new.staged.iter().filter(|(path, _)| is_source(path)) {
        let name = path.strip_prefix(&folder).unwrap_or(path).display();
        let (was, is) = (short(path), staged.as_deref().and_then(short));
        lines += &match (was, is) {
            (Some(was), Some(is)) => format!("- `{name}` has changed: {was} → {is}\n"),
            (None, Some(is)) => format!("- `{name}` is new: {is}\n"),
            (_, None) => format!("- `{name}` is gone\n"),
        };
    }
    (!lines.is_empty()).then_some(lines)
}

/// Says what was done.
fn say(fetched: &Fetched, summary: Option<String>, is_unchanged: bool) {
    fetch::say(fetched);
    if is_unchanged {
        terminal::say("everything is up to date");
    } else if let Some(summary) = summary {
        terminal::say(&summary);
    }
}
