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

    /// Begins to look for the type that suits best the value that comes next.
    ///
    /// ```text
    /// let mut best = from.best();
    /// best.of(Self::Account);
    /// best.of(Self::Card);
    /// best.or(Self::Unknown)
    /// ```
    pub fn best<T>(&mut self) -> Best<'_, 'a, T> {
        self.skip_space();
        Best { from: self, found: None }
    }

    /// How badly the types suit what was read with this reader: what was lost, and what no type describes.
    fn misfit(&self) -> (usize, usize) {
        (self.lost, self.spare)
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

/// The type that suits a value best: the one that leaves the least of it unread, then the
/// one that describes most of its members, and of several the first.
///
/// Trials inside trials could take time without end, so there is a limit, after which all of them fail.
#[derive(Debug)]
pub struct Best<'r, 'a, T> {
    /// Before the value.
    from: &'r mut Reader<'a>,
    /// The best so far, and the reader behind it.
    found: Option<(T, Reader<'a>)>,
}

impl<'a, T> Best<'_, 'a, T> {
    /// Tries a type.
    pub fn of<V: Decode>(&mut self, make: fn(V) -> T) {
        let Some(mut ahead) = self.trial() else { return };
        match V::decode(&mut ahead) {
            Ok(value) => {
                if self.is_better(&ahead) {
                    self.found = Some((make(value), ahead));
                }
            }
            Err(_) => self.from.spent = ahead.spent + (ahead.at - self.from.at),
        }
    }

    /// The best of the types that were tried, or else the value as it is.
    ///
    /// # Errors
    ///
    /// When no type fits, and the text is not JSON, or this is a trial itself.
    pub fn or(self, unknown: fn(serde_json::Value) -> T) -> Result<T, Error> {
        let Some((value, mut ahead)) = self.found else { return self.from.unknown().map(unknown) };
        (ahead.trials, ahead.tried, ahead.spent) = (self.from.trials, self.from.tried, self.from.spent);
        *self.from = ahead;
        Ok(value)
    }

    /// A reader for one more trial; none where nothing could be better, or too much was tried already.
    fn trial(&mut self) -> Option<Reader<'a>> {
        let fits = self.found.as_ref().is_some_and(|(_, ahead)| ahead.misfit() == self.from.misfit());
        if fits || self.from.trials == MAX_TRIALS || self.from.spent / TRIALS > self.from.text.len() {
            return None;
        }
        let mut ahead = self.from.clone();
        (ahead.trials, ahead.tried) = (self.from.trials + 1, Some(self.from.at));
        Some(ahead)
    }

    /// Whether less was left unread than by the best so far; all bytes but those of the first are read in vain.
    fn is_better(&mut self, ahead: &Reader<'_>) -> bool {
        let Some((_, best)) = &self.found else {
            self.from.spent = ahead.spent;
            return true;
        };
        self.from.spent = ahead.spent + (ahead.at - self.from.at);
        ahead.misfit() < best.misfit()
    }
}
