//! What all operations have in common.

use super::{Error, Request, Response};

/// An operation of the API: the type of its parameters and body turns itself into a request, and reads the answer.
///
/// Nothing here sends anything. The client does, or any HTTP library:
///
/// ```text
/// let request = operation.request().into_http("https://api.example.com")?;
/// let answer = /* carry it */;
/// let value = GetCustomer::response(Response::from_http("GetCustomer", answer))?;
/// ```
pub trait Operation {
    /// What the operation answers.
    type Response;

    /// The request to send.
    fn request(&self) -> Request;

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// When the answer is an error, or not what the documentation says.
    fn response(response: Response) -> Result<Self::Response, Error>;
}
