//! What changes do to those who call the generated Rust: a row for each.
//!
//! The yardstick is the API of a generated crate (<https://doc.rust-lang.org/cargo/reference/semver.html>): all its fields
//! are public, and all its structs and enums are `#[non_exhaustive]`, so that it can gain fields and variants. In the
//! layouts `file` and `modules` they are parts of the user's own crate, and the compiler names what has to be written.

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
    /// A struct has one more field; whether `new` asks for it, and whether it is the first that must be there.
    FieldAdded { asked: bool, first: bool },
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
    /// `new` asks for what it did not ask for, or the other way round.
    ArgumentsChanged,
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
    /// An enum of constants has one more variant before others.
    VariantInserted,
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
    /// The builder has its first functions for credentials, in place of those for any.
    BuilderBegun,
    /// A function of the builder is gone, or takes something else.
    BuilderGone,
}

impl Rust {
    /// What it does, for things that go this way.
    pub(super) fn effect(self, way: Way) -> Effect {
        let (level, text) = self.row(way);
        Effect { level, text: text.to_owned() }
    }

    /// Whether it does anything to things that go this way: what is only read has no `new`, and the variants of what is read
    /// have no numbers, since one of them holds a value.
    pub(super) fn concerns(self, way: Way) -> bool {
        match way {
            Way::Request => true,
            Way::Both => self != Rust::VariantsReordered,
            Way::Response => {
                !matches!(self, Rust::ArgumentsReordered | Rust::ArgumentsChanged | Rust::VariantsReordered)
            }
        }
    }

    fn row(self, way: Way) -> (Level, &'static str) {
        let is_sent = way != Way::Response;
        use Level::{Major, Minor, Patch};
        match self {
            Rust::Nothing => (Patch, "nothing changes"),
            Rust::Docs => (Patch, "documentation only"),
            Rust::MethodAdded => (Minor, "a new method"),
            Rust::MethodGone => (Major, "the method is gone"),
            Rust::MethodRenamed => {
                (Major, "the method, and the types that are named after it, are called otherwise")
            }
            Rust::MethodTakes if !is_sent => (Patch, "nothing changes"),
            Rust::MethodTakes => (Major, "the method takes another argument"),
            Rust::MethodGives => (Major, "the method gives, or its error holds, another type"),
            Rust::Deprecated if is_sent => (Minor, "its use is warned of"),
            Rust::Deprecated => (Patch, "documentation only"),
            Rust::FieldAdded { asked: true, .. } if is_sent => (Major, "`new` takes one more argument"),
            Rust::FieldAdded { first: true, .. } if !is_sent => {
                (Major, "a new field, without which the struct is not `Default` any more")
            }
            Rust::FieldAdded { .. } => {
                (Minor, "a new field; in a client that is no crate of its own, struct literals need it, too")
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
            Rust::ArgumentsChanged => (Major, "`new` takes one argument more, or one less"),
            Rust::TypeChanged => (Major, "the value has another type"),
            Rust::TypeAdded => (Minor, "a new type"),
            Rust::TypeGone => (Major, "the type is gone"),
            Rust::TypeRenamed => (Major, "the type is called otherwise"),
            Rust::UseAdded => (Minor, "the type can do more"),
            Rust::UseGone => (Major, "functions or traits of the type are gone"),
            Rust::Openness => (Major, "the enum gains or loses its variant `Unknown`, or `Copy`"),
            Rust::VariantInserted if way == Way::Request => {
                (Major, "a new variant, behind which `as` gives other numbers")
            }
            Rust::VariantAdded | Rust::VariantInserted => (
                Minor,
                "a new variant; in a client that is no crate of its own, a `match` without `_` needs it, too",
            ),
            Rust::VariantGone => (Major, "the variant is gone"),
            Rust::VariantRenamed => (Major, "the variant is called otherwise"),
            Rust::VariantsReordered => (Major, "`as` gives other numbers for the variants"),
            Rust::HeadersAdded => (Minor, "a new struct for the headers"),
            Rust::BuilderAdded => (Minor, "the builder has one more function"),
            Rust::BuilderBegun => {
                (Major, "the builder has a function for it, and `basic_auth` and `bearer_auth` no more")
            }
            Rust::BuilderGone => (Major, "a function of the builder is gone, or takes something else"),
        }
    }
}
