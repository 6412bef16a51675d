//! Whether two things are the same on the wire: what tells a rename from a removal beside an addition.
//!
//! Types that hold themselves are the same where no difference is found on the way back to them.

use std::collections::HashSet;

use super::usage::content_type;
use crate::api::{Api, Content, Field, Kind, Operation, Response, Type, TypeId, Variant, VariantValue};

/// Compares the parts of two APIs.
pub(super) struct Same<'a> {
    old: &'a Api,
    new: &'a Api,
    /// The pairs of types that are the same, or that are taken for it until a difference is found.
    assumed: HashSet<(TypeId, TypeId)>,
    /// The pairs that differ.
    refuted: HashSet<(TypeId, TypeId)>,
    depth: usize,
}

/// How deep types may stand in each other before they count as different.
const DEEPEST: usize = 200;

impl<'a> Same<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        Same { old, new, assumed: HashSet::new(), refuted: HashSet::new(), depth: 0 }
    }

    /// Whether two operations take and give the same, wherever they are asked.
    pub(super) fn operations(&mut self, old: &Operation, new: &Operation) -> bool {
        let parameters = all(&old.parameters, &new.parameters, |old, new| {
            old.wire == new.wire
                && old.place == new.place
                && old.required == new.required
                && self.types(&old.ty, &new.ty)
        });
        let body = match (&old.body, &new.body) {
            (None, None) => true,
            (Some(old), Some(new)) => {
                old.required == new.required && self.contents(&old.contents, &new.contents)
            }
            (Some(_), None) | (None, Some(_)) => false,
        };
        parameters && body && all(&old.responses, &new.responses, |old, new| self.responses(old, new))
    }

    fn responses(&mut self, old: &Response, new: &Response) -> bool {
        old.status == new.status && self.contents(&old.contents, &new.contents)
    }

    fn contents(&mut self, old: &[Content], new: &[Content]) -> bool {
        all(old, new, |old, new| {
            old.essence().eq_ignore_ascii_case(new.essence())
                && match (content_type(old), content_type(new)) {
                    (Some(old), Some(new)) => self.types(old, new),
                    (old, new) => old.is_none() && new.is_none(),
                }
        })
    }

    /// Whether two types have the same values.
    pub(super) fn types(&mut self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Named(old), Type::Named(new)) => self.named(*old, *new),
            (Type::Array(old), Type::Array(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Nullable(old), Type::Nullable(new)) => self.types(old, new),
            (Type::Tuple(old), Type::Tuple(new)) => all(old, new, |old, new| self.types(old, new)),
            (old, new) => old == new && old.named().is_empty(),
        }
    }

    fn named(&mut self, old: TypeId, new: TypeId) -> bool {
        let pair = (old, new);
        if self.refuted.contains(&pair) || self.depth >= DEEPEST {
            return false;
        }
        if !self.assumed.insert(pair) {
            return true;
        }
        self.depth += 1;
        let is_same = self.kinds(&self.old.types[old.0].kind, &self.new.types[new.0].kind);
        self.depth -= 1;
        if !is_same {
            self.refuted.insert(pair);
            // What was found the same under this assumption need not be.
            self.assumed.clear();
        }
        is_same
    }

    fn kinds(&mut self, old: &Kind, new: &Kind) -> bool {
        match (old, new) {
            (Kind::Object(old), Kind::Object(new)) => {
                let additional = match (&old.additional, &new.additional) {
                    (Some(old), Some(new)) => self.types(old, new),
                    (old, new) => old.is_none() && new.is_none(),
                };
                additional && all(&old.fields, &new.fields, |old, new| self.fields(old, new))
            }
            (Kind::Enum(old), Kind::Enum(new)) => old.values == new.values && old.open == new.open,
            (Kind::Union(old), Kind::Union(new)) => {
                all(&old.variants, &new.variants, |old, new| self.variants(old, new))
            }
            (Kind::Alias(old), Kind::Alias(new)) => self.types(old, new),
            (Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_), _) => false,
        }
    }

    fn fields(&mut self, old: &Field, new: &Field) -> bool {
        old.wire == new.wire && old.required == new.required && self.types(&old.ty, &new.ty)
    }

    /// Whether two variants of unions hold the same.
    pub(super) fn variants(&mut self, old: &Variant, new: &Variant) -> bool {
        match (&old.value, &new.value) {
            (VariantValue::Constant(old), VariantValue::Constant(new)) => old == new,
            (VariantValue::Type(old), VariantValue::Type(new)) => self.types(old, new),
            (VariantValue::Constant(_) | VariantValue::Type(_), _) => false,
        }
    }
}

fn all<T>(old: &[T], new: &[T], mut same: impl FnMut(&T, &T) -> bool) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(old, new))
}
