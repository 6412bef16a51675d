//! YAML 1.2, as the tree that the same text in JSON would give.
//!
//! In: a text. Out: its tree, with scalars resolved by the core schema (YAML 1.2.2, section 10.3), aliases
//! expanded and merge keys (`<<`, of YAML 1.1, which many still write) merged. Numbers keep their digits.
//!
//! It does not know what the tree describes.

mod scalar;

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};
use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostics, Location, Source, SourceProblem};

/// How many nodes aliases may add to a document; what needs more is made to exhaust its reader.
const MOST_COPIED: usize = 2_000_000;

/// How deep nodes may stand in each other, those that aliases bring included.
const DEEPEST: usize = 256;

/// Reads a YAML text; nothing, and a report, where it is none.
pub(super) fn read(source: &Arc<Source>, found: &mut Diagnostics) -> Option<Value> {
    let parser = Parser::new_from_str(&source.text);
    let mut reader = Reader { parser, source, anchors: BTreeMap::new(), copied: 0, depth: 0, found };
    match reader.stream() {
        Ok(root) => Some(root),
        Err(Broken { reason, at }) => {
            found.report(SourceProblem::BrokenYaml { reason }, Location::span(source, at));
            None
        }
    }
}

/// Why a text cannot be read, and where.
struct Broken {
    reason: String,
    at: Range<usize>,
}

/// A node, and what copying it costs.
#[derive(Clone)]
struct Node {
    value: Value,
    /// How many nodes it is made of.
    size: usize,
    /// How deep they stand in each other.
    depth: usize,
}

/// The key of a mapping.
enum Key {
    Name(String),
    Merge,
}

/// The members of a mapping while it is read.
#[derive(Default)]
struct Members {
    own: Map<String, Value>,
    /// What is merged in, and before which of its own members.
    merged: Vec<(usize, Map<String, Value>)>,
    size: usize,
    depth: usize,
}

type Place<'t> = (Event<'t>, Range<usize>);

/// The events of a text, and what they said so far.
struct Reader<'t, 'f> {
    parser: Parser<'t, StrInput<'t>>,
    source: &'t Arc<Source>,
    /// The nodes that aliases can name.
    anchors: BTreeMap<usize, Node>,
    copied: usize,
    depth: usize,
    found: &'f mut Diagnostics,
}

impl<'t> Reader<'t, '_> {
    /// The one document of the text.
    fn stream(&mut self) -> Result<Value, Broken> {
        let Some(first) = self.next()? else { return Ok(Value::Null) };
        let root = self.node(first)?.value;
        while let Some((event, at)) = self.next()? {
            // A separator at the end begins a document that has nothing in it.
            let is_nothing = matches!(&event, Event::Scalar(text, ScalarStyle::Plain, ..) if scalar::plain(text).is_null());
            if !is_nothing {
                let reason = "it holds several documents, behind lines of `---`".to_owned();
                return Err(Broken { reason, at });
            }
        }
        Ok(root)
    }

    /// The next event that begins or ends a node.
    fn next(&mut self) -> Result<Option<Place<'t>>, Broken> {
        loop {
            let (event, span) = match self.parser.next() {
                None => return Ok(None),
                Some(Ok(next)) => next,
                Some(Err(error)) => return Err(self.broken(&error)),
            };
            match event {
                Event::StreamEnd => return Ok(None),
                Event::Scalar(..)
                | Event::Alias(_)
                | Event::SequenceStart(..)
                | Event::SequenceEnd
                | Event::MappingStart(..)
                | Event::MappingEnd => return Ok(Some((event, span.byte_range().unwrap_or_default()))),
                // The ends of documents, and comments where another crate of the build asks the parser for them.
                _ => {}
            }
        }
    }

    /// The next event inside a node that was begun.
    fn inside(&mut self) -> Result<Place<'t>, Broken> {
        let end = self.source.text.len();
        self.next()?.ok_or_else(|| Broken { reason: "it ends too early".into(), at: end..end })
    }

    fn node(&mut self, (event, at): Place<'t>) -> Result<Node, Broken> {
        let (anchor, node) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = self.scalar(&text, style, tag.as_deref(), &at)?;
                (anchor, Node { value, size: 1, depth: 1 })
            }
            Event::Alias(anchor) => return self.alias(anchor, at),
            Event::SequenceStart(_, anchor, tag) => {
                self.structure_tag(tag.as_deref(), &at);
                (anchor, self.deeper(&at, Self::sequence)?)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.structure_tag(tag.as_deref(), &at);
                (anchor, self.deeper(&at, Self::mapping)?)
            }
            _ => return Err(Broken { reason: "a value is missing".into(), at }),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn deeper(
        &mut self,
        at: &Range<usize>,
        read: fn(&mut Self) -> Result<Node, Broken>,
    ) -> Result<Node, Broken> {
        self.depth += 1;
        self.is_shallow(0, at)?;
        let node = read(self)?;
        self.depth -= 1;
        Ok(node)
    }

    fn is_shallow(&self, below: usize, at: &Range<usize>) -> Result<(), Broken> {
        match self.depth + below > DEEPEST {
            true => Err(Broken { reason: format!("it is more than {DEEPEST} levels deep"), at: at.clone() }),
            false => Ok(()),
        }
    }

    fn sequence(&mut self) -> Result<Node, Broken> {
        let (mut items, mut size, mut depth) = (Vec::new(), 1, 0);
        loop {
            let next = self.inside()?;
            if next.0 == Event::SequenceEnd {
                return Ok(Node { value: Value::Array(items), size, depth: depth + 1 });
            }
            let item = self.node(next)?;
            size += item.size;
            depth = depth.max(item.depth);
            items.push(item.value);
        }
    }

    fn mapping(&mut self) -> Result<Node, Broken> {
        let mut members = Members::default();
        loop {
            let next = self.inside()?;
            if next.0 == Event::MappingEnd {
                return Ok(members.end());
            }
            let at = next.1.clone();
            let key = self.key(next)?;
            let value = self.inside()?;
            let value_at = value.1.clone();
            let value = self.node(value)?;
            members.size += value.size;
            members.depth = members.depth.max(value.depth);
            match key {
                Key::Merge => {
                    let reason = "what is merged by `<<` must be a mapping, or a list of them";
                    let maps = mappings(value.value)
                        .ok_or_else(|| Broken { reason: reason.to_owned(), at: value_at })?;
                    members.merged.extend(maps.into_iter().map(|map| (members.own.len(), map)));
                }
                Key::Name(key) => {
                    if members.own.contains_key(&key) {
                        let problem = SourceProblem::DuplicateKey { key: key.clone() };
                        self.found.report(problem, Location::span(self.source, at));
                    }
                    members.own.insert(key, value.value);
                }
            }
        }
    }

    /// A key is what is written there, whatever it would be as a value: `200`, `on`, `null`.
    fn key(&mut self, (event, at): Place<'t>) -> Result<Key, Broken> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 {
                    let value = self.scalar(&text, style, tag.as_deref(), &at)?;
                    self.anchors.insert(anchor, Node { value, size: 1, depth: 1 });
                }
                let is_merge = style == ScalarStyle::Plain && text == "<<";
                Ok(if is_merge { Key::Merge } else { Key::Name(text.into_owned()) })
            }
            Event::Alias(anchor) => match self.alias(anchor, at.clone())?.value {
                Value::String(text) => Ok(Key::Name(text)),
                value @ (Value::Null | Value::Bool(_) | Value::Number(_)) => Ok(Key::Name(value.to_string())),
                Value::Array(_) | Value::Object(_) => Err(no_key(at)),
            },
            _ => Err(no_key(at)),
        }
    }

    /// The node that an alias names.
    fn alias(&mut self, anchor: usize, at: Range<usize>) -> Result<Node, Broken> {
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(Broken { reason: "an alias names the node that it stands in".into(), at });
        };
        self.is_shallow(node.depth, &at)?;
        self.copied += node.size;
        if self.copied > MOST_COPIED {
            return Err(Broken { reason: format!("its aliases add more than {MOST_COPIED} nodes"), at });
        }
        Ok(node.clone())
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        at: &Range<usize>,
    ) -> Result<Value, Broken> {
        let is_plain = style == ScalarStyle::Plain;
        let Some(tag) = tag else {
            return Ok(if is_plain { scalar::plain(text) } else { text.into() });
        };
        match (tag.core_suffix(), tag.original().as_str()) {
            (Some("str"), _) | (_, "!") => Ok(text.into()),
            (Some(suffix @ ("null" | "bool" | "int" | "float")), _) => scalar::tagged(suffix, text)
                .ok_or_else(|| Broken { reason: format!("`{text}` is no {suffix}"), at: at.clone() }),
            _ => {
                self.unknown_tag(tag, at);
                Ok(if is_plain { scalar::plain(text) } else { text.into() })
            }
        }
    }

    fn structure_tag(&mut self, tag: Option<&Tag>, at: &Range<usize>) {
        if let Some(tag) = tag.filter(|tag| tag.core_suffix().is_none() && tag.original() != "!") {
            self.unknown_tag(tag, at);
        }
    }

    fn unknown_tag(&mut self, tag: &Tag, at: &Range<usize>) {
        let problem = SourceProblem::UnknownTag { tag: tag.original() };
        self.found.report(problem, Location::span(self.source, at.clone()));
    }

    fn broken(&self, error: &ScanError) -> Broken {
        let end = self.source.text.len();
        let at = error.marker().byte_offset().unwrap_or(end).min(end);
        Broken { reason: error.info(), at: at..at }
    }
}

impl Members {
    /// All members, the mapping's own before what is merged under the same name.
    fn end(self) -> Node {
        let Members { own, merged, size, depth } = self;
        let node = |members| Node { value: Value::Object(members), size: size + 1, depth: depth + 1 };
        if merged.is_empty() {
            return node(own);
        }
        let mut members = Map::new();
        let mut merged = merged.into_iter().peekable();
        let names: Vec<String> = own.keys().cloned().collect();
        let mut own = own.into_iter().enumerate();
        loop {
            let next = own.next();
            let index = next.as_ref().map_or(usize::MAX, |(index, _)| *index);
            while let Some((_, map)) = merged.next_if(|(before, _)| *before <= index) {
                for (key, value) in map.into_iter().filter(|(key, _)| !names.contains(key)) {
                    members.entry(key).or_insert(value);
                }
            }
            match next {
                Some((_, (key, value))) => members.insert(key, value),
                None => return node(members),
            };
        }
    }
}

/// What is merged: one mapping, or several, of which the first wins.
fn mappings(value: Value) -> Option<Vec<Map<String, Value>>> {
    match value {
        Value::Object(map) => Some(vec![map]),
        Value::Array(items) => {
            let map = |item| if let Value::Object(map) = item { Some(map) } else { None };
            items.into_iter().map(map).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn no_key(at: Range<usize>) -> Broken {
    Broken { reason: "a list or a mapping stands where the name of a member belongs".into(), at }
}
