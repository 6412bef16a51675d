//! What the parts of an operation page are, and where each stands: the one table that tells dialects apart.
//!
//! Out: [`TABLE`], plain data. A family of pages that marks the same parts differently needs rows here and
//! nothing else; the code asks for roles and never for a class name.

/// A part that a page may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The page's own title: `<title>`.
    Title,
    /// The heading, an operation id or a summary: `PostFileLinks`.
    Heading,
    /// What the operation does, in prose.
    Description,
    /// The request as HTTP would send it; a page has exactly one.
    Request,
    /// The method: `POST`.
    Method,
    /// The request target: `\v1\file_links{?limit}`.
    Target,
    /// The HTTP version: `HTTP/1.1`.
    Version,
    /// The name of a header line, of the request or of a response: `accept`.
    HeaderName,
    /// Its value: `application/json`.
    HeaderValue,
    /// An example body. Where a page marks none, it is what stands behind the last header line.
    Example,
    /// One parameter; it reaches to the next one.
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
    /// One response; it reaches to the next one.
    Response,
    /// Its status: `200`, `4XX`, `default`.
    Status,
    /// What it means, in prose.
    StatusDescription,
}

/// Where each part stands, as CSS selectors: the first that finds anything on a page is the page's.
///
/// `camelCase` is what the first two versions of httpdoc wrote, `kebab-case` what the last one writes.
pub(super) const TABLE: &[(Role, &[&str])] = &[
    (Role::Title, &["title"]),
    (Role::Heading, &[".requestSummary", ".request-summary"]),
    (Role::Description, &[".requestDescription", ".request-description"]),
    (Role::Request, &[".http .httpExample", ".http .http-example"]),
    (Role::Method, &[".requestLine", ".request-line"]),
    (Role::Target, &[".httpTarget", ".http-target"]),
    (Role::Version, &[".httpVersion", ".http-version"]),
    (Role::HeaderName, &[".headerLine", ".header-line"]),
    (Role::HeaderValue, &[".headerValue", ".header-value"]),
    (Role::Example, &[]),
    (Role::Parameter, &["dt.parameter"]),
    (Role::ParameterName, &[".parameterName", ".parameter-name"]),
    (Role::ParameterPlace, &[".parameterLocation", ".parameter-location"]),
    (Role::ParameterType, &[".parameterType", ".parameter-type"]),
    (Role::ParameterDescription, &[".parameterDescription", ".parameter-description"]),
    (Role::ParameterRequired, &[".parameterRequired", ".parameter-required"]),
    (Role::Schema, &[".requestContent .schema", ".request-content .schema"]),
    (Role::Response, &["li.response"]),
    (Role::Status, &[".statusLine", ".status-line"]),
    (Role::StatusDescription, &[".statusDescription", ".status-description"]),
];

/// What stands for the base URL in a target whose page does not know it: `+{baseUrl}\v1\files`.
pub(super) const BASE_URL_STAND_INS: &[&str] = &["+{baseUrl}", "{+baseUrl}", "{baseUrl}"];

/// Example bodies that say nothing, as JSON.
pub(super) const EMPTY_EXAMPLES: &[&str] = &["null", r#"{"example":"Example goes here"}"#];

/// File stems that name no operation.
pub(super) const NAMELESS_STEMS: &[&str] = &["index", "default", "readme", "page"];

impl Role {
    /// The role in words, for a message.
    pub(super) fn name(self) -> &'static str {
        match self {
            Role::Title => "page title",
            Role::Heading => "heading",
            Role::Description => "description",
            Role::Request => "HTTP request",
            Role::Method => "method",
            Role::Target => "request target",
            Role::Version => "HTTP version",
            Role::HeaderName => "header name",
            Role::HeaderValue => "header value",
            Role::Example => "example body",
            Role::Parameter => "parameter",
            Role::ParameterName => "parameter name",
            Role::ParameterPlace => "parameter location",
            Role::ParameterType => "parameter type",
            Role::ParameterDescription => "parameter description",
            Role::ParameterRequired => "required or optional",
            Role::Schema => "request body schema",
            Role::Response => "response",
            Role::Status => "response status",
            Role::StatusDescription => "response description",
        }
    }

    /// Where the role stands, for a message: `.requestLine, .request-line`.
    pub(super) fn selectors(self) -> String {
        let rows = TABLE.iter().filter(|(role, _)| *role == self);
        rows.flat_map(|(_, selectors)| selectors.iter().copied()).collect::<Vec<_>>().join(", ")
    }
}
