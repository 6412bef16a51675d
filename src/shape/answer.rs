//! What an operation answers with: when it succeeds, and when it does not.
//!
//! In: the documented responses. Out: one kind of value where all of them give it, or else a case for each.

use crate::{
    api::{Content, Format, Framing, Operation, Response, Status, Type},
    config::Config,
};

/// What is made of the answers of an operation.
#[derive(Clone, Debug)]
pub(super) struct Answers {
    /// With a status of success.
    pub(super) success: Answer,
    /// With another.
    pub(super) failure: Answer,
}

/// What is made of some answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    /// Nothing is said of what they say.
    Untyped,
    /// All of them say this.
    One(Kind),
    /// They differ.
    Several(Vec<Case>),
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Nothing: `204 No Content`.
    Nothing,
    /// JSON of this type.
    Json(Type),
    Text,
    Bytes,
    /// Any number of values of a type, one behind the other.
    Stream(Framing, Type),
}

/// A kind of answers among others.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Case {
    /// The place among the responses of the operation.
    pub(super) response: usize,
    /// Its media types, where another case has the same status.
    pub(super) media: Vec<String>,
    pub(super) kind: Kind,
}

impl Answers {
    pub(super) fn of(operation: &Operation) -> Self {
        let failure = match answer(operation, &failures(operation)) {
            // That there is nothing to read is said by the status.
            Answer::One(Kind::Nothing) => Answer::Untyped,
            other => other,
        };
        let success = match answer(operation, &successes(operation)) {
            // Should there be a body, it does not matter.
            Answer::Untyped => Answer::One(Kind::Nothing),
            other => other,
        };
        Answers { success, failure }
    }
}

fn answer(operation: &Operation, responses: &[usize]) -> Answer {
    let cases: Vec<Case> = responses.iter().flat_map(|index| cases(operation, *index)).collect();
    match cases.split_first() {
        None => Answer::Untyped,
        Some((first, rest)) if rest.iter().all(|case| case.kind == first.kind) => {
            Answer::One(first.kind.clone())
        }
        Some(_) => Answer::Several(cases.into_iter().map(Case::whole).collect()),
    }
}

impl Answer {
    /// All that is said.
    pub(super) fn kinds(&self) -> Vec<&Kind> {
        match self {
            Answer::Untyped => Vec::new(),
            Answer::One(kind) => vec![kind],
            Answer::Several(cases) => cases.iter().map(|case| &case.kind).collect(),
        }
    }

    /// What differs, where anything does.
    pub(super) fn cases(&self) -> Option<&[Case]> {
        match self {
            Answer::Untyped | Answer::One(_) => None,
            Answer::Several(cases) => Some(cases),
        }
    }

    /// The one type of JSON that it is, unless it is nothing at all.
    pub(super) fn only_json(&self) -> Option<&Type> {
        let mut others = self.kinds().into_iter().filter(|kind| **kind != Kind::Nothing);
        match (others.next(), others.next()) {
            (Some(Kind::Json(ty)), None) => Some(ty),
            _ => None,
        }
    }
}

impl Case {
    /// What is one of several is read as a whole.
    fn whole(mut self) -> Self {
        if let Kind::Stream(..) = self.kind {
            self.kind = Kind::Text;
        }
        self
    }
}

/// The kinds of what a response says; the media types of each, where there are several.
fn cases(operation: &Operation, index: usize) -> Vec<Case> {
    let response = &operation.responses[index];
    let mut cases: Vec<Case> = Vec::new();
    for content in asked_for(response) {
        let (kind, media) = (kind(&content.format), content.essence().to_owned());
        match cases.iter_mut().find(|case| case.kind == kind) {
            Some(case) => case.media.push(media),
            None => cases.push(Case { response: index, media: vec![media], kind }),
        }
    }
    match cases.as_mut_slice() {
        [] => vec![Case { response: index, media: Vec::new(), kind: Kind::Nothing }],
        [only] => {
            only.media.clear();
            cases
        }
        _ => cases,
    }
}

fn kind(format: &Format) -> Kind {
    match format {
        Format::Json(ty) => Kind::Json(ty.clone()),
        Format::Text => Kind::Text,
        Format::Stream(framing, ty) => Kind::Stream(*framing, ty.clone()),
        // Nobody answers with a form that anybody wants to have typed.
        Format::Bytes | Format::Form(..) | Format::Multipart(_) => Kind::Bytes,
    }
}

/// The places of the responses that a method may give; `default` is one where no other is.
pub(super) fn successes(operation: &Operation) -> Vec<usize> {
    let successes = places(operation, is_success);
    if successes.is_empty() { places(operation, |status| status == Status::Default) } else { successes }
}

fn failures(operation: &Operation) -> Vec<usize> {
    places(operation, |status| !is_success(status))
}

fn places(operation: &Operation, wanted: fn(Status) -> bool) -> Vec<usize> {
    let responses = operation.responses.iter().enumerate();
    responses.filter(|(_, response)| wanted(response.status)).map(|(index, _)| index).collect()
}

/// The media types of a response that are asked for: JSON alone where it has a schema, since that can be typed.
fn asked_for(response: &Response) -> impl Iterator<Item = &Content> {
    let is_typed = |content: &&Content| matches!(&content.format, Format::Json(ty) if *ty != Type::Any);
    let typed = response.contents.iter().any(|content| is_typed(&content));
    response.contents.iter().filter(move |content| !typed || is_typed(content))
}

fn is_success(status: Status) -> bool {
    match status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Class(class) => class == 2,
        Status::Default => false,
    }
}

/// The type of the user's own that an operation's successes are read into.
pub(super) fn own<'c>(config: &'c Config, operation: &Operation) -> Option<&'c String> {
    config.responses.get(operation.id.as_ref()?)
}

/// What an operation can answer as a stream that would answer something else if it were not asked for that.
pub(super) fn other_stream(operation: &Operation) -> Option<&Content> {
    let is_stream = |content: &&Content| matches!(content.format, Format::Stream(..));
    successes(operation).into_iter().map(|index| &operation.responses[index]).find_map(|response| {
        let is_asked_for = asked_for(response).any(|content| is_stream(&content));
        response.contents.iter().find(is_stream).filter(|_| !is_asked_for)
    })
}

/// The media types that an operation asks for, each once, those of successes first.
pub(super) fn accept(operation: &Operation) -> Option<String> {
    let (successes, others): (Vec<_>, Vec<_>) =
        operation.responses.iter().partition(|response| is_success(response.status));
    listed(successes.into_iter().chain(others).flat_map(asked_for))
}

/// The media types by which an operation is asked for a stream.
pub(super) fn accept_stream(operation: &Operation, stream: &Content) -> Option<String> {
    let others = operation.responses.iter().filter(|response| !is_success(response.status));
    listed([stream].into_iter().chain(others.flat_map(asked_for)))
}

fn listed<'a>(contents: impl Iterator<Item = &'a Content>) -> Option<String> {
    let mut media: Vec<&str> = Vec::new();
    for content in contents {
        // Some documents have `*` there for anything, some `undefined`, which no server takes (RFC 9110, section 12.5.1).
        let asked = if content.media == "*" { "*/*" } else { &content.media };
        if asked.contains('/') && !media.contains(&asked) {
            media.push(asked);
        }
    }
    (!media.is_empty()).then(|| media.join(", "))
}
