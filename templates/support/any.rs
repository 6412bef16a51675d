//! JSON values whose shape is not known: skipped, kept as text, or kept as `serde_json::Value`.

use serde_json::{Map, Number, Value};

use super::{
    json::{Decode, Encode, Error, Kind, Reader, Writer},
    reader::MAX_DEPTH,
    skip::value_end,
};

impl<'a> Reader<'a> {
    /// Reads a value of any kind and forgets it.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or too deep.
    pub fn skip(&mut self) -> Result<(), Error> {
        self.lost += 1;
        self.skip_space();
        match value_end(self.text.as_bytes(), self.at, MAX_DEPTH - self.depth) {
            Some(end) => {
                self.at = end;
                Ok(())
            }
            None => self.refuse(),
        }
    }

    /// Reads what is no value piece by piece, which finds what is wrong with it.
    #[cold]
    fn refuse(&mut self) -> Result<(), Error> {
        match self.peek() {
            Kind::Null if self.null() => Ok(()),
            Kind::Boolean => self.boolean().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.string().map(drop),
            Kind::Array => {
                self.begin_array()?;
                while self.next_element()? {
                    self.refuse()?;
                }
                Ok(())
            }
            Kind::Object => {
                self.begin_object()?;
                while self.next_key()?.is_some() {
                    self.refuse()?;
                }
                Ok(())
            }
            Kind::Null | Kind::Nothing => Err(self.error(self.at, "a value")),
        }
    }

    /// Reads a value of any kind and gives its text as it stands.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or too deep.
    pub fn raw_text(&mut self) -> Result<&'a str, Error> {
        self.skip_space();
        let start = self.at;
        self.skip()?;
        Ok(&self.text[start..self.at])
    }

    /// Reads a value of any kind, to keep it.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or too deep.
    pub fn raw_value(&mut self) -> Result<serde_json::Value, Error> {
        self.value()
    }
}

impl Encode for Map<String, Value> {
    fn encode(&self, out: &mut Writer) {
        out.begin_object();
        for (name, value) in self {
            out.field(name, value);
        }
        out.end_object();
    }
}

impl Decode for Map<String, Value> {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        let mut values = Self::new();
        from.begin_object()?;
        while let Some(key) = from.next_key()? {
            from.spare += 1;
            values.insert(key.into_owned(), from.value()?);
        }
        Ok(values)
    }
}

impl Encode for Value {
    fn encode(&self, out: &mut Writer) {
        match self {
            Self::Null => out.null(),
            Self::Bool(value) => out.boolean(*value),
            Self::Number(value) => out.display(format_args!("{value}")),
            Self::String(value) => out.string(value),
            Self::Array(values) => values.encode(out),
            Self::Object(values) => values.encode(out),
        }
    }
}

impl Decode for Value {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        match from.peek() {
            Kind::Null if from.null() => Ok(Self::Null),
            Kind::Boolean => from.boolean().map(Self::Bool),
            Kind::Number => match exact(from.number()?) {
                Some(value) => Ok(Self::Number(value)),
                None => Err(from.unexpected("a number that fits 64 bits")),
            },
            Kind::String => from.string().map(|text| Self::String(text.into_owned())),
            Kind::Array => from.value().map(Self::Array),
            Kind::Object => from.value().map(Self::Object),
            Kind::Null | Kind::Nothing => Err(from.unexpected("a value")),
        }
    }
}

/// The number that a text stands for.
fn exact(text: &str) -> Option<Number> {
    let number = text.parse::<Number>().ok()?;
    if !number.is_f64() {
        return Some(number);
    }
    // Unless its feature `float_roundtrip` is on, serde_json reads some floats as their neighbours. With its
    // feature `arbitrary_precision`, it keeps the text, which is better than any float.
    let nearest = text.parse::<f64>().ok()?;
    match number.as_f64() {
        Some(read) if read != nearest => Number::from_f64(nearest),
        Some(_) | None => Some(number),
    }
}
