//! The parameters of a query, each by the name that it has on the wire.

use super::members::{folded, object};
use crate::api::{Api, Docs, Explode, Limit, Note, Operation, Place, QueryStyle, Type};

/// Words by which authors say what the first number is, behind which the number stands.
const STARTS: [&str; 12] = [
    "starts at ",
    "starting at ",
    "starts from ",
    "starting from ",
    "starts with ",
    "starting with ",
    "first page is ",
    "defaults to ",
    "default is ",
    "default: ",
    "default ",
    "default value is ",
];

/// A parameter of the query: `page[after]`.
pub(super) struct Asked<'a> {
    pub(super) wire: String,
    /// Its name, folded: `pageafter`.
    pub(super) folded: String,
    pub(super) required: bool,
    pub(super) ty: &'a Type,
    docs: &'a Docs,
}

/// The parameters of an operation's query. Members of objects that become pairs of their own are parameters here.
pub(super) fn of<'a>(api: &'a Api, operation: &'a Operation) -> Vec<Asked<'a>> {
    let mut all = Vec::new();
    for parameter in &operation.parameters {
        let Place::Query { style, .. } = parameter.place else { continue };
        let deep = match style {
            QueryStyle::DeepObject => true,
            QueryStyle::Form(Explode(true)) => false,
            QueryStyle::Form(Explode(false))
            | QueryStyle::SpaceDelimited(_)
            | QueryStyle::TabDelimited(_)
            | QueryStyle::PipeDelimited(_)
            | QueryStyle::Json => {
                all.push(asked(parameter.wire.clone(), parameter.required, &parameter.ty, &parameter.docs));
                continue;
            }
        };
        let Some(object) = object(api, &parameter.ty) else {
            all.push(asked(parameter.wire.clone(), parameter.required, &parameter.ty, &parameter.docs));
            continue;
        };
        all.extend(object.fields.iter().map(|field| {
            let wire = if deep { format!("{}[{}]", parameter.wire, field.wire) } else { field.wire.clone() };
            asked(wire, parameter.required && field.required, &field.ty, &field.docs)
        }));
    }
    all
}

fn asked<'a>(wire: String, required: bool, ty: &'a Type, docs: &'a Docs) -> Asked<'a> {
    Asked { folded: folded(&wire), wire, required, ty, docs }
}

impl Asked<'_> {
    /// What is said about it, in small letters.
    pub(super) fn said(&self) -> String {
        said(self.docs)
    }

    /// The number that it has where it is not sent: 0 or 1, where anybody says so.
    pub(super) fn start(&self) -> Option<u64> {
        let notes = || self.docs.notes.iter();
        let number = |value: &serde_json::Value| {
            value.as_u64().or_else(|| value.as_str().and_then(|text| text.parse().ok()))
        };
        let default = notes().find_map(|note| match note {
            Note::Default(value) => Some(number(value)),
            _ => None,
        });
        if let Some(default) = default {
            return default.filter(|number| *number < 2);
        }
        let least = notes().find_map(|note| match note {
            Note::Limit(Limit::Minimum, value) => number(value),
            _ => None,
        });
        if least == Some(1) {
            return Some(1);
        }
        let said = self.said().replace(['`', '\'', '"', '*'], "");
        let behind = STARTS.iter().filter_map(|words| said.split_once(words).map(|(_, rest)| rest));
        let digits = behind.map(|rest| rest.split(|letter: char| !letter.is_ascii_digit()).next());
        digits.flatten().find_map(|digits| digits.parse().ok()).filter(|number| *number < 2)
    }
}

/// All that is said about something, in small letters.
pub(super) fn said(docs: &Docs) -> String {
    let texts = [&docs.title, &docs.summary, &docs.description].into_iter().flatten();
    texts.map(|text| text.to_lowercase()).collect::<Vec<_>>().join(" ")
}
