//! How the members of a form are sent, where that is not the usual way.
//!
//! In: what an API says of them. Out: what a method says before it makes the form, and which members are files.

use std::borrow::Cow;

use super::{
    parameters::style_path,
    plan::{sent, there},
};
use crate::{
    api::{
        Api, Content, Docs, Encoded, Field, Format, Kind, Operation, QueryStyle, Type, TypeId, Variant,
        VariantValue,
    },
    config::FormStyle,
    rust::{Encoding, Property},
};

/// Whether a part of a form is a file, or a list of files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    One,
    Several,
}

/// Whether a member of a body is a file; only the parts of a form can be.
pub(super) fn file_kind(api: &Api, operation: &Operation, field: &Field) -> Option<FileKind> {
    let body = operation.body.as_ref().map(sent)?;
    if !has_parts(operation) {
        return None;
    }
    let mut own = body.encodings.iter().filter(|encoding| encoding.wire == field.wire);
    let is_file = own.any(|encoding| matches!(encoding.value, Encoded::File(_)));
    match there(api, &field.ty) {
        Type::Binary => Some(FileKind::One),
        Type::Array(inner) if is_file || *there(api, inner) == Type::Binary => Some(FileKind::Several),
        Type::Named(id) => of_union(api, *id).or(is_file.then_some(FileKind::One)),
        _ => is_file.then_some(FileKind::One),
    }
}

/// The files of a union that may be one: what else it may be is a part that is no file, see `File::json`.
fn of_union(api: &Api, id: TypeId) -> Option<FileKind> {
    let Kind::Union(union) = &api.types[id.0].kind else { return None };
    let files: Vec<FileKind> = union.variants.iter().filter_map(|variant| of_variant(api, variant)).collect();
    // One file is sent as a list of one.
    let several = files.contains(&FileKind::Several).then_some(FileKind::Several);
    several.or(files.first().copied())
}

/// Whether a variant is a file, or a list of files.
fn of_variant(api: &Api, variant: &Variant) -> Option<FileKind> {
    let VariantValue::Type(ty) = &variant.value else { return None };
    match there(api, ty) {
        Type::Binary => Some(FileKind::One),
        Type::Array(inner) if *there(api, inner) == Type::Binary => Some(FileKind::Several),
        _ => None,
    }
}

/// What is said of a member of a body, and that it may be no file where that is so.
pub(super) fn part_docs(api: &Api, operation: &Operation, field: &Field) -> Docs {
    let mut docs = field.docs.clone();
    let is_union = matches!(there(api, &field.ty), Type::Named(id) if only_files(api, *id) == Some(false));
    if is_union && file_kind(api, operation, field).is_some() {
        let more = "A file, or another value as [`File::json`](support::multipart::File::json) takes it.";
        docs.description = Some(docs.description.map_or(more.to_owned(), |text| format!("{text}\n\n{more}")));
    }
    docs
}

/// What a request needs for a member of its body: of a file that may be another value, that value.
pub(super) fn sent_types<'a>(api: &'a Api, operation: &Operation, field: &'a Field) -> Vec<&'a Type> {
    match there(api, &field.ty) {
        Type::Named(id) if file_kind(api, operation, field).is_some() => api.types[id.0].kind.parts(),
        _ => vec![&field.ty],
    }
}

/// Whether all that a union may be is files; nothing where it is no union.
fn only_files(api: &Api, id: TypeId) -> Option<bool> {
    let Kind::Union(union) = &api.types[id.0].kind else { return None };
    Some(union.variants.iter().all(|variant| of_variant(api, variant).is_some()))
}

/// Whether the body of an operation is a form with parts.
pub(super) fn has_parts(operation: &Operation) -> bool {
    operation.body.as_ref().is_some_and(|body| matches!(sent(body).format, Format::Multipart(_)))
}

/// The type that a member of a body has in a request. A file is there or it is not: a form cannot say that it is null.
pub(super) fn part_type<'a>(api: &Api, operation: &Operation, field: &'a Field) -> Cow<'a, Type> {
    match file_kind(api, operation, field) {
        Some(FileKind::One) => Cow::Owned(Type::Binary),
        Some(FileKind::Several) => Cow::Owned(Type::Array(Box::new(Type::Binary))),
        None => Cow::Borrowed(&field.ty),
    }
}

/// The members of a urlencoded form that are spelled otherwise than the others. Of a style that the user has chosen, no
/// document can say better; JSON text is no style.
pub(super) fn properties(content: &Content, chosen: Option<FormStyle>) -> Vec<Property> {
    if !matches!(content.format, Format::Form(..)) {
        return Vec::new();
    }
    let properties = content.encodings.iter().filter_map(|encoding| {
        let (style, reserved) = match &encoding.value {
            Encoded::Styled { style, reserved } if chosen.is_none() => (*style, *reserved),
            Encoded::Json(_) => (QueryStyle::Json, false),
            Encoded::Styled { .. } | Encoded::Text(_) | Encoded::File(_) | Encoded::Header { .. } => {
                return None;
            }
        };
        Some(Property { wire: encoding.wire.clone(), style: style_path(style), reserved })
    });
    properties.collect()
}

/// What is said of the parts of a form.
pub(super) fn encodings(content: &Content) -> Vec<Encoding> {
    let encodings = content.encodings.iter().filter_map(|encoding| {
        let (kind, texts, style) = match &encoding.value {
            Encoded::Styled { style, .. } => ("Style", Vec::new(), Some(style_path(*style))),
            Encoded::Json(media) => ("Json", vec![media.clone()], None),
            Encoded::Text(media) => ("Media", vec![media.clone()], None),
            Encoded::File(media) => ("Media", vec![media.clone()?], None),
            Encoded::Header { name, value } => ("Header", vec![name.clone(), value.clone()], None),
        };
        Some(Encoding { wire: encoding.wire.clone(), kind: kind.into(), texts, style })
    });
    encodings.collect()
}
