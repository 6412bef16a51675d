//! From a schema's form to a type.
//!
//! In: a schema, and the place where it stands. Out: a type; objects, enums and unions become
//! definitions, once for each place of the document, however often it is visited.

use super::{
    Lowering, docs,
    form::{Form, Schema},
    place::Place,
    references::author_name,
};
use crate::{
    api::{Definition, Docs, Enum, Kind, Name, Step, Type, TypeId},
    diagnostics::Problem,
    document::Node,
};

/// How deep schemas may stand in each other; no text that can be read at all goes deeper without going in circles.
const DEEPEST: usize = 256;

impl Lowering<'_> {
    /// The type of a schema, or of the one that it refers to.
    pub(super) fn schema(&mut self, node: &Node<'_>, place: &Place) -> Type {
        let Some(target) = self.follow(node) else { return Type::Any };
        if self.depth > DEEPEST {
            let reference = node.text("$ref").unwrap_or_default().to_owned();
            self.found.report(Problem::CircularReference { reference }, node.location());
            return Type::Any;
        }
        self.depth += 1;
        let ty = self.found_schema(node, &target, place);
        self.depth -= 1;
        ty
    }

    /// The type of a schema that is no reference, and of which a reference may say that it can be null.
    fn found_schema(&mut self, node: &Node<'_>, target: &Node<'_>, place: &Place) -> Type {
        let schema = self.examine(target);
        let nullable = schema.nullable || node.is_true("nullable");
        let ty = match author_name(target) {
            // The bytes of a file are what they are by the place where they are sent, which a name would hide.
            Some(name) if !matches!(schema.form, Form::Binary) => {
                self.define(target, Name::Author(name), schema)
            }
            _ if schema.form.needs_definition() => self.define(target, place.name(), schema),
            _ => self.unnamed(schema.form, place),
        };
        if nullable { or_null(ty) } else { ty }
    }

    /// The type of a form that needs no definition.
    fn unnamed(&mut self, form: Form<'_>, place: &Place) -> Type {
        let mut inner = |node: Option<Node<'_>>, step| {
            Box::new(node.map_or(Type::Any, |node| self.schema(&node, &place.then(step))))
        };
        match form {
            Form::Boolean => Type::Boolean,
            Form::Integer(integer) => Type::Integer(integer),
            Form::Number { single } => Type::Number { single },
            Form::String => Type::String,
            Form::Binary => Type::Binary,
            Form::Array(items) => Type::Array(inner(items, Step::Item)),
            Form::Map(values) => Type::Map(inner(values, Step::Value)),
            Form::Same(node) => self.schema(&node, place),
            Form::Any | Form::Object(_) | Form::Enum { .. } | Form::Union(_) => Type::Any,
        }
    }

    /// Begins a definition, so that a schema that refers to itself finds it, and fills it in afterwards.
    fn define(&mut self, node: &Node<'_>, name: Name, schema: Schema<'_>) -> Type {
        let pointer = node.pointer();
        if let Some(known) = self.known.get(&pointer) {
            return Type::Named(*known);
        }
        let id = TypeId(self.api.types.len());
        self.known.insert(pointer, id);
        let begun = Kind::Alias(Type::Any);
        let (docs, at) = (docs::of(node), node.location());
        self.api.types.push(Definition { name, also: Vec::new(), kind: begun, docs, at });
        let place = Place::from(id);
        let kind = match schema.form {
            Form::Object(parts) => Kind::Object(self.fields(parts, &place)),
            Form::Enum { values, open } => Kind::Enum(Enum { values, open }),
            Form::Union(arms) => Kind::Union(self.variants(node, &arms, &place)),
            form => Kind::Alias(self.unnamed(form, &place)),
        };
        self.api.types[id.0].kind = kind;
        Type::Named(id)
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
        matches!(self, Form::Object(_) | Form::Enum { .. } | Form::Union(_))
    }
}

fn or_null(ty: Type) -> Type {
    match ty {
        Type::Any | Type::Nullable(_) => ty,
        other => Type::Nullable(Box::new(other)),
    }
}
