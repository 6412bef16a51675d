//! Parameters of a query, path, header or cookie, in the styles of OpenAPI.
//!
//! A value is turned into JSON first, so that the same few lines serve all types. `null` is left out.

use super::{
    Request,
    json::{self, Encode},
    pairs::{Shape, Spelling, pairs, shape},
    request::{encode, encode_except},
};

pub use super::pairs::Style;

/// As a URL says it.
const ENCODED: Spelling = Spelling { name: encoded, value: encoded };

/// As a URL says it, and what has a meaning there stays as it is.
const RESERVED: Spelling = Spelling { name: encoded, value: reserved };

/// How a parameter is spelled in a path; here for one named `a`, with the value `["x", "y"]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStyle {
    /// `x,y`; the object `{"k": "v"}` is `k,v`, or exploded `k=v`.
    Simple {
        /// Whether members are spelled `k=v`.
        explode: bool,
    },
    /// `.x,y`, or exploded `.x.y`
    Label {
        /// Whether each element has its own dot.
        explode: bool,
    },
    /// `;a=x,y`, or exploded `;a=x;a=y`
    Matrix {
        /// Whether each element has its own name.
        explode: bool,
    },
    /// JSON text.
    Json,
}

impl Request {
    /// Adds a parameter to the query in the usual style, `ids=3&ids=4`: `request.query("limit", &self.limit)`.
    pub fn query<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        self.query_as(name, Style::Form { explode: true }, value);
    }

    /// Adds a parameter to the query: `request.query_as("ids", Style::Form { explode: false }, &self.ids)`.
    pub fn query_as<T: Encode + ?Sized>(&mut self, name: &str, style: Style, value: &T) {
        self.query_pairs(name, style, ENCODED, &json::to_string(value));
    }

    /// Like [`Request::query_as`], and leaves `:/?@!$'()*+,;=` as they are, and what is percent-encoded already:
    /// what OpenAPI calls `allowReserved`. `#`, `&`, `[` and `]` would not stay in the value.
    pub fn query_reserved<T: Encode + ?Sized>(&mut self, name: &str, style: Style, value: &T) {
        self.query_pairs(name, style, RESERVED, &json::to_string(value));
    }

    /// Fills a parameter of the path in the usual style, `3,4`: `request.path("id", &self.id)`.
    pub fn path<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        self.path_as(name, PathStyle::Simple { explode: false }, value);
    }

    /// Fills a parameter of the path: `request.path_as("id", PathStyle::Label { explode: false }, &self.id)`.
    pub fn path_as<T: Encode + ?Sized>(&mut self, name: &str, style: PathStyle, value: &T) {
        match shape(&json::to_string(value), style == PathStyle::Json) {
            Ok(shape) => self.path_text(name, &path_text(name, style, &shape)),
            Err(error) => self.refuse(format!("the path parameter `{name}` cannot be spelled: {error}")),
        }
    }

    /// Sets a header: `request.header("X-Thing", &self.thing)`. Lists are `x,y`, objects `k,v`.
    pub fn header<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        self.header_joined(name, ",", &json::to_string(value));
    }

    /// Like [`Request::header`], and objects are `k=v`.
    pub fn header_exploded<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        self.header_joined(name, "=", &json::to_string(value));
    }

    /// Like [`Request::header`], and the value is JSON text.
    pub fn header_json<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        match json::to_string(value) {
            null if null == "null" => {}
            text => self.header_text(name, &text),
        }
    }

    /// Adds a value that is all of the query: `request.query_whole("q", Style::Json, &self.q)`. Its name is not sent.
    pub fn query_whole<T: Encode + ?Sized>(&mut self, name: &str, style: Style, value: &T) {
        match pairs(name, style, ENCODED, &json::to_string(value)) {
            Ok(pairs) => pairs.iter().for_each(|(_, value)| self.query_literal(value)),
            Err(error) => self.refuse(format!("the query `{name}` cannot be spelled: {error}")),
        }
    }

    /// Adds a cookie in the usual style: `request.cookie("session", &self.session)`.
    pub fn cookie<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        self.cookie_as(name, Style::Form { explode: true }, value);
    }

    /// Adds a cookie: `request.cookie_as("ids", Style::Form { explode: false }, &self.ids)`.
    pub fn cookie_as<T: Encode + ?Sized>(&mut self, name: &str, style: Style, value: &T) {
        match pairs(name, style, ENCODED, &json::to_string(value)) {
            Ok(pairs) => pairs.iter().for_each(|(name, value)| self.cookie_text(name, value)),
            Err(error) => self.refuse(format!("the cookie `{name}` cannot be spelled: {error}")),
        }
    }

    fn query_pairs(&mut self, name: &str, style: Style, spelling: Spelling, json: &str) {
        match pairs(name, style, spelling, json) {
            Ok(pairs) => pairs.iter().for_each(|(name, value)| self.query_text(name, value)),
            Err(error) => self.refuse(format!("the query parameter `{name}` cannot be spelled: {error}")),
        }
    }

    fn header_joined(&mut self, name: &str, equals: &str, json: &str) {
        match shape(json, false) {
            Ok(Shape::Nothing) => {}
            Ok(Shape::One(text)) => self.header_text(name, &text),
            Ok(Shape::List(texts)) => self.header_text(name, &texts.join(",")),
            Ok(Shape::Members(members)) => {
                let members = members.iter().map(|(key, value)| format!("{key}{equals}{value}"));
                self.header_text(name, &members.collect::<Vec<_>>().join(","));
            }
            Err(error) => self.refuse(format!("the header `{name}` cannot be spelled: {error}")),
        }
    }
}

/// The text that takes the place of a parameter in a path; the expansions of RFC 6570.
fn path_text(name: &str, style: PathStyle, shape: &Shape) -> String {
    let text = encoded;
    if let (PathStyle::Simple { .. }, Shape::One(one)) = (style, shape) {
        return text(one);
    }
    let name = text(name);
    let (first, explode, delimiter) = match style {
        PathStyle::Simple { explode } => ("", explode, ","),
        PathStyle::Label { explode } => (".", explode, if explode { "." } else { "," }),
        PathStyle::Matrix { explode } => (";", explode, if explode { ";" } else { "," }),
        PathStyle::Json => ("", false, ","),
    };
    let matrix = matches!(style, PathStyle::Matrix { .. });
    let named = |value: String| match (matrix, value.as_str()) {
        (false, _) => value,
        (true, "") => name.clone(),
        (true, value) => format!("{name}={value}"),
    };
    let rest = match shape {
        Shape::Nothing => return String::new(),
        Shape::One(one) => named(text(one)),
        Shape::List(list) if explode => join(list.iter().map(|one| named(text(one))), delimiter),
        Shape::List(list) => named(join(list.iter().map(|one| text(one)), delimiter)),
        Shape::Members(members) if explode => {
            join(members.iter().map(|(key, value)| format!("{}={}", text(key), text(value))), delimiter)
        }
        Shape::Members(members) => {
            named(join(members.iter().flat_map(|(key, value)| [text(key), text(value)]), delimiter))
        }
    };
    format!("{first}{rest}")
}

fn join(texts: impl Iterator<Item = String>, delimiter: &str) -> String {
    texts.collect::<Vec<_>>().join(delimiter)
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    encode(text, &mut out);
    out
}

fn reserved(text: &str) -> String {
    let mut out = String::new();
    encode_except(text, b":/?@!$'()*+,;=%", &mut out);
    out
}
