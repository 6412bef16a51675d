//! What a page says and no role claims: sections, rows and labels that nobody has read.
//!
//! In: the parts of a page, once they were read. Out: [`Unclaimed`], a list. It does not know what a part means;
//! a text is claimed if an element around it was read in a role, or if the profile ignores it.

mod leftover;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    parts::{Parts, excerpt},
    profile::Origin,
    roles::{Kind, Role},
    text,
    tokens::{Token, Tokens},
};

/// A text that no role claims: `<td class="since">since 2.1</td>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unclaimed {
    /// What it is, the same for all of its kind: ``the `td.since` of a parameter``.
    pub(super) what: String,
    /// What it says.
    pub(super) text: String,
    /// Where.
    pub(super) span: Range<usize>,
}

/// A stretch of a page, as far as claims go.
enum Event {
    /// A heading; what is below it is a section. A level, its words if nobody has read them, and its bytes.
    Heading(usize, Option<String>, Range<usize>),
    /// Something that a role claims.
    Claimed,
    /// Something that none does.
    Unclaimed(Unclaimed),
}

/// What the page says and no role claims, in the order of the page.
pub(super) fn unclaimed(parts: &Parts<'_>) -> Vec<Unclaimed> {
    let events = events(parts);
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(event) = events.get(at) {
        at += 1;
        match event {
            Event::Claimed => {}
            Event::Unclaimed(unclaimed) => list.push(unclaimed.clone()),
            Event::Heading(level, words, span) => {
                let ends = |event: &Event| matches!(event, Event::Heading(other, ..) if other <= level);
                let length = events[at..].iter().position(ends).unwrap_or(events.len() - at);
                let section = &events[at..at + length];
                let first = section.iter().find_map(|event| match event {
                    Event::Unclaimed(unclaimed) => Some(unclaimed),
                    Event::Heading(..) | Event::Claimed => None,
                });
                let is_claimed = section.iter().any(|event| matches!(event, Event::Claimed));
                if let (Some(words), Some(first), false) = (words, first, is_claimed) {
                    let (what, text) = (format!("the section `{words}`"), first.text.clone());
                    list.push(Unclaimed { what, text, span: span.clone() });
                    at += length;
                }
            }
        }
    }
    list
}

/// The texts of a page, each as what it is.
fn events(parts: &Parts<'_>) -> Vec<Event> {
    let claims = Claims::of(parts);
    let page = &parts.source.text;
    let mut events = Vec::new();
    let mut inside: Vec<usize> = Vec::new();
    let mut next = 0;
    for (span, token) in Tokens::new(page) {
        while inside.last().is_some_and(|number| parts.tree.elements[*number].outer.end <= span.start) {
            inside.pop();
        }
        while parts.tree.elements.get(next).is_some_and(|element| element.outer.start <= span.start) {
            events.extend(claims.heading(next));
            events.extend(claims.leftover(next));
            inside.push(next);
            next += 1;
        }
        if token == Token::Text {
            events.extend(claims.event(inside.last().copied(), span));
        }
    }
    events
}

/// Which elements were read, and as what.
struct Claims<'c, 'p> {
    parts: &'c Parts<'p>,
    /// Whether an element or one around it was read, or is fine.
    states: Vec<State>,
    /// The elements that hold other parts: a parameter, a response, the request.
    homes: BTreeSet<usize>,
    /// Whether an element is a heading or a part of one: its words are an event already.
    headings: Vec<bool>,
    /// The bytes of each parameter and of each response.
    regions: [(Role, Vec<Range<usize>>); 2],
    /// The words of elements that none of the patterns match that read these.
    leftovers: BTreeMap<usize, String>,
    bare: Vec<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Read,
    Fine,
}

impl<'c, 'p> Claims<'c, 'p> {
    fn of(parts: &'c Parts<'p>) -> Self {
        let count = parts.tree.elements.len();
        let (mut states, mut homes) = (vec![State::Open; count], BTreeSet::new());
        for number in &parts.ignored {
            states[*number] = State::Fine;
        }
        for (found, role) in parts.used() {
            match role.kind() {
                Kind::Stretch => {
                    homes.insert(found.number);
                }
                // Who reads an attribute, or a text of the profile's, has not read what stands between the tags.
                Kind::Words | Kind::Prose | Kind::Code => {
                    if found.selection.rules.origin == Origin::Content {
                        states[found.number] = State::Read;
                    }
                }
            }
        }
        for number in 0..count {
            // An element stands behind the one around it, whose state is settled by then.
            if let Some(parent) = parts.tree.elements[number].parent.filter(|_| states[number] == State::Open)
            {
                states[number] = states[parent];
            }
        }
        let headings = headings(parts, &states);
        let regions = [Role::Parameter, Role::Response].map(|role| (role, parts.regions(role)));
        let mut bare: Vec<_> = parts.bare().into_iter().map(|(_, bytes)| bytes).collect();
        bare.sort_by_key(|bytes| bytes.start);
        let leftovers = leftover::leftovers(parts);
        Claims { parts, states, homes, headings, regions, leftovers, bare }
    }

    /// The heading that an element is.
    fn heading(&self, number: usize) -> Option<Event> {
        let element = &self.parts.tree.elements[number];
        let level = level(&element.name)?;
        if element.parent.is_some_and(|parent| self.states[parent] != State::Open) {
            return None;
        }
        let words = text::word(&self.parts.source.text, element.inner.clone());
        let is_open = self.states[number] == State::Open && !words.is_empty();
        Some(Event::Heading(level, is_open.then(|| excerpt(&words)), element.outer.clone()))
    }

    /// What patterns leave over of an element.
    fn leftover(&self, number: usize) -> Option<Event> {
        let text = self.leftovers.get(&number).filter(|text| !self.parts.profile.labels.contains(text))?;
        let span = self.parts.tree.elements[number].inner.clone();
        let what = self.kind(None, span.start, text);
        Some(Event::Unclaimed(Unclaimed { what, text: excerpt(text), span }))
    }

    /// What a text is; nothing where it is fine or says nothing.
    fn event(&self, inside: Option<usize>, span: Range<usize>) -> Option<Event> {
        let page = &self.parts.source.text;
        if page[span.clone()].trim().is_empty() {
            return None;
        }
        match inside.map_or(State::Open, |number| self.states[number]) {
            State::Read => return Some(Event::Claimed),
            State::Fine => return None,
            State::Open => {}
        }
        if holds(&self.bare, span.end - 1) {
            return Some(Event::Claimed);
        }
        let words = text::word(page, span.clone());
        let bare_words = words.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_label = self.parts.profile.labels.iter().any(|label| label == bare_words);
        if bare_words.is_empty() || is_label || inside.is_some_and(|number| self.headings[number]) {
            return None;
        }
        let what = self.kind(inside, span.start, bare_words);
        Some(Event::Unclaimed(Unclaimed { what, text: excerpt(&words), span }))
    }

    /// What a text is, in words that are the same for all of its kind.
    fn kind(&self, inside: Option<usize>, at: usize, words: &str) -> String {
        let home = self.regions.iter().find(|(_, bytes)| holds(bytes, at));
        let place = home.map_or(String::new(), |(home, _)| format!(" of a {}", home.name()));
        let element = inside.filter(|number| !self.homes.contains(number));
        match element.map(|number| &self.parts.tree.elements[number]) {
            // What stands in a row itself is told apart by its words, as labels are.
            None => format!("the text `{}`{place}", excerpt(words)),
            Some(element) if LABELS.contains(&element.name.as_str()) => {
                format!("the label `{}`{place}", excerpt(words))
            }
            Some(element) => format!("the `{}`{place}", element.signature(&self.parts.source.text)),
        }
    }
}

/// Elements that name what stands beside them.
const LABELS: &[&str] = &["b", "dt", "label", "strong", "th"];

/// The level of a heading: 2 of `h2`.
fn level(name: &str) -> Option<usize> {
    name.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))
}

/// Which elements are headings, or parts of one, in what nobody has read.
fn headings(parts: &Parts<'_>, states: &[State]) -> Vec<bool> {
    let mut headings: Vec<bool> = Vec::with_capacity(states.len());
    for element in &parts.tree.elements {
        let is_inside = element.parent.is_some_and(|parent| headings[parent]);
        let is_read = element.parent.is_some_and(|parent| states[parent] != State::Open);
        headings.push(is_inside || (!is_read && level(&element.name).is_some()));
    }
    headings
}

/// Whether a byte is in one of some stretches, which are in the order of the page.
fn holds(stretches: &[Range<usize>], byte: usize) -> bool {
    let behind = stretches.partition_point(|bytes| bytes.start <= byte);
    behind.checked_sub(1).is_some_and(|last| stretches[last].contains(&byte))
}
