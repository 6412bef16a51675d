//! The members of an answer, as far as they can say something about its pages.

use crate::api::{Api, Direction, Field, Json, Kind, Object, Own, Type};

/// How often a type may be another name of another before nobody follows it any more.
const DEEPEST: usize = 16;

/// Objects that hold what is said about pages, with their names folded.
const CONTAINERS: [&str; 20] = [
    "cursor",
    "cursors",
    "link",
    "links",
    "meta",
    "metadata",
    "next",
    "nextpage",
    "page",
    "pageinfo",
    "pagemetadata",
    "pages",
    "pagination",
    "paginationinfo",
    "paginationmetadata",
    "paging",
    "paginginfo",
    "pagingmetadata",
    "responsemetadata",
    "resultinfo",
];

/// A member of the answer, or of one of the objects that speak of pages.
pub(super) struct Member<'a> {
    /// Its name, behind those of the objects that it is in: `["meta", "next_cursor"]`.
    pub(super) way: Vec<String>,
    /// The same, folded: `["meta", "nextcursor"]`.
    pub(super) folded: Vec<String>,
    pub(super) field: &'a Field,
}

impl Member<'_> {
    /// Its own name, folded.
    pub(super) fn leaf(&self) -> &str {
        self.folded.last().map_or("", String::as_str)
    }

    /// Whether it may be missing, or null.
    pub(super) fn may_lack(&self) -> bool {
        !self.field.required || matches!(self.field.ty, Type::Nullable(_))
    }
}

/// The members of the answer, those of objects that speak of pages behind the object; `inside` is the object that
/// holds the list, where that is not the answer itself.
pub(super) fn of<'a>(api: &'a Api, answer: &'a Type, inside: &[String]) -> Vec<Member<'a>> {
    let mut members = Vec::new();
    collect(api, answer, inside, &mut Vec::new(), &mut members);
    members
}

fn collect<'a>(
    api: &'a Api,
    ty: &'a Type,
    inside: &[String],
    way: &mut Vec<String>,
    members: &mut Vec<Member<'a>>,
) {
    let Some(object) = object(api, ty) else { return };
    for field in received(object) {
        way.push(field.wire.clone());
        let name = folded(&field.wire);
        if way.len() < 4 && (CONTAINERS.contains(&name.as_str()) || inside.starts_with(way)) {
            collect(api, &field.ty, inside, way, members);
        }
        let folded = way.iter().map(|name| folded(name)).collect();
        members.push(Member { way: way.clone(), folded, field });
        way.pop();
    }
}

/// The members that answers have.
pub(super) fn received(object: &Object) -> impl Iterator<Item = &Field> {
    object.fields.iter().filter(|field| field.direction != Direction::Requests)
}

/// A type behind its other names, and without null.
pub(super) fn plain<'a>(api: &'a Api, ty: &'a Type) -> &'a Type {
    let mut plain = ty;
    for _ in 0..DEEPEST {
        plain = match plain {
            Type::Nullable(inner) => inner,
            Type::Named(id) => match &api.types[id.0].kind {
                Kind::Alias(inner) => inner,
                Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) => return plain,
            },
            other => return other,
        };
    }
    plain
}

/// The object that a type is.
pub(super) fn object<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Object> {
    let Type::Named(id) = plain(api, ty) else { return None };
    match &api.types[id.0].kind {
        Kind::Object(object) => Some(object),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) => None,
    }
}

/// Whether it is a string, as far as anybody knows.
pub(super) fn is_text(api: &Api, ty: &Type) -> bool {
    let own = |json: &Option<Json>| matches!(json, None | Some(Json::String));
    let ty = plain(api, ty);
    matches!(ty, Type::String | Type::Base64) || matches!(ty, Type::Own(Own { json, .. }) if own(json))
}

/// Whether it is a number, as which many documents describe integers too.
pub(super) fn is_number(api: &Api, ty: &Type) -> bool {
    let ty = plain(api, ty);
    matches!(ty, Type::Integer(_) | Type::Number { .. } | Type::Own(Own { json: Some(Json::Number), .. }))
}

/// A name without what authors spell in different ways: `nextPageToken`, `next_page_token` and `NextPageToken` are one.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}
