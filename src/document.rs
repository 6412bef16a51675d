//! The first model: a description as its author wrote it.
//!
//! In: whatever a reader of `read/` made of a page or a document. Out: typed questions for `lower/`.
//! It is an untyped tree with its order kept, so that one wrong type somewhere never stops the
//! reading of the rest, and every [`Node`] knows the JSON pointer that it came from.
//!
//! It does not know what a keyword means, nor which reader it came from.

use std::{collections::BTreeMap, ops::Range, rc::Rc, sync::Arc};

use serde_json::Value;

use crate::diagnostics::{Location, Source, SourceProblem};

/// An OpenAPI document in memory: `{"openapi": "3.0.3", "paths": {..}}`.
#[derive(Clone, Debug)]
pub struct Document {
    /// The tree, its members in the order of the text.
    pub root: Value,
    /// Where each part of the tree came from.
    pub origin: Origin,
    /// The references that lead to files that were not read, and why.
    pub unread: BTreeMap<String, SourceProblem>,
}

/// Where the parts of a [`Document`] came from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// One JSON or YAML text; a place is found in it by its JSON pointer.
    Text(Arc<Source>),
    /// Parts of HTML pages, put together: the longest pointer that begins a place's own wins.
    Pages(Vec<Piece>),
    /// Parts of JSON and YAML texts, put together: by the pointer that a part has in the document, the place
    /// where its author wrote it. What lies inside a part lies inside that place, unless it is a part itself.
    Parts(BTreeMap<String, Location>),
}

/// A part of a document that was read from one place of a page.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The JSON pointer of the part: `/paths/~1v1~1file_links/post/requestBody`.
    pub pointer: String,
    /// The page.
    pub source: Arc<Source>,
    /// The bytes of the page that say it.
    pub span: Range<usize>,
}

/// A value of a [`Document`], and where it stands.
#[derive(Clone, Debug)]
pub struct Node<'d> {
    /// What stands there.
    pub value: &'d Value,
    document: &'d Document,
    path: Rc<Path<'d>>,
}

/// The way from the root to a node, from its end: cheap to extend, spelled out only when asked for.
#[derive(Debug)]
enum Path<'d> {
    Root,
    Member(Rc<Path<'d>>, &'d str),
    Item(Rc<Path<'d>>, usize),
}

impl Document {
    /// The node of the whole document.
    pub fn root(&self) -> Node<'_> {
        Node { value: &self.root, document: self, path: Rc::new(Path::Root) }
    }

    /// The node at a JSON pointer (RFC 6901), such as `/components/schemas/Pet`.
    pub fn at(&self, pointer: &str) -> Option<Node<'_>> {
        pointer.split('/').skip(1).try_fold(self.root(), |node, token| {
            let token = token.replace("~1", "/").replace("~0", "~");
            node.get(&token).or_else(|| token.parse().ok().and_then(|index| node.item(index)))
        })
    }

    /// Where a JSON pointer of this document stands in the files that it was read from.
    pub fn locate(&self, pointer: String) -> Location {
        match &self.origin {
            Origin::Text(source) => Location { source: Arc::clone(source), span: None, pointer },
            Origin::Pages(pieces) => {
                let piece = pieces
                    .iter()
                    .filter(|piece| is_below(&pointer, &piece.pointer))
                    .max_by_key(|piece| piece.pointer.len());
                match piece {
                    Some(piece) => Location {
                        source: Arc::clone(&piece.source),
                        span: Some(piece.span.clone()),
                        pointer,
                    },
                    None => Location { source: Arc::new(Source::unnamed()), span: None, pointer },
                }
            }
            Origin::Parts(parts) => {
                let above = std::iter::successors(Some(pointer.as_str()), |inside| {
                    inside.rfind('/').map(|end| &inside[..end])
                });
                let part = above.filter_map(|above| Some((parts.get(above)?, above.len()))).next();
                let Some((part, length)) = part else {
                    return Location { source: Arc::new(Source::unnamed()), span: None, pointer };
                };
                let inside = format!("{}{}", part.pointer, &pointer[length..]);
                Location { source: Arc::clone(&part.source), span: part.span.clone(), pointer: inside }
            }
        }
    }
}

/// The member of a document's root that holds the other files that it refers to, by their paths.
pub const FILES: &str = "x-bindery-files";

/// Whether `pointer` is `above` or a place inside it.
fn is_below(pointer: &str, above: &str) -> bool {
    pointer.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl<'d> Node<'d> {
    /// The member called `key`, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<Self> {
        let (key, value) = self.value.as_object()?.get_key_value(key)?;
        Some(self.step(value, Path::Member(Rc::clone(&self.path), key)))
    }

    /// The item at `index`, if this is an array that has it.
    pub fn item(&self, index: usize) -> Option<Self> {
        let value = self.value.as_array()?.get(index)?;
        Some(self.step(value, Path::Item(Rc::clone(&self.path), index)))
    }

    /// The members of an object, in the author's order; nothing where this is no object.
    pub fn members(&self) -> impl Iterator<Item = (&'d str, Self)> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(key, value)| (key.as_str(), self.step(value, Path::Member(Rc::clone(&self.path), key))))
    }

    /// The items of an array, in order; nothing where this is no array.
    pub fn items(&self) -> impl Iterator<Item = Self> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(|(index, value)| self.step(value, Path::Item(Rc::clone(&self.path), index)))
    }

    /// The text of the member called `key`.
    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.value.get(key)?.as_str()
    }

    /// Whether the member called `key` is `true`.
    pub fn is_true(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    /// The root of the document that this is a place of.
    pub fn root(&self) -> Self {
        self.document.root()
    }

    /// The document that this is a place of.
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// The place of the same document that a reference names: `#/components/schemas/Pet`, percent-encoded or
    /// not (RFC 6901, section 6).
    pub fn referred(&self, reference: &str) -> Option<Self> {
        let pointer = reference.strip_prefix('#')?;
        self.document.at(pointer).or_else(|| self.document.at(&percent_decoded(pointer)?))
    }

    /// Why the file that a reference names was not read, if that is so.
    pub fn unread(&self, reference: &str) -> Option<&'d SourceProblem> {
        self.document.unread.get(reference)
    }

    /// The JSON pointer of this place (RFC 6901); the empty string for the root.
    pub fn pointer(&self) -> String {
        let mut text = String::new();
        self.path.write(&mut text);
        text
    }

    /// Whether the keys from the root to this place, its own left out, are these: `["components", "schemas"]`.
    pub fn is_member_of(&self, above: &[&str]) -> bool {
        let mut steps = self.upwards();
        let mut is_next = |key: &str| steps.next().is_some_and(|step| step.is_key(key));
        let is_root = |step: Option<&Path<'_>>| matches!(step, Some(Path::Root));
        above.iter().rev().all(|key| is_next(key)) && is_root(steps.next())
    }

    /// Whether this place is in the member of the root that is called `key`.
    pub fn is_below(&self, key: &str) -> bool {
        self.upwards().any(|step| step.is_key(key) && step.is_first())
    }

    /// Whether the object that this place is in is called `key`.
    pub fn is_in(&self, key: &str) -> bool {
        self.upwards().next().is_some_and(|step| step.is_key(key))
    }

    /// The places above this one, up to the root.
    fn upwards(&self) -> impl Iterator<Item = &Path<'d>> {
        std::iter::successors(self.path.above(), |path| path.above())
    }

    /// The last step of the pointer: the key or the index that led here.
    pub fn name(&self) -> String {
        match &*self.path {
            Path::Root => String::new(),
            Path::Member(_, key) => (*key).to_owned(),
            Path::Item(_, index) => index.to_string(),
        }
    }

    /// This place, for a diagnostic.
    pub fn location(&self) -> Location {
        self.document.locate(self.pointer())
    }

    /// The place of the member called `key`, or this one where there is none: for what is wrong with the member.
    pub fn location_of(&self, key: &str) -> Location {
        self.get(key).map_or_else(|| self.location(), |member| member.location())
    }

    fn step(&self, value: &'d Value, path: Path<'d>) -> Self {
        Node { value, document: self.document, path: Rc::new(path) }
    }
}

impl Path<'_> {
    fn above(&self) -> Option<&Self> {
        match self {
            Path::Root => None,
            Path::Member(above, _) | Path::Item(above, _) => Some(above),
        }
    }

    fn is_key(&self, wanted: &str) -> bool {
        matches!(self, Path::Member(_, key) if *key == wanted)
    }

    fn is_first(&self) -> bool {
        matches!(self.above(), Some(Path::Root))
    }

    fn write(&self, text: &mut String) {
        match self {
            Path::Root => {}
            Path::Member(parent, key) => {
                parent.write(text);
                text.push('/');
                push_escaped(text, key);
            }
            Path::Item(parent, index) => {
                parent.write(text);
                text.push('/');
                text.push_str(&index.to_string());
            }
        }
    }
}

/// A key as one token of a JSON pointer: `/v1/files` becomes `~1v1~1files` (RFC 6901, section 3).
pub fn escape(key: &str) -> String {
    let mut text = String::with_capacity(key.len());
    push_escaped(&mut text, key);
    text
}

fn push_escaped(text: &mut String, key: &str) {
    let mut rest = key;
    while let Some(at) = rest.find(['~', '/']) {
        text.push_str(&rest[..at]);
        text.push_str(if rest[at..].starts_with('~') { "~0" } else { "~1" });
        rest = &rest[at + 1..];
    }
    text.push_str(rest);
}

/// A fragment with its `%7B` turned back into `{` (RFC 3986, section 2.1).
pub fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hexadecimal(rest.next()?)? * 16 + hexadecimal(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hexadecimal(byte: u8) -> Option<u8> {
    u8::try_from(char::from(byte).to_digit(16)?).ok()
}
