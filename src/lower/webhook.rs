//! Webhooks: the requests that an API sends by itself.

use super::{
    Lowering, docs, operation,
    parameter::Template,
    place::{Owner, Place},
};
use crate::{
    api::{Body, Definition, Format, Kind, Step, Type, TypeId, Webhook},
    diagnostics::OperationProblem,
    document::Node,
};

/// Where webhooks stand: since OpenAPI 3.1, and before.
const WEBHOOKS: [&str; 2] = ["webhooks", "x-webhooks"];

impl<'d> Lowering<'_> {
    /// The webhooks of a document.
    pub(super) fn webhooks(&mut self, root: &Node<'d>) {
        for (name, item) in WEBHOOKS.iter().filter_map(|key| root.get(key)).flat_map(|node| members(&node)) {
            self.for_each_method(&item, |lowering, method, node, item| {
                lowering.webhook(name, method, node, item);
            });
        }
    }

    fn webhook(&mut self, name: &str, method: &str, node: &Node<'d>, item: &Node<'d>) {
        if !node.value.is_object() {
            let operation = format!("{method} {name}");
            self.found.report(OperationProblem::NotAnOperation { operation }, node.location());
            return;
        }
        let index = self.api.webhooks.len();
        let place = Place { owner: Owner::Webhook(index), steps: Vec::new() };
        self.api.webhooks.push(Webhook {
            name: name.to_owned(),
            method: method.to_owned(),
            tags: operation::tags(node),
            docs: docs::of(node),
            parameters: Vec::new(),
            body: None,
            at: node.location(),
        });
        let shared: Vec<_> = item.get("parameters").iter().flat_map(Node::items).collect();
        let (_, parameters) = self.parameters(&Template::of(""), &shared, node, &place);
        let mut body = self.body(node, &place);
        if let Some(body) = &mut body {
            self.name_payload(body, index);
        }
        let webhook = &mut self.api.webhooks[index];
        (webhook.parameters, webhook.body) = (parameters, body);
    }

    /// Gives a payload a name that has none, such as a list: there is no method whose answer would spell its type.
    fn name_payload(&mut self, body: &mut Body, index: usize) {
        for content in &mut body.contents {
            let (Format::Json(ty) | Format::Form(ty, _)) = &mut content.format else { continue };
            if *ty == Type::Any || matches!(ty, Type::Named(_)) {
                continue;
            }
            let place = Place { owner: Owner::Webhook(index), steps: vec![Step::Body] };
            let id = TypeId(self.api.types.len());
            self.api.types.push(Definition {
                name: place.name(),
                also: Vec::new(),
                kind: Kind::Alias(std::mem::replace(ty, Type::Named(id))),
                docs: body.docs.clone(),
                at: body.at.clone(),
            });
        }
    }
}

fn members<'d>(node: &Node<'d>) -> Vec<(&'d str, Node<'d>)> {
    node.members().filter(|(name, _)| !name.starts_with("x-")).collect()
}
