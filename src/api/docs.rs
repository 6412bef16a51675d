//! What an author says about a type, a value or an operation, beside what it is.

use serde_json::Value;

/// What an author says about something, beside what it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// A short name.
    pub title: Option<String>,
    /// One line.
    pub summary: Option<String>,
    /// All of it, in Markdown.
    pub description: Option<String>,
    /// That it should not be used any more.
    pub deprecated: bool,
    /// What must hold for a value, and what else is worth knowing, in the author's order.
    pub notes: Vec<Note>,
}

/// A fact about a value that its Rust type does not say.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The format: `unix-time`.
    Format(String),
    /// A limit: the keyword's words and its value, `at most 5000 characters`.
    Limit(Limit, Value),
    /// What a server assumes where it is absent.
    Default(Value),
    /// The only values, where no type lists them: `0.5`, `1`.
    Values(Vec<Value>),
    /// The pattern that the names of members follow: `^x-`.
    Names(String),
    /// A value for illustration.
    Example(Value),
    /// Where more is said, and in which words: `https://example.com/pets`.
    Link {
        /// What stands there.
        text: Option<String>,
        /// Where that is.
        url: String,
    },
    /// The same for each item of a list.
    Item(Box<Note>),
    /// The same for each value of a map.
    Value(Box<Note>),
}

/// A limit of JSON Schema validation (draft 2020-12, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// `maxLength`
    MaxLength,
    /// `minLength`
    MinLength,
    /// `pattern`
    Pattern,
    /// `maximum`
    Maximum,
    /// `minimum`
    Minimum,
    /// `exclusiveMaximum`
    ExclusiveMaximum,
    /// `exclusiveMinimum`
    ExclusiveMinimum,
    /// `multipleOf`
    MultipleOf,
    /// `maxItems`
    MaxItems,
    /// `minItems`
    MinItems,
    /// `uniqueItems`
    UniqueItems,
    /// `maxProperties`
    MaxProperties,
    /// `minProperties`
    MinProperties,
}
