//! `bindery generate`.

use std::path::{Path, PathBuf};

use bindery::{
    Config, Diagnostics, Generated, Report, config::Layout, diagnostics::Severity, generate, output,
    output::Written,
};

use super::{
    Stop,
    args::GenerateArgs,
    keep_inputs,
    terminal::{self, Progress, count},
    turn,
};

/// Generates, and writes the output or prints it.
pub(super) fn run(args: &GenerateArgs) -> Result<(), Stop> {
    let config = config(args)?;
    let _turn = turn(&config)?;
    let generated = generated(&config, args.strict, args.quiet)?;
    match &config.out {
        Some(out) => {
            let written = output::write(&generated.files, out)?;
            if !args.quiet {
                terminal::say(&summary(&generated, out, &written));
            }
        }
        None => {
            for file in &generated.files {
                terminal::print(&file.text)?;
            }
        }
    }
    Ok(())
}

/// The choices, if they go together.
pub(super) fn config(args: &GenerateArgs) -> Result<Config, Stop> {
    let mut found = Diagnostics::default();
    let config = args.config(&mut found);
    found.finish();
    if found.has_errors() {
        terminal::diagnostics(&found, args.quiet);
        return Err(Stop::Failed);
    }
    let is_stdout = |path: &Option<PathBuf>| path.as_deref() == Some(Path::new("-"));
    let reason = if config.sources.is_empty() {
        "there is no SOURCE, neither here nor in a bindery.toml"
    } else if config.sources.iter().filter(|source| **source == Path::new("-")).count() > 1 {
        "standard input can be read only once: there is more than one `-`"
    } else if is_stdout(&config.out) {
        "leave out --out to print the output"
    } else if config.out.is_none() && config.layout != Layout::File {
        "a layout of several files needs a folder: --out PATH"
    } else if config.out.is_none() && !config.extra_templates.is_empty() {
        "--extra-template writes beside the output: --out PATH is missing"
    } else if config.out.is_none() && is_stdout(&config.report) {
        "the report and the output cannot both go to standard output: --out PATH is missing"
    } else {
        return Ok(config);
    };
    Err(Stop::Usage(reason.into()))
}

/// What the library makes of the choices, with all that was found printed and the report written.
pub(super) fn generated(config: &Config, strict: bool, quiet: bool) -> Result<Generated, Stop> {
    let progress = Progress::start(&format!("reading {}", sources(config)), quiet);
    let mut generated = generate(config);
    drop(progress);

    let found = &generated.diagnostics;
    terminal::diagnostics(found, quiet);
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    let is_strict = strict && warnings > 0;
    if errors > 0 || is_strict {
        generated.files.clear();
    }
    report(config, &mut generated)?;
    if errors > 0 {
        terminal::error(&format!("nothing was generated: {}", count(errors, "error")));
    } else if is_strict {
        terminal::error(&format!("nothing was generated: {}, and --strict", count(warnings, "warning")));
    } else {
        return Ok(generated);
    }
    Err(Stop::Failed)
}

fn report(config: &Config, generated: &mut Generated) -> Result<(), Stop> {
    let Some(path) = &config.report else { return Ok(()) };
    let text = report_text(config, path, generated)?;
    if path == Path::new("-") {
        terminal::print(&text)?;
    } else {
        keep_inputs("--report", path, &generated.inputs)?;
        output::write_one(path, &text)?;
    }
    Ok(())
}

/// The report, for a path where nothing else goes.
pub(super) fn report_text(config: &Config, path: &Path, generated: &mut Generated) -> Result<String, Stop> {
    let report = &mut generated.report;
    report.diagnostics = Report::entries(&generated.diagnostics);
    if let Some(out) = &config.out {
        let targets = generated.files.iter().map(|file| output::target(&generated.files, out, file));
        let targets: Vec<PathBuf> = targets.collect();
        if targets.iter().any(|target| target == path) {
            return Err(Stop::Usage(format!("--report would write over the output {}", path.display())));
        }
        report.files = targets.iter().map(|path| path.display().to_string()).collect();
    }
    Ok(report.to_json())
}

/// `specs/pets.yaml`, or how many sources there are.
fn sources(config: &Config) -> String {
    match &config.sources[..] {
        [source] => source.display().to_string(),
        sources => count(sources.len(), "source"),
    }
}

/// `1 operation, 2 types -> src/stripe.rs (unchanged)`.
pub(super) fn summary(generated: &Generated, out: &Path, written: &Written) -> String {
    let report = &generated.report;
    let (made, all) = (report.operations.generated, report.operations.found);
    let operations =
        if made == all { count(made, "operation") } else { format!("{made} of {}", count(all, "operation")) };
    let mut summary = format!("{operations}, {}", count(report.types, "type"));
    let warnings = generated.diagnostics.count(Severity::Warning);
    if warnings > 0 {
        summary += &format!(", {}", count(warnings, "warning"));
    }
    let lists =
        [("written", &written.written), ("removed", &written.removed), ("unchanged", &written.unchanged)];
    let done = lists.into_iter().filter(|(_, paths)| !paths.is_empty());
    let done: Vec<String> = match (written.is_unchanged(), generated.files.len()) {
        (true, _) => vec!["unchanged".into()],
        (false, 1) => done.map(|(what, _)| what.into()).collect(),
        (false, _) => done.map(|(what, paths)| format!("{} {what}", paths.len())).collect(),
    };
    format!("{summary} -> {} ({})", out.display(), done.join(", "))
}
