//! Parameters of a query, path, header or cookie, in the styles of OpenAPI.
//!
//! A value is turned into JSON first, so that the same few lines serve all types. `null` is left out.

use super::{
    Request,
    json::{self, Encode, Error, Kind, Reader},
    pairs::{brackets, plain},
    request::{encode, encode_except},
};

/// How a parameter is spelled in a query or cookie; here for one named `a`, with the value `["x", "y"]`.
///
/// Swagger 2 has other words: `multi` is `Form` exploded, `csv` is `Form`, `ssv` is `SpaceDelimited`,
/// `tsv` is `TabDelimited`, `pipes` is `PipeDelimited`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a=x,y`, or exploded `a=x&a=y`. The object `{"k": "v"}` is `a=k,v`, or exploded `k=v`.
    Form {
        /// Whether each element has its own pair. Then all delimited styles are the same as this one.
        explode: bool,
    },
    /// `a=x%20y`
    SpaceDelimited,
    /// `a=x%09y`
    TabDelimited,
    /// `a=x%7Cy`
    PipeDelimited,
    /// `a[0]=x&a[1]=y`, and `a[k]=v` for an object, at any depth; the brackets are percent-encoded.
    DeepObject,
    /// JSON text: the parameters that OpenAPI describes by `content`.
    Json,
}

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
        self.query_pairs(name, style, b"", &json::to_string(value));
    }

    /// Like [`Request::query_as`], and leaves `:/?@!$'()*+,;=` as they are, and what is percent-encoded already:
    /// what OpenAPI calls `allowReserved`. `#`, `&`, `[` and `]` would not stay in the value.
    pub fn query_reserved<T: Encode + ?Sized>(&mut self, name: &str, style: Style, value: &T) {
        self.query_pairs(name, style, b":/?@!$'()*+,;=%", &json::to_string(value));
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
        match pairs(name, style, b"", &json::to_string(value)) {
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
        match pairs(name, style, b"", &json::to_string(value)) {
            Ok(pairs) => pairs.iter().for_each(|(name, value)| self.cookie_text(name, value)),
            Err(error) => self.refuse(format!("the cookie `{name}` cannot be spelled: {error}")),
        }
    }

    fn query_pairs(&mut self, name: &str, style: Style, kept: &[u8], json: &str) {
        match pairs(name, style, kept, json) {
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

/// What the styles tell apart. What is inside elements and members is text, or JSON where OpenAPI says nothing.
enum Shape {
    /// `null`, and an empty list or object, which no style can say.
    Nothing,
    One(String),
    List(Vec<String>),
    Members(Vec<(String, String)>),
}

fn shape(json: &str, as_json: bool) -> Result<Shape, Error> {
    let mut from = Reader::new(json);
    match from.peek() {
        Kind::Null => Ok(Shape::Nothing),
        _ if as_json => Ok(Shape::One(json.to_owned())),
        Kind::Array => {
            let mut texts = Vec::new();
            from.begin_array()?;
            while from.next_element()? {
                texts.push(plain(&mut from)?);
            }
            Ok(if texts.is_empty() { Shape::Nothing } else { Shape::List(texts) })
        }
        Kind::Object => {
            let mut members = Vec::new();
            from.begin_object()?;
            while let Some(key) = from.next_key()? {
                members.push((key.into_owned(), plain(&mut from)?));
            }
            Ok(if members.is_empty() { Shape::Nothing } else { Shape::Members(members) })
        }
        _ => plain(&mut from).map(Shape::One),
    }
}

/// The pairs that a parameter adds to a query, encoded.
fn pairs(name: &str, style: Style, kept: &[u8], json: &str) -> Result<Vec<(String, String)>, Error> {
    let text = |text: &str| encoded(text, kept);
    let name_text = encoded(name, b"");
    let delimiter = match style {
        Style::Form { .. } | Style::Json => ",",
        Style::SpaceDelimited => "%20",
        Style::TabDelimited => "%09",
        Style::PipeDelimited => "%7C",
        Style::DeepObject => return deep_object(name, kept, json),
    };
    let explode = style == Style::Form { explode: true };
    Ok(match shape(json, style == Style::Json)? {
        Shape::Nothing => Vec::new(),
        Shape::One(one) => vec![(name_text, text(&one))],
        Shape::List(list) if explode => list.iter().map(|one| (name_text.clone(), text(one))).collect(),
        Shape::List(list) => vec![(name_text, join(list.iter().map(|one| text(one)), delimiter))],
        Shape::Members(members) if explode => {
            members.iter().map(|(key, value)| (encoded(key, b""), text(value))).collect()
        }
        Shape::Members(members) => {
            let texts = members.iter().flat_map(|(key, value)| [text(key), text(value)]);
            vec![(name_text, join(texts, delimiter))]
        }
    })
}

fn deep_object(name: &str, kept: &[u8], json: &str) -> Result<Vec<(String, String)>, Error> {
    let mut from = Reader::new(json);
    let mut pairs = Vec::new();
    if from.peek() != Kind::Null {
        brackets(&mut name.to_owned(), &mut from, &mut pairs)?;
    }
    Ok(pairs.iter().map(|(name, value)| (encoded(name, b""), encoded(value, kept))).collect())
}

/// The text that takes the place of a parameter in a path; the expansions of RFC 6570.
fn path_text(name: &str, style: PathStyle, shape: &Shape) -> String {
    let text = |text: &str| encoded(text, b"");
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

fn encoded(text: &str, kept: &[u8]) -> String {
    let mut out = String::new();
    if kept.is_empty() {
        encode(text, &mut out);
    } else {
        encode_except(text, kept, &mut out);
    }
    out
}
