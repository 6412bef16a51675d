//! Limits of values: which are stricter than before, and which are less strict.

use serde_json::Value;

use super::{Kind, spell};
use crate::api::{Limit, Note};

/// A limit that is not what it was.
pub(super) struct Difference {
    /// Narrowed, widened or changed.
    pub(super) kind: Kind,
    /// The steps to the value that it is a limit of: into a list, into a map.
    pub(super) steps: Vec<&'static str>,
    /// In words: `at most 5000 characters`.
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// One side of what a value may be, and what is said of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Axis {
    Least,
    Most,
    MostLetters,
    LeastLetters,
    MostItems,
    LeastItems,
    MostMembers,
    LeastMembers,
    Unique,
    Multiple,
    Pattern,
    Names,
    Format,
    Values,
}

/// What is said on an axis.
#[derive(Clone, PartialEq)]
enum Bound {
    /// A number, and whether it is itself excluded.
    Number(f64, bool),
    Text(String),
    Values(Vec<Value>),
}

struct Rule {
    axis: Axis,
    bound: Bound,
    words: String,
}

/// Compares what is said about a value, and about the items and members of it.
pub(super) fn differences(old: &[Note], new: &[Note]) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(old, new, &[], &mut found);
    found
}

fn compare(old: &[Note], new: &[Note], steps: &[&'static str], found: &mut Vec<Difference>) {
    let (before, after) = (rules(old), rules(new));
    let mut axes: Vec<Axis> = before.iter().chain(&after).map(|rule| rule.axis).collect();
    axes.sort_unstable();
    axes.dedup();
    for axis in axes {
        let of = |rules: &[Rule]| {
            let rule = rules.iter().find(|rule| rule.axis == axis);
            rule.map(|rule| (rule.bound.clone(), rule.words.clone()))
        };
        let (before, after) = (of(&before), of(&after));
        if let Some(kind) =
            kind(axis, before.as_ref().map(|rule| &rule.0), after.as_ref().map(|rule| &rule.0))
        {
            let (before, after) = (before.map(|rule| rule.1), after.map(|rule| rule.1));
            found.push(Difference { kind, steps: steps.to_vec(), before, after });
        }
    }
    for (inner, step) in [(items as fn(&[Note]) -> Vec<Note>, "[]"), (values, "{}")] {
        let (old, new) = (inner(old), inner(new));
        if !(old.is_empty() && new.is_empty()) {
            compare(&old, &new, &[steps, &[step]].concat(), found);
        }
    }
}

/// What happened to a bound.
fn kind(axis: Axis, old: Option<&Bound>, new: Option<&Bound>) -> Option<Kind> {
    let (old, new) = match (old, new) {
        (None, None) => return None,
        // A format is a hint: it was one all along, as a rule.
        (None, Some(_)) if axis == Axis::Format => return Some(Kind::Changed),
        (Some(_), None) if axis == Axis::Format => return Some(Kind::Changed),
        (None, Some(_)) => return Some(Kind::Narrowed),
        (Some(_), None) => return Some(Kind::Widened),
        (Some(old), Some(new)) => (old, new),
    };
    match (old, new) {
        _ if old == new => None,
        (Bound::Number(old, shut), Bound::Number(new, shut_now)) => {
            Some(number(axis, (*old, *shut), (*new, *shut_now)))
        }
        (Bound::Values(old), Bound::Values(new)) => {
            let gone = old.iter().any(|value| !new.contains(value));
            let more = new.iter().any(|value| !old.contains(value));
            match (gone, more) {
                (true, true) => Some(Kind::Changed),
                (true, false) => Some(Kind::Narrowed),
                (false, true) => Some(Kind::Widened),
                (false, false) => None,
            }
        }
        (Bound::Number(..) | Bound::Text(_) | Bound::Values(_), _) => Some(Kind::Changed),
    }
}

fn number(axis: Axis, old: (f64, bool), new: (f64, bool)) -> Kind {
    let is_multiple = |one: f64, other: f64| other != 0.0 && (one / other).fract() == 0.0;
    match axis {
        Axis::Multiple if is_multiple(new.0, old.0) => Kind::Narrowed,
        Axis::Multiple if is_multiple(old.0, new.0) => Kind::Widened,
        Axis::Multiple => Kind::Changed,
        Axis::Least | Axis::LeastLetters | Axis::LeastItems | Axis::LeastMembers if new > old => {
            Kind::Narrowed
        }
        Axis::Most | Axis::MostLetters | Axis::MostItems | Axis::MostMembers
            if new.0 < old.0 || (new.0 == old.0 && new.1) =>
        {
            Kind::Narrowed
        }
        Axis::Least | Axis::LeastLetters | Axis::LeastItems | Axis::LeastMembers => Kind::Widened,
        Axis::Most | Axis::MostLetters | Axis::MostItems | Axis::MostMembers => Kind::Widened,
        Axis::Unique | Axis::Pattern | Axis::Names | Axis::Format | Axis::Values => Kind::Changed,
    }
}

fn items(notes: &[Note]) -> Vec<Note> {
    let inner = |note: &Note| if let Note::Item(note) = note { Some((**note).clone()) } else { None };
    notes.iter().filter_map(inner).collect()
}

fn values(notes: &[Note]) -> Vec<Note> {
    let inner = |note: &Note| if let Note::Value(note) = note { Some((**note).clone()) } else { None };
    notes.iter().filter_map(inner).collect()
}

fn rules(notes: &[Note]) -> Vec<Rule> {
    let flag = |wanted: Limit| {
        notes.iter().any(|note| matches!(note, Note::Limit(limit, Value::Bool(true)) if *limit == wanted))
    };
    let rules = notes.iter().filter_map(|note| match note {
        Note::Limit(limit, value) => {
            let shut = match limit {
                Limit::Minimum => flag(Limit::ExclusiveMinimum),
                Limit::Maximum => flag(Limit::ExclusiveMaximum),
                Limit::MaxLength
                | Limit::MinLength
                | Limit::Pattern
                | Limit::ExclusiveMinimum
                | Limit::ExclusiveMaximum
                | Limit::MultipleOf
                | Limit::MaxItems
                | Limit::MinItems
                | Limit::UniqueItems
                | Limit::MaxProperties
                | Limit::MinProperties => false,
            };
            rule(*limit, value, shut)
        }
        Note::Format(format) => Some(text(Axis::Format, format, "format ")),
        Note::Names(pattern) => Some(text(Axis::Names, pattern, "names like ")),
        Note::Values(values) => {
            let words: Vec<String> = values.iter().map(spell::value).collect();
            let words = spell::cut(&format!("one of {}", words.join(", ")));
            Some(Rule { axis: Axis::Values, bound: Bound::Values(values.clone()), words })
        }
        Note::Default(_) | Note::Example(_) | Note::Link { .. } | Note::Item(_) | Note::Value(_) => None,
    });
    rules.collect()
}

fn text(axis: Axis, said: &str, before: &str) -> Rule {
    Rule { axis, bound: Bound::Text(said.to_owned()), words: format!("{before}`{}`", spell::cut(said)) }
}

/// A limit as a rule; nothing where it is a flag that belongs to another limit, or no limit at all.
fn rule(limit: Limit, value: &Value, shut: bool) -> Option<Rule> {
    if let (Limit::Pattern, Value::String(pattern)) = (limit, value) {
        return Some(text(Axis::Pattern, pattern, "like "));
    }
    if limit == Limit::UniqueItems {
        let words = "each item once".to_owned();
        return (value == &Value::Bool(true)).then(|| Rule {
            axis: Axis::Unique,
            bound: Bound::Number(1.0, false),
            words,
        });
    }
    let number: f64 = value.as_number()?.to_string().parse().ok()?;
    let (axis, shut, words) = match limit {
        Limit::Minimum if !shut => (Axis::Least, false, format!("at least {value}")),
        Limit::Minimum | Limit::ExclusiveMinimum => (Axis::Least, true, format!("more than {value}")),
        Limit::Maximum if !shut => (Axis::Most, false, format!("at most {value}")),
        Limit::Maximum | Limit::ExclusiveMaximum => (Axis::Most, true, format!("less than {value}")),
        Limit::MaxLength => (Axis::MostLetters, false, format!("at most {value} characters")),
        Limit::MinLength => (Axis::LeastLetters, false, format!("at least {value} characters")),
        Limit::MaxItems => (Axis::MostItems, false, format!("at most {value} items")),
        Limit::MinItems => (Axis::LeastItems, false, format!("at least {value} items")),
        Limit::MaxProperties => (Axis::MostMembers, false, format!("at most {value} members")),
        Limit::MinProperties => (Axis::LeastMembers, false, format!("at least {value} members")),
        Limit::MultipleOf => (Axis::Multiple, false, format!("a multiple of {value}")),
        Limit::Pattern | Limit::UniqueItems => return None,
    };
    Some(Rule { axis, bound: Bound::Number(number, shut), words })
}
