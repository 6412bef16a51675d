//! Reads a JSON text (RFC 8259) from its start to its end, and gives out one piece at a time.
//!
//! The type to read decides what comes next: [`Reader::string`], [`Reader::begin_object`], and so on.
//! Strings without escapes are borrowed from the text. At most 128 arrays and objects may be inside
//! each other, so that no text can exhaust the stack.

use std::borrow::Cow;

use super::{
    json::{Decode, Error},
    scan::{integral, number_end, plain_end, short_float, short_integer, unescape},
};

/// How many arrays and objects may be inside each other.
pub(super) const MAX_DEPTH: usize = 128;

/// What kind of JSON value comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// `12`, `1.5e3`
    Number,
    /// `"text"`
    String,
    /// `[1, 2]`
    Array,
    /// `{"a": 1}`
    Object,
    /// The end of the text, or something that is not JSON.
    Nothing,
}

/// Reads one JSON text.
///
/// ```text
/// let mut from = Reader::new("[1, 2]");
/// from.begin_array()?;
/// while from.next_element()? {
///     println!("{}", from.value::<i64>()?);
/// }
/// from.end()?;
/// ```
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) depth: usize,
    /// Whether an array or object was just begun, so that no comma comes first.
    first: bool,
    /// The start and end of the scalar that was read last.
    last: (usize, usize),
    /// How many trials this is inside of; nobody reads the error of one.
    pub(super) trials: usize,
    /// Where the innermost of them began.
    pub(super) tried: Option<usize>,
    /// How many bytes were read in vain by trials.
    pub(super) spent: usize,
    /// How many values were skipped.
    pub(super) lost: usize,
    /// How many members were kept under their names only.
    pub(super) spare: usize,
}

impl<'a> Reader<'a> {
    /// Starts at the start of a text.
    pub fn new(text: &'a str) -> Self {
        let last = (usize::MAX, usize::MAX);
        Self {
            text,
            at: 0,
            depth: 0,
            first: false,
            last,
            trials: 0,
            tried: None,
            spent: 0,
            lost: 0,
            spare: 0,
        }
    }

    /// Makes sure that nothing comes after the value.
    ///
    /// # Errors
    ///
    /// When something other than white space comes.
    pub fn end(&mut self) -> Result<(), Error> {
        self.skip_space();
        if self.at < self.text.len() {
            return Err(self.error(self.at, "the end of the text"));
        }
        Ok(())
    }

    /// What kind of value comes next, as far as its first character tells.
    pub fn peek(&mut self) -> Kind {
        self.skip_space();
        match self.byte() {
            b'n' => Kind::Null,
            b't' | b'f' => Kind::Boolean,
            b'-' | b'0'..=b'9' => Kind::Number,
            b'"' => Kind::String,
            b'[' => Kind::Array,
            b'{' => Kind::Object,
            _ => Kind::Nothing,
        }
    }

    /// Reads a value of any type that can be read.
    ///
    /// # Errors
    ///
    /// When the value has another shape.
    #[inline]
    pub fn value<T: Decode>(&mut self) -> Result<T, Error> {
        T::decode(self)
    }

    /// Goes into an object, and gives the place where it starts. [`Reader::next_key`] has to be called until it gives
    /// `None`.
    ///
    /// # Errors
    ///
    /// When no object comes next, or it is too deep.
    pub fn begin_object(&mut self) -> Result<usize, Error> {
        self.begin(b'{', "an object")
    }

    /// Goes to the value of the next member and gives its name; `None` at the object's end.
    ///
    /// # Errors
    ///
    /// When the text is not JSON.
    pub fn next_key(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        if !self.more(b'}', "`,` or `}`")? {
            return Ok(None);
        }
        self.skip_space();
        if self.byte() != b'"' {
            return Err(self.error(self.at, "the name of a member"));
        }
        let key = self.quoted()?;
        self.skip_space();
        if self.byte() != b':' {
            return Err(self.error(self.at, "`:`"));
        }
        self.at += 1;
        Ok(Some(key))
    }

    /// Goes into an array, and gives the place where it starts. [`Reader::next_element`] has to be called until it
    /// gives `false`.
    ///
    /// # Errors
    ///
    /// When no array comes next, or it is too deep.
    pub fn begin_array(&mut self) -> Result<usize, Error> {
        self.begin(b'[', "an array")
    }

    /// Goes to the next element; `false` at the array's end.
    ///
    /// # Errors
    ///
    /// When the text is not JSON.
    pub fn next_element(&mut self) -> Result<bool, Error> {
        self.more(b']', "`,` or `]`")
    }

    /// Reads a string; borrowed unless it has escapes.
    ///
    /// # Errors
    ///
    /// When no string comes next.
    pub fn string(&mut self) -> Result<Cow<'a, str>, Error> {
        self.skip_space();
        let start = self.at;
        if self.byte() != b'"' {
            return Err(self.error(start, "a string"));
        }
        let text = self.quoted()?;
        self.last = (start, self.at);
        Ok(text)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    ///
    /// When neither comes next.
    pub fn boolean(&mut self) -> Result<bool, Error> {
        let value = self.literal("true");
        if value || self.literal("false") {
            return Ok(value);
        }
        Err(self.error(self.at, "a boolean"))
    }

    /// Reads `null` if it comes next, and says whether it did.
    pub fn null(&mut self) -> bool {
        self.literal("null")
    }

    /// Reads a number and gives its text: `-1.50e+3`.
    ///
    /// # Errors
    ///
    /// When no number comes next.
    pub fn number(&mut self) -> Result<&'a str, Error> {
        self.skip_space();
        let start = self.at;
        match number_end(self.text.as_bytes(), start) {
            Some(end) => {
                self.at = end;
                self.last = (start, end);
                Ok(&self.text[start..end])
            }
            None if self.peek() == Kind::Number => Err(self.error(start, "a number as JSON spells it")),
            None => Err(self.error(start, "a number")),
        }
    }

    /// Reads a number as the float that is nearest.
    ///
    /// # Errors
    ///
    /// When no number comes next, or one that is too large.
    pub fn float(&mut self) -> Result<f64, Error> {
        self.skip_space();
        if let Some((value, end)) = short_float(self.text.as_bytes(), self.at) {
            self.last = (self.at, end);
            self.at = end;
            return Ok(value);
        }
        let text = self.number()?;
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => {
                // A union of integers and floats then takes the integer: a float is written with fewer digits.
                self.lost += usize::from(integral(text).is_some());
                Ok(value)
            }
            _ => Err(self.unexpected("a number that fits 64 bits")),
        }
    }

    /// Reads an integer; `2.0` and `2e0` are integers too.
    ///
    /// # Errors
    ///
    /// When no integer comes next, or one of more than 18 digits that does not fit 64 bits.
    pub fn integer(&mut self) -> Result<i128, Error> {
        self.skip_space();
        let start = self.at;
        if let Some((value, end)) = short_integer(self.text.as_bytes(), start) {
            self.at = end;
            self.last = (start, end);
            return Ok(i128::from(value));
        }
        if self.peek() != Kind::Number {
            return Err(self.error(start, "an integer"));
        }
        let text = self.number()?;
        integral(text).ok_or_else(|| self.error(start, "an integer"))
    }

    /// An error about the string, number, boolean or null that was read just now, or else about what comes next:
    /// `return Err(from.unexpected("one of \"a\", \"b\""))`.
    #[cold]
    pub fn unexpected(&self, expected: &str) -> Error {
        let (start, end) = self.last;
        if self.at == end {
            return self.error(start, expected);
        }
        let mut next = self.clone();
        next.skip_space();
        self.error(next.at, expected)
    }

    #[cold]
    pub(super) fn error(&self, offset: usize, expected: &str) -> Error {
        if self.trials > 0 {
            return Error::unread();
        }
        Error::at(self.text, offset, expected)
    }

    /// The byte that comes next; 0, which is no JSON either, at the end.
    #[inline]
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    #[inline]
    pub(super) fn skip_space(&mut self) {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    fn literal(&mut self, word: &str) -> bool {
        self.skip_space();
        let found = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if found {
            self.last = (self.at, self.at + word.len());
            self.at += word.len();
        }
        found
    }

    fn begin(&mut self, bracket: u8, expected: &str) -> Result<usize, Error> {
        self.skip_space();
        if self.byte() != bracket {
            return Err(self.error(self.at, expected));
        }
        if self.depth == MAX_DEPTH {
            let expected = format!("at most {MAX_DEPTH} arrays and objects inside each other");
            return Err(self.error(self.at, &expected));
        }
        let start = self.at;
        self.depth += 1;
        self.at += 1;
        self.first = true;
        Ok(start)
    }

    /// Whether another member or element comes, past the comma before it.
    fn more(&mut self, bracket: u8, expected: &str) -> Result<bool, Error> {
        self.skip_space();
        let byte = self.byte();
        let first = std::mem::replace(&mut self.first, false);
        if byte == bracket {
            self.at += 1;
            self.depth = self.depth.saturating_sub(1);
            return Ok(false);
        }
        if first {
            return Ok(true);
        }
        if byte != b',' {
            return Err(self.error(self.at, expected));
        }
        self.at += 1;
        Ok(true)
    }

    /// Reads the string whose quote comes next.
    fn quoted(&mut self) -> Result<Cow<'a, str>, Error> {
        let start = self.at + 1;
        let end = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        self.escaped(start, end).map(Cow::Owned)
    }

    /// Reads a string whose first escape is at `end`.
    fn escaped(&mut self, mut start: usize, mut end: usize) -> Result<String, Error> {
        let mut text = String::new();
        loop {
            text.push_str(&self.text[start..end]);
            match self.text.as_bytes().get(end) {
                Some(b'"') => {
                    self.at = end + 1;
                    return Ok(text);
                }
                Some(b'\\') => match unescape(&self.text.as_bytes()[end + 1..]) {
                    Some((character, length)) => {
                        text.push(character);
                        start = end + 1 + length;
                    }
                    None => return Err(self.error(end, "an escape as JSON spells it")),
                },
                Some(_) => return Err(self.error(end, "an escape for a control character")),
                None => return Err(self.error(end, "the end of the string")),
            }
            end = plain_end(self.text.as_bytes(), start);
        }
    }
}
