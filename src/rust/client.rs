//! The client: how it begins, and its methods.

use super::Ident;

/// How a client begins.
#[derive(Clone, Debug)]
pub struct Builder {
    /// Its documentation.
    pub docs: Vec<String>,
    /// The base URL, where the source gives one, with the variables of `variables` in braces: `https://api.stripe.com`.
    pub base_url: Option<String>,
    /// What operations ask for unless they say otherwise, where that is anything.
    pub security: Option<Security>,
    /// How the variables of the base URL are set.
    pub variables: Vec<VariableSetter>,
    /// How credentials are given.
    pub credentials: Vec<CredentialSetter>,
    /// Whether there are any of either.
    pub setters: bool,
}

/// What an operation asks of who calls it: `&[&["apiKey", "appKey"], &["bearer"]]`.
#[derive(Clone, Debug)]
pub struct Security {
    /// The names of schemes: each list is enough.
    pub alternatives: Vec<Vec<String>>,
}

/// A function of the builder that sets a variable of a server's URL: `pub fn region(self, ..) -> Self`.
#[derive(Clone, Debug)]
pub struct VariableSetter {
    /// Its name: `region`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// What stands in the braces.
    pub name: String,
    /// What it is where it is not set.
    pub default: Option<String>,
}

/// A function of the builder that takes a credential: `pub fn api_key(self, key: impl AsRef<str>) -> Self`.
#[derive(Clone, Debug)]
pub struct CredentialSetter {
    /// Its name: `api_key`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Whether its author advises against it.
    pub deprecated: bool,
    /// What operations call the scheme: `ApiKey`.
    pub scheme: String,
    /// Where a token is asked for, where it takes what is given for that: `https://example.com/oauth2/token`.
    pub token_url: Option<String>,
    /// The function of `support::Credential` that makes it: `header`.
    pub make: String,
    /// What that function takes first: `X-Api-Key`.
    pub name: Option<String>,
    /// What it takes: `key: impl AsRef<str>`.
    pub arguments: Vec<String>,
    /// The same, as values: `key`.
    pub values: Vec<String>,
}

/// The methods of the client that one module holds.
#[derive(Clone, Debug)]
pub struct Methods {
    /// One an operation.
    pub methods: Vec<Method>,
}

/// The method of an operation: `pub fn post_file_links(&self, request: &PostFileLinksRequest) -> Call<FileLink>`.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its name: `post_file_links`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Whether its author advises against it.
    pub deprecated: bool,
    /// The operation's name, for errors: `PostFileLinks`.
    pub operation: String,
    /// Whether it stands beside the method that has this name: it sends or asks for another media type.
    pub beside: bool,
    /// The method: `POST`.
    pub method: String,
    /// Whether `http::Method` has no constant of this name.
    pub extension: bool,
    /// The path, its parameters in braces: `/v1/customers/{customer}`.
    pub path: String,
    /// What it takes: `request: &PostFileLinksRequest`.
    pub argument: Option<Argument>,
    /// Whether anything is added to the method and the path.
    pub changes: bool,
    /// Where it is served, where that differs from the client's base URL.
    pub server: Option<String>,
    /// What it asks of who calls it, where that is not what most operations ask.
    pub security: Option<Security>,
    /// What goes into the path, the query, the headers and the cookies.
    pub parameters: Vec<Parameter>,
    /// The media types that it asks for: `application/json`.
    pub accept: Option<String>,
    /// What it sends.
    pub body: Option<Body>,
    /// What it answers with: `FileLink`.
    pub answer: String,
    /// Whether the answer is read while it comes in.
    pub streams: bool,
    /// The function that reads the answer: `support::read::json`.
    pub read: String,
    /// What errors say, where the documentation describes it: `Problem`.
    pub error: Option<String>,
    /// The function that reads that: `support::read::json`.
    pub read_error: String,
    /// The method beside it that gives the items of all pages, where it answers by pages.
    pub items: Option<Items>,
}

/// A method that gives the items of all pages: `pub fn list_pets_items(&self, request: &ListPetsRequest) -> Items<Pet>`.
#[derive(Clone, Debug)]
pub struct Items {
    /// Its name: `list_pets_items`.
    pub ident: Ident,
    /// Its documentation.
    pub docs: Vec<String>,
    /// The type of an item: `Pet`.
    pub ty: String,
    /// How the pages hang together: `support::paging::Rule { items: &["data"], .. }`, which can be a constant.
    pub rule: String,
}

/// What a method takes: `request: &PostFileLinksRequest`.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name: `request`.
    pub ident: String,
    /// Its type: `&PostFileLinksRequest`.
    pub ty: String,
    /// The type of a value that it can be made of: `PostFileLinksRequest`.
    pub owned: String,
    /// Whether the body is sent whole as it, and there is nothing else to send.
    pub whole: bool,
    /// Whether it is an `Option` of such a value.
    pub optional: bool,
}

/// A parameter that is put into a request: `call.query("limit", Style::Form { explode: true }, &request.limit)`.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it goes, the name of the function: `query`.
    pub place: String,
    /// Its name as sent: `StartTime<`.
    pub wire: String,
    /// How it is spelled, where there is a choice: `support::parameters::Style::Form { explode: true }`.
    pub style: Option<String>,
    /// The field of the request: `start_time_lt`.
    pub ident: Ident,
}

/// A body that is put into a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// The function that takes it: `body`, `form`, `form_of` or `multipart`.
    pub place: String,
    /// Its media type, where the function does not know it: `application/json`.
    pub media: Option<String>,
    /// What that function takes: `json::to_string(request)`.
    pub content: String,
    /// The field that holds it whole.
    pub whole: Option<Ident>,
    /// The `Option` that it is in where nothing may be sent: `&request.body`.
    pub optional: Option<String>,
    /// Whether nothing is sent where it has no members.
    pub unless_empty: bool,
    /// Whether `body` is first made a JSON object of the members.
    pub object: bool,
    /// Whether `form` is first made a form of the members, some of which may be files.
    pub parts: bool,
    /// The members of a urlencoded form that are spelled otherwise than the others, for which `properties` is made.
    pub properties: Vec<Property>,
    /// What is said of the parts of `form` before there are any.
    pub encodings: Vec<Encoding>,
    /// The fields of the request that are sent in the body, where it is not sent whole.
    pub members: Vec<Member>,
    /// The field whose entries are members too.
    pub additional: Option<Ident>,
}

/// A member of a urlencoded form: `form::Property { name: "tags", style: .., reserved: false }`.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name as sent: `tags`.
    pub wire: String,
    /// How it is spelled: `support::parameters::Style::Form { explode: false }`.
    pub style: String,
    /// Whether characters that have a meaning in URLs stay as they are.
    pub reserved: bool,
}

/// What is said of the parts of a name: `form.encoding("offer", multipart::Encoding::Media("application/sdp"))`.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// The name as sent: `offer`.
    pub wire: String,
    /// The variant of `support::multipart::Encoding`: `Media`.
    pub kind: String,
    /// The texts that it has: `application/sdp`.
    pub texts: Vec<String>,
    /// The style that it has instead: `support::parameters::Style::Form { explode: false }`.
    pub style: Option<String>,
}

/// A field of a request that is a member of its body.
#[derive(Clone, Debug)]
pub struct Member {
    /// The function that writes it: `field`, or `optional`, which leaves nothing out but `None`.
    pub write: String,
    /// Its name as sent: `expires_at`.
    pub wire: String,
    /// The field: `expires_at`.
    pub ident: Ident,
}
