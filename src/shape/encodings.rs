//! How the members of a form are sent, where that is not the usual way.
//!
//! In: what an API says of them. Out: what a method says before it makes the form, and which members are files.

use std::borrow::Cow;

use super::{
    parameters::style_path,
    plan::{sent, there},
};
use crate::{
    api::{Api, Content, Encoded, Field, Format, Operation, QueryStyle, Type},
    config::FormStyle,
    rust::{Encoding, Property},
};

/// Whether a part of a form is a file, or a list of files.
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
        _ => is_file.then_some(FileKind::One),
    }
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
