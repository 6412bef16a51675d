//! What the scripts of a page say, as far as it stands in them.
//!
//! In: a [`Page`] and the names of functions and variables. Out: what they are called with and set to. A name stands
//! for a value where exactly one place of the page's scripts sets it.

use std::ops::Range;

use super::{
    code::Code,
    elements::Page,
    literal::{Broken, Form, Literal, Reader, is_name_letter},
};

/// How often a name may stand for another.
const MOST_HOPS: usize = 8;

/// How many calls of a function are looked at: a page has one.
const MOST_CALLS: usize = 16;

/// A call that stands in a script: `SwaggerUIBundle({ url: 'openapi.yaml' })`.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// What it is called with; or where that is damaged.
    pub(super) arguments: Result<Vec<Literal>, Broken>,
}

impl Page<'_> {
    /// The calls of a function, by how it is spelled: `Redoc.init`, `.loadSpec`.
    pub(super) fn calls(&self, function: &str) -> Vec<Call> {
        let mut calls = Vec::new();
        let mut read_to = 0;
        for span in self.places(function, |rest| rest.starts_with('(')) {
            let open = self.text[span.end..].trim_start();
            let before = self.text[..span.start].trim_end();
            if span.start < read_to || before.ends_with("function") {
                continue;
            }
            let mut reader = Reader::new(self.script_at(span.start), self.text.len() - open.len() + 1);
            let arguments = reader.values(b')');
            read_to = reader.at;
            calls.push(Call { arguments });
            if calls.len() == MOST_CALLS {
                break;
            }
        }
        calls
    }

    /// What a variable or a member is set to, by its name: `__redoc_state`, `.apiDescriptionDocument`. Nothing
    /// where it is not set, or in more than one place.
    pub(super) fn assigned(&self, name: &str) -> Option<Result<Literal, Broken>> {
        let is_set = |rest: &str| rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=>");
        let mut places = self.places(name, is_set).filter_map(|span| {
            if !name.starts_with('.') && is_member(&self.text[..span.start]) {
                return None;
            }
            let rest = self.text[span.end..].trim_start();
            let value = rest.strip_prefix('=')?;
            Some((span.start, self.text.len() - value.len()))
        });
        let (start, at) = places.next()?;
        places.next().is_none().then(|| Reader::new(self.script_at(start), at).value())
    }

    /// What a value stands for: a name is followed to where it is set, and stays a name where that is not known.
    pub(super) fn resolved(&self, literal: &Literal) -> Result<Literal, Broken> {
        let mut literal = literal.clone();
        for _ in 0..MOST_HOPS {
            let Form::Name(path) = &literal.form else { break };
            let mut steps =
                path.iter().skip_while(|step| ["window", "globalThis", "self"].contains(&step.as_str()));
            let Some(value) = steps.next().and_then(|name| self.assigned(name)) else { break };
            let value = value?;
            // What a name stands for may be a name again, which has to be followed before its members are.
            let members: Vec<&String> = steps.collect();
            let Some(found) = members.iter().try_fold(&value, |value, key| value.get(key)) else { break };
            literal = found.clone();
        }
        Ok(literal)
    }

    /// Where a name stands in the scripts, alone, in no comment and in no text, and before what is wanted.
    fn places(
        &self,
        name: &str,
        is_wanted: impl Fn(&str) -> bool + Copy,
    ) -> impl Iterator<Item = Range<usize>> {
        let is_part = |letter: Option<char>| letter.is_some_and(is_name_letter);
        self.scripts.iter().flat_map(move |script| {
            let text = &self.text[script.clone()];
            let mut code = Code::new(text);
            text.match_indices(name).filter_map(move |(at, _)| {
                let (before, after) = (&text[..at], &text[at + name.len()..]);
                let is_alone = (name.starts_with('.') || !is_part(before.chars().next_back()))
                    && !is_part(after.chars().next());
                let start = script.start + at;
                (is_alone && is_wanted(after.trim_start()) && code.is_at(at))
                    .then(|| start..start + name.len())
            })
        })
    }

    /// The text up to the end of the script that a byte is in.
    fn script_at(&self, at: usize) -> &str {
        let script = self.scripts.iter().find(|script| script.contains(&at));
        &self.text[..script.map_or(self.text.len(), |script| script.end)]
    }
}

/// Whether a name that stands behind this text is a member of something that is not the page itself.
fn is_member(before: &str) -> bool {
    let Some(owner) = before.strip_suffix('.') else { return false };
    !["window", "globalThis", "self"].iter().any(|whole| owner.ends_with(whole))
}
