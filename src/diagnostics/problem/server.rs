//! Problems of servers and security schemes.

use super::{Severity, Text};

/// What is wrong with a server or a security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServerProblem {
    /// The host of an API is described in an extension.
    ParameterizedHost,
    /// A server is named without its host.
    RelativeServer {
        /// Its URL as written.
        url: String,
    },
    /// A variable of a server's URL has no default.
    VariableWithoutDefault {
        /// Its name.
        name: String,
    },
    /// A security scheme is of no known type, or does not say what its type needs.
    UnusableScheme {
        /// Its name.
        name: String,
    },
    /// A security requirement names a scheme that is not declared.
    UndeclaredScheme {
        /// The name.
        name: String,
    },
    /// A security scheme is required by no operation.
    UnusedScheme {
        /// Its name.
        name: String,
    },
    /// One of several documents names no server, and another does.
    ServerOfAnother {
        /// The server of the other.
        server: String,
    },
}

impl ServerProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::{Note, Warning};
        match self {
            ServerProblem::ParameterizedHost => (
                "parameterized-host",
                Note,
                "the host that `x-ms-parameterized-host` describes was left out".into(),
                "name all of the URL, with --base-url or `.base_url(..)` of the client; or describe it in `servers`, with variables".into(),
            ),
            ServerProblem::RelativeServer { url } => (
                "relative-server",
                Note,
                format!("the server `{url}` is named without its host"),
                "name all of the URL, with --base-url or `.base_url(..)` of the client".into(),
            ),
            ServerProblem::VariableWithoutDefault { name } => (
                "variable-without-default",
                Note,
                format!("the variable `{name}` of this server has no default"),
                "it has to be set when a client is built; or give it a `default`".into(),
            ),
            ServerProblem::UnusableScheme { name } => (
                "unusable-scheme",
                Warning,
                format!("the security scheme `{name}` does not say how it works and was left out"),
                "its `type` is apiKey (with `name` and `in`), http (with `scheme`), oauth2, openIdConnect or mutualTLS".into(),
            ),
            ServerProblem::UndeclaredScheme { name } => (
                "undeclared-scheme",
                Warning,
                format!("the security scheme `{name}`, which is required here, is not declared; the alternative with it was left out"),
                "declare it in `components.securitySchemes`; until then, `.header(..)` of the client sends what it needs".into(),
            ),
            ServerProblem::UnusedScheme { name } => (
                "unused-scheme",
                Note,
                format!("no operation requires the security scheme `{name}`"),
                "name it in `security`; until then, `.header(..)` or `.query(..)` of the client sends it with all requests".into(),
            ),
            ServerProblem::ServerOfAnother { server } => (
                "server-of-another",
                Warning,
                format!("the document names no server: its operations are sent to `{server}`, where those of another document are"),
                "give it `servers`, or generate a client of its own".into(),
            ),
        }
    }
}
