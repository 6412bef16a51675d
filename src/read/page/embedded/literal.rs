//! Values that stand in a script, read without running it.
//!
//! In: the text of a script and the byte where a value begins. Out: [`Literal`], a tree that knows the bytes of each
//! of its parts. JSON is read, and what JavaScript has beyond it (ECMA-262, sections 12.9 and 13.2): keys without
//! quotes, single quotes, templates without holes, comments, commas behind the last item, hexadecimal numbers.
//!
//! What only a browser can work out, a call or a sum, is passed over as [`Form::Computed`].

mod json;
mod skip;
mod word;

use std::ops::Range;

pub(super) use json::spelled;
use skip::is_name;
pub(super) use skip::{LONGEST_PATTERN, begins_pattern, is_name_letter};

/// Values inside each other beyond this depth are refused; the JSON reader stops a little before.
const MOST_DEPTH: usize = 150;

/// A value that stands in a script: `{ url: 'openapi.yaml' }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    /// Its bytes.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) form: Form,
    /// Whether it is JSON as it stands.
    pub(super) is_json: bool,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// An object: `{ a: 1 }`. Of two members with one key the last is meant.
    Object(Vec<(String, Literal)>),
    /// An array: `[1, 2]`.
    Array(Vec<Literal>),
    /// A text: `'a'`.
    Text(String),
    /// A number, `true`, `false` or `null`, as JSON spells it.
    Plain(String),
    /// The name of something: `options.spec`.
    Name(Vec<String>),
    /// The text that is read as JSON: `JSON.parse('{}')`.
    Parsed(String),
    /// What only running the script would tell: `load()`.
    Computed,
}

/// Where a text stopped being what it began as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The byte.
    pub(super) at: usize,
    /// What is wrong there.
    pub(super) reason: &'static str,
}

impl Literal {
    /// The member of an object that is called `key`.
    pub(super) fn get(&self, key: &str) -> Option<&Literal> {
        let Form::Object(members) = &self.form else { return None };
        members.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

/// A position in a script.
#[derive(Clone, Debug)]
pub(super) struct Reader<'t> {
    text: &'t str,
    /// The byte that is read next.
    pub(super) at: usize,
    depth: usize,
    /// Whether nothing was read that JSON does not have.
    is_json: bool,
}

impl<'t> Reader<'t> {
    /// Reads a script that ends where `text` ends, from a byte on.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Reader { text, at, depth: 0, is_json: true }
    }

    /// Reads a value, with the white space around it.
    pub(super) fn value(&mut self) -> Result<Literal, Broken> {
        self.space();
        let (start, outer) = (self.at, std::mem::replace(&mut self.is_json, true));
        if self.depth == MOST_DEPTH {
            return Err(self.broken("too many values stand inside each other"));
        }
        let mut form = self.form()?;
        let mut end = self.at;
        self.space();
        if form == Form::Computed || self.goes_on(end) {
            self.at = start;
            self.skip_expression()?;
            self.is_json = false;
            form = Form::Computed;
            end = start + self.text[start..self.at].trim_end().len();
        }
        let literal = Literal { span: start..end, form, is_json: self.is_json };
        self.is_json &= outer;
        Ok(literal)
    }

    /// The values between here and the bracket that closes them; the bracket is passed.
    pub(super) fn values(&mut self, close: u8) -> Result<Vec<Literal>, Broken> {
        let mut values = Vec::new();
        loop {
            self.space();
            if self.peek() == Some(close) {
                self.is_json &= values.is_empty();
                self.at += 1;
                return Ok(values);
            }
            values.push(self.value()?);
            if self.is_last(close)? {
                return Ok(values);
            }
        }
    }

    fn form(&mut self) -> Result<Form, Broken> {
        let Some(first) = self.peek() else {
            return Err(self.broken("the text ends where a value is to be"));
        };
        self.depth += 1;
        let form = match first {
            b'{' => {
                self.at += 1;
                self.members().map(Form::Object)
            }
            b'[' => {
                self.at += 1;
                self.values(b']').map(Form::Array)
            }
            b'"' | b'\'' => self.string().map(Form::Text),
            b'`' => Ok(self.template()?.map_or(Form::Computed, Form::Text)),
            b'0'..=b'9' | b'-' | b'+' | b'.' => Ok(self.number()),
            b'!' => Ok(self.short_bool()),
            _ if self.name().is_empty() => Ok(Form::Computed),
            _ => self.word(),
        };
        self.depth -= 1;
        form
    }

    /// The members of an object, from behind its brace.
    fn members(&mut self) -> Result<Vec<(String, Literal)>, Broken> {
        let mut members = Vec::new();
        loop {
            self.space();
            if self.peek() == Some(b'}') {
                self.is_json &= members.is_empty();
                self.at += 1;
                return Ok(members);
            }
            members.push(self.member()?);
            if self.is_last(b'}')? {
                return Ok(members);
            }
        }
    }

    fn member(&mut self) -> Result<(String, Literal), Broken> {
        let start = self.at;
        let key = match self.peek() {
            Some(b'"' | b'\'') => Some(self.string()?),
            Some(b'0'..=b'9') => self.number().into_plain(),
            Some(_) => self.plain_key(),
            None => return Err(self.broken("the text ends inside an object")),
        };
        let end = self.at;
        self.space();
        match (key, self.peek()) {
            (Some(key), Some(b':')) => {
                self.at += 1;
                Ok((key, self.value()?))
            }
            // `{ spec }` is short for `{ spec: spec }`.
            (Some(key), Some(b',' | b'}')) if is_name(&self.text[start..end]) => {
                let form = Form::Name(vec![key.clone()]);
                self.is_json = false;
                Ok((key, Literal { span: start..end, form, is_json: false }))
            }
            (Some(_), _) if self.text[start..].starts_with(['"', '\'']) => {
                Err(self.broken("there is no `:` behind the key"))
            }
            // `...others`, `[key]: value`, `get spec() {}`: whatever it is, its key is no text that is looked for.
            (key, _) => {
                self.at = start;
                self.skip_expression()?;
                self.is_json = false;
                let span = start..start + self.text[start..self.at].trim_end().len();
                if span.is_empty() {
                    return Err(self.broken("there is no key"));
                }
                let key = key.unwrap_or_else(|| self.text[span.clone()].to_owned());
                Ok((key, Literal { span, form: Form::Computed, is_json: false }))
            }
        }
    }

    fn plain_key(&mut self) -> Option<String> {
        let name = self.name().to_owned();
        self.at += name.len();
        self.is_json = false;
        (!name.is_empty()).then_some(name)
    }

    /// Passes a comma, or the bracket that closes a list.
    fn is_last(&mut self, close: u8) -> Result<bool, Broken> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(false)
            }
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(true)
            }
            Some(_) => Err(self.broken("a comma or a closing bracket is missing")),
            None => Err(self.broken("the text ends inside an object or an array")),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn broken(&self, reason: &'static str) -> Broken {
        Broken { at: self.at, reason }
    }
}

impl Form {
    fn into_plain(self) -> Option<String> {
        match self {
            Form::Plain(text) => Some(text),
            Form::Object(_)
            | Form::Array(_)
            | Form::Text(_)
            | Form::Name(_)
            | Form::Parsed(_)
            | Form::Computed => None,
        }
    }
}
