//! Types, statuses and places in the few words that fit into a line.

use serde_json::Value;

use crate::api::{
    Api, Constant, Enum, Explode, Integer, Json, Kind, Name, Operation, PathStyle, Place, QueryStyle, Status,
    Type, VariantValue, Whole,
};

/// How many values of an enum are listed.
const MOST_VALUES: usize = 4;

/// How deep lists of lists are spelled out.
const DEEPEST: usize = 4;

/// How many characters of a text are shown.
const MOST_SIGNS: usize = 60;

/// A type: `list of Pet`, `"open" or "closed"`.
pub(super) fn ty(api: &Api, ty: &Type) -> String {
    nested(api, ty, DEEPEST)
}

fn nested(api: &Api, ty: &Type, depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else { return "..".to_owned() };
    let inner = |ty: &Type| nested(api, ty, depth);
    match ty {
        Type::Any => "any JSON".into(),
        Type::Boolean => "boolean".into(),
        Type::Integer(integer) => integer_words(*integer).into(),
        Type::Number { single: false } => "number".into(),
        Type::Number { single: true } => "number of single precision".into(),
        Type::String => "string".into(),
        Type::Base64 => "bytes in Base64".into(),
        Type::Binary => "file".into(),
        Type::Own(own) => match own.json {
            Some(Json::Null) => "null".into(),
            Some(Json::Boolean) => "boolean of a type of yours".into(),
            Some(Json::Number) => "number of a type of yours".into(),
            Some(Json::String) => "string of a type of yours".into(),
            Some(Json::Array) => "list of a type of yours".into(),
            Some(Json::Object) => "object of a type of yours".into(),
            None => "value of a type of yours".into(),
        },
        Type::Array(ty) => format!("list of {}", inner(ty)),
        Type::Map(ty) => format!("map of {}", inner(ty)),
        Type::Tuple(items) => format!("({})", items.iter().map(inner).collect::<Vec<_>>().join(", ")),
        Type::Nullable(ty) => format!("{} or null", inner(ty)),
        Type::Named(id) => {
            let definition = &api.types[id.0];
            match (&definition.name, &definition.kind) {
                (Name::Author(name), _) => name.clone(),
                (_, Kind::Object(_)) => "object".into(),
                (_, Kind::Enum(listed)) => values(listed),
                (_, Kind::Union(union)) => {
                    let words = union.variants.iter().take(MOST_VALUES).map(|variant| match &variant.value {
                        VariantValue::Type(ty) => inner(ty),
                        VariantValue::Constant(value) => constant(value),
                    });
                    let more = if union.variants.len() > MOST_VALUES { " or .." } else { "" };
                    words.collect::<Vec<_>>().join(" or ") + more
                }
                (_, Kind::Alias(ty)) => inner(ty),
            }
        }
    }
}

fn values(listed: &Enum) -> String {
    let shown: Vec<String> = listed.values.iter().take(MOST_VALUES).map(constant).collect();
    let more = if listed.values.len() > MOST_VALUES { " or .." } else { "" };
    shown.join(" or ") + more
}

fn integer_words(integer: Integer) -> &'static str {
    match integer {
        Integer::I8 => "integer of 8 bits",
        Integer::I16 => "integer of 16 bits",
        Integer::I32 => "integer of 32 bits",
        Integer::I64 => "integer",
        Integer::U8 => "unsigned integer of 8 bits",
        Integer::U16 => "unsigned integer of 16 bits",
        Integer::U32 => "unsigned integer of 32 bits",
        Integer::U64 => "unsigned integer",
    }
}

/// A constant as JSON: `"open"`.
pub(super) fn constant(value: &Constant) -> String {
    match value {
        Constant::String(text) => cut(&format!("{text:?}")),
        Constant::Integer(number) => number.to_string(),
        Constant::Boolean(flag) => flag.to_string(),
    }
}

/// A value as JSON.
pub(super) fn value(value: &Value) -> String {
    cut(&value.to_string())
}

/// The beginning of a text.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_SIGNS) {
        Some((end, _)) => format!("{}..", &text[..end]),
        None => text.to_owned(),
    }
}

/// `POST /v1/files`
pub(super) fn operation(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// `response 200`
pub(super) fn status(status: Status) -> String {
    match status {
        Status::Code(code) => format!("response {code}"),
        Status::Class(class) => format!("response {class}XX"),
        Status::Default => "response default".to_owned(),
    }
}

/// How a list is spelled as a parameter: `?a=3&a=4`.
pub(super) fn spelling(place: Place) -> String {
    let parts = |begin: &str, between: &str| format!("{begin}3{between}4");
    let query = |style: QueryStyle| match style {
        QueryStyle::Form(Explode(true))
        | QueryStyle::SpaceDelimited(Explode(true))
        | QueryStyle::TabDelimited(Explode(true))
        | QueryStyle::PipeDelimited(Explode(true)) => parts("?a=", "&a="),
        QueryStyle::Form(Explode(false)) => parts("?a=", ","),
        QueryStyle::SpaceDelimited(Explode(false)) => parts("?a=", "%20"),
        QueryStyle::TabDelimited(Explode(false)) => parts("?a=", "%09"),
        QueryStyle::PipeDelimited(Explode(false)) => parts("?a=", "%7C"),
        QueryStyle::DeepObject => "?a[b]=3".to_owned(),
        QueryStyle::Json => "JSON".to_owned(),
    };
    match place {
        Place::Path(PathStyle::Simple(Explode(explode))) => {
            if explode { "members as b=3" } else { "members as b,3" }.to_owned()
        }
        Place::Path(PathStyle::Label(Explode(explode))) => parts(".", if explode { "." } else { "," }),
        Place::Path(PathStyle::Matrix(Explode(explode))) => parts(";a=", if explode { ";a=" } else { "," }),
        Place::Query { style, reserved: false } => query(style),
        Place::Query { style, reserved: true } => {
            format!("{}, with reserved characters as they are", query(style))
        }
        Place::QueryString(Whole::Form) => "the whole query, as a form".to_owned(),
        Place::QueryString(Whole::Json) => "the whole query, as JSON".to_owned(),
        Place::QueryString(Whole::Text) => "the whole query".to_owned(),
        Place::Header(Explode(explode)) | Place::Cookie(Explode(explode)) => {
            if explode { "members as b=3" } else { "members as b,3" }.to_owned()
        }
        Place::Path(PathStyle::Json) | Place::HeaderJson | Place::CookieJson => "JSON".to_owned(),
    }
}

/// Where a parameter goes: `query`.
pub(super) fn place(place: Place) -> &'static str {
    match place {
        Place::Path(_) => "path",
        Place::Query { .. } | Place::QueryString(_) => "query",
        Place::Header(_) | Place::HeaderJson => "header",
        Place::Cookie(_) | Place::CookieJson => "cookie",
    }
}
