//! The parameters of a page: a name, a place, and what the page says about each.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use serde_json::{Map, Value, json};

use super::Draft;
use crate::{
    diagnostics::{Diagnostics, PageProblem},
    read::page::{
        parts::Parts,
        roles::Role,
        target::{Target, path_parameters},
    },
};

/// A parameter: `limit [ in: query type: integer ]`.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    name: String,
    place: &'static str,
    kind: String,
    description: String,
    is_required: bool,
    /// Where the page declares it, and where it says its type.
    span: Range<usize>,
    kind_span: Option<Range<usize>>,
}

/// Where OpenAPI can send a parameter.
const PLACES: &[&str] = &["path", "query", "header", "cookie"];

impl Parameter {
    /// The name, if it is a part of the path.
    pub(super) fn path_name(&self) -> Option<&str> {
        (self.place == "path").then_some(self.name.as_str())
    }
}

/// The parameters of a page; None where one of them is damaged.
pub(super) fn read(parts: &Parts<'_>, found: &mut Diagnostics) -> Option<Vec<Parameter>> {
    let (mut list, mut seen) = (Vec::new(), BTreeSet::new());
    let mut is_whole = true;
    for region in parts.regions(Role::Parameter) {
        let Some(parameter) = parameter(parts, region, found) else {
            is_whole = false;
            continue;
        };
        if !seen.insert((parameter.place, parameter.name.clone())) {
            let problem =
                PageProblem::PagePartRepeated { part: Role::Parameter.name(), name: parameter.name.clone() };
            found.report(problem, parts.at(parameter.span));
        } else {
            list.push(parameter);
        }
    }
    is_whole.then_some(list)
}

fn parameter(parts: &Parts<'_>, region: Range<usize>, found: &mut Diagnostics) -> Option<Parameter> {
    let is_complete = parts.is_complete(Role::Parameter, &region, found);
    let named = parts.first(Role::ParameterName, &region);
    let placed = parts.first(Role::ParameterPlace, &region);
    let required = is_required(parts, &region, found);
    let (named, placed) = (named.filter(|_| is_complete)?, placed?);
    let name = parts.word(&named);
    if name.is_empty() {
        parts.unreadable(&named, "a name", found);
        return None;
    }
    let place = parts.word(&placed).to_ascii_lowercase();
    let Some(place) = PLACES.iter().copied().find(|known| *known == place) else {
        parts.unreadable(&placed, "path, query, header or cookie", found);
        return None;
    };
    let described = parts.first(Role::ParameterDescription, &region);
    let typed = parts.first(Role::ParameterType, &region);
    Some(Parameter {
        name,
        place,
        kind: typed.as_ref().map_or(String::new(), |part| parts.word(part)),
        description: described.map_or(String::new(), |part| parts.prose(&part)),
        is_required: required?,
        span: named.outer.start..placed.outer.end.max(named.outer.end),
        kind_span: typed.map(|part| part.inner),
    })
}

/// Whether the page says `required`; saying nothing is saying `optional`.
fn is_required(parts: &Parts<'_>, region: &Range<usize>, found: &mut Diagnostics) -> Option<bool> {
    let Some(part) = parts.first(Role::ParameterRequired, region) else { return Some(false) };
    match parts.word(&part).to_ascii_lowercase().as_str() {
        "required" => Some(true),
        "optional" | "" => Some(false),
        _ => {
            parts.unreadable(&part, "required or optional", found);
            None
        }
    }
}

/// Writes the parameters of a page, and those that only its target names.
pub(super) fn write(
    draft: &mut Draft,
    parts: &Parts<'_>,
    mut list: Vec<Parameter>,
    target: &Target,
    request: &Range<usize>,
    found: &mut Diagnostics,
) {
    let span = parts.first(Role::Target, request).map_or(request.clone(), |part| part.inner);
    let mut seen: BTreeSet<_> =
        list.iter().map(|parameter| (parameter.place, parameter.name.clone())).collect();
    let in_path = path_parameters(&target.path).map(|name| ("path", name));
    let in_query = target.query.iter().map(|(name, _)| ("query", name.as_str()));
    for (place, name) in in_path.chain(in_query) {
        if seen.insert((place, name.to_owned())) {
            found
                .report(PageProblem::ParameterAdded { place, name: name.to_owned() }, parts.at(span.clone()));
            list.push(undescribed(place, name, span.clone()));
        }
    }
    if list.is_empty() {
        return;
    }
    for (index, parameter) in list.iter().enumerate() {
        draft.pieces.push((format!("/parameters/{index}"), parameter.span.clone()));
        if let Some(span) = &parameter.kind_span {
            draft.pieces.push((format!("/parameters/{index}/schema"), span.clone()));
        }
    }
    let explodes: BTreeMap<_, _> =
        target.query.iter().map(|(name, explode)| (name.as_str(), *explode)).collect();
    let values: Vec<_> = list.into_iter().map(|parameter| value(parameter, &explodes)).collect();
    draft.operation.insert("parameters".into(), values.into());
}

/// A parameter of which only the name is known.
fn undescribed(place: &'static str, name: &str, span: Range<usize>) -> Parameter {
    Parameter {
        name: name.to_owned(),
        place,
        kind: "string".into(),
        description: String::new(),
        is_required: place == "path",
        span,
        kind_span: None,
    }
}

/// The parameter object: `{"name": "limit", "in": "query", "schema": {"type": "integer"}}`.
fn value(parameter: Parameter, explodes: &BTreeMap<&str, bool>) -> Value {
    let mut object = Map::new();
    let explode = explodes.get(parameter.name.as_str()).filter(|_| parameter.place == "query").copied();
    object.insert("name".into(), parameter.name.into());
    object.insert("in".into(), parameter.place.into());
    if !parameter.description.is_empty() {
        object.insert("description".into(), parameter.description.into());
    }
    object.insert("required".into(), parameter.is_required.into());
    if let Some(explode) = explode {
        object.insert("explode".into(), explode.into());
    }
    let schema = if parameter.kind.is_empty() { json!({}) } else { json!({ "type": parameter.kind }) };
    object.insert("schema".into(), schema);
    object.into()
}
