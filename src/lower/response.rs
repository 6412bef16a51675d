//! Responses: for which statuses, with which headers and bodies.

use super::{
    Lowering, docs,
    place::{Owner, Place},
    references::answer_name,
};
use crate::{
    api::{Content, Explode, Header, Response, Status, Step, Type},
    diagnostics::OperationProblem,
    document::Node,
};

impl<'d> Lowering<'_> {
    /// The responses of an operation.
    pub(super) fn responses(&mut self, method: &str, operation: &Node<'d>, place: &Place) -> Vec<Response> {
        let listed = operation.get("responses");
        let responses = listed.iter().flat_map(Node::members).filter(|(status, _)| !status.starts_with("x-"));
        let responses: Vec<_> = responses.collect();
        let responses =
            responses.into_iter().filter_map(|(status, node)| self.response(method, status, &node, place));
        responses.collect()
    }

    fn response(&mut self, method: &str, wire: &str, node: &Node<'d>, place: &Place) -> Option<Response> {
        let Some(status) = status(wire) else {
            self.found.report(OperationProblem::UnknownStatus { status: wire.to_owned() }, node.location());
            return None;
        };
        let target = self.follow(node)?;
        self.links(&target);
        let place = match answer_name(&target) {
            Some(name) => Place { owner: Owner::Answer(name), steps: Vec::new() },
            None => place.then(Step::Response(wire.to_owned())),
        };
        let contents = match is_bodiless(method, status) {
            true => self.bodiless(&target),
            false => self.contents(&target, &place),
        };
        Some(Response {
            status,
            contents,
            headers: self.headers(&target, &place),
            description: target.text("description").unwrap_or_default().trim().to_owned(),
            at: node.location(),
        })
    }

    /// Leaves out the body of a response that has none.
    fn bodiless(&mut self, response: &Node<'_>) -> Vec<Content> {
        if let Some(content) = response.get("content").filter(|content| content.members().next().is_some()) {
            self.found.report(OperationProblem::BodilessResponse, content.location());
        }
        Vec::new()
    }

    /// What may be asked next is left out: it takes values of an answer that only a running program has.
    fn links(&mut self, response: &Node<'_>) {
        for (name, node) in response.get("links").iter().flat_map(Node::members) {
            if !name.starts_with("x-") {
                self.found.report(OperationProblem::Link { name: name.to_owned() }, node.location());
            }
        }
    }

    /// The documented headers. What is said of the media type is said there (OpenAPI 3.0.3, "Response Object").
    fn headers(&mut self, response: &Node<'d>, place: &Place) -> Vec<Header> {
        let listed = response.get("headers");
        let headers: Vec<_> = listed.iter().flat_map(Node::members).collect();
        let described = headers.into_iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
        described.filter_map(|(wire, node)| self.header(wire, &node, place)).collect()
    }

    fn header(&mut self, wire: &str, node: &Node<'d>, place: &Place) -> Option<Header> {
        let target = self.follow(node)?;
        let content = target.get("content").and_then(|content| content.members().next());
        let schema = target.get("schema").or_else(|| content.as_ref()?.1.get("schema"));
        let place = place.then(Step::Member(wire.to_owned()));
        let ty = schema.as_ref().map_or(Type::String, |schema| self.schema(schema, &place));
        let said = schema.map(|schema| self.docs(&schema)).unwrap_or_default();
        Some(Header {
            wire: wire.to_owned(),
            required: target.is_true("required"),
            ty: super::parameter::outside_body(ty),
            json: content.is_some(),
            explode: Explode(target.is_true("explode")),
            docs: docs::or(docs::of(&target), said),
            at: node.location(),
        })
    }
}

/// Whether HTTP has no body here, whatever a document says (RFC 9110, section 6.4.1): the answer to `HEAD` describes that
/// to `GET`.
fn is_bodiless(method: &str, status: Status) -> bool {
    method == "HEAD" || matches!(status, Status::Code(100..=199 | 204 | 205 | 304) | Status::Class(1))
}

/// `200`, `4XX` (also in lower case, as found in real documents) or `default`.
fn status(wire: &str) -> Option<Status> {
    if wire == "default" {
        return Some(Status::Default);
    }
    let class =
        wire.strip_suffix("XX").or_else(|| wire.strip_suffix("xx")).and_then(|class| class.parse().ok());
    match (class, wire.parse()) {
        (Some(class @ 1..=5), _) => Some(Status::Class(class)),
        (None, Ok(code @ 100..=599)) => Some(Status::Code(code)),
        _ => None,
    }
}
