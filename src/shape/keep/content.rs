//! What types and operations are on the wire, as short numbers that are the same on every machine and every day.
//!
//! In: an API. Out: a number for each type and operation. Docs, orders, names of Rust and of schemas are no part of it;
//! what a type is made of counts, and what that is made of, but nothing deeper: a change far below changes nothing here.

use super::pointers::{constant, place, status};
use crate::api::{
    Api, Constant, Content, Format, Integer, Json, Kind, Operation, Type, TypeId, VariantValue,
};

/// How deep it is looked: the type, and its parts.
const ROUNDS: usize = 2;

/// The numbers of all types.
pub(super) struct Contents(Vec<u64>);

/// FNV-1a with 64 bits (draft-eastlake-fnv): the hashers of the standard library may change from one version to the next.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a text, and its end.
    fn text(mut self, text: &str) -> Self {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self
    }

    fn number(self, number: u64) -> Self {
        self.text(&number.to_string())
    }

    /// Adds parts whose order says nothing.
    fn sorted(self, mut parts: Vec<u64>) -> Self {
        parts.sort_unstable();
        parts.into_iter().fold(self, Fnv::number)
    }
}

impl Contents {
    pub(super) fn of(api: &Api) -> Self {
        let mut contents = Contents(vec![0; api.types.len()]);
        for _ in 0..ROUNDS {
            let next = api.types.iter().map(|definition| contents.kind(&definition.kind));
            contents = Contents(next.collect());
        }
        contents
    }

    /// The number of a type.
    pub(super) fn ty(&self, id: TypeId) -> u64 {
        self.0[id.0]
    }

    /// The number of an operation. An id says what it is, wherever it is served; without one, it is what it is called and
    /// what it takes and gives.
    pub(super) fn operation(&self, operation: &Operation) -> u64 {
        if let Some(id) = &operation.id {
            return Fnv::new().text("id").text(id).0;
        }
        let is_plain = |segment: &&str| !segment.is_empty() && !segment.starts_with('{');
        let last = operation.path.rsplit('/').find(is_plain).unwrap_or_default();
        let parameters = operation.parameters.iter().map(|parameter| {
            let place = Fnv::new().text(place(parameter.place)).text(&parameter.wire);
            place.number(parameter.required.into()).number(self.value(&parameter.ty)).0
        });
        let body = operation.body.iter().flat_map(|body| &body.contents).map(|content| self.content(content));
        let answers = operation.responses.iter().map(|response| {
            let contents = response.contents.iter().map(|content| self.content(content)).collect();
            Fnv::new().text(&status(response.status)).sorted(contents).0
        });
        let named = Fnv::new().text("path").text(&operation.method).text(last);
        let asked = named.sorted(parameters.collect()).text("body").sorted(body.collect());
        asked.text("answers").sorted(answers.collect()).0
    }

    fn content(&self, content: &Content) -> u64 {
        let media = Fnv::new().text(content.essence());
        match &content.format {
            Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) | Format::Stream(_, ty) => {
                media.number(self.value(ty)).0
            }
            Format::Text | Format::Bytes => media.0,
        }
    }

    fn kind(&self, kind: &Kind) -> u64 {
        match kind {
            Kind::Object(object) => {
                let fields = object.fields.iter().map(|field| {
                    let named = Fnv::new().text(&field.wire).number(field.required.into());
                    named.number(self.value(&field.ty)).0
                });
                let others = object.additional.as_ref().map_or(0, |ty| self.value(ty));
                Fnv::new().text("object").number(others).sorted(fields.collect()).0
            }
            Kind::Enum(listed) => {
                let values = listed
                    .values
                    .iter()
                    .map(|value| Fnv::new().text(value_word(value)).text(&constant(value)).0);
                Fnv::new().text("enum").sorted(values.collect()).0
            }
            Kind::Union(union) => {
                let variants = union.variants.iter().map(|variant| match &variant.value {
                    VariantValue::Constant(value) => {
                        Fnv::new().text(value_word(value)).text(&constant(value)).0
                    }
                    VariantValue::Type(ty) => self.value(ty),
                });
                Fnv::new().text("union").sorted(variants.collect()).0
            }
            Kind::Alias(ty) => Fnv::new().text("alias").number(self.value(ty)).0,
        }
    }

    /// The number of values of a type.
    pub(super) fn value(&self, ty: &Type) -> u64 {
        let of = |word: &str| Fnv::new().text(word);
        match ty {
            Type::Any => of("any").0,
            Type::Boolean => of("boolean").0,
            Type::Integer(integer) => of(integer_word(*integer)).0,
            Type::Number { single } => of("number").number((*single).into()).0,
            Type::String => of("string").0,
            Type::Base64 => of("base64").0,
            Type::Binary => of("binary").0,
            // Which type a user chooses for it says nothing of the wire.
            Type::Own(own) => of("own").text(own.json.map_or("", json)).0,
            Type::Array(inner) => of("array").number(self.value(inner)).0,
            Type::Tuple(items) => items.iter().fold(of("tuple"), |sum, item| sum.number(self.value(item))).0,
            Type::Map(inner) => of("map").number(self.value(inner)).0,
            Type::Nullable(inner) => of("null").number(self.value(inner)).0,
            Type::Named(id) => of("named").number(self.0[id.0]).0,
        }
    }
}

fn value_word(value: &Constant) -> &'static str {
    match value {
        Constant::String(_) => "string",
        Constant::Integer(_) => "integer",
        Constant::Boolean(_) => "boolean",
    }
}

fn json(json: Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Boolean => "boolean",
        Json::Number => "number",
        Json::String => "string",
        Json::Array => "array",
        Json::Object => "object",
    }
}

fn integer_word(integer: Integer) -> &'static str {
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
