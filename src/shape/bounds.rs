//! The bounds of numbers, as literals of their Rust type.
//!
//! In: bounds as their author wrote them, of any size, with a fraction or without. Out: those that a value of the
//! type can break, since the compiler refuses literals and complains of comparisons that say nothing.

use serde_json::Value;

use crate::api::{Integer, Limit, Note, Type};

/// A bound that is checked.
pub(super) struct Bound {
    /// The function that checks it: `minimum`.
    function: &'static str,
    /// The bound as Rust: `1`, `0.5`.
    literal: String,
}

impl Bound {
    /// The line that checks a value.
    pub(super) fn check(&self, at: &str, value: &str) -> String {
        format!("found.{}({at}, {value}, {});", self.function, self.literal)
    }
}

/// Whether a limit is one of those that are checked here.
pub(super) fn is_bound(limit: Limit) -> bool {
    use Limit::{ExclusiveMaximum, ExclusiveMinimum, Maximum, Minimum, MultipleOf};
    [Minimum, Maximum, ExclusiveMinimum, ExclusiveMaximum, MultipleOf].contains(&limit)
}

/// The bounds of a number among the facts about it.
pub(super) fn of(ty: &Type, notes: &[Note]) -> Vec<Bound> {
    let flag = |wanted: Limit| {
        notes.iter().any(|note| matches!(note, Note::Limit(limit, Value::Bool(true)) if *limit == wanted))
    };
    let bounds = notes.iter().filter_map(|note| {
        let Note::Limit(limit, value) = note else { return None };
        // OpenAPI 3.0 spells an exclusive bound as a flag beside the bound.
        let limit = match limit {
            Limit::Minimum if flag(Limit::ExclusiveMinimum) => Limit::ExclusiveMinimum,
            Limit::Maximum if flag(Limit::ExclusiveMaximum) => Limit::ExclusiveMaximum,
            other => *other,
        };
        bound(ty, limit, &value.as_number()?.to_string())
    });
    bounds.collect()
}

fn bound(ty: &Type, limit: Limit, text: &str) -> Option<Bound> {
    let function = match limit {
        Limit::Minimum => "minimum",
        Limit::Maximum => "maximum",
        Limit::ExclusiveMinimum => "more_than",
        Limit::ExclusiveMaximum => "less_than",
        Limit::MultipleOf => return multiple(ty, text),
        _ => return None,
    };
    let literal = match ty {
        Type::Integer(integer) => whole(*integer, limit, text)?,
        Type::Number { single: true } => {
            format!("{:?}", text.parse().ok().filter(|bound: &f32| bound.is_finite())?)
        }
        _ => format!("{:?}", text.parse().ok().filter(|bound: &f64| bound.is_finite())?),
    };
    Some(Bound { function, literal })
}

/// A bound of integers; nothing where every value of the type keeps it.
fn whole(integer: Integer, limit: Limit, text: &str) -> Option<String> {
    let (least, most) = integer.range();
    let is_lower = matches!(limit, Limit::Minimum | Limit::ExclusiveMinimum);
    let exact = text.parse::<i128>().ok();
    let bound = match exact {
        Some(bound) => bound,
        None => {
            let float: f64 = text.parse().ok()?;
            // The nearest integers are the same question: above 0.5 is from 1 on, and more than 0.5 is more than 0.
            let rounded = match limit {
                Limit::Minimum | Limit::ExclusiveMaximum => float.ceil(),
                _ => float.floor(),
            };
            // What is outside the range is caught below, whatever it is cut down to here.
            rounded as i128
        }
    };
    let says_nothing = match limit {
        Limit::Minimum => bound <= least,
        Limit::ExclusiveMinimum => bound < least,
        Limit::Maximum => bound >= most,
        _ => bound > most,
    };
    // A bound that no value keeps is a mistake of its author: the outermost value stands for it.
    let bound = if is_lower { bound.min(most) } else { bound.max(least) };
    (!says_nothing).then(|| bound.to_string())
}

/// What a number is a multiple of; every integer is one of 1.
fn multiple(ty: &Type, text: &str) -> Option<Bound> {
    let is_one = matches!(ty, Type::Integer(_)) && text.parse::<f64>() == Ok(1.0);
    (!is_one).then(|| Bound { function: "multiple_of", literal: format!("{text:?}") })
}
