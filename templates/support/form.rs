//! Bodies of the media type `application/x-www-form-urlencoded`, as the URL standard of the WHATWG spells them.

use super::{
    Request,
    json::{Error, Kind, Reader},
    pairs::{brackets, plain},
    request::NO_MEMBERS,
};

/// How lists and objects are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a[b]=c`, `a[0]=x`, at any depth.
    Brackets,
    /// `a=x&a=y`; an object is JSON text.
    Repeat,
}

impl Request {
    /// Puts in a form: `request.form(&out.finish(), Style::Brackets)`.
    pub fn form(&mut self, json: &str, style: Style) {
        match encode(json, style) {
            Ok(form) => self.body("application/x-www-form-urlencoded", form),
            Err(error) => self.refuse(format!("its body cannot be a form: {error}")),
        }
    }

    /// Puts in a form like [`Request::form`], unless nothing is in it.
    pub fn optional_form(&mut self, json: &str, style: Style) {
        self.form(json, style);
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
    let mut from = Reader::new(json);
    let mut pairs = Vec::new();
    from.begin_object()?;
    while let Some(key) = from.next_key()? {
        match style {
            Style::Brackets => brackets(&mut key.into_owned(), &mut from, &mut pairs)?,
            Style::Repeat => repeat(&key, &mut from, &mut pairs)?,
        }
    }
    from.end()?;
    Ok(spell(&pairs))
}

fn repeat(name: &str, from: &mut Reader<'_>, pairs: &mut Vec<(String, String)>) -> Result<(), Error> {
    if from.peek() != Kind::Array {
        pairs.push((name.to_owned(), plain(from)?));
        return Ok(());
    }
    from.begin_array()?;
    while from.next_element()? {
        pairs.push((name.to_owned(), plain(from)?));
    }
    Ok(())
}

fn spell(pairs: &[(String, String)]) -> String {
    let mut form = String::new();
    for (name, value) in pairs {
        if !form.is_empty() {
            form.push('&');
        }
        escape(name, &mut form);
        form.push('=');
        escape(value, &mut form);
    }
    form
}

/// A form keeps other characters than a URL does, and has a plus sign for the space.
fn escape(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
}
