//! What changes do to those who call the generated Rust: a row for each.
//!
//! The yardstick is the API of the generated crate (<https://doc.rust-lang.org/cargo/reference/semver.html>): all its
//! fields are public, and no struct or enum is `#[non_exhaustive]`.

use super::{Effect, Level, Way};

/// What a change does to Rust callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rust {
    /// Nothing: names on the wire, limits, where requests go.
    Nothing,
    /// The doc comments differ.
    Docs,
    /// A method, and what it takes and gives.
    MethodAdded,
    /// A method is gone.
    MethodGone,
    /// A method, and the types that are named after it, have another name.
    MethodRenamed,
    /// A method takes something else.
    MethodTakes,
    /// A method answers, or fails with, another type.
    MethodGives,
    /// Use of it is warned of.
    Deprecated,
    /// A struct has one more field; whether `new` asks for it.
    FieldAdded { asked: bool },
    /// A field is gone; whether `new` asked for it.
    FieldGone { asked: bool },
    /// A field has another name.
    FieldRenamed,
    /// A field is an `Option` no more; whether `new` asks for it now.
    FieldRequired { asked: bool },
    /// A field is an `Option` now; whether `new` asked for it.
    FieldOptional { asked: bool },
    /// The arguments of `new` change places.
    ArgumentsReordered,
    /// A value has another type.
    TypeChanged,
    /// A type is new.
    TypeAdded,
    /// A type is gone.
    TypeGone,
    /// A type has another name.
    TypeRenamed,
    /// A type can be made, or read, that could not.
    UseAdded,
    /// A type cannot be made, or read, any more.
    UseGone,
    /// An enum keeps what it does not know, which it did not, or the other way round.
    Openness,
    /// An enum has one more variant.
    VariantAdded,
    /// A variant is gone.
    VariantGone,
    /// A variant has another name.
    VariantRenamed,
    /// The variants of an enum without values change their numbers.
    VariantsReordered,
    /// A struct for headers is new.
    HeadersAdded,
    /// The builder of clients has one more function.
    BuilderAdded,
    /// A function of the builder is gone, or takes something else.
    BuilderGone,
}

impl Rust {
    /// What it does, for things that go this way.
    pub(super) fn effect(self, way: Way) -> Effect {
        let is_sent = way != Way::Response;
        let (level, text) = self.row(is_sent);
        Effect { level, text: text.to_owned() }
    }

    fn row(self, is_sent: bool) -> (Level, &'static str) {
        use Level::{Major, Minor, Patch};
        match self {
            Rust::Nothing => (Patch, "nothing changes"),
            Rust::Docs => (Patch, "documentation only"),
            Rust::MethodAdded => (Minor, "a new method"),
            Rust::MethodGone => (Major, "the method is gone"),
            Rust::MethodRenamed => {
                (Major, "the method, and the types that are named after it, are called otherwise")
            }
            Rust::MethodTakes => (Major, "the method takes another argument"),
            Rust::MethodGives => (Major, "the method gives, or its error holds, another type"),
            Rust::Deprecated if is_sent => (Minor, "its use is warned of"),
            Rust::Deprecated => (Patch, "documentation only"),
            Rust::FieldAdded { asked: true } if is_sent => {
                (Major, "`new` takes one more argument, and struct literals need one more field")
            }
            Rust::FieldAdded { .. } => {
                (Major, "struct literals, and patterns without `..`, need one more field")
            }
            Rust::FieldGone { asked: true } if is_sent => {
                (Major, "the field is gone, and `new` takes one argument less")
            }
            Rust::FieldGone { .. } => (Major, "the field is gone"),
            Rust::FieldRenamed => (Major, "the field is called otherwise"),
            Rust::FieldRequired { asked: true } if is_sent => {
                (Major, "the field is no `Option` any more, and an argument of `new`")
            }
            Rust::FieldRequired { .. } => (Major, "the field is no `Option` any more"),
            Rust::FieldOptional { asked: true } if is_sent => {
                (Major, "the field becomes an `Option`, and is no argument of `new` any more")
            }
            Rust::FieldOptional { .. } => (Major, "the field becomes an `Option`"),
            Rust::ArgumentsReordered => {
                (Major, "arguments of `new` change places: calls may compile and mean something else")
            }
            Rust::TypeChanged => (Major, "the value has another type"),
            Rust::TypeAdded => (Minor, "a new type"),
            Rust::TypeGone => (Major, "the type is gone"),
            Rust::TypeRenamed => (Major, "the type is called otherwise"),
            Rust::UseAdded => (Minor, "the type can do more"),
            Rust::UseGone => (Major, "functions or traits of the type are gone"),
            Rust::Openness => (Major, "the enum gains or loses its variant `Unknown`, or `Copy`"),
            Rust::VariantAdded => (Major, "a `match` without a wildcard needs one more arm"),
            Rust::VariantGone => (Major, "the variant is gone"),
            Rust::VariantRenamed => (Major, "the variant is called otherwise"),
            Rust::VariantsReordered => (Major, "`as` gives other numbers for the variants"),
            Rust::HeadersAdded => (Minor, "a new struct for the headers"),
            Rust::BuilderAdded => (Minor, "the builder has one more function"),
            Rust::BuilderGone => (Major, "a function of the builder is gone, or takes something else"),
        }
    }
}
