//! Who asks: what an API wants to know of its callers.

use super::Docs;
use crate::diagnostics::Location;

/// The place of a [`Scheme`] in [`Api::schemes`](super::Api::schemes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemeId(pub usize);

/// One way to say who asks.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// What its author calls it: `bearerAuth`.
    pub name: String,
    /// How it works.
    pub kind: SchemeKind,
    /// What is said about it.
    pub docs: Docs,
    /// Where it stands.
    pub at: Location,
}

/// How a [`Scheme`] works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key under a name: `X-Api-Key: 123`.
    Key(KeyPlace, String),
    /// A user name and a password (RFC 7617): `Authorization: Basic dXNlcjprZXk=`.
    Basic,
    /// A token (RFC 6750): `Authorization: Bearer 123`.
    Bearer {
        /// What the token is like: `JWT`.
        format: Option<String>,
    },
    /// Another scheme of the header `Authorization`, as its author spells it: `Digest`.
    Http(String),
    /// A token that a server gives out (RFC 6749), and the ways to get one.
    OAuth2(Vec<Flow>),
    /// A token that a server gives out, which describes itself at this URL (OpenID Connect Discovery).
    OpenId(String),
    /// The certificate of the caller (RFC 8705), which is no part of a request.
    MutualTls,
}

/// Where a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// `X-Api-Key: 123`
    Header,
    /// `?api_key=123`
    Query,
    /// `Cookie: session=123`
    Cookie,
}

/// A way to get a token (OpenAPI 3.2, "OAuth Flow Object").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// What is given for the token.
    pub grant: Grant,
    /// Where the user is asked.
    pub authorization_url: Option<String>,
    /// Where the token is given out.
    pub token_url: Option<String>,
    /// Where a new token is given out for an old one.
    pub refresh_url: Option<String>,
    /// What a token can be for, and what is said about it: `read:pets`.
    pub scopes: Vec<(String, String)>,
}

/// What is given for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// What the user's browser brings back (RFC 6749, section 4.1).
    AuthorizationCode,
    /// The token comes back with the browser (section 4.2).
    Implicit,
    /// The user's password (section 4.3).
    Password,
    /// The program's own name and secret (section 4.4).
    ClientCredentials,
    /// What the user enters on another device (RFC 8628).
    Device,
}

/// Credentials that are needed together; none at all where an operation can do without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirement(pub Vec<Credential>);

/// A credential, and what it must be good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// How it works.
    pub scheme: SchemeId,
    /// The scopes, or roles, that it must have: `read:pets`.
    pub scopes: Vec<String>,
}
