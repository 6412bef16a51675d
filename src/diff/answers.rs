//! What the method of an operation gives, and what its error holds: whether that is another Rust type than before.

use super::naming::{Names, Side};
use crate::api::{Api, Content, Format, Operation, Response, Status, Type};

/// What is made of the answers of an operation: a text for what is the same type in both descriptions.
#[derive(PartialEq, Eq)]
pub(super) struct Answers {
    success: Answer,
    failure: Answer,
}

/// What is made of some answers.
#[derive(PartialEq, Eq)]
enum Answer {
    /// One type for all of them, or nothing.
    One(Option<String>),
    /// A variant for each.
    Several(Vec<(String, String)>),
}

impl Answers {
    pub(super) fn of(names: &Names, api: &Api, side: Side, operation: &Operation) -> Self {
        let cases = |wanted: fn(Status) -> bool| -> Vec<(String, String)> {
            let responses = operation.responses.iter().filter(|response| wanted(response.status));
            responses.flat_map(|response| cases(names, api, side, response)).collect()
        };
        let mut successes = cases(is_success);
        if successes.is_empty() {
            successes = cases(|status| status == Status::Default);
        }
        Answers { success: answer(successes), failure: answer(cases(|status| !is_success(status))) }
    }
}

impl Answers {
    /// Whether these are the old ones and more variants of the same enums.
    pub(super) fn extends(&self, old: &Self) -> bool {
        self.success.extends(&old.success) && self.failure.extends(&old.failure)
    }
}

impl Answer {
    fn extends(&self, old: &Self) -> bool {
        match (self, old) {
            (Answer::One(new), Answer::One(old)) => new == old,
            (Answer::Several(new), Answer::Several(old)) => {
                let is_known = |status: &String| old.iter().any(|case| case.0 == *status);
                // A second answer of one status gives the first another name.
                old.iter().all(|case| new.contains(case))
                    && new.iter().all(|case| old.contains(case) || !is_known(&case.0))
            }
            (Answer::One(_) | Answer::Several(_), _) => false,
        }
    }
}

fn answer(cases: Vec<(String, String)>) -> Answer {
    match cases.split_first() {
        None => Answer::One(None),
        Some((first, rest)) if rest.iter().all(|case| case.1 == first.1) => {
            Answer::One(Some(first.1.clone()).filter(|ty| ty != NOTHING))
        }
        Some(_) => Answer::Several(cases),
    }
}

/// An answer without a body.
const NOTHING: &str = "nothing";

fn cases(names: &Names, api: &Api, side: Side, response: &Response) -> Vec<(String, String)> {
    let status = super::spell::status(response.status);
    let is_typed = |content: &&Content| matches!(&content.format, Format::Json(ty) if *ty != Type::Any);
    let typed = response.contents.iter().any(|content| is_typed(&content));
    let asked = response.contents.iter().filter(|content| !typed || is_typed(content));
    let mut cases: Vec<(String, String)> = Vec::new();
    for content in asked {
        let ty = match &content.format {
            Format::Json(ty) => names.text(api, side, ty),
            Format::Stream(_, ty) => format!("stream<{}>", names.text(api, side, ty)),
            Format::Text => "text".to_owned(),
            Format::Bytes | Format::Form(..) | Format::Multipart(_) => "bytes".to_owned(),
        };
        if !cases.iter().any(|case| case.1 == ty) {
            cases.push((status.clone(), ty));
        }
    }
    if cases.is_empty() {
        cases.push((status, NOTHING.to_owned()));
    }
    cases
}

fn is_success(status: Status) -> bool {
    match status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Class(class) => class == 2,
        Status::Default => false,
    }
}
