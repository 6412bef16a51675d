//! From meaning to Rust: `shape(&Api, &Config, ..) -> rust::Crate`.
//!
//! In: operations and types. Out: every item, name, type and doc comment, ready to print. Here it is
//! decided what is generated, what it is called, what is boxed and which file it stands in.
//!
//! It does not know how a document spells anything, nor what a template looks like.

mod answer;
mod answers;
mod bounds;
mod cycles;
mod docs;
mod encodings;
mod enums;
mod groups;
mod headers;
mod idents;
mod keep;
mod layout;
mod mapping;
mod markdown;
mod media;
mod method_docs;
mod methods;
mod names;
mod operations;
mod paging;
mod parameters;
mod places;
mod plan;
mod rooms;
mod security;
mod selection;
mod servers;
mod sizes;
mod status;
mod structs;
mod types;
mod unions;
mod usage;
mod validate;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    api::{Api, Definition, Format, Kind, Name, Note, Step, Type, TypeId, Variable},
    config::{Config, Layout},
    diagnostics::Diagnostics,
    rust::{Alias, Crate, Item},
};

/// The oldest Rust that compiles the output.
pub const GENERATED_RUST_VERSION: &str = "1.85";

/// What is decided about an API before any of its items is made.
struct Shaping<'a> {
    api: &'a Api,
    config: &'a Config,
    /// The names that things have already.
    keep: keep::Keep<'a>,
    /// What operations are called.
    spoken: operations::Spoken,
    /// Which operations stand for another way to send a request.
    others: media::Others,
    /// What the method of each wanted operation takes.
    inputs: BTreeMap<usize, plan::Input>,
    /// What each wanted operation answers with.
    answers: BTreeMap<usize, answer::Answers>,
    /// The types that wanted webhooks send, and what these are called.
    payloads: BTreeMap<TypeId, Vec<String>>,
    /// What most operations ask of who calls them.
    security: Vec<Vec<String>>,
    /// The parts of servers' URLs that users choose.
    variables: Vec<&'a Variable>,
    usage: usage::Usage,
    places: places::Places,
    idents: idents::Idents,
    boxes: cycles::Boxes,
    sizes: sizes::Sizes,
    /// The operations that answer lists by pages.
    paging: BTreeMap<usize, paging::Paging>,
}

/// Decides the Rust for an API.
pub fn shape(api: &Api, config: &Config, found: &mut Diagnostics) -> Crate {
    let (api, others) = media::spread(api);
    let api = &*api;
    let mut keep = keep::Keep::of(api, &others, config, found);
    let spoken = operations::Spoken::of(api, &others, &keep, found);
    let wanted = selection::wanted(api, &spoken, config, found);
    wanted.iter().for_each(|index| plan::report_unsent(&api.operations[*index], found));
    let answers: BTreeMap<usize, answer::Answers> =
        wanted.iter().map(|index| (*index, answer::Answers::of(&api.operations[*index]))).collect();
    let own = answers.iter().map(|(index, answers)| (*index, answers));
    let own: BTreeMap<_, _> = own.filter(|(index, _)| others.origin(*index) == *index).collect();
    let paging = paging::all(api, config, own.clone().into_iter(), found);
    let inputs =
        wanted.into_iter().map(|index| (index, plan::Input::of(api, &api.operations[index]))).collect();
    let webhooks = selection::webhooks(api, config);
    let usage = usage::Usage::of(api, config, &inputs, &webhooks);
    let places = places::Places::of(api, &usage, &inputs, &webhooks);
    keep.find_types(api, &usage, &places, found);
    let idents = idents::Idents::claim(api, &keep, &spoken, &usage, &places, &inputs, &own);
    let mut boxes = cycles::Boxes::of(api);
    let sizes = sizes::box_large_variants(api, &mut boxes);
    let (security, variables) = (Vec::new(), Vec::new());
    let mut shaping = Shaping {
        api,
        config,
        keep,
        spoken,
        others,
        inputs,
        answers,
        payloads: payloads(api, &webhooks),
        security,
        variables,
        usage,
        places,
        idents,
        boxes,
        sizes,
        paging,
    };
    shaping.security = shaping.usual_security();
    shaping.variables = shaping.variables_to_set();
    let krate = layout::lay_out(&shaping, found);
    if !shaping.keep.is_empty() {
        keep::report(&krate.names(), config, found);
    }
    krate
}

/// The types that webhooks send, each with the names and methods of these.
fn payloads(api: &Api, webhooks: &BTreeSet<usize>) -> BTreeMap<TypeId, Vec<String>> {
    let mut payloads: BTreeMap<TypeId, Vec<String>> = BTreeMap::new();
    for webhook in webhooks.iter().map(|index| &api.webhooks[*index]) {
        for content in webhook.body.iter().flat_map(|body| &body.contents) {
            if let Format::Json(Type::Named(id)) | Format::Form(Type::Named(id), _) = &content.format {
                let name = format!("`{}` (`{}`)", docs::code(&webhook.name), docs::code(&webhook.method));
                let names = payloads.entry(*id).or_default();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    payloads
}

impl Shaping<'_> {
    /// What is said about a type: by its author, or about its place where it has no name of its own.
    fn definition_docs(&self, id: TypeId, definition: &Definition) -> Vec<String> {
        match self.places.name(self.api, id) {
            Name::Author(name) => {
                let mut docs = definition.docs.clone();
                if let Kind::Object(_) = definition.kind {
                    // It is said of the members that are not listed, and the others come first.
                    docs.notes.retain(|note| !matches!(note, Note::Value(_)));
                }
                let mut paragraphs = docs::paragraphs(&docs);
                if paragraphs.is_empty() {
                    paragraphs.push(format!("`{}`", docs::code(name)));
                }
                paragraphs.extend(self.payload_docs(id));
                docs::lines(&paragraphs)
            }
            Name::Operation(index, steps) if steps.as_slice() == [Step::Body] => self.request_docs(*index),
            Name::Webhook(index, steps) if steps.as_slice() == [Step::Body] => {
                let mut paragraphs = docs::paragraphs(&self.api.webhooks[*index].docs);
                paragraphs.extend(self.payload_docs(id));
                docs::lines(&paragraphs)
            }
            Name::Webhook(index, steps) => {
                let webhook = docs::code(&self.api.webhooks[*index].name);
                self.place_docs(id, definition, steps, &format!("the webhook `{webhook}`"))
            }
            Name::Answer(name, steps) => {
                self.place_docs(id, definition, steps, &format!("the answer `{}`", docs::code(name)))
            }
            Name::Operation(index, steps) => {
                let operation = operations::operation_name(&self.api.operations[*index]);
                self.place_docs(id, definition, steps, &format!("`{}`", docs::code(&operation)))
            }
            Name::Part(owner, steps) => {
                let owner = self
                    .idents
                    .known(*owner)
                    .map_or_else(|| "the request".to_owned(), |ident| format!("[`{ident}`]"));
                self.place_docs(id, definition, steps, &owner)
            }
        }
    }

    /// Which webhooks send a type, where any do.
    fn payload_docs(&self, id: TypeId) -> Option<String> {
        let names = self.payloads.get(&id)?;
        Some(format!("What the API sends as the webhook {}.", names.join(", ")))
    }

    /// What a nameless type is to what it is part of; its description stands where it is used.
    fn place_docs(&self, id: TypeId, definition: &Definition, steps: &[Step], owner: &str) -> Vec<String> {
        let place = steps.iter().fold(owner.to_owned(), |place, step| match step {
            Step::Member(name) => format!("the `{}` of {place}", docs::code(name)),
            Step::Variant(_) => format!("a variant of {place}"),
            Step::Item => format!("an item of {place}"),
            Step::Value => format!("a value of {place}"),
            Step::Input => format!("what requests take for {place}"),
            Step::Body => format!("the body of {place}"),
            Step::Response(status) => format!("the {status} answer of {place}"),
        });
        let others = match self.places.others(id) {
            0 => String::new(),
            1 => ", and the same in another place".to_owned(),
            several => format!(", and the same in {several} other places"),
        };
        let sentence = format!("{}{}{others}.", place[..1].to_uppercase(), &place[1..]);
        docs::lines(&docs::title(&definition.docs).into_iter().chain([sentence]).collect::<Vec<_>>())
    }

    /// The derives of a type: those that it has anyway, and those that the user wants beside them.
    fn derives(&self, own: &[&str]) -> Vec<String> {
        let wanted = self.config.derives.iter().map(String::as_str);
        let others = wanted.filter(|wanted| !own.contains(wanted));
        own.iter().copied().chain(others).map(str::to_owned).collect()
    }

    /// Whether the output is a crate of its own, whose next version may have more fields and variants without breaking who
    /// uses it (<https://doc.rust-lang.org/reference/attributes/type_system.html>). Within one crate the attribute does nothing.
    fn grows(&self) -> bool {
        self.config.layout == Layout::Crate
    }

    /// The item of a type.
    fn definition(&self, id: TypeId) -> Item {
        let definition = &self.api.types[id.0];
        match &definition.kind {
            Kind::Object(object) => Item::Struct(self.object(id, definition, object)),
            Kind::Enum(listed) => Item::Enum(self.constants(id, definition, listed)),
            Kind::Union(union) => Item::Union(self.union(id, definition, union)),
            Kind::Alias(ty) => Item::Alias(Alias {
                ident: self.idents.of(id).clone(),
                docs: self.definition_docs(id, definition),
                ty: self.text(ty, types::Files::Text),
            }),
        }
    }
}
