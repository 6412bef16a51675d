//! Problems of operations, with their parameters, bodies and answers.

use super::{Severity, Text};

/// What is wrong with an operation, its parameters, its body or its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OperationProblem {
    /// Something else stands where an operation belongs.
    NotAnOperation {
        /// Its method and path.
        operation: String,
    },
    /// A response is for no status.
    UnknownStatus {
        /// The status as written.
        status: String,
    },
    /// A parameter does not say its name or place.
    IncompleteParameter,
    /// A parameter stands in an unknown place.
    UnknownPlace {
        /// Its name.
        name: String,
        /// The place as written.
        place: String,
    },
    /// A path parameter is not in the path.
    UnusedPathParameter {
        /// Its name.
        name: String,
    },
    /// A variable of the path is not declared.
    UndeclaredPathParameter {
        /// Its name.
        name: String,
    },
    /// A header parameter is one that the client sets.
    ReservedHeader {
        /// Its name.
        name: String,
    },
    /// A parameter has a style that its place does not know.
    UnknownStyle {
        /// The style as written.
        style: String,
    },
    /// A list is spelled in a way that its place does not know (Swagger 2.0).
    UnknownCollectionFormat {
        /// The format as written.
        format: String,
    },
    /// A parameter stands beside another that is the whole body (Swagger 2.0).
    BesideBody {
        /// Its name.
        name: String,
    },
    /// A parameter is declared twice in one list.
    DuplicateParameter {
        /// Its name.
        name: String,
    },
    /// A parameter may be sent without a value, which its type does not know.
    EmptyValue {
        /// Its name.
        name: String,
    },
    /// A segment of a path begins with a colon, as variables do in some routers.
    ColonSegment {
        /// What stands behind the colon.
        name: String,
    },
    /// A path has a member that is no method.
    UnknownMethod {
        /// The member.
        method: String,
    },
    /// An operation has a callback.
    Callback {
        /// Its name.
        name: String,
    },
    /// An answer has a link to another operation.
    Link {
        /// Its name.
        name: String,
    },
    /// The characters of a path parameter that have a meaning in URLs are encoded, and should not be.
    EncodedInPath {
        /// Its name.
        name: String,
    },
    /// A header stands for several whose names begin alike.
    HeaderCollection {
        /// Its name.
        name: String,
    },
    /// Something is said of how a member of a form is sent that the form does not have.
    EncodingWithoutProperty {
        /// The member.
        name: String,
    },
    /// Something that is said of how a member of a form is sent does not count.
    UnheededEncoding {
        /// The keyword that says it.
        keyword: &'static str,
        /// Why it does not count.
        why: &'static str,
    },
    /// A part of a form is an object, and of a media type that is not JSON.
    PartAsJson {
        /// Its name.
        name: String,
        /// The media type.
        media: String,
    },
    /// A header of the parts of a form has no value that is always the same.
    PartHeader {
        /// The name of the parts.
        name: String,
        /// The header.
        header: String,
    },
    /// A request body has no media type.
    BodyWithoutContent,
    /// A request body may be left out and has no members.
    EmptyBody,
    /// A response has a body that HTTP does not send.
    BodilessResponse,
}

impl OperationProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::{Note, Warning};
        match self {
            OperationProblem::NotAnOperation { operation } => (
                "not-an-operation",
                Warning,
                format!("`{operation}` is no object and was left out"),
                "an operation is an object with `responses`".into(),
            ),
            OperationProblem::UnknownStatus { status } => (
                "unknown-status",
                Warning,
                format!("`{status}` is no status and was left out"),
                "a status is a number such as 200, a class such as 4XX, or `default`".into(),
            ),
            OperationProblem::IncompleteParameter => (
                "incomplete-parameter",
                Warning,
                "a parameter without `name` or `in` was left out".into(),
                "give it both".into(),
            ),
            OperationProblem::UnknownPlace { name, place } => (
                "unknown-place",
                Warning,
                format!("the parameter `{name}` stands in `{place}`, which is no place for one, and was left out"),
                "the places are path, query, header and cookie".into(),
            ),
            OperationProblem::UnusedPathParameter { name } => (
                "unused-path-parameter",
                Warning,
                format!("the path has no `{{{name}}}` for this parameter, which was left out"),
                "put it into the path, or remove it".into(),
            ),
            OperationProblem::UndeclaredPathParameter { name } => (
                "undeclared-path-parameter",
                Note,
                format!("nothing declares the variable `{name}` of the path: it is taken as a string"),
                "declare it among the parameters".into(),
            ),
            OperationProblem::ReservedHeader { name } => (
                "reserved-header",
                Note,
                format!("the header `{name}` is set by the client itself; the parameter was left out"),
                "OpenAPI 3.0.3, Parameter Object, says to ignore it".into(),
            ),
            OperationProblem::UnknownStyle { style } => (
                "unknown-style",
                Warning,
                format!("`{style}` is no style for a parameter of this place; the usual one is taken"),
                "the styles are those of OpenAPI 3.0.3, \"Style Values\"".into(),
            ),
            OperationProblem::UnknownCollectionFormat { format } => (
                "unknown-collection-format",
                Warning,
                format!("`{format}` is no way to spell a list here; its elements are put together with commas"),
                "the ways are csv, ssv, tsv and pipes, and multi in a query or a form; headers and paths have csv only"
                    .into(),
            ),
            OperationProblem::BesideBody { name } => (
                "beside-body",
                Warning,
                format!("the parameter `{name}` stands beside the body of its request, and was left out"),
                "a request has one parameter with `in: body`, or several with `in: formData`".into(),
            ),
            OperationProblem::DuplicateParameter { name } => (
                "duplicate-parameter",
                Warning,
                format!("the parameter `{name}` is declared again; this declaration is used"),
                "take one of them out".into(),
            ),
            OperationProblem::EmptyValue { name } => (
                "empty-value",
                Note,
                format!("the parameter `{name}` may be sent without a value, which its type cannot say"),
                "make it a string where that is needed".into(),
            ),
            OperationProblem::ColonSegment { name } => (
                "colon-segment",
                Warning,
                format!("`:{name}` is sent as it stands in the path: no parameter is declared for it"),
                format!("where it is a variable, write `{{{name}}}`, or declare a path parameter `{name}`"),
            ),
            OperationProblem::UnknownMethod { method } => (
                "unknown-method",
                Warning,
                format!("`{method}` is no method of HTTP and was left out"),
                "since OpenAPI 3.2, methods of your own stand in `additionalOperations`".into(),
            ),
            OperationProblem::Callback { name } => (
                "callback",
                Note,
                format!("the callback `{name}` was left out: it is the API that sends it"),
                "declare it under `webhooks` to get the types of what it sends".into(),
            ),
            OperationProblem::Link { name } => (
                "link",
                Note,
                format!("the link `{name}` was left out: methods know nothing of what may be asked after them"),
                "call the method of the operation that it names, with values of this answer".into(),
            ),
            OperationProblem::EncodedInPath { name } => (
                "encoded-in-path",
                Warning,
                format!("the path parameter `{name}` is percent-encoded all the same: a `/` in it is sent as `%2F`"),
                "give each segment of the path a parameter of its own".into(),
            ),
            OperationProblem::HeaderCollection { name } => (
                "header-collection",
                Warning,
                format!("`{name}` is sent as one header, though its extension says that it stands for all that begin alike"),
                "add each of them to a call with `.header(..)`, and leave this one unset".into(),
            ),
            OperationProblem::EncodingWithoutProperty { name } => (
                "encoding-without-property",
                Warning,
                format!("the form has no property `{name}`: what is said of how it is sent was left out"),
                "name a property of the schema".into(),
            ),
            OperationProblem::UnheededEncoding { keyword, why } => (
                "unheeded-encoding",
                Note,
                format!("`{keyword}` changes nothing here: {why}"),
                "remove it, or say it where it counts".into(),
            ),
            OperationProblem::PartAsJson { name, media } => (
                "part-as-json",
                Warning,
                format!("the part `{name}` is sent as JSON text, though it is said to be `{media}`"),
                "make it a string, or a file with `format: binary`, and users write its text themselves".into(),
            ),
            OperationProblem::PartHeader { name, header } => (
                "part-header",
                Warning,
                format!("the header `{header}` of the part `{name}` is not sent: it has no value that is always the same"),
                "give it a `const` or a `default`; where the part is a file, users can add it with `File::header`".into(),
            ),
            OperationProblem::BodyWithoutContent => (
                "body-without-content",
                Warning,
                "the request body names no media type and was left out".into(),
                "give it a `content` with a media type".into(),
            ),
            OperationProblem::EmptyBody => (
                "empty-body",
                Note,
                "the request body was left out: it is optional and has no members".into(),
                "give it `additionalProperties` if it takes members of any name".into(),
            ),
            OperationProblem::BodilessResponse => (
                "bodiless-response",
                Note,
                "the body of this response was left out: HTTP sends none here (RFC 9110, section 6.4.1)".into(),
                "answers to HEAD, and the statuses 1xx, 204, 205 and 304, never have one".into(),
            ),
        }
    }
}
