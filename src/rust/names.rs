//! All names of the output that stand for something of the source.
//!
//! In: a [`Crate`]. Out: where each thing stands, and what it is called. What bindery makes of its own accord, such as
//! `Client`, has no place in the source and is not listed.

use super::{Answer, Builder, Crate, Enum, Giver, Headers, Ident, Item, Method, Struct, Union};

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// `mod customers`
    Module,
    /// `struct Pet`
    Type,
    /// `pub tag: String`
    Field,
    /// `Available`
    Variant,
    /// `pub fn list_pets(..)`
    Method,
}

/// A name, and what it stands for.
///
/// ```
/// let generated = bindery::generate(&bindery::Config::default());
/// assert!(generated.names.iter().all(|named| named.path.ends_with(&named.name)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Named {
    /// Where it stands: `/components/schemas/pet/properties/tag`.
    pub pointer: String,
    /// Where it stood when the lock was written, if that is elsewhere.
    pub was: Option<String>,
    /// What it is.
    pub kind: NameKind,
    /// The name: `tag`.
    pub name: String,
    /// The name with those that it stands in: `Pet::tag`.
    pub path: String,
    /// Who chose it.
    pub giver: Giver,
    /// What it is on the wire, as a short number: types and operations can be found again by that.
    pub shape: Option<u64>,
}

impl NameKind {
    /// What it is called where it is listed: `type`.
    ///
    /// ```
    /// assert_eq!(bindery::rust::NameKind::Field.as_str(), "field");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            NameKind::Module => "module",
            NameKind::Type => "type",
            NameKind::Field => "field",
            NameKind::Variant => "variant",
            NameKind::Method => "method",
        }
    }
}

impl Giver {
    /// What it is called where it is listed: `author`.
    ///
    /// ```
    /// assert_eq!(bindery::rust::Giver::Pinned.as_str(), "pinned");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Giver::Author => "author",
            Giver::Derived => "derived",
            Giver::Locked => "locked",
            Giver::Pinned => "pinned",
        }
    }
}

impl Crate {
    /// Every name that stands for something of the source, sorted by where that stands.
    pub fn names(&self) -> Vec<Named> {
        let mut list = List(Vec::new());
        for module in &self.modules {
            list.extend(NameKind::Module, "", module.ident.iter());
            module.items.iter().for_each(|item| list.item(item));
        }
        list.0.sort_by(|one, other| (&one.pointer, &one.path).cmp(&(&other.pointer, &other.path)));
        list.0
    }
}

struct List(Vec<Named>);

impl List {
    fn item(&mut self, item: &Item) {
        self.extend(NameKind::Type, "", item.ident());
        match item {
            Item::Builder(item) => self.builder(item),
            Item::Methods(item) => item.methods.iter().for_each(|method| self.method(method)),
            Item::Struct(item) => self.structure(item),
            Item::Headers(Headers { ident, fields, .. }) => {
                self.extend(NameKind::Field, ident.as_str(), fields.iter().map(|field| &field.ident));
            }
            Item::Answer(Answer { ident, variants, .. }) => {
                self.extend(NameKind::Variant, ident.as_str(), variants.iter().map(|variant| &variant.ident));
            }
            Item::Enum(Enum { ident, values, unknown, .. }) => {
                let values = values.iter().map(|value| &value.ident).chain(unknown);
                self.extend(NameKind::Variant, ident.as_str(), values);
            }
            Item::Union(Union { ident, variants, unknown, .. }) => {
                let variants = variants.iter().map(|variant| &variant.ident).chain(unknown);
                self.extend(NameKind::Variant, ident.as_str(), variants);
            }
            Item::Alias(_) | Item::Own(_) | Item::Validate(_) | Item::Serde(_) => {}
        }
    }

    fn builder(&mut self, item: &Builder) {
        let variables = item.variables.iter().map(|setter| &setter.ident);
        let setters = variables.chain(item.credentials.iter().map(|setter| &setter.ident));
        self.extend(NameKind::Method, "ClientBuilder", setters);
    }

    fn method(&mut self, method: &Method) {
        let items = method.items.as_ref().map(|items| &items.ident);
        self.extend(NameKind::Method, "Client", [&method.ident].into_iter().chain(items));
    }

    fn structure(&mut self, item: &Struct) {
        let of = item.ident.as_str();
        let fields = item.fields.iter().map(|field| &field.ident);
        let additional = item.additional.as_ref().map(|additional| &additional.ident);
        self.extend(NameKind::Field, of, fields.chain(additional));
        for field in &item.fields {
            let Some(setter) = &field.setter else { continue };
            // A setter that is called like its field is no name of its own.
            self.extend(NameKind::Method, of, Some(&setter.ident).filter(|ident| **ident != field.ident));
            let usual = format!("{}_null", setter.ident);
            self.extend(NameKind::Method, of, setter.null.as_ref().filter(|null| null.as_str() != usual));
        }
    }

    fn extend<'i>(&mut self, kind: NameKind, of: &str, idents: impl IntoIterator<Item = &'i Ident>) {
        for ident in idents {
            let Some(origin) = ident.origin() else { continue };
            let path = if of.is_empty() { ident.to_string() } else { format!("{of}::{ident}") };
            self.0.push(Named {
                pointer: origin.pointer.clone(),
                was: origin.was.clone(),
                kind,
                name: ident.to_string(),
                path,
                giver: origin.giver,
                shape: origin.shape,
            });
        }
    }
}
