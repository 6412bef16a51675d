//! Types of the user's own in the place of those that schemas describe.
//!
//! In: the choices of a configuration, and every schema that is visited. Out: for each schema the choice that is
//! for it, if any. A place goes before a name, and a name before a format; of several places the longest.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Lowering,
    form::{Form, Schema, integer},
    place::Place,
    whole::Whole,
};
use crate::{
    api::{Constant, Json, Own, Type},
    config::{Choice, Rust, Values, known_formats},
    diagnostics::{ConfigProblem, Diagnostics, Location, Source},
    document::Node,
};

/// The choices, and what is known of their use.
pub(super) struct Choices {
    choices: Vec<Choice>,
    /// Which of them were wanted by a schema.
    used: Vec<bool>,
    /// What each type was first chosen for: it can be spelled in one way only.
    spelled: BTreeMap<String, Option<Json>>,
    /// What else could have been chosen for, to tell what a typo meant.
    formats: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl Choices {
    pub(super) fn new(choices: &[Choice]) -> Self {
        Choices {
            choices: choices.to_vec(),
            used: vec![false; choices.len()],
            spelled: BTreeMap::new(),
            formats: BTreeSet::new(),
            names: BTreeSet::new(),
        }
    }

    /// The place of the choice for a schema, by what is known of it.
    fn of(&mut self, pointer: &str, name: Option<&str>, format: Option<&str>) -> Option<usize> {
        self.formats.extend(format.map(str::to_owned));
        self.names.extend(name.map(str::to_owned));
        let mut wanted: Vec<(u8, usize, usize)> = Vec::new();
        for (index, choice) in self.choices.iter().enumerate() {
            match &choice.values {
                Values::At(glob) if choice.values.is_at(pointer) => {
                    wanted.push((2, glob.len(), index));
                }
                Values::Schema(schema) if Some(schema.as_str()) == name => wanted.push((1, 0, index)),
                Values::Format(known) if Some(known.as_str()) == format => wanted.push((0, 0, index)),
                Values::At(_) | Values::Schema(_) | Values::Format(_) => {}
            }
        }
        wanted.iter().for_each(|&(.., index)| self.used[index] = true);
        wanted
            .into_iter()
            .max_by_key(|&(rank, length, index)| (rank, length, usize::MAX - index))
            .map(|best| best.2)
    }

    /// Reports each choice that nothing asked for.
    pub(super) fn finish(self, found: &mut Diagnostics) {
        for (choice, _) in self.choices.iter().zip(&self.used).filter(|(_, used)| !**used) {
            let at = choice.at.clone().unwrap_or_else(|| Location::file(&Source::unnamed().into()));
            let problem = match &choice.values {
                Values::Format(name) if known_formats().any(|known| known == name) => {
                    ConfigProblem::UnusedFormat { name: name.clone() }
                }
                Values::Format(name) => {
                    let known = self
                        .formats
                        .iter()
                        .map(String::as_str)
                        .chain(known_formats().map(|known| -> &str { known }));
                    ConfigProblem::UnknownFormat { suggestion: nearest(name, known), name: name.clone() }
                }
                Values::Schema(name) => {
                    let known = self.names.iter().map(String::as_str);
                    ConfigProblem::UnknownSchema { suggestion: nearest(name, known), name: name.clone() }
                }
                Values::At(glob) => ConfigProblem::NothingAt { glob: glob.clone() },
            };
            found.report(problem, at);
        }
    }
}

/// The known name that a misspelt one may have meant.
#[cfg(feature = "config-file")]
fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    let fold = |name: &str| name.to_lowercase().replace('_', "-");
    let near = known.map(|known| (strsim::damerau_levenshtein(&fold(name), &fold(known)), known));
    let (distance, nearest) = near.min()?;
    (distance * 3 <= nearest.len().max(3)).then(|| nearest.to_owned())
}

/// Without `bindery.toml` a choice stands in a build script, whose author reads no help.
#[cfg(not(feature = "config-file"))]
fn nearest<'n>(_: &str, _: impl Iterator<Item = &'n str>) -> Option<String> {
    None
}

impl Lowering<'_> {
    /// The form of a schema, or what the user has chosen for it.
    pub(super) fn chosen<'d>(
        &mut self,
        node: &Node<'_>,
        whole: &Whole<'_>,
        name: Option<&str>,
        form: Form<'d>,
    ) -> Form<'d> {
        if self.own.choices.is_empty() {
            return form;
        }
        let has_format = matches!(form, Form::String | Form::Base64 | Form::Integer(_) | Form::Number { .. });
        let parts = if has_format { self.apart(whole) } else { Vec::new() };
        let format = parts.iter().rev().find_map(|part| part.text("format"));
        match self.own.of(&node.pointer(), name, format) {
            Some(index) => self.choose(index, node, form),
            None => form,
        }
    }

    /// What the user has chosen for the place of a reference, and whether null is a value of what it refers to.
    pub(super) fn chosen_beside(
        &mut self,
        reference: &Whole<'_>,
        target: &Whole<'_>,
        place: &Place,
    ) -> Option<(Type, bool)> {
        let node = reference.node();
        let index = self.own.of(&node.pointer(), None, None)?;
        let Schema { form, nullable } = self.examine(target);
        match self.choose(index, node, form) {
            // What was not taken is what it is without a choice.
            form @ (Form::Own(_) | Form::Any | Form::String | Form::Integer(_) | Form::Number { .. }) => {
                Some((self.unnamed(form, place), nullable))
            }
            _ => None,
        }
    }

    /// The form of a choice; the form without it where it is none for values of this kind.
    fn choose<'d>(&mut self, index: usize, node: &Node<'_>, form: Form<'d>) -> Form<'d> {
        let json = self.json(&form, 0);
        let choice = &self.own.choices[index];
        let (path, chosen) = match &choice.rust {
            Rust::Any => return Form::Any,
            Rust::Format { name, format } => (*name, plain(format, json)),
            Rust::Path(path) => {
                let spelled = if choice.serde { None } else { spelled(json) };
                let first = *self.own.spelled.entry(path.clone()).or_insert(spelled);
                (path.as_str(), (first == spelled).then_some(Form::Own(Own { choice: index, json })))
            }
        };
        chosen.unwrap_or_else(|| {
            let problem =
                ConfigProblem::ChoiceOfAnotherKind { path: path.to_owned(), found: kind_name(json) };
            self.found.report(problem, node.location());
            form
        })
    }

    /// The kind of JSON of a form, where there is only one.
    fn json(&mut self, form: &Form<'_>, depth: usize) -> Option<Json> {
        match form {
            Form::String | Form::Base64 | Form::Binary => Some(Json::String),
            Form::Integer(_) | Form::Number { .. } => Some(Json::Number),
            Form::Boolean => Some(Json::Boolean),
            Form::Array(_) | Form::Tuple(_) | Form::List(_) => Some(Json::Array),
            Form::Map(_) | Form::Object(_) => Some(Json::Object),
            Form::Enum { values, .. } => match values.first()? {
                Constant::String(_) => Some(Json::String),
                Constant::Integer(_) => Some(Json::Number),
                Constant::Boolean(_) => Some(Json::Boolean),
            },
            Form::Same(whole) if depth < DEEPEST => {
                let target = self.follow(whole.node())?;
                let Schema { form, .. } = self.examine(&Whole::of(&target));
                self.json(&form, depth + 1)
            }
            Form::Own(own) => own.json,
            Form::Any | Form::Constants(_) | Form::Union(_) | Form::Same(_) => None,
        }
    }
}

/// How many wrappers may stand in each other.
const DEEPEST: usize = 16;

/// The form of a type of the standard library, where values of this kind can be of it.
fn plain<'d>(format: &str, json: Option<Json>) -> Option<Form<'d>> {
    match (format, json?) {
        ("", Json::String) => Some(Form::String),
        ("", _) | (_, Json::String) => None,
        ("float" | "double", Json::Number) => Some(Form::Number { single: format == "float" }),
        (_, Json::Number) => Some(Form::Integer(integer(Some(format), &[]))),
        _ => None,
    }
}

/// The kind of JSON that is spelled by a type itself; serde spells the others.
fn spelled(json: Option<Json>) -> Option<Json> {
    json.filter(|kind| matches!(kind, Json::String | Json::Number))
}

fn kind_name(json: Option<Json>) -> &'static str {
    match json {
        Some(Json::Null) => "null",
        Some(Json::Boolean) => "booleans",
        Some(Json::Number) => "numbers",
        Some(Json::String) => "strings",
        Some(Json::Array) => "lists",
        Some(Json::Object) => "objects",
        None => "values of several kinds",
    }
}
