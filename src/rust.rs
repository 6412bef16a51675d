//! The third model: the Rust to print.
//!
//! In: what `shape/` decided. Out: what a template prints, word for word. Everything is decided here:
//! names are claimed, types are spelled out, so that a template has nothing to compare or compute.
//!
//! It knows no OpenAPI, and no template.

mod answer;
mod chosen;
mod client;
mod ident;
mod item;
mod names;
mod view;

pub use answer::{Answer, AnswerVariant, Arm, HeaderField, Headers};
pub use chosen::{OwnType, Validate};
pub use client::{
    Argument, Body, Builder, CredentialSetter, Encoding, Items, Member, Method, Methods, Parameter, Property,
    Security, VariableSetter,
};
pub(crate) use ident::is_keyword;
pub use ident::{Giver, Ident, Origin};
pub use names::{NameKind, Named};
pub use view::{View, Visible};

/// All of the output.
#[derive(Clone, Debug)]
pub struct Crate {
    /// Its name: `post_file_links`.
    pub name: Ident,
    /// What its author calls the API: `api.stripe.com`.
    pub title: String,
    /// The version of the description: `2023-08-16`.
    pub version: String,
    /// The oldest Rust that compiles it: `1.85`.
    pub rust_version: String,
    /// The files with what is particular to this API, the root first.
    pub modules: Vec<Module>,
    /// The crates that the user's own types come from, as lines of `Cargo.toml`: `url = "2"`.
    pub dependencies: Vec<String>,
    /// What is copied from `templates/support/`.
    pub support: Support,
    /// Whether the crate `bytes` is named by more than the support modules.
    pub bytes: bool,
}

/// What is copied from `templates/support/`.
#[derive(Clone, Debug)]
pub struct Support {
    /// The modules that only some APIs need: `form`.
    pub optional: Vec<String>,
    /// Whether calls block until their answer is there, and are no futures.
    pub blocking: bool,
}

/// A file of the output.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// Its name, empty for the root: `customers`.
    pub name: String,
    /// The same with the group of operations that it stands for.
    pub ident: Option<Ident>,
    /// What it holds, in Markdown.
    pub docs: Vec<String>,
    /// What it names of other modules: `super::{Client, Customer}`.
    pub uses: Vec<String>,
    /// The modules below it.
    pub children: Vec<String>,
    /// Those of them that define types, which it makes its own.
    pub exports: Vec<String>,
    /// What it defines, in the order of reading.
    pub items: Vec<Item>,
}

/// Something that a template prints.
#[derive(Clone, Debug)]
pub enum Item {
    /// `impl Client { pub fn builder() -> ClientBuilder { .. } }`
    Builder(Builder),
    /// `impl Client { pub fn post_file_links(..) -> Call<FileLink> { .. } }`
    Methods(Methods),
    /// `pub enum GetPetError { NotFound(Problem), Other(String) }`
    Answer(Answer),
    /// `pub struct ListPetsHeaders { .. }`
    Headers(Headers),
    /// `pub struct PostFileLinksRequest { .. }`
    Struct(Struct),
    /// `pub enum Status { Open, Closed }`
    Enum(Enum),
    /// `pub enum Metadata { Map(BTreeMap<String, String>), Empty }`
    Union(Union),
    /// `pub type Id = String;`
    Alias(Alias),
    /// `impl json::Encode for uuid::Uuid { .. }`
    Own(OwnType),
    /// `impl PostFileLinksRequest { pub fn validate(&self) -> Result<(), support::validate::Violations> { .. } }`
    Validate(Validate),
    /// `json::forward_serde! { serialize: [..], deserialize: [..] }`
    Serde(Serde),
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its name: `PostFileLinksRequest`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Its derives: `Clone, Debug`.
    pub derives: Vec<String>,
    /// Whether it is of a crate of its own, which may gain fields: `#[non_exhaustive]`.
    pub grows: bool,
    /// Its fields, what is required first.
    pub fields: Vec<Field>,
    /// Those that are required, where any is.
    pub required: Option<Required>,
    /// What `new` takes; nothing where there is no `new`, since users only read it.
    pub new: Option<New>,
    /// Whether it writes itself as JSON.
    pub encode: bool,
    /// Whether it reads itself from JSON.
    pub decode: bool,
    /// The field for members that the source does not list.
    pub additional: Option<Additional>,
}

/// The members without which a struct cannot be read: `let (Some(id), Some(url)) = (id, url) else { .. }`.
#[derive(Clone, Debug)]
pub struct Required {
    /// Their variables, all of them read: `(Some(id), Some(url))`.
    pub pattern: String,
    /// Their variables: `(id, url)`.
    pub value: String,
}

/// How a struct begins: `pub fn new(file: impl Into<String>) -> Self`.
#[derive(Clone, Debug)]
pub struct New {
    /// Its documentation.
    pub docs: Vec<String>,
    /// Its parameters: `file: impl Into<String>`.
    pub arguments: Vec<String>,
    /// Each field and its first value: `file: file.into()`; nothing where the struct begins with its default.
    pub values: Vec<String>,
    /// Whether clippy finds its parameters too many.
    pub many: bool,
    /// Whether it takes nothing, and the derive cannot know how the struct begins: a constant is required.
    pub default: bool,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name: `expires_at`.
    pub ident: Ident,
    /// The variable that it is read into where the struct has required members: `expires_at`, unless the code that
    /// reads needs that name.
    pub local: Ident,
    /// Whether that variable is not called like the field.
    pub renamed: bool,
    /// Its name as sent: `expires_at`.
    pub wire: String,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Its type: `Option<i64>`.
    pub ty: String,
    /// Whether it must be there.
    pub required: bool,
    /// The function that writes it: `field`, or `optional`.
    pub write: String,
    /// Where it is read into, if it need not be there: `Optional`, to which null is absent, or `Nullable`.
    pub read: Option<String>,
    /// How it is set.
    pub setter: Option<Setter>,
}

/// A function that sets a field: `pub fn expires_at(mut self, expires_at: i64) -> Self`.
#[derive(Clone, Debug)]
pub struct Setter {
    /// Its name, which is the field's unless that is `new`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: String,
    /// Whether the author advises against the field.
    pub deprecated: bool,
    /// What it takes: `impl Into<String>`.
    pub argument: String,
    /// The field's new value: `Some(name.into())`.
    pub value: String,
    /// The function that sets null, where null is a value beside being absent: `name_null`.
    pub null: Option<Ident>,
    /// The documentation of that function.
    pub null_docs: String,
}

/// The field for members that the source does not list: `pub additional: BTreeMap<String, String>`.
#[derive(Clone, Debug)]
pub struct Additional {
    /// Its name: `additional`.
    pub ident: Ident,
    /// Its type: `BTreeMap<String, String>`.
    pub ty: String,
}

/// An enum of constants.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name: `Status`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Its derives.
    pub derives: Vec<String>,
    /// Whether it is of a crate of its own, which may gain variants: `#[non_exhaustive]`.
    pub grows: bool,
    /// Its values.
    pub values: Vec<Value>,
    /// Whether it is an enum of strings.
    pub strings: bool,
    /// The variant for values that the source does not list.
    pub unknown: Option<Ident>,
    /// The function that gives a value as it is sent: `as_str`, or `value`.
    pub accessor: String,
    /// What that function gives: `&str`, `i64` or `bool`.
    pub repr: String,
    /// What a value that is not listed is kept as: `String`, `i64`.
    pub owned: String,
    /// The same, borrowed: `value`, `*value`.
    pub borrowed: String,
    /// Whether the listed values are all that the type can have: both booleans.
    pub total: bool,
    /// The values, as an error lists them: `one of "open", "closed"`.
    pub expected: String,
    /// Whether it reads itself from JSON.
    pub decode: bool,
}

/// A value that is printed as a Rust literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// `"open"`
    String(String),
    /// `3`
    Integer(i64),
    /// `true`
    Boolean(bool),
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct Value {
    /// Its name: `Open`.
    pub ident: Ident,
    /// The value as Rust: `"open"`.
    pub literal: Literal,
    /// Its documentation.
    pub docs: Vec<String>,
}

/// An enum of types.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its name: `PostFileLinksRequestMetadata`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Its derives.
    pub derives: Vec<String>,
    /// Whether it is of a crate of its own, which may gain variants: `#[non_exhaustive]`.
    pub grows: bool,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// The variant for answers that fit none: `Unknown(serde_json::Value)`.
    pub unknown: Option<Ident>,
    /// The variants that can only be tried, the most particular first.
    pub trials: Vec<Ident>,
    /// The types that it can be made of.
    pub conversions: Vec<Conversion>,
    /// Whether it reads itself from JSON.
    pub decode: bool,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name: `Map`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// What it holds: `BTreeMap<String, String>`; nothing for a constant.
    pub ty: Option<String>,
    /// The constant that it stands for.
    pub constant: Option<Literal>,
    /// The condition under which an answer is this variant; nothing where it is tried.
    pub when: Option<String>,
}

/// `impl From<BTreeMap<String, String>> for Metadata`
#[derive(Clone, Debug)]
pub struct Conversion {
    /// Its parameters: `<const N: usize>`.
    pub generics: String,
    /// What it is made of: `BTreeMap<String, String>`.
    pub from: String,
    /// How: `Self::Map(value)`.
    pub value: String,
}

/// Another name for a type.
#[derive(Clone, Debug)]
pub struct Alias {
    /// Its name: `Id`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// What it is: `String`.
    pub ty: String,
}

/// The types of a module that serde can write and read.
#[derive(Clone, Debug)]
pub struct Serde {
    /// Those that write themselves.
    pub serialize: Vec<Ident>,
    /// Those that read themselves.
    pub deserialize: Vec<Ident>,
}
