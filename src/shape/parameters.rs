//! How parameters are put into a request.

use crate::{
    api::{Explode, Parameter as Given, PathStyle, Place, QueryStyle, Whole},
    rust::{Ident, Parameter},
};

/// The function that puts a parameter into a request, and what it takes.
pub(super) fn parameter((given, ident): (&Given, &Ident)) -> Parameter {
    let (place, style) = match given.place {
        Place::Path(PathStyle::Simple(Explode(false))) => ("path", None),
        Place::Path(style) => ("path_as", Some(path_style(style))),
        Place::Query { style, reserved: true } => ("query_reserved", Some(query_style(style))),
        Place::Query { style, reserved: false } => match style {
            // Each element of a list in a pair of its own is the same in all these styles.
            QueryStyle::Form(Explode(true))
            | QueryStyle::SpaceDelimited(Explode(true))
            | QueryStyle::TabDelimited(Explode(true))
            | QueryStyle::PipeDelimited(Explode(true)) => ("query", None),
            _ => ("query_as", Some(query_style(style))),
        },
        // The members of an object, each in a pair of its own.
        Place::QueryString(Whole::Form) => ("query", None),
        Place::QueryString(Whole::Json) => ("query_whole", Some(query_style(QueryStyle::Json))),
        Place::QueryString(Whole::Text) => {
            ("query_whole", Some(query_style(QueryStyle::Form(Explode(false)))))
        }
        Place::Header(Explode(false)) => ("header", None),
        Place::Header(Explode(true)) => ("header_exploded", None),
        Place::HeaderJson => ("header_json", None),
        Place::Cookie(Explode(true)) => ("cookie", None),
        Place::Cookie(explode) => ("cookie_as", Some(query_style(QueryStyle::Form(explode)))),
        Place::CookieJson => ("cookie_as", Some(query_style(QueryStyle::Json))),
    };
    let style = style.map(|style| format!("support::parameters::{style}"));
    Parameter { place: place.into(), wire: given.wire.clone(), style, ident: ident.clone() }
}

/// A style of queries as Rust: `support::parameters::Style::Form { explode: false }`.
pub(super) fn style_path(style: QueryStyle) -> String {
    format!("support::parameters::{}", query_style(style))
}

fn path_style(style: PathStyle) -> String {
    let exploded = |style: &str, explode: Explode| format!("PathStyle::{style} {{ explode: {} }}", explode.0);
    match style {
        PathStyle::Simple(explode) => exploded("Simple", explode),
        PathStyle::Label(explode) => exploded("Label", explode),
        PathStyle::Matrix(explode) => exploded("Matrix", explode),
        PathStyle::Json => "PathStyle::Json".to_owned(),
    }
}

fn query_style(style: QueryStyle) -> String {
    let style = match style {
        QueryStyle::Form(explode) => return format!("Style::Form {{ explode: {} }}", explode.0),
        QueryStyle::SpaceDelimited(Explode(true))
        | QueryStyle::TabDelimited(Explode(true))
        | QueryStyle::PipeDelimited(Explode(true)) => return "Style::Form { explode: true }".to_owned(),
        QueryStyle::SpaceDelimited(_) => "SpaceDelimited",
        QueryStyle::TabDelimited(_) => "TabDelimited",
        QueryStyle::PipeDelimited(_) => "PipeDelimited",
        QueryStyle::DeepObject => "DeepObject",
        QueryStyle::Json => "Json",
    };
    format!("Style::{style}")
}
