//! Parameters, and how their values are spelled.

use super::{Lowering, docs, place::Place};
use crate::{
    api::{Explode, Parameter, PathStyle, Place as In, QueryStyle, Step, Type},
    diagnostics::Problem,
    document::Node,
};

impl Lowering<'_> {
    /// The parameters of a path and of an operation; the operation's own win.
    pub(super) fn parameters(
        &mut self,
        path: &str,
        shared: &[Node<'_>],
        operation: &Node<'_>,
        place: &Place,
    ) -> Vec<Parameter> {
        let own: Vec<_> = operation.get("parameters").iter().flat_map(Node::items).collect();
        let mut parameters: Vec<Parameter> = Vec::new();
        for node in shared.iter().chain(&own) {
            let Some(parameter) = self.parameter(path, node, place) else { continue };
            let same = |known: &&mut Parameter| {
                known.wire == parameter.wire && same_place(known.place, parameter.place)
            };
            match parameters.iter_mut().find(same) {
                Some(known) => *known = parameter,
                None => parameters.push(parameter),
            }
        }
        self.undeclared(path, operation, &mut parameters);
        parameters
    }

    fn parameter(&mut self, path: &str, node: &Node<'_>, place: &Place) -> Option<Parameter> {
        let target = self.follow(node)?;
        let (Some(wire), Some(spelled)) = (target.text("name"), target.text("in")) else {
            self.found.report(Problem::IncompleteParameter, target.location());
            return None;
        };
        let Some(at) = self.place(&target, spelled) else {
            let (name, place) = (wire.to_owned(), spelled.to_owned());
            self.found.report(Problem::UnknownPlace { name, place }, target.location());
            return None;
        };
        if matches!(at, In::Path(..)) && !path.contains(&format!("{{{wire}}}")) {
            self.found.report(Problem::UnusedPathParameter { name: wire.to_owned() }, target.location());
            return None;
        }
        // OpenAPI gives these names to the media types and the credentials, and says to ignore a parameter for them.
        if matches!(at, In::Header(_))
            && ["accept", "content-type", "authorization"].contains(&wire.to_lowercase().as_str())
        {
            self.found.report(Problem::ReservedHeader { name: wire.to_owned() }, target.location());
            return None;
        }
        let content = target.get("content").and_then(|content| content.members().next());
        let schema = target.get("schema").or_else(|| content?.1.get("schema"));
        let member = place.then(Step::Member(wire.to_owned()));
        let ty = schema.as_ref().map_or(Type::String, |schema| self.schema(schema, &member));
        let said = schema.map(|schema| self.docs(&schema)).unwrap_or_default();
        Some(Parameter {
            wire: wire.to_owned(),
            place: at,
            required: target.is_true("required") || matches!(at, In::Path(..)),
            ty: outside_body(ty),
            docs: docs::or(docs::of(&target), said),
            at: target.location(),
        })
    }

    /// Where a parameter goes, by its `in`, `style` and `explode`.
    fn place(&mut self, node: &Node<'_>, spelled: &str) -> Option<In> {
        let style = node.text("style");
        let explode = node.value.get("explode").and_then(serde_json::Value::as_bool);
        let or = |usual| Explode(explode.unwrap_or(usual));
        if spelled == "query" && node.value.get("content").is_some() {
            return Some(In::Query(QueryStyle::Json, Explode(false)));
        }
        let place = match (spelled, style) {
            ("path", None | Some("simple")) => In::Path(PathStyle::Simple, or(false)),
            ("path", Some("label")) => In::Path(PathStyle::Label, or(false)),
            ("path", Some("matrix")) => In::Path(PathStyle::Matrix, or(false)),
            ("query", None | Some("form")) => In::Query(QueryStyle::Form, or(true)),
            ("query", Some("spaceDelimited")) => In::Query(QueryStyle::SpaceDelimited, or(false)),
            ("query", Some("pipeDelimited")) => In::Query(QueryStyle::PipeDelimited, or(false)),
            // No OpenAPI has a word for the `tsv` of Swagger 2.0: it is the reader's.
            ("query", Some("tabDelimited")) => In::Query(QueryStyle::TabDelimited, or(false)),
            ("query", Some("deepObject")) => In::Query(QueryStyle::DeepObject, or(true)),
            ("header", None | Some("simple")) => In::Header(or(false)),
            ("cookie", None | Some("form")) => In::Cookie(or(true)),
            ("path" | "query" | "header" | "cookie", Some(style)) => {
                self.found.report(Problem::UnknownStyle { style: style.to_owned() }, node.location());
                return match spelled {
                    "path" => Some(In::Path(PathStyle::Simple, or(false))),
                    "query" => Some(In::Query(QueryStyle::Form, or(true))),
                    "header" => Some(In::Header(or(false))),
                    _ => Some(In::Cookie(or(true))),
                };
            }
            _ => return None,
        };
        Some(place)
    }

    /// Adds the variables of a path that nothing declares: a request cannot be sent without them.
    fn undeclared(&mut self, path: &str, node: &Node<'_>, parameters: &mut Vec<Parameter>) {
        for name in path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name) {
            if parameters.iter().any(|known| known.wire == name && matches!(known.place, In::Path(..))) {
                continue;
            }
            self.found.report(Problem::UndeclaredPathParameter { name: name.to_owned() }, node.location());
            parameters.push(Parameter {
                wire: name.to_owned(),
                place: In::Path(PathStyle::Simple, Explode(false)),
                required: true,
                ty: Type::String,
                docs: crate::api::Docs::default(),
                at: node.location(),
            });
        }
    }
}

/// A path or a query can carry neither null nor a file.
fn outside_body(ty: Type) -> Type {
    match ty {
        Type::Nullable(inner) => outside_body(*inner),
        Type::Binary => Type::String,
        other => other,
    }
}

fn same_place(one: In, other: In) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}
