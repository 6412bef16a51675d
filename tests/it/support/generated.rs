//! A client as the generator writes it, by hand: proof that the support code is pleasant to generate against.
//! Each test of calls goes through it.

use std::collections::BTreeMap;

use http::Method;

use super::{
    copied::{
        self as support, Call, ClientBuilder,
        client::Client,
        form, json,
        multipart::{self, File},
        parameters::{PathStyle, Style},
    },
    generated_types::FileLink,
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

json::forward_serde! { serialize: [PostFileLinksRequestMetadata], deserialize: [] }

/// Parameters everywhere, and a server of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GetCallRequest {
    pub(super) account: String,
    pub(super) sid: String,
    pub(super) fields: Option<Vec<String>>,
    pub(super) trace: Option<String>,
    pub(super) session: Option<String>,
}

/// Files, and an answer without content.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PostFilesRequest {
    pub(super) file: File,
    pub(super) mask: Option<File>,
    pub(super) purpose: String,
    pub(super) n: Option<i64>,
}

impl Client {
    pub(super) fn builder() -> ClientBuilder {
        ClientBuilder::new(Some("https://api.stripe.com"))
    }

    pub(super) fn post_file_links(&self, request: &PostFileLinksRequest) -> Call<serde_json::Value> {
        let mut call = support::Request::new("PostFileLinks", Method::POST, "/v1/file_links");
        call.accept("application/json");
        let mut body = json::Writer::new();
        body.begin_object();
        body.field("file", &request.file);
        body.optional("expand", &request.expand);
        body.optional("expires_at", &request.expires_at);
        body.optional("metadata", &request.metadata);
        body.end_object();
        call.form(&body.finish(), form::Style::Brackets);
        self.call(call, support::read::json, support::read::undocumented)
    }

    pub(super) fn get_call(&self, request: &GetCallRequest) -> Call<FileLink> {
        let mut call =
            support::Request::new("GetCall", Method::GET, "/2010-04-01/Accounts/{Account}/Calls/{Sid}.json");
        call.server("http://127.0.0.1:9");
        call.path_as("Account", PathStyle::Simple { explode: false }, &request.account);
        call.path_as("Sid", PathStyle::Simple { explode: false }, &request.sid);
        call.query_as("fields", Style::Form { explode: false }, &request.fields);
        call.header("X-Trace", &request.trace);
        call.cookie_as("session", Style::Form { explode: true }, &request.session);
        call.accept("application/json");
        self.call(call, support::read::json, support::read::undocumented)
    }

    pub(super) fn post_files(&self, request: &PostFilesRequest) -> Call<()> {
        let mut call = support::Request::new("PostFiles", Method::POST, "/v1/files");
        let mut form = multipart::Form::new();
        form.file("file", &request.file);
        form.optional_file("mask", &request.mask);
        form.field("purpose", &request.purpose);
        form.optional("n", &request.n);
        call.multipart(form);
        self.call(call, support::read::nothing, support::read::undocumented)
    }
}
