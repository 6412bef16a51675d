//! From meaning to Rust: `shape(&Api, &Config, ..) -> rust::Crate`.
//!
//! In: operations and types. Out: every item, name, type and doc comment, ready to print. Here it is
//! decided what is generated, what it is called, what is boxed and which file it stands in.
//!
//! It does not know how a document spells anything, nor what a template looks like.

mod answer;
mod bounds;
mod cycles;
mod docs;
mod enums;
mod idents;
mod layout;
mod mapping;
mod markdown;
mod methods;
mod names;
mod places;
mod plan;
mod selection;
mod sizes;
mod structs;
mod types;
mod unions;
mod usage;
mod validate;

use std::collections::BTreeMap;

use crate::{
    api::{Api, Definition, Kind, Name, Note, Step, TypeId},
    config::Config,
    diagnostics::Diagnostics,
    rust::{Alias, Crate, Item},
};

/// The oldest Rust that compiles the output.
pub const GENERATED_RUST_VERSION: &str = "1.85";

/// What is decided about an API before any of its items is made.
struct Shaping<'a> {
    api: &'a Api,
    config: &'a Config,
    /// What the method of each wanted operation takes.
    inputs: BTreeMap<usize, plan::Input>,
    usage: usage::Usage,
    places: places::Places,
    idents: idents::Idents,
    boxes: cycles::Boxes,
}

/// Decides the Rust for an API.
pub fn shape(api: &Api, config: &Config, found: &mut Diagnostics) -> Crate {
    let wanted = selection::wanted(api, config, found);
    let inputs =
        wanted.into_iter().map(|index| (index, plan::Input::of(api, &api.operations[index]))).collect();
    let usage = usage::Usage::of(api, config, &inputs);
    let places = places::Places::of(api, &usage, &inputs);
    let idents = idents::Idents::claim(api, &usage, &places, &inputs);
    let mut boxes = cycles::Boxes::of(api);
    sizes::box_large_variants(api, &mut boxes);
    let shaping = Shaping { api, config, inputs, usage, places, idents, boxes };
    layout::lay_out(&shaping, found)
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
                docs::or(&docs, &format!("`{}`", docs::code(name)))
            }
            Name::Operation(index, steps) if steps.as_slice() == [Step::Body] => {
                methods::request_docs(&self.api.operations[*index])
            }
            Name::Operation(index, steps) => {
                let operation = methods::operation_name(&self.api.operations[*index]);
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
