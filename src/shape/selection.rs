//! Which operations are wanted.

use std::collections::BTreeSet;

use super::operations::{Spoken, operation_name};
use crate::{
    api::{Api, Operation, Webhook},
    config::{Config, Pattern},
    diagnostics::{ConfigProblem, Diagnostics, Location, Source},
};

/// The places of the wanted operations, in the author's order; all where nothing is selected.
pub(super) fn wanted(api: &Api, spoken: &Spoken, config: &Config, found: &mut Diagnostics) -> Vec<usize> {
    let selects = |pattern: &Pattern, index: usize| {
        selects(pattern, &api.operations[index], &spoken.words(index).joined())
    };
    let all = 0..api.operations.len();
    for pattern in &config.select {
        let of_webhooks = api.webhooks.iter().any(|webhook| selects_webhook(pattern, webhook));
        if !all.clone().any(|index| selects(pattern, index)) && !of_webhooks {
            let problem = ConfigProblem::NothingSelected { pattern: pattern.to_string() };
            found.report(problem, Location::file(&Source::unnamed().into()));
        }
    }
    let unnamed = || Location::file(&Source::unnamed().into());
    let responses = config.responses.keys().map(|id| ("responses", id, None));
    let pages = config.pagination.iter().map(|(id, pages)| ("pagination", id, pages.at.clone()));
    for (setting, id, at) in responses.chain(pages) {
        if !api.operations.iter().any(|operation| operation.id.as_ref() == Some(id)) {
            let problem = ConfigProblem::UnknownOperation { setting, id: id.clone() };
            found.report(problem, at.unwrap_or_else(unnamed));
        }
    }
    let wanted = |index: &usize| {
        config.select.is_empty() || config.select.iter().any(|pattern| selects(pattern, *index))
    };
    all.filter(wanted).collect()
}

/// The places of the wanted webhooks; all where nothing is selected.
pub(super) fn webhooks(api: &Api, config: &Config) -> BTreeSet<usize> {
    let wanted = |webhook: &Webhook| {
        config.select.is_empty() || config.select.iter().any(|pattern| selects_webhook(pattern, webhook))
    };
    (0..api.webhooks.len()).filter(|index| wanted(&api.webhooks[*index])).collect()
}

/// A webhook is known by its name; it has no path.
fn selects_webhook(pattern: &Pattern, webhook: &Webhook) -> bool {
    pattern.matches(&webhook.name, &webhook.tags, "")
}

/// An operation is known by its id, and by the name of its method.
fn selects(pattern: &Pattern, operation: &Operation, method: &str) -> bool {
    let name = operation_name(operation);
    [name.as_str(), method].into_iter().any(|name| pattern.matches(name, &operation.tags, &operation.path))
}
