//! What `--validate` adds: functions that check requests against what the source says of their values.
//!
//! In: the facts beside types and fields. Out: lines of Rust for each type that requests hold. Only values that users
//! write are checked, and only when they ask: the server knows better, and its answers are taken as they are.

mod limits;
mod place;
mod request;

use std::collections::BTreeSet;

use self::{
    limits::{inner_notes, is_kept, limit, limits, member_check, text_check, words},
    place::Place,
};
use super::{Shaping, bounds};
use crate::{
    api::{Kind, Limit, Note, Object, Type, TypeId, VariantValue},
    diagnostics::{Diagnostics, Location, OutputProblem},
    rust::{Struct, Validate},
};

/// The types that have something to check, themselves or in what they hold.
#[derive(Default)]
pub(super) struct Checked(BTreeSet<TypeId>);

impl Shaping<'_> {
    /// The types that have something to check.
    pub(super) fn checked(&self) -> Checked {
        let mut checked = Checked::default();
        let sent: Vec<TypeId> =
            (0..self.api.types.len()).map(TypeId).filter(|id| self.usage.is_sent(*id)).collect();
        let mut unread = Diagnostics::default();
        // A type has something to check as soon as one that it holds has.
        loop {
            let known = checked.0.len();
            for id in &sent {
                if !checked.0.contains(id) && !self.type_checks(*id, &checked, &mut unread).is_empty() {
                    checked.0.insert(*id);
                }
            }
            if checked.0.len() == known {
                return checked;
            }
        }
    }

    /// What checks a type that requests hold; nothing for one that has no functions of its own.
    pub(super) fn validation(
        &self,
        id: TypeId,
        checked: &Checked,
        found: &mut Diagnostics,
    ) -> Option<Validate> {
        let is_type = matches!(self.api.types[id.0].kind, Kind::Object(_) | Kind::Union(_));
        (is_type && self.usage.is_sent(id)).then(|| Validate {
            ident: self.idents.of(id).clone(),
            checks: self.type_checks(id, checked, found),
        })
    }

    /// The lines that check a type.
    fn type_checks(&self, id: TypeId, checked: &Checked, found: &mut Diagnostics) -> Vec<String> {
        let definition = &self.api.types[id.0];
        match &definition.kind {
            Kind::Object(object) => {
                let (shaped, idents) = self.object_with_idents(id, definition, object);
                let mut checks = Vec::new();
                for (field, ident) in object.fields.iter().zip(&idents) {
                    let place = Place::field(ident, &field.wire);
                    let mut context = Context { checked, found, at: &field.at };
                    checks.extend(self.field_checks(
                        &field.ty,
                        field.required,
                        &field.docs.notes,
                        place,
                        &mut context,
                    ));
                }
                let mut context = Context { checked, found, at: &definition.at };
                checks.extend(self.additional_checks(&shaped, object, &definition.docs.notes, &mut context));
                checks.extend(definition.docs.notes.iter().filter_map(member_check));
                checks
            }
            Kind::Union(union) => {
                let of_arms: Vec<&Note> = union.variants.iter().flat_map(|arm| &arm.docs.notes).collect();
                let beside = definition.docs.notes.iter().filter(|note| !of_arms.contains(note));
                Context { checked, found, at: &definition.at }.lines(beside.filter_map(limit), |_, _| None);
                let shaped = self.union(id, definition, union);
                let only = shaped.variants.len() + usize::from(shaped.unknown.is_some()) == 1;
                let arms = union.variants.iter().zip(&shaped.variants);
                let checks = arms.filter_map(|(arm, variant)| {
                    let VariantValue::Type(ty) = &arm.value else { return None };
                    let place = Place::variable("at".into(), 0);
                    let mut context = Context { checked, found: &mut *found, at: &definition.at };
                    let lines = self.checks(ty, &arm.docs.notes, place, &mut context);
                    let pattern = format!("Self::{}(value)", variant.ident);
                    (!lines.is_empty()).then(|| match only {
                        true => format!("let {pattern} = self; {}", lines.join("\n")),
                        false => block(&format!("if let {pattern} = self"), &lines),
                    })
                });
                checks.collect()
            }
            Kind::Enum(_) | Kind::Alias(_) => Vec::new(),
        }
    }

    /// The lines that check the members that have no fields of their own.
    fn additional_checks(
        &self,
        shaped: &Struct,
        object: &Object,
        notes: &[Note],
        context: &mut Context<'_>,
    ) -> Vec<String> {
        let (Some(additional), Some(ty)) = (&shaped.additional, &object.additional) else {
            return Vec::new();
        };
        let place = Place { at: "at".into(), ..Place::field(&additional.ident, "") };
        let map = Type::Map(Box::new(ty.clone()));
        let is_of_values = |note: &&Note| matches!(note, Note::Value(_));
        let notes: Vec<Note> = notes.iter().filter(is_of_values).cloned().collect();
        self.checks(&map, &notes, place, context)
    }

    /// The lines that check a field, which is an option where it may be absent.
    fn field_checks(
        &self,
        ty: &Type,
        required: bool,
        notes: &[Note],
        place: Place,
        context: &mut Context<'_>,
    ) -> Vec<String> {
        if required {
            return self.checks(ty, notes, place, context);
        }
        if let (Some(line), None) = (self.own_checks(ty, &place, context), limits(notes).next()) {
            return vec![line];
        }
        // An optional field that can be null is an option in an option.
        let (pattern, ty) = match ty {
            Type::Nullable(nullable) => ("Some(Some(value))", &**nullable),
            other => ("Some(value)", other),
        };
        let lines = self.checks(ty, notes, place.inside(), context);
        wrapped(&format!("if let {pattern} = {}", place.reference), &lines)
    }

    /// The lines that check a value of a type, of which this is said.
    fn checks(&self, ty: &Type, notes: &[Note], place: Place, context: &mut Context<'_>) -> Vec<String> {
        if let (Some(line), None) = (self.own_checks(ty, &place, context), limits(notes).next()) {
            return vec![line];
        }
        match ty {
            Type::Named(id) => match &self.api.types[id.0].kind {
                Kind::Alias(aliased) => {
                    let notes: Vec<Note> =
                        notes.iter().chain(&self.api.types[id.0].docs.notes).cloned().collect();
                    self.checks(aliased, &notes, place, context)
                }
                // What is said of an object or a union is checked by its own function, and what is said beside it by none.
                Kind::Object(_) | Kind::Union(_) => {
                    let known = &self.api.types[id.0].docs.notes;
                    let beside = notes.iter().filter(|note| !known.contains(note));
                    context.lines(beside.filter_map(limit), |_, _| None);
                    self.own_checks(ty, &place, context).into_iter().collect()
                }
                Kind::Enum(listed) => {
                    let said = notes.iter().chain(&self.api.types[id.0].docs.notes).filter_map(limit);
                    context.lines(said.filter(|(limit, value)| !is_kept(listed, *limit, value)), |_, _| None)
                }
            },
            Type::Nullable(inner) => {
                let lines = self.checks(inner, notes, place.inside(), context);
                wrapped(&format!("if let Some(value) = {}", place.reference), &lines)
            }
            Type::String | Type::Base64 => {
                let text = match ty {
                    Type::Base64 => format!("{}.as_str()", place.dotted),
                    _ => place.reference.clone(),
                };
                context.lines(limits(notes), |limit, value| text_check(limit, value, &place.at, &text))
            }
            Type::Integer(_) | Type::Number { .. } => {
                let bounds = bounds::of(ty, notes);
                let lines: Vec<String> =
                    bounds.iter().map(|bound| bound.check(&place.at, &place.copied)).collect();
                let others = limits(notes).filter(|(limit, _)| !bounds::is_bound(*limit));
                lines.into_iter().chain(context.lines(others, |_, _| None)).collect()
            }
            Type::Array(inner) => self.list_checks(inner, notes, &place, context),
            Type::Map(inner) => self.map_checks(inner, notes, &place, context),
            Type::Tuple(items) => {
                let others =
                    limits(notes).filter(|(limit, _)| !matches!(limit, Limit::MinItems | Limit::MaxItems));
                let mut lines = context.lines(others, |_, _| None);
                for (index, item) in items.iter().enumerate() {
                    lines.extend(self.checks(item, &[], place.nth(index), context));
                }
                lines
            }
            Type::Any | Type::Boolean | Type::Binary | Type::Own(_) => {
                context.lines(limits(notes), |_, _| None)
            }
        }
    }

    fn list_checks(
        &self,
        inner: &Type,
        notes: &[Note],
        place: &Place,
        context: &mut Context<'_>,
    ) -> Vec<String> {
        let (at, dotted) = (&place.at, &place.dotted);
        let mut lines = context.lines(limits(notes), |limit, value| {
            let length = value.as_u64();
            match limit {
                Limit::MinItems => Some(format!("found.min_items({at}, {dotted}.len(), {});", length?)),
                Limit::MaxItems => Some(format!("found.max_items({at}, {dotted}.len(), {});", length?)),
                Limit::UniqueItems => Some(format!("found.unique_items({at}, {});", place.reference)),
                _ => None,
            }
        });
        let said = inner_notes(notes, |note| match note {
            Note::Item(inner) => Some(inner),
            _ => None,
        });
        let index = place.name("index");
        let part = place.part(&format!("item({index})"));
        let each = format!("for ({index}, value) in {dotted}.iter().enumerate()");
        lines.extend(self.each_check(inner, &said, place, (part, &each), context));
        lines
    }

    fn map_checks(
        &self,
        inner: &Type,
        notes: &[Note],
        place: &Place,
        context: &mut Context<'_>,
    ) -> Vec<String> {
        let (at, dotted) = (&place.at, &place.dotted);
        let mut lines = context.lines(limits(notes), |limit, value| match limit {
            Limit::MinProperties => {
                Some(format!("found.min_members({at}, {dotted}.len(), {});", value.as_u64()?))
            }
            Limit::MaxProperties => {
                Some(format!("found.max_members({at}, {dotted}.len(), {});", value.as_u64()?))
            }
            _ => None,
        });
        let said = inner_notes(notes, |note| match note {
            Note::Value(inner) => Some(inner),
            _ => None,
        });
        let name = place.name("name");
        let part = place.part(&format!("member({name})"));
        let each = format!("for ({name}, value) in {}", place.reference);
        lines.extend(self.each_check(inner, &said, place, (part, &each), context));
        lines
    }

    /// Checks each value of a list or map: all at once where they check themselves and nothing more is said of them.
    fn each_check(
        &self,
        inner: &Type,
        said: &[Note],
        place: &Place,
        (part, each): (Place, &str),
        context: &mut Context<'_>,
    ) -> Vec<String> {
        match (self.own_checks(inner, place, context), limits(said).next()) {
            (Some(line), None) => vec![line],
            (Some(_) | None, _) => wrapped(each, &self.checks(inner, said, part, context)),
        }
    }

    /// Whether values of a type check themselves, through options, lists and maps.
    fn checks_itself(&self, ty: &Type, context: &Context<'_>) -> bool {
        match ty {
            Type::Named(id) => context.checked.0.contains(id),
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.checks_itself(inner, context)
            }
            // A tuple has no functions of its own.
            Type::Tuple(_) | Type::Any | Type::Boolean | Type::Integer(_) | Type::Number { .. } => false,
            Type::String | Type::Base64 | Type::Binary | Type::Own(_) => false,
        }
    }

    /// The line that checks a value that checks itself.
    fn own_checks(&self, ty: &Type, place: &Place, context: &Context<'_>) -> Option<String> {
        self.checks_itself(ty, context).then(|| format!("found.value({}, {});", place.at, place.reference))
    }
}

/// What a line is made with.
struct Context<'c> {
    checked: &'c Checked,
    found: &'c mut Diagnostics,
    at: &'c Location,
}

impl Context<'_> {
    /// A line for each limit that can be checked; for the others it is said that they are not.
    fn lines<'n>(
        &mut self,
        limits: impl Iterator<Item = (Limit, &'n serde_json::Value)>,
        line: impl Fn(Limit, &serde_json::Value) -> Option<String>,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        for (limit, value) in limits {
            match line(limit, value) {
                Some(line) => lines.push(line),
                None => {
                    self.found.report(OutputProblem::LimitNotChecked { limit: words(limit) }, self.at.clone())
                }
            }
        }
        lines
    }
}

/// Lines inside of something, where there are any.
fn wrapped(head: &str, lines: &[String]) -> Vec<String> {
    if lines.is_empty() { Vec::new() } else { vec![block(head, lines)] }
}

fn block(head: &str, lines: &[String]) -> String {
    format!("{head} {{ {} }}", lines.join("\n"))
}
