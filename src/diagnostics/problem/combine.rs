//! Problems of several sources that are put together, and of what is laid over them.

use super::{Severity, Text};

/// What is wrong where sources, overlays, patches and samples are put together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CombineProblem {
    /// Two sources say different things about one operation.
    Disagreement {
        /// The operation: `POST /v1/file_links`.
        operation: String,
        /// What they disagree about: ``the `type` of `file` in the request body``.
        fact: String,
        /// What the source says that wins.
        taken: String,
        /// What the other source says.
        other: String,
    },
    /// A setting names a file that no source was read from.
    UnknownSource {
        /// The setting: `prefer`.
        setting: &'static str,
        /// The file.
        path: String,
    },
    /// A patch names a place that there is not.
    PatchWithoutPlace {
        /// The place: `/components/schemas/Pet/properties/id`.
        pointer: String,
    },
    /// The place of a patch does not say any more what the patch expects.
    PatchOutdated {
        /// The place.
        pointer: String,
        /// What it was to say, as JSON.
        was: String,
        /// What it says.
        now: String,
    },
    /// Something is wrong with an overlay.
    BrokenOverlay {
        /// Why not.
        reason: String,
    },
    /// An overlay names a document that is not among the sources.
    NothingExtended {
        /// The document as written.
        name: String,
    },
    /// The target of an action selects nothing.
    NothingTargeted {
        /// The JSONPath as written.
        path: String,
    },
    /// What an action copies is not one place.
    NotOneToCopy {
        /// The JSONPath as written.
        path: String,
        /// How many places it selects.
        count: usize,
    },
    /// An action would make of a value what it cannot be.
    UnfitUpdate {
        /// The place in the document.
        pointer: String,
        /// What the action gives: `an object`.
        found: &'static str,
        /// What stands there: `a list`.
        wanted: &'static str,
    },
    /// Overlays are named, and what reads them was not compiled.
    OverlaysNotCompiled,
    /// A recorded answer cannot be read.
    BrokenSample {
        /// Its file.
        path: String,
        /// Why not.
        reason: String,
    },
    /// A recorded answer is given for an operation that there is not.
    UnknownSampled {
        /// The id as written.
        id: String,
        /// What may have been meant.
        suggestion: Option<String>,
    },
    /// A recorded answer is given for a response that is described.
    UnusedSample {
        /// The operation's id.
        id: String,
        /// The status.
        status: String,
    },
}

impl CombineProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::{Error, Note, Warning};
        match self {
            CombineProblem::Disagreement { operation, fact, taken, other } => (
                "disagreement",
                Warning,
                format!("the sources disagree about {operation}: {fact} is {other} here, and {taken} in the source that wins"),
                "name the source that is right under `prefer` in bindery.toml, or patch the other".into(),
            ),
            CombineProblem::UnknownSource { setting, path } => (
                "unknown-source",
                Error,
                format!("`{setting}` names `{path}`, which no source was read from"),
                "name a file or folder that is one of the `sources`, or in one".into(),
            ),
            CombineProblem::PatchWithoutPlace { pointer } => (
                "patch-without-place",
                Error,
                format!("the patch changes `{pointer}`, and there is no such place"),
                "`bindery inspect --model document` shows the places; to add something, merge it into what is around it"
                    .into(),
            ),
            CombineProblem::PatchOutdated { pointer, was, now } => (
                "patch-outdated",
                Error,
                format!("the patch expects {was} at `{pointer}`, which is {now} now"),
                "look whether the patch is still needed; mend its `was`, or take it out".into(),
            ),
            CombineProblem::BrokenOverlay { reason } => (
                "broken-overlay",
                Error,
                format!("the overlay cannot be applied: {reason}"),
                "see https://spec.openapis.org/overlay/latest.html".into(),
            ),
            CombineProblem::NothingExtended { name } => (
                "nothing-extended",
                Error,
                format!("the overlay extends `{name}`, which is none of the sources"),
                "name the document as a source, or take `extends` out to lay the overlay over all".into(),
            ),
            CombineProblem::NothingTargeted { path } => (
                "nothing-targeted",
                Error,
                format!("`{path}` selects nothing in the sources"),
                "look whether the action is still needed; `bindery inspect --model document` shows what there is"
                    .into(),
            ),
            CombineProblem::NotOneToCopy { path, count } => (
                "not-one-to-copy",
                Error,
                format!("`{path}` selects {count} places, and one is copied"),
                "write a JSONPath that selects one place".into(),
            ),
            CombineProblem::UnfitUpdate { pointer, found, wanted } => (
                "unfit-update",
                Error,
                match pointer.as_str() {
                    "" => format!("the action is about {found}, and can be about {wanted} only"),
                    _ => format!("the action gives {found} for `{pointer}`, which is {wanted}"),
                },
                "remove what stands there in an action before, or give the same kind of value".into(),
            ),
            CombineProblem::OverlaysNotCompiled => (
                "overlays-not-compiled",
                Error,
                "there are overlays, and bindery was compiled without its feature `overlays`".into(),
                "add the feature `overlays` to the dependency on bindery".into(),
            ),
            CombineProblem::BrokenSample { path, reason } => (
                "broken-sample",
                Error,
                format!("the recorded answer `{path}` cannot be read: {reason}"),
                "name a file that is the body of an answer, as JSON".into(),
            ),
            CombineProblem::UnknownSampled { id, suggestion } => (
                "unknown-sampled",
                Error,
                format!("`responses` has recorded answers of the operation `{id}`, which there is not"),
                match suggestion {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => "`bindery inspect --model api` shows the ids of all operations".into(),
                },
            ),
            CombineProblem::UnusedSample { id, status } => (
                "unused-sample",
                Note,
                format!("the answer {status} of `{id}` is described, so its recorded answers change nothing"),
                "take them out, or take the description out with a patch".into(),
            ),
        }
    }
}
