//! What a build script tells Cargo.
//!
//! In: the choices, and what came of them. Out: the lines that Cargo reads from a build script's output.

use std::{collections::BTreeSet, io, path::PathBuf};

use crate::{
    Config, Generated,
    diagnostics::{Severity, Shown},
};

/// Tells Cargo what to watch and, unless an error says it all, what was found.
pub(super) fn tell(cargo: &mut dyn io::Write, config: &Config, generated: &Generated) -> io::Result<()> {
    // A folder is watched as a whole, so that a new file in it is noticed too.
    let chosen = config.sources.iter().chain(&config.template_dir).chain(&config.file);
    let templates = config.extra_templates.iter().map(|extra| &extra.template);
    let laid_over = config.laid_over().map(|file| &file.path);
    let watched: BTreeSet<&PathBuf> =
        chosen.chain(templates).chain(laid_over).chain(&generated.inputs).collect();
    // Cargo would run the build script again and again for a file that is not there.
    for path in watched.into_iter().filter(|path| path.exists()) {
        writeln!(cargo, "cargo::rerun-if-changed={}", path.display())?;
    }
    if generated.diagnostics.has_errors() {
        return Ok(());
    }
    // A note would be read again with every build.
    for shown in generated.diagnostics.at_least(Severity::Warning).shown() {
        match shown {
            Shown::One(found) => writeln!(cargo, "cargo::warning={found}")?,
            Shown::More(code, count) => writeln!(cargo, "cargo::warning=... and {count} more of `{code}`")?,
        }
    }
    cargo.flush()
}
