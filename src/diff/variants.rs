//! The values of enums and the variants of unions side by side.

use super::{
    Kind, Subject,
    naming::held,
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
        for value in old.values.iter().filter(|value| !new.values.contains(value)) {
            // Where any other value is allowed, this one still is.
            let wire = if new.open { Wire::Nothing } else { Wire::Narrowed };
            let spot = spot.step(&spell::constant(value));
            self.report(spot.fact(Subject::Value, Kind::Removed, Rust::VariantGone, wire));
        }
        for value in new.values.iter().filter(|value| !old.values.contains(value)) {
            let wire = match (old.open, is_boolean) {
                (true, _) => Wire::Nothing,
                (false, true) => Wire::Widened,
                (false, false) => Wire::WidenedKept,
            };
            let spot = spot.step(&spell::constant(value));
            self.report(spot.fact(Subject::Value, Kind::Added, Rust::VariantAdded, wire));
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
        let common = |one: &'a Enum, other: &Enum| -> Vec<&'a Constant> {
            one.values.iter().filter(|value| other.values.contains(value)).collect()
        };
        if common(old, new) != common(new, old) && !new.open {
            self.report(spot.fact(Subject::Value, Kind::Reordered, Rust::VariantsReordered, Wire::Nothing));
        }
    }

    /// Compares two unions variant by variant.
    pub(super) fn unions(&mut self, old: &'a Union, new: &'a Union, spot: &Spot<'a>) {
        let pairs = self.variant_pairs(&old.variants, &new.variants);
        for variant in &old.variants {
            match pairs.iter().find(|(before, _)| std::ptr::eq(*before, variant)) {
                Some((_, after)) => self.variants(variant, after, spot),
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
        for variant in &new.variants {
            if !pairs.iter().any(|(_, after)| std::ptr::eq(*after, variant)) {
                let spot = spot.step(&word(self.new, variant));
                self.report(spot.fact(Subject::Variant, Kind::Added, Rust::VariantAdded, Wire::WidenedKept));
            }
        }
    }

    /// The variants that belong together: of one name, then with one tag, then of one content, then the last of each.
    fn variant_pairs(&self, old: &'a [Variant], new: &'a [Variant]) -> Vec<(&'a Variant, &'a Variant)> {
        let mut same = Same::new(self.old, self.new);
        let mut pairs = Pairs { gone: old.iter().collect(), more: new.iter().collect(), both: Vec::new() };
        pairs.by(|old, new| same.variants(old, new) && old.name == new.name);
        pairs.by(|old, new| {
            self.author_of(self.old, old).is_some_and(|name| Some(name) == self.author_of(self.new, new))
        });
        pairs.by(|old, new| tags(old).is_some_and(|tags_of_old| Some(tags_of_old) == tags(new)));
        pairs.by(|old, new| same.variants(old, new));
        pairs.by(|old, new| old.name.is_some() && old.name == new.name);
        // What is the only one of its sort left is what it was, in another form.
        let kind = |variant: &Variant| held(&variant.value).map(std::mem::discriminant);
        if let (&[one], &[other]) = (&pairs.gone[..], &pairs.more[..]) {
            let are_types = kind(one).is_some() && kind(one) == kind(other);
            pairs.by(|_, _| are_types);
        }
        pairs.both
    }

    fn author_of<'b>(&self, api: &'b Api, variant: &Variant) -> Option<&'b str> {
        match held(&variant.value)? {
            Type::Named(id) => self.names.author(api, *id),
            _ => None,
        }
    }

    fn variants(&mut self, old: &'a Variant, new: &'a Variant, spot: &Spot<'a>) {
        let inner = spot.step(&word(self.old, old));
        if tags(old) != tags(new) && tags(old).is_some() && tags(new).is_some() {
            let list = |variant: &Variant| {
                tags(variant).map(|(member, values)| format!("{member}: {}", values.join(", ")))
            };
            let fact = inner.fact(Subject::Variant, Kind::Changed, Rust::Nothing, Wire::Changed);
            self.report(fact.from(list(old), list(new)));
        }
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

    /// Whether two variants are named after the types that they hold, whose names are compared there.
    fn is_same_author(&self, old: &Variant, new: &Variant) -> bool {
        let name = |api, variant: &Variant| self.author_of(api, variant).map(str::to_owned);
        let (before, after) = (name(self.old, old), name(self.new, new));
        before.is_some() && before == old.name && after.is_some() && after == new.name
    }
}

/// Variants that wait for partners.
struct Pairs<'a> {
    gone: Vec<&'a Variant>,
    more: Vec<&'a Variant>,
    both: Vec<(&'a Variant, &'a Variant)>,
}

impl<'a> Pairs<'a> {
    /// Pairs each with the first that is alike.
    fn by(&mut self, mut alike: impl FnMut(&'a Variant, &'a Variant) -> bool) {
        for old in std::mem::take(&mut self.gone) {
            match self.more.iter().position(|new| alike(old, new)) {
                Some(at) => self.both.push((old, self.more.remove(at))),
                None => self.gone.push(old),
            }
        }
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
