//! What values are: types, and the definitions of those that have names.

use super::Docs;
use crate::diagnostics::Location;

/// The place of a [`Definition`] in [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON.
    Any,
    /// `true`
    Boolean,
    /// `42`
    Integer(Integer),
    /// `0.5`; the flag says that its author asked for single precision.
    Number {
        /// `format: float`.
        single: bool,
    },
    /// `"text"`
    String,
    /// Bytes as text, in Base64 (RFC 4648): `"aGVsbG8="`.
    Base64,
    /// The bytes of a file, sent as they are.
    Binary,
    /// A value that the user has chosen a type for.
    Own(Own),
    /// `[3, 4]`
    Array(Box<Type>),
    /// `[3, "text"]`: of a certain length, each item of its own type.
    Tuple(Vec<Type>),
    /// `{"a": 3, "b": 4}`
    Map(Box<Type>),
    /// `null`, or the other.
    Nullable(Box<Type>),
    /// A type with a definition.
    Named(TypeId),
}

/// A value of a type that the user has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    /// The place of the choice in [`Config::types`](crate::Config::types).
    pub choice: usize,
    /// The kind of JSON that the value is, where it is of one kind only.
    pub json: Option<Json>,
}

/// The range of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integer {
    /// `format: int8`
    I8,
    /// `format: int16`
    I16,
    /// `format: int32`
    I32,
    /// `format: int64`, and where no format is given: an id of more than 31 bits must survive.
    I64,
    /// `format: uint8`
    U8,
    /// `format: uint16`
    U16,
    /// `format: uint32`
    U32,
    /// `format: uint64`
    U64,
}

/// A type that has a name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Who named it, and how.
    pub name: Name,
    /// The other places where the same stands, which nobody named either, in the author's order.
    pub also: Vec<Name>,
    /// What it is.
    pub kind: Kind,
    /// What is said about it.
    pub docs: Docs,
    /// Where it stands.
    pub at: Location,
}

/// Where the name of a type comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// Its author gave it: `file_link`.
    Author(String),
    /// It is part of another type.
    Part(TypeId, Role),
    /// It is part of an operation.
    Operation(usize, Role),
    /// It is part of a webhook.
    Webhook(usize, Role),
    /// It is, or is part of, an answer that operations share under a name: `NotFound`.
    Answer(String, Role),
}

/// What a nameless type is to the type or operation that it is part of, as the steps that lead to it:
/// the items of the member `tools` are `[Member("tools"), Item]`.
pub type Role = Vec<Step>;

/// A step from a type or operation to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the member, or the parameter, of this name.
    Member(String),
    /// To a variant, by the words that name it best.
    Variant(String),
    /// From a list to its items.
    Item,
    /// From a map to its values.
    Value,
    /// From a type of answers to what requests take in its place.
    Input,
    /// From an operation to the body of its request.
    Body,
    /// From an operation to its answer with this status: `200`.
    Response(String),
}

/// What a named type is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `{"file": "file_123", "expires_at": 1735689600}`
    Object(Object),
    /// `"open"` or `"closed"`
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// A type with members.
#[derive(Clone, Debug)]
pub struct Object {
    /// The members that its author lists.
    pub fields: Vec<Field>,
    /// What the members are that its author does not list, where it says so.
    pub additional: Option<Type>,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name as sent: `expires_at`.
    pub wire: String,
    /// Whether it must be there.
    pub required: bool,
    /// What it is.
    pub ty: Type,
    /// In which direction it goes.
    pub direction: Direction,
    /// What is said about it.
    pub docs: Docs,
    /// Where it stands.
    pub at: Location,
}

/// In which direction a member goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// In both.
    Both,
    /// Only answers have it: the `id` that a server gives.
    Answers,
    /// Only requests have it: a `password`.
    Requests,
}

/// A type of a few values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its values, each once, in the author's order.
    pub values: Vec<Constant>,
    /// Whether its author says that there are others: any string, of which these are known.
    pub open: bool,
}

/// A value that is written as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Constant {
    /// `"open"`
    String(String),
    /// `3`
    Integer(i64),
    /// `true`
    Boolean(bool),
}

/// A type that is one of several.
#[derive(Clone, Debug)]
pub struct Union {
    /// What it may be, in the author's order.
    pub variants: Vec<Variant>,
}

/// One of the types of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The words that name it best, where its author gave any: a title, the name of its type.
    pub name: Option<String>,
    /// What it is.
    pub value: VariantValue,
    /// How an answer shows that it is this one.
    pub test: Test,
    /// What is said about it.
    pub docs: Docs,
}

/// What a variant is.
#[derive(Clone, Debug, PartialEq)]
pub enum VariantValue {
    /// One value only: `""`, `"now"`.
    Constant(Constant),
    /// Any value of a type.
    Type(Type),
}

/// How an answer shows which variant of a union it is, the surest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// A member of the object has one of these values: `"type": "card"`.
    Tag {
        /// The member.
        member: String,
        /// Its values for this variant.
        values: Vec<String>,
        /// Whether the member is always there; a variant without it has to be tried.
        always: bool,
    },
    /// No other variant is of this kind of JSON.
    Json(Vec<Json>),
    /// It is of this kind of JSON, and an object with all of these members, which no other variant requires together.
    Members(Vec<String>),
    /// It can only be tried: of all that fit, the best is the one that keeps most of the value.
    Trial,
}

/// The kinds of JSON values (RFC 8259, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Json {
    /// `null`
    Null,
    /// `true`
    Boolean,
    /// `0.5`
    Number,
    /// `"text"`
    String,
    /// `[3, 4]`
    Array,
    /// `{"a": 3}`
    Object,
}

impl Integer {
    /// The least and the most that it holds.
    pub fn range(self) -> (i128, i128) {
        match self {
            Integer::I8 => (i8::MIN.into(), i8::MAX.into()),
            Integer::I16 => (i16::MIN.into(), i16::MAX.into()),
            Integer::I32 => (i32::MIN.into(), i32::MAX.into()),
            Integer::I64 => (i64::MIN.into(), i64::MAX.into()),
            Integer::U8 => (0, u8::MAX.into()),
            Integer::U16 => (0, u16::MAX.into()),
            Integer::U32 => (0, u32::MAX.into()),
            Integer::U64 => (0, u64::MAX.into()),
        }
    }
}

impl Type {
    /// The definitions that it names, inside lists and maps too.
    pub fn named(&self) -> Vec<TypeId> {
        match self {
            Type::Named(id) => vec![*id],
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.named(),
            Type::Tuple(items) => items.iter().flat_map(Type::named).collect(),
            Type::Any
            | Type::Boolean
            | Type::Integer(_)
            | Type::Number { .. }
            | Type::String
            | Type::Base64
            | Type::Binary
            | Type::Own(_) => Vec::new(),
        }
    }
}

impl Kind {
    /// The types that a definition is made of.
    pub fn parts(&self) -> Vec<&Type> {
        match self {
            Kind::Object(object) => {
                object.fields.iter().map(|field| &field.ty).chain(&object.additional).collect()
            }
            Kind::Enum(_) => Vec::new(),
            Kind::Union(union) => {
                let types = union.variants.iter().filter_map(|variant| match &variant.value {
                    VariantValue::Type(ty) => Some(ty),
                    VariantValue::Constant(_) => None,
                });
                types.collect()
            }
            Kind::Alias(ty) => vec![ty],
        }
    }
}
