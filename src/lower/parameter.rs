//! Parameters, and how their values are spelled.

use super::{
    Lowering,
    content::{essence, is_json},
    docs,
    place::Place,
};
use crate::{
    api::{Docs, Explode, Parameter, PathStyle, Place as In, QueryStyle, Step, Type, Whole},
    diagnostics::OperationProblem,
    document::Node,
};

/// The headers that OpenAPI gives to the media types and the credentials; a parameter for one is to be ignored.
const RESERVED: [&str; 3] = ["accept", "content-type", "authorization"];

/// What says that characters which have a meaning in URLs stay as they are.
const UNENCODED: [&str; 2] = ["allowReserved", "x-ms-skip-url-encoding"];

/// What says that a header is one of several whose names begin alike.
const HEADERS: &str = "x-ms-header-collection-prefix";

/// A path and its variables.
pub(super) struct Template {
    /// As its author spells it: `/files/{id}#get_shared_link`.
    pub(super) path: String,
    /// The variables in braces.
    names: Vec<String>,
    /// The segments that some routers take for a variable: `id` of `/users/:id`.
    colons: Vec<String>,
    /// The parameters whose values stand in the path: `comp` of `/files?comp=list`.
    fixed: Vec<String>,
}

impl Template {
    pub(super) fn of(path: &str) -> Self {
        // A fragment only tells operations of one path apart: it is never sent.
        let sent = path.split('#').next().unwrap_or_default();
        let names = sent.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()));
        let colons = sent.split('/').filter_map(|segment| segment.strip_prefix(':'));
        let colons = colons.filter(|name| !name.is_empty()).map(str::to_owned);
        let query = sent.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let fixed = pairs.filter(|(_, value)| !value.contains('{')).map(|(name, _)| name.to_owned());
        Template {
            path: path.to_owned(),
            names: names.collect(),
            colons: colons.collect(),
            fixed: fixed.collect(),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().chain(&self.colons).any(|known| known == name)
    }

    /// The path with each declared `:id` in braces.
    fn braced(&self, parameters: &[Parameter]) -> String {
        let declared = |segment: &&str| {
            let name = segment.strip_prefix(':');
            parameters.iter().any(|given| matches!(given.place, In::Path(_)) && name == Some(&given.wire))
        };
        let segments = self.path.split('/').map(|segment| match declared(&segment) {
            true => format!("{{{}}}", &segment[1..]),
            false => segment.to_owned(),
        });
        segments.collect::<Vec<_>>().join("/")
    }
}

impl<'d> Lowering<'_> {
    /// The parameters of a path and of an operation, of which the operation's own win; and the path that they fill.
    pub(super) fn parameters(
        &mut self,
        template: &Template,
        shared: &[Node<'d>],
        operation: &Node<'d>,
        place: &Place,
    ) -> (String, Vec<Parameter>) {
        let own: Vec<_> = operation.get("parameters").iter().flat_map(Node::items).collect();
        let mut parameters: Vec<Parameter> = Vec::new();
        for list in [shared, &own] {
            let begin = parameters.len();
            let mut replaced = vec![false; begin];
            for node in list {
                let Some(parameter) = self.parameter(template, node, place) else { continue };
                let same = |known: &Parameter| {
                    known.wire == parameter.wire && same_place(known.place, parameter.place)
                };
                let Some(known) = parameters.iter().position(same) else {
                    parameters.push(parameter);
                    continue;
                };
                // Once more in the same list, that is: an operation may say otherwise than its path.
                if replaced.get(known) != Some(&false) {
                    let name = parameter.wire.clone();
                    self.found.report(OperationProblem::DuplicateParameter { name }, node.location());
                }
                replaced.get_mut(known).into_iter().for_each(|replaced| *replaced = true);
                parameters[known] = parameter;
            }
        }
        self.undeclared(template, operation, &mut parameters);
        let path =
            if template.colons.is_empty() { template.path.clone() } else { template.braced(&parameters) };
        (path, parameters)
    }

    fn parameter(&mut self, template: &Template, node: &Node<'d>, place: &Place) -> Option<Parameter> {
        let target = self.follow(node)?;
        let (Some(wire), Some(spelled)) = (target.text("name"), target.text("in")) else {
            self.found.report(OperationProblem::IncompleteParameter, target.location());
            return None;
        };
        let content = target.get("content").and_then(|content| content.members().next());
        let media = content.as_ref().map(|(media, _)| *media);
        let Some(at) = self.place(&target, spelled, media) else {
            let (name, place) = (wire.to_owned(), spelled.to_owned());
            self.found.report(OperationProblem::UnknownPlace { name, place }, target.location_of("in"));
            return None;
        };
        if matches!(at, In::Path(_)) && !template.has(wire) {
            self.found
                .report(OperationProblem::UnusedPathParameter { name: wire.to_owned() }, target.location());
            return None;
        }
        // The path sends it, and a request would send it twice.
        if matches!(at, In::Query { .. }) && template.fixed.iter().any(|name| name == wire) {
            return None;
        }
        if spelled == "header" && RESERVED.contains(&wire.to_lowercase().as_str()) {
            self.found.report(OperationProblem::ReservedHeader { name: wire.to_owned() }, target.location());
            return None;
        }
        let schema = target.get("schema").or_else(|| content?.1.get("schema"));
        let member = place.then(Step::Member(wire.to_owned()));
        let ty = schema.as_ref().map_or(Type::String, |schema| self.schema(schema, &member));
        let said = schema.map(|schema| self.docs(&schema)).unwrap_or_default();
        let ty = outside_body(ty);
        if target.is_true("allowEmptyValue") && !can_be_empty(&ty) {
            self.found.report(OperationProblem::EmptyValue { name: wire.to_owned() }, target.location());
        }
        self.unheeded(&target, wire, at);
        Some(Parameter {
            wire: wire.to_owned(),
            place: at,
            required: target.is_true("required") || matches!(at, In::Path(_)),
            ty,
            docs: docs::or(docs::of(&target), said),
            at: target.location(),
        })
    }

    /// Reports what is said of how a parameter is sent, and not done.
    fn unheeded(&mut self, node: &Node<'_>, wire: &str, place: In) {
        let name = || wire.to_owned();
        if let (In::Path(_), Some(keyword)) = (place, UNENCODED.iter().find(|keyword| node.is_true(keyword)))
        {
            self.found.report(OperationProblem::EncodedInPath { name: name() }, node.location_of(keyword));
        }
        if node.get(HEADERS).is_some() {
            self.found.report(OperationProblem::HeaderCollection { name: name() }, node.location_of(HEADERS));
        }
    }

    /// Where a parameter goes, by its `in`, `style` and `explode`, or by the media type of its `content`.
    fn place(&mut self, node: &Node<'_>, spelled: &str, media: Option<&str>) -> Option<In> {
        let reserved = UNENCODED.iter().any(|keyword| node.is_true(keyword));
        // What may be of any media type is in the style of its place.
        let json = media.map(|media| is_json(&essence(media)) && !media.contains('*'));
        if spelled == "querystring" {
            return Some(In::QueryString(match (json, media) {
                (Some(true), _) => Whole::Json,
                (_, Some(media)) if essence(media).starts_with("text/") => Whole::Text,
                _ => Whole::Form,
            }));
        }
        if json == Some(true) {
            return match spelled {
                "path" => Some(In::Path(PathStyle::Json)),
                "query" => Some(In::Query { style: QueryStyle::Json, reserved }),
                "header" => Some(In::HeaderJson),
                "cookie" => Some(In::CookieJson),
                _ => None,
            };
        }
        let style = node.text("style").filter(|_| media.is_none());
        let explode = node.value.get("explode").and_then(serde_json::Value::as_bool);
        let place = styled(spelled, style, explode, reserved);
        if place.is_none()
            && let Some(style) = style
            && let Some(usual) = styled(spelled, None, explode, reserved)
        {
            let problem = OperationProblem::UnknownStyle { style: style.to_owned() };
            self.found.report(problem, node.location_of("style"));
            return Some(usual);
        }
        place
    }

    /// Adds the variables of a path that nothing declares: a request cannot be sent without them.
    fn undeclared(&mut self, template: &Template, node: &Node<'_>, parameters: &mut Vec<Parameter>) {
        let declared = |parameters: &[Parameter], name: &str| {
            parameters.iter().any(|known| known.wire == name && matches!(known.place, In::Path(_)))
        };
        for name in template.colons.iter().filter(|name| !declared(parameters, name)) {
            self.found.report(OperationProblem::ColonSegment { name: name.clone() }, node.location());
        }
        for name in &template.names {
            if declared(parameters, name) {
                continue;
            }
            self.found
                .report(OperationProblem::UndeclaredPathParameter { name: name.clone() }, node.location());
            parameters.push(Parameter {
                wire: name.clone(),
                place: In::Path(PathStyle::Simple(Explode(false))),
                required: true,
                ty: Type::String,
                docs: Docs::default(),
                at: node.location(),
            });
        }
    }
}

/// The place of a parameter in a style, or in the usual one; nothing where the place does not know the style.
pub(super) fn styled(
    spelled: &str,
    style: Option<&str>,
    explode: Option<bool>,
    reserved: bool,
) -> Option<In> {
    let or = |usual| Explode(explode.unwrap_or(usual));
    let query = |style| In::Query { style, reserved };
    Some(match (spelled, style) {
        ("path", None | Some("simple")) => In::Path(PathStyle::Simple(or(false))),
        ("path", Some("label")) => In::Path(PathStyle::Label(or(false))),
        ("path", Some("matrix")) => In::Path(PathStyle::Matrix(or(false))),
        ("query", None | Some("form")) => query(QueryStyle::Form(or(true))),
        ("query", Some("spaceDelimited")) => query(QueryStyle::SpaceDelimited(or(false))),
        // No OpenAPI has a word for the `tsv` of Swagger 2.0: it is the reader's.
        ("query", Some("tabDelimited")) => query(QueryStyle::TabDelimited(or(false))),
        ("query", Some("pipeDelimited")) => query(QueryStyle::PipeDelimited(or(false))),
        ("query", Some("deepObject")) => query(QueryStyle::DeepObject),
        ("header", None | Some("simple")) => In::Header(or(false)),
        ("cookie", None | Some("form" | "cookie")) => In::Cookie(or(true)),
        _ => return None,
    })
}

/// A path or a query can carry neither null nor a file.
pub(super) fn outside_body(ty: Type) -> Type {
    match ty {
        Type::Nullable(inner) => outside_body(*inner),
        Type::Binary => Type::String,
        other => other,
    }
}

/// Whether a type has a value that is spelled as nothing at all.
fn can_be_empty(ty: &Type) -> bool {
    !matches!(ty, Type::Boolean | Type::Integer(_) | Type::Number { .. } | Type::Array(_) | Type::Map(_))
}

/// Whether two parameters of one name are one: those of the path, those of the query, and so on.
fn same_place(one: In, other: In) -> bool {
    let place = |place| match place {
        In::Path(_) => 0,
        In::Query { .. } => 1,
        In::QueryString(_) => 2,
        In::Header(_) | In::HeaderJson => 3,
        In::Cookie(_) | In::CookieJson => 4,
    };
    place(one) == place(other)
}
