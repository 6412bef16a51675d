//! Problems of HTML pages.

use super::{Severity, Text};

/// What is wrong with an HTML page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageProblem {
    /// An HTML page has more elements than any documentation has.
    PageTooComplex {
        /// What there is too much of: `elements`.
        what: &'static str,
        /// The most that is read.
        most: usize,
    },
    /// An HTML page describes no operation that a profile knows.
    NotAnOperationPage {
        /// The profile that comes nearest.
        profile: String,
        /// What it misses: ``no method (`.requestLine`)``.
        missing: Vec<String>,
        /// What the page calls itself; may be empty.
        title: String,
    },
    /// An HTML page has some of the parts of an operation page, and not all.
    PageDoesNotFit {
        /// The profile that comes nearest.
        profile: String,
        /// What it misses: ``no method (`.requestLine`)``.
        missing: Vec<String>,
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
        /// The part and where it was looked for: ``no parameter name (`.parameterName`)``.
        part: String,
        /// The profile that says so.
        profile: String,
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
    /// A response has a schema and the page does not say what type it is.
    UnknownResponseType {
        /// The status of the response: `200`.
        status: String,
        /// The media type that it was taken for.
        assumed: &'static str,
    },
    /// A page says something that no role of its profile claims.
    UnclaimedPart {
        /// What it is: ``the section `Rate limits` ``.
        what: String,
        /// What the first of its kind says.
        text: String,
        /// How many there are of its kind.
        count: usize,
        /// The profile.
        profile: String,
    },
    /// A source that is no operation page has no parts to explain.
    NothingToExplain,
    /// An operation page documents no response.
    NoResponses {
        /// The part that is missing: `response`.
        part: &'static str,
        /// The CSS selectors that it was looked for with.
        selectors: String,
    },
    /// Two pages describe different operations by the same id.
    SameOperationId {
        /// The id.
        id: String,
        /// The page that was read before.
        other: String,
    },
}

impl PageProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::{Error, Note, Warning};
        match self {
            PageProblem::PageTooComplex { what, most } => (
                "page-too-complex",
                Error,
                format!("the page has more than {most} {what}"),
                "cut the operation out of the page".into(),
            ),
            PageProblem::NotAnOperationPage { profile, missing, title } => (
                "not-an-operation-page",
                Error,
                match title.as_str() {
                    "" => format!("the page shows no operation: {}", misses(profile, missing)),
                    _ => format!("the page `{title}` shows no operation: {}", misses(profile, missing)),
                },
                "name pages that show one HTTP request each, and a profile for them with --profile".into(),
            ),
            PageProblem::PageDoesNotFit { profile, missing } => (
                "page-does-not-fit",
                Error,
                format!("the page fits no profile: {}", misses(profile, missing)),
                "mend the page or download it again; if its family looks otherwise now, say so in its profile"
                    .into(),
            ),
            PageProblem::SeveralOperations { part, selectors, count } => (
                "several-operations",
                Error,
                format!("the page has {count} {part}s (looked for {selectors}), not one"),
                "cut the page into one for each operation".into(),
            ),
            PageProblem::PagePartMissing { part, profile, found } => (
                "page-part-missing",
                Error,
                format!("the page has {part} at `{found}`, where the profile `{profile}` wants it"),
                "mend the page, or check that it was downloaded whole".into(),
            ),
            PageProblem::PagePartUnreadable { part, selectors, found, wanted } => (
                "page-part-unreadable",
                Error,
                format!("the {part} (looked for {selectors}) is `{found}`, not {wanted}"),
                "mend the page".into(),
            ),
            PageProblem::PagePartRepeated { part, name } => (
                "page-part-repeated",
                Warning,
                format!("the {part} `{name}` is there twice; the first is used"),
                "take one of them out".into(),
            ),
            PageProblem::PageCutOff { open } => (
                "page-cut-off",
                Warning,
                format!("the page ends inside `{open}`; what comes after may be missing"),
                "check that it was downloaded whole".into(),
            ),
            PageProblem::PageSchemaDamaged { line, column, reason, near } => (
                "page-schema-damaged",
                Error,
                format!(
                    "the request body schema is damaged in line {line}, column {column}: {reason}, near `{near}`"
                ),
                "mend the schema's JSON on the page, or use the API's OpenAPI document".into(),
            ),
            PageProblem::PathRepaired { found, path } => (
                "path-repaired",
                Warning,
                format!("the path `{found}` has lost separators; `{path}` is used"),
                "check the path against the API's own documentation".into(),
            ),
            PageProblem::ParameterAdded { place, name } => (
                "parameter-added",
                Note,
                format!(
                    "the page does not describe its {place} parameter `{name}`; it is taken for a string"
                ),
                "describe it on the page to give it a type".into(),
            ),
            PageProblem::NoBaseUrl { host } => (
                "no-base-url",
                Note,
                format!("the page does not know its base URL; the host `{host}` only stands in for it"),
                "give it with --base-url, or with `base-url` in bindery.toml".into(),
            ),
            PageProblem::NotAHost { found } => (
                "not-a-host",
                Warning,
                format!("`{found}` is no host; the page has no base URL without it"),
                "give it with --base-url, or with `base-url` in bindery.toml".into(),
            ),
            PageProblem::UnknownBodyType { assumed: Some(assumed) } => (
                "unknown-body-type",
                Warning,
                format!("the page has a request body but no content-type; it is taken for {assumed}"),
                "add a content-type line to the request on the page".into(),
            ),
            PageProblem::UnknownBodyType { assumed: None } => (
                "unknown-body-type",
                Note,
                "the page has a request body without content-type and schema; it is left out".into(),
                "add a content-type line to the request on the page".into(),
            ),
            PageProblem::UnknownResponseType { status, assumed } => (
                "unknown-response-type",
                Warning,
                format!("the response {status} has a schema but no media type; it is taken for {assumed}"),
                "give the role `media-type` a place in the profile, or add a media type to the page".into(),
            ),
            PageProblem::UnclaimedPart { what, text, count, profile } => (
                "unclaimed-part",
                Warning,
                format!(
                    "no role of the profile `{profile}` claims {what}: `{text}`{}",
                    if *count == 1 { String::new() } else { format!(" (and {} more)", count - 1) }
                ),
                "give it a role in the profile, or put it into its `ignore` or `labels`".into(),
            ),
            PageProblem::NothingToExplain => (
                "nothing-to-explain",
                Note,
                "this is no operation page: no profile has read it".into(),
                "leave it out, or see it with `bindery inspect --model document`".into(),
            ),
            PageProblem::NoResponses { part, selectors } => (
                "no-responses",
                Warning,
                format!("the page documents no {part} (looked for {selectors})"),
                "check that the page was downloaded whole".into(),
            ),
            PageProblem::SameOperationId { id, other } => (
                "same-operation-id",
                Warning,
                format!("the page has the operation id `{id}`, and so has {other}"),
                "rename one of them, so that their Rust names do not depend on the order of pages".into(),
            ),
        }
    }
}

/// ``the profile `acme` comes nearest and finds no method (`.badge`)``.
fn misses(profile: &str, missing: &[String]) -> String {
    format!("the profile `{profile}` comes nearest and finds {}", missing.join(", "))
}
