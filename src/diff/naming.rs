//! What types are called in Rust, as far as it shows: whether two types have the same name.
//!
//! The name of a type is its author's, or it is made of the operation or type that it is part of and the steps to it.
//! Two such names are the same where they begin at operations that belong together. The identifiers themselves are not
//! known here.

use std::collections::HashMap;

use super::{pairing::Pairing, spell, walk::Walk};
use crate::api::{Api, Kind, Name, Role, Step, Type, TypeId, VariantValue};

/// What the operations of the new description are called like those of the old one.
pub(super) struct Names {
    /// The old operations of the new ones.
    partners: HashMap<usize, usize>,
}

/// Which description a type is in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

/// How many owners of a type are followed.
const MOST_OWNERS: usize = 100;

impl Names {
    pub(super) fn of(pairing: &Pairing) -> Self {
        Names { partners: pairing.both.iter().map(|(old, new)| (*new, *old)).collect() }
    }

    /// The name that an author gave to a type.
    pub(super) fn author<'a>(&self, api: &'a Api, id: TypeId) -> Option<&'a str> {
        match &api.types[id.0].name {
            Name::Author(name) => Some(name),
            Name::Part(..) | Name::Operation(..) | Name::Webhook(..) | Name::Answer(..) => None,
        }
    }

    /// What a type is called, the same text for the same name in both descriptions.
    pub(super) fn key(&self, api: &Api, side: Side, id: TypeId) -> String {
        self.named(api, id, &|index| self.operation(side, index))
    }

    fn named(&self, api: &Api, id: TypeId, operation: &dyn Fn(usize) -> String) -> String {
        let mut steps: Vec<&Role> = Vec::new();
        let mut here = id;
        let begin = loop {
            match &api.types[here.0].name {
                Name::Part(owner, role) if steps.len() < MOST_OWNERS => {
                    steps.push(role);
                    here = *owner;
                }
                Name::Part(_, role) => break format!("{role:?}"),
                Name::Author(name) => break name.clone(),
                Name::Answer(name, role) => {
                    steps.push(role);
                    break format!("answer {name}");
                }
                Name::Webhook(index, role) => {
                    steps.push(role);
                    break format!("webhook {}", api.webhooks[*index].name);
                }
                Name::Operation(index, role) => {
                    steps.push(role);
                    break operation(*index);
                }
            }
        };
        steps.iter().rev().fold(begin, |text, role| text + &spelled(role))
    }

    /// What a type is named after: its author's name, or the place that it is part of.
    pub(super) fn words(&self, api: &Api, id: TypeId) -> String {
        self.named(api, id, &|index| spell::operation(&api.operations[index]))
    }

    fn operation(&self, side: Side, index: usize) -> String {
        match (side, self.partners.get(&index)) {
            (Side::Old, _) => format!("operation {index}"),
            (Side::New, Some(old)) => format!("operation {old}"),
            (Side::New, None) => format!("new operation {index}"),
        }
    }

    /// The Rust of a type, the same text for the same type in both descriptions.
    pub(super) fn text(&self, api: &Api, side: Side, ty: &Type) -> String {
        let inner = |ty: &Type| self.text(api, side, ty);
        match ty {
            Type::Array(ty) => format!("list<{}>", inner(ty)),
            Type::Map(ty) => format!("map<{}>", inner(ty)),
            Type::Nullable(ty) => format!("option<{}>", inner(ty)),
            Type::Tuple(items) => format!("({})", items.iter().map(inner).collect::<Vec<_>>().join(", ")),
            Type::Named(id) => self.key(api, side, *id),
            Type::Any
            | Type::Boolean
            | Type::Integer(_)
            | Type::Number { .. }
            | Type::String
            | Type::Base64
            | Type::Binary
            | Type::Own(_) => format!("{ty:?}"),
        }
    }
}

/// The steps to a part: ` › metadata › item`.
fn spelled(role: &Role) -> String {
    let steps = role.iter().map(|step| match step {
        Step::Member(name) | Step::Variant(name) | Step::Response(name) => format!(" › {name}"),
        Step::Item => " › []".to_owned(),
        Step::Value => " › {}".to_owned(),
        Step::Input => " › input".to_owned(),
        Step::Body => " › body".to_owned(),
    });
    steps.collect()
}

impl Walk<'_> {
    /// Whether `new` asks for a required value that it did not ask for, or the other way round, since the one value that it
    /// could be is not the only one any more.
    pub(super) fn is_asked_anew(&self, old: &Type, new: &Type) -> bool {
        let are_enums = matches!((old, new), (Type::Named(_), Type::Named(_)));
        are_enums && has_one_value(self.old, old) != has_one_value(self.new, new)
    }
}

/// Whether `new` asks for a value: it must be there, and there are several that it could be.
pub(super) fn is_asked(api: &Api, required: bool, ty: &Type) -> bool {
    required && !matches!(ty, Type::Nullable(_)) && !has_one_value(api, ty)
}

fn has_one_value(api: &Api, ty: &Type) -> bool {
    let Type::Named(id) = ty else { return false };
    matches!(&api.types[id.0].kind, Kind::Enum(listed) if listed.values.len() == 1 && !listed.open)
}

/// The type that a variant holds.
pub(super) fn held(value: &VariantValue) -> Option<&Type> {
    match value {
        VariantValue::Type(ty) => Some(ty),
        VariantValue::Constant(_) => None,
    }
}
