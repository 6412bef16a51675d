//! Pieces of documents, cut out and put elsewhere with their places.
//!
//! In: documents. Out: documents whose parts come from several texts, and know each where its author wrote it. A piece
//! is a small document itself, whose references lead to places of the one that it was cut out of.
//!
//! It does not know what a piece says.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{
    diagnostics::Location,
    document::{Document, Node, Origin, escape},
};

/// The places of the parts of a document.
type Parts = BTreeMap<String, Location>;

/// The same document, in which each part may come from elsewhere.
pub(super) fn in_parts(document: Document) -> Document {
    let parts = match document.origin {
        Origin::Parts(parts) => parts,
        Origin::Text(source) => BTreeMap::from([(String::new(), Location::file(&source))]),
        Origin::Pages(pieces) => {
            let place = |piece: crate::document::Piece| {
                let at =
                    Location { source: piece.source, span: Some(piece.span), pointer: piece.pointer.clone() };
                (piece.pointer, at)
            };
            pieces.into_iter().map(place).collect()
        }
    };
    Document { origin: Origin::Parts(parts), ..document }
}

/// A piece with one place: what a setting says.
pub(super) fn piece(value: Value, at: Location) -> Document {
    Document {
        root: value,
        origin: Origin::Parts(BTreeMap::from([(String::new(), at)])),
        unread: BTreeMap::new(),
    }
}

/// What stands at a node, with all places.
pub(super) fn cut(node: &Node<'_>) -> Document {
    let pointer = node.pointer();
    let mut parts = BTreeMap::from([(String::new(), node.location())]);
    if let Origin::Parts(all) = &node.document().origin {
        let inside = below(all, &pointer).map(|(key, at)| (key[pointer.len()..].to_owned(), at.clone()));
        parts.extend(inside);
    }
    Document { root: node.value.clone(), origin: Origin::Parts(parts), unread: BTreeMap::new() }
}

/// Puts a piece to a place whose parent is there: over what stands there, or as a new member or the next item.
pub(super) fn put(document: &mut Document, pointer: &str, piece: Document) {
    let Document { root, origin, unread } = piece;
    document.unread.extend(unread);
    if !set(&mut document.root, pointer, root) {
        return;
    }
    let (Origin::Parts(parts), Origin::Parts(own)) = (&mut document.origin, origin) else { return };
    forget(parts, pointer);
    parts.extend(own.into_iter().map(|(key, at)| (format!("{pointer}{key}"), at)));
}

/// Takes out what stands at a place. The items behind it move up, and keep their places.
pub(super) fn remove(document: &mut Document, pointer: &str) {
    let Some((above, token)) = pointer.rsplit_once('/') else { return };
    let Some(parent) = document.at(above) else { return };
    let behind: Vec<Document> = match parent.value {
        Value::Array(_) => {
            let from = token.parse().map_or(usize::MAX, |index: usize| index.saturating_add(1));
            parent.items().skip(from).map(|item| cut(&item)).collect()
        }
        Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    if let Origin::Parts(parts) = &mut document.origin {
        forget(parts, pointer);
    }
    match document.root.pointer_mut(above) {
        Some(Value::Object(members)) => drop(members.shift_remove(&unescaped(token))),
        Some(Value::Array(items)) => {
            let Ok(index) = token.parse::<usize>() else { return };
            items.truncate(index);
            for (offset, item) in behind.into_iter().enumerate() {
                put(document, &format!("{above}/{}", index + offset), item);
            }
        }
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {}
    }
}

/// Makes sure that there are objects all the way to a place.
pub(super) fn make_way(document: &mut Document, pointer: &str, at: &Location) {
    let ends = pointer.match_indices('/').map(|(end, _)| end).skip(1).chain([pointer.len()]);
    for end in ends.collect::<Vec<_>>() {
        if document.root.pointer(&pointer[..end]).is_none() {
            put(document, &pointer[..end], piece(Map::new().into(), at.clone()));
        }
    }
}

/// Makes sure that there is a list at a member of the root.
pub(super) fn make_list(document: &mut Document, pointer: &str, at: &Location) {
    if document.root.pointer(pointer).is_none() {
        put(document, pointer, piece(Value::Array(Vec::new()), at.clone()));
    }
}

/// The pointer of a member.
pub(super) fn member(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", escape(key))
}

/// Sets a value; whether there is such a place.
fn set(root: &mut Value, pointer: &str, value: Value) -> bool {
    if let Some(place) = root.pointer_mut(pointer) {
        *place = value;
        return true;
    }
    let Some((above, token)) = pointer.rsplit_once('/') else { return false };
    match root.pointer_mut(above) {
        Some(Value::Object(members)) => {
            members.insert(unescaped(token), value);
            true
        }
        Some(Value::Array(items)) => {
            items.push(value);
            true
        }
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => false,
    }
}

/// The places at a pointer and inside it.
fn below<'p>(parts: &'p Parts, pointer: &'p str) -> impl Iterator<Item = (&'p String, &'p Location)> {
    let from = parts.range(pointer.to_owned()..).take_while(move |(key, _)| key.starts_with(pointer));
    from.filter(move |(key, _)| {
        let rest = &key[pointer.len()..];
        rest.is_empty() || rest.starts_with('/')
    })
}

fn forget(parts: &mut Parts, pointer: &str) {
    let gone: Vec<String> = below(parts, pointer).map(|(key, _)| key.clone()).collect();
    for key in gone {
        parts.remove(&key);
    }
}

/// A token of a JSON pointer as the key that it stands for (RFC 6901, section 4).
pub(super) fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}
