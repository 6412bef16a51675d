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
    /// A number or a text stands where a schema belongs.
    NotASchema {
        /// What stands there.
        found: &'static str,
    },
    /// A schema has a type that JSON Schema does not know.
    UnknownType {
        /// Its name.
        name: String,
    },
    /// The values of an enum can be of no type that it allows, or there are none.
    UnusableEnum,
    /// Values of an enum are of another type than the one beside it.
    EnumOfOtherType {
        /// The type that they are read as.
        name: String,
    },
    /// No value is of the types of all schemas of an `allOf`.
    UnmergedAllOf {
        /// Where the first of them stands.
        first: String,
    },
    /// No value is listed by all schemas of an `allOf`.
    AllOfConflict {
        /// What they contradict each other in.
        what: &'static str,
        /// Where the first of them stands.
        first: String,
    },
    /// A member must be there of which nothing else is said.
    RequiredWithoutProperty {
        /// Its name.
        name: String,
    },
    /// A default is of another type than the value that it stands for.
    DefaultOfOtherType {
        /// The types of the value.
        name: String,
    },
    /// A schema makes a condition that its type cannot express.
    UncheckedCondition {
        /// The keyword.
        keyword: &'static str,
    },
    /// A keyword stands beside a reference, where it is ignored.
    BesideReference {
        /// The keyword.
        keyword: String,
    },
    /// Something else stands where an operation belongs.
    NotAnOperation {
        /// Its method and path.
        operation: String,
    },
    /// A response is for no status.
    UnknownStatus {
        /// The status as written.
        status: String,
    },
    /// A parameter does not say its name or place.
    IncompleteParameter,
    /// A parameter stands in an unknown place.
    UnknownPlace {
        /// Its name.
        name: String,
        /// The place as written.
        place: String,
    },
    /// A path parameter is not in the path.
    UnusedPathParameter {
        /// Its name.
        name: String,
    },
    /// A variable of the path is not declared.
    UndeclaredPathParameter {
        /// Its name.
        name: String,
    },
    /// A header parameter is one that the client sets.
    ReservedHeader {
        /// Its name.
        name: String,
    },
    /// A parameter has a style that its place does not know.
    UnknownStyle {
        /// The style as written.
        style: String,
    },
    /// A list is spelled in a way that its place does not know (Swagger 2.0).
    UnknownCollectionFormat {
        /// The format as written.
        format: String,
    },
    /// A parameter stands beside another that is the whole body (Swagger 2.0).
    BesideBody {
        /// Its name.
        name: String,
    },
    /// A parameter is declared twice in one list.
    DuplicateParameter {
        /// Its name.
        name: String,
    },
    /// A parameter may be sent without a value, which its type does not know.
    EmptyValue {
        /// Its name.
        name: String,
    },
    /// A segment of a path begins with a colon, as variables do in some routers.
    ColonSegment {
        /// What stands behind the colon.
        name: String,
    },
    /// A path has a member that is no method.
    UnknownMethod {
        /// The member.
        method: String,
    },
    /// An operation has a callback.
    Callback {
        /// Its name.
        name: String,
    },
    /// An answer has a link to another operation.
    Link {
        /// Its name.
        name: String,
    },
    /// The host of an API is described in an extension.
    ParameterizedHost,
    /// The characters of a path parameter that have a meaning in URLs are encoded, and should not be.
    EncodedInPath {
        /// Its name.
        name: String,
    },
    /// A header stands for several whose names begin alike.
    HeaderCollection {
        /// Its name.
        name: String,
    },
    /// A group of operations is part of another, and its module is not.
    NestedGroup {
        /// Its name.
        group: String,
        /// The other.
        parent: String,
    },
    /// An operation is called otherwise than its id says.
    RenamedOperation {
        /// The id.
        id: String,
        /// The name that was given.
        name: String,
        /// The operation that has the id's name, by its method and path.
        other: String,
    },
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
    /// A request body has no media type.
    BodyWithoutContent,
    /// A request body may be left out and has no members.
    EmptyBody,
    /// A request body has more than one media type.
    OtherRequestMedia {
        /// The media type that is left out.
        media: String,
        /// The media type that is taken.
        taken: String,
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
    /// A template of the user takes the place of none.
    UnknownTemplate {
        /// The names that there are.
        names: String,
    },
    /// A template cannot be printed.
    BrokenTemplate {
        /// What is wrong with it.
        reason: String,
    },
    /// A template printed something that is no Rust.
    NotRust {
        /// What is wrong with it.
        reason: String,
        /// The line that was printed.
        line: String,
    },
    /// One of several documents names no server, and another does.
    ServerOfAnother {
        /// The server of the other.
        server: String,
    },
    /// An answer is named for an operation that there is not.
    UnknownOperation {
        /// Its id.
        id: String,
    },
    /// A selection selects no operation.
    NothingSelected {
        /// The selection as written.
        pattern: String,
    },
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
    /// A type is chosen for a format that no schema has.
    UnusedFormat {
        /// The format: `date`.
        name: String,
    },
    /// A type is chosen for a format that neither a schema has nor bindery knows.
    UnknownFormat {
        /// The format as written: `date-tiem`.
        name: String,
        /// What may have been meant: `date-time`.
        suggestion: Option<String>,
    },
    /// A type is chosen for a schema that there is not.
    UnknownSchema {
        /// Its name as written.
        name: String,
        /// What may have been meant.
        suggestion: Option<String>,
    },
    /// A type is chosen for a place where no schema stands.
    NothingAt {
        /// The place as written.
        glob: String,
    },
    /// A type is chosen for values that are spelled in another way than the others of it.
    ChoiceOfAnotherKind {
        /// The type: `rust_decimal::Decimal`.
        path: String,
        /// What the values are: `numbers`.
        found: &'static str,
    },
    /// A limit of a value is not checked before it is sent.
    LimitNotChecked {
        /// What it is a limit of: `the length`.
        limit: &'static str,
    },
    /// A body is handed over that is no type of its own, and nothing checks it.
    BodyNotChecked,
    /// A type is chosen whose crate `Cargo.toml` does not know.
    UnknownCrate {
        /// The crate: `money`.
        name: String,
    },
    /// The configuration file cannot be read from the disk.
    ConfigUnreadable {
        /// What the operating system said.
        reason: String,
    },
    /// The configuration file is not TOML.
    ConfigSyntax {
        /// What the parser expected.
        reason: String,
    },
    /// The configuration file has a key that says nothing.
    UnknownSetting {
        /// The key: `sorces`.
        key: String,
        /// What may have been meant: `sources`.
        suggestion: Option<&'static str>,
    },
    /// A setting of the configuration file has a value that it cannot have.
    WrongSetting {
        /// The key: `sources`.
        key: &'static str,
        /// What is expected and what is found: `must be a list of strings, found an integer`.
        reason: String,
        /// A line that is right: `sources = ["specs/pets.yaml"]`.
        example: &'static str,
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
            Problem::DanglingReference { reference } => (
                "dangling-reference",
                Warning,
                format!("the reference `{reference}` names no place in this document"),
                "any JSON is taken in its place; mend the reference, or patch the document".into(),
            ),
            Problem::ReferenceElsewhere { reference } => (
                "reference-elsewhere",
                Warning,
                format!("the reference `{reference}` names a file, and this document stands in no folder"),
                "any JSON is taken in its place; name the document's file in place of standard input".into(),
            ),
            Problem::UnreadableReference { reference, reason } => (
                "unreadable-reference",
                Warning,
                format!("the reference `{reference}` names a file that cannot be read: {reason}"),
                "any JSON is taken in its place; mend the reference, or put the file there".into(),
            ),
            Problem::ReferenceOutside { reference, folder } => (
                "reference-outside",
                Warning,
                format!("the reference `{reference}` leads out of the document's folder, and was not followed"),
                format!(
                    "any JSON is taken in its place; allow it with --reference-dir {folder}, or with `reference-dirs` in \
                     bindery.toml"
                ),
            ),
            Problem::RemoteReference { reference } => (
                "remote-reference",
                Warning,
                format!("the reference `{reference}` names something on the network, which is never read"),
                "any JSON is taken in its place; download it, and refer to the file".into(),
            ),
            Problem::CircularReference { reference } => (
                "circular-reference",
                Warning,
                format!("the reference `{reference}` leads back to itself"),
                "any JSON is taken in its place; let one of the schemas on the way describe a value".into(),
            ),
            Problem::NotASchema { found } => (
                "not-a-schema",
                Warning,
                format!("a schema was looked for, an object; found is {found}"),
                "any JSON is taken in its place; a schema is an object such as `{ type: string }`".into(),
            ),
            Problem::UnknownType { name } => (
                "unknown-type",
                Warning,
                format!("`{name}` is not a type of JSON Schema"),
                "any JSON is taken in its place; the types are string, number, integer, boolean, array and object".into(),
            ),
            Problem::UnusableEnum => (
                "unusable-enum",
                Warning,
                "the values of this enum are none that its type can have".into(),
                "the values are not checked; the type that stands beside them is taken".into(),
            ),
            Problem::EnumOfOtherType { name } => (
                "enum-of-other-type",
                Note,
                format!("values of this enum are not of its type: each is read as the {name} that it spells"),
                "write the values as the type beside them says".into(),
            ),
            Problem::UnmergedAllOf { first } => (
                "unmerged-all-of",
                Warning,
                format!("no value has a type that all schemas of this `allOf` allow, the first at `{first}`"),
                "any JSON is taken in its place".into(),
            ),
            Problem::AllOfConflict { what, first } => (
                "all-of-conflict",
                Warning,
                format!("schemas that all have to hold contradict each other in their {what}, the first at `{first}`"),
                "the last of them is taken".into(),
            ),
            Problem::RequiredWithoutProperty { name } => (
                "required-without-property",
                Note,
                format!("`{name}` is required, and no property: it is left out"),
                "correct the name, or describe the member in `properties`".into(),
            ),
            Problem::DefaultOfOtherType { name } => (
                "default-of-other-type",
                Note,
                format!("the default is no {name}, which its type asks for"),
                "correct the default or the type; the documentation shows it as it is".into(),
            ),
            Problem::UncheckedCondition { keyword } => (
                "unchecked-condition",
                Note,
                format!("no type expresses `{keyword}`: values that it forbids can be sent"),
                "describe the allowed values with `oneOf` where it matters".into(),
            ),
            Problem::BesideReference { keyword } => (
                "beside-reference",
                Note,
                format!("`{keyword}` is ignored: before OpenAPI 3.1, nothing counts beside `$ref`"),
                "put both into an `allOf`".into(),
            ),
            Problem::NotAnOperation { operation } => (
                "not-an-operation",
                Warning,
                format!("`{operation}` is no object and was left out"),
                "an operation is an object with `responses`".into(),
            ),
            Problem::UnknownStatus { status } => (
                "unknown-status",
                Warning,
                format!("`{status}` is no status and was left out"),
                "a status is a number such as 200, a class such as 4XX, or `default`".into(),
            ),
            Problem::IncompleteParameter => (
                "incomplete-parameter",
                Warning,
                "a parameter without `name` or `in` was left out".into(),
                "give it both".into(),
            ),
            Problem::UnknownPlace { name, place } => (
                "unknown-place",
                Warning,
                format!("the parameter `{name}` stands in `{place}`, which is no place for one, and was left out"),
                "the places are path, query, header and cookie".into(),
            ),
            Problem::UnusedPathParameter { name } => (
                "unused-path-parameter",
                Warning,
                format!("the path has no `{{{name}}}` for this parameter, which was left out"),
                "put it into the path, or remove it".into(),
            ),
            Problem::UndeclaredPathParameter { name } => (
                "undeclared-path-parameter",
                Note,
                format!("nothing declares the variable `{name}` of the path: it is taken as a string"),
                "declare it among the parameters".into(),
            ),
            Problem::ReservedHeader { name } => (
                "reserved-header",
                Note,
                format!("the header `{name}` is set by the client itself; the parameter was left out"),
                "OpenAPI 3.0.3, Parameter Object, says to ignore it".into(),
            ),
            Problem::UnknownStyle { style } => (
                "unknown-style",
                Warning,
                format!("`{style}` is no style for a parameter of this place; the usual one is taken"),
                "the styles are those of OpenAPI 3.0.3, \"Style Values\"".into(),
            ),
            Problem::UnknownCollectionFormat { format } => (
                "unknown-collection-format",
                Warning,
                format!("`{format}` is no way to spell a list here; its elements are put together with commas"),
                "the ways are csv, ssv, tsv and pipes, and multi in a query or a form; headers and paths have csv only"
                    .into(),
            ),
            Problem::BesideBody { name } => (
                "beside-body",
                Warning,
                format!("the parameter `{name}` stands beside the body of its request, and was left out"),
                "a request has one parameter with `in: body`, or several with `in: formData`".into(),
            ),
            Problem::DuplicateParameter { name } => (
                "duplicate-parameter",
                Warning,
                format!("the parameter `{name}` is declared again; this declaration is used"),
                "take one of them out".into(),
            ),
            Problem::EmptyValue { name } => (
                "empty-value",
                Note,
                format!("the parameter `{name}` may be sent without a value, which its type cannot say"),
                "make it a string where that is needed".into(),
            ),
            Problem::ColonSegment { name } => (
                "colon-segment",
                Warning,
                format!("`:{name}` is sent as it stands in the path: no parameter is declared for it"),
                format!("where it is a variable, write `{{{name}}}`, or declare a path parameter `{name}`"),
            ),
            Problem::UnknownMethod { method } => (
                "unknown-method",
                Warning,
                format!("`{method}` is no method of HTTP and was left out"),
                "since OpenAPI 3.2, methods of your own stand in `additionalOperations`".into(),
            ),
            Problem::Callback { name } => (
                "callback",
                Note,
                format!("the callback `{name}` was left out: it is the API that sends it"),
                "declare it under `webhooks` to get the types of what it sends".into(),
            ),
            Problem::Link { name } => (
                "link",
                Note,
                format!("the link `{name}` was left out: methods know nothing of what may be asked after them"),
                "call the method of the operation that it names, with values of this answer".into(),
            ),
            Problem::ParameterizedHost => (
                "parameterized-host",
                Note,
                "the host that `x-ms-parameterized-host` describes was left out".into(),
                "name all of the URL, with --base-url or `.base_url(..)` of the client; or describe it in `servers`, with variables".into(),
            ),
            Problem::EncodedInPath { name } => (
                "encoded-in-path",
                Warning,
                format!("the path parameter `{name}` is percent-encoded all the same: a `/` in it is sent as `%2F`"),
                "give each segment of the path a parameter of its own".into(),
            ),
            Problem::HeaderCollection { name } => (
                "header-collection",
                Warning,
                format!("`{name}` is sent as one header, though its extension says that it stands for all that begin alike"),
                "add each of them to a call with `.header(..)`, and leave this one unset".into(),
            ),
            Problem::NestedGroup { group, parent } => (
                "nested-group",
                Note,
                format!("the group `{group}` is part of `{parent}`: its module says so, but stands beside the others"),
                "rename the tag if the module's name has to show it".into(),
            ),
            Problem::RenamedOperation { id, name, other } => (
                "renamed-operation",
                Note,
                format!("the operation `{id}` is called `{name}`: {other} has its name already"),
                "give each operation an id of its own".into(),
            ),
            Problem::RelativeServer { url } => (
                "relative-server",
                Note,
                format!("the server `{url}` is named without its host"),
                "name all of the URL, with --base-url or `.base_url(..)` of the client".into(),
            ),
            Problem::VariableWithoutDefault { name } => (
                "variable-without-default",
                Note,
                format!("the variable `{name}` of this server has no default"),
                "it has to be set when a client is built; or give it a `default`".into(),
            ),
            Problem::UnusableScheme { name } => (
                "unusable-scheme",
                Warning,
                format!("the security scheme `{name}` does not say how it works and was left out"),
                "its `type` is apiKey (with `name` and `in`), http (with `scheme`), oauth2, openIdConnect or mutualTLS".into(),
            ),
            Problem::UndeclaredScheme { name } => (
                "undeclared-scheme",
                Warning,
                format!("the security scheme `{name}`, which is required here, is not declared; the alternative with it was left out"),
                "declare it in `components.securitySchemes`; until then, `.header(..)` of the client sends what it needs".into(),
            ),
            Problem::UnusedScheme { name } => (
                "unused-scheme",
                Note,
                format!("no operation requires the security scheme `{name}`"),
                "name it in `security`; until then, `.header(..)` or `.query(..)` of the client sends it with all requests".into(),
            ),
            Problem::BodyWithoutContent => (
                "body-without-content",
                Warning,
                "the request body names no media type and was left out".into(),
                "give it a `content` with a media type".into(),
            ),
            Problem::EmptyBody => (
                "empty-body",
                Note,
                "the request body was left out: it is optional and has no members".into(),
                "give it `additionalProperties` if it takes members of any name".into(),
            ),
            Problem::OtherRequestMedia { media, taken } => (
                "other-request-media",
                Note,
                format!("the request can also be sent as `{media}`; only `{taken}` is generated"),
                "patch the document where the other is wanted".into(),
            ),
            Problem::PagesNotCompiled => (
                "pages-not-compiled",
                Error,
                "the file is an HTML page, and bindery was compiled without its feature `pages`".into(),
                "add the feature `pages` to the dependency on bindery".into(),
            ),
            Problem::BrokenJson { reason } => (
                "broken-json",
                Error,
                format!("the file is not JSON: {reason}"),
                "mend it, or download it again".into(),
            ),
            Problem::BrokenYaml { reason } => (
                "broken-yaml",
                Error,
                format!("the file is not YAML: {reason}"),
                "mend it, or download it again".into(),
            ),
            Problem::DuplicateKey { key } => (
                "duplicate-key",
                Warning,
                format!("`{key}` stands twice in this object; the last one is taken"),
                "remove one of them".into(),
            ),
            Problem::UnknownTag { tag } => (
                "unknown-tag",
                Warning,
                format!("the tag `{tag}` says nothing here; its value is taken as if it had none"),
                "remove it; what another program makes of it must be made before bindery reads the document".into(),
            ),
            Problem::UnsupportedVersion { version } => (
                "unsupported-version",
                Error,
                format!("the document is of version {version}; the versions that are read are Swagger 2.0 and OpenAPI 3"),
                "convert it to OpenAPI 3".into(),
            ),
            Problem::NotADocument => (
                "not-a-document",
                Error,
                "the file is not an OpenAPI document: it has neither `openapi` nor `swagger` at its top".into(),
                "name an operation page or an OpenAPI document".into(),
            ),
            Problem::UnknownTemplate { names } => (
                "unknown-template",
                Error,
                format!("the file takes the place of no template; there are {names}"),
                "rename it, or use --extra-template for a template of your own".into(),
            ),
            Problem::BrokenTemplate { reason } => (
                "broken-template",
                Error,
                format!("the template cannot be printed: {reason}"),
                "see the templates that come with bindery for what they may use".into(),
            ),
            Problem::NotRust { reason, line } => (
                "not-rust",
                Error,
                format!("the template printed no Rust: {reason}, near `{line}`"),
                "mend the template; where it is one of ours, this is a bug that we want to know of".into(),
            ),
            Problem::ServerOfAnother { server } => (
                "server-of-another",
                Warning,
                format!("the document names no server: its operations are sent to `{server}`, where those of another document are"),
                "give it `servers`, or generate a client of its own".into(),
            ),
            Problem::UnknownOperation { id } => (
                "unknown-operation",
                Error,
                format!("`responses` names the operation `{id}`, which there is not"),
                "`bindery inspect --model api` shows the ids of all operations".into(),
            ),
            Problem::NothingSelected { pattern } => (
                "nothing-selected",
                Error,
                format!("no operation is selected by `{pattern}`"),
                "`bindery inspect` lists the operations".into(),
            ),
            Problem::NotUtf8 { encoding } => (
                "not-utf-8",
                Error,
                format!("the file is not UTF-8: {encoding}"),
                "convert it to UTF-8, with iconv for example".into(),
            ),
            Problem::TooLarge { most } => (
                "too-large",
                Error,
                format!("the file has more than {most} bytes, which is the most that is read"),
                "leave out what does not belong to the description, or cut it into several files".into(),
            ),
            Problem::EmptySource => {
                ("empty-source", Error, "the source is empty".into(), "check where it was downloaded from".into())
            }
            Problem::PageTooComplex { what, most } => (
                "page-too-complex",
                Error,
                format!("the page has more than {most} {what}"),
                "cut the operation out of the page".into(),
            ),
            Problem::NotAnOperationPage { part, selectors, title } => (
                "not-an-operation-page",
                Error,
                match title.as_str() {
                    "" => format!("the page shows no operation: it has no {part} (looked for {selectors})"),
                    _ => format!("the page shows no operation: it has no {part} (looked for {selectors}) in `{title}`"),
                },
                "name pages that show one HTTP request each".into(),
            ),
            Problem::SeveralOperations { part, selectors, count } => (
                "several-operations",
                Error,
                format!("the page has {count} {part}s (looked for {selectors}), not one"),
                "cut the page into one for each operation".into(),
            ),
            Problem::PagePartMissing { part, selectors, found } => (
                "page-part-missing",
                Error,
                format!("the page has no {part} (looked for {selectors}) in `{found}`"),
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
                "give it with --base-url, or with `base-url` in bindery.toml".into(),
            ),
            Problem::NotAHost { found } => (
                "not-a-host",
                Warning,
                format!("`{found}` is no host; the page has no base URL without it"),
                "give it with --base-url, or with `base-url` in bindery.toml".into(),
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
                format!("the page documents no {part} (looked for {selectors})"),
                "check that the page was downloaded whole".into(),
            ),
            Problem::SameOperation { method, path, other } => (
                "same-operation",
                Error,
                format!("the page describes {method} {path}, and so does {other}"),
                "name only one of the two pages".into(),
            ),
            Problem::SameOperationId { id, other } => (
                "same-operation-id",
                Warning,
                format!("the page has the operation id `{id}`, and so has {other}"),
                "rename one of them, so that their Rust names do not depend on the order of pages".into(),
            ),
            Problem::UnusedFormat { name } => (
                "unused-format",
                Note,
                format!("no operation uses a string or number of the format `{name}`"),
                "the choice changes nothing".into(),
            ),
            Problem::UnknownFormat { name, suggestion } => (
                "unknown-format",
                Warning,
                format!("no operation uses a string or number of the format `{name}`"),
                match suggestion {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => "take the choice out, or look for the format in the source".into(),
                },
            ),
            Problem::UnknownSchema { name, suggestion } => (
                "unknown-schema",
                Error,
                format!("no operation uses a schema of the name `{name}`"),
                match suggestion {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => "`bindery inspect --model api` shows the names of all types".into(),
                },
            ),
            Problem::NothingAt { glob } => (
                "nothing-at",
                Error,
                format!("no operation uses a schema that stands at `{glob}`"),
                "it is a JSON pointer from the root of the document on, in which `*` stands for one step and `**` for any".into(),
            ),
            Problem::ChoiceOfAnotherKind { path, found } => (
                "choice-of-another-kind",
                Warning,
                format!("`{path}` cannot be taken for these values, which are {found}: it is a type for others"),
                "the usual type is taken; choose another type for this place, under `at`".into(),
            ),
            Problem::LimitNotChecked { limit } => (
                "limit-not-checked",
                Note,
                format!("`validate` does not check {limit} of this value: its type knows no such limit"),
                "the server checks it; the documentation says it".into(),
            ),
            Problem::BodyNotChecked => (
                "body-not-checked",
                Note,
                "the limits of this body are not checked: it is no struct or union, and has no function `validate`".into(),
                "check the structs in it by theirs, and the rest before it is sent; the server checks it all".into(),
            ),
            Problem::UnknownCrate { name } => (
                "unknown-crate",
                Error,
                format!("the generated Cargo.toml has no version of the crate `{name}`"),
                match name.as_str() {
                    "crate" => "`crate` is the generated crate itself: put the type into a crate of its own".into(),
                    _ => format!("say it beside the type: {{ type = \"{name}::..\", dependency = \"1\" }}"),
                },
            ),
            Problem::ConfigUnreadable { reason } => (
                "config-unreadable",
                Error,
                format!("the configuration cannot be read: {reason}"),
                "name a TOML file, or none to use the bindery.toml of the current folder if there is one"
                    .into(),
            ),
            Problem::ConfigSyntax { reason } => (
                "config-syntax",
                Error,
                format!("the configuration is not TOML: {reason}"),
                "see https://toml.io for the syntax".into(),
            ),
            Problem::UnknownSetting { key, suggestion } => (
                "unknown-setting",
                Error,
                format!("there is no setting `{key}`"),
                match suggestion {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => format!("the settings are {}", crate::config::setting_names()),
                },
            ),
            Problem::WrongSetting { key, reason, example } => {
                ("wrong-setting", Error, format!("`{key}` {reason}"), format!("for example: {example}"))
            }
        }
    }
}
