//! What the parts of an operation page are called, in a profile and in a message.
//!
//! Out: [`Role`], plain data. Where each part stands on a page is said by a profile; the code asks for roles and
//! never for a class name.

/// A part that a page may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The page's own title: `<title>`.
    Title,
    /// The heading, an operation id or a summary: `PostFileLinks`.
    Heading,
    /// The operation's id, where it is not the heading: `PostFileLinks`.
    OperationId,
    /// What the operation does, in prose.
    Description,
    /// The request as HTTP would send it, or all that is said of it; a page has exactly one.
    Request,
    /// The method: `POST`.
    Method,
    /// The request target: `\v1\file_links{?limit}`.
    Target,
    /// The HTTP version: `HTTP/1.1`.
    Version,
    /// The base URL: `https://api.example.com/v1`.
    BaseUrl,
    /// The name of a header line, of the request or of a response: `accept`.
    HeaderName,
    /// Its value: `application/json`.
    HeaderValue,
    /// The media type of a body, where no header line says it: `application/json`.
    MediaType,
    /// An example body.
    Example,
    /// One parameter.
    Parameter,
    /// Its name: `limit`.
    ParameterName,
    /// Where it is sent: `query`.
    ParameterPlace,
    /// Its type, one word or nothing: `integer`.
    ParameterType,
    /// What it does, in prose.
    ParameterDescription,
    /// Whether it must be given: `required` or `optional`.
    ParameterRequired,
    /// The schema of the request body, as JSON.
    Schema,
    /// One response.
    Response,
    /// Its status: `200`, `4XX`, `default`.
    Status,
    /// What it means, in prose.
    ResponseDescription,
    /// The schema of its body, as JSON.
    ResponseSchema,
}

/// What of an element a role is after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The element is where other parts stand.
    Stretch,
    /// Its words, as one line.
    Words,
    /// Its words, as paragraphs, lists and links.
    Prose,
    /// Its text as it is, to be parsed.
    Code,
}

impl Role {
    /// All of them.
    pub(super) const ALL: [Role; 24] = [
        Role::Title,
        Role::Heading,
        Role::OperationId,
        Role::Description,
        Role::Request,
        Role::Method,
        Role::Target,
        Role::Version,
        Role::BaseUrl,
        Role::HeaderName,
        Role::HeaderValue,
        Role::MediaType,
        Role::Example,
        Role::Parameter,
        Role::ParameterName,
        Role::ParameterPlace,
        Role::ParameterType,
        Role::ParameterDescription,
        Role::ParameterRequired,
        Role::Schema,
        Role::Response,
        Role::Status,
        Role::ResponseDescription,
        Role::ResponseSchema,
    ];

    /// The key of a profile, the words of a message, and what is read.
    fn row(self) -> (&'static str, &'static str, Kind) {
        match self {
            Role::Title => ("title", "page title", Kind::Words),
            Role::Heading => ("heading", "heading", Kind::Prose),
            Role::OperationId => ("operation-id", "operation id", Kind::Words),
            Role::Description => ("description", "description", Kind::Prose),
            Role::Request => ("request", "HTTP request", Kind::Stretch),
            Role::Method => ("method", "method", Kind::Words),
            Role::Target => ("target", "request target", Kind::Words),
            Role::Version => ("version", "HTTP version", Kind::Words),
            Role::BaseUrl => ("base-url", "base URL", Kind::Words),
            Role::HeaderName => ("header-name", "header name", Kind::Words),
            Role::HeaderValue => ("header-value", "header value", Kind::Words),
            Role::MediaType => ("media-type", "media type", Kind::Words),
            Role::Example => ("example", "example body", Kind::Code),
            Role::Parameter => ("parameter", "parameter", Kind::Stretch),
            Role::ParameterName => ("parameter-name", "parameter name", Kind::Words),
            Role::ParameterPlace => ("parameter-place", "parameter place", Kind::Words),
            Role::ParameterType => ("parameter-type", "parameter type", Kind::Words),
            Role::ParameterDescription => ("parameter-description", "parameter description", Kind::Prose),
            Role::ParameterRequired => ("parameter-required", "required or optional", Kind::Words),
            Role::Schema => ("schema", "request body schema", Kind::Code),
            Role::Response => ("response", "response", Kind::Stretch),
            Role::Status => ("status", "response status", Kind::Words),
            Role::ResponseDescription => ("response-description", "response description", Kind::Prose),
            Role::ResponseSchema => ("response-schema", "response body schema", Kind::Code),
        }
    }

    /// The role as a profile spells it: `parameter-name`.
    pub(super) fn key(self) -> &'static str {
        self.row().0
    }

    /// The role in words, for a message: `parameter name`.
    pub(super) fn name(self) -> &'static str {
        self.row().1
    }

    /// What of an element the role is after.
    pub(super) fn kind(self) -> Kind {
        self.row().2
    }

    /// The role that a profile spells so.
    pub(super) fn of_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }

    /// The repeated part that it is a part of: a status stands in each response.
    pub(super) fn home(self) -> Option<Role> {
        match self {
            Role::ParameterName
            | Role::ParameterPlace
            | Role::ParameterType
            | Role::ParameterDescription
            | Role::ParameterRequired => Some(Role::Parameter),
            Role::Status | Role::ResponseDescription | Role::ResponseSchema => Some(Role::Response),
            Role::Title
            | Role::Heading
            | Role::OperationId
            | Role::Description
            | Role::Request
            | Role::Method
            | Role::Target
            | Role::Version
            | Role::BaseUrl
            | Role::HeaderName
            | Role::HeaderValue
            | Role::MediaType
            | Role::Example
            | Role::Parameter
            | Role::Schema
            | Role::Response => None,
        }
    }
}
