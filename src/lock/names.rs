//! The names that stay, from one run to the next.

use std::{collections::BTreeMap, sync::Arc};

use super::LockedName;
use crate::{
    Config, Diagnostics,
    diagnostics::{Location, NameProblem, Source, Syntax},
    rust::Named,
};

/// The names of a lock after a run: all that things have now, and those of things that are gone, which have them again if
/// they come back before another needs them.
///
/// ```
/// use bindery::lock::{kept, LockedName};
///
/// let before = [("/components/schemas/pet".to_owned(), LockedName::default())].into();
/// let after = kept(&[], &before);
/// assert!(after["/components/schemas/pet"].gone);
/// ```
pub fn kept(names: &[Named], before: &BTreeMap<String, LockedName>) -> BTreeMap<String, LockedName> {
    let mut after = before.clone();
    after.values_mut().for_each(|locked| locked.gone = true);
    for was in names.iter().filter_map(|named| named.was.as_ref()) {
        after.remove(was);
    }
    for named in names {
        let locked = LockedName { name: named.name.clone(), shape: named.shape, gone: false };
        after.insert(named.pointer.clone(), locked);
    }
    after
}

/// Reports that a lock which keeps names has other ones than a run has made.
///
/// ```
/// use std::collections::BTreeMap;
/// use bindery::{Config, Diagnostics, lock::check_names};
///
/// let mut found = Diagnostics::default();
/// check_names(&Config::default(), &BTreeMap::new(), &[], &mut found);
/// assert!(!found.has_errors());
/// ```
pub fn check_names(
    config: &Config,
    locked: &BTreeMap<String, LockedName>,
    names: &[Named],
    found: &mut Diagnostics,
) {
    if locked.is_empty() {
        return;
    }
    let after = kept(names, locked);
    let all = after.keys().chain(locked.keys().filter(|pointer| !after.contains_key(*pointer)));
    let others: Vec<&String> = all.filter(|pointer| locked.get(*pointer) != after.get(*pointer)).collect();
    let Some(pointer) = others.first() else { return };
    let new = others.iter().filter(|pointer| !locked.contains_key(**pointer)).count();
    let problem = NameProblem::StaleNames { new, changed: others.len() - new, pointer: (*pointer).clone() };
    let name = config.lock_file().display().to_string();
    let source = Source { name, text: String::new(), syntax: Syntax::Other };
    found.report(problem, Location::file(&Arc::new(source)));
}
