//! The members of objects, as the code that reads a struct asks for them.
//!
//! A struct names its members in a list, and one loop reads the members of all structs: so there is little to
//! compile for each of them.

use std::{borrow::Cow, collections::BTreeMap};

use super::json::{Decode, Error, Reader};

/// Where the value of a member goes: an `Option` for one that must be there, [`Optional`] or [`Nullable`] for others.
pub trait Member {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// When the value has another shape.
    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Error>;

    /// Whether a value must be there and none was read.
    fn is_missing(&self) -> bool {
        false
    }
}

/// A member that must be there.
impl<T: Decode> Member for Option<T> {
    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        *self = Some(T::decode(from)?);
        Ok(())
    }

    fn is_missing(&self) -> bool {
        self.is_none()
    }
}

/// A member that may be absent, for which null says no more than its absence.
pub struct Optional<'m, T>(pub &'m mut Option<T>);

impl<T: Decode> Member for Optional<'_, T> {
    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        *self.0 = Option::decode(from)?;
        Ok(())
    }
}

/// A member that may be absent, and that may be null, which is something else.
pub struct Nullable<'m, T>(pub &'m mut Option<Option<T>>);

impl<T: Decode> Member for Nullable<'_, T> {
    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        *self.0 = Some(Option::decode(from)?);
        Ok(())
    }
}

/// A member that may be absent, and is any value, null too.
pub struct Anything<'m>(pub &'m mut Option<serde_json::Value>);

impl Member for Anything<'_> {
    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        *self.0 = Some(Decode::decode(from)?);
        Ok(())
    }
}

/// The members that a struct has, under the names that they have in JSON.
type Members<'a, 'm> = [(&'static str, &'a mut (dyn Member + 'm))];

/// Reads an object: the members that are listed, and passes over others. Those that do not come stay what they are.
///
/// # Errors
///
/// When the next value is no object, or a member has another shape.
pub fn members(from: &mut Reader<'_>, listed: &mut Members<'_, '_>) -> Result<Read, Error> {
    object(from, listed, |from, _| from.skip())
}

/// Reads an object: the members that are listed, and all others into a map under their names.
///
/// # Errors
///
/// When the next value is no object, or a member has another shape.
pub fn members_and_others<T: Decode>(
    from: &mut Reader<'_>,
    listed: &mut Members<'_, '_>,
    others: &mut BTreeMap<String, T>,
) -> Result<Read, Error> {
    object(from, listed, |from, name| entry(from, name, others))
}

/// Reads the value of a member that no type lists, into a map under its name.
pub(super) fn entry<T: Decode>(
    from: &mut Reader<'_>,
    name: Cow<'_, str>,
    entries: &mut BTreeMap<String, T>,
) -> Result<(), Error> {
    from.spare += 1;
    entries.insert(name.into_owned(), T::decode(from)?);
    Ok(())
}

fn object<'t>(
    from: &mut Reader<'t>,
    listed: &mut Members<'_, '_>,
    mut other: impl FnMut(&mut Reader<'t>, Cow<'t, str>) -> Result<(), Error>,
) -> Result<Read, Error> {
    let start = from.begin_object()?;
    // Most servers send members in the order in which their documentation lists them.
    let mut next = 0;
    while let Some(name) = from.next_key()? {
        let is_it = |at: &usize| listed[*at].0 == name;
        match (next..listed.len()).chain(0..next).find(is_it) {
            Some(at) => {
                listed[at].1.read(from)?;
                next = at + 1;
            }
            None => other(from, name)?,
        }
    }
    let missing = listed.iter().find(|(_, member)| member.is_missing());
    Ok(Read { start, missing: missing.map(|(name, _)| *name) })
}

/// An object that was read.
#[derive(Clone, Copy, Debug)]
pub struct Read {
    start: usize,
    missing: Option<&'static str>,
}

impl Read {
    /// The error about the first member that must be there and was not.
    #[cold]
    pub fn missing(self, from: &Reader<'_>) -> Error {
        from.missing(self.start, self.missing.unwrap_or_default())
    }
}

impl Reader<'_> {
    fn missing(&self, start: usize, name: &str) -> Error {
        if self.trials > 0 {
            return Error::unread();
        }
        let expected = format!("the member {name:?}");
        Error::new(Error::path_at(self.text, start), expected, "an object without it")
    }
}
