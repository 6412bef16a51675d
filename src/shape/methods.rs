//! The client's methods, and the requests that they take.

use super::{
    Shaping, answer,
    answers::Typed,
    encodings::{FileKind, encodings, file_kind, has_parts, part_docs, part_type, properties},
    keep::{self, below},
    operations::operation_name,
    parameters::parameter,
    plan::{Input, flattened, is_left_out_empty, is_option, sent},
    structs::Plain,
    types::Files,
};
use crate::{
    api::{Api, Body as Sent, Content, Format, Name, Operation, Parameter as Given, Type},
    config::FormStyle,
    document::escape,
    rust::{Argument, Body, Ident, Member, Method, Origin, Struct},
};

/// The methods that `http::Method` has a constant for.
const CONSTANTS: [&str; 9] = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "CONNECT", "PATCH", "TRACE"];

/// The struct that a method takes, and its fields in the order of the operation: parameters, then the body.
pub(super) struct Request {
    pub(super) shaped: Struct,
    pub(super) idents: Vec<Ident>,
}

impl Shaping<'_> {
    /// The method of an operation, which is called `ident`, and the one for the items of all its pages, which is called
    /// `items`; and the struct that they take, where they take one of their own.
    pub(super) fn operation(
        &self,
        index: usize,
        ident: Ident,
        items: Option<Ident>,
    ) -> (Method, Option<Struct>) {
        let operation = &self.api.operations[index];
        let request = self.request(index, operation);
        let idents = request.as_ref().map_or(&[][..], |request| &request.idents);
        let Typed { ty: answer, read, streams } = self.success(index);
        let failure = self.failure(index);
        let (server, accept) = (self.server(operation), answer::accept(operation));
        let security = self.own_security(operation);
        let items = items.and_then(|items| self.items(index, &ident, items));
        let method = Method {
            ident,
            docs: self.method_docs(index),
            deprecated: operation.docs.deprecated,
            operation: operation_name(operation),
            beside: self.others.origin(index) != index,
            method: operation.method.clone(),
            extension: !CONSTANTS.contains(&operation.method.as_str()),
            path: path(&operation.path),
            argument: self.argument(operation, request.as_ref()),
            changes: !operation.parameters.is_empty()
                || operation.body.is_some()
                || accept.is_some()
                || security.is_some()
                || server.is_some(),
            server,
            security,
            parameters: operation.parameters.iter().zip(idents).map(parameter).collect(),
            accept,
            body: operation.body.as_ref().map(|body| self.body(index, body, request.as_ref())),
            answer,
            streams,
            read,
            error: failure.as_ref().map(|failure| failure.ty.clone()),
            read_error: failure.map_or_else(|| "support::read::undocumented".into(), |failure| failure.read),
            items,
        };
        (method, request.map(|request| request.shaped))
    }

    /// The method that asks an operation for a stream, where it would answer something else if it were not asked.
    pub(super) fn stream_method(&self, index: usize, ident: Ident) -> Option<Method> {
        let operation = &self.api.operations[index];
        let content = answer::other_stream(operation)?;
        let Format::Stream(framing, ty) = &content.format else { return None };
        let Typed { ty: answer, read, streams } = self.stream(*framing, ty);
        let (method, _) = self.operation(index, ident, None);
        let accept = answer::accept_stream(operation, content);
        let docs = self.stream_docs(index, &content.media);
        Some(Method { beside: true, answer, read, streams, accept, docs, ..method })
    }

    /// The request of an operation that has one of its own.
    pub(super) fn request(&self, index: usize, operation: &Operation) -> Option<Request> {
        let ident = self.idents.request(index)?.clone();
        let input = &self.inputs[&index];
        let object = match input {
            Input::Flattened(id) => Some(flattened(self.api, *id)),
            Input::Nothing | Input::Whole | Input::Request => None,
        };
        let owner = self.keep.operation(index);
        let given = operation.parameters.iter().map(|parameter| given(owner, parameter));
        let fields = object.iter().flat_map(|object| &object.fields);
        let fields: Vec<_> = fields.map(|field| (field, part_type(self.api, operation, field))).collect();
        let files = if has_parts(operation) { Files::Parts } else { Files::Text };
        let members = fields.iter().map(|(field, ty)| Plain {
            origin: below(owner, &format!("/body/properties/{}", escape(&field.wire))),
            wire: &field.wire,
            required: field.required,
            ty,
            docs: part_docs(self.api, operation, field),
            boxed: false,
            files,
        });
        let whole =
            operation.body.as_ref().filter(|_| *input == Input::Request).map(|body| whole_body(owner, body));
        let plain = given.chain(members).chain(whole).collect();
        let additional = object.and_then(|object| object.additional.as_ref());
        let (shaped, idents) =
            self.structure(ident, &below(owner, "/request"), self.request_docs(index), plain, additional);
        Some(Request { shaped, idents })
    }

    /// What the method takes: `request: &PostFileLinksRequest`.
    fn argument(&self, operation: &Operation, request: Option<&Request>) -> Option<Argument> {
        if let Some(request) = request {
            let owned = request.shaped.ident.to_string();
            return Some(Argument {
                ident: "request".into(),
                ty: format!("&{owned}"),
                owned,
                whole: false,
                optional: false,
            });
        }
        let body = operation.body.as_ref()?;
        let (ty, owned) = match &sent(body).format {
            Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) => {
                (self.borrowed(ty), self.text(ty, Files::Text))
            }
            Format::Text => ("&str".into(), "String".into()),
            Format::Stream(..) | Format::Bytes => ("impl Into<support::Body>".into(), "support::Body".into()),
        };
        let optional = is_option(self.api, &Input::Whole, body);
        let ty = match (optional, ty.as_str()) {
            (true, "impl Into<support::Body>") => "Option<support::Body>".to_owned(),
            (true, ty) => format!("Option<{ty}>"),
            (false, _) => ty,
        };
        Some(Argument { ident: whole_name(self.api, body).into(), ty, owned, whole: true, optional })
    }

    fn body(&self, index: usize, body: &Sent, request: Option<&Request>) -> Body {
        let sent = sent(body);
        let input = &self.inputs[&index];
        let last = request.and_then(|request| request.idents.last());
        let optional = is_option(self.api, input, body).then(|| match last {
            Some(ident) => format!("&request.{ident}"),
            None => whole_name(self.api, body).to_owned(),
        });
        let value = match (input, last) {
            (Input::Whole, _) if optional.is_none() => whole_name(self.api, body).to_owned(),
            (Input::Request, Some(ident)) if body.required => format!("&request.{ident}"),
            (Input::Flattened(_) | Input::Nothing | Input::Request | Input::Whole, _) => "body".to_owned(),
        };
        let flattened = request.filter(|_| matches!(input, Input::Flattened(_)));
        let properties = properties(sent, self.config.form);
        let is_form = matches!(sent.format, Format::Multipart(_));
        let encodings = if is_form { encodings(sent) } else { Vec::new() };
        let (place, content) = match &sent.format {
            Format::Form(..) if !properties.is_empty() => {
                let (_, content) = self.content(sent, input, value);
                ("form_of", content + ", &properties")
            }
            Format::Multipart(_) if flattened.is_none() && !encodings.is_empty() => {
                ("multipart", format!("form.with({value})"))
            }
            Format::Json(_) | Format::Form(..) | Format::Multipart(_) => self.content(sent, input, value),
            Format::Stream(..) | Format::Text | Format::Bytes => self.content(sent, input, value),
        };
        Body {
            place: place.into(),
            media: (place == "body").then(|| media(sent)),
            content,
            whole: last.filter(|_| *input == Input::Request).cloned(),
            optional,
            unless_empty: is_left_out_empty(self.api, input, body),
            object: flattened.is_some() && !is_form,
            parts: is_form && (flattened.is_some() || !encodings.is_empty()),
            properties,
            encodings,
            members: flattened.map_or_else(Vec::new, |request| self.members(index, request)),
            additional: flattened.and_then(|request| Some(request.shaped.additional.as_ref()?.ident.clone())),
        }
    }

    /// The function that takes a body, and what it takes, where no member of it is sent in a way of its own.
    fn content(&self, sent: &Content, input: &Input, value: String) -> (&'static str, String) {
        let is_flattened = matches!(input, Input::Flattened(_));
        let text =
            if is_flattened { "body.finish()".to_owned() } else { format!("json::to_string({value})") };
        match &sent.format {
            Format::Json(_) => ("body", text),
            Format::Form(_, style) => {
                ("form", format!("&{text}, {}", form_style(self.config.form.unwrap_or(*style))))
            }
            Format::Multipart(_) if is_flattened => ("multipart", "form".into()),
            // Which parts there are is known only when the value is.
            Format::Multipart(_) => ("multipart", format!("support::multipart::Form::new().with({value})")),
            Format::Stream(..) | Format::Text | Format::Bytes => match input {
                Input::Whole if matches!(sent.format, Format::Text) => {
                    ("body", format!("{value}.to_owned()"))
                }
                Input::Whole => ("body", value),
                Input::Flattened(_) | Input::Nothing | Input::Request => {
                    ("body", format!("{}.clone()", value.trim_start_matches('&')))
                }
            },
        }
    }

    /// The fields of a request that are members of its body.
    fn members(&self, index: usize, request: &Request) -> Vec<Member> {
        let operation = &self.api.operations[index];
        let Input::Flattened(id) = &self.inputs[&index] else { return Vec::new() };
        let own = request.idents.iter().skip(operation.parameters.len());
        let members = flattened(self.api, *id).fields.iter().zip(own).map(|(field, ident)| {
            let write = match (file_kind(self.api, operation, field), field.required) {
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
}

/// The path as it is sent: a fragment only tells operations of one path apart.
fn path(path: &str) -> String {
    path.split('#').next().unwrap_or_default().to_owned()
}

fn given<'a>(owner: &Origin, parameter: &'a Given) -> Plain<'a> {
    Plain {
        origin: below(owner, &keep::parameter(parameter)),
        wire: &parameter.wire,
        required: parameter.required,
        ty: &parameter.ty,
        docs: parameter.docs.clone(),
        boxed: false,
        files: Files::Text,
    }
}

fn whole_body<'a>(owner: &Origin, body: &'a Sent) -> Plain<'a> {
    let (ty, files) = match &sent(body).format {
        Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) => (ty, Files::Text),
        Format::Text => (&Type::String, Files::Text),
        Format::Stream(..) | Format::Bytes => (&Type::Binary, Files::Bytes),
    };
    let (origin, docs) = (below(owner, "/body"), body.docs.clone());
    Plain { origin, wire: "body", required: body.required, ty, docs, boxed: false, files }
}

/// A nameless body is the request itself; one that has a name, or no members, is a body.
fn whole_name(api: &Api, body: &Sent) -> &'static str {
    match &sent(body).format {
        Format::Json(Type::Named(id)) | Format::Form(Type::Named(id), _)
            if matches!(api.types[id.0].name, Name::Operation(..)) =>
        {
            "request"
        }
        _ => "body",
    }
}

/// The media type of a body that is sent, which is one and no range of them.
fn media(content: &Content) -> String {
    let is_one = content.media.contains('/') && !content.media.contains('*');
    match &content.format {
        _ if is_one => content.media.clone(),
        Format::Json(_) => "application/json".to_owned(),
        Format::Text => "text/plain".to_owned(),
        Format::Form(..) | Format::Multipart(_) | Format::Stream(..) | Format::Bytes => {
            "application/octet-stream".to_owned()
        }
    }
}

fn form_style(style: FormStyle) -> &'static str {
    match style {
        FormStyle::Brackets => "support::form::Style::Brackets",
        FormStyle::Repeat => "support::form::Style::Repeat",
    }
}
