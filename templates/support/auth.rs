//! Credentials for all requests: for APIs whose documentation does not say which are needed.

use http::header::AUTHORIZATION;

use super::{
    ClientBuilder,
    credential::{basic, bearer},
};

impl ClientBuilder {
    /// Sends a token or key with all requests, as `Authorization: Bearer`.
    pub fn bearer_auth(self, token: impl AsRef<str>) -> Self {
        self.header(AUTHORIZATION.as_str(), bearer(token.as_ref()))
    }

    /// Sends a user name and password with all requests, as `Authorization: Basic`.
    pub fn basic_auth(self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        self.header(AUTHORIZATION.as_str(), basic(user.as_ref(), password.as_ref()))
    }
}
