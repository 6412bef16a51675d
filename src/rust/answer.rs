//! What answers say that differ by their status.

use super::Ident;

/// An enum of answers, by their status: `pub enum GetPetError { NotFound(Problem), Other(String) }`.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its name: `GetPetError`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Its derives.
    pub derives: Vec<String>,
    /// Whether it is of a crate of its own, which may gain variants: `#[non_exhaustive]`.
    pub grows: bool,
    /// Whether one variant is so much larger than the others that clippy would say so.
    pub large: bool,
    /// Its variants.
    pub variants: Vec<AnswerVariant>,
    /// What is read at which status.
    pub arms: Vec<Arm>,
    /// Whether the arms leave any status out.
    pub open: bool,
    /// Whether it stands for errors.
    pub failure: bool,
}

/// A variant of an enum of answers: `NotFound(Problem)`.
#[derive(Clone, Debug)]
pub struct AnswerVariant {
    /// Its name: `NotFound`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// What it holds; nothing where the answer says nothing.
    pub ty: Option<String>,
}

/// A struct of the headers of answers: `pub struct ListPetsHeaders { .. }`.
#[derive(Clone, Debug)]
pub struct Headers {
    /// Its name: `ListPetsHeaders`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Its derives.
    pub derives: Vec<String>,
    /// Whether it is of a crate of its own, which may gain fields: `#[non_exhaustive]`.
    pub grows: bool,
    /// A field for each header.
    pub fields: Vec<HeaderField>,
}

/// A header of an answer: `pub x_rate_limit: Option<i64>`.
#[derive(Clone, Debug)]
pub struct HeaderField {
    /// Its name: `x_rate_limit`.
    pub ident: Ident,
    /// Its name as sent: `X-Rate-Limit`.
    pub wire: String,
    /// Its documentation.
    pub docs: Vec<String>,
    /// What it is where it came: `i64`.
    pub ty: String,
    /// The function that reads it: `support::headers::plain`.
    pub read: String,
}

/// `404 => support::read::json(response).map(Self::NotFound)`
#[derive(Clone, Debug)]
pub struct Arm {
    /// The statuses: `404`, `400..=499`, `200 if response.is("text/csv")`.
    pub pattern: String,
    /// The expression that reads the body.
    pub value: String,
}
