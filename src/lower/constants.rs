//! Schemas that list their values: `enum` and `const`.
//!
//! In: the parts of a schema, and the types that it allows. Out: the values that all of them list, as far as a
//! type can have them. A value of another type than the one beside it is read as that type where its text allows.

use serde_json::Value;

use super::{Lowering, kinds::Kinds, whole::Part};
use crate::{api::Constant, diagnostics::SchemaProblem, document::Node};

impl Lowering<'_> {
    /// The values that all parts allow, without null; nothing where they list none, or some that no type can have.
    pub(super) fn listed(&mut self, parts: &[Part<'_>], kinds: Kinds) -> Option<Vec<Constant>> {
        let mut values: Option<Vec<Constant>> = None;
        for part in parts {
            for keyword in ["enum", "const"] {
                let Some(node) = part.get(keyword) else { continue };
                let Some(more) = self.usable(keyword, &node, kinds) else { continue };
                values = Some(match values.take() {
                    None => more,
                    Some(known) if known.iter().any(|value| more.contains(value)) => {
                        known.into_iter().filter(|value| more.contains(value)).collect()
                    }
                    Some(_) => {
                        let first = parts.first().map(|part| part.node.pointer()).unwrap_or_default();
                        self.found
                            .report(SchemaProblem::AllOfConflict { what: "values", first }, node.location());
                        more
                    }
                });
            }
        }
        values
    }

    /// The values of one list, each once.
    fn usable(&mut self, keyword: &str, node: &Node<'_>, kinds: Kinds) -> Option<Vec<Constant>> {
        let listed: Vec<&Value> = match (keyword, node.value) {
            ("enum", Value::Array(values)) => values.iter().collect(),
            ("enum", _) => Vec::new(),
            (_, value) => vec![value],
        };
        let values: Vec<&Value> = listed.iter().copied().filter(|value| !value.is_null()).collect();
        if values.is_empty() && !listed.is_empty() {
            return None;
        }
        let constants: Option<Vec<Constant>> = values.iter().map(|value| constant(value, kinds)).collect();
        let constants = constants.map(|constants| distinct(constants.into_iter()));
        let Some(constants) = constants.filter(|constants| !constants.is_empty()) else {
            self.found.report(SchemaProblem::UnusableEnum, node.location());
            return None;
        };
        if !values.iter().all(|value| kinds.hold(Kinds::of(value))) {
            let name = kinds.without(Kinds::NULL).names();
            self.found.report(SchemaProblem::EnumOfOtherType { name }, node.location());
        }
        Some(constants)
    }
}

/// A value as one of these types.
fn constant(value: &Value, kinds: Kinds) -> Option<Constant> {
    let text = |text: String| kinds.hold(Kinds::STRING).then_some(Constant::String(text));
    match value {
        Value::String(own) if kinds.hold(Kinds::STRING) => Some(Constant::String(own.clone())),
        Value::String(own) if kinds.hold(Kinds::INTEGER) => own.parse().ok().map(Constant::Integer),
        Value::String(own) if kinds.hold(Kinds::BOOLEAN) => own.parse().ok().map(Constant::Boolean),
        Value::Number(number) if kinds.hold(Kinds::INTEGER) => integral(number).map(Constant::Integer),
        Value::Number(number) => text(number.to_string()),
        Value::Bool(flag) if kinds.hold(Kinds::BOOLEAN) => Some(Constant::Boolean(*flag)),
        Value::Bool(flag) => text(flag.to_string()),
        Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A number without a fraction, however it is spelled: `1.0` is 1.
fn integral(number: &serde_json::Number) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let float = || number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() <= EXACT);
    number.as_i64().or_else(|| format!("{:.0}", float()?).parse().ok())
}

/// Each value once, the first time it occurs.
pub(super) fn distinct(values: impl Iterator<Item = Constant>) -> Vec<Constant> {
    let mut seen = std::collections::HashSet::new();
    values.filter(|value| seen.insert(value.clone())).collect()
}

/// Whether all values are of one type.
pub(super) fn one_kind(values: &[Constant]) -> bool {
    values.windows(2).all(|pair| std::mem::discriminant(&pair[0]) == std::mem::discriminant(&pair[1]))
}
