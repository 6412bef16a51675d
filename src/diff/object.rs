//! The members of objects side by side.

use super::{
    Kind, Subject,
    naming::is_asked,
    partners::Partners,
    rust::Rust,
    same::Same,
    spell,
    walk::{Spot, Walk},
    wire::Wire,
};
use crate::api::{Api, Docs, Field, Object, Type};

impl<'a> Walk<'a> {
    /// Compares two objects member by member.
    pub(super) fn objects(&mut self, old: &'a Object, new: &'a Object, spot: &Spot<'a>) {
        let partners = self.field_partners(&old.fields, &new.fields);
        for field in &old.fields {
            match partners.partner(field) {
                Some(after) => self.fields(field, after, spot),
                None => {
                    let asked = is_asked(self.old, field.required, &field.ty);
                    let (rust, wire) =
                        (Rust::FieldGone { asked }, Wire::Removed { required: field.required });
                    let fact = spot.step(&field.wire).at_old(&field.at).fact(
                        Subject::Field,
                        Kind::Removed,
                        rust,
                        wire,
                    );
                    self.report(fact.from(self.described(self.old, field), None));
                }
            }
        }
        for field in &partners.more {
            let asked = is_asked(self.new, field.required, &field.ty);
            let first = field.required && !old.fields.iter().any(|field| field.required);
            let rust = Rust::FieldAdded { asked, first };
            let wire = Wire::Added { required: field.required };
            let fact = spot.step(&field.wire).at_new(&field.at).fact(Subject::Field, Kind::Added, rust, wire);
            self.report(fact.from(None, self.described(self.new, field)));
        }
        self.arguments(&partners.both, spot);
        self.additional(old, new, spot);
    }

    /// `required string`
    fn described(&self, api: &Api, field: &Field) -> Option<String> {
        let must = if field.required { "required " } else { "" };
        Some(format!("{must}{}", spell::ty(api, &field.ty)))
    }

    /// The members that belong together, by name, or by content where one is gone and one is new.
    fn field_partners(&self, old: &'a [Field], new: &'a [Field]) -> Partners<'a, Field> {
        let mut partners = Partners::of(old, new);
        partners.by(|old, new| old.wire == new.wire);
        let is_only = partners.gone.len() == 1 && partners.more.len() == 1;
        let mut same = Same::new(self.old, self.new);
        partners.by_only(|old, new| {
            is_renamed((&old.wire, &old.docs), (&new.wire, &new.docs), is_only && is_telling(&old.ty))
                && same.types(&old.ty, &new.ty)
        });
        partners
    }

    fn fields(&mut self, old: &'a Field, new: &'a Field, spot: &Spot<'a>) {
        let spot = spot.step(&old.wire).at(&old.at, &new.at);
        let depth =
            |required: bool, ty: &Type| usize::from(!required) + usize::from(matches!(ty, Type::Nullable(_)));
        let even =
            old.required != new.required && depth(old.required, &old.ty) == depth(new.required, &new.ty);
        let spot = Spot { even, said: true, optional: !old.required && !new.required, ..spot };
        if old.wire != new.wire {
            let (before, after) = (Some(old.wire.clone()), Some(new.wire.clone()));
            self.report(
                spot.fact(Subject::Field, Kind::Renamed, Rust::FieldRenamed, Wire::Renamed)
                    .from(before, after),
            );
        }
        match (old.required, new.required) {
            (false, true) => {
                let asked = is_asked(self.new, true, &new.ty);
                let rust = if even { Rust::Nothing } else { Rust::FieldRequired { asked } };
                self.report(spot.fact(Subject::Field, Kind::Required, rust, Wire::Required));
            }
            (true, false) => {
                let asked = is_asked(self.old, true, &old.ty);
                let rust = if even { Rust::Nothing } else { Rust::FieldOptional { asked } };
                self.report(spot.fact(Subject::Field, Kind::Optional, rust, Wire::Optional));
            }
            (true, true) if self.is_asked_anew(&old.ty, &new.ty) => {
                let fact = spot.fact(Subject::Field, Kind::Changed, Rust::ArgumentsChanged, Wire::Nothing);
                self.report(fact);
            }
            (true, true) | (false, false) => {}
        }
        // Only setters warn; what `new` asks for has none.
        let warned = if is_asked(self.new, new.required, &new.ty) { Rust::Docs } else { Rust::Deprecated };
        self.docs(&old.docs, &new.docs, Subject::Field, warned, &spot);
        self.types(&old.ty, &new.ty, &spot);
    }

    /// Compares the order of what `new` asks for.
    fn arguments(&mut self, pairs: &[(&'a Field, &'a Field)], spot: &Spot<'a>) {
        let asked = |(old, new): &&(&Field, &Field)| {
            is_asked(self.old, old.required, &old.ty) && is_asked(self.new, new.required, &new.ty)
        };
        let (before, after) = orders(pairs.iter().filter(asked).copied().collect());
        if before != after {
            let fact = spot.fact(Subject::Field, Kind::Reordered, Rust::ArgumentsReordered, Wire::Nothing);
            let names = |fields: Vec<&str>| Some(spell::cut(&fields.join(", ")));
            self.report(fact.from(names(before), names(after)));
        }
    }

    fn additional(&mut self, old: &'a Object, new: &'a Object, spot: &Spot<'a>) {
        let spot = spot.step("{}");
        match (&old.additional, &new.additional) {
            (Some(old), Some(new)) => self.types(old, new, &spot),
            (None, Some(ty)) => {
                let rust = Rust::FieldAdded { asked: false, first: false };
                let after = Some(spell::ty(self.new, ty));
                self.report(
                    spot.fact(Subject::Field, Kind::Added, rust, Wire::WidenedKept).from(None, after),
                );
            }
            (Some(ty), None) => {
                let rust = Rust::FieldGone { asked: false };
                let before = Some(spell::ty(self.old, ty));
                self.report(
                    spot.fact(Subject::Field, Kind::Removed, rust, Wire::Narrowed).from(before, None),
                );
            }
            (None, None) => {}
        }
    }
}

/// The names of the old members in their order, and in that of the new ones.
fn orders<'f>(mut pairs: Vec<(&'f Field, &'f Field)>) -> (Vec<&'f str>, Vec<&'f str>) {
    // Fields are parts of one list each, so that their addresses are their order.
    pairs.sort_by_key(|(old, _)| std::ptr::from_ref(*old));
    let before = pairs.iter().map(|(old, _)| old.wire.as_str()).collect();
    pairs.sort_by_key(|(_, new)| std::ptr::from_ref(*new));
    let after = pairs.iter().map(|(old, _)| old.wire.as_str()).collect();
    (before, after)
}

/// Whether two names, with what is said about them, can be two names of one thing of the same type.
pub(super) fn is_renamed(old: (&str, &Docs), new: (&str, &Docs), is_only: bool) -> bool {
    let plain =
        |name: &str| name.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>().to_lowercase();
    let said = |docs: &Docs| docs.description.clone();
    let same_words = said(old.1).is_some() && said(old.1) == said(new.1);
    same_words || plain(old.0) == plain(new.0) || (is_only && said(old.1).is_none() && said(new.1).is_none())
}

/// Whether few things are of this type, so that the type alone tells what a thing is.
pub(super) fn is_telling(ty: &Type) -> bool {
    match ty {
        Type::Named(_) | Type::Tuple(_) => true,
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => is_telling(inner),
        Type::Any
        | Type::Boolean
        | Type::Integer(_)
        | Type::Number { .. }
        | Type::String
        | Type::Base64
        | Type::Binary
        | Type::Own(_) => false,
    }
}
