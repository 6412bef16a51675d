//! Questions about the types of a form's members, which are made already.

use std::collections::BTreeSet;

use crate::api::{Api, Field, Json, Kind, Own, Type, VariantValue};

/// The members that a body can have: those of an object, or of each object of a union.
pub(super) fn members<'a>(api: &'a Api, body: &'a Type) -> Vec<&'a Field> {
    let mut members = Vec::new();
    let mut waiting = vec![body];
    let mut asked = BTreeSet::new();
    while let Some(ty) = waiting.pop() {
        let id = match ty {
            Type::Named(id) if asked.insert(*id) => *id,
            Type::Nullable(inner) => {
                waiting.push(inner);
                continue;
            }
            _ => continue,
        };
        match &api.types[id.0].kind {
            Kind::Object(object) => members.extend(&object.fields),
            Kind::Alias(ty) => waiting.push(ty),
            Kind::Union(union) => {
                waiting.extend(union.variants.iter().filter_map(|variant| match &variant.value {
                    VariantValue::Type(ty) => Some(ty),
                    VariantValue::Constant(_) => None,
                }))
            }
            Kind::Enum(_) => {}
        }
    }
    members
}

/// The type of a member of a body.
pub(super) fn member(api: &Api, body: &Type, wire: &str) -> Option<Type> {
    members(api, body).into_iter().find(|field| field.wire == wire).map(|field| field.ty.clone())
}

/// A type behind its other names, whether or not it may be null.
pub(super) fn resolved<'a>(api: &'a Api, ty: &'a Type) -> &'a Type {
    let mut ty = ty;
    let mut asked = BTreeSet::new();
    loop {
        ty = match ty {
            Type::Nullable(inner) => inner,
            Type::Named(id) => match &api.types[id.0].kind {
                Kind::Alias(other) if asked.insert(*id) => other,
                Kind::Alias(_) | Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) => return ty,
            },
            other => return other,
        }
    }
}

/// What stands in a list; the type itself where it is no list.
pub(super) fn item<'a>(api: &'a Api, ty: &'a Type) -> &'a Type {
    match resolved(api, ty) {
        Type::Array(inner) => resolved(api, inner),
        other => other,
    }
}

/// Whether a value of a type can be a list or an object.
pub(super) fn can_nest(api: &Api, ty: &Type) -> bool {
    let mut waiting = vec![ty];
    let mut asked = BTreeSet::new();
    while let Some(ty) = waiting.pop() {
        match ty {
            Type::Any | Type::Array(_) | Type::Tuple(_) | Type::Map(_) => return true,
            Type::Own(Own { json: None | Some(Json::Array | Json::Object), .. }) => return true,
            Type::Nullable(inner) => waiting.push(inner),
            Type::Named(id) if asked.insert(*id) => match &api.types[id.0].kind {
                Kind::Object(_) => return true,
                kind @ (Kind::Enum(_) | Kind::Alias(_) | Kind::Union(_)) => waiting.extend(kind.parts()),
            },
            Type::Named(_) | Type::Boolean | Type::Integer(_) | Type::Number { .. } => {}
            Type::String | Type::Base64 | Type::Binary | Type::Own(_) => {}
        }
    }
    false
}
