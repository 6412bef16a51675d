//! The limits among the facts about a value, and the lines for those that need nothing but the value.

use crate::api::{Constant, Enum, Limit, Note};

/// The limits among the facts, without flags that only belong to a bound beside them.
pub(super) fn limits(notes: &[Note]) -> impl Iterator<Item = (Limit, &serde_json::Value)> {
    notes.iter().filter_map(limit)
}

/// A fact, if it is a limit.
pub(super) fn limit(note: &Note) -> Option<(Limit, &serde_json::Value)> {
    match note {
        Note::Limit(limit, value) => Some((*limit, value)),
        Note::Format(_) | Note::Default(_) | Note::Example(_) | Note::Item(_) | Note::Value(_) => None,
        Note::Values(_) | Note::Names(_) | Note::Link { .. } => None,
    }
}

/// What is said of the items or values inside.
pub(super) fn inner_notes(notes: &[Note], inner: impl Fn(&Note) -> Option<&Note>) -> Vec<Note> {
    notes.iter().filter_map(inner).cloned().collect()
}

pub(super) fn text_check(limit: Limit, value: &serde_json::Value, at: &str, text: &str) -> Option<String> {
    match limit {
        Limit::MinLength => Some(format!("found.min_length({at}, {text}, {});", value.as_u64()?)),
        Limit::MaxLength => Some(format!("found.max_length({at}, {text}, {});", value.as_u64()?)),
        Limit::Pattern => {
            Some(format!("support::pattern::check(found, {at}, {text}, {:?});", value.as_str()?))
        }
        _ => None,
    }
}

/// What is said of how many members an object has.
pub(super) fn member_check(note: &Note) -> Option<String> {
    match note {
        Note::Limit(Limit::MinProperties, value) => {
            Some(format!("found.min_members(at, support::validate::members(self), {});", value.as_u64()?))
        }
        Note::Limit(Limit::MaxProperties, value) => {
            Some(format!("found.max_members(at, support::validate::members(self), {});", value.as_u64()?))
        }
        _ => None,
    }
}

/// What a limit is of, for a message.
pub(super) fn words(limit: Limit) -> &'static str {
    match limit {
        Limit::MaxLength | Limit::MinLength => "the length",
        Limit::Pattern => "the pattern",
        Limit::Maximum | Limit::Minimum | Limit::ExclusiveMaximum | Limit::ExclusiveMinimum => "the bound",
        Limit::MultipleOf => "the factor",
        Limit::MaxItems | Limit::MinItems | Limit::UniqueItems => "the limit of items",
        Limit::MaxProperties | Limit::MinProperties => "the limit of members",
    }
}

/// Whether every value of an enum keeps a limit, so that there is nothing to check.
pub(super) fn is_kept(listed: &Enum, limit: Limit, bound: &serde_json::Value) -> bool {
    let keeps = |value: &Constant| match (value, limit) {
        (Constant::String(text), Limit::MinLength | Limit::MaxLength) => {
            let length = text.chars().count() as u64;
            bound.as_u64().is_some_and(|bound| match limit {
                Limit::MinLength => length >= bound,
                _ => length <= bound,
            })
        }
        (Constant::Integer(number), Limit::Minimum | Limit::Maximum) => {
            bound.as_f64().is_some_and(|bound| match limit {
                Limit::Minimum => *number as f64 >= bound,
                _ => *number as f64 <= bound,
            })
        }
        // Whether a value follows a pattern or a factor is not worked out here.
        (Constant::String(_), Limit::Pattern) => false,
        (Constant::Integer(_), Limit::MultipleOf | Limit::ExclusiveMinimum | Limit::ExclusiveMaximum) => {
            false
        }
        (Constant::String(_) | Constant::Integer(_) | Constant::Boolean(_), _) => true,
    };
    !listed.open && listed.values.iter().all(keeps)
}
