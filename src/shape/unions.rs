//! Enums of types.

use std::collections::BTreeSet;

use super::{
    Shaping, docs, enums,
    keep::{self, below},
    names::{Scope, Words},
    types::Files,
};
use crate::{
    api::{
        Constant, Definition, Json, Kind, Test, Type, TypeId, Union as OneOf, Variant as Arm, VariantValue,
    },
    document::escape,
    rust::{Conversion, Ident, Origin, Union, Variant},
};

impl Shaping<'_> {
    /// The enum of a type that is one of several.
    pub(super) fn union(&self, id: TypeId, definition: &Definition, union: &OneOf) -> Union {
        let mut scope = Scope::variants();
        let boxed = self.boxed_variants(id, union);
        let received = self.usage.is_received(id);
        let unknown = received.then(|| self.keep_unknown(id, &mut scope));
        let words = union.variants.iter().map(|arm| self.variant_words(arm));
        let idents =
            scope.name_all(&self.keep, self.variant_origins(id, union).into_iter().zip(words).collect());
        let arms = union.variants.iter().zip(&boxed).zip(idents);
        let variants: Vec<Variant> =
            arms.map(|((arm, boxed), ident)| self.variant(arm, *boxed, ident)).collect();
        Union {
            ident: self.idents.of(id).clone(),
            docs: self.definition_docs(id, definition),
            derives: self.derives(&["Clone", "Debug"]),
            grows: self.grows(),
            conversions: self.conversions(id, union, &variants, &boxed),
            trials: self.trials(union, &variants),
            variants,
            unknown: unknown.map(|origin| scope.name(origin, &enums::UNKNOWN.map(Words::of))),
            decode: received,
        }
    }

    /// Which variants are boxed; a constant, which holds nothing, is no part of the union that could be.
    fn boxed_variants(&self, id: TypeId, union: &OneOf) -> Vec<bool> {
        let mut parts = 0..;
        let is_boxed = |arm: &Arm| match arm.value {
            VariantValue::Type(_) => parts.next().is_some_and(|part| self.boxes.contains(id, part)),
            VariantValue::Constant(_) => false,
        };
        union.variants.iter().map(is_boxed).collect()
    }

    fn variant_words(&self, arm: &Arm) -> Words {
        match (&arm.value, &arm.name) {
            (VariantValue::Constant(constant), _) => enums::words(constant),
            (VariantValue::Type(_), Some(name)) => Words::of(name),
            (VariantValue::Type(ty), None) => Words::of(self.kind_word(ty)),
        }
    }

    /// What the variants stand for: those that are called alike are told apart by what they hold.
    fn variant_origins(&self, id: TypeId, union: &OneOf) -> Vec<Origin> {
        let step = |arm: &Arm| match (&arm.value, &arm.name) {
            (VariantValue::Constant(constant), _) => format!("/enum/{}", keep::constant(constant)),
            (VariantValue::Type(_), Some(name)) => format!("/variants/{}", escape(name)),
            (VariantValue::Type(ty), None) => format!("/variants/{}", self.kind_word(ty)),
        };
        let steps: Vec<String> = union.variants.iter().map(step).collect();
        let twice = keep::repeated(steps.iter());
        let told = steps.iter().zip(&union.variants).map(|(step, arm)| match &arm.value {
            VariantValue::Type(ty) if twice.contains(step) => {
                format!("{step}@{:016x}", self.keep.content(ty))
            }
            VariantValue::Type(_) | VariantValue::Constant(_) => step.clone(),
        });
        told.map(|step| below(self.keep.ty(id), &step)).collect()
    }

    fn variant(&self, arm: &Arm, boxed: bool, ident: Ident) -> Variant {
        let (ty, constant) = match &arm.value {
            VariantValue::Constant(constant) => (None, Some(enums::literal(constant))),
            VariantValue::Type(ty) => {
                let text = self.text(ty, Files::Text);
                (Some(if boxed { format!("Box<{text}>") } else { text }), None)
            }
        };
        let mut said = docs::of(&arm.docs);
        if said.is_empty() {
            said = docs::lines(&[self.variant_docs(&arm.value)]);
        }
        Variant { ident, docs: said, ty, constant, when: when(arm) }
    }

    /// The variants that are tried, those before others that hold less than the others.
    fn trials(&self, union: &OneOf, variants: &[Variant]) -> Vec<Ident> {
        let is_tried = |(arm, _): &(&Arm, &Variant)| match &arm.test {
            Test::Trial => matches!(arm.value, VariantValue::Type(_)),
            Test::Tag { always, .. } => !always,
            Test::Json(_) | Test::Members(_) => false,
        };
        let mut trials: Vec<_> = union.variants.iter().zip(variants).filter(is_tried).collect();
        trials.sort_by_key(|(arm, _)| match &arm.value {
            VariantValue::Type(ty) => self.breadth(ty),
            VariantValue::Constant(_) => 0,
        });
        trials.into_iter().map(|(_, variant)| variant.ident.clone()).collect()
    }

    /// How little a type says of its values: nothing is lost in any JSON or a map, but nothing is known of it either.
    fn breadth(&self, ty: &Type) -> u8 {
        match ty {
            Type::Any => 3,
            Type::Map(_) => 2,
            Type::Number { .. } | Type::String | Type::Base64 | Type::Binary => 1,
            Type::Boolean | Type::Integer(_) | Type::Array(_) | Type::Tuple(_) | Type::Own(_) => 0,
            Type::Nullable(inner) => self.breadth(inner),
            Type::Named(id) => match &self.api.types[id.0].kind {
                Kind::Alias(ty) => self.breadth(ty),
                Kind::Object(object) if object.fields.is_empty() => 2,
                Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) => 0,
            },
        }
    }

    /// What a type without a name is called among others.
    fn kind_word(&self, ty: &Type) -> &'static str {
        match ty {
            Type::Any => "value",
            Type::Boolean => "boolean",
            Type::Integer(_) => "integer",
            Type::Number { .. } => "number",
            Type::String | Type::Base64 | Type::Binary => "string",
            Type::Own(own) => match own.json {
                Some(Json::Null | Json::Boolean) => "boolean",
                Some(Json::Number) => "number",
                Some(Json::String) => "string",
                Some(Json::Array) => "list",
                Some(Json::Object) => "object",
                None => "value",
            },
            Type::Array(_) => "list",
            Type::Tuple(_) => "tuple",
            Type::Map(_) => "map",
            Type::Nullable(inner) => self.kind_word(inner),
            Type::Named(id) => match &self.api.types[id.0].kind {
                Kind::Object(_) => "object",
                Kind::Enum(_) => "known",
                Kind::Union(_) => "choice",
                Kind::Alias(ty) => self.kind_word(ty),
            },
        }
    }

    fn variant_docs(&self, value: &VariantValue) -> String {
        match value {
            VariantValue::Constant(Constant::String(text)) if text.is_empty() => "The empty string.".into(),
            VariantValue::Constant(constant) => {
                format!("`{}`", docs::code(&enums::text(constant)))
            }
            VariantValue::Type(Type::Named(id)) => format!("A [`{}`].", self.idents.of(*id)),
            VariantValue::Type(ty) => match self.kind_word(ty) {
                "integer" => "An integer.".into(),
                "value" => "Any JSON.".into(),
                "list" | "map" => format!("A {} of {}.", self.kind_word(ty), self.plural(ty)),
                word => format!("A {word}."),
            },
        }
    }

    /// What a list or map holds, in the plural.
    fn plural(&self, ty: &Type) -> String {
        let (Type::Array(inner) | Type::Map(inner)) = ty else { return "values".into() };
        match &**inner {
            Type::Named(id) => format!("[`{}`]", self.idents.of(*id)),
            Type::Any => "any JSON".into(),
            other => format!("{}s", self.kind_word(other)),
        }
    }

    /// From which types a union can be made: each type that only one variant holds.
    fn conversions(
        &self,
        id: TypeId,
        union: &OneOf,
        variants: &[Variant],
        boxed: &[bool],
    ) -> Vec<Conversion> {
        let mut conversions: Vec<Conversion> = Vec::new();
        let mut fixed_lists = false;
        // A type that holds itself through an alias is made of itself already.
        let mut known = BTreeSet::from([self.idents.of(id).to_string()]);
        // Two names of one type are one type to make a value of.
        let mut made = BTreeSet::new();
        for ((arm, variant), boxed) in union.variants.iter().zip(variants).zip(boxed) {
            let VariantValue::Type(ty) = &arm.value else { continue };
            if !made.insert(self.text(&self.unaliased(ty, self.api.types.len()), Files::Text)) {
                continue;
            }
            for mut conversion in self.made_of(ty, variant.ident.as_str(), &mut fixed_lists) {
                if !known.insert(conversion.from.clone()) {
                    continue;
                }
                if *boxed {
                    conversion.value = conversion.value.replace("(value)", "(Box::new(value))");
                }
                conversions.push(conversion);
            }
        }
        conversions
    }

    /// A type without other names for it; of names that lead in a circle at most so many are followed.
    fn unaliased(&self, ty: &Type, most: usize) -> Type {
        let inner = |ty: &Type| Box::new(self.unaliased(ty, most));
        match ty {
            Type::Array(ty) => Type::Array(inner(ty)),
            Type::Map(ty) => Type::Map(inner(ty)),
            Type::Nullable(ty) => Type::Nullable(inner(ty)),
            Type::Tuple(items) => Type::Tuple(items.iter().map(|ty| self.unaliased(ty, most)).collect()),
            Type::Named(id) => match (&self.api.types[id.0].kind, most.checked_sub(1)) {
                (Kind::Alias(ty), Some(most)) => self.unaliased(ty, most),
                _ => ty.clone(),
            },
            other => other.clone(),
        }
    }

    fn made_of(&self, ty: &Type, variant: &str, fixed_lists: &mut bool) -> Vec<Conversion> {
        let made = |generics: &str, from: &str, value: &str| Conversion {
            generics: generics.into(),
            from: from.into(),
            value: format!("Self::{variant}({value})"),
        };
        let text = self.text(ty, Files::Text);
        let mut conversions = vec![made("", &text, "value")];
        // A list written in place is made of anything that its items are made of; two such lists would be one.
        let first_list = matches!(ty, Type::Array(_) | Type::Map(_)) && !std::mem::replace(fixed_lists, true);
        match ty {
            Type::String => conversions.push(made("", "&str", "value.to_owned()")),
            Type::Array(inner) if first_list => match &**inner {
                Type::String => conversions.push(made(
                    "<T: Into<String>, const N: usize>",
                    "[T; N]",
                    "value.into_iter().map(Into::into).collect()",
                )),
                inner => {
                    let from = format!("[{}; N]", self.text(inner, Files::Text));
                    conversions.push(made("<const N: usize>", &from, "value.into()"));
                }
            },
            Type::Map(inner) if first_list => match &**inner {
                Type::String => conversions.push(made(
                    "<K: Into<String>, V: Into<String>, const N: usize>",
                    "[(K, V); N]",
                    "value.into_iter().map(|(name, value)| (name.into(), value.into())).collect()",
                )),
                inner => {
                    let from = format!("[(K, {}); N]", self.text(inner, Files::Text));
                    let value = "value.into_iter().map(|(name, value)| (name.into(), value)).collect()";
                    conversions.push(made("<K: Into<String>, const N: usize>", &from, value));
                }
            },
            _ => {}
        }
        conversions
    }
}

/// The condition under which an answer is a variant, in terms of the reader that stands before it.
fn when(arm: &Arm) -> Option<String> {
    if let VariantValue::Constant(constant) = &arm.value {
        return Some(match constant {
            Constant::String(text) => format!("from.takes({text:?})?"),
            Constant::Integer(number) => format!("from.takes({number}i64)?"),
            Constant::Boolean(flag) => format!("from.takes({flag})?"),
        });
    }
    match &arm.test {
        Test::Trial => None,
        Test::Json(kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| json_kind(*kind)).collect();
            Some(match kinds.as_slice() {
                [only] => format!("from.peek() == {only}"),
                several => format!("[{}].contains(&from.peek())", several.join(", ")),
            })
        }
        Test::Tag { member, values, .. } => {
            let values: Vec<String> = values.iter().map(|value| format!("{value:?}")).collect();
            Some(format!("from.is_tagged({member:?}, &[{}])?", values.join(", ")))
        }
        Test::Members(members) => {
            let members: Vec<String> = members.iter().map(|member| format!("{member:?}")).collect();
            Some(format!("from.has_members(&[{}])?", members.join(", ")))
        }
    }
}

fn json_kind(kind: Json) -> &'static str {
    match kind {
        Json::Null => "json::Kind::Null",
        Json::Boolean => "json::Kind::Boolean",
        Json::Number => "json::Kind::Number",
        Json::String => "json::Kind::String",
        Json::Array => "json::Kind::Array",
        Json::Object => "json::Kind::Object",
    }
}
