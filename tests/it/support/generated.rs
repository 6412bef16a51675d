//! A client as the generator writes it, by hand: proof that the support code is pleasant to generate against.
//! Each test of calls goes through it.

use std::collections::BTreeMap;

use http::Method;

use super::copied::{
    self as support, Call, ClientBuilder,
    client::Client,
    form, json,
    multipart::{self, File},
    parameters::{PathStyle, Style},
};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct PostFileLinksRequest {
    pub(super) file: String,
    pub(super) expand: Option<Vec<String>>,
    pub(super) expires_at: Option<i64>,
    pub(super) metadata: Option<PostFileLinksRequestMetadata>,
}

impl PostFileLinksRequest {
    pub(super) fn new(file: impl Into<String>) -> Self {
        Self { file: file.into(), expand: None, expires_at: None, metadata: None }
    }

    pub(super) fn expires_at(mut self, expires_at: i64) -> Self {
        self.expires_at = Some(expires_at);
        self
    }

    pub(super) fn expand(mut self, expand: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.expand = Some(expand.into_iter().map(Into::into).collect());
        self
    }

    pub(super) fn metadata(mut self, metadata: impl Into<PostFileLinksRequestMetadata>) -> Self {
        self.metadata = Some(metadata.into());
        self
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum PostFileLinksRequestMetadata {
    Map(BTreeMap<String, String>),
    Empty,
}

impl<K: Into<String>, V: Into<String>, const N: usize> From<[(K, V); N]> for PostFileLinksRequestMetadata {
    fn from(entries: [(K, V); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}

impl json::Encode for PostFileLinksRequestMetadata {
    fn encode(&self, out: &mut json::Writer) {
        match self {
            Self::Map(value) => value.encode(out),
            Self::Empty => "".encode(out),
        }
    }
}

impl support::Operation for PostFileLinksRequest {
    type Response = serde_json::Value;

    fn request(&self) -> support::Request {
        let mut request = support::Request::new("PostFileLinks", Method::POST, "/v1/file_links");
        request.accept("application/json");
        let mut body = json::Writer::new();
        body.begin_object();
        body.field("file", &self.file);
        body.optional("expand", &self.expand);
        body.optional("expires_at", &self.expires_at);
        body.optional("metadata", &self.metadata);
        body.end_object();
        request.form(&body.finish(), form::Style::Brackets);
        request
    }

    fn response(response: support::Response) -> Result<Self::Response, support::Error> {
        match response.status() {
            200..=299 => response.json(),
            _ => Err(response.into_error()),
        }
    }
}

/// An object with fixed members, optional ones, and any others.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FileLink {
    pub(super) id: String,
    pub(super) file: FileOrId,
    pub(super) expires_at: Option<i64>,
    pub(super) status: Status,
    pub(super) owner: Option<Owner>,
    pub(super) additional: BTreeMap<String, serde_json::Value>,
}

impl json::Encode for FileLink {
    fn encode(&self, out: &mut json::Writer) {
        out.begin_object();
        out.field("id", &self.id);
        out.field("file", &self.file);
        out.optional("expires_at", &self.expires_at);
        out.field("status", &self.status);
        out.optional("owner", &self.owner);
        out.members(&self.additional);
        out.end_object();
    }
}

impl json::Decode for FileLink {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        let mut id = None;
        let mut file = None;
        let mut expires_at = None;
        let mut status = None;
        let mut owner = None;
        let mut additional = BTreeMap::new();
        let object = from.begin_object()?;
        while let Some(key) = from.next_key()? {
            match &*key {
                "id" => id = Some(from.value()?),
                "file" => file = Some(from.value()?),
                "expires_at" => expires_at = from.value()?,
                "status" => status = Some(from.value()?),
                "owner" => owner = from.value()?,
                _ => drop(additional.insert(key.into_owned(), from.raw_value()?)),
            }
        }
        Ok(Self {
            id: from.required(object, "id", id)?,
            file: from.required(object, "file", file)?,
            expires_at,
            status: from.required(object, "status", status)?,
            owner,
            additional,
        })
    }
}

/// A union that its kind decides, and then a trial.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FileOrId {
    Id(String),
    File(FileObject),
    Unknown(serde_json::Value),
}

impl json::Encode for FileOrId {
    fn encode(&self, out: &mut json::Writer) {
        match self {
            Self::Id(value) => value.encode(out),
            Self::File(value) => value.encode(out),
            Self::Unknown(value) => value.encode(out),
        }
    }
}

impl json::Decode for FileOrId {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        if from.peek() == json::Kind::String {
            return from.value().map(Self::Id);
        }
        if let Some(value) = from.attempt() {
            return Ok(Self::File(value));
        }
        from.raw_value().map(Self::Unknown)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct FileObject {
    pub(super) size: u64,
}

impl json::Encode for FileObject {
    fn encode(&self, out: &mut json::Writer) {
        out.begin_object();
        out.field("size", &self.size);
        out.end_object();
    }
}

impl json::Decode for FileObject {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        let mut size = None;
        let object = from.begin_object()?;
        while let Some(key) = from.next_key()? {
            match &*key {
                "size" => size = Some(from.value()?),
                _ => from.skip()?,
            }
        }
        Ok(Self { size: from.required(object, "size", size)? })
    }
}

/// An open enum: what is unknown is kept.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Status {
    Active,
    Expired,
    Unknown(Box<str>),
}

impl json::Encode for Status {
    fn encode(&self, out: &mut json::Writer) {
        out.string(match self {
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Unknown(text) => text,
        });
    }
}

impl json::Decode for Status {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        let text = from.string()?;
        Ok(match &*text {
            "active" => Self::Active,
            "expired" => Self::Expired,
            _ => Self::Unknown(text.into_owned().into()),
        })
    }
}

/// A closed enum.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Level {
    Low,
    High,
}

impl json::Encode for Level {
    fn encode(&self, out: &mut json::Writer) {
        out.string(match self {
            Self::Low => "low",
            Self::High => "high",
        });
    }
}

impl json::Decode for Level {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        match &*from.string()? {
            "low" => Ok(Self::Low),
            "high" => Ok(Self::High),
            _ => Err(from.unexpected("one of \"low\", \"high\"")),
        }
    }
}

/// A union that a tag decides, or else its required members.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Owner {
    Person(Person),
    Level(BTreeMap<String, Level>),
}

impl json::Encode for Owner {
    fn encode(&self, out: &mut json::Writer) {
        match self {
            Self::Person(value) => value.encode(out),
            Self::Level(value) => value.encode(out),
        }
    }
}

impl json::Decode for Owner {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        match from.tag("object")?.as_deref() {
            Some("person") => return from.value().map(Self::Person),
            Some(_) => return Err(from.unexpected("an object whose `object` is \"person\"")),
            None => {}
        }
        if from.has_members(&["low", "high"])? {
            return from.value().map(Self::Level);
        }
        Err(from.unexpected("a person, or an object with `low` and `high`"))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Person {
    pub(super) name: Option<String>,
    pub(super) parent: Option<Box<Person>>,
}

impl json::Encode for Person {
    fn encode(&self, out: &mut json::Writer) {
        out.begin_object();
        out.field("object", "person");
        out.optional("name", &self.name);
        out.optional("parent", &self.parent);
        out.end_object();
    }
}

impl json::Decode for Person {
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        let mut name = None;
        let mut parent = None;
        from.begin_object()?;
        while let Some(key) = from.next_key()? {
            match &*key {
                "name" => name = from.value()?,
                "parent" => parent = from.value()?,
                _ => from.skip()?,
            }
        }
        Ok(Self { name, parent })
    }
}

json::forward_serde! {
    serialize: [FileLink, FileOrId, FileObject, Status, Level, Owner, Person, PostFileLinksRequestMetadata],
    deserialize: [FileLink, FileOrId, FileObject, Status, Level, Owner, Person],
}

/// Parameters everywhere, and a server of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GetCallRequest {
    pub(super) account: String,
    pub(super) sid: String,
    pub(super) fields: Option<Vec<String>>,
    pub(super) trace: Option<String>,
    pub(super) session: Option<String>,
}

impl support::Operation for GetCallRequest {
    type Response = FileLink;

    fn request(&self) -> support::Request {
        let mut request =
            support::Request::new("GetCall", Method::GET, "/2010-04-01/Accounts/{Account}/Calls/{Sid}.json");
        request.server("http://127.0.0.1:9");
        request.path("Account", PathStyle::Simple { explode: false }, &self.account);
        request.path("Sid", PathStyle::Simple { explode: false }, &self.sid);
        request.query("fields", Style::Form { explode: false }, &self.fields);
        request.header("X-Trace", &self.trace);
        request.cookie("session", Style::Form { explode: true }, &self.session);
        request.accept("application/json");
        request
    }

    fn response(response: support::Response) -> Result<Self::Response, support::Error> {
        match response.status() {
            200 => response.json(),
            _ => Err(response.into_error()),
        }
    }
}

/// Files, and an answer without content.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PostFilesRequest {
    pub(super) file: File,
    pub(super) mask: Option<File>,
    pub(super) purpose: String,
    pub(super) n: Option<i64>,
}

impl support::Operation for PostFilesRequest {
    type Response = ();

    fn request(&self) -> support::Request {
        let mut request = support::Request::new("PostFiles", Method::POST, "/v1/files");
        let mut form = multipart::Form::new();
        form.file("file", &self.file);
        form.optional_file("mask", &self.mask);
        form.field("purpose", &self.purpose);
        form.optional("n", &self.n);
        request.multipart(form);
        request
    }

    fn response(response: support::Response) -> Result<Self::Response, support::Error> {
        match response.status() {
            200..=299 => response.empty(),
            _ => Err(response.into_error()),
        }
    }
}

impl Client {
    pub(super) fn builder() -> ClientBuilder {
        ClientBuilder::new(Some("https://api.stripe.com"))
    }

    pub(super) fn post_file_links(&self, request: &PostFileLinksRequest) -> Call<serde_json::Value> {
        self.call(request)
    }

    pub(super) fn get_call(&self, request: &GetCallRequest) -> Call<FileLink> {
        self.call(request)
    }

    pub(super) fn post_files(&self, request: &PostFilesRequest) -> Call<()> {
        self.call(request)
    }
}
