//! Names: the only maker of identifiers.
//!
//! In: names as sent, of any shape. Out: identifiers, each claimed from a [`Scope`], valid and distinct
//! in the form in which they are written. What was claimed first keeps its name: the author's names are
//! claimed before those that are made up, so that a new nameless type never renames a named one.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::keep::Keep;
use crate::rust::{Giver, Ident, Origin, is_keyword};

/// What is no keyword everywhere, and still no name to give.
const RESERVED: [&str; 3] = ["Self", "_", "union"];

/// Types and traits that generated code names without a path.
const PRELUDE: [&str; 36] = [
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Box",
    "String",
    "Vec",
    "Into",
    "From",
    "IntoIterator",
    "Iterator",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "PartialEq",
    "Eq",
    "Hash",
    "Send",
    "Sync",
    "Sized",
    "Drop",
    "Fn",
    "ToString",
    "AsRef",
    "TryFrom",
    "TryInto",
    "BTreeMap",
    "Bytes",
    "K",
    "N",
    "T",
    "V",
];

/// A name as words, in lower case: `StartTime<` is `start time lt`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(Vec<String>);

impl Words {
    /// The words of a name as sent.
    pub(super) fn of(name: &str) -> Self {
        let spoken = spoken(name);
        let words = spoken.to_snake_case();
        let words: Vec<String> =
            words.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if words.is_empty() { Words(vec!["empty".to_owned()]) } else { Words(words) }
    }

    /// These words, and more.
    pub(super) fn and(mut self, more: &str) -> Self {
        self.0.extend(Words::of(more).0);
        self
    }

    /// Whether the last word is this one.
    pub(super) fn ends_with(&self, word: &str) -> bool {
        self.0.last().is_some_and(|last| last == word)
    }

    /// The words without what two names that a reader takes for one may differ in.
    pub(super) fn folded(&self) -> String {
        fold(&self.joined())
    }

    /// The words as one name in snake case, which is not an identifier before it is claimed.
    pub(super) fn joined(&self) -> String {
        self.0.join("_")
    }
}

/// A name with the characters that tell it from others spoken: `+1` is `plus 1`, `StartTime<` is `StartTime lt`.
fn spoken(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let starts_with_number = |rest: &str| rest.starts_with(|next: char| next.is_ascii_digit());
    for (index, character) in name.char_indices() {
        let rest = &name[index + character.len_utf8()..];
        match character {
            '-' if index == 0 && starts_with_number(rest) => text.push_str("minus "),
            '+' => text.push_str(" plus "),
            '<' => text.push_str(" lt "),
            '>' => text.push_str(" gt "),
            '=' => text.push_str(" eq "),
            '*' => text.push_str(" star "),
            '\'' => {}
            letter if unicode_ident::is_xid_continue(letter) && letter != '_' => text.push(letter),
            _ => text.push(' '),
        }
    }
    text
}

/// How the words of an identifier are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `PostFileLinks`: types and variants.
    Pascal,
    /// `post_file_links`: fields, functions and modules.
    Snake,
}

/// The names of one place: of all types, of a struct's fields, of an enum's variants.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    case: Case,
    /// What is taken, in lower case: two names that differ in case only are one to a reader.
    taken: BTreeSet<String>,
    /// For names that got a number the next one to try, so that a thousand like names are not counted anew for each.
    next: BTreeMap<String, usize>,
    /// Names that are taken for things which have them already, by the pointers of these.
    held: BTreeMap<String, Ident>,
    /// Whether a name may have letters beside those of ASCII.
    is_any: bool,
}

impl Scope {
    /// A scope in which only Rust's own words are taken.
    pub(super) fn new(case: Case) -> Self {
        let taken = if case == Case::Pascal {
            PRELUDE.iter().map(|name| fold(name)).collect()
        } else {
            BTreeSet::new()
        };
        Scope { case, taken, next: BTreeMap::new(), held: BTreeMap::new(), is_any: true }
    }

    /// A scope for modules, which are files too: rustc would not find one that is not called in ASCII.
    pub(super) fn modules() -> Self {
        Scope { is_any: false, ..Scope::new(Case::Snake) }
    }

    /// A scope for the variants of an enum, which are always named with their type before them.
    pub(super) fn variants() -> Self {
        Scope { taken: BTreeSet::from([fold("Self")]), ..Scope::new(Case::Pascal) }
    }

    /// Takes names that generated code uses in this scope.
    pub(super) fn reserve(mut self, names: &[&str]) -> Self {
        self.taken.extend(names.iter().map(|name| fold(name)));
        self
    }

    /// Takes for each of these things the name that it has already, until it is asked for: first what the user has pinned,
    /// then what the lock has. There is none for what is new, or whose name is no identifier, or another's.
    pub(super) fn keep<'o>(&mut self, keep: &Keep<'_>, origins: impl Iterator<Item = &'o Origin> + Clone) {
        if keep.is_empty() {
            return;
        }
        // A name that was nobody's for a while may be another's by now.
        for (giver, gone) in [(Giver::Pinned, false), (Giver::Locked, false), (Giver::Locked, true)] {
            for origin in origins.clone() {
                let is_pinned = giver == Giver::Pinned;
                let name = if is_pinned { keep.pinned(origin) } else { keep.locked(origin, gone) };
                if let Some(name) = name {
                    self.hold(name, &Origin { giver, ..origin.clone() });
                }
            }
        }
    }

    /// Takes a name for a thing that has none yet, until it is asked for.
    pub(super) fn hold(&mut self, name: &str, origin: &Origin) {
        let is_possible = is_ident(name) && (self.is_any || name.is_ascii());
        if is_possible && !self.held.contains_key(&origin.pointer) && self.taken.insert(fold(name)) {
            let ident = Ident::claimed(name.to_owned()).standing_for(origin.clone());
            self.held.insert(origin.pointer.clone(), ident);
        }
    }

    /// Names a thing: as it is called already, or else by the first of these words that is free.
    pub(super) fn name(&mut self, origin: Origin, choices: &[Words]) -> Ident {
        match self.held.remove(&origin.pointer) {
            Some(ident) => ident,
            None => self.take_first(choices).standing_for(origin),
        }
    }

    /// Names things that stand beside each other.
    pub(super) fn name_all(&mut self, keep: &Keep<'_>, things: Vec<(Origin, Words)>) -> Vec<Ident> {
        self.keep(keep, things.iter().map(|(origin, _)| origin));
        things.into_iter().map(|(origin, words)| self.name(origin, &[words])).collect()
    }

    /// Takes these words as an identifier, with a number behind them where they are taken already.
    pub(super) fn take(&mut self, words: &Words) -> Ident {
        self.take_first(std::slice::from_ref(words))
    }

    /// Takes the first of several names that is free; the first with a number where none is.
    pub(super) fn take_first(&mut self, choices: &[Words]) -> Ident {
        let spelled = choices.iter().map(|words| self.spell(words));
        let free = spelled.clone().find(|text| !self.taken.contains(&fold(text)));
        let text = free.unwrap_or_else(|| self.numbered(&self.spell(&choices[0])));
        self.taken.insert(fold(&text));
        Ident::claimed(text)
    }

    /// A name that is taken with the first number that makes it free.
    fn numbered(&mut self, taken: &str) -> String {
        let stem = taken.trim_end_matches('_');
        let next = self.next.entry(stem.to_owned()).or_insert(2);
        loop {
            let text = format!("{stem}{next}");
            *next += 1;
            if !self.taken.contains(&fold(&text)) {
                return text;
            }
        }
    }

    fn spell(&self, words: &Words) -> String {
        let joined = words.joined();
        let text = match self.case {
            Case::Pascal => pascal(words),
            Case::Snake => joined.to_snake_case(),
        };
        let begins = text.chars().next().is_some_and(unicode_ident::is_xid_start);
        let text = if begins { text } else { format!("_{text}") };
        if is_keyword(&text) || RESERVED.contains(&text.as_str()) { format!("{text}_") } else { text }
    }
}

/// The words as `PostFileLinks`; two numbers stay apart: `gpt 3 5` is `Gpt3_5`.
fn pascal(words: &Words) -> String {
    let mut text = String::new();
    for word in &words.0 {
        let begins = word.starts_with(|letter: char| letter.is_ascii_digit());
        if begins && text.ends_with(|letter: char| letter.is_ascii_digit()) {
            text.push('_');
        }
        text.push_str(&word.to_upper_camel_case());
    }
    text
}

/// Whether a name can be one in Rust, as it is: the lock and the choices of users are texts as any other.
pub(super) fn is_ident(name: &str) -> bool {
    let mut letters = name.chars();
    let begins = letters.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first));
    let goes_on = letters.all(unicode_ident::is_xid_continue);
    begins && goes_on && !is_keyword(name) && !RESERVED.contains(&name)
}

/// The name in the case that Rust expects, where that is another.
pub(super) fn usual(name: &str, case: Case) -> Option<String> {
    let is_usual = match case {
        Case::Pascal => {
            name.starts_with(|first: char| !first.is_lowercase()) && !name.trim_matches('_').contains('_')
        }
        Case::Snake => !name.chars().any(char::is_uppercase),
    };
    let spelled = Scope::new(case).spell(&Words::of(name));
    (!is_usual && spelled != name).then_some(spelled)
}

/// Whether two names are one to a reader.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

fn fold(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}
