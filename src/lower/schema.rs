//! From a schema's form to a type.
//!
//! In: a schema, and the place where it stands. Out: a type; objects, enums and unions become
//! definitions, once for each place of the document, however often it is visited.

use super::{
    Lowering, docs,
    form::{Form, Schema, is_nullable},
    place::Place,
    references::author_name,
    whole::Whole,
};
use crate::{
    api::{
        Constant, Definition, Docs, Enum, Kind, Name, Step, Test, Type, TypeId, Union, Variant, VariantValue,
    },
    diagnostics::SourceProblem,
    document::Node,
};

/// How deep schemas may stand in each other; no text that can be read at all goes deeper without going in circles.
const DEEPEST: usize = 256;

impl Lowering<'_> {
    /// The type of a schema, or of the one that it refers to.
    pub(super) fn schema(&mut self, node: &Node<'_>, place: &Place) -> Type {
        self.whole(&Whole::of(node), place)
    }

    /// The type of a value that one schema describes, or several.
    pub(super) fn whole(&mut self, whole: &Whole<'_>, place: &Place) -> Type {
        if self.depth > DEEPEST {
            let node = whole.node();
            let reference = node.text("$ref").map_or_else(|| node.pointer(), str::to_owned);
            self.found.report(SourceProblem::CircularReference { reference }, node.location());
            return Type::Any;
        }
        self.depth += 1;
        let ty = self.found_schema(whole, place);
        self.depth -= 1;
        ty
    }

    /// The type of a whole, of which a reference may say that it can be null.
    fn found_schema(&mut self, whole: &Whole<'_>, place: &Place) -> Type {
        let mut nullable = false;
        let mut target = None;
        if let [part] = whole.parts.as_slice() {
            let beside = part.without("$ref");
            if part.text("$ref").is_some() && !self.reads_beside(&beside) {
                nullable = is_nullable(&part.node);
                let Some(node) = self.follow(&part.node) else { return Type::Any };
                target = Some(Whole { only: whole.only, ..Whole::of(&node) });
            }
        }
        if let Some((ty, also)) = target.as_ref().and_then(|target| self.chosen_beside(whole, target, place))
        {
            return if nullable || also { or_null(ty) } else { ty };
        }
        let whole = target.as_ref().unwrap_or(whole);
        let key = whole.key();
        let ty = match self.known.get(&key) {
            Some(known) => known.clone(),
            None => self.new_type(whole, place),
        };
        if nullable { or_null(ty) } else { ty }
    }

    /// The type of a whole that has none yet.
    fn new_type(&mut self, whole: &Whole<'_>, place: &Place) -> Type {
        let Schema { form, nullable } = self.examine(whole);
        let name = match whole.parts.as_slice() {
            [part] if whole.only.is_none() => author_name(&part.node),
            _ => None,
        };
        let form = self.chosen(whole.node(), whole, name.as_deref(), form);
        match name {
            // The bytes of a file are what they are by the place where they are sent, which a name would hide.
            Some(name) if !matches!(form, Form::Binary) => {
                self.define(whole, Name::Author(name), form, nullable)
            }
            _ if form.needs_definition() => self.define(whole, place.name(), form, nullable),
            _ => {
                let ty = self.unnamed(form, place);
                if nullable { or_null(ty) } else { ty }
            }
        }
    }

    /// The type of a form that needs no definition.
    pub(super) fn unnamed(&mut self, form: Form<'_>, place: &Place) -> Type {
        match form {
            Form::Boolean => Type::Boolean,
            Form::Integer(integer) => Type::Integer(integer),
            Form::Number { single } => Type::Number { single },
            Form::String => Type::String,
            Form::Base64 => Type::Base64,
            Form::Binary => Type::Binary,
            Form::Own(own) => Type::Own(own),
            Form::Array(items) => {
                let items = items.map(|items| self.whole(&items, &place.then(Step::Item)));
                Type::Array(Box::new(items.unwrap_or(Type::Any)))
            }
            Form::Tuple(items) => {
                let items = items.iter().enumerate();
                let items = items.map(|(index, item)| {
                    self.whole(item, &place.then(Step::Variant(format!("item {}", index + 1))))
                });
                Type::Tuple(items.collect())
            }
            Form::List(items) => Type::Array(Box::new(self.one_of(&items, &place.then(Step::Item)))),
            Form::Map(values) => Type::Map(Box::new(self.one_of(&values, &place.then(Step::Value)))),
            Form::Same(whole) => self.whole(&whole, place),
            Form::Any | Form::Object(_) | Form::Enum { .. } | Form::Constants(_) | Form::Union(_) => {
                Type::Any
            }
        }
    }

    /// The type of a value that one of these describes.
    pub(super) fn one_of(&mut self, wholes: &[Whole<'_>], place: &Place) -> Type {
        let [first, ..] = wholes else { return Type::Any };
        if wholes.len() == 1 {
            return self.whole(first, place);
        }
        let mut types: Vec<Type> = Vec::new();
        let mut nullable = false;
        for (index, whole) in (1..).zip(wholes) {
            let ty = match self.whole(whole, &place.then(Step::Variant(index.to_string()))) {
                Type::Nullable(inner) => {
                    nullable = true;
                    *inner
                }
                other => other,
            };
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        let ty = match types.as_slice() {
            [only] => only.clone(),
            several if several.contains(&Type::Any) => Type::Any,
            _ => self.anonymous(types, first.node(), place),
        };
        if nullable { or_null(ty) } else { ty }
    }

    /// A union of these types.
    fn anonymous(&mut self, types: Vec<Type>, node: &Node<'_>, place: &Place) -> Type {
        let variants = types.into_iter().map(|ty| Variant {
            name: None,
            value: VariantValue::Type(ty),
            test: Test::Trial,
            docs: Docs::default(),
        });
        let kind = Kind::Union(Union { variants: variants.collect() });
        let id = TypeId(self.api.types.len());
        let (name, at) = (place.name(), node.location());
        let definition = Definition { name, also: Vec::new(), kind, docs: Docs::default(), at };
        self.api.types.push(definition);
        Type::Named(id)
    }

    /// Begins a definition, so that a schema that refers to itself finds it, and fills it in afterwards.
    fn define(&mut self, whole: &Whole<'_>, name: Name, form: Form<'_>, nullable: bool) -> Type {
        let id = TypeId(self.api.types.len());
        let ty = if nullable { or_null(Type::Named(id)) } else { Type::Named(id) };
        self.known.insert(whole.key(), ty.clone());
        let node = whole.node();
        let begun = Kind::Alias(Type::Any);
        let (docs, at) = (docs::of(node), node.location());
        self.api.types.push(Definition { name, also: Vec::new(), kind: begun, docs, at });
        let place = Place::from(id);
        let kind = match form {
            Form::Object(parts) => Kind::Object(self.fields(parts, &place)),
            Form::Enum { values, open } => Kind::Enum(Enum { values, open }),
            Form::Constants(values) => Kind::Union(constants(values)),
            Form::Union(arms) => self.variants(whole, &arms, id),
            form => Kind::Alias(self.unnamed(form, &place)),
        };
        self.api.types[id.0].kind = kind;
        ty
    }

    /// What is said about a schema where it is used: beside a reference, or by the schema itself where it has no name.
    pub(super) fn docs(&mut self, node: &Node<'_>) -> Docs {
        let beside = docs::of(node);
        match node.text("$ref").and_then(|_| self.follow(node)) {
            Some(target) if author_name(&target).is_none() => docs::or(beside, docs::of(&target)),
            _ => beside,
        }
    }
}

impl Form<'_> {
    fn needs_definition(&self) -> bool {
        matches!(self, Form::Object(_) | Form::Enum { .. } | Form::Constants(_) | Form::Union(_))
    }
}

/// A union of values of several types.
fn constants(values: Vec<Constant>) -> Union {
    let variants = values.into_iter().map(|value| Variant {
        name: None,
        value: VariantValue::Constant(value),
        test: Test::Trial,
        docs: Docs::default(),
    });
    Union { variants: variants.collect() }
}

pub(super) fn or_null(ty: Type) -> Type {
    match ty {
        Type::Any | Type::Nullable(_) => ty,
        other => Type::Nullable(Box::new(other)),
    }
}
