//! `bindery inspect`.

use bindery::{Diagnostics, inspect};

use super::{Stop, args::InspectArgs, terminal, turn};

/// Prints a model.
pub(super) fn run(args: &InspectArgs) -> Result<(), Stop> {
    let mut found = Diagnostics::default();
    let config = args.config(&mut found);
    found.finish();
    if !found.has_errors() {
        if config.sources.is_empty() {
            return Err(Stop::Usage("there is no SOURCE, neither here nor in a bindery.toml".into()));
        }
        let turn = turn(&config)?;
        let (text, inspected) = inspect(&config, args.model(), args.only.as_deref());
        // Whoever reads this page by page is not to be waited for.
        drop(turn);
        found = inspected;
        terminal::print(&text)?;
    }
    terminal::diagnostics(&found, false);
    if found.has_errors() { Err(Stop::Failed) } else { Ok(()) }
}
