//! Nameless types that are the same become one: `{"enabled": true}` in twenty places is one type.
//!
//! In: an API whose types are all known. Out: each type that nobody named points to the first like it, which
//! remembers the other places. Two types are the same when they have the same wire shape and say the same of
//! each part. What an author named keeps its name, and the body of an operation or webhook is named after it.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::api::{
    Api, Content, Definition, Enum, Field, Format, Kind, Name, Note, Object, Step, Type, TypeId, Union,
    Variant, VariantValue,
};

/// Makes types that are the same one, their parts before them.
pub(super) fn unite(api: &mut Api) {
    let mut uniting = Uniting { states: vec![State::New; api.types.len()], alike: HashMap::new() };
    for id in (0..api.types.len()).map(TypeId) {
        uniting.visit(api, id);
    }
    let firsts = uniting.firsts();
    for definition in &mut api.types {
        parts_mut(&mut definition.kind).into_iter().for_each(|ty| point(ty, &firsts));
    }
    for operation in &mut api.operations {
        operation.parameters.iter_mut().for_each(|parameter| point(&mut parameter.ty, &firsts));
        let headers = operation.responses.iter_mut().flat_map(|response| &mut response.headers);
        headers.for_each(|header| point(&mut header.ty, &firsts));
        let body = operation.body.iter_mut().flat_map(|body| &mut body.contents);
        let answers = operation.responses.iter_mut().flat_map(|response| &mut response.contents);
        body.chain(answers).for_each(|content| point_content(content, &firsts));
    }
    for webhook in &mut api.webhooks {
        webhook.parameters.iter_mut().for_each(|parameter| point(&mut parameter.ty, &firsts));
        let body = webhook.body.iter_mut().flat_map(|body| &mut body.contents);
        body.for_each(|content| point_content(content, &firsts));
    }
    remember(&mut api.types, &firsts);
}

/// How far a type is.
#[derive(Clone, Copy, Debug)]
enum State {
    New,
    /// Its parts are being looked at: a part that leads back to it is compared by its place.
    Open,
    Done(TypeId),
}

struct Uniting {
    states: Vec<State>,
    /// One of each kind of types, by what is quick to compare.
    alike: HashMap<u64, Vec<TypeId>>,
}

impl Uniting {
    /// The type that stands for all that are the same as this one.
    fn one(&self, id: TypeId) -> TypeId {
        match self.states[id.0] {
            State::Done(one) => one,
            State::New | State::Open => id,
        }
    }

    /// For each type the first that is the same. Since owners stand before their parts, and firsts before all
    /// others, the way from a part to its owner's owner never leads in a circle.
    fn firsts(&self) -> Vec<TypeId> {
        let mut first_of: Vec<Option<TypeId>> = vec![None; self.states.len()];
        let ids = (0..self.states.len()).map(TypeId);
        ids.map(|id| *first_of[self.one(id).0].get_or_insert(id)).collect()
    }

    /// Walks depth first without recursion: real documents have circles of hundreds of types.
    fn visit(&mut self, api: &mut Api, start: TypeId) {
        let mut waiting = vec![start];
        while let Some(id) = waiting.pop() {
            match self.states[id.0] {
                State::Done(_) => {}
                State::New => {
                    self.states[id.0] = State::Open;
                    waiting.push(id);
                    let parts = api.types[id.0].kind.parts().into_iter().flat_map(Type::named);
                    waiting.extend(parts.filter(|part| matches!(self.states[part.0], State::New)));
                }
                State::Open => {
                    for part in parts_mut(&mut api.types[id.0].kind).into_iter().flat_map(named_mut) {
                        *part = self.one(*part);
                    }
                    self.states[id.0] = State::Done(self.settle(&api.types, id));
                }
            }
        }
    }

    /// The type that stands for all that are the same as this one, whose parts are settled.
    fn settle(&mut self, types: &[Definition], id: TypeId) -> TypeId {
        let definition = &types[id.0];
        if !is_free(&definition.name) {
            return id;
        }
        let alike = self.alike.entry(brief(&definition.kind)).or_default();
        match alike.iter().find(|known| is_same(&types[known.0], definition)) {
            Some(known) => *known,
            None => {
                alike.push(id);
                id
            }
        }
    }
}

/// Whether a type may give way to another: nobody named it, and it is not all that an operation sends.
fn is_free(name: &Name) -> bool {
    match name {
        Name::Author(_) => false,
        Name::Operation(_, steps) | Name::Webhook(_, steps) => steps.as_slice() != [Step::Body],
        Name::Part(..) | Name::Answer(..) => true,
    }
}

/// Tells most kinds that differ apart.
fn brief(kind: &Kind) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::mem::discriminant(kind).hash(&mut hasher);
    match kind {
        Kind::Object(object) => object.fields.iter().for_each(|field| {
            field.wire.hash(&mut hasher);
            brief_type(&field.ty, &mut hasher);
        }),
        Kind::Enum(listed) => listed.values.iter().for_each(|value| format!("{value:?}").hash(&mut hasher)),
        Kind::Union(union) => union.variants.iter().for_each(|variant| {
            variant.name.hash(&mut hasher);
            if let VariantValue::Type(ty) = &variant.value {
                brief_type(ty, &mut hasher);
            }
        }),
        Kind::Alias(ty) => brief_type(ty, &mut hasher),
    }
    hasher.finish()
}

fn brief_type(ty: &Type, hasher: &mut DefaultHasher) {
    std::mem::discriminant(ty).hash(hasher);
    ty.named().iter().for_each(|id| id.0.hash(hasher));
}

/// What is said about a type itself is said where it is used too, except for what limits its values.
fn is_same(one: &Definition, other: &Definition) -> bool {
    let limits = |definition: &Definition| -> Vec<Note> {
        let notes = definition.docs.notes.iter();
        notes.filter(|note| matches!(note, Note::Limit(..) | Note::Value(_))).cloned().collect()
    };
    is_same_kind(&one.kind, &other.kind) && limits(one) == limits(other)
}

fn is_same_kind(one: &Kind, other: &Kind) -> bool {
    match (one, other) {
        (Kind::Object(one), Kind::Object(other)) => {
            let Object { fields, additional } = one;
            *additional == other.additional && all_same(fields, &other.fields, is_same_field)
        }
        (Kind::Enum(one), Kind::Enum(other)) => {
            let Enum { values, open } = one;
            *values == other.values && *open == other.open
        }
        (Kind::Union(one), Kind::Union(other)) => {
            let Union { variants } = one;
            all_same(variants, &other.variants, is_same_variant)
        }
        (Kind::Alias(one), Kind::Alias(other)) => one == other,
        (Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_), _) => false,
    }
}

fn all_same<T>(ones: &[T], others: &[T], same: fn(&T, &T) -> bool) -> bool {
    ones.len() == others.len() && ones.iter().zip(others).all(|(one, other)| same(one, other))
}

/// Where a member stands tells nothing about it.
fn is_same_field(one: &Field, other: &Field) -> bool {
    let Field { wire, required, ty, direction: _, docs, at: _ } = one;
    *wire == other.wire && *required == other.required && *ty == other.ty && *docs == other.docs
}

fn is_same_variant(one: &Variant, other: &Variant) -> bool {
    let Variant { name, value, test, docs } = one;
    let value = match (value, &other.value) {
        (VariantValue::Constant(one), VariantValue::Constant(other)) => one == other,
        (VariantValue::Type(one), VariantValue::Type(other)) => one == other,
        (VariantValue::Constant(_) | VariantValue::Type(_), _) => false,
    };
    value && *name == other.name && *test == other.test && *docs == other.docs
}

/// The types that a definition is made of, to be changed.
pub(super) fn parts_mut(kind: &mut Kind) -> Vec<&mut Type> {
    match kind {
        Kind::Object(object) => {
            object.fields.iter_mut().map(|field| &mut field.ty).chain(&mut object.additional).collect()
        }
        Kind::Enum(_) => Vec::new(),
        Kind::Union(union) => {
            let types = union.variants.iter_mut().filter_map(|variant| match &mut variant.value {
                VariantValue::Type(ty) => Some(ty),
                VariantValue::Constant(_) => None,
            });
            types.collect()
        }
        Kind::Alias(ty) => vec![ty],
    }
}

fn named_mut(ty: &mut Type) -> Vec<&mut TypeId> {
    match ty {
        Type::Named(id) => vec![id],
        Type::Tuple(items) => items.iter_mut().flat_map(named_mut).collect(),
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => named_mut(inner),
        Type::Any | Type::Boolean | Type::Integer(_) | Type::Number { .. } | Type::Own(_) => Vec::new(),
        Type::String | Type::Base64 | Type::Binary => Vec::new(),
    }
}

pub(super) fn point(ty: &mut Type, firsts: &[TypeId]) {
    named_mut(ty).into_iter().for_each(|id| *id = firsts[id.0]);
}

pub(super) fn point_content(content: &mut Content, firsts: &[TypeId]) {
    match &mut content.format {
        Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) | Format::Stream(_, ty) => {
            point(ty, firsts);
        }
        Format::Text | Format::Bytes => {}
    }
}

/// Each first type remembers where the others stood.
fn remember(types: &mut [Definition], firsts: &[TypeId]) {
    for index in 0..types.len() {
        if let Name::Part(owner, _) = &mut types[index].name {
            *owner = firsts[owner.0];
        }
        let (name, first) = (types[index].name.clone(), &mut types[firsts[index].0]);
        if firsts[index].0 != index && first.name != name && !first.also.contains(&name) {
            first.also.push(name);
        }
    }
}
