//! What the source says of values, checked before they are sent.

use std::{collections::BTreeSet, fmt};

use super::json::{self, Encode, Kind, Reader};

/// A value that is not what the source asks for: `items[3].quantity: must be at least 1`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where the value is, by the names that are sent: `items[3].quantity`; empty for the whole.
    pub path: String,
    /// The keyword of JSON Schema: `minimum`.
    pub constraint: &'static str,
    /// What the value must be: `must be at least 1`.
    pub problem: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the request" } else { &self.path };
        write!(f, "{path}: {}", self.problem)
    }
}

/// All that is not what the source asks for; at least one violation, a line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// One after the other, in the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Violations {}

/// What can be checked.
pub trait Check {
    /// Adds what is wrong with a value, which is at a path.
    fn check(&self, at: &At<'_>, found: &mut Checks);
}

impl<T: Check> Check for Option<T> {
    fn check(&self, at: &At<'_>, found: &mut Checks) {
        if let Some(value) = self {
            value.check(at, found);
        }
    }
}

impl<T: Check> Check for Box<T> {
    fn check(&self, at: &At<'_>, found: &mut Checks) {
        (**self).check(at, found);
    }
}

impl<T: Check> Check for Vec<T> {
    fn check(&self, at: &At<'_>, found: &mut Checks) {
        for (index, value) in self.iter().enumerate() {
            value.check(&at.item(index), found);
        }
    }
}

impl<T: Check> Check for std::collections::BTreeMap<String, T> {
    fn check(&self, at: &At<'_>, found: &mut Checks) {
        for (name, value) in self {
            value.check(&at.member(name), found);
        }
    }
}

/// Checks all of a value.
///
/// # Errors
///
/// When anything in it is not what the source asks for.
pub fn all<T: Check>(value: &T) -> Result<(), Violations> {
    let mut found = Checks::default();
    value.check(&At { before: None, step: Step::Member("") }, &mut found);
    if found.0.is_empty() { Ok(()) } else { Err(Violations(found.0)) }
}

/// Where a value is.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    before: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Member(&'a str),
    Item(usize),
}

impl At<'_> {
    /// A member of what is here.
    pub fn member<'a>(&'a self, name: &'a str) -> At<'a> {
        At { before: Some(self), step: Step::Member(name) }
    }

    /// An item of the list that is here.
    pub fn item(&self, index: usize) -> At<'_> {
        At { before: Some(self), step: Step::Item(index) }
    }

    /// In the notation of JavaScript, as the errors of answers have it: `metadata["a b"]`.
    fn path(&self) -> String {
        let Some(before) = self.before else { return String::new() };
        let path = before.path();
        let is_plain = |name: &str| {
            !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || "_-$@".contains(letter))
        };
        match self.step {
            Step::Item(index) => format!("{path}[{index}]"),
            Step::Member(name) if !is_plain(name) => format!("{path}[{}]", json::to_string(name)),
            Step::Member(name) if path.is_empty() => name.to_owned(),
            Step::Member(name) => format!("{path}.{name}"),
        }
    }
}

/// What was found so far.
#[derive(Clone, Debug, Default)]
pub struct Checks(Vec<Violation>);

impl Checks {
    /// Checks what has checks of its own.
    pub fn value<T: Check>(&mut self, at: &At<'_>, value: &T) {
        value.check(at, self);
    }

    /// Adds a violation unless something holds.
    pub fn hold(
        &mut self,
        holds: bool,
        at: &At<'_>,
        constraint: &'static str,
        problem: impl FnOnce() -> String,
    ) {
        if !holds {
            self.0.push(Violation { path: at.path(), constraint, problem: problem() });
        }
    }

    /// `minLength`, in characters.
    pub fn min_length(&mut self, at: &At<'_>, text: &str, least: usize) {
        let holds = text.chars().count() >= least;
        self.hold(holds, at, "minLength", || format!("must have at least {}", count(least, "character")));
    }

    /// `maxLength`, in characters.
    pub fn max_length(&mut self, at: &At<'_>, text: &str, most: usize) {
        let holds = text.chars().count() <= most;
        self.hold(holds, at, "maxLength", || format!("must have at most {}", count(most, "character")));
    }

    /// `minimum`
    pub fn minimum<T: PartialOrd + fmt::Display>(&mut self, at: &At<'_>, value: T, bound: T) {
        self.hold(value >= bound, at, "minimum", || format!("must be at least {bound}"));
    }

    /// `maximum`
    pub fn maximum<T: PartialOrd + fmt::Display>(&mut self, at: &At<'_>, value: T, bound: T) {
        self.hold(value <= bound, at, "maximum", || format!("must be at most {bound}"));
    }

    /// `exclusiveMinimum`
    pub fn more_than<T: PartialOrd + fmt::Display>(&mut self, at: &At<'_>, value: T, bound: T) {
        self.hold(value > bound, at, "exclusiveMinimum", || format!("must be more than {bound}"));
    }

    /// `exclusiveMaximum`
    pub fn less_than<T: PartialOrd + fmt::Display>(&mut self, at: &At<'_>, value: T, bound: T) {
        self.hold(value < bound, at, "exclusiveMaximum", || format!("must be less than {bound}"));
    }

    /// `multipleOf`, by the digits of both, so that 0.3 is a multiple of 0.1.
    pub fn multiple_of<T: fmt::Display>(&mut self, at: &At<'_>, value: T, of: &str) {
        let holds = is_multiple(&value.to_string(), of);
        self.hold(holds, at, "multipleOf", || format!("must be a multiple of {of}"));
    }

    /// `minItems`
    pub fn min_items(&mut self, at: &At<'_>, items: usize, least: usize) {
        self.hold(items >= least, at, "minItems", || format!("must have at least {}", count(least, "item")));
    }

    /// `maxItems`
    pub fn max_items(&mut self, at: &At<'_>, items: usize, most: usize) {
        self.hold(items <= most, at, "maxItems", || format!("must have at most {}", count(most, "item")));
    }

    /// `uniqueItems`; two items are the same where their JSON is.
    pub fn unique_items<T: Encode>(&mut self, at: &At<'_>, items: &[T]) {
        let distinct: BTreeSet<String> = items.iter().map(|item| json::to_string(item)).collect();
        let holds = distinct.len() == items.len();
        self.hold(holds, at, "uniqueItems", || "must not have an item twice".to_owned());
    }

    /// `minProperties`
    pub fn min_members(&mut self, at: &At<'_>, members: usize, least: usize) {
        let problem = || format!("must have at least {}", count(least, "member"));
        self.hold(members >= least, at, "minProperties", problem);
    }

    /// `maxProperties`
    pub fn max_members(&mut self, at: &At<'_>, members: usize, most: usize) {
        let problem = || format!("must have at most {}", count(most, "member"));
        self.hold(members <= most, at, "maxProperties", problem);
    }
}

/// How many members an object has when it is sent.
pub fn members<T: Encode>(value: &T) -> usize {
    let text = json::to_string(value);
    let mut from = Reader::new(&text);
    if from.peek() != Kind::Object || from.begin_object().is_err() {
        return 0;
    }
    let mut members = 0;
    while let Ok(Some(_)) = from.next_key() {
        members += 1;
        if from.skip().is_err() {
            break;
        }
    }
    members
}

fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// Whether a number is a multiple of another, both in decimal; yes where they have too many digits to tell.
fn is_multiple(value: &str, of: &str) -> bool {
    let (Some((value, places)), Some((of, of_places))) = (decimal(value), decimal(of)) else { return true };
    let places_together = places.max(of_places);
    let scaled =
        |number: i128, places: u32| number.checked_mul(10_i128.checked_pow(places_together - places)?);
    match (scaled(value, places), scaled(of, of_places)) {
        (Some(value), Some(of)) if of != 0 => value % of == 0,
        _ => true,
    }
}

/// The digits of a number, and how many of them are behind the point: `1.50` is 150 and 2.
fn decimal(text: &str) -> Option<(i128, u32)> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let number: i128 = format!("{whole}{fraction}").parse().ok()?;
    let places = i64::try_from(fraction.len()).ok()? - i64::from(exponent.parse::<i32>().ok()?);
    match u32::try_from(places) {
        Ok(places) => Some((number, places)),
        Err(_) => Some((number.checked_mul(10_i128.checked_pow(u32::try_from(-places).ok()?)?)?, 0)),
    }
}
