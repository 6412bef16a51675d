//! Which type has which name.
//!
//! In: the types that are used. Out: an identifier for each. Claimed in this order: the names that
//! authors gave, the names of requests, those of answers that differ, the names made of place and role.

use std::collections::BTreeMap;

use super::{
    answer::{Answer, Answers},
    headers,
    keep::{Keep, below},
    names::{Case, Scope, Words},
    operations::Spoken,
    places::Places,
    plan::Input,
    usage::Usage,
};
use crate::{
    api::{Api, Kind, Name, Step, TypeId},
    rust::{Giver, Ident, Origin},
};

/// The identifiers of the types of an API, and of the requests of its operations.
pub(super) struct Idents {
    types: BTreeMap<TypeId, Ident>,
    requests: BTreeMap<usize, Ident>,
    /// The enums of successes, and of errors.
    responses: BTreeMap<usize, Ident>,
    errors: BTreeMap<usize, Ident>,
    /// The structs of headers.
    headers: BTreeMap<usize, Ident>,
}

/// The names that every output has beside those of its API.
const OWN: [&str; 4] = ["Client", "ClientBuilder", "Call", "support"];

impl Idents {
    /// Claims a name for everything that is used; what an operation answers does not depend on how its request is sent.
    pub(super) fn claim(
        api: &Api,
        keep: &Keep<'_>,
        spoken: &Spoken,
        usage: &Usage,
        places: &Places,
        inputs: &BTreeMap<usize, Input>,
        answers: &BTreeMap<usize, &Answers>,
    ) -> Self {
        let mut scope = Scope::new(Case::Pascal).reserve(&OWN);
        let all = origins(api, keep, usage, inputs);
        scope.keep(keep, all.iter());
        let mut idents = Idents {
            types: BTreeMap::new(),
            requests: BTreeMap::new(),
            responses: BTreeMap::new(),
            errors: BTreeMap::new(),
            headers: BTreeMap::new(),
        };
        let used: Vec<TypeId> = (0..api.types.len()).map(TypeId).filter(|id| usage.is_used(*id)).collect();
        for id in &used {
            if let Name::Author(name) = &api.types[id.0].name {
                idents.types.insert(*id, scope.name(keep.ty(*id).clone(), &[Words::of(name)]));
            }
        }
        for (index, input) in inputs {
            if matches!(input, Input::Request | Input::Flattened(_)) {
                let words = spoken.words(*index).clone();
                let origin = part(keep, *index, "/request");
                let ident = scope.name(origin, &[words.clone().and("request"), words.and("params")]);
                idents.requests.insert(*index, ident);
            }
            // What stands in the nameless body is named after the request that the body became, unless another
            // operation sends the same body whole.
            if let (Input::Flattened(id), Some(ident)) = (input, idents.requests.get(index))
                && !usage.is_used(*id)
            {
                idents.types.entry(*id).or_insert_with(|| ident.clone());
            }
        }
        for (index, answers) in answers {
            let mut take = |first: &str, second: &str| {
                let words = spoken.words(*index).clone();
                let origin = part(keep, *index, &format!("/{first}"));
                scope.name(origin, &[words.clone().and(first), words.and(second)])
            };
            if let Answer::Several(_) = answers.success {
                idents.responses.insert(*index, take("response", "answer"));
            }
            if let Answer::Several(_) = answers.failure {
                idents.errors.insert(*index, take("error", "failure"));
            }
            if !headers::of(&api.operations[*index]).is_empty() {
                idents.headers.insert(*index, take("headers", "response headers"));
            }
        }
        for id in used {
            if !idents.types.contains_key(&id) {
                let words = idents.words(api, spoken, places, id);
                // A schema may have the name of an answer.
                let is_answer = matches!(places.name(api, id), Name::Answer(_, steps) if steps.is_empty());
                let choices = match is_answer && !words.ends_with("response") {
                    true => vec![words.clone(), words.and("response")],
                    false => vec![words],
                };
                idents.types.insert(id, scope.name(keep.ty(id).clone(), &choices));
            }
        }
        idents
    }

    /// The name of a type that is used.
    pub(super) fn of(&self, id: TypeId) -> &Ident {
        self.types.get(&id).expect("a name was claimed for every type that is used")
    }

    /// The name of a type, where it is used.
    pub(super) fn known(&self, id: TypeId) -> Option<&Ident> {
        self.types.get(&id)
    }

    /// The name of the request of an operation that has one.
    pub(super) fn request(&self, index: usize) -> Option<&Ident> {
        self.requests.get(&index)
    }

    /// The name of the enum of what an operation answers, which has one.
    pub(super) fn response(&self, index: usize) -> &Ident {
        self.responses.get(&index).expect("a name was claimed for every enum of answers")
    }

    /// The name of the enum of what the errors of an operation say, which has one.
    pub(super) fn error(&self, index: usize) -> &Ident {
        self.errors.get(&index).expect("a name was claimed for every enum of errors")
    }

    /// The name of the struct of the headers of an operation's answers, where it has any.
    pub(super) fn headers(&self, index: usize) -> Option<&Ident> {
        self.headers.get(&index)
    }

    /// The words for a type: the author's, or those of what it is part of and what it is there.
    fn words(&self, api: &Api, spoken: &Spoken, places: &Places, id: TypeId) -> Words {
        if let Some(ident) = self.types.get(&id) {
            return Words::of(ident.as_str());
        }
        match places.name(api, id) {
            Name::Author(name) => Words::of(name),
            Name::Answer(name, steps) => role(Words::of(name), steps, &api.types[id.0].kind),
            Name::Part(owner, steps) => {
                role(self.words(api, spoken, places, *owner), steps, &api.types[id.0].kind)
            }
            Name::Webhook(index, steps) => {
                let name = Words::of(&api.webhooks[*index].name);
                let words = if name.ends_with("webhook") { name } else { name.and("webhook") };
                // It is the payload that is the webhook to who receives it.
                let steps = steps.strip_prefix(&[Step::Body]).unwrap_or(steps);
                role(words, steps, &api.types[id.0].kind)
            }
            Name::Operation(index, steps) => {
                let words = spoken.words(*index).clone();
                let words = match &steps[0] {
                    Step::Member(_) => words.and("request"),
                    // The request has it in a field, and its name.
                    Step::Body if self.requests.contains_key(index) => {
                        return role(words.and("request").and("body"), &steps[1..], &api.types[id.0].kind);
                    }
                    // The enum of all answers has the name of the only one.
                    Step::Response(status) if self.responses.contains_key(index) => {
                        let words = words.and("response").and(status);
                        return role(words, &steps[1..], &api.types[id.0].kind);
                    }
                    _ => words,
                };
                role(words, steps, &api.types[id.0].kind)
            }
        }
    }
}

/// What a type that bindery makes for an operation stands for.
fn part(keep: &Keep<'_>, index: usize, steps: &str) -> Origin {
    Origin { giver: Giver::Derived, ..below(keep.operation(index), steps) }
}

/// Everything that is a type, or may be: what a name is kept for and what is not asked for it is nobody's.
fn origins(api: &Api, keep: &Keep<'_>, usage: &Usage, inputs: &BTreeMap<usize, Input>) -> Vec<Origin> {
    if keep.is_empty() {
        return Vec::new();
    }
    let used = (0..api.types.len()).map(TypeId).filter(|id| usage.is_used(*id));
    let parts = ["/request", "/response", "/error", "/headers"];
    let made = inputs.keys().flat_map(|index| parts.map(|steps| part(keep, *index, steps)));
    used.map(|id| keep.ty(id).clone()).chain(made).collect()
}

fn role(words: Words, steps: &[Step], kind: &Kind) -> Words {
    steps.iter().fold(words, |words, step| match step {
        Step::Member(name) => words.and(name),
        Step::Variant(name) if name.is_empty() => words.and(kind_word(kind)),
        Step::Variant(name) => words.and(name),
        Step::Item => words.and("item"),
        Step::Value => words.and("value"),
        Step::Input => words.and("input"),
        Step::Body => words.and("request"),
        Step::Response(status) if status.starts_with('2') => words.and("response"),
        Step::Response(status) => words.and("response").and(status),
    })
}

fn kind_word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Object(_) => "object",
        Kind::Enum(_) => "value",
        Kind::Union(_) => "choice",
        Kind::Alias(_) => "content",
    }
}
