//! Which operations belong together.
//!
//! In: the wanted operations. Out: a group for each. It is the first tag that is for navigation, or else the
//! first that does not say what it is for, or else the first. Operations without tags are grouped by the first segment
//! of their paths that tells them apart: versions and parameters are passed over, and so is a segment that nine in ten
//! of them share and that two others, or more, stand behind. So `/v1/accounts/{id}/calls`
//! is in `calls` where (almost) all paths begin with `/v1/accounts`, and in `accounts` elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{Shaping, docs, operations::without_suffix};
use crate::{
    api::{Operation, Tag},
    config::Layout,
    diagnostics::{Diagnostics, OutputProblem},
};

/// The group of each wanted operation.
pub(super) fn of(shaping: &Shaping<'_>) -> BTreeMap<usize, String> {
    let wanted = || shaping.inputs.keys().map(|index| (*index, &shaping.api.operations[*index]));
    let untagged = wanted().filter(|(_, operation)| tag(shaping, operation).is_none());
    let paths: Vec<Vec<&str>> = untagged.map(|(_, operation)| segments(&operation.path)).collect();
    let prefix = shared(&paths);
    let group = |operation: &Operation| {
        let group = tag(shaping, operation).map_or_else(|| segment(&operation.path, &prefix), str::to_owned);
        ascii(&group).unwrap_or_else(|| "operations".to_owned())
    };
    wanted().map(|(index, operation)| (index, group(operation))).collect()
}

/// A name of ASCII letters only, or rustc would not find the file that is called so; nothing where none are left.
fn ascii(name: &str) -> Option<String> {
    let text: String = name.chars().map(|letter| if letter.is_ascii() { letter } else { ' ' }).collect();
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The tag that an operation is found under. One of another kind, such as a badge, says something else about it.
fn tag<'o>(shaping: &Shaping<'_>, operation: &'o Operation) -> Option<&'o str> {
    let kind = |name: &str| declared(shaping, name).and_then(|tag| tag.kind.as_deref());
    let rank = |name: &&String| match kind(name) {
        Some("nav") => 0,
        None => 1,
        Some(_) => 2,
    };
    operation.tags.iter().min_by_key(rank).map(String::as_str)
}

/// What is said about a group by its author, where it is a tag.
fn declared<'s>(shaping: &Shaping<'s>, group: &str) -> Option<&'s Tag> {
    let is_it = |tag: &&Tag| tag.name == group || ascii(&tag.name).is_some_and(|name| name == group);
    shaping.api.tags.iter().find(is_it)
}

/// What is said about a group. Modules are not nested, so that a group says here what it is part of.
pub(super) fn said(shaping: &Shaping<'_>, group: &str, found: &mut Diagnostics) -> Vec<String> {
    // A single file has no modules that could say it.
    let has_modules = shaping.config.layout != Layout::File;
    let Some(tag) = declared(shaping, group).filter(|_| has_modules) else { return Vec::new() };
    let part = tag.parent.as_ref().map(|(parent, at)| {
        let (group, parent) = (group.to_owned(), parent.clone());
        let path = docs::code(&ancestors(shaping, tag).join(" / "));
        found.report(OutputProblem::NestedGroup { group, parent }, at.clone());
        format!("Part of `{path}`.")
    });
    part.into_iter().chain(docs::paragraphs(&tag.docs)).collect()
}

/// The groups around a group, the outermost first, each once even where they go in a circle.
fn ancestors<'s>(shaping: &Shaping<'s>, tag: &'s Tag) -> Vec<&'s str> {
    let mut names: Vec<&str> = Vec::new();
    let mut here = Some(tag);
    while let Some((parent, _)) = here.and_then(|tag| tag.parent.as_ref()) {
        if *parent == tag.name || names.contains(&parent.as_str()) {
            break;
        }
        names.push(parent);
        here = declared(shaping, parent);
    }
    names.reverse();
    names
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
