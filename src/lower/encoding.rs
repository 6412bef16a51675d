//! What is said of how the members of a form are sent.
//!
//! In: the `encoding` of a media type, and the format of the body. Out: an [`Encoding`] for what is not the usual way. Where
//! the members themselves come from is none of its business: it looks them up in the types that are made already.

use serde_json::Value;

use super::{
    Lowering,
    content::{essence, is_json},
    members::{can_nest, member, members, resolved},
    parameter::styled,
};
use crate::{
    api::{Encoded, Encoding, Explode, Format, Place as In, QueryStyle, Type},
    config::FormStyle,
    diagnostics::OperationProblem,
    document::Node,
};

/// What says how parts without names are sent, since OpenAPI 3.2.
const NAMELESS: [&str; 2] = ["prefixEncoding", "itemEncoding"];

/// A member of which something is said.
pub(super) struct Said<'n, 'd> {
    pub(super) wire: &'d str,
    pub(super) node: &'n Node<'d>,
    pub(super) ty: Type,
}

impl Lowering<'_> {
    /// What is said of the members of a form, apart from what is the usual way; where it says brackets for all that can
    /// have them, they become the usual way.
    pub(super) fn encodings(&mut self, node: &Node<'_>, format: &mut Format) -> Vec<Encoding> {
        for keyword in NAMELESS.into_iter().filter(|keyword| node.get(keyword).is_some()) {
            self.not_heeded(node, keyword, "the parts of a form have names");
        }
        let (body, is_multipart) = match format {
            Format::Form(ty, _) => (ty.clone(), false),
            Format::Multipart(ty) => (ty.clone(), true),
            Format::Json(_) | Format::Stream(..) | Format::Text | Format::Bytes => {
                if node.get("encoding").is_some() {
                    self.not_heeded(node, "encoding", "only forms are sent member by member");
                }
                return Vec::new();
            }
        };
        let mut encodings = Vec::new();
        for (wire, node) in node.get("encoding").iter().flat_map(Node::members) {
            let Some(ty) = member(self.api, &body, wire) else {
                let name = wire.to_owned();
                self.found.report(OperationProblem::EncodingWithoutProperty { name }, node.location());
                continue;
            };
            let said = Said { wire, node: &node, ty };
            let values = if is_multipart { self.part(&said) } else { self.pair(&said).into_iter().collect() };
            encodings.extend(values.into_iter().map(|value| Encoding { wire: wire.to_owned(), value }));
        }
        if let Format::Form(ty, style) = format {
            self.settle(ty, style, &mut encodings);
        } else {
            encodings.extend(self.described_files(node, &body, &encodings));
        }
        encodings
    }

    /// Makes brackets the usual way where all members that can have them are said to, and leaves out what is the usual way.
    fn settle(&self, body: &Type, style: &mut FormStyle, encodings: &mut Vec<Encoding>) {
        let is_deep = |wire: &str| {
            let deep = Encoded::Styled { style: QueryStyle::DeepObject, reserved: false };
            encodings.iter().any(|known| known.wire == wire && known.value == deep)
        };
        let members = members(self.api, body);
        let mut nested = members.iter().filter(|field| can_nest(self.api, &field.ty)).peekable();
        if nested.peek().is_some() && nested.all(|field| is_deep(&field.wire)) {
            *style = FormStyle::Brackets;
        }
        encodings.retain(|encoding| {
            let Encoded::Styled { style: own, reserved: false } = encoding.value else { return true };
            let is_list = || member(self.api, body, &encoding.wire).is_some_and(|ty| self.is_list(&ty));
            match style {
                FormStyle::Brackets => own != QueryStyle::DeepObject,
                FormStyle::Repeat => !(is_exploded(own) && is_list()),
            }
        });
    }

    /// What is said of a member of a urlencoded form.
    fn pair(&mut self, said: &Said<'_, '_>) -> Option<Encoded> {
        if said.node.get("headers").is_some() {
            self.not_heeded(said.node, "headers", "only the parts of `multipart/form-data` have some");
        }
        let nests = can_nest(self.api, &said.ty);
        if let Some((style, reserved)) = self.styled(said.node) {
            if said.node.get("contentType").is_some() {
                self.not_heeded(said.node, "contentType", "a style goes before it");
            }
            return (nests || reserved).then_some(Encoded::Styled { style, reserved });
        }
        let media = media_types(said.node);
        match media.iter().find(|media| is_text_of_json(media)) {
            Some(media) if nests => return Some(Encoded::Json((*media).to_owned())),
            None if nests && !media.is_empty() => {
                self.not_heeded(said.node, "contentType", "a urlencoded form holds text and JSON text");
            }
            Some(_) | None => {}
        }
        None
    }

    /// The style that is said, and whether characters that have a meaning in URLs stay as they are.
    pub(super) fn styled(&mut self, node: &Node<'_>) -> Option<(QueryStyle, bool)> {
        let (spelled, reserved) = (node.text("style"), node.is_true("allowReserved"));
        if !reserved && !["style", "explode"].iter().any(|keyword| node.get(keyword).is_some()) {
            return None;
        }
        let explode = node.value.get("explode").and_then(Value::as_bool);
        let place = styled("query", spelled, explode, reserved).or_else(|| {
            let style = spelled.unwrap_or_default().to_owned();
            self.found.report(OperationProblem::UnknownStyle { style }, node.location_of("style"));
            styled("query", None, explode, reserved)
        });
        let Some(In::Query { style, reserved }) = place else { return None };
        Some((style, reserved))
    }

    pub(super) fn is_list(&self, ty: &Type) -> bool {
        matches!(resolved(self.api, ty), Type::Array(_))
    }

    pub(super) fn not_heeded(&mut self, node: &Node<'_>, keyword: &'static str, why: &'static str) {
        self.found.report(OperationProblem::UnheededEncoding { keyword, why }, node.location_of(keyword));
    }
}

/// The media types that a value may have, as their author spells them.
pub(super) fn media_types<'d>(node: &Node<'d>) -> Vec<&'d str> {
    let listed = node.text("contentType").unwrap_or_default().split(',');
    listed.map(str::trim).filter(|media| !media.is_empty()).collect()
}

/// Whether each item of a list stands alone, and each member of an object.
pub(super) fn is_exploded(style: QueryStyle) -> bool {
    match style {
        QueryStyle::Form(Explode(explode))
        | QueryStyle::SpaceDelimited(Explode(explode))
        | QueryStyle::TabDelimited(Explode(explode))
        | QueryStyle::PipeDelimited(Explode(explode)) => explode,
        QueryStyle::DeepObject | QueryStyle::Json => false,
    }
}

pub(super) fn is_text_of_json(media: &str) -> bool {
    !media.contains('*') && is_json(&essence(media))
}
