//! Types at one place, side by side.

use super::{
    Kind, Subject,
    naming::{Side, held},
    rust::Rust,
    same::Same,
    spell,
    walk::{Spot, Walk},
    wire::Wire,
};
use crate::api::{self, Constant, Integer, Type, TypeId};

/// How the values of one type lie to those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// All values of the new type are values of the old one.
    Narrower,
    /// All values of the old type are values of the new one.
    Wider,
    /// The same, and what is unknown to those who read is kept.
    WiderKept,
    /// Neither.
    Other,
}

impl<'a> Walk<'a> {
    /// Compares the types of a value.
    pub(super) fn types(&mut self, old: &'a Type, new: &'a Type, spot: &Spot<'a>) {
        match (old, new) {
            (Type::Nullable(old), Type::Nullable(new)) => self.types(old, new, spot),
            (Type::Nullable(inner), _) if !is_null_inside(self.new, new) => {
                self.null(old, new, Kind::Narrowed, Wire::Narrowed, spot);
                self.types(inner, new, spot);
            }
            (_, Type::Nullable(inner)) if !is_null_inside(self.old, old) => {
                // What may be absent is read as absent where it is null.
                let wire = if spot.optional { Wire::Loosened } else { Wire::Widened };
                self.null(old, new, Kind::Widened, wire, spot);
                self.types(old, inner, spot);
            }
            (Type::Named(old), Type::Named(new)) if self.are_alike(*old, *new) => self.meet(*old, *new, spot),
            (Type::Named(id), _) if self.alias(Side::Old, *id).is_some() => {
                self.unaliased(self.alias(Side::Old, *id), Some(new), spot);
            }
            (_, Type::Named(id)) if self.alias(Side::New, *id).is_some() => {
                self.unaliased(Some(old), self.alias(Side::New, *id), spot);
            }
            (Type::Array(old), Type::Array(new)) => self.types(old, new, &spot.step("[]").said_above(spot)),
            (Type::Map(old), Type::Map(new)) => self.types(old, new, &spot.step("{}").said_above(spot)),
            (Type::Tuple(old), Type::Tuple(new)) if old.len() == new.len() => {
                for (index, (old, new)) in old.iter().zip(new).enumerate() {
                    self.types(old, new, &spot.step(&format!("[{index}]")));
                }
            }
            (old, new) if old == new && old.named().is_empty() => {}
            (old, new) => self.other(old, new, spot),
        }
    }

    fn null(&mut self, old: &Type, new: &Type, kind: Kind, wire: Wire, spot: &Spot<'_>) {
        let rust = if spot.even { Rust::Nothing } else { Rust::TypeChanged };
        let (before, after) = (spell::ty(self.old, old), spell::ty(self.new, new));
        self.report(spot.fact(Subject::Type, kind, rust, wire).from(before, after));
    }

    fn unaliased(&mut self, old: Option<&'a Type>, new: Option<&'a Type>, spot: &Spot<'a>) {
        if let (Some(old), Some(new)) = (old, new) {
            self.types(old, new, spot);
        }
    }

    /// What a type is another name for.
    fn alias(&self, side: Side, id: TypeId) -> Option<&'a Type> {
        let api = match side {
            Side::Old => self.old,
            Side::New => self.new,
        };
        match &api.types[id.0].kind {
            api::Kind::Alias(ty) => Some(ty),
            api::Kind::Object(_) | api::Kind::Enum(_) | api::Kind::Union(_) => None,
        }
    }

    /// Whether two definitions can be compared part by part.
    fn are_alike(&self, old: TypeId, new: TypeId) -> bool {
        match (&self.old.types[old.0].kind, &self.new.types[new.0].kind) {
            (api::Kind::Object(_), api::Kind::Object(_)) | (api::Kind::Union(_), api::Kind::Union(_)) => true,
            (api::Kind::Enum(old), api::Kind::Enum(new)) => {
                let kind = |listed: &api::Enum| listed.values.first().map(std::mem::discriminant);
                kind(old) == kind(new)
            }
            (api::Kind::Alias(_), api::Kind::Alias(_)) => {
                self.names.author(self.old, old) == self.names.author(self.new, new)
            }
            (api::Kind::Object(_) | api::Kind::Enum(_) | api::Kind::Union(_) | api::Kind::Alias(_), _) => {
                false
            }
        }
    }

    /// Reports two types of which one is not the other, and compares what a union has of the other.
    fn other(&mut self, old: &'a Type, new: &'a Type, spot: &Spot<'a>) {
        let (old_arm, new_arm) = (self.arm_like(Side::Old, old, new), self.arm_like(Side::New, new, old));
        let relation = match (old_arm, new_arm) {
            (Some(_), _) => Relation::Narrower,
            (None, Some(_)) => Relation::WiderKept,
            (None, None) => self.relation(old, new),
        };
        let (kind, wire) = match relation {
            Relation::Narrower => (Kind::Narrowed, Wire::Narrowed),
            // A client that knew one type only does not know that there are others.
            Relation::Wider => (Kind::Widened, Wire::Widened),
            Relation::WiderKept if new_arm.is_some() => (Kind::Widened, Wire::Widened),
            Relation::WiderKept => (Kind::Widened, Wire::WidenedKept),
            Relation::Other => (Kind::Changed, Wire::Changed),
        };
        let (before, after) = (spell::ty(self.old, old), spell::ty(self.new, new));
        self.report(spot.fact(Subject::Type, kind, Rust::TypeChanged, wire).from(before, after));
        match (old_arm, new_arm) {
            (Some(arm), _) => self.types(arm, new, spot),
            (None, Some(arm)) => self.types(old, arm, spot),
            (None, None) => {}
        }
    }

    /// The variant of a union that is another type: of the same name, or of the same content.
    fn arm_like(&self, side: Side, union: &'a Type, other: &Type) -> Option<&'a Type> {
        let Type::Named(id) = union else { return None };
        let (api, others) = match side {
            Side::Old => (self.old, self.new),
            Side::New => (self.new, self.old),
        };
        let api::Kind::Union(union) = &api.types[id.0].kind else { return None };
        let mut same = Same::new(api, others);
        let is_it = |ty: &&Type| {
            let named = if let (Type::Named(one), Type::Named(other)) = (ty, other) {
                let name = self.names.author(api, *one);
                name.is_some() && name == self.names.author(others, *other)
            } else {
                false
            };
            named || same.types(ty, other)
        };
        union.variants.iter().filter_map(|variant| held(&variant.value)).find(is_it)
    }

    fn relation(&self, old: &Type, new: &Type) -> Relation {
        let forth = wider(kind_of(self.old, old), old, new);
        let back = wider(kind_of(self.new, new), new, old);
        match (forth, back) {
            (Some(relation), _) => relation,
            (None, Some(_)) => Relation::Narrower,
            (None, None) => Relation::Other,
        }
    }
}

fn kind_of<'a>(api: &'a api::Api, ty: &Type) -> Option<&'a api::Kind> {
    if let Type::Named(id) = ty { Some(&api.types[id.0].kind) } else { None }
}

/// How a type that has all values of a narrow one is wider than that; nothing where it has not.
fn wider(narrow_kind: Option<&api::Kind>, narrow: &Type, wide: &Type) -> Option<Relation> {
    let first = |kind: Option<&api::Kind>| match kind {
        Some(api::Kind::Enum(listed)) => listed.values.first().cloned(),
        Some(api::Kind::Object(_) | api::Kind::Union(_) | api::Kind::Alias(_)) | None => None,
    };
    match (narrow, wide) {
        (_, Type::Any) => Some(Relation::Wider),
        (Type::Integer(narrow), Type::Integer(wide)) => holds(*wide, *narrow).then_some(Relation::Wider),
        (Type::Integer(_), Type::Number { .. }) => Some(Relation::Wider),
        (Type::Number { single: true }, Type::Number { single: false }) => Some(Relation::Wider),
        (Type::Base64, Type::String) => Some(Relation::Wider),
        (Type::Named(_), Type::Map(_)) if matches!(narrow_kind, Some(api::Kind::Object(_))) => {
            matches!(wide, Type::Map(inner) if **inner == Type::Any).then_some(Relation::Wider)
        }
        (Type::Named(_), Type::String) => {
            matches!(first(narrow_kind), Some(Constant::String(_))).then_some(Relation::WiderKept)
        }
        (Type::Named(_), Type::Integer(_) | Type::Number { .. }) => {
            matches!(first(narrow_kind), Some(Constant::Integer(_))).then_some(Relation::WiderKept)
        }
        (Type::Named(_), Type::Boolean) => {
            matches!(first(narrow_kind), Some(Constant::Boolean(_))).then_some(Relation::Wider)
        }
        (
            Type::Any
            | Type::Boolean
            | Type::Integer(_)
            | Type::Number { .. }
            | Type::String
            | Type::Base64
            | Type::Binary
            | Type::Own(_)
            | Type::Array(_)
            | Type::Map(_)
            | Type::Tuple(_)
            | Type::Nullable(_)
            | Type::Named(_),
            _,
        ) => None,
    }
}

fn holds(wide: Integer, narrow: Integer) -> bool {
    let ((least, most), (low, high)) = (wide.range(), narrow.range());
    least <= low && high <= most
}

/// Whether null is a value of a type by another name.
fn is_null_inside(api: &api::Api, ty: &Type) -> bool {
    match ty {
        Type::Nullable(_) | Type::Any => true,
        Type::Named(id) => match &api.types[id.0].kind {
            api::Kind::Alias(ty) => is_null_inside(api, ty),
            api::Kind::Object(_) | api::Kind::Enum(_) | api::Kind::Union(_) => false,
        },
        Type::Boolean
        | Type::Integer(_)
        | Type::Number { .. }
        | Type::String
        | Type::Base64
        | Type::Binary
        | Type::Own(_)
        | Type::Array(_)
        | Type::Map(_)
        | Type::Tuple(_) => false,
    }
}

impl Spot<'_> {
    /// The items of what something was said about are said something about there.
    fn said_above(self, above: &Self) -> Self {
        Spot { said: above.said, ..self }
    }
}
