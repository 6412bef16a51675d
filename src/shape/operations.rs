//! What operations are called.
//!
//! In: all operations of an API, wanted or not. Out: words for each. An operation is called by the id that its
//! author gave it, or by its method and path where it has none: `GET /users/{id}/keys` is `get user keys`. Each
//! segment of the path adds its words; a collection that a parameter picks one of is in the singular, and the
//! parameter says nothing more. Of several operations with one id, in whatever case, the first keeps it, and the
//! others are called by method and path.

use std::collections::BTreeMap;

use super::{
    keep::Keep,
    media::Others,
    names::{Words, is_alike},
};
use crate::{
    api::{Api, Operation},
    diagnostics::{Diagnostics, OutputProblem},
};

/// The words for each operation of an API, by its place.
pub(super) struct Spoken(Vec<Words>);

impl Spoken {
    pub(super) fn of(api: &Api, others: &Others, keep: &Keep<'_>, found: &mut Diagnostics) -> Self {
        let mut first_of = had(api, others, keep);
        let mut spoken: Vec<Words> = Vec::new();
        for (index, operation) in api.operations.iter().enumerate() {
            let words = match others.words(index) {
                Some((origin, words)) => spoken[origin].clone().and(&words.joined()),
                None => own_words(api, (index, operation), &mut first_of, found),
            };
            spoken.push(words);
        }
        Spoken(spoken)
    }

    /// The words for the operation at a place.
    pub(super) fn words(&self, index: usize) -> &Words {
        &self.0[index]
    }
}

/// The operations that have the name of their id already: a new one with the same id is not before them, wherever it stands.
fn had(api: &Api, others: &Others, keep: &Keep<'_>) -> BTreeMap<String, usize> {
    let mut had = BTreeMap::new();
    let own = api.operations.iter().enumerate().filter(|(index, _)| others.origin(*index) == *index);
    for (index, operation) in own.filter(|_| !keep.is_empty()) {
        let words = operation.id.as_deref().map(|id| Words::of(id).folded());
        let known = keep.known(keep.operation(index));
        if let Some(words) = words.filter(|words| known.is_some_and(|name| is_alike(name, words))) {
            had.entry(words).or_insert(index);
        }
    }
    had
}

/// The words for an operation that stands for itself.
fn own_words(
    api: &Api,
    (index, operation): (usize, &Operation),
    first_of: &mut BTreeMap<String, usize>,
    found: &mut Diagnostics,
) -> Words {
    let Some(id) = &operation.id else { return path_words(operation) };
    let words = Words::of(id);
    let first = *first_of.entry(words.folded()).or_insert(index);
    if first == index {
        return words;
    }
    let own = path_words(operation);
    let other = method_and_path(&api.operations[first]);
    let problem = OutputProblem::RenamedOperation { id: id.clone(), name: own.joined(), other };
    found.report(problem, operation.at.clone());
    own
}

/// What an error calls an operation: its id, or its method and path.
pub(super) fn operation_name(operation: &Operation) -> String {
    operation.id.clone().unwrap_or_else(|| method_and_path(operation))
}

fn method_and_path(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// The method, then each segment of the path.
fn path_words(operation: &Operation) -> Words {
    let path = operation.path.split(['#', '?']).next().unwrap_or_default();
    let segments: Vec<&str> =
        path.split('/').map(without_suffix).filter(|segment| !segment.is_empty()).collect();
    let is_parameter = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
    let mut words = Words::of(&operation.method);
    for (index, segment) in segments.iter().enumerate() {
        let picked = segments.get(index + 1).is_some_and(|next| is_parameter(next));
        // The parameter that picks one says nothing that the singular does not; a parameter after another does.
        match is_parameter(segment) {
            true if index > 0 && !is_parameter(segments[index - 1]) => {}
            true => words = words.and("by").and(segment.trim_matches(['{', '}'])),
            false if picked => words = words.and(singular(segment)),
            false => words = words.and(segment),
        }
    }
    words
}

/// A segment without the format that some APIs put behind it: `Calls.json`.
pub(super) fn without_suffix(segment: &str) -> &str {
    segment.strip_suffix(".json").or_else(|| segment.strip_suffix(".xml")).unwrap_or(segment)
}

fn singular(word: &str) -> &str {
    match word {
        _ if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") => word,
        _ if word.ends_with("ses") || word.ends_with("xes") || word.ends_with("ches") => {
            &word[..word.len() - 2]
        }
        _ => word.strip_suffix('s').unwrap_or(word),
    }
}
