//! The text of Rust types, and of what is done with values of them.

use super::Shaping;
use crate::api::{Integer, Kind, Type, TypeId};

/// How a value is handed to a function: `impl Into<String>`, and what becomes of it: `name.into()`.
pub(super) struct Taken {
    pub(super) argument: String,
    pub(super) value: String,
}

/// How the bytes of a file are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    /// As a part of a form, with name and media type.
    Parts,
    /// As the whole body.
    Bytes,
    /// As text: JSON and queries can carry no bytes.
    Text,
}

impl Shaping<'_> {
    /// A type as Rust: `Vec<String>`.
    pub(super) fn text(&self, ty: &Type, files: Files) -> String {
        match ty {
            Type::Any => "serde_json::Value".into(),
            Type::Boolean => "bool".into(),
            Type::Integer(integer) => integer_text(*integer).into(),
            Type::Number { single } => if *single { "f32" } else { "f64" }.into(),
            Type::Binary if files == Files::Parts => "support::multipart::File".into(),
            Type::Binary if files == Files::Bytes => "support::Body".into(),
            Type::String | Type::Binary => "String".into(),
            Type::Array(inner) => format!("Vec<{}>", self.text(inner, files)),
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.text(item, files)).collect();
                // A tuple of one has a comma, as in Rust itself.
                if let [only] = items.as_slice() {
                    format!("({only},)")
                } else {
                    format!("({})", items.join(", "))
                }
            }
            Type::Map(inner) => format!("BTreeMap<String, {}>", self.text(inner, files)),
            Type::Nullable(inner) => format!("Option<{}>", self.text(inner, files)),
            Type::Base64 => "support::base64::Base64".into(),
            Type::Own(own) => self.own_path(own).to_owned(),
            Type::Named(id) => self.idents.of(*id).to_string(),
        }
    }

    /// A type as the parameter of a function, for whatever a user has in hand, and its value in this type.
    pub(super) fn taken(&self, ty: &Type, files: Files, name: &str) -> Taken {
        let taken = |argument: String, value: String| Taken { argument, value };
        match ty {
            Type::String | Type::Base64 | Type::Any => {
                taken(format!("impl Into<{}>", self.text(ty, files)), format!("{name}.into()"))
            }
            Type::Binary if files != Files::Parts => {
                taken(format!("impl Into<{}>", self.text(ty, files)), format!("{name}.into()"))
            }
            Type::Named(id) if self.converts(*id) => {
                taken(format!("impl Into<{}>", self.text(ty, files)), format!("{name}.into()"))
            }
            Type::Named(id) => match &self.api.types[id.0].kind {
                Kind::Alias(aliased) => self.taken(aliased, Files::Text, name),
                Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) => {
                    taken(self.text(ty, files), name.to_owned())
                }
            },
            Type::Array(inner) => {
                let item = self.taken(inner, files, "item");
                let map = mapped(&item.value, "item");
                taken(
                    format!("impl IntoIterator<Item = {}>", item.argument),
                    format!("{name}.into_iter(){map}.collect()"),
                )
            }
            Type::Map(inner) => {
                let item = self.taken(inner, files, "value");
                let map = format!(".map(|(name, value)| (name.into(), {}))", item.value);
                let argument = format!("impl IntoIterator<Item = (impl Into<String>, {})>", item.argument);
                taken(argument, format!("{name}.into_iter(){map}.collect()"))
            }
            Type::Nullable(inner) => {
                let text = self.text(inner, files);
                taken(format!("impl Into<Option<{text}>>"), format!("{name}.into()"))
            }
            Type::Boolean
            | Type::Integer(_)
            | Type::Number { .. }
            | Type::Binary
            | Type::Tuple(_)
            | Type::Own(_) => taken(self.text(ty, files), name.to_owned()),
        }
    }

    /// A type as what a method borrows: `&[String]`, `&str`.
    pub(super) fn borrowed(&self, ty: &Type) -> String {
        match ty {
            Type::Named(id) => match &self.api.types[id.0].kind {
                Kind::Alias(aliased) => self.borrowed(aliased),
                Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) => format!("&{}", self.idents.of(*id)),
            },
            Type::Array(inner) => format!("&[{}]", self.text(inner, Files::Text)),
            Type::String | Type::Binary => "&str".into(),
            other => format!("&{}", self.text(other, Files::Text)),
        }
    }

    /// Whether values of other types turn into this one by themselves.
    fn converts(&self, id: TypeId) -> bool {
        match &self.api.types[id.0].kind {
            Kind::Union(_) => true,
            Kind::Enum(_) => self.is_open(id),
            Kind::Object(_) | Kind::Alias(_) => false,
        }
    }
}

/// What is done with each item of an iterator, where it is anything.
fn mapped(value: &str, name: &str) -> String {
    match value {
        _ if value == name => String::new(),
        _ if value == format!("{name}.into()") => ".map(Into::into)".into(),
        _ => format!(".map(|{name}| {value})"),
    }
}

fn integer_text(integer: Integer) -> &'static str {
    match integer {
        Integer::I8 => "i8",
        Integer::I16 => "i16",
        Integer::I32 => "i32",
        Integer::I64 => "i64",
        Integer::U8 => "u8",
        Integer::U16 => "u16",
        Integer::U32 => "u32",
        Integer::U64 => "u64",
    }
}
