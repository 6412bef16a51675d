//! Differences as text: for people, for a changelog, and for other programs.
//!
//! In: [`Changes`]. Out: a text of one of three forms. Differences that do the same are shown together, what they do once.
//! All text of the descriptions is made visible: it comes from strangers.

mod json;
mod markdown;
mod places;
mod text;

use std::collections::HashMap;

use super::{Change, Changes, Effect, Kind, Subject, Way, changes::Group};

/// How many places with nothing but other words are listed.
const MOST_REWORDED: usize = 10;

/// Differences of one sort that do the same.
struct Block<'c> {
    group: Group,
    changes: Vec<&'c Change>,
}

impl Block<'_> {
    /// `field made optional in answers`
    fn headline(&self) -> String {
        let Some(first) = self.changes.first() else { return String::new() };
        let goes = match (first.subject, first.way) {
            (
                Subject::Operation
                | Subject::Webhook
                | Subject::Response
                | Subject::Header
                | Subject::Body
                | Subject::Parameter
                | Subject::Scheme
                | Subject::Security
                | Subject::Server
                | Subject::Variable,
                _,
            ) => "",
            (_, Way::Request) => " in requests",
            (_, Way::Response) => " in answers",
            (_, Way::Both) => " in requests and answers",
        };
        format!("{} {}{goes}", first.subject, first.kind)
    }

    /// What they do to Rust callers, and on the wire.
    fn effects(&self) -> Option<(&Effect, &Effect)> {
        self.changes.first().map(|change| (&change.rust, &change.wire))
    }

    /// Those that are listed, and how many are not.
    fn shown(&self) -> (&[&Change], usize) {
        match self.group {
            Group::Words if self.changes.len() > MOST_REWORDED => {
                let (shown, rest) = self.changes.split_at(MOST_REWORDED);
                (shown, rest.len())
            }
            Group::Words | Group::Wire | Group::Rust | Group::Minor | Group::Patch => (&self.changes, 0),
        }
    }
}

/// The differences, those of one sort that do the same together, in the order of the first of each.
fn blocks(changes: &Changes) -> Vec<Block<'_>> {
    type Key<'c> = (Group, Subject, Kind, Way, &'c Effect, &'c Effect);
    let mut known: HashMap<Key<'_>, usize> = HashMap::new();
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for change in changes.iter() {
        let group = Group::of(change);
        let key = (group, change.subject, change.kind, change.way, &change.rust, &change.wire);
        let at = *known.entry(key).or_insert(blocks.len());
        match blocks.get_mut(at) {
            Some(block) => block.changes.push(change),
            None => blocks.push(Block { group, changes: vec![change] }),
        }
    }
    blocks
}

/// What a group is called.
fn title(group: Group) -> &'static str {
    match group {
        Group::Wire => "Breaking on the wire",
        Group::Rust => "Breaking for Rust callers only",
        Group::Minor => "Compatible",
        Group::Patch => "Other",
        Group::Words => "Described in other words",
    }
}

/// How many differences of each group there are: `2 breaking on the wire, 1 compatible`.
fn counts(changes: &Changes) -> String {
    let words = [
        (Group::Wire, "breaking on the wire"),
        (Group::Rust, "breaking for Rust callers only"),
        (Group::Minor, "compatible"),
        (Group::Patch, "other"),
        (Group::Words, "described in other words"),
    ];
    let counts = words.into_iter().filter_map(|(group, word)| {
        let count = changes.iter().filter(|change| Group::of(change) == group).count();
        (count > 0).then(|| format!("{count} {word}"))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// `string -> integer`, as much of it as there is.
fn turn(change: &Change, arrow: &str) -> Option<String> {
    let one =
        |text: &Option<String>| text.as_deref().map(|text| crate::diagnostics::visible(text).into_owned());
    match (one(&change.before), one(&change.after)) {
        (Some(before), Some(after)) => Some(format!("{before} {arrow} {after}")),
        (Some(only), None) | (None, Some(only)) => Some(only),
        (None, None) => None,
    }
}

/// `Pets 1.0`, or what is known of it.
fn origin(origin: &super::Origin) -> String {
    let words = [origin.title.as_str(), origin.version.as_str()];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    crate::diagnostics::visible(&words.join(" ")).into_owned()
}
