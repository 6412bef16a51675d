//! The values of enums and the variants of unions side by side.

use std::collections::HashSet;

use super::{
    Kind, Subject,
    naming::held,
    partners::Partners,
    rust::Rust,
    same::Same,
    spell,
    walk::{Spot, Walk},
    wire::Wire,
};
use crate::api::{Api, Constant, Enum, Test, Type, Union, Variant, VariantValue};

impl<'a> Walk<'a> {
    /// Compares two enums value by value.
    pub(super) fn enums(&mut self, old: &'a Enum, new: &'a Enum, spot: &Spot<'a>) {
        let is_boolean = matches!(old.values.first(), Some(Constant::Boolean(_)));
        let (before, after): (HashSet<_>, HashSet<_>) =
            (old.values.iter().collect(), new.values.iter().collect());
        for value in old.values.iter().filter(|value| !after.contains(value)) {
            // Where any other value is allowed, this one still is.
            let wire = if new.open { Wire::Nothing } else { Wire::Narrowed };
            let spot = spot.step(&spell::constant(value));
            self.report(spot.fact(Subject::Value, Kind::Removed, Rust::VariantGone, wire));
        }
        let is_closed = !old.open && !new.open;
        let last_kept = new.values.iter().rposition(|value| before.contains(value));
        for (index, value) in new.values.iter().enumerate().filter(|(_, value)| !before.contains(value)) {
            let wire = match (old.open, is_boolean) {
                (true, _) => Wire::Nothing,
                (false, true) => Wire::Widened,
                (false, false) => Wire::WidenedKept,
            };
            let spot = spot.step(&spell::constant(value));
            let is_inserted = is_closed && last_kept.is_some_and(|last| index < last);
            let rust = if is_inserted { Rust::VariantInserted } else { Rust::VariantAdded };
            self.report(spot.fact(Subject::Value, Kind::Added, rust, wire));
        }
        match (old.open, new.open) {
            (false, true) => {
                self.report(spot.fact(Subject::Type, Kind::Widened, Rust::Openness, Wire::WidenedKept));
            }
            (true, false) => {
                self.report(spot.fact(Subject::Type, Kind::Narrowed, Rust::Openness, Wire::Narrowed));
            }
            (true, true) | (false, false) => {}
        }
        let kept = old.values.iter().filter(|value| after.contains(value));
        if !new.open && kept.ne(new.values.iter().filter(|value| before.contains(value))) {
            self.report(spot.fact(Subject::Value, Kind::Reordered, Rust::VariantsReordered, Wire::Nothing));
        }
    }

    /// Compares two unions variant by variant.
    pub(super) fn unions(&mut self, old: &'a Union, new: &'a Union, spot: &Spot<'a>) {
        let partners = self.variant_partners(&old.variants, &new.variants);
        for variant in &old.variants {
            match partners.partner(variant) {
                Some(after) => self.variants(variant, after, spot),
                None => {
                    let spot = spot.step(&word(self.old, variant));
                    self.report(spot.fact(
                        Subject::Variant,
                        Kind::Removed,
                        Rust::VariantGone,
                        Wire::Narrowed,
                    ));
                }
            }
        }
        for variant in &partners.more {
            let spot = spot.step(&word(self.new, variant));
            self.report(spot.fact(Subject::Variant, Kind::Added, Rust::VariantAdded, Wire::WidenedKept));
        }
    }

    /// The variants that belong together: of one name, then with one tag, then of one content, then the last of each.
    fn variant_partners(&self, old: &'a [Variant], new: &'a [Variant]) -> Partners<'a, Variant> {
        let mut same = Same::new(self.old, self.new);
        let mut partners = Partners::of(old, new);
        partners.by(|old, new| same.variants(old, new) && old.name == new.name);
        partners.by(|old, new| {
            self.author_of(self.old, old).is_some_and(|name| Some(name) == self.author_of(self.new, new))
        });
        partners.by(|old, new| tags(old).is_some_and(|tags_of_old| Some(tags_of_old) == tags(new)));
        partners.by(|old, new| same.variants(old, new));
        partners.by(|old, new| old.name.is_some() && old.name == new.name);
        // What is the only one of its sort left is what it was, in another form.
        let kind = |variant: &Variant| held(&variant.value).map(std::mem::discriminant);
        if let (&[one], &[other]) = (&partners.gone[..], &partners.more[..]) {
            let are_types = kind(one).is_some() && kind(one) == kind(other);
            partners.by(|_, _| are_types);
        }
        partners
    }

    fn author_of<'b>(&self, api: &'b Api, variant: &Variant) -> Option<&'b str> {
        let Type::Named(id) = held(&variant.value)? else { return None };
        self.names.author(api, *id)
    }

    fn variants(&mut self, old: &'a Variant, new: &'a Variant, spot: &Spot<'a>) {
        let inner = spot.step(&word(self.old, old));
        self.tags(old, new, &inner);
        if old.name != new.name && held(&old.value).is_some() && !self.is_same_author(old, new) {
            let fact = inner.fact(Subject::Variant, Kind::Renamed, Rust::VariantRenamed, Wire::Nothing);
            self.report(fact.from(old.name.clone(), new.name.clone()));
        }
        if let (VariantValue::Type(old_type), VariantValue::Type(new_type)) = (&old.value, &new.value) {
            if !matches!((old_type, new_type), (Type::Named(_), Type::Named(_))) {
                self.docs(&old.docs, &new.docs, Subject::Variant, Rust::Docs, &inner);
            }
            self.types(old_type, new_type, &inner);
        }
    }

    /// Compares what tells a variant from the others.
    fn tags(&mut self, old: &Variant, new: &Variant, spot: &Spot<'a>) {
        let (Some((member, before)), Some((other, after))) = (tags(old), tags(new)) else { return };
        let gone = before.iter().any(|value| !after.contains(value));
        let more = after.iter().any(|value| !before.contains(value));
        let (kind, wire) = match (gone, more) {
            _ if member != other => (Kind::Changed, Wire::Changed),
            (false, false) => return,
            (false, true) => (Kind::Widened, Wire::WidenedKept),
            (true, false) => (Kind::Narrowed, Wire::Narrowed),
            (true, true) => (Kind::Changed, Wire::Changed),
        };
        let list = |member: &str, values: &[String]| spell::cut(&format!("{member}: {}", values.join(", ")));
        let fact = spot.fact(Subject::Variant, kind, Rust::Nothing, wire);
        self.report(fact.from(list(member, before), list(other, after)));
    }

    /// Whether two variants are named after the types that they hold, whose names are compared there.
    fn is_same_author(&self, old: &Variant, new: &Variant) -> bool {
        let name = |api, variant: &Variant| self.author_of(api, variant).map(str::to_owned);
        let (before, after) = (name(self.old, old), name(self.new, new));
        before.is_some() && before == old.name && after.is_some() && after == new.name
    }
}

/// The member, and its values, that tell a variant.
fn tags(variant: &Variant) -> Option<(&String, &Vec<String>)> {
    match &variant.test {
        Test::Tag { member, values, .. } => Some((member, values)),
        Test::Json(_) | Test::Members(_) | Test::Trial => None,
    }
}

/// What a variant is called in a path.
fn word(api: &Api, variant: &Variant) -> String {
    match (&variant.name, &variant.value) {
        (_, VariantValue::Constant(value)) => spell::constant(value),
        (Some(name), VariantValue::Type(_)) => name.clone(),
        (None, VariantValue::Type(ty)) => spell::ty(api, ty),
    }
}
