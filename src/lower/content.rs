//! Bodies: media types, and what is written in them.

use std::collections::BTreeSet;

use super::{Lowering, docs, place::Place};
use crate::{
    api::{Api, Body, Content, Format, Framing, Json, Kind, Object, Own, Step, Type},
    config::FormStyle,
    diagnostics::OperationProblem,
    document::Node,
};

impl Lowering<'_> {
    /// The body of a request, in each of its media types.
    pub(super) fn body(&mut self, operation: &Node<'_>, place: &Place) -> Option<Body> {
        let node = operation.get("requestBody")?;
        let target = self.follow(&node)?;
        if !target.is_true("required") && self.is_empty(&target) {
            self.found.report(OperationProblem::EmptyBody, node.location());
            return None;
        }
        let contents = self.contents(&target, &place.then(Step::Body));
        if contents.is_empty() {
            self.found.report(OperationProblem::BodyWithoutContent, node.location());
            return None;
        }
        Some(Body {
            required: target.is_true("required"),
            contents,
            docs: docs::of(&target),
            at: target.location(),
        })
    }

    /// Whether a body may be left out, and has no members if it is not: `{"type": "object", "properties": {}}`.
    /// So some write down an operation that takes none; an object without `properties` may have any members.
    fn is_empty(&self, body: &Node<'_>) -> bool {
        let is_empty = |schema: &Node<'_>| {
            let properties =
                schema.get("properties").is_some_and(|properties| properties.members().next().is_none());
            let others = schema.members().any(|(key, _)| !matches!(key, "type" | "properties"));
            properties && !others
        };
        let content = body.get("content");
        let mut media = content.iter().flat_map(Node::members).peekable();
        media.peek().is_some()
            && media.all(|(_, media)| media.get("schema").is_some_and(|schema| is_empty(&schema)))
    }

    /// A body in each of its media types.
    pub(super) fn contents(&mut self, node: &Node<'_>, place: &Place) -> Vec<Content> {
        let content = node.get("content");
        let members: Vec<_> = content.iter().flat_map(Node::members).collect();
        members.into_iter().map(|(media, node)| self.content(media, &node, place)).collect()
    }

    fn content(&mut self, media: &str, node: &Node<'_>, place: &Place) -> Content {
        let essence = essence(media);
        let mut format = match framing(media, &essence) {
            Some(framing) => Format::Stream(framing, self.streamed(node, place)),
            None => self.format(&essence, node, place),
        };
        let encodings = self.encodings(node, &mut format);
        let example = node.value.get("example").filter(|example| !example.is_null()).cloned();
        let notes = node.get("schema").map(|schema| self.docs(&schema).notes).unwrap_or_default();
        Content { media: media.to_owned(), format, encodings, notes, example }
    }

    fn format(&mut self, essence: &str, node: &Node<'_>, place: &Place) -> Format {
        let mut ty = || node.get("schema").map_or(Type::Any, |schema| self.schema(&schema, place));
        match essence {
            // Anything at all may be bytes, where that is said of it.
            other if is_any(other) => match ty() {
                Type::Binary => Format::Bytes,
                ty => Format::Json(ty),
            },
            other if is_json(other) => Format::Json(json(ty())),
            "application/x-www-form-urlencoded" => {
                let ty = ty();
                let style = form_style(self.api, &ty);
                Format::Form(ty, style)
            }
            "multipart/form-data" => Format::Multipart(ty()),
            other if other.starts_with("text/") || other.ends_with("/xml") || other.ends_with("+xml") => {
                Format::Text
            }
            _ => Format::Bytes,
        }
    }

    /// The type of one value of a stream: since OpenAPI 3.2 there is a keyword, before that either it or a list of it stood
    /// in place of the whole.
    fn streamed(&mut self, node: &Node<'_>, place: &Place) -> Type {
        if let Some(schema) = node.get("itemSchema") {
            return json(self.schema(&schema, &place.then(Step::Item)));
        }
        match node.get("schema").map(|schema| self.schema(&schema, place)) {
            Some(Type::Array(item)) => json(*item),
            Some(whole) => json(whole),
            None => Type::Any,
        }
    }
}

/// A media type without its parameters, in lower case: `application/json`.
pub(super) fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_lowercase()
}

/// Whether what is written in a media type is JSON; what may be anything is taken for it.
pub(super) fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json") || is_any(essence) || essence.ends_with("+json")
}

/// Whether a media type may be any; `*` alone is found in real documents.
fn is_any(essence: &str) -> bool {
    matches!(essence, "*/*" | "application/*" | "*")
}

/// How the values of a stream are told apart; nothing where it is no stream.
fn framing(media: &str, essence: &str) -> Option<Framing> {
    match essence {
        "text/event-stream" => Some(Framing::Events),
        "application/x-ndjson" | "application/ndjson" | "application/jsonl" | "application/x-jsonlines" => {
            Some(Framing::Lines)
        }
        // Kubernetes spells it as a parameter of JSON.
        "application/stream+json" => Some(Framing::Lines),
        "application/json" if media.replace(' ', "").contains(";stream=") => Some(Framing::Lines),
        "application/json-seq" | "application/geo+json-seq" => Some(Framing::Records),
        _ => None,
    }
}

/// JSON carries no bytes as they are.
fn json(ty: Type) -> Type {
    if ty == Type::Binary { Type::String } else { ty }
}

/// Brackets throughout where some property is an object or a map, repeated keys in a flat body.
fn form_style(api: &Api, body: &Type) -> FormStyle {
    let nested = match object(api, body) {
        Some(object) => {
            let additional = object.additional.iter();
            hold_object(api, object.fields.iter().map(|field| &field.ty).chain(additional))
        }
        None => matches!(body, Type::Map(values) if hold_object(api, std::iter::once(&**values))),
    };
    if nested { FormStyle::Brackets } else { FormStyle::Repeat }
}

fn object<'a>(api: &'a Api, ty: &Type) -> Option<&'a Object> {
    let Type::Named(id) = ty else { return None };
    match &api.types[id.0].kind {
        Kind::Object(object) => Some(object),
        Kind::Alias(_) | Kind::Enum(_) | Kind::Union(_) => None,
    }
}

/// Whether a value of one of these types can be, or hold, an object; each definition is asked once, so that circles end.
fn hold_object<'a>(api: &'a Api, types: impl Iterator<Item = &'a Type>) -> bool {
    let mut waiting: Vec<&Type> = types.collect();
    let mut asked = BTreeSet::new();
    while let Some(ty) = waiting.pop() {
        match ty {
            Type::Map(_) | Type::Own(Own { json: Some(Json::Object), .. }) => return true,
            Type::Array(inner) | Type::Nullable(inner) => waiting.push(inner),
            Type::Tuple(items) => waiting.extend(items),
            Type::Named(id) if asked.insert(*id) => match &api.types[id.0].kind {
                Kind::Object(_) => return true,
                kind @ (Kind::Enum(_) | Kind::Alias(_) | Kind::Union(_)) => waiting.extend(kind.parts()),
            },
            Type::Named(_) | Type::Any | Type::Boolean | Type::Integer(_) | Type::Number { .. } => {}
            Type::String | Type::Base64 | Type::Binary | Type::Own(_) => {}
        }
    }
    false
}
