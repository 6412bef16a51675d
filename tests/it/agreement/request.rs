//! What a request is made of, whichever way its body is given: as the request itself, as fields of it, or as one.

use bindery::rust::{Field, Item, Method};

use super::Types;

/// What a request is made of.
#[derive(Default)]
pub(super) struct Request<'c> {
    /// The fields that are parameters.
    pub(super) parameters: Vec<&'c Field>,
    /// How the body is given: `flattened`, `whole`, `field`.
    pub(super) given: &'static str,
    /// The fields of the body, where it is an object of known members.
    pub(super) members: Vec<&'c Field>,
    /// The members of the body that are not listed, or the type of a body that is no object.
    pub(super) rest: String,
}

impl<'c> Request<'c> {
    pub(super) fn of(method: &'c Method, types: &Types<'c>) -> Self {
        let argument = method.argument.as_ref();
        let (name, ty) = argument.map(|one| (one.ident.as_str(), one.owned.as_str())).unwrap_or_default();
        let Some(Item::Struct(request)) = types.get(ty) else {
            return Request { given: "whole", rest: ty.to_owned(), ..Request::default() };
        };
        let is_parameter = |field: &&Field| method.parameters.iter().any(|one| one.ident == field.ident);
        let (parameters, others): (Vec<_>, Vec<_>) = request.fields.iter().partition(is_parameter);
        let additional = request.additional.as_ref().map_or_else(String::new, |one| one.ty.clone());
        let given = if name == "body" { "whole" } else { "flattened" };
        let is_field =
            method.body.as_ref().is_some_and(|body| !body.object && !body.parts && body.members.is_empty());
        match others.as_slice() {
            [body] if body.ident.as_str() == "body" && is_field => {
                let inside = Request::body(&body.ty, types);
                Request { parameters, given: "field", ..inside }
            }
            _ => Request { parameters, given, members: others, rest: additional },
        }
    }

    fn body(ty: &str, types: &Types<'c>) -> Self {
        match types.get(ty) {
            Some(Item::Struct(body)) => {
                let rest = body.additional.as_ref().map_or_else(String::new, |one| one.ty.clone());
                Request { members: body.fields.iter().collect(), rest, ..Request::default() }
            }
            _ => Request { rest: ty.to_owned(), ..Request::default() },
        }
    }
}
