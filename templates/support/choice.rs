//! What tells the types of a union apart, without reading the value.

use std::borrow::Cow;

use super::json::{Decode, Error, Kind, Reader};

/// How many bytes may be read more than once by trials, for each byte of the text.
const TRIALS: usize = 64;

/// How many trials may stand in each other: unions that hold each other could go on trying without reading.
const MAX_TRIALS: usize = 64;

impl<'a> Reader<'a> {
    /// The text of a string member of the object that comes next, which is not read yet.
    /// `None` when no object comes next, or the member is absent or not a string.
    ///
    /// ```text
    /// match from.tag("type")?.as_deref() {
    ///     Some("card") => from.value().map(Self::Card),
    ///     _ => from.raw_value().map(Self::Unknown),
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not JSON.
    pub fn tag(&self, name: &str) -> Result<Option<Cow<'a, str>>, Error> {
        let mut ahead = self.clone();
        if ahead.peek() != Kind::Object {
            return Ok(None);
        }
        ahead.begin_object()?;
        while let Some(key) = ahead.next_key()? {
            if key != name {
                ahead.skip()?;
            } else if ahead.peek() == Kind::String {
                return ahead.string().map(Some);
            } else {
                return Ok(None);
            }
        }
        Ok(None)
    }

    /// Whether an object comes next that has a string member of one of these values; it is not read yet.
    ///
    /// ```text
    /// if from.is_tagged("type", &["card"])? {
    ///     return Ok(Self::Card(from.value()?));
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not JSON.
    pub fn is_tagged(&self, name: &str, values: &[&str]) -> Result<bool, Error> {
        Ok(self.tag(name)?.is_some_and(|tag| values.contains(&&*tag)))
    }

    /// Whether an object comes next that has all these members; it is not read yet.
    ///
    /// ```text
    /// if from.has_members(&["iban", "bic"])? {
    ///     return from.value().map(Self::Account);
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not JSON.
    pub fn has_members(&self, names: &[&str]) -> Result<bool, Error> {
        let mut ahead = self.clone();
        if ahead.peek() != Kind::Object {
            return Ok(false);
        }
        let mut missing = names.to_vec();
        ahead.begin_object()?;
        while let Some(key) = ahead.next_key()? {
            missing.retain(|name| *name != key);
            if missing.is_empty() {
                return Ok(true);
            }
            ahead.skip()?;
        }
        Ok(missing.is_empty())
    }

    /// Reads a value if it has the right shape; if not, it is still to be read.
    ///
    /// Trials inside trials could take time without end, so there is a limit, after which all of them fail.
    ///
    /// ```text
    /// if let Some(value) = from.attempt() {
    ///     return Ok(Self::Account(value));
    /// }
    /// ```
    pub fn attempt<T: Decode>(&mut self) -> Option<T> {
        if self.trials == MAX_TRIALS || self.spent / TRIALS > self.text.len() {
            return None;
        }
        let before = self.clone();
        self.skip_space();
        self.tried = Some(self.at);
        self.trials += 1;
        let value = T::decode(self).ok();
        if value.is_some() {
            (self.trials, self.tried) = (before.trials, before.tried);
        } else {
            let spent = self.spent + (self.at - before.at);
            *self = before;
            self.spent = spent;
        }
        value
    }

    /// Reads a value that is none of a union's, to keep it. As one of the types of another union, which is being
    /// tried, it is an error instead: the other union may have a type that fits.
    ///
    /// ```text
    /// from.unknown().map(Self::Unknown)
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or this is what is tried.
    pub fn unknown(&mut self) -> Result<serde_json::Value, Error> {
        self.skip_space();
        if self.trials > 0 && self.tried == Some(self.at) {
            return Err(self.unexpected("one of the types of a union"));
        }
        self.raw_value()
    }

    /// Whether a certain value comes next, which is then read; any other is still to be read.
    ///
    /// ```text
    /// if from.takes("now")? {
    ///     return Ok(Self::Now);
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not JSON.
    pub fn takes(&mut self, constant: impl Into<serde_json::Value>) -> Result<bool, Error> {
        let mut ahead = self.clone();
        let is_it = ahead.raw_value()? == constant.into();
        if is_it {
            *self = ahead;
        }
        Ok(is_it)
    }
}
