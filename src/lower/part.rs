//! What is said of how the parts of a form are sent.
//!
//! In: a member of a form, and what its `encoding` says. Out: what is not the usual way: text for a scalar, JSON for an
//! object, a file for bytes, and one part for each item of a list.

use serde_json::Value;

use super::{
    Lowering,
    content::{essence, is_json},
    encoding::{Said, is_exploded, is_text_of_json, media_types},
    members::{can_nest, item, members},
    whole::Whole,
};
use crate::{
    api::{Encoded, Encoding, QueryStyle, Type},
    diagnostics::OperationProblem,
    document::Node,
};

/// The headers of a part that say its name and media type.
const RESERVED: [&str; 2] = ["content-type", "content-disposition"];

impl Lowering<'_> {
    /// What is said of a member of a form with parts.
    pub(super) fn part(&mut self, said: &Said<'_, '_>) -> Vec<Encoded> {
        let mut values = self.part_value(said).into_iter().collect::<Vec<_>>();
        for (name, header) in said.node.get("headers").iter().flat_map(Node::members) {
            if RESERVED.contains(&name.to_lowercase().as_str()) {
                let name = name.to_owned();
                self.found.report(OperationProblem::ReservedHeader { name }, header.location());
                continue;
            }
            match self.fixed(&header).filter(|value| can_be_sent(name, value)) {
                Some(value) => values.push(Encoded::Header { name: name.to_owned(), value }),
                None => {
                    let (name, header_name) = (said.wire.to_owned(), name.to_owned());
                    let problem = OperationProblem::PartHeader { name, header: header_name };
                    self.found.report(problem, header.location());
                }
            }
        }
        values
    }

    fn part_value(&mut self, said: &Said<'_, '_>) -> Option<Encoded> {
        let inner = item(self.api, &said.ty).clone();
        let nests = can_nest(self.api, &inner);
        let style = self.part_style(said);
        if inner == Type::Binary {
            // The usual one is written by programs, and means nothing.
            if style.is_some_and(|style| !matches!(style, QueryStyle::Form(_))) {
                self.not_heeded(said.node, "style", "a file is a part as it is");
            }
            return telling(first(&media_types(said.node))).map(|media| Encoded::File(Some(media)));
        }
        if let Some(style) = style {
            if said.node.get("contentType").is_some() {
                self.not_heeded(said.node, "contentType", "a style goes before it");
            }
            // A part for each item is the usual way.
            let is_usual = is_exploded(style) && self.is_list(&said.ty) && !nests;
            let needed = !is_usual && can_nest(self.api, &said.ty);
            return needed.then_some(Encoded::Styled { style, reserved: false });
        }
        self.typed(said, &inner)
    }

    /// What is said of the media type of a part that is no file by its type.
    fn typed(&mut self, said: &Said<'_, '_>, inner: &Type) -> Option<Encoded> {
        let media = media_types(said.node);
        let nests = can_nest(self.api, inner);
        let first = first(&media);
        let json = media.iter().find(|media| is_text_of_json(media)).map(|media| (*media).to_owned());
        match (json, first) {
            (Some(json), Some(first)) if nests || json == first => Some(Encoded::Json(json)),
            // What has no type and is no text is a file.
            (None, first) if *inner == Type::Any && !media.iter().all(|media| is_text(media)) => {
                Some(Encoded::File(telling(first)))
            }
            (_, Some(first)) => {
                if *inner != Type::Any && nests && essence(&first) != "text/plain" {
                    let (name, media) = (said.wire.to_owned(), first.clone());
                    let at = said.node.location_of("contentType");
                    self.found.report(OperationProblem::PartAsJson { name, media }, at);
                }
                Some(Encoded::Text(first))
            }
            (_, None) => {
                let fits =
                    |range: &&str| matches!(*range, "*/*" | "text/*") || (nests && *range == "application/*");
                if !media.is_empty() && !media.iter().any(fits) {
                    self.not_heeded(said.node, "contentType", "no text and no JSON is of such a type");
                }
                None
            }
        }
    }

    /// The style of a part, where it has one.
    fn part_style(&mut self, said: &Said<'_, '_>) -> Option<QueryStyle> {
        let (style, _) = self.styled(said.node)?;
        // Before OpenAPI 3.1 a part had no style, and many programs write the usual one all the same. Who writes another one
        // means it: Stripe takes brackets in the names of parts.
        (self.beside_counts || !is_exploded(style)).then_some(style)
    }

    /// The one value that a header has, as text.
    fn fixed(&mut self, header: &Node<'_>) -> Option<String> {
        let header = self.follow(header)?;
        let parts = self.apart(&Whole::of(&header.get("schema")?));
        let value = parts.iter().rev().find_map(|part| {
            let only = part.value("enum").and_then(Value::as_array).filter(|values| values.len() == 1);
            part.value("const").or_else(|| only?.first()).or_else(|| part.value("default"))
        })?;
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The files whose media types their schemas say, and nothing else does.
    pub(super) fn described_files(
        &mut self,
        node: &Node<'_>,
        body: &Type,
        known: &[Encoding],
    ) -> Vec<Encoding> {
        let Some(schema) = node.get("schema") else { return Vec::new() };
        let files =
            members(self.api, body).into_iter().filter(|field| *item(self.api, &field.ty) == Type::Binary);
        let wires: Vec<String> = files.map(|field| field.wire.clone()).collect();
        let mut encodings = Vec::new();
        for wire in wires {
            let is_known =
                known.iter().any(|known| known.wire == wire && matches!(known.value, Encoded::File(_)));
            let media = if is_known { None } else { self.media_of_file(&schema, &wire) };
            encodings
                .extend(telling(media).map(|media| Encoding { wire, value: Encoded::File(Some(media)) }));
        }
        encodings
    }

    fn media_of_file(&mut self, schema: &Node<'_>, wire: &str) -> Option<String> {
        let parts = self.apart(&Whole::of(schema));
        let property = parts.iter().rev().find_map(|part| part.get("properties")?.get(wire))?;
        let mut parts = self.apart(&Whole::of(&property));
        if let Some(items) = parts.iter().rev().find_map(|part| part.get("items")) {
            parts = self.apart(&Whole::of(&items));
        }
        let media = parts.iter().rev().find_map(|part| part.text("contentMediaType"))?;
        (!media.contains('*')).then(|| media.to_owned())
    }
}

/// The first media type that is no range of them.
fn first(media: &[&str]) -> Option<String> {
    media.iter().find(|media| !media.contains('*')).map(|media| (*media).to_owned())
}

/// A media type that says more of a file than that it is one.
fn telling(media: Option<String>) -> Option<String> {
    media.filter(|media| essence(media) != "application/octet-stream")
}

fn is_text(media: &str) -> bool {
    let essence = essence(media);
    essence.starts_with("text/")
        || essence.ends_with("/xml")
        || essence.ends_with("+xml")
        || is_json(&essence)
}

/// Whether a header can stand in a part: a name of HTTP (RFC 9110, section 5.6.2), and text of one line.
fn can_be_sent(name: &str, value: &str) -> bool {
    let is_letter = |letter: u8| letter.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&letter);
    !name.is_empty()
        && name.bytes().all(is_letter)
        && value.bytes().all(|letter| matches!(letter, b' '..=b'~'))
}
