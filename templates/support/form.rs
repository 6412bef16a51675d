//! Bodies of the media type `application/x-www-form-urlencoded`, as the URL standard of the WHATWG spells them.

use super::{
    Request,
    json::{Error, Kind, Reader},
    pairs::{self, Spelling, brackets, plain},
    request::{NO_MEMBERS, form_text},
};

/// How lists and objects are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a[b]=c`, `a[0]=x`, at any depth.
    Brackets,
    /// `a=x&a=y`; an object is JSON text.
    Repeat,
}

/// A property whose author says how it is spelled, which is not how the others are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// How it is spelled: `support::parameters::Style::Form { explode: false }` for `tags=a,b`.
    pub style: pairs::Style,
    /// Whether `:/?#[]@!$'()*,=` stay as they are. OpenAPI has `&`, `+` and `;` stay too, which forms have a use for.
    pub reserved: bool,
}

/// As a form says it.
const ESCAPED: Spelling = Spelling { name: escaped, value: escaped };

/// As a form says it, and what has a meaning in URLs stays as it is.
const RESERVED: Spelling = Spelling { name: escaped, value: reserved };

impl Request {
    /// Puts in a form: `request.form(&out.finish(), Style::Brackets)`.
    pub fn form(&mut self, json: &str, style: Style) {
        self.form_of(json, style, &[]);
    }

    /// Puts in a form like [`Request::form`], some of whose properties are spelled otherwise than the others.
    pub fn form_of(&mut self, json: &str, style: Style, properties: &[Property]) {
        match encode_of(json, style, properties) {
            Ok(form) => self.body("application/x-www-form-urlencoded", form),
            Err(error) => self.refuse(format!("its body cannot be a form: {error}")),
        }
    }

    /// Puts in a form like [`Request::form`], unless nothing is in it.
    pub fn optional_form(&mut self, json: &str, style: Style) {
        self.optional_form_of(json, style, &[]);
    }

    /// Puts in a form like [`Request::form_of`], unless nothing is in it.
    pub fn optional_form_of(&mut self, json: &str, style: Style, properties: &[Property]) {
        self.form_of(json, style, properties);
        self.leave_out_body(json == NO_MEMBERS);
    }
}

/// The form that holds the members of a JSON object: `{"a": {"b": "c d"}}` is `a%5Bb%5D=c+d`.
///
/// `null` is an empty value. Empty lists and objects are left out, for a form cannot say them.
///
/// # Errors
///
/// When the text is not a JSON object, or too deep.
pub fn encode(json: &str, style: Style) -> Result<String, Error> {
    encode_of(json, style, &[])
}

/// The form of [`encode`], some of whose properties are spelled otherwise than the others.
///
/// # Errors
///
/// When the text is not a JSON object, or too deep.
pub fn encode_of(json: &str, style: Style, properties: &[Property]) -> Result<String, Error> {
    let mut from = Reader::new(json);
    let mut form = String::new();
    from.begin_object()?;
    while let Some(key) = from.next_key()? {
        let property = properties.iter().find(|property| property.name == key);
        // A style would leave out what a form can set to nothing.
        if let Some(Property { style, reserved, .. }) = property.filter(|_| from.peek() != Kind::Null) {
            let spelling = if *reserved { RESERVED } else { ESCAPED };
            for (name, value) in pairs::pairs(&key, *style, spelling, from.raw_text()?)? {
                push(&name, &value, &mut form);
            }
            continue;
        }
        let mut pairs = Vec::new();
        match (style, from.peek()) {
            (Style::Brackets, Kind::Array | Kind::Object) => {
                brackets(&mut key.into_owned(), &mut from, &mut pairs)?;
            }
            (Style::Repeat, Kind::Array) => repeat(&key, &mut from, &mut pairs)?,
            (Style::Brackets | Style::Repeat, _) => {
                push(&escaped(&key), &escaped(&plain(&mut from)?), &mut form);
            }
        }
        pairs.iter().for_each(|(name, value)| push(&escaped(name), &escaped(value), &mut form));
    }
    from.end()?;
    Ok(form)
}

fn repeat(name: &str, from: &mut Reader<'_>, pairs: &mut Vec<(String, String)>) -> Result<(), Error> {
    from.begin_array()?;
    while from.next_element()? {
        pairs.push((name.to_owned(), plain(from)?.into_owned()));
    }
    Ok(())
}

fn push(name: &str, value: &str, form: &mut String) {
    if !form.is_empty() {
        form.push('&');
    }
    form.push_str(name);
    form.push('=');
    form.push_str(value);
}

fn escaped(text: &str) -> String {
    form_text(text, b"")
}

fn reserved(text: &str) -> String {
    form_text(text, b":/?#[]@!$'(),=")
}
