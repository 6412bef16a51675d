//! Problems of sources, and the references in and between them.

use super::{Severity, Text};

/// What is wrong with a source, or with a reference between sources.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourceProblem {
    /// A source cannot be read from the disk.
    Unreadable {
        /// What the operating system said.
        reason: String,
    },
    /// A `$ref` names nothing.
    DanglingReference {
        /// The reference as written.
        reference: String,
    },
    /// A `$ref` names a file, in a document that is none.
    ReferenceElsewhere {
        /// The reference as written.
        reference: String,
    },
    /// A `$ref` names a file that cannot be read.
    UnreadableReference {
        /// The reference as written.
        reference: String,
        /// What the operating system said.
        reason: String,
    },
    /// A `$ref` names a file outside the folders that may be read.
    ReferenceOutside {
        /// The reference as written.
        reference: String,
        /// The folder of the file.
        folder: String,
    },
    /// A `$ref` names something on the network.
    RemoteReference {
        /// The reference as written.
        reference: String,
    },
    /// A `$ref` leads only to itself.
    CircularReference {
        /// The reference as written.
        reference: String,
    },
    /// A page was named, and no reader for pages was compiled.
    PagesNotCompiled,
    /// A document is no JSON.
    BrokenJson {
        /// What is wrong with it.
        reason: String,
    },
    /// A document is no YAML.
    BrokenYaml {
        /// What is wrong with it.
        reason: String,
    },
    /// A key stands twice in an object.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A value of a YAML document has a tag that says nothing here.
    UnknownTag {
        /// The tag as written.
        tag: String,
    },
    /// A document is of a version that is not read.
    UnsupportedVersion {
        /// The version as written.
        version: String,
    },
    /// A tree is no OpenAPI document.
    NotADocument,
    /// A source is not written in UTF-8.
    NotUtf8 {
        /// What it is written in instead, as far as its bytes tell.
        encoding: String,
    },
    /// A source is larger than anything that is read.
    TooLarge {
        /// The most that is read.
        most: usize,
    },
    /// A source has nothing in it.
    EmptySource,
}

impl SourceProblem {
    /// Code, severity, message and help, side by side so that none is forgotten.
    pub(super) fn text(&self) -> Text {
        use Severity::{Error, Warning};
        match self {
            SourceProblem::Unreadable { reason } => (
                "unreadable",
                Error,
                format!("cannot be read: {reason}"),
                "name a file, a folder, or - for standard input".into(),
            ),
            SourceProblem::DanglingReference { reference } => (
                "dangling-reference",
                Warning,
                format!("the reference `{reference}` names no place in this document"),
                "any JSON is taken in its place; mend the reference, or patch the document".into(),
            ),
            SourceProblem::ReferenceElsewhere { reference } => (
                "reference-elsewhere",
                Warning,
                format!("the reference `{reference}` names a file, and this document stands in no folder"),
                "any JSON is taken in its place; name the document's file in place of standard input".into(),
            ),
            SourceProblem::UnreadableReference { reference, reason } => (
                "unreadable-reference",
                Warning,
                format!("the reference `{reference}` names a file that cannot be read: {reason}"),
                "any JSON is taken in its place; mend the reference, or put the file there".into(),
            ),
            SourceProblem::ReferenceOutside { reference, folder } => (
                "reference-outside",
                Warning,
                format!(
                    "the reference `{reference}` leads out of the document's folder, and was not followed"
                ),
                format!(
                    "any JSON is taken in its place; allow it with --reference-dir {folder}, or with `reference-dirs` in \
                     bindery.toml"
                ),
            ),
            SourceProblem::RemoteReference { reference } => (
                "remote-reference",
                Warning,
                format!("the reference `{reference}` names something on the network, which is never read"),
                "any JSON is taken in its place; download it, and refer to the file".into(),
            ),
            SourceProblem::CircularReference { reference } => (
                "circular-reference",
                Warning,
                format!("the reference `{reference}` leads back to itself"),
                "any JSON is taken in its place; let one of the schemas on the way describe a value".into(),
            ),
            SourceProblem::PagesNotCompiled => (
                "pages-not-compiled",
                Error,
                "the file is an HTML page, and bindery was compiled without its feature `pages`".into(),
                "add the feature `pages` to the dependency on bindery".into(),
            ),
            SourceProblem::BrokenJson { reason } => (
                "broken-json",
                Error,
                format!("the file is not JSON: {reason}"),
                "mend it, or download it again".into(),
            ),
            SourceProblem::BrokenYaml { reason } => (
                "broken-yaml",
                Error,
                format!("the file is not YAML: {reason}"),
                "mend it, or download it again".into(),
            ),
            SourceProblem::DuplicateKey { key } => (
                "duplicate-key",
                Warning,
                format!("`{key}` stands twice in this object; the last one is taken"),
                "remove one of them".into(),
            ),
            SourceProblem::UnknownTag { tag } => (
                "unknown-tag",
                Warning,
                format!("the tag `{tag}` says nothing here; its value is taken as if it had none"),
                "remove it; what another program makes of it must be made before bindery reads the document"
                    .into(),
            ),
            SourceProblem::UnsupportedVersion { version } => (
                "unsupported-version",
                Error,
                format!(
                    "the document is of version {version}; the versions that are read are Swagger 2.0 and OpenAPI 3"
                ),
                "convert it to OpenAPI 3".into(),
            ),
            SourceProblem::NotADocument => (
                "not-a-document",
                Error,
                "the file is not an OpenAPI document: it has neither `openapi` nor `swagger` at its top"
                    .into(),
                "name an operation page or an OpenAPI document".into(),
            ),
            SourceProblem::NotUtf8 { encoding } => (
                "not-utf-8",
                Error,
                format!("the file is not UTF-8: {encoding}"),
                "convert it to UTF-8, with iconv for example".into(),
            ),
            SourceProblem::TooLarge { most } => (
                "too-large",
                Error,
                format!("the file has more than {most} bytes, which is the most that is read"),
                "leave out what does not belong to the description, or cut it into several files".into(),
            ),
            SourceProblem::EmptySource => (
                "empty-source",
                Error,
                "the source is empty".into(),
                "check where it was downloaded from".into(),
            ),
        }
    }
}
