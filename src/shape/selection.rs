//! Which operations are wanted.

use super::{idents::operation_words, methods::operation_name};
use crate::{
    api::{Api, Operation},
    config::{Config, Pattern},
    diagnostics::{Diagnostics, Location, Problem, Source},
};

/// The places of the wanted operations, in the author's order; all where nothing is selected.
pub(super) fn wanted(api: &Api, config: &Config, found: &mut Diagnostics) -> Vec<usize> {
    for pattern in &config.select {
        if !api.operations.iter().any(|operation| selects(pattern, operation)) {
            let problem = Problem::NothingSelected { pattern: pattern.to_string() };
            found.report(problem, Location::file(&Source::unnamed().into()));
        }
    }
    for id in config.responses.keys() {
        if !api.operations.iter().any(|operation| operation.id.as_ref() == Some(id)) {
            found.report(
                Problem::UnknownOperation { id: id.clone() },
                Location::file(&Source::unnamed().into()),
            );
        }
    }
    let wanted = |operation: &Operation| {
        config.select.is_empty() || config.select.iter().any(|pattern| selects(pattern, operation))
    };
    (0..api.operations.len()).filter(|index| wanted(&api.operations[*index])).collect()
}

/// An operation is known by its id, and by the name of its method.
fn selects(pattern: &Pattern, operation: &Operation) -> bool {
    let method = operation_words(operation).joined();
    let names = [operation_name(operation), method];
    names.iter().any(|name| pattern.matches(name, &operation.tags, &operation.path))
}
