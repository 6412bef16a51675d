//! The same client as one writes it by hand, with serde's derive and reqwest.

use std::collections::BTreeMap;

use bytes::Bytes;
use reqwest::{Request, RequestBuilder};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A charge.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Charge {
    id: String,
    amount: i64,
    currency: String,
    paid: bool,
    status: Status,
    billing_details: Details,
    metadata: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refunds: Option<Vec<Refund>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate: Option<f64>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Succeeded,
    Pending,
    Failed,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Details {
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Refund {
    id: String,
    amount: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// Many charges.
#[derive(Clone, Debug, Deserialize)]
#[expect(dead_code, reason = "they are only read")]
pub(crate) struct Charges {
    data: Vec<Charge>,
    has_more: bool,
}

/// What a charge is made of.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NewCharge {
    pub(crate) amount: i64,
    pub(crate) currency: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) description: &'static str,
    pub(crate) receipt_email: &'static str,
    pub(crate) capture: bool,
}

/// What went wrong.
#[derive(Debug)]
#[expect(dead_code, reason = "it is only shown")]
pub(crate) enum Error {
    /// No answer came.
    Transport(reqwest::Error),
    /// It is not what it should be.
    Decode(serde_json::Error),
    /// It says that something went wrong.
    Status(http::StatusCode, Bytes),
}

/// The client.
pub(crate) struct Client {
    http: reqwest::Client,
    base: String,
    token: String,
}

impl Client {
    pub(crate) fn new(base: &str, token: &str) -> Self {
        Self { http: reqwest::Client::new(), base: base.to_owned(), token: token.to_owned() }
    }

    pub(crate) fn get_charge(&self, id: &str, expand: &str) -> RequestBuilder {
        let url = format!("{}/charges/{id}?expand={expand}", self.base);
        self.http.get(url).bearer_auth(&self.token)
    }

    pub(crate) fn list_charges(&self, limit: i64, customer: &str) -> RequestBuilder {
        let url = format!("{}/charges?limit={limit}&customer={customer}", self.base);
        self.http.get(url).bearer_auth(&self.token)
    }

    pub(crate) fn create_charge(&self, charge: &NewCharge) -> RequestBuilder {
        self.http.post(format!("{}/charges", self.base)).bearer_auth(&self.token).form(charge)
    }

    pub(crate) fn create_charge_of_json(&self, charge: &Charge) -> RequestBuilder {
        self.http.post(format!("{}/charges/json", self.base)).bearer_auth(&self.token).json(charge)
    }
}

/// Sends a request, and reads the answer.
pub(crate) async fn send<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Error> {
    let answer = request.send().await.map_err(Error::Transport)?;
    let status = answer.status();
    let body = answer.bytes().await.map_err(Error::Transport)?;
    read(status, body)
}

/// Reads an answer.
pub(crate) fn read<T: DeserializeOwned>(status: http::StatusCode, body: Bytes) -> Result<T, Error> {
    if !status.is_success() {
        return Err(Error::Status(status, body));
    }
    serde_json::from_slice(&body).map_err(Error::Decode)
}

/// Builds a request, and does not send it.
pub(crate) fn build(request: RequestBuilder) -> Request {
    request.build().expect("it can be sent")
}
