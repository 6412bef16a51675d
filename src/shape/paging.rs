//! How operations answer lists by pages.
//!
//! In: an operation, and what the user says of its pages. Out: where the items are, what they are, and how the next page
//! is asked for. What is not clear is left alone: a rule that is wrong would lose items, or never end.

mod asked;
mod configured;
mod lists;
mod members;
mod rules;

use std::collections::BTreeMap;

use super::{
    Shaping,
    answer::{self, Answers},
    docs,
    operations::operation_name,
    types::Files,
};
use crate::{
    api::{Api, Operation, Type},
    config::{Config, NextPage},
    diagnostics::{ConfigProblem, Diagnostics, Location, Source},
    rust::{Ident, Items},
};

/// The pages of an operation.
#[derive(Clone, Debug)]
pub(super) struct Paging {
    list: lists::List,
    /// The member that tells the last page from others, and what it is there.
    last: Option<(Vec<String>, bool)>,
    next: NextPage,
}

/// The operations that answer by pages, by their places.
pub(super) fn all<'a>(
    api: &Api,
    config: &Config,
    answers: impl Iterator<Item = (usize, &'a Answers)>,
    found: &mut Diagnostics,
) -> BTreeMap<usize, Paging> {
    let paging = |(index, answers)| Some((index, of(api, config, (&api.operations[index], answers), found)?));
    answers.filter_map(paging).collect()
}

fn of(
    api: &Api,
    config: &Config,
    (operation, answers): (&Operation, &Answers),
    found: &mut Diagnostics,
) -> Option<Paging> {
    let said = operation.id.as_ref().and_then(|id| config.pagination.get(id));
    let own = answer::own(config, operation).is_some();
    let answer = answers.success.only_json().filter(|_| !own);
    let Some(said) = said else { return recognised(api, operation, answer?) };
    let next = said.next.as_ref()?;
    let known = match (answer, own) {
        (_, true) => Err("its answer is read as a type of your own, see `responses`".to_owned()),
        (None, false) => Err("its answer is not of one JSON type".to_owned()),
        (Some(answer), false) => configured::paging(api, operation, answer, said, next),
    };
    let unnamed = || Location::file(&Source::unnamed().into());
    let at = || said.at.clone().unwrap_or_else(unnamed);
    let id = operation_name(operation);
    match known {
        Ok((paging, unknown)) => {
            for what in unknown {
                found.report(ConfigProblem::UndocumentedPaging { id: id.clone(), what }, at());
            }
            Some(paging)
        }
        Err(reason) => {
            found.report(ConfigProblem::NoPages { id, reason }, at());
            None
        }
    }
}

/// The pages that the source itself speaks of: the surest rule of those that fit.
fn recognised(api: &Api, operation: &Operation, answer: &Type) -> Option<Paging> {
    if operation.method != "GET" {
        return None;
    }
    let list = lists::of(api, operation, answer)?;
    let page = rules::Page::of(api, operation, answer, list);
    let next = page.next()?;
    Some(Paging { next, last: page.last(), list: page.list })
}

impl Shaping<'_> {
    /// The method that gives the items of all pages of an operation whose own method is `ident`.
    pub(super) fn items(&self, index: usize, ident: &Ident, items: Ident) -> Option<Items> {
        let paging = self.paging.get(&index)?;
        let operation = &self.api.operations[index];
        let sentence = format!(
            "The items of all pages of [`{ident}`](Self::{ident}), one behind the other. A page is asked for when its \
             first item is wanted."
        );
        let target = format!("`{} {}`, {}.", operation.method, docs::code(&operation.path), paging.spoken());
        Some(Items {
            ident: items,
            docs: docs::lines(&[sentence, target]),
            ty: self.text(&paging.list.item, Files::Text),
            rule: paging.rule(),
        })
    }
}

impl Paging {
    /// How the next page is asked for, in words: ``the next page by `cursor` ``.
    fn spoken(&self) -> String {
        match &self.next {
            NextPage::Cursor { parameter, .. }
            | NextPage::LastId { parameter, .. }
            | NextPage::Page { parameter, .. }
            | NextPage::Offset { parameter } => format!("the next page by `{}`", docs::code(parameter)),
            NextPage::Link => "the next page by the header `Link`".to_owned(),
            NextPage::Url { value } => format!("the next page by `{}`", docs::code(&value.join("."))),
        }
    }

    /// The rule as Rust: `support::paging::Rule { items: &["data"], .. }`.
    fn rule(&self) -> String {
        let next = match &self.next {
            NextPage::Cursor { value, parameter } => {
                format!("Cursor {{ value: {}, parameter: {parameter:?} }}", way(value))
            }
            NextPage::LastId { id, parameter } => {
                format!("LastId {{ id: {}, parameter: {parameter:?} }}", way(id))
            }
            NextPage::Link => "Link".to_owned(),
            NextPage::Url { value } => format!("Url {{ value: {} }}", way(value)),
            NextPage::Page { parameter, first, total } => {
                let total = total.as_ref().map_or("None".to_owned(), |total| format!("Some({})", way(total)));
                format!("Page {{ parameter: {parameter:?}, first: {first}, total: {total} }}")
            }
            NextPage::Offset { parameter } => format!("Offset {{ parameter: {parameter:?} }}"),
        };
        let last = match &self.last {
            Some((member, on_the_last)) => format!("Some(({}, {on_the_last}))", way(member)),
            None => "None".to_owned(),
        };
        let (items, optional) = (way(&self.list.way), self.list.optional);
        format!(
            "support::paging::Rule {{ items: {items}, optional: {optional}, last: {last}, \
             next: support::paging::Next::{next} }}"
        )
    }
}

/// The way to a member as Rust: `&["meta", "next"]`.
fn way(names: &[String]) -> String {
    format!("&{names:?}")
}
