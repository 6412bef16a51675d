//! Bodies: media types, and what is written in them.

use std::collections::BTreeSet;

use super::{Lowering, docs, place::Place};
use crate::{
    api::{Api, Body, Content, Format, Json, Kind, Object, Own, Step, Type},
    config::FormStyle,
    diagnostics::Problem,
    document::Node,
};

impl Lowering<'_> {
    /// The body of an operation's request, in the media type that says most.
    pub(super) fn body(&mut self, operation: &Node<'_>, place: &Place) -> Option<Body> {
        let node = operation.get("requestBody")?;
        let target = self.follow(&node)?;
        let mut contents = self.contents(&target, &place.then(Step::Body));
        if contents.is_empty() {
            self.found.report(Problem::BodyWithoutContent, node.location());
            return None;
        }
        let best = (0..contents.len()).min_by_key(|index| rank(&contents[*index].format)).unwrap_or(0);
        let content = contents.remove(best);
        for other in &contents {
            let (media, taken) = (other.media.clone(), content.media.clone());
            self.found.report(Problem::OtherRequestMedia { media, taken }, node.location());
        }
        Some(Body {
            required: target.is_true("required"),
            content,
            docs: docs::of(&target),
            at: target.location(),
        })
    }

    /// A body in each of its media types.
    pub(super) fn contents(&mut self, node: &Node<'_>, place: &Place) -> Vec<Content> {
        let content = node.get("content");
        let members: Vec<_> = content.iter().flat_map(Node::members).collect();
        members.into_iter().map(|(media, node)| self.content(media, &node, place)).collect()
    }

    fn content(&mut self, media: &str, node: &Node<'_>, place: &Place) -> Content {
        let essence = media.split(';').next().unwrap_or_default().trim().to_lowercase();
        let mut ty = || node.get("schema").map_or(Type::Any, |schema| self.schema(&schema, place));
        let format = match essence.as_str() {
            "application/json" | "text/json" | "*/*" | "application/*" => Format::Json(json(ty())),
            other if other.ends_with("+json") => Format::Json(json(ty())),
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
        };
        let example = node.value.get("example").filter(|example| !example.is_null()).cloned();
        Content { media: media.to_owned(), format, example }
    }
}

/// JSON carries no bytes as they are.
fn json(ty: Type) -> Type {
    if ty == Type::Binary { Type::String } else { ty }
}

/// The smaller, the more a media type says of what is in it.
fn rank(format: &Format) -> u8 {
    match format {
        Format::Json(_) => 0,
        Format::Form(..) => 1,
        Format::Multipart(_) => 2,
        Format::Text => 3,
        Format::Bytes => 4,
    }
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
