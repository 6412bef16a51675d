//! The client's methods, and the requests that they take.

use super::{
    Shaping,
    answer::{self, Answer},
    docs,
    idents::operation_words,
    layout, markdown,
    names::Scope,
    plan::{Input, flattened},
    structs::Plain,
    types::Files,
};
use crate::{
    api::{
        Api, Body as Sent, Docs, Explode, Format, Name, Note, Operation, Parameter as Given, PathStyle,
        Place, QueryStyle, Response, Status, Type,
    },
    config::FormStyle,
    rust::{Body, Ident, Member, Method, Parameter, Struct},
};

/// How many lines an example may have to be worth reading in a doc comment.
const LONGEST_EXAMPLE: usize = 40;

/// The struct that a method takes, and its fields in the order of the operation: parameters, then the body.
pub(super) struct Request {
    pub(super) shaped: Struct,
    pub(super) idents: Vec<Ident>,
}

impl Shaping<'_> {
    /// The method of an operation, and the struct that it takes, where it takes one of its own.
    pub(super) fn operation(&self, index: usize, methods: &mut Scope) -> (Method, Option<Struct>) {
        let operation = &self.api.operations[index];
        let request = self.request(index, operation);
        let idents = request.as_ref().map_or(&[][..], |request| &request.idents);
        let (answer, read) = self.answer(operation);
        let (server, accept) = (self.server(operation), answer::accept(operation));
        let method = Method {
            ident: methods.take(&operation_words(operation)),
            docs: method_docs(operation),
            deprecated: operation.docs.deprecated,
            operation: operation_name(operation),
            method: operation.method.clone(),
            path: path(&operation.path),
            argument: self.argument(operation, request.as_ref()),
            changes: !operation.parameters.is_empty()
                || operation.body.is_some()
                || accept.is_some()
                || server.is_some(),
            server,
            parameters: operation.parameters.iter().zip(idents).map(parameter).collect(),
            accept,
            body: operation.body.as_ref().map(|body| self.body(index, body, request.as_ref())),
            answer,
            read,
        };
        (method, request.map(|request| request.shaped))
    }

    /// The request of an operation that has one of its own.
    pub(super) fn request(&self, index: usize, operation: &Operation) -> Option<Request> {
        let ident = self.idents.request(index)?.clone();
        let input = &self.inputs[&index];
        let object = match input {
            Input::Flattened(id) => Some(flattened(self.api, *id)),
            Input::Nothing | Input::Whole | Input::Request => None,
        };
        let given = operation.parameters.iter().map(given);
        let members = object.iter().flat_map(|object| &object.fields).map(|field| Plain {
            wire: &field.wire,
            required: field.required,
            ty: without_null(operation, &field.ty),
            docs: field.docs.clone(),
            boxed: false,
            files: files(operation),
        });
        let whole = operation.body.as_ref().filter(|_| *input == Input::Request).map(whole_body);
        let plain = given.chain(members).chain(whole).collect();
        let additional = object.and_then(|object| object.additional.as_ref());
        let (shaped, idents) = self.structure(ident, request_docs(operation), plain, additional);
        Some(Request { shaped, idents })
    }

    /// What the method takes: `request: &PostFileLinksRequest`.
    fn argument(&self, operation: &Operation, request: Option<&Request>) -> Option<String> {
        if let Some(request) = request {
            return Some(format!("request: &{}", request.shaped.ident));
        }
        let body = operation.body.as_ref()?;
        let name = whole_name(self.api, body);
        Some(match &body.content.format {
            Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) => {
                format!("{name}: {}", self.borrowed(ty))
            }
            Format::Text => format!("{name}: &str"),
            Format::Bytes => format!("{name}: impl Into<bytes::Bytes>"),
        })
    }

    fn body(&self, index: usize, body: &Sent, request: Option<&Request>) -> Body {
        let input = &self.inputs[&index];
        let last = request.and_then(|request| request.idents.last());
        let value = match (input, last) {
            (Input::Whole, _) => whole_name(self.api, body).to_owned(),
            (Input::Request, Some(ident)) if body.required => format!("&request.{ident}"),
            (Input::Flattened(_) | Input::Nothing | Input::Request, _) => "body".to_owned(),
        };
        let flattened = request.filter(|_| matches!(input, Input::Flattened(_)));
        let parts = matches!(body.content.format, Format::Multipart(_));
        let text = if flattened.is_some() {
            "body.finish()".to_owned()
        } else {
            format!("json::to_string({value})")
        };
        let (place, content) = match &body.content.format {
            Format::Json(_) => ("body", text),
            Format::Form(_, style) => {
                ("form", format!("&{text}, {}", form_style(self.config.form.unwrap_or(*style))))
            }
            Format::Multipart(_) if flattened.is_some() => ("multipart", "form".into()),
            // A form of no known parts: there is nothing better to send than what stands there.
            Format::Multipart(_) => ("body", text),
            Format::Text | Format::Bytes => match input {
                Input::Whole if matches!(body.content.format, Format::Text) => {
                    ("body", format!("{value}.to_owned()"))
                }
                Input::Whole => ("body", value),
                Input::Flattened(_) | Input::Nothing | Input::Request => {
                    ("body", format!("{}.clone()", value.trim_start_matches('&')))
                }
            },
        };
        Body {
            place: place.into(),
            media: (place == "body").then(|| body.content.media.clone()),
            content,
            optional: last.filter(|_| *input == Input::Request && !body.required).cloned(),
            object: flattened.is_some() && !parts,
            parts: flattened.is_some() && parts,
            members: flattened.map_or_else(Vec::new, |request| self.members(index, request)),
            additional: flattened.and_then(|request| Some(request.shaped.additional.as_ref()?.ident.clone())),
        }
    }

    /// The fields of a request that are members of its body.
    fn members(&self, index: usize, request: &Request) -> Vec<Member> {
        let operation = &self.api.operations[index];
        let Input::Flattened(id) = &self.inputs[&index] else { return Vec::new() };
        let own = request.idents.iter().skip(operation.parameters.len());
        let members = flattened(self.api, *id).fields.iter().zip(own).map(|(field, ident)| {
            let write = match (file_kind(operation, without_null(operation, &field.ty)), field.required) {
                (None, true) => "field",
                (None, false) => "optional",
                (Some(FileKind::One), true) => "file",
                (Some(FileKind::One), false) => "optional_file",
                (Some(FileKind::Several), true) => "files",
                (Some(FileKind::Several), false) => "optional_files",
            };
            (field.required, Member { write: write.into(), wire: field.wire.clone(), ident: ident.clone() })
        });
        // What is required comes first on the wire, as it does in the struct.
        let (required, optional): (Vec<_>, Vec<_>) = members.partition(|(required, _)| *required);
        required.into_iter().chain(optional).map(|(_, member)| member).collect()
    }

    /// The type of the answer, and what reads it.
    fn answer(&self, operation: &Operation) -> (String, String) {
        let named = operation.id.as_ref().and_then(|id| self.config.responses.get(id));
        if let Some(own) = named {
            return (own.clone(), "support::Response::json_as".into());
        }
        let (ty, read) = match answer::of(operation) {
            Answer::Empty => ("()".into(), "empty"),
            Answer::Json(ty) => (self.text(&ty, Files::Text), "json"),
            Answer::Text => ("String".into(), "text"),
            Answer::Bytes => ("bytes::Bytes".into(), "bytes"),
            Answer::Raw => ("support::Response".into(), "success"),
        };
        (ty, format!("support::Response::{read}"))
    }

    /// Where an operation is served, where that is not where the others are.
    fn server(&self, operation: &Operation) -> Option<String> {
        let own = operation.servers.first().filter(|url| layout::is_absolute(url))?;
        (self.config.base_url.is_none() && Some(own) != self.api.servers.first()).then(|| own.clone())
    }
}

/// What an error calls an operation: its id, or its method and path.
pub(super) fn operation_name(operation: &Operation) -> String {
    operation.id.clone().unwrap_or_else(|| format!("{} {}", operation.method, operation.path))
}

/// The path as it is sent: a fragment only tells operations of one path apart.
fn path(path: &str) -> String {
    path.split('#').next().unwrap_or_default().to_owned()
}

fn given(parameter: &Given) -> Plain<'_> {
    Plain {
        wire: &parameter.wire,
        required: parameter.required,
        ty: &parameter.ty,
        docs: parameter.docs.clone(),
        boxed: false,
        files: Files::Text,
    }
}

fn whole_body(body: &Sent) -> Plain<'_> {
    let (ty, files) = match &body.content.format {
        Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) => (ty, Files::Text),
        Format::Text => (&Type::String, Files::Text),
        Format::Bytes => (&Type::Binary, Files::Bytes),
    };
    Plain { wire: "body", required: body.required, ty, docs: body.docs.clone(), boxed: false, files }
}

/// A nameless body is the request itself; one that has a name, or no members, is a body.
fn whole_name(api: &Api, body: &Sent) -> &'static str {
    match &body.content.format {
        Format::Json(Type::Named(id)) | Format::Form(Type::Named(id), _)
            if matches!(api.types[id.0].name, Name::Operation(..)) =>
        {
            "request"
        }
        _ => "body",
    }
}

/// Only the parts of a form can be files.
fn files(operation: &Operation) -> Files {
    match operation.body.as_ref().map(|body| &body.content.format) {
        Some(Format::Multipart(_)) => Files::Parts,
        _ => Files::Text,
    }
}

/// Whether a part of a form is a file, or a list of files.
enum FileKind {
    One,
    Several,
}

fn file_kind(operation: &Operation, ty: &Type) -> Option<FileKind> {
    match ty {
        _ if files(operation) != Files::Parts => None,
        Type::Binary => Some(FileKind::One),
        Type::Array(inner) if **inner == Type::Binary => Some(FileKind::Several),
        _ => None,
    }
}

/// A file is there or it is not: a form cannot say that it is null.
fn without_null<'a>(operation: &Operation, ty: &'a Type) -> &'a Type {
    match ty {
        Type::Nullable(inner) if file_kind(operation, inner).is_some() => inner,
        other => other,
    }
}

fn form_style(style: FormStyle) -> &'static str {
    match style {
        FormStyle::Brackets => "support::form::Style::Brackets",
        FormStyle::Repeat => "support::form::Style::Repeat",
    }
}

fn parameter((given, ident): (&Given, &Ident)) -> Parameter {
    let styled = |style: &str, explode: Explode| {
        Some(format!("support::parameters::{style} {{ explode: {} }}", explode.0))
    };
    let style = |style: &str| Some(format!("support::parameters::Style::{style}"));
    let (place, style) = match given.place {
        Place::Path(PathStyle::Simple, Explode(false)) => ("path", None),
        Place::Path(PathStyle::Simple, explode) => ("path_as", styled("PathStyle::Simple", explode)),
        Place::Path(PathStyle::Label, explode) => ("path_as", styled("PathStyle::Label", explode)),
        Place::Path(PathStyle::Matrix, explode) => ("path_as", styled("PathStyle::Matrix", explode)),
        // Each element of a list in a pair of its own is the same in all these styles.
        Place::Query(
            QueryStyle::Form
            | QueryStyle::SpaceDelimited
            | QueryStyle::PipeDelimited
            | QueryStyle::TabDelimited,
            Explode(true),
        ) => ("query", None),
        Place::Query(QueryStyle::Form, explode) => ("query_as", styled("Style::Form", explode)),
        Place::Query(QueryStyle::SpaceDelimited, _) => ("query_as", style("SpaceDelimited")),
        Place::Query(QueryStyle::PipeDelimited, _) => ("query_as", style("PipeDelimited")),
        Place::Query(QueryStyle::TabDelimited, _) => ("query_as", style("TabDelimited")),
        Place::Query(QueryStyle::DeepObject, _) => ("query_as", style("DeepObject")),
        Place::Query(QueryStyle::Json, _) => ("query_as", style("Json")),
        Place::Header(Explode(false)) => ("header", None),
        Place::Header(Explode(true)) => ("header_exploded", None),
        Place::Cookie(Explode(true)) => ("cookie", None),
        Place::Cookie(explode) => ("cookie_as", styled("Style::Form", explode)),
    };
    Parameter { place: place.into(), wire: given.wire.clone(), style, ident: ident.clone() }
}

/// What a method says: what it does, what it sends and what comes back.
fn method_docs(operation: &Operation) -> Vec<String> {
    let links = operation.docs.notes.iter().filter(|note| matches!(note, Note::Link { .. }));
    // The attribute `deprecated` says it already.
    let said = Docs { notes: links.cloned().collect(), deprecated: false, ..operation.docs.clone() };
    let mut paragraphs = docs::paragraphs(&said);
    paragraphs.push(format!("`{} {}`", operation.method, docs::code(&operation.path)));
    let answers: Vec<String> = operation.responses.iter().map(answer_docs).collect();
    if !answers.is_empty() {
        paragraphs.push(format!("Answers:\n{}", answers.join("\n")));
    }
    paragraphs.extend(operation.responses.iter().flat_map(|response| {
        let examples = response.contents.iter().filter_map(|content| content.example.as_ref());
        examples.filter_map(|value| example(&format!("the answer {}", status_text(response.status)), value))
    }));
    paragraphs.extend(example_headers(operation));
    docs::lines(&paragraphs)
}

/// One answer as the item of a list: `- 200: Successful response.`
fn answer_docs(response: &Response) -> String {
    let status = match response.status {
        Status::Default => "Any other status".to_owned(),
        Status::Code(_) | Status::Class(_) => status_text(response.status),
    };
    let description = response.description.split_whitespace().collect::<Vec<_>>().join(" ");
    if description.is_empty() {
        format!("- {status}")
    } else {
        format!("- {status}: {}", markdown::safe(&description))
    }
}

fn status_text(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// What a request says: which method takes it, and an example of its body.
pub(super) fn request_docs(operation: &Operation) -> Vec<String> {
    let words = operation_words(operation).joined();
    let mut paragraphs =
        vec![format!("What `{words}` sends: `{} {}`.", operation.method, docs::code(&operation.path))];
    paragraphs.extend(operation.body.as_ref().and_then(body_example));
    docs::lines(&paragraphs)
}

fn body_example(body: &Sent) -> Option<String> {
    example("its body", body.content.example.as_ref()?)
}

/// A value as a block of JSON, where it is short enough to be read.
fn example(of: &str, value: &serde_json::Value) -> Option<String> {
    let text = serde_json::to_string_pretty(value).ok()?;
    (text.lines().count() <= LONGEST_EXAMPLE).then(|| format!("An example of {of}:\n\n```json\n{text}\n```"))
}

fn example_headers(operation: &Operation) -> Option<String> {
    let headers: Vec<String> = operation
        .example_headers
        .iter()
        .map(|(name, value)| format!("`{}: {}`", docs::code(name), docs::code(value)))
        .collect();
    (!headers.is_empty()).then(|| {
        format!(
            "The documentation shows these headers as examples; they are not sent: {}.",
            headers.join(", ")
        )
    })
}
