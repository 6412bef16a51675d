//! Structs: objects, and the requests of operations.

use super::{
    Shaping, docs,
    keep::below,
    names::{Case, Scope, Words},
    types::Files,
};
use crate::{
    api::{Definition, Docs, Kind, Object, Type, TypeId},
    document::escape,
    rust::{Additional, Field, Giver, Ident, New, Origin, Required, Setter, Struct},
};

/// A field before it has a name.
pub(super) struct Plain<'a> {
    pub(super) origin: Origin,
    pub(super) wire: &'a str,
    pub(super) required: bool,
    pub(super) ty: &'a Type,
    pub(super) docs: Docs,
    pub(super) boxed: bool,
    pub(super) files: Files,
}

/// The names that a struct's functions have beside the setters.
const FUNCTIONS: [&str; 2] = ["new", "validate"];

/// The names of variables and parameters in the code that reads a struct.
const LOCALS: [&str; 2] = ["from", "read"];

/// The scopes of a struct beside that of its fields.
struct Others {
    setters: Scope,
    locals: Scope,
}

/// How many parameters `new` may have before clippy, and every reader, finds them too many.
const MOST_ARGUMENTS: usize = 7;

impl Shaping<'_> {
    /// The struct of an object.
    pub(super) fn object(&self, id: TypeId, definition: &Definition, object: &Object) -> Struct {
        self.object_with_idents(id, definition, object).0
    }

    /// The struct of an object, and the names of its fields in the author's order.
    pub(super) fn object_with_idents(
        &self,
        id: TypeId,
        definition: &Definition,
        object: &Object,
    ) -> (Struct, Vec<Ident>) {
        let owner = self.keep.ty(id);
        let plain = object.fields.iter().enumerate().map(|(index, field)| Plain {
            origin: below(owner, &format!("/properties/{}", escape(&field.wire))),
            wire: &field.wire,
            required: field.required,
            ty: &field.ty,
            docs: field.docs.clone(),
            boxed: self.boxes.contains(id, index),
            files: Files::Text,
        });
        let docs = self.definition_docs(id, definition);
        let ident = self.idents.of(id).clone();
        let additional = object.additional.as_ref();
        let (mut shaped, idents) = self.structure(ident, owner, docs, plain.collect(), additional);
        shaped.encode = true;
        shaped.decode = self.usage.is_received(id);
        if !self.usage.is_sent(id) {
            shaped.new = None;
            shaped.fields.iter_mut().for_each(|field| field.setter = None);
        }
        (shaped, idents)
    }

    /// A struct of fields, what is required first; and their names in the order in which they were given.
    pub(super) fn structure(
        &self,
        ident: Ident,
        owner: &Origin,
        docs: Vec<String>,
        plain: Vec<Plain<'_>>,
        additional: Option<&Type>,
    ) -> (Struct, Vec<Ident>) {
        let mut scope = Scope::new(Case::Snake);
        let mut others = Others {
            setters: Scope::new(Case::Snake).reserve(&FUNCTIONS[..1 + usize::from(self.config.validate)]),
            locals: Scope::new(Case::Snake).reserve(&LOCALS),
        };
        // Names are claimed in the author's order, so that an order of our own never changes one.
        let others_origin = Origin { giver: Giver::Derived, ..below(owner, "/additional") };
        if additional.is_some() {
            scope.keep(&self.keep, [&others_origin].into_iter());
        }
        let words = plain.iter().map(|field| (field.origin.clone(), Words::of(field.wire)));
        let idents = scope.name_all(&self.keep, words.collect());
        let named: Vec<_> = idents.into_iter().zip(plain).collect();
        let given = named.iter().map(|(ident, _)| ident.clone()).collect();
        let (required, optional): (Vec<_>, Vec<_>) = named.into_iter().partition(|(_, field)| field.required);
        let additional = additional.map(|ty| Additional {
            ident: scope.name(others_origin, &[Words::of("additional")]),
            ty: format!("BTreeMap<String, {}>", self.text(ty, Files::Text)),
        });
        // The code that reads a struct has a variable for the other members, called like their field.
        let taken: Vec<&str> = additional.iter().map(|additional| additional.ident.as_str()).collect();
        others.locals = others.locals.reserve(&taken);
        let ordered: Vec<_> = required.into_iter().chain(optional).collect();
        let new = self.beginning(&ordered, additional.as_ref());
        self.keep_setters(&ordered, &mut others.setters);
        let fields: Vec<Field> =
            ordered.iter().map(|(ident, field)| self.field(ident, field, &mut others)).collect();
        let defaults = fields.iter().all(|field| !field.required);
        let derives: &[&str] = if defaults { &["Clone", "Debug", "Default"] } else { &["Clone", "Debug"] };
        let shaped = Struct {
            ident,
            docs,
            derives: self.derives(derives),
            grows: self.grows(),
            required: checked(&fields),
            fields,
            new: Some(new),
            encode: false,
            decode: false,
            additional,
        };
        (shaped, given)
    }

    fn field(&self, ident: &Ident, field: &Plain<'_>, others: &mut Others) -> Field {
        let nullable = is_nullable(field);
        let read = match nullable {
            true => "Nullable",
            false if self.is_any(field.ty) => "Anything",
            false => "Optional",
        };
        let text = self.text(field.ty, field.files);
        let text = if field.boxed { boxed_text(field.ty, &text) } else { text };
        let setter = (!self.is_asked(field)).then(|| {
            let words = Words::of(field.wire);
            let null = nullable.then(|| words.clone().and("null"));
            let setter = others.setters.name(below(&field.origin, "/setter"), &[words]);
            let null = null.map(|null| others.setters.name(below(&field.origin, "/null"), &[null]));
            let (argument, value) = self.set(field, ident);
            let docs = format!(" Sets [`{ident}`](field@Self::{ident}).");
            let null_docs = format!(" Sets [`{ident}`](field@Self::{ident}) to null.");
            Setter {
                ident: setter,
                docs,
                deprecated: field.docs.deprecated,
                argument,
                value,
                null,
                null_docs,
            }
        });
        let local = others.locals.take(&Words::of(field.wire));
        Field {
            ident: ident.clone(),
            renamed: local != *ident,
            local,
            wire: field.wire.to_owned(),
            docs: docs::or(&field.docs, &format!("`{}`", docs::code(field.wire))),
            ty: if field.required { text } else { format!("Option<{text}>") },
            required: field.required,
            // A plain `Option` reads null as absent; where null is a value, absent is the outer `None`.
            read: (!field.required).then(|| read.into()),
            write: if field.required { "field" } else { "optional" }.into(),
            setter,
        }
    }

    /// Keeps for setters the names that they have already. A field that has its name already is set by a function of the
    /// same name, if the lock does not say that it is called otherwise.
    fn keep_setters(&self, fields: &[(Ident, Plain<'_>)], setters: &mut Scope) {
        if self.keep.is_empty() {
            return;
        }
        let steps =
            |(_, field): &(Ident, Plain<'_>)| ["/setter", "/null"].map(|step| below(&field.origin, step));
        setters.keep(&self.keep, fields.iter().flat_map(steps).collect::<Vec<_>>().iter());
        for (ident, field) in fields.iter().filter(|(_, field)| self.keep.known(&field.origin).is_some()) {
            let setter = below(&field.origin, "/setter");
            if !self.is_asked(field) && self.keep.known(&setter).is_none() {
                setters.hold(ident.as_str(), &setter);
            }
            let null = below(&field.origin, "/null");
            if is_nullable(field) && self.keep.known(&null).is_none() {
                let setter = self.keep.known(&setter).unwrap_or(ident.as_str());
                setters.hold(&format!("{setter}_null"), &null);
            }
        }
    }

    /// What a setter takes, and the field's new value.
    fn set(&self, field: &Plain<'_>, ident: &Ident) -> (String, String) {
        let (inner, depth) = match field.ty {
            Type::Nullable(inner) => (&**inner, 1 + usize::from(!field.required)),
            other => (other, usize::from(!field.required)),
        };
        let taken = self.taken(inner, field.files, ident.as_str());
        let value = if field.boxed { format!("Box::new({})", taken.value) } else { taken.value };
        (taken.argument, (0..depth).fold(value, |value, _| format!("Some({value})")))
    }

    /// What `new` takes: what is required and has not only one value.
    fn beginning(&self, fields: &[(Ident, Plain<'_>)], additional: Option<&Additional>) -> New {
        let mut arguments = Vec::new();
        let mut values = Vec::new();
        for (ident, field) in fields {
            let value = match (field.required, field.ty) {
                (false, _) => "None".to_owned(),
                (true, Type::Nullable(_)) => "None".to_owned(),
                (true, ty) => match self.only_value(ty) {
                    Some(value) => value,
                    None => {
                        let taken = self.taken(ty, field.files, ident.as_str());
                        arguments.push(format!("{ident}: {}", taken.argument));
                        if field.boxed { format!("Box::new({})", taken.value) } else { taken.value }
                    }
                },
            };
            values.push(if value == ident.as_str() { value } else { format!("{ident}: {value}") });
        }
        values.extend(additional.map(|additional| format!("{}: BTreeMap::new()", additional.ident)));
        let docs =
            if arguments.is_empty() { "Begins with nothing set." } else { "Begins with what is required." };
        let docs = docs::lines(&[docs.to_owned()]);
        let required = fields.iter().any(|(_, field)| field.required);
        if !required {
            values.clear(); // The derived default is the same.
        }
        let default = required && arguments.is_empty();
        New { docs, many: arguments.len() > MOST_ARGUMENTS, arguments, values, default }
    }

    /// Whether a type is any JSON, also behind other names.
    fn is_any(&self, ty: &Type) -> bool {
        match ty {
            Type::Any => true,
            Type::Named(id) => match &self.api.types[id.0].kind {
                Kind::Alias(ty) => self.is_any(ty),
                Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) => false,
            },
            _ => false,
        }
    }

    /// Whether `new` asks for a field, which then needs no setter.
    fn is_asked(&self, field: &Plain<'_>) -> bool {
        field.required && !matches!(field.ty, Type::Nullable(_)) && self.only_value(field.ty).is_none()
    }

    /// The only value of a type that has one: `SystemMessageRole::System`.
    fn only_value(&self, ty: &Type) -> Option<String> {
        let Type::Named(id) = ty else { return None };
        let Kind::Enum(listed) = &self.api.types[id.0].kind else { return None };
        if listed.values.len() != 1 || listed.open {
            return None;
        }
        let shaped = self.constants(*id, &self.api.types[id.0], listed);
        Some(format!("{}::{}", shaped.ident, shaped.values[0].ident))
    }
}

/// Whether null is a value beside being absent.
fn is_nullable(field: &Plain<'_>) -> bool {
    !field.required && matches!(field.ty, Type::Nullable(_))
}

/// What is checked once all members are read.
fn checked(fields: &[Field]) -> Option<Required> {
    let required: Vec<&Field> = fields.iter().filter(|field| field.required).collect();
    let (pattern, value) = match required.as_slice() {
        [] => return None,
        [only] => (format!("Some({})", only.local), only.local.to_string()),
        several => {
            let locals: Vec<&str> = several.iter().map(|field| field.local.as_str()).collect();
            (format!("(Some({}))", locals.join("), Some(")), format!("({})", locals.join(", ")))
        }
    };
    Some(Required { pattern, value })
}

/// A boxed type: the box stands inside an option.
fn boxed_text(ty: &Type, text: &str) -> String {
    match ty {
        Type::Nullable(_) => text.replacen("Option<", "Option<Box<", 1) + ">",
        _ => format!("Box<{text}>"),
    }
}
