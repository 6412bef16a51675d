//! How the variants of a union are told apart in an answer, once all types are known.
//!
//! In: unions whose variants are told apart by a discriminator or not yet. Out: for each variant the
//! surest test that holds: a constant member, the kind of JSON, members that no other requires.

use std::collections::{BTreeMap, BTreeSet};

use super::{Tags, discriminator::Named, variants::All};
use crate::api::{
    Api, Constant, Direction, Field, Json, Kind, Object, Own, Test, Type, TypeId, Union, Variant,
    VariantValue,
};

/// Decides how each union of an API is read.
pub(super) fn decide(api: &mut Api, tags: &Tags) {
    for index in 0..api.types.len() {
        if let Kind::Union(union) = &api.types[index].kind {
            let tests = tests(api, TypeId(index), union, tags);
            if let Kind::Union(union) = &mut api.types[index].kind {
                union.variants.iter_mut().zip(tests).for_each(|(variant, test)| variant.test = test);
            }
        }
    }
}

/// Decides anew where a variant has lost a member by which it was told apart, since its direction does not have it.
pub(super) fn revise(api: &mut Api) {
    for index in 0..api.types.len() {
        let Kind::Union(union) = &api.types[index].kind else { continue };
        let lost: Vec<usize> =
            (0..union.variants.len()).filter(|at| is_lost(api, &union.variants[*at])).collect();
        if lost.is_empty() {
            continue;
        }
        let all = All::of(api, union);
        let tests: Vec<Test> = lost.iter().map(|at| all.own_members(*at).unwrap_or(Test::Trial)).collect();
        if let Kind::Union(union) = &mut api.types[index].kind {
            lost.into_iter().zip(tests).for_each(|(at, test)| union.variants[at].test = test);
        }
    }
}

fn is_lost(api: &Api, variant: &Variant) -> bool {
    let (Test::Members(members), Some(object)) = (&variant.test, object(api, &variant.value)) else {
        return false;
    };
    members.iter().any(|member| !object.fields.iter().any(|field| field.wire == *member))
}

fn tests(api: &Api, id: TypeId, union: &Union, tags: &Tags) -> Vec<Test> {
    let given = |(index, variant): (usize, &Variant)| given(api, variant, tags.get(&(id, index)));
    let mut given: Vec<Option<Test>> = union.variants.iter().enumerate().map(given).collect();
    disown(union, &mut given);
    if given.iter().all(Option::is_some) {
        return given.into_iter().flatten().collect();
    }
    let all = All::of(api, union);
    let tag = all.common_tag();
    let decide = |(index, given): (usize, Option<Test>)| {
        given
            .or_else(|| all.json(index))
            .or_else(|| tag.get(&index).cloned())
            .or_else(|| all.own_members(index))
            .unwrap_or(Test::Trial)
    };
    given.into_iter().enumerate().map(decide).collect()
}

/// The test that a discriminator gives.
fn given(api: &Api, variant: &Variant, named: Option<&Named>) -> Option<Test> {
    if let Test::Tag { .. } = variant.test {
        return Some(variant.test.clone());
    }
    let named = named?;
    let own = fixed(api, &variant.value, &named.member).map(|(values, _)| values);
    let values = own.or_else(|| Some(vec![named.name.clone()?]))?;
    Some(Test::Tag { member: named.member.clone(), values, always: true })
}

/// Takes from each variant to which its author maps no value those that are another's too: a value that several have
/// tells nothing.
fn disown(union: &Union, given: &mut [Option<Test>]) {
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    for test in given.iter().flatten() {
        for value in tag_values(test) {
            *holders.entry(value.clone()).or_default() += 1;
        }
    }
    for (variant, test) in union.variants.iter().zip(given) {
        let is_mapped = matches!(variant.test, Test::Tag { .. });
        if let Some(Test::Tag { values, .. }) = test.as_mut().filter(|_| !is_mapped) {
            values.retain(|value| holders[value] == 1);
            if values.is_empty() {
                *test = None;
            }
        }
    }
}

fn tag_values(test: &Test) -> &[String] {
    match test {
        Test::Tag { values, .. } => values,
        Test::Json(_) | Test::Members(_) | Test::Trial => &[],
    }
}

/// Whether a type cannot have every value of its kind of JSON: `1.5` is a number, and no integer.
pub(super) fn is_narrow(api: &Api, value: &VariantValue) -> bool {
    let VariantValue::Type(ty) = value else { return false };
    match ty {
        Type::Integer(_) | Type::Tuple(_) | Type::Own(_) => true,
        Type::Nullable(inner) => is_narrow(api, &VariantValue::Type((**inner).clone())),
        Type::Named(_) => match kind(api, ty) {
            Some(Kind::Enum(listed)) => !matches!(listed.values[0], Constant::String(_)),
            Some(Kind::Alias(ty)) => is_narrow(api, &VariantValue::Type(ty.clone())),
            Some(Kind::Object(_) | Kind::Union(_)) | None => false,
        },
        Type::Any | Type::Boolean | Type::Number { .. } | Type::String | Type::Base64 | Type::Binary => false,
        Type::Array(_) | Type::Map(_) => false,
    }
}

/// The values of a closed enum of strings.
pub(super) fn strings(api: &Api, ty: &Type) -> Option<Vec<String>> {
    let Kind::Enum(listed) = kind(api, ty)? else { return None };
    let text = |value: &Constant| match value {
        Constant::String(text) => Some(text.clone()),
        Constant::Integer(_) | Constant::Boolean(_) => None,
    };
    if listed.open { None } else { listed.values.iter().map(text).collect() }
}

/// The values that a variant fixes a member to, and whether that is always there.
fn fixed(api: &Api, value: &VariantValue, member: &str) -> Option<(Vec<String>, bool)> {
    let object = object(api, value)?;
    let field = object.fields.iter().find(|field| field.wire == member)?;
    Some((strings(api, &field.ty)?, is_there(field)))
}

pub(super) fn object<'a>(api: &'a Api, value: &'a VariantValue) -> Option<&'a Object> {
    let VariantValue::Type(ty) = value else { return None };
    match kind(api, ty)? {
        Kind::Object(object) => Some(object),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) => None,
    }
}

/// The objects that a variant can be, those of unions in it too, and whether it can be something else.
pub(super) fn objects_in<'a>(api: &'a Api, value: &'a VariantValue) -> (Vec<&'a Object>, bool) {
    let mut objects = Vec::new();
    let mut others = false;
    let mut waiting = vec![value];
    let mut asked = Vec::new();
    while let Some(value) = waiting.pop() {
        let VariantValue::Type(ty) = value else {
            others = true;
            continue;
        };
        match kind(api, ty) {
            Some(Kind::Object(object)) => objects.push(object),
            Some(Kind::Union(union)) if !asked.iter().any(|known| std::ptr::eq(*known, union)) => {
                asked.push(union);
                waiting.extend(union.variants.iter().rev().map(|variant| &variant.value));
            }
            Some(Kind::Union(_)) => {}
            Some(Kind::Enum(_) | Kind::Alias(_)) | None => others = true,
        }
    }
    (objects, others)
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

/// Whether an answer always has a member.
pub(super) fn is_there(field: &Field) -> bool {
    field.required && field.direction != Direction::Requests
}

/// The kinds of JSON that a variant can be; all of them where that is not known.
pub(super) fn kinds(api: &Api, value: &VariantValue) -> BTreeSet<Json> {
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
        Type::Any | Type::Own(Own { json: None, .. }) => {
            kinds.extend([Json::Null, Json::Boolean, Json::Number, Json::String, Json::Array, Json::Object])
        }
        Type::Boolean => drop(kinds.insert(Json::Boolean)),
        Type::Integer(_) | Type::Number { .. } => drop(kinds.insert(Json::Number)),
        Type::String | Type::Base64 | Type::Binary => drop(kinds.insert(Json::String)),
        Type::Own(Own { json: Some(kind), .. }) => drop(kinds.insert(*kind)),
        Type::Array(_) | Type::Tuple(_) => drop(kinds.insert(Json::Array)),
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
