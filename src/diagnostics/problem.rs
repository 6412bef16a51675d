//! Every problem that bindery knows: one variant, one code, one severity, one message, one way out.
//!
//! A problem carries what its message needs, never a finished sentence: the words stand here.
//! Each variant has a file in `tests/bad` and the text that it must print.

use super::Severity;

/// Something that is wrong with an input, or that a user should know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A source cannot be read from the disk.
    Unreadable {
        /// What the operating system said.
        reason: String,
    },
    /// A source is not written in UTF-8.
    NotUtf8 {
        /// What it is written in instead, as far as its bytes tell.
        encoding: String,
    },
    /// A source is larger than anything that is read.
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The most that is read.
        most: usize,
    },
    /// A source has nothing in it.
    EmptySource,
    /// An HTML page has more elements than any documentation has.
    PageTooComplex {
        /// What there is too much of: `elements`.
        what: &'static str,
        /// The most that is read.
        most: usize,
    },
    /// An HTML page describes no operation.
    NotAnOperationPage {
        /// The part that every operation page has.
        part: &'static str,
        /// The CSS selectors that it was looked for with.
        selectors: String,
        /// What the page calls itself; may be empty.
        title: String,
    },
    /// An HTML page describes more than one operation.
    SeveralOperations {
        /// The part that is there more than once.
        part: &'static str,
        /// The CSS selectors that it was looked for with.
        selectors: String,
        /// How often it is there.
        count: usize,
    },
    /// A part of an operation page is missing.
    PagePartMissing {
        /// The part: `parameter name`.
        part: &'static str,
        /// The CSS selectors that it was looked for with.
        selectors: String,
        /// The words where it was looked for.
        found: String,
    },
    /// A part of an operation page makes no sense.
    PagePartUnreadable {
        /// The part: `method`.
        part: &'static str,
        /// The CSS selectors that it was found with.
        selectors: String,
        /// Its words.
        found: String,
        /// What was wanted: `a method of HTTP`.
        wanted: &'static str,
    },
    /// A part of an operation page is there twice; the first was taken.
    PagePartRepeated {
        /// The part: `parameter`.
        part: &'static str,
        /// Its name: `limit`.
        name: String,
    },
    /// The text of an operation page ends before its elements do.
    PageCutOff {
        /// The tag that is not closed.
        open: String,
    },
    /// The schema on an operation page is no JSON.
    PageSchemaDamaged {
        /// The line inside the schema, from 1.
        line: usize,
        /// The column inside that line, in characters from 1.
        column: usize,
        /// What the JSON parser said.
        reason: String,
        /// The text around the place.
        near: String,
    },
    /// A path on a page lost separators, which were put back.
    PathRepaired {
        /// The path as the page spells it.
        found: String,
        /// The path that was read.
        path: String,
    },
    /// A page's target names a parameter that the page does not describe.
    ParameterAdded {
        /// `path` or `query`.
        place: &'static str,
        /// Its name.
        name: String,
    },
    /// A page says that it does not know its base URL.
    NoBaseUrl {
        /// The host that stands in for it; may be empty.
        host: String,
    },
    /// The host on a page is none.
    NotAHost {
        /// What stands there.
        found: String,
    },
    /// A page has a request body and does not say what type it is.
    UnknownBodyType {
        /// The media type that it was taken for; none where the body was left out.
        assumed: Option<&'static str>,
    },
    /// An operation page documents no response.
    NoResponses {
        /// The part that is missing: `response`.
        part: &'static str,
        /// The CSS selectors that it was looked for with.
        selectors: String,
    },
    /// Two pages describe the same operation.
    SameOperation {
        /// The method: `GET`.
        method: String,
        /// The path: `/v1/files`.
        path: String,
        /// The page that was read before.
        other: String,
    },
    /// Two pages describe different operations by the same id.
    SameOperationId {
        /// The id.
        id: String,
        /// The page that was read before.
        other: String,
    },
}

impl Problem {
    /// A stable name for the kind of problem, for filters and reports: `unreadable`.
    pub fn code(&self) -> &'static str {
        self.text().0
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.text().1
    }

    /// What is wrong: what was looked for, and what was found.
    pub fn message(&self) -> String {
        self.text().2
    }

    /// A way out.
    pub fn help(&self) -> String {
        self.text().3
    }

    /// Code, severity, message and help, side by side so that none is forgotten.
    fn text(&self) -> (&'static str, Severity, String, String) {
        use Severity::{Error, Note, Warning};
        match self {
            Problem::Unreadable { reason } => (
                "unreadable",
                Error,
                format!("cannot be read: {reason}"),
                "name a file, a folder, or - for standard input".into(),
            ),
            Problem::NotUtf8 { encoding } => (
                "not-utf-8",
                Error,
                format!("is not UTF-8: {encoding}"),
                "convert it to UTF-8, with iconv for example".into(),
            ),
            Problem::TooLarge { bytes, most } => (
                "too-large",
                Error,
                format!("has {bytes} bytes; at most {most} are read"),
                "leave out what does not belong to the description, or cut it into several files".into(),
            ),
            Problem::EmptySource => {
                ("empty-source", Error, "is empty".into(), "check where it was downloaded from".into())
            }
            Problem::PageTooComplex { what, most } => (
                "page-too-complex",
                Error,
                format!("has more than {most} {what}"),
                "cut the operation out of the page".into(),
            ),
            Problem::NotAnOperationPage { part, selectors, title } => (
                "not-an-operation-page",
                Error,
                match title.as_str() {
                    "" => format!("is no operation page: no {part} (looked for {selectors})"),
                    _ => format!("is no operation page: no {part} (looked for {selectors}) in `{title}`"),
                },
                "name pages that show one HTTP request each".into(),
            ),
            Problem::SeveralOperations { part, selectors, count } => (
                "several-operations",
                Error,
                format!("has {count} times an {part} (looked for {selectors}), not once"),
                "cut the page into one for each operation".into(),
            ),
            Problem::PagePartMissing { part, selectors, found } => (
                "page-part-missing",
                Error,
                format!("has no {part} (looked for {selectors}) in `{found}`"),
                "mend the page, or check that it was downloaded whole".into(),
            ),
            Problem::PagePartUnreadable { part, selectors, found, wanted } => (
                "page-part-unreadable",
                Error,
                format!("the {part} (looked for {selectors}) is `{found}`, not {wanted}"),
                "mend the page".into(),
            ),
            Problem::PagePartRepeated { part, name } => (
                "page-part-repeated",
                Warning,
                format!("the {part} `{name}` is there twice; the first is used"),
                "take one of them out".into(),
            ),
            Problem::PageCutOff { open } => (
                "page-cut-off",
                Warning,
                format!("the page ends inside `{open}`; what comes after may be missing"),
                "check that it was downloaded whole".into(),
            ),
            Problem::PageSchemaDamaged { line, column, reason, near } => (
                "page-schema-damaged",
                Error,
                format!(
                    "the request body schema is damaged in line {line}, column {column}: {reason}, near `{near}`"
                ),
                "mend the schema's JSON on the page, or use the API's OpenAPI document".into(),
            ),
            Problem::PathRepaired { found, path } => (
                "path-repaired",
                Warning,
                format!("the path `{found}` has lost separators; `{path}` is used"),
                "check the path against the API's own documentation".into(),
            ),
            Problem::ParameterAdded { place, name } => (
                "parameter-added",
                Note,
                format!(
                    "the page does not describe its {place} parameter `{name}`; it is taken for a string"
                ),
                "describe it on the page to give it a type".into(),
            ),
            Problem::NoBaseUrl { host } => (
                "no-base-url",
                Note,
                format!("the page does not know its base URL; the host `{host}` only stands in for it"),
                "give the base URL yourself".into(),
            ),
            Problem::NotAHost { found } => (
                "not-a-host",
                Warning,
                format!("`{found}` is no host; the page has no base URL without it"),
                "give the base URL yourself".into(),
            ),
            Problem::UnknownBodyType { assumed: Some(assumed) } => (
                "unknown-body-type",
                Warning,
                format!("the page has a request body but no content-type; it is taken for {assumed}"),
                "add a content-type line to the request on the page".into(),
            ),
            Problem::UnknownBodyType { assumed: None } => (
                "unknown-body-type",
                Note,
                "the page has a request body without content-type and schema; it is left out".into(),
                "add a content-type line to the request on the page".into(),
            ),
            Problem::NoResponses { part, selectors } => (
                "no-responses",
                Warning,
                format!("documents no {part} (looked for {selectors})"),
                "check that the page was downloaded whole".into(),
            ),
            Problem::SameOperation { method, path, other } => (
                "same-operation",
                Error,
                format!("describes {method} {path}, and so does {other}"),
                "name only one of the two pages".into(),
            ),
            Problem::SameOperationId { id, other } => (
                "same-operation-id",
                Warning,
                format!("has the operation id `{id}`, and so has {other}"),
                "rename one of them, so that their Rust names do not depend on the order of pages".into(),
            ),
        }
    }
}
