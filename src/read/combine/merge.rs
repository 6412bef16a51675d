//! The same operation of several documents as one.
//!
//! In: documents, and which sources go before others. Out: documents none of which has an operation of another. An
//! operation that several describe stands in the first of them, with what the others say of it; those that have nothing
//! left are gone.
//!
//! Documents that share no operation come out as they went in.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    facts::Facts,
    import::{self, Moves},
    operations::{self, Found},
    pieces,
    ranks::Ranks,
    sweep::sweep,
};
use crate::{
    diagnostics::Diagnostics,
    document::{Document, Node},
};

/// An operation, and the documents that describe it; the first is the one that it is to stand in.
type Group = Vec<(usize, Found)>;

/// Merges documents; as one document where all of it is wanted, and otherwise where they share operations.
pub(super) fn merge(
    documents: Vec<Document>,
    ranks: &Ranks,
    is_one_wanted: bool,
    found: &mut Diagnostics,
) -> Vec<Document> {
    let groups = groups(&documents, is_one_wanted);
    if groups.is_empty() {
        return documents;
    }
    let mut documents: Vec<Document> = documents.into_iter().map(pieces::in_parts).collect();
    let mut whole: Vec<(usize, usize)> = Vec::new();
    let mut left: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for home in 0..documents.len() {
        let own: Vec<&Group> = groups.iter().filter(|group| group[0].0 == home).collect();
        if own.is_empty() {
            continue;
        }
        let mut house = documents[home].clone();
        let partners: BTreeSet<usize> =
            own.iter().flat_map(|group| group.iter().map(|member| member.0)).collect();
        let mut moves: BTreeMap<usize, Moves> = BTreeMap::new();
        for partner in partners.into_iter().filter(|partner| *partner != home) {
            moves.insert(partner, bring(&documents[partner], partner, &own, &mut house));
            whole.push((partner, home));
        }
        for group in own {
            settle(&documents, group, &moves, ranks, &mut house, found);
        }
        sweep(&mut house, &moves.values().flat_map(|moves| moves.brought.clone()).collect());
        documents[home] = house;
        for (partner, moves) in moves {
            left.entry(partner).or_default().extend(moves.schemes().cloned());
        }
    }
    for (index, member) in groups.iter().flat_map(|group| &group[1..]) {
        operations::take_out(&mut documents[*index], member);
    }
    for (index, schemes) in left {
        sweep(&mut documents[index], &schemes);
    }
    without_empty(documents, &whole)
}

/// Operations that several documents describe, in their order; where one document is wanted, those of all but the first.
fn groups(documents: &[Document], is_one_wanted: bool) -> Vec<Group> {
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        for operation in operations::all(document) {
            let place = *places.entry(operation.key()).or_insert(groups.len());
            match groups.get_mut(place) {
                None => groups.push(vec![(index, operation)]),
                // One document that describes an operation twice is no matter of several sources.
                Some(group) if group.iter().any(|member| member.0 == index) => {}
                Some(group) => group.push((index, operation)),
            }
        }
    }
    for group in groups.iter_mut().filter(|group| is_one_wanted && group[0].0 > 0) {
        // The first document takes them in, though it says nothing of them.
        let operation = group[0].1.clone();
        group.insert(0, (0, operation));
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Brings to a document what another shares, as far as the operations of both need it.
fn bring(from: &Document, index: usize, groups: &[&Group], house: &mut Document) -> Moves {
    let members = groups.iter().flat_map(|group| group.iter()).filter(|member| member.0 == index);
    let alone = members.filter_map(|(_, found)| operations::alone(from, found, &[]));
    let wanted: Vec<Value> = alone.map(|piece| piece.root).collect();
    let security = wanted.iter().flat_map(|wanted| wanted.get("security")?.as_array());
    let alternatives = security.flatten().filter_map(Value::as_object);
    let schemes: BTreeSet<String> = alternatives.flat_map(|needed| needed.keys().cloned()).collect();
    let version = |document: &Document| document.root["openapi"].as_str().unwrap_or_default().to_owned();
    if version(house) < version(from) {
        // What stands beside a reference counts in later versions: it is rather kept than lost.
        house.root["openapi"] = version(from).into();
    }
    import::import(from, &wanted, &schemes, house)
}

/// Puts what all say of one operation into the document that it is to stand in.
fn settle(
    documents: &[Document],
    group: &Group,
    moves: &BTreeMap<usize, Moves>,
    ranks: &Ranks,
    house: &mut Document,
    found: &mut Diagnostics,
) {
    let home = group[0].0;
    let rank = |member: &&(usize, Found)| {
        let document = &documents[member.0];
        let own = operations::behind(document, &member.1).map(|node| node.location());
        ranks.of(own.iter().chain([&document.locate(String::new())]))
    };
    let mut members: Vec<&(usize, Found)> = group.iter().collect();
    members.retain(|(index, found)| operations::behind(&documents[*index], found).is_some());
    members.sort_by_key(rank);
    let Some((_, best)) = members.first() else { return };
    let names = operations::names_of(&best.path);
    let pieces = members.iter().filter_map(|(index, member)| {
        let mut piece = operations::alone(&documents[*index], member, &names)?;
        if let Some(moves) = moves.get(index) {
            turn(&mut piece, moves);
        }
        Some(piece)
    });
    let mut pieces: Vec<Document> = pieces.collect();
    if pieces.is_empty() {
        return;
    }
    let mut operation = pieces.remove(0);
    let mut facts = Facts { home: house, operation: best.title(), found };
    pieces.iter().for_each(|piece| facts.add(&mut operation, piece));
    let (_, own) = &group[0];
    let target = Found { path: best.path.clone(), method: own.method.clone() };
    let is_there = operations::behind(&documents[home], own).is_some();
    operations::lean(&mut operation, house, own);
    if is_there && target.path != own.path {
        operations::take_out(house, own);
    }
    let at = operation.locate(String::new());
    let pointer = target.pointer();
    if let Some((item, _)) = pointer.rsplit_once('/') {
        pieces::make_way(house, item, &at);
    }
    pieces::put(house, &pointer, operation);
}

/// Lets a piece refer to where the shared things of its document stand now.
fn turn(piece: &mut Document, moves: &Moves) {
    moves.turn(&mut piece.root);
    let Some(Value::Array(security)) = piece.root.get_mut("security") else { return };
    for needed in security.iter_mut().filter_map(Value::as_object_mut) {
        *needed =
            std::mem::take(needed).into_iter().map(|(name, scopes)| (moves.scheme(&name), scopes)).collect();
    }
}

/// The documents that have something left; what the others say of groups of operations goes with these.
fn without_empty(mut documents: Vec<Document>, moved: &[(usize, usize)]) -> Vec<Document> {
    let is_empty = |document: &Document| {
        ["paths", "webhooks", "x-ms-paths"].iter().all(|key| {
            document.root.get(key).and_then(Value::as_object).is_none_or(serde_json::Map::is_empty)
        })
    };
    let empty: Vec<usize> = (0..documents.len()).filter(|index| is_empty(&documents[*index])).collect();
    for (from, to) in moved.iter().filter(|(from, _)| empty.contains(from)) {
        let listed = documents[*from].root().get("tags");
        let tags: Vec<Document> = listed.iter().flat_map(Node::items).map(|tag| pieces::cut(&tag)).collect();
        tags.into_iter().for_each(|tag| add_tag(&mut documents[*to], tag));
    }
    let kept = documents.into_iter().enumerate().filter(|(index, _)| !empty.contains(index) || *index == 0);
    kept.map(|(_, document)| document).collect()
}

fn add_tag(document: &mut Document, tag: Document) {
    pieces::make_list(document, "/tags", &tag.locate(String::new()));
    let known = document.root["tags"].as_array().map(Vec::as_slice).unwrap_or_default();
    let length = known.len();
    if !known.iter().any(|known| known.get("name") == tag.root.get("name")) {
        pieces::put(document, &format!("/tags/{length}"), tag);
    }
}
