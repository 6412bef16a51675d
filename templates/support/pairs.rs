//! A JSON text as flat names and values, for forms and queries.

use std::borrow::Cow;

use super::json::{Error, Kind, Reader};

/// How a parameter is spelled in a query or cookie, or a property in a form; here for one named `a`, with the value `["x", "y"]`.
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

/// The text of the value that comes next, where only text can stand: a string without quotes, nothing for
/// `null`, and JSON for all the rest.
///
/// # Errors
///
/// When the text is not JSON, or too deep.
pub(super) fn plain<'a>(from: &mut Reader<'a>) -> Result<Cow<'a, str>, Error> {
    match from.peek() {
        Kind::String => from.string(),
        Kind::Null if from.null() => Ok(Cow::Borrowed("")),
        // A float is written with a fraction, which some take for the wrong type of number where there is none.
        Kind::Number => from.number().map(|text| text.strip_suffix(".0").unwrap_or(text).into()),
        _ => from.raw_text().map(Cow::Borrowed),
    }
}

/// Adds what is in a value, each under the way there: `{"b": [1, 2]}` named `a` is `a[b][0]` and `a[b][1]`.
/// Empty arrays and objects add nothing.
///
/// # Errors
///
/// When the text is not JSON, or too deep.
pub(super) fn brackets(
    name: &mut String,
    from: &mut Reader<'_>,
    pairs: &mut Vec<(String, String)>,
) -> Result<(), Error> {
    let length = name.len();
    match from.peek() {
        Kind::Object => {
            from.begin_object()?;
            while let Some(key) = from.next_key()? {
                name.push_str(&format!("[{key}]"));
                brackets(name, from, pairs)?;
                name.truncate(length);
            }
        }
        Kind::Array => {
            from.begin_array()?;
            let mut index = 0;
            while from.next_element()? {
                name.push_str(&format!("[{index}]"));
                brackets(name, from, pairs)?;
                name.truncate(length);
                index += 1;
            }
        }
        _ => pairs.push((name.clone(), plain(from)?.into_owned())),
    }
    Ok(())
}

/// What the styles tell apart. What is inside elements and members is text, or JSON where OpenAPI says nothing.
pub(super) enum Shape {
    /// `null`, and an empty list or object, which no style can say.
    Nothing,
    One(String),
    List(Vec<String>),
    Members(Vec<(String, String)>),
}

/// What a value is to the styles.
///
/// # Errors
///
/// When the text is not JSON, or too deep.
pub(super) fn shape(json: &str, as_json: bool) -> Result<Shape, Error> {
    let mut from = Reader::new(json);
    match from.peek() {
        Kind::Null => Ok(Shape::Nothing),
        _ if as_json => Ok(Shape::One(json.to_owned())),
        Kind::Array => {
            let mut texts = Vec::new();
            from.begin_array()?;
            while from.next_element()? {
                texts.push(plain(&mut from)?.into_owned());
            }
            Ok(if texts.is_empty() { Shape::Nothing } else { Shape::List(texts) })
        }
        Kind::Object => {
            let mut members = Vec::new();
            from.begin_object()?;
            while let Some(key) = from.next_key()? {
                members.push((key.into_owned(), plain(&mut from)?.into_owned()));
            }
            Ok(if members.is_empty() { Shape::Nothing } else { Shape::Members(members) })
        }
        _ => plain(&mut from).map(|text| Shape::One(text.into_owned())),
    }
}

/// How names and values are escaped where they stand.
#[derive(Clone, Copy)]
pub(super) struct Spelling {
    pub(super) name: fn(&str) -> String,
    pub(super) value: fn(&str) -> String,
}

/// The pairs of a value in a style; what is between the elements of a list is escaped like them, but a comma is not.
///
/// # Errors
///
/// When the text is not JSON, or too deep.
pub(super) fn pairs(
    name: &str,
    style: Style,
    Spelling { name: named, value: text }: Spelling,
    json: &str,
) -> Result<Vec<(String, String)>, Error> {
    let delimiter = match style {
        Style::Form { .. } | Style::Json => ",".to_owned(),
        Style::SpaceDelimited => text(" "),
        Style::TabDelimited => text("\t"),
        Style::PipeDelimited => text("|"),
        Style::DeepObject => {
            let pairs = deep_object(name, json)?;
            return Ok(pairs.iter().map(|(name, value)| (named(name), text(value))).collect());
        }
    };
    let explode = style == Style::Form { explode: true };
    Ok(match shape(json, style == Style::Json)? {
        Shape::Nothing => Vec::new(),
        Shape::One(one) => vec![(named(name), text(&one))],
        Shape::List(list) if explode => list.iter().map(|one| (named(name), text(one))).collect(),
        Shape::List(list) => {
            let texts: Vec<String> = list.iter().map(|one| text(one)).collect();
            vec![(named(name), texts.join(&delimiter))]
        }
        Shape::Members(members) if explode => {
            members.iter().map(|(key, value)| (named(key), text(value))).collect()
        }
        Shape::Members(members) => {
            let texts: Vec<String> =
                members.iter().flat_map(|(key, value)| [text(key), text(value)]).collect();
            vec![(named(name), texts.join(&delimiter))]
        }
    })
}

fn deep_object(name: &str, json: &str) -> Result<Vec<(String, String)>, Error> {
    let mut from = Reader::new(json);
    let mut pairs = Vec::new();
    if from.peek() != Kind::Null {
        brackets(&mut name.to_owned(), &mut from, &mut pairs)?;
    }
    Ok(pairs)
}
