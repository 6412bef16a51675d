//! The types of answers: what a method gives, what its error says, and the enums where these differ by status.

use super::{
    Shaping,
    answer::{self, Answer, Case, Kind},
    docs,
    keep::{self, below},
    method_docs::response_words,
    names::Scope,
    status,
    types::Files,
};
use crate::{
    api::{Framing, Status, Type},
    rust::{self, AnswerVariant, Arm, Ident, Origin},
};

/// By how many bytes a variant may be larger than the others before clippy, and every value, finds it too large.
const LARGE: usize = 192;

/// A type of answers, and what reads it.
pub(super) struct Typed {
    pub(super) ty: String,
    pub(super) read: String,
    /// Whether that is read while it comes in.
    pub(super) streams: bool,
}

impl Shaping<'_> {
    /// What a method gives.
    pub(super) fn success(&self, index: usize) -> Typed {
        let operation = &self.api.operations[index];
        match (answer::own(self.config, operation), &self.answers[&index].success) {
            (Some(own), _) => {
                Typed { ty: own.clone(), read: "support::read::json_as".into(), streams: false }
            }
            (None, Answer::Untyped) => self.kind(&Kind::Nothing),
            (None, Answer::One(Kind::Stream(framing, ty))) => self.stream(*framing, ty),
            (None, Answer::One(kind)) => self.kind(kind),
            (None, Answer::Several(_)) => several(self.idents.response(self.others.origin(index))),
        }
    }

    /// What its error says, where anything is known of that.
    pub(super) fn failure(&self, index: usize) -> Option<Typed> {
        match &self.answers[&index].failure {
            Answer::Untyped => None,
            Answer::One(kind) => Some(self.kind(kind)),
            Answer::Several(_) => Some(several(self.idents.error(self.others.origin(index)))),
        }
    }

    fn kind(&self, kind: &Kind) -> Typed {
        let (ty, read) = match kind {
            Kind::Nothing => ("()".into(), "nothing"),
            Kind::Json(ty) => (self.text(ty, Files::Text), "json"),
            Kind::Text | Kind::Stream(..) => ("String".into(), "text"),
            Kind::Bytes => ("bytes::Bytes".into(), "bytes"),
        };
        Typed { ty, read: format!("support::read::{read}"), streams: false }
    }

    /// A stream of values.
    pub(super) fn stream(&self, framing: Framing, ty: &Type) -> Typed {
        let (stream, begin) = match framing {
            Framing::Events => ("Events", "begin"),
            Framing::Lines => ("Values", "lines"),
            Framing::Records => ("Values", "records"),
        };
        // What nothing more is said of need not be JSON.
        let is_text = framing == Framing::Events && matches!(ty, Type::Any | Type::String);
        let (ty, begin) =
            if is_text { ("String".into(), "texts") } else { (self.text(ty, Files::Text), begin) };
        let read = format!("support::stream::{stream}::{begin}");
        Typed { ty: format!("support::stream::{stream}<{ty}>"), read, streams: true }
    }

    /// The enums of an operation whose answers differ.
    pub(super) fn answer_enums(&self, index: usize) -> Vec<rust::Answer> {
        if self.others.origin(index) != index {
            return Vec::new();
        }
        let operation = &self.api.operations[index];
        let words = self.spoken.words(index).joined();
        let answers = &self.answers[&index];
        let is_ours = answer::own(self.config, operation).is_none();
        let success = answers.success.cases().filter(|_| is_ours).map(|cases| {
            let docs = format!("What `{words}` answers.");
            self.answer_enum(index, "/response", self.idents.response(index), cases, &docs)
        });
        let failure = answers.failure.cases().map(|cases| {
            let docs = format!("What the errors of `{words}` say.");
            let shaped = self.answer_enum(index, "/error", self.idents.error(index), cases, &docs);
            rust::Answer { failure: true, ..shaped }
        });
        success.into_iter().chain(failure).collect()
    }

    fn answer_enum(
        &self,
        index: usize,
        step: &str,
        ident: &Ident,
        cases: &[Case],
        says: &str,
    ) -> rust::Answer {
        let operation = &self.api.operations[index];
        let origin = |case: &Case| {
            let status = keep::status(operation.responses[case.response].status);
            let step = format!("{step}/{status}/{}", kind_word(&case.kind));
            below(self.keep.operation(index), &step)
        };
        let origins: Vec<Origin> = cases.iter().map(origin).collect();
        let mut scope = Scope::variants();
        scope.keep(&self.keep, origins.iter());
        let mut arms = Vec::new();
        let variants = cases.iter().zip(origins).map(|(case, origin)| {
            let response = &operation.responses[case.response];
            let words = status::words(response.status);
            let ident = scope.name(origin, &[words.clone(), words.and(kind_word(&case.kind))]);
            let typed = self.kind(&case.kind);
            let docs = response_words(response, "");
            let nothing = case.kind == Kind::Nothing;
            let value = match nothing {
                true => format!("Ok(Self::{ident})"),
                false => format!("{}(response).map(Self::{ident})", typed.read),
            };
            arms.push((
                rank(response.status),
                case,
                Arm { pattern: status::pattern(response.status), value },
            ));
            AnswerVariant { ident, docs: docs::lines(&[docs]), ty: (!nothing).then_some(typed.ty) }
        });
        let variants = variants.collect();
        rust::Answer {
            ident: ident.clone(),
            docs: docs::lines(&[says.to_owned()]),
            derives: self.derives(&["Clone", "Debug"]),
            grows: self.grows(),
            variants,
            arms: guarded(arms),
            open: cases.iter().all(|case| operation.responses[case.response].status != Status::Default),
            large: self.is_uneven(cases),
            failure: false,
        }
    }

    /// Whether one variant is much larger than the others.
    fn is_uneven(&self, cases: &[Case]) -> bool {
        let mut sizes: Vec<usize> = cases.iter().map(|case| self.sizes.of(&case.kind)).collect();
        sizes.sort_unstable_by_key(|size| usize::MAX - size);
        matches!(sizes.as_slice(), [first, second, ..] if first - second > LARGE)
    }
}

/// The arms of a match: a status before its class, and any status last; of one status the one that is not told by its
/// media type last.
fn guarded(mut arms: Vec<(u8, &Case, Arm)>) -> Vec<Arm> {
    arms.sort_by_key(|(rank, case, _)| (*rank, case.response, usize::MAX - case.media.len().min(1)));
    let last = |at: usize, case: &Case, arms: &[(u8, &Case, Arm)]| {
        arms.get(at + 1).is_none_or(|(_, next, _)| next.response != case.response)
    };
    let guards: Vec<Option<String>> = arms
        .iter()
        .enumerate()
        .map(|(at, (_, case, _))| {
            let is = |media: &String| format!("response.is({media:?})");
            let tests = case.media.iter().map(is).collect::<Vec<_>>().join(" || ");
            (!tests.is_empty() && !last(at, case, &arms)).then(|| format!(" if {tests}"))
        })
        .collect();
    let arms = arms.into_iter().zip(guards);
    arms.map(|((_, _, arm), guard)| Arm { pattern: arm.pattern + &guard.unwrap_or_default(), ..arm })
        .collect()
}

fn several(ident: &Ident) -> Typed {
    Typed { ty: ident.to_string(), read: format!("{ident}::read"), streams: false }
}

fn rank(status: Status) -> u8 {
    match status {
        Status::Code(_) => 0,
        Status::Class(_) => 1,
        Status::Default => 2,
    }
}

/// What tells apart two answers of one status.
fn kind_word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Nothing => "nothing",
        Kind::Json(_) => "json",
        Kind::Text | Kind::Stream(..) => "text",
        Kind::Bytes => "bytes",
    }
}
