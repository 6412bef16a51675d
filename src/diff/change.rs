//! One difference, as data.

use std::fmt;

use crate::diagnostics::Location;

/// One difference between two descriptions: `field Pet › nick › removed`.
#[derive(Clone, Debug)]
pub struct Change {
    /// What happened: `removed`.
    pub kind: Kind,
    /// To what: a `field`.
    pub subject: Subject,
    /// Where that is, as steps: `POST /v1/files`, `body`, `expires_at`.
    pub path: Vec<String>,
    /// In what it goes over the wire.
    pub way: Way,
    /// What it was, where a word or two say that: `string`.
    pub before: Option<String>,
    /// What it is now: `integer`.
    pub after: Option<String>,
    /// Where the old description says it, or where it would.
    pub old: Option<Location>,
    /// Where the new description says it, or where it would.
    pub new: Option<Location>,
    /// What it does to those who call the generated Rust.
    pub rust: Effect,
    /// What it does on the wire, to clients and servers of the old description.
    pub wire: Effect,
}

impl Change {
    /// How much it asks of users: what it does to Rust callers or on the wire, whichever is more.
    pub fn level(&self) -> Level {
        self.rust.level.max(self.wire.level)
    }

    /// Its place in one text: `POST /v1/files › body › expires_at`.
    pub fn place(&self) -> String {
        self.path.join(" › ")
    }
}

/// What a [`Change`] does: `major: the field is gone`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Effect {
    /// How much that asks of those whom it concerns.
    pub level: Level,
    /// What it is, in a sentence without an end: `the field is gone`.
    pub text: String,
}

/// How much a change asks of users, in the words of Semantic Versioning 2.0.0: `major`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing.
    Patch,
    /// Nothing, and there is something new.
    Minor,
    /// That they change, too.
    Major,
}

/// What happened to a [`Subject`]: `made required`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// It has another name.
    Renamed,
    /// It is at another place: an operation at another path, a parameter in the header.
    Moved,
    /// Less is allowed than before.
    Narrowed,
    /// More is allowed than before.
    Widened,
    /// It must be there now.
    Required,
    /// It need not be there any more.
    Optional,
    /// It should not be used any more.
    Deprecated,
    /// It may be used again.
    Restored,
    /// The same stands in another order.
    Reordered,
    /// It is something else.
    Changed,
    /// It is described in other words.
    Reworded,
}

/// What a [`Change`] happened to: a `field`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A request that the API answers.
    Operation,
    /// A request that the API sends.
    Webhook,
    /// A value in the path, the query, a header or a cookie.
    Parameter,
    /// The body of a request.
    Body,
    /// An answer with a status.
    Response,
    /// A header of an answer.
    Header,
    /// A way to write a body: `application/json`.
    MediaType,
    /// How a member of a form, or a parameter, is spelled.
    Spelling,
    /// A type, with a name or without.
    Type,
    /// A member of an object.
    Field,
    /// A value of an enum.
    Value,
    /// One of the types of a union.
    Variant,
    /// What must hold for a value: `at most 5000 characters`.
    Constraint,
    /// What a server assumes where a value is absent.
    Default,
    /// A way to say who asks.
    Scheme,
    /// What an operation wants to know of who asks.
    Security,
    /// Where the API is served.
    Server,
    /// A part of the URL of a server that users choose.
    Variable,
}

/// In what a thing goes over the wire: `requests`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// In requests.
    Request,
    /// In answers, or in what the API sends by itself.
    Response,
    /// In both.
    Both,
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Level::Patch => "patch",
            Level::Minor => "minor",
            Level::Major => "major",
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Kind::Added => "added",
            Kind::Removed => "removed",
            Kind::Renamed => "renamed",
            Kind::Moved => "moved",
            Kind::Narrowed => "narrowed",
            Kind::Widened => "widened",
            Kind::Required => "made required",
            Kind::Optional => "made optional",
            Kind::Deprecated => "deprecated",
            Kind::Restored => "no longer deprecated",
            Kind::Reordered => "reordered",
            Kind::Changed => "changed",
            Kind::Reworded => "reworded",
        })
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Subject::Operation => "operation",
            Subject::Webhook => "webhook",
            Subject::Parameter => "parameter",
            Subject::Body => "body",
            Subject::Response => "response",
            Subject::Header => "header",
            Subject::MediaType => "media type",
            Subject::Spelling => "spelling",
            Subject::Type => "type",
            Subject::Field => "field",
            Subject::Value => "enum value",
            Subject::Variant => "variant",
            Subject::Constraint => "constraint",
            Subject::Default => "default",
            Subject::Scheme => "security scheme",
            Subject::Security => "security",
            Subject::Server => "server",
            Subject::Variable => "server variable",
        })
    }
}

impl fmt::Display for Way {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Way::Request => "request",
            Way::Response => "response",
            Way::Both => "both",
        })
    }
}
