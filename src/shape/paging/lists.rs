//! The list in an answer.

use super::members::{folded, object, plain, received};
use crate::{
    api::{Api, Field, Object, Operation, Type},
    shape::operations::without_suffix,
};

/// Names that lists of items have, folded.
const LISTS: [&str; 6] = ["data", "items", "results", "entries", "records", "values"];

/// Names of lists that are never the items.
const OTHERS: [&str; 8] =
    ["errors", "warnings", "links", "included", "includes", "facets", "aggregations", "sort"];

/// Names of objects that hold the list, where the answer itself has none.
const HOLDERS: [&str; 6] = ["data", "result", "results", "response", "payload", "embedded"];

/// Where the items of an answer are.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// The way to the list, empty where it is the answer.
    pub(super) way: Vec<String>,
    /// Whether it may be missing, or null.
    pub(super) optional: bool,
    pub(super) item: Type,
    /// Whether it is the answer, or the only list in it, whatever it is called.
    pub(super) only: bool,
}

/// The one list in an answer that can be meant.
pub(super) fn of(api: &Api, operation: &Operation, answer: &Type) -> Option<List> {
    if let Some(item) = item(api, answer) {
        return Some(List { way: Vec::new(), optional: false, item, only: true });
    }
    let object = object(api, answer)?;
    let resource = resource(operation);
    let has_lists = received(object).any(|field| item(api, &field.ty).is_some());
    if has_lists {
        return in_object(api, object, &resource);
    }
    let mut lists = received(object).filter(|field| is_holder(api, field)).filter_map(|field| {
        let list = in_object(api, self::object(api, &field.ty)?, &resource)?;
        // Such an object may be about a search as well as its results.
        let is_sure = ["data", "embedded"].contains(&folded(&field.wire).as_str());
        if !is_sure && !is_named(list.way.last()?, &resource) {
            return None;
        }
        let way = std::iter::once(field.wire.clone()).chain(list.way).collect();
        let optional = list.optional || !field.required || matches!(field.ty, Type::Nullable(_));
        Some(List { way, optional, ..list })
    });
    let list = lists.next()?;
    lists.next().is_none().then_some(list)
}

/// The list at a way that the user gives; nothing where there is none.
pub(super) fn at(api: &Api, answer: &Type, way: &[String]) -> Option<List> {
    let mut ty = answer;
    let mut optional = false;
    for name in way {
        let field = received(object(api, ty)?).find(|field| field.wire == *name)?;
        optional |= !field.required || matches!(field.ty, Type::Nullable(_));
        ty = &field.ty;
    }
    Some(List { way: way.to_vec(), optional, item: item(api, ty)?, only: false })
}

fn in_object(api: &Api, object: &Object, resource: &str) -> Option<List> {
    let lists: Vec<_> = received(object)
        .filter_map(|field| Some((folded(&field.wire), field, item(api, &field.ty)?)))
        .filter(|(name, ..)| !OTHERS.contains(&name.as_str()))
        .collect();
    let named: Vec<_> = lists.iter().filter(|(name, ..)| is_named(name, resource)).collect();
    let (_, field, item) = match (named.as_slice(), lists.as_slice()) {
        ([one], _) => one,
        // Where another member rather has the items, this list is something else.
        ([], [one]) if !received(object).any(|field| is_holder(api, field)) => one,
        _ => return None,
    };
    Some(List {
        way: vec![field.wire.clone()],
        optional: !field.required || matches!(field.ty, Type::Nullable(_)),
        item: item.clone(),
        only: lists.len() == 1,
    })
}

/// Whether a list of this name has the items of a resource.
fn is_named(name: &str, resource: &str) -> bool {
    let name = folded(name);
    LISTS.contains(&name.as_str()) || name == resource
}

/// Whether a member is an object that may hold the list.
fn is_holder(api: &Api, field: &Field) -> bool {
    HOLDERS.contains(&folded(&field.wire).as_str()) && object(api, &field.ty).is_some()
}

/// What the items of a type are that is a list.
fn item(api: &Api, ty: &Type) -> Option<Type> {
    let Type::Array(item) = plain(api, ty) else { return None };
    Some((**item).clone())
}

/// What the path ends in, folded: `pets` of `/stores/{id}/pets.json`.
fn resource(operation: &Operation) -> String {
    let path = operation.path.split(['#', '?']).next().unwrap_or_default();
    let mut segments = path.split('/').filter(|segment| !segment.is_empty() && !segment.contains('{'));
    folded(without_suffix(segments.next_back().unwrap_or_default()))
}
