//! Where everything stands, as pointers that no order changes.
//!
//! In: operations and types. Out: a pointer for each (RFC 6901). It begins as the source has it, and goes on in words of
//! the wire: `/paths/~1pets/post/body/schema/properties/tag`. A variant is told by its name and not by its number in a
//! list. Where two have one pointer, their files stand before it; where that is no help, their contents behind it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{content::Contents, repeated};
use crate::{
    api::{Api, Constant, Definition, Kind, Name, Parameter, Place, Status, Step, TypeId, Webhook},
    diagnostics::Location,
    document::escape,
    rust::{Giver, Origin},
    shape::{media::Others, places::Places},
};

/// Something that stands below another, and goes where that goes.
pub(in crate::shape) fn below(owner: &Origin, steps: &str) -> Origin {
    let was = owner.was.as_ref().map(|was| format!("{was}{steps}"));
    Origin { pointer: format!("{}{steps}", owner.pointer), was, giver: Giver::Author, shape: None }
}

/// The steps to a parameter of an operation.
pub(in crate::shape) fn parameter(parameter: &Parameter) -> String {
    format!("/parameters/{}/{}", place(parameter.place), escape(&parameter.wire))
}

/// Where a parameter goes, in one word.
pub(super) fn place(place: Place) -> &'static str {
    match place {
        Place::Path(_) => "path",
        Place::Query { .. } => "query",
        Place::QueryString(_) => "querystring",
        Place::Header(_) | Place::HeaderJson => "header",
        Place::Cookie(_) | Place::CookieJson => "cookie",
    }
}

/// A status as a step: `404`, `4XX`, `default`.
pub(in crate::shape) fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".into(),
    }
}

/// A constant as a step: `open`, `3`.
pub(in crate::shape) fn constant(constant: &Constant) -> String {
    match constant {
        Constant::String(text) => escape(text),
        Constant::Integer(number) => number.to_string(),
        Constant::Boolean(flag) => flag.to_string(),
    }
}

/// What the operations of an API stand for, those included that stand for another way to send a request.
pub(super) fn operations(api: &Api, others: &Others, contents: &Contents, folder: &Path) -> Vec<Origin> {
    let own = api.operations.iter().enumerate().filter(|(index, _)| others.origin(*index) == *index);
    let mut origins: Vec<Origin> = own
        .clone()
        .map(|(_, operation)| Origin {
            pointer: format!("/paths/{}/{}", escape(&operation.path), operation.method.to_lowercase()),
            was: None,
            giver: if operation.id.is_some() { Giver::Author } else { Giver::Derived },
            shape: Some(contents.operation(operation)),
        })
        .collect();
    let places: Vec<_> = own.map(|(_, operation)| &operation.at).collect();
    tell_apart(&mut origins, &places, folder);
    for index in origins.len()..api.operations.len() {
        let Some((origin, words)) = others.words(index) else { continue };
        origins.push(below(&origins[origin], &format!("/as/{}", words.joined())));
    }
    origins
}

/// Gives each a pointer of its own.
fn tell_apart(origins: &mut [Origin], places: &[&Location], folder: &Path) {
    let twice = repeated(origins.iter().map(|origin| &origin.pointer));
    for (origin, at) in origins.iter_mut().zip(places) {
        if origin.pointer.is_empty() || twice.contains(&origin.pointer) {
            origin.pointer = format!("{}#{}", file(&at.source.name, folder), origin.pointer);
        }
    }
    number(origins);
}

/// Tells those apart that nothing else does.
fn number(origins: &mut [Origin]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for origin in origins {
        let count = counts.entry(origin.pointer.clone()).or_default();
        *count += 1;
        if *count > 1 {
            origin.pointer += &format!("@{count}");
        }
    }
}

/// A file as it is seen from the folder of the configuration.
fn file(name: &str, folder: &Path) -> String {
    let name = Path::new(name).strip_prefix(folder).unwrap_or(Path::new(name));
    name.to_string_lossy().replace('\\', "/").trim_start_matches("./").trim_start_matches('/').to_owned()
}

/// The types of an API, to be given pointers.
pub(super) struct Types<'a> {
    pub(super) api: &'a Api,
    pub(super) places: &'a Places,
    pub(super) operations: &'a [Origin],
    pub(super) contents: &'a Contents,
}

impl<'a> Types<'a> {
    /// What each type stands for. Of several places of one type it is the one that has a name already, or else the one
    /// that it is called after.
    pub(super) fn origins(&self, folder: &Path, is_named: &dyn Fn(&str) -> bool) -> Vec<Origin> {
        let mut settling = Settling {
            types: self,
            authors: self.authors(folder),
            crowded: self.crowded(),
            settled: vec![None; self.api.types.len()],
            is_named,
        };
        let ids = (0..self.api.types.len()).map(TypeId);
        let pointers: Vec<String> = ids.map(|id| settling.settle(id)).collect();
        let origin = |(index, pointer): (usize, String)| {
            let definition = &self.api.types[index];
            let by_author = matches!(definition.name, Name::Author(_));
            Origin {
                pointer,
                was: None,
                giver: if by_author { Giver::Author } else { Giver::Derived },
                shape: has_substance(&definition.kind).then(|| self.contents.ty(TypeId(index))),
            }
        };
        let mut origins: Vec<Origin> = pointers.into_iter().enumerate().map(origin).collect();
        number(&mut origins);
        origins
    }

    /// The places of a type, the one that it is called after first.
    pub(super) fn names(&self, id: TypeId) -> impl Iterator<Item = &'a Name> {
        let Definition { name, also, .. } = &self.api.types[id.0];
        [self.places.name(self.api, id), name].into_iter().chain(also)
    }

    /// Whether a type is part of something, and goes where that goes.
    pub(super) fn is_part(&self, id: TypeId) -> bool {
        matches!(self.places.name(self.api, id), Name::Part(..))
    }

    /// Where a place was before what it is part of moved, if that has.
    pub(super) fn was(&self, name: &Name, types: &[Origin]) -> Option<String> {
        let (owner, steps) = match name {
            Name::Part(owner, steps) => (&types[owner.0], role(steps, false)),
            Name::Operation(index, steps) => (&self.operations[*index], role(steps, true)),
            Name::Author(_) | Name::Webhook(..) | Name::Answer(..) => return None,
        };
        Some(format!("{}{steps}", owner.was.as_ref()?))
    }

    /// The pointers of the types that have a name of their author's.
    fn authors(&self, folder: &Path) -> BTreeMap<usize, String> {
        let is_named = |definition: &Definition| matches!(definition.name, Name::Author(_));
        let named: Vec<_> =
            self.api.types.iter().enumerate().filter(|(_, definition)| is_named(definition)).collect();
        let origin = |definition: &Definition| Origin {
            pointer: definition.at.pointer.clone(),
            was: None,
            giver: Giver::Author,
            shape: None,
        };
        let mut origins: Vec<Origin> = named.iter().map(|(_, definition)| origin(definition)).collect();
        let places: Vec<_> = named.iter().map(|(_, definition)| &definition.at).collect();
        tell_apart(&mut origins, &places, folder);
        named.iter().zip(origins).map(|((index, _), origin)| (*index, origin.pointer)).collect()
    }

    /// The places where several types stand: nothing but their contents tells them apart.
    fn crowded(&self) -> BTreeSet<String> {
        let mut contents: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
        for (index, definition) in self.api.types.iter().enumerate() {
            for key in [&definition.name].into_iter().chain(&definition.also).filter_map(key) {
                contents.entry(key).or_default().insert(self.contents.ty(TypeId(index)));
            }
        }
        contents.retain(|_, contents| contents.len() > 1);
        contents.into_keys().collect()
    }
}

struct Settling<'s> {
    types: &'s Types<'s>,
    authors: BTreeMap<usize, String>,
    crowded: BTreeSet<String>,
    settled: Vec<Option<String>>,
    is_named: &'s dyn Fn(&str) -> bool,
}

impl Settling<'_> {
    /// The pointer of a type, once those of its owners are known.
    fn settle(&mut self, id: TypeId) -> String {
        if let Some(settled) = &self.settled[id.0] {
            return settled.clone();
        }
        // A place that leads back here is one of its own parts, and says nothing.
        self.settled[id.0] = Some(String::new());
        let names: Vec<&Name> = self.types.names(id).collect();
        let all: Vec<String> = names.into_iter().filter_map(|name| self.place(id, name)).collect();
        let named = all.iter().filter(|pointer| (self.is_named)(pointer)).min();
        let pointer = named.or(all.first()).cloned().unwrap_or_default();
        self.settled[id.0] = Some(pointer.clone());
        pointer
    }

    fn place(&mut self, id: TypeId, name: &Name) -> Option<String> {
        let pointer = match name {
            Name::Author(_) => return self.authors.get(&id.0).cloned(),
            Name::Part(owner, steps) => {
                let owner = self.settle(*owner);
                (!owner.is_empty()).then(|| owner + &role(steps, false))?
            }
            Name::Operation(index, steps) => {
                format!("{}{}", self.types.operations[*index].pointer, role(steps, true))
            }
            Name::Webhook(index, steps) => webhook(&self.types.api.webhooks[*index]) + &role(steps, true),
            Name::Answer(name, steps) => {
                format!("/components/responses/{}{}", escape(name), role(steps, false))
            }
        };
        let is_crowded = key(name).is_some_and(|key| self.crowded.contains(&key));
        Some(match is_crowded {
            true => format!("{pointer}@{:016x}", self.types.contents.ty(id)),
            false => pointer,
        })
    }
}

fn webhook(webhook: &Webhook) -> String {
    format!("/webhooks/{}/{}", escape(&webhook.name), webhook.method.to_lowercase())
}

/// What two places have in common that are one.
fn key(name: &Name) -> Option<String> {
    match name {
        Name::Author(_) => None,
        Name::Part(owner, steps) => Some(format!("type {}{}", owner.0, role(steps, false))),
        Name::Operation(index, steps) => Some(format!("operation {index}{}", role(steps, true))),
        Name::Webhook(index, steps) => Some(format!("webhook {index}{}", role(steps, true))),
        Name::Answer(name, steps) => Some(format!("answer {}{}", escape(name), role(steps, false))),
    }
}

/// Whether so much is said of a type that another that says the same is the same. An alias of a string is not.
fn has_substance(kind: &Kind) -> bool {
    match kind {
        Kind::Object(object) => !object.fields.is_empty(),
        Kind::Enum(listed) => listed.values.len() > 1,
        Kind::Union(_) => true,
        Kind::Alias(_) => false,
    }
}

/// The steps to a nameless type: what is a member of an operation is a parameter.
fn role(steps: &[Step], of_operation: bool) -> String {
    let mut text = String::new();
    for (index, step) in steps.iter().enumerate() {
        text += &match step {
            Step::Member(name) if of_operation && index == 0 => {
                format!("/parameters/{}/schema", escape(name))
            }
            Step::Member(name) => format!("/properties/{}/schema", escape(name)),
            Step::Variant(name) => format!("/variants/{}/schema", escape(name)),
            Step::Item => "/items".to_owned(),
            Step::Value => "/values".to_owned(),
            Step::Input => "/input".to_owned(),
            Step::Body => "/body/schema".to_owned(),
            Step::Response(status) => format!("/responses/{}/schema", escape(status)),
        };
    }
    text
}
