//! Which operations belong together.
//!
//! In: the wanted operations. Out: a group for each. It is the first tag, where there is one. Others are grouped by
//! the first segment of their paths that tells them apart: versions and parameters are passed over, and so is a
//! segment that nine in ten of them share and that two others, or more, stand behind. So `/v1/accounts/{id}/calls`
//! is in `calls` where (almost) all paths begin with `/v1/accounts`, and in `accounts` elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{Shaping, operations::without_suffix};
use crate::api::Operation;

/// The group of each wanted operation.
pub(super) fn of(shaping: &Shaping<'_>) -> BTreeMap<usize, String> {
    let wanted = || shaping.inputs.keys().map(|index| (*index, &shaping.api.operations[*index]));
    let untagged = wanted().filter(|(_, operation)| tag(operation).is_none());
    let paths: Vec<Vec<&str>> = untagged.map(|(_, operation)| segments(&operation.path)).collect();
    let prefix = shared(&paths);
    let group = |operation: &Operation| {
        let group = tag(operation).map_or_else(|| segment(&operation.path, &prefix), str::to_owned);
        // The name of a file has to be ASCII, or rustc does not find it.
        let group: String =
            group.chars().map(|letter| if letter.is_ascii() { letter } else { ' ' }).collect();
        if group.trim().is_empty() { "operations".to_owned() } else { group }
    };
    wanted().map(|(index, operation)| (index, group(operation))).collect()
}

fn tag(operation: &Operation) -> Option<&str> {
    operation.tags.first().map(String::as_str)
}

/// What of a path can name a group.
fn segments(path: &str) -> Vec<&str> {
    let path = path.split(['#', '?']).next().unwrap_or_default();
    // What stands behind a colon is what is done to the group: `/files:upload`.
    let names = path.split('/').map(|segment| without_suffix(segment.split(':').next().unwrap_or_default()));
    names.filter(|name| !name.is_empty() && !name.contains('{') && !is_version(name)).collect()
}

/// `v1`, `v2beta1`, `2010-04-01`, `1.0`
fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
    let stages =
        ["alpha", "beta", "rc"].iter().fold(number.to_owned(), |rest, stage| rest.replace(stage, ""));
    number.starts_with(|first: char| first.is_ascii_digit())
        && stages.chars().all(|letter| letter.is_ascii_digit() || "-._".contains(letter))
}

/// The segments that tell nothing apart, since nine in ten paths begin with them.
fn shared<'p>(paths: &[Vec<&'p str>]) -> Vec<&'p str> {
    let mut prefix: Vec<&str> = Vec::new();
    let mut below: Vec<&[&str]> = paths.iter().map(Vec::as_slice).collect();
    loop {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for first in below.iter().filter_map(|path| path.first()) {
            *counts.entry(first).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        let Some((first, _)) = most.filter(|(_, count)| count * 10 >= paths.len() * 9) else { return prefix };
        below.retain(|path| path.first() == Some(&first));
        below.iter_mut().for_each(|path| *path = &path[1..]);
        let next: BTreeSet<&str> = below.iter().filter_map(|path| path.first().copied()).collect();
        if next.len() < 2 {
            return prefix;
        }
        prefix.push(first);
    }
}

/// The first segment behind what is shared, or the last of that where the path ends there.
fn segment(path: &str, prefix: &[&str]) -> String {
    let segments = segments(path);
    let behind = segments.iter().zip(prefix).take_while(|(one, other)| one == other).count();
    let is_shared = behind == prefix.len();
    let named = if is_shared { segments.get(behind).or_else(|| segments.last()) } else { segments.first() };
    named.map(|name| (*name).to_owned()).unwrap_or_default()
}
