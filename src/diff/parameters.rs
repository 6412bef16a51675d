//! Parameters side by side: by place and name, those of a path by their order in it.

use super::{
    Kind, Subject,
    naming::is_asked,
    object::{is_renamed, is_telling},
    pairing::names_in,
    partners::Partners,
    rust::Rust,
    same::Same,
    spell,
    walk::{Spot, Walk},
    wire::Wire,
};
use crate::api::{Operation, Parameter, Type};

type Pair<'a> = (&'a Parameter, &'a Parameter);

impl<'a> Walk<'a> {
    /// Compares what goes into the path, the query, the headers and the cookies.
    pub(super) fn parameters(&mut self, old: &'a Operation, new: &'a Operation, spot: &Spot<'a>) {
        let partners = self.parameter_partners(old, new);
        for parameter in &old.parameters {
            match partners.partner(parameter) {
                Some(after) => self.parameter(parameter, after, spot),
                None => {
                    let asked = is_asked(self.old, parameter.required, &parameter.ty);
                    let (rust, wire) =
                        (Rust::FieldGone { asked }, Wire::Removed { required: parameter.required });
                    let spot = self.at(parameter, spot).at_old(&parameter.at);
                    let fact = spot.fact(Subject::Parameter, Kind::Removed, rust, wire);
                    self.report(
                        fact.from(Some(described(parameter, &spell::ty(self.old, &parameter.ty))), None),
                    );
                }
            }
        }
        for parameter in &partners.more {
            let asked = is_asked(self.new, parameter.required, &parameter.ty);
            let is_first = old.parameters.is_empty();
            let rust = if is_first { Rust::MethodTakes } else { Rust::FieldAdded { asked, first: false } };
            let wire = Wire::Added { required: parameter.required };
            let spot = self.at(parameter, spot).at_new(&parameter.at);
            let fact = spot.fact(Subject::Parameter, Kind::Added, rust, wire);
            self.report(fact.from(None, Some(described(parameter, &spell::ty(self.new, &parameter.ty)))));
        }
        self.parameter_order(&partners.both, spot);
    }

    fn at(&self, parameter: &Parameter, spot: &Spot<'a>) -> Spot<'a> {
        spot.step(spell::place(parameter.place)).step(&parameter.wire)
    }

    fn parameter_partners(&self, old: &'a Operation, new: &'a Operation) -> Partners<'a, Parameter> {
        let place = |parameter: &Parameter| spell::place(parameter.place);
        let mut partners = Partners::of(&old.parameters, &new.parameters);
        partners.by(|old, new| place(old) == place(new) && is_name(old, new));
        let (was, is) = (names_in(&old.path), names_in(&new.path));
        let turn =
            |names: &[&str], parameter: &Parameter| names.iter().position(|name| *name == parameter.wire);
        if was.len() == is.len() {
            partners.by(|old, new| {
                let (before, after) = (turn(&was, old), turn(&is, new));
                place(old) == "path" && place(new) == "path" && before.is_some() && before == after
            });
        }
        partners.by(|old, new| old.wire == new.wire);
        let is_only = partners.gone.len() == 1 && partners.more.len() == 1;
        let mut same = Same::new(self.old, self.new);
        partners.by_only(|old, new| {
            place(old) == place(new)
                && same.types(&old.ty, &new.ty)
                && is_renamed((&old.wire, &old.docs), (&new.wire, &new.docs), is_only && is_telling(&old.ty))
        });
        partners
    }

    fn parameter(&mut self, old: &'a Parameter, new: &'a Parameter, spot: &Spot<'a>) {
        let spot = self.at(old, spot).at(&old.at, &new.at);
        let depth =
            |required: bool, ty: &Type| usize::from(!required) + usize::from(matches!(ty, Type::Nullable(_)));
        let even =
            old.required != new.required && depth(old.required, &old.ty) == depth(new.required, &new.ty);
        let spot = Spot { even, said: true, ..spot };
        let (before, after) = (spell::place(old.place), spell::place(new.place));
        if before != after {
            let fact = spot.fact(Subject::Parameter, Kind::Moved, Rust::Nothing, Wire::Moved);
            self.report(fact.from(Some(before.to_owned()), Some(after.to_owned())));
        } else if old.place != new.place {
            let fact = spot.fact(Subject::Spelling, Kind::Changed, Rust::Nothing, Wire::Respelled);
            self.report(fact.from(spell::spelling(old.place), spell::spelling(new.place)));
        }
        if !is_name(old, new) {
            // What stands in a path is sent without its name.
            let wire = if before == "path" { Wire::Nothing } else { Wire::Renamed };
            let fact = spot.fact(Subject::Parameter, Kind::Renamed, Rust::FieldRenamed, wire);
            self.report(fact.from(Some(old.wire.clone()), Some(new.wire.clone())));
        }
        match (old.required, new.required) {
            (false, true) => {
                let asked = is_asked(self.new, true, &new.ty);
                let rust = if even { Rust::Nothing } else { Rust::FieldRequired { asked } };
                self.report(spot.fact(Subject::Parameter, Kind::Required, rust, Wire::Required));
            }
            (true, false) => {
                let asked = is_asked(self.old, true, &old.ty);
                let rust = if even { Rust::Nothing } else { Rust::FieldOptional { asked } };
                self.report(spot.fact(Subject::Parameter, Kind::Optional, rust, Wire::Optional));
            }
            (true, true) if self.is_asked_anew(&old.ty, &new.ty) => {
                let fact =
                    spot.fact(Subject::Parameter, Kind::Changed, Rust::ArgumentsChanged, Wire::Nothing);
                self.report(fact);
            }
            (true, true) | (false, false) => {}
        }
        let warned = if is_asked(self.new, new.required, &new.ty) { Rust::Docs } else { Rust::Deprecated };
        self.docs(&old.docs, &new.docs, Subject::Parameter, warned, &spot);
        self.types(&old.ty, &new.ty, &spot);
    }

    /// Compares the order of what `new` asks for.
    fn parameter_order(&mut self, pairs: &[Pair<'a>], spot: &Spot<'a>) {
        let mut asked: Vec<Pair<'a>> = pairs.to_vec();
        asked.retain(|(old, new)| {
            is_asked(self.old, old.required, &old.ty) && is_asked(self.new, new.required, &new.ty)
        });
        // Parameters are parts of one list each, so that their addresses are their order.
        asked.sort_by_key(|(old, _)| std::ptr::from_ref(*old));
        let before: Vec<&str> = asked.iter().map(|(old, _)| old.wire.as_str()).collect();
        asked.sort_by_key(|(_, new)| std::ptr::from_ref(*new));
        let after: Vec<&str> = asked.iter().map(|(old, _)| old.wire.as_str()).collect();
        if before != after {
            let fact =
                spot.fact(Subject::Parameter, Kind::Reordered, Rust::ArgumentsReordered, Wire::Nothing);
            self.report(fact.from(Some(before.join(", ")), Some(after.join(", "))));
        }
    }
}

/// Whether two parameters of one place have one name; those of headers count without case (RFC 9110, section 5.1).
fn is_name(old: &Parameter, new: &Parameter) -> bool {
    match spell::place(old.place) {
        "header" => old.wire.eq_ignore_ascii_case(&new.wire),
        _ => old.wire == new.wire,
    }
}

fn described(parameter: &Parameter, ty: &str) -> String {
    format!("{}{ty}", if parameter.required { "required " } else { "" })
}
