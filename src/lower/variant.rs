//! How the variants of a union are told apart in an answer, once all types are known.
//!
//! In: unions whose variants are told apart by a discriminator or not yet. Out: for each variant the
//! surest test that holds: a constant member, the kind of JSON, members that no other requires.

use std::collections::BTreeSet;

use crate::api::{Api, Constant, Json, Kind, Object, Test, Type, TypeId, Union, Variant, VariantValue};

/// Decides how each union of an API is read.
pub(super) fn decide(api: &mut Api) {
    for index in 0..api.types.len() {
        if let Kind::Union(union) = &api.types[index].kind {
            let tests = tests(api, union);
            if let Kind::Union(union) = &mut api.types[index].kind {
                union.variants.iter_mut().zip(tests).for_each(|(variant, test)| variant.test = test);
            }
        }
    }
}

fn tests(api: &Api, union: &Union) -> Vec<Test> {
    let kinds: Vec<BTreeSet<Json>> =
        union.variants.iter().map(|variant| kinds(api, &variant.value)).collect();
    let tag = common_tag(api, union);
    let decide = |(index, variant): (usize, &Variant)| {
        if let Test::Tag { .. } = variant.test {
            return variant.test.clone();
        }
        let others = || (0..union.variants.len()).filter(move |other| *other != index);
        if others().all(|other| kinds[other].is_disjoint(&kinds[index])) {
            return Test::Json(kinds[index].iter().copied().collect());
        }
        if let Some((member, values)) = tag.as_ref().and_then(|tag| tag[index].clone()) {
            return Test::Tag { member, values };
        }
        let own = required(api, &variant.value);
        let shared = others().any(|other| {
            let theirs = members(api, &union.variants[other].value);
            own.iter().all(|member| theirs.contains(member))
        });
        if own.is_empty() || shared { Test::Trial } else { Test::Members(own) }
    };
    union.variants.iter().enumerate().map(decide).collect()
}

/// A member that tells variants apart, and its values for one of them.
type Tag = (String, Vec<String>);

/// A member that every object variant fixes, each to values of its own: for each variant the member and its values.
fn common_tag(api: &Api, union: &Union) -> Option<Vec<Option<Tag>>> {
    let objects: Vec<_> = union.variants.iter().filter_map(|variant| object(api, &variant.value)).collect();
    let first = objects.first()?;
    let candidates = first.fields.iter().filter(|field| field.required).map(|field| field.wire.as_str());
    let fixed = |variant: &Variant, member: &str| -> Option<Vec<String>> {
        let field = object(api, &variant.value)?
            .fields
            .iter()
            .find(|field| field.wire == member && field.required)?;
        strings(api, &field.ty)
    };
    for member in candidates {
        let values: Vec<_> = union.variants.iter().map(|variant| fixed(variant, member)).collect();
        let all: Vec<&String> = values.iter().flatten().flatten().collect();
        let distinct = all.iter().enumerate().all(|(index, value)| !all[..index].contains(value));
        let complete = values.iter().flatten().count() == objects.len();
        if distinct && complete && objects.len() > 1 {
            return Some(values.into_iter().map(|values| Some((member.to_owned(), values?))).collect());
        }
    }
    None
}

/// The values of a closed enum of strings.
fn strings(api: &Api, ty: &Type) -> Option<Vec<String>> {
    let Kind::Enum(listed) = kind(api, ty)? else { return None };
    let text = |value: &Constant| match value {
        Constant::String(text) => Some(text.clone()),
        Constant::Integer(_) | Constant::Boolean(_) => None,
    };
    if listed.open { None } else { listed.values.iter().map(text).collect() }
}

fn object<'a>(api: &'a Api, value: &'a VariantValue) -> Option<&'a Object> {
    let VariantValue::Type(ty) = value else { return None };
    match kind(api, ty)? {
        Kind::Object(object) => Some(object),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) => None,
    }
}

/// The definition that a type names, behind aliases; nothing where aliases lead in a circle.
fn kind<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Kind> {
    let mut ty = ty;
    for _ in 0..api.types.len() {
        let Type::Named(id) = ty else { return None };
        match &api.types[id.0].kind {
            Kind::Alias(aliased) => ty = aliased,
            other => return Some(other),
        }
    }
    None
}

fn required(api: &Api, value: &VariantValue) -> Vec<String> {
    let fields = object(api, value).map(|object| object.fields.iter().filter(|field| field.required));
    fields.into_iter().flatten().map(|field| field.wire.clone()).collect()
}

fn members(api: &Api, value: &VariantValue) -> Vec<String> {
    let fields = object(api, value).map(|object| object.fields.iter());
    fields.into_iter().flatten().map(|field| field.wire.clone()).collect()
}

/// The kinds of JSON that a variant can be; all of them where that is not known.
fn kinds(api: &Api, value: &VariantValue) -> BTreeSet<Json> {
    let mut kinds = BTreeSet::new();
    add_kinds(api, value, &mut kinds, &mut BTreeSet::new());
    kinds
}

/// Adds the kinds of a variant, of unions in unions too; each type is asked once, so that circles end.
fn add_kinds(api: &Api, value: &VariantValue, kinds: &mut BTreeSet<Json>, asked: &mut BTreeSet<TypeId>) {
    match value {
        VariantValue::Constant(constant) => drop(kinds.insert(constant_kind(constant))),
        VariantValue::Type(ty) => add_type_kinds(api, ty, kinds, asked),
    }
}

fn add_type_kinds(api: &Api, ty: &Type, kinds: &mut BTreeSet<Json>, asked: &mut BTreeSet<TypeId>) {
    match ty {
        Type::Any => {
            kinds.extend([Json::Null, Json::Boolean, Json::Number, Json::String, Json::Array, Json::Object])
        }
        Type::Boolean => drop(kinds.insert(Json::Boolean)),
        Type::Integer(_) | Type::Number { .. } => drop(kinds.insert(Json::Number)),
        Type::String | Type::Binary => drop(kinds.insert(Json::String)),
        Type::Array(_) => drop(kinds.insert(Json::Array)),
        Type::Map(_) => drop(kinds.insert(Json::Object)),
        Type::Nullable(inner) => {
            kinds.insert(Json::Null);
            add_type_kinds(api, inner, kinds, asked);
        }
        Type::Named(id) if !asked.insert(*id) => {}
        Type::Named(id) => match &api.types[id.0].kind {
            Kind::Object(_) => drop(kinds.insert(Json::Object)),
            Kind::Enum(listed) => kinds.extend(listed.values.iter().map(constant_kind)),
            Kind::Alias(ty) => add_type_kinds(api, ty, kinds, asked),
            Kind::Union(union) => {
                union.variants.iter().for_each(|variant| add_kinds(api, &variant.value, kinds, asked));
            }
        },
    }
}

fn constant_kind(constant: &Constant) -> Json {
    match constant {
        Constant::String(_) => Json::String,
        Constant::Integer(_) => Json::Number,
        Constant::Boolean(_) => Json::Boolean,
    }
}
