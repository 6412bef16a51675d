//! Patterns of JSON Schema: regular expressions as ECMAScript has them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use regress::Regex;

use super::validate::{At, Checks};

/// The patterns that were used, each compiled once; nothing for what is no pattern, which cannot be checked.
static PATTERNS: Mutex<BTreeMap<&'static str, Option<Arc<Regex>>>> = Mutex::new(BTreeMap::new());

/// Adds a violation unless a text has the pattern somewhere in it.
pub fn check(found: &mut Checks, at: &At<'_>, text: &str, pattern: &'static str) {
    let holds = compiled(pattern).is_none_or(|regex| regex.find(text).is_some());
    found.hold(holds, at, "pattern", || format!("must match the pattern {pattern}"));
}

fn compiled(pattern: &'static str) -> Option<Arc<Regex>> {
    // A panic elsewhere leaves nothing half done in the map.
    let mut patterns = PATTERNS.lock().unwrap_or_else(PoisonError::into_inner);
    let compile = || Regex::with_flags(pattern, "u").or_else(|_| Regex::new(pattern)).ok().map(Arc::new);
    patterns.entry(pattern).or_insert_with(compile).clone()
}
