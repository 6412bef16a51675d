//! The members of objects, as the code that reads a struct asks for them.

use std::{borrow::Cow, collections::BTreeMap};

use super::json::{Decode, Error, Place, Reader};

impl<'a> Reader<'a> {
    /// Reads the value of a member.
    ///
    /// # Errors
    ///
    /// When the value has another shape.
    pub fn field<T: Decode>(&mut self, value: &mut Option<T>) -> Result<(), Error> {
        *value = Some(T::decode(self)?);
        Ok(())
    }

    /// Reads the value of a member for which null says no more than its absence.
    ///
    /// # Errors
    ///
    /// When the value has another shape.
    pub fn optional<T: Decode>(&mut self, value: &mut Option<T>) -> Result<(), Error> {
        *value = Option::decode(self)?;
        Ok(())
    }

    /// Reads the value of a member that goes into a map under its name.
    ///
    /// # Errors
    ///
    /// When the value has another shape.
    pub fn entry<T: Decode>(
        &mut self,
        name: Cow<'a, str>,
        values: &mut BTreeMap<String, T>,
    ) -> Result<(), Error> {
        self.spare += 1;
        values.insert(name.into_owned(), T::decode(self)?);
        Ok(())
    }

    /// An error about the first of these members that an object does not have; `begun` is where it starts.
    #[cold]
    pub fn missing(&self, begun: Place, names: &[&str]) -> Error {
        if self.trials > 0 {
            return Error::unread();
        }
        let start = begun.0;
        let found = Reader::new(&self.text[start..]).names().unwrap_or_default();
        let missing = names.iter().find(|name| !found.iter().any(|found| found == *name));
        let expected = format!("the member {:?}", missing.copied().unwrap_or_default());
        Error::new(Error::path_at(self.text, start), expected, "an object without it")
    }

    /// The names of all members of the object that comes next.
    fn names(mut self) -> Result<Vec<Cow<'a, str>>, Error> {
        let mut names = Vec::new();
        self.begin_object()?;
        while let Some(name) = self.next_key()? {
            names.push(name);
            self.skip()?;
        }
        Ok(names)
    }
}
