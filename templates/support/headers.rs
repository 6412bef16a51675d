//! Headers of answers as values of types, spelled in the simple style of OpenAPI: `X-Left: 10`, `X-Ids: 3,4`.

use super::{
    Response,
    json::{self, Decode},
};

/// A header that is text.
///
/// # Errors
///
/// Never: a header that is no text is as good as none.
pub fn text(response: &Response, name: &str) -> Result<Option<String>, json::Error> {
    Ok(value(response, name))
}

/// A header whose text stands for a text of JSON: an enum, a date.
///
/// # Errors
///
/// When it is none of the type.
pub fn quoted<T: Decode>(response: &Response, name: &str) -> Result<Option<T>, json::Error> {
    read(response, name, json::to_string::<str>)
}

/// A header that is a number or a boolean.
///
/// # Errors
///
/// When it is none of the type.
pub fn plain<T: Decode>(response: &Response, name: &str) -> Result<Option<T>, json::Error> {
    read(response, name, str::to_owned)
}

/// A header that is a list of texts.
///
/// # Errors
///
/// When one is none of the type.
pub fn quoted_list<T: Decode>(response: &Response, name: &str) -> Result<Option<T>, json::Error> {
    read(response, name, |text| list(text, json::to_string::<str>))
}

/// A header that is a list of numbers or booleans.
///
/// # Errors
///
/// When one is none of the type.
pub fn plain_list<T: Decode>(response: &Response, name: &str) -> Result<Option<T>, json::Error> {
    read(response, name, |text| list(text, str::to_owned))
}

/// The value of a header; of one that comes several times all of them, as a list (RFC 9110, section 5.3).
fn value(response: &Response, name: &str) -> Option<String> {
    let values = response.headers().get_all(name).iter();
    let texts: Vec<&str> = values.filter_map(|value| value.to_str().ok()).map(str::trim).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

fn read<T: Decode>(
    response: &Response,
    name: &str,
    json: impl Fn(&str) -> String,
) -> Result<Option<T>, json::Error> {
    let Some(text) = value(response, name) else { return Ok(None) };
    match json::from_str(&json(&text)) {
        Ok(value) => Ok(Some(value)),
        Err(error) => {
            Err(json::Error::new(format!("the header {name}"), error.expected(), format!("`{text}`")))
        }
    }
}

fn list(text: &str, json: impl Fn(&str) -> String) -> String {
    let items: Vec<String> =
        text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(json).collect();
    format!("[{}]", items.join(","))
}
