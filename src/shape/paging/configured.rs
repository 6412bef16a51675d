//! The pages of an operation as the user says them, held against the source.

use super::{
    Paging, asked, lists,
    members::{object, plain, received},
};
use crate::{
    api::{Api, Operation, Type},
    config::{NextPage, Pagination},
};

/// The pages, and what they depend on that the source does not know; or why there can be none.
pub(super) fn paging(
    api: &Api,
    operation: &Operation,
    answer: &Type,
    said: &Pagination,
    next: &NextPage,
) -> Result<(Paging, Vec<String>), String> {
    let list = match &said.items {
        Some(way) => lists::at(api, answer, way)
            .ok_or_else(|| format!("its answer has no list at `{}`", way.join("."))),
        None => lists::of(api, operation, answer)
            .ok_or_else(|| "which list in its answer is meant is not clear".to_owned()),
    }?;
    let mut unknown = Vec::new();
    let (parameter, ways) = named(next);
    let asked = asked::of(api, operation);
    if let Some(parameter) = parameter.filter(|name| asked.iter().all(|asked| asked.wire != **name)) {
        unknown.push(format!("the parameter `{parameter}` of its query"));
    }
    let last = said.last.iter().map(|(way, _)| way);
    for way in ways.into_iter().chain(last).filter(|way| !may_have(api, answer, way)) {
        unknown.push(format!("the member `{}` of its answer", way.join(".")));
    }
    match next {
        NextPage::LastId { id, .. } if !may_have(api, &list.item, id) => {
            unknown.push(format!("the member `{}` of its items", id.join(".")));
        }
        _ => {}
    }
    Ok((Paging { next: next.clone(), last: said.last.clone(), list }, unknown))
}

/// The parameter that a rule names, and the members of the answer.
fn named(next: &NextPage) -> (Option<&String>, Vec<&Vec<String>>) {
    match next {
        NextPage::Cursor { value, parameter } => (Some(parameter), vec![value]),
        NextPage::LastId { id: _, parameter } | NextPage::Offset { parameter } => {
            (Some(parameter), Vec::new())
        }
        NextPage::Link => (None, Vec::new()),
        NextPage::Url { value } => (None, vec![value]),
        NextPage::Page { parameter, first: _, total } => (Some(parameter), total.iter().collect()),
    }
}

/// Whether values of a type may have a member, as far as the source says what they have.
fn may_have(api: &Api, ty: &Type, way: &[String]) -> bool {
    let Some((first, rest)) = way.split_first() else { return true };
    match object(api, ty) {
        Some(known) => match received(known).find(|field| field.wire == *first) {
            Some(field) => may_have(api, &field.ty, rest),
            None => known.additional.is_some(),
        },
        None => !matches!(plain(api, ty), Type::Array(_)),
    }
}
