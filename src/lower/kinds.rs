//! The types of JSON Schema, as the set of them that a schema allows.

use serde_json::Value;

use super::whole::Part;

/// A set of types. A number is an integer, or has a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) const NONE: Kinds = Kinds(0);
    pub(super) const NULL: Kinds = Kinds(1);
    pub(super) const BOOLEAN: Kinds = Kinds(2);
    pub(super) const INTEGER: Kinds = Kinds(4);
    pub(super) const NUMBER: Kinds = Kinds(4 | 8);
    pub(super) const STRING: Kinds = Kinds(16);
    pub(super) const ARRAY: Kinds = Kinds(32);
    pub(super) const OBJECT: Kinds = Kinds(64);
    /// Swagger 2.0 has files, which are no JSON.
    pub(super) const FILE: Kinds = Kinds(128);
    pub(super) const ALL: Kinds = Kinds(127);

    /// The single types, a number before an integer.
    pub(super) const SINGLE: [Kinds; 7] = [
        Kinds::STRING,
        Kinds::NUMBER,
        Kinds::INTEGER,
        Kinds::BOOLEAN,
        Kinds::ARRAY,
        Kinds::OBJECT,
        Kinds::FILE,
    ];

    /// The type of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Kinds::NULL,
            "boolean" => Kinds::BOOLEAN,
            "integer" => Kinds::INTEGER,
            "number" => Kinds::NUMBER,
            "string" => Kinds::STRING,
            "array" => Kinds::ARRAY,
            "object" => Kinds::OBJECT,
            "file" => Kinds::FILE,
            _ => return None,
        })
    }

    /// The type of a value.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Kinds::NULL,
            Value::Bool(_) => Kinds::BOOLEAN,
            Value::Number(number) if number.as_f64().is_some_and(|number| number.fract() != 0.0) => {
                Kinds::NUMBER
            }
            Value::Number(_) => Kinds::INTEGER,
            Value::String(_) => Kinds::STRING,
            Value::Array(_) => Kinds::ARRAY,
            Value::Object(_) => Kinds::OBJECT,
        }
    }

    /// The types that the keywords of a schema are about, where it names none.
    pub(super) fn implied(parts: &[Part<'_>]) -> Self {
        const BY: [(&str, Kinds); 13] = [
            ("properties", Kinds::OBJECT),
            ("additionalProperties", Kinds::OBJECT),
            ("patternProperties", Kinds::OBJECT),
            ("propertyNames", Kinds::OBJECT),
            ("unevaluatedProperties", Kinds::OBJECT),
            ("items", Kinds::ARRAY),
            ("prefixItems", Kinds::ARRAY),
            ("pattern", Kinds::STRING),
            ("minLength", Kinds::STRING),
            ("maxLength", Kinds::STRING),
            ("minimum", Kinds::NUMBER),
            ("maximum", Kinds::NUMBER),
            ("multipleOf", Kinds::NUMBER),
        ];
        let says = |word: &str| parts.iter().any(|part| part.value(word).is_some());
        let format = parts.iter().find_map(|part| part.text("format")).map(|format| match format {
            "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => Kinds::INTEGER,
            "float" | "double" | "decimal" => Kinds::NUMBER,
            _ => Kinds::STRING,
        });
        let is_bytes = parts.iter().any(Part::is_bytes);
        let format = format.or(is_bytes.then_some(Kinds::STRING));
        let word = BY.iter().find(|(word, _)| says(word)).map(|(_, kinds)| *kinds);
        word.or(format).unwrap_or(Kinds::ALL)
    }

    pub(super) fn and(self, other: Self) -> Self {
        Kinds(self.0 & other.0)
    }

    pub(super) fn or(self, other: Self) -> Self {
        Kinds(self.0 | other.0)
    }

    pub(super) fn without(self, other: Self) -> Self {
        Kinds(self.0 & !other.0)
    }

    /// Whether all types of the other are in this.
    pub(super) fn hold(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The single types of the set.
    pub(super) fn singles(self) -> Vec<Self> {
        let mut left = self;
        let mut singles = Vec::new();
        for single in Kinds::SINGLE {
            if left.hold(single) {
                singles.push(single);
                left = left.without(single);
            }
        }
        singles
    }

    /// What JSON Schema calls the types.
    pub(super) fn names(self) -> String {
        let name = |kinds: &Kinds| match *kinds {
            Kinds::STRING => "string",
            Kinds::NUMBER => "number",
            Kinds::INTEGER => "integer",
            Kinds::BOOLEAN => "boolean",
            Kinds::ARRAY => "array",
            Kinds::OBJECT => "object",
            _ => "file",
        };
        self.singles().iter().map(name).collect::<Vec<_>>().join(" or ")
    }
}
