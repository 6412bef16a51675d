//! Problems of schemas.

use super::{Severity, Text};

/// What is wrong with a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaProblem {
    /// A number or a text stands where a schema belongs.
    NotASchema {
        /// What stands there.
        found: &'static str,
    },
    /// A schema has a type that JSON Schema does not know.
    UnknownType {
        /// Its name.
        name: String,
    },
    /// The values of an enum can be of no type that it allows, or there are none.
    UnusableEnum,
    /// Values of an enum are of another type than the one beside it.
    EnumOfOtherType {
        /// The type that they are read as.
        name: String,
    },
    /// No value is of the types of all schemas of an `allOf`.
    UnmergedAllOf {
        /// Where the first of them stands.
        first: String,
    },
    /// No value is listed by all schemas of an `allOf`.
    AllOfConflict {
        /// What they contradict each other in.
        what: &'static str,
        /// Where the first of them stands.
        first: String,
    },
    /// A member must be there of which nothing else is said.
    RequiredWithoutProperty {
        /// Its name.
        name: String,
    },
    /// A default is of another type than the value that it stands for.
    DefaultOfOtherType {
        /// The types of the value.
        name: String,
    },
    /// A schema makes a condition that its type cannot express.
    UncheckedCondition {
        /// The keyword.
        keyword: &'static str,
    },
    /// A keyword stands beside a reference, where it is ignored.
    BesideReference {
        /// The keyword.
        keyword: String,
    },
}

impl SchemaProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::{Note, Warning};
        match self {
            SchemaProblem::NotASchema { found } => (
                "not-a-schema",
                Warning,
                format!("a schema was looked for, an object; found is {found}"),
                "any JSON is taken in its place; a schema is an object such as `{ type: string }`".into(),
            ),
            SchemaProblem::UnknownType { name } => (
                "unknown-type",
                Warning,
                format!("`{name}` is not a type of JSON Schema"),
                "any JSON is taken in its place; the types are string, number, integer, boolean, array and object".into(),
            ),
            SchemaProblem::UnusableEnum => (
                "unusable-enum",
                Warning,
                "the values of this enum are none that its type can have".into(),
                "the values are not checked; the type that stands beside them is taken".into(),
            ),
            SchemaProblem::EnumOfOtherType { name } => (
                "enum-of-other-type",
                Note,
                format!("values of this enum are not of its type: each is read as the {name} that it spells"),
                "write the values as the type beside them says".into(),
            ),
            SchemaProblem::UnmergedAllOf { first } => (
                "unmerged-all-of",
                Warning,
                format!("no value has a type that all schemas of this `allOf` allow, the first at `{first}`"),
                "any JSON is taken in its place".into(),
            ),
            SchemaProblem::AllOfConflict { what, first } => (
                "all-of-conflict",
                Warning,
                format!("schemas that all have to hold contradict each other in their {what}, the first at `{first}`"),
                "the last of them is taken".into(),
            ),
            SchemaProblem::RequiredWithoutProperty { name } => (
                "required-without-property",
                Note,
                format!("`{name}` is required, and no property: it is left out"),
                "correct the name, or describe the member in `properties`".into(),
            ),
            SchemaProblem::DefaultOfOtherType { name } => (
                "default-of-other-type",
                Note,
                format!("the default is no {name}, which its type asks for"),
                "correct the default or the type; the documentation shows it as it is".into(),
            ),
            SchemaProblem::UncheckedCondition { keyword } => (
                "unchecked-condition",
                Note,
                format!("no type expresses `{keyword}`: values that it forbids can be sent"),
                "describe the allowed values with `oneOf` where it matters".into(),
            ),
            SchemaProblem::BesideReference { keyword } => (
                "beside-reference",
                Note,
                format!("`{keyword}` is ignored: before OpenAPI 3.1, nothing counts beside `$ref`"),
                "put both into an `allOf`".into(),
            ),
        }
    }
}
