//! How the types of the standard library are spelled in JSON.

use std::collections::BTreeMap;

use super::{
    json::{Decode, Encode, Error, Reader, Writer},
    members,
};

impl Encode for bool {
    fn encode(&self, out: &mut Writer) {
        out.boolean(*self);
    }
}

impl Decode for bool {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        from.boolean()
    }
}

impl Encode for str {
    fn encode(&self, out: &mut Writer) {
        out.string(self);
    }
}

impl Encode for String {
    fn encode(&self, out: &mut Writer) {
        out.string(self);
    }
}

impl Decode for String {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        from.string().map(|text| text.into_owned())
    }
}

impl Encode for f64 {
    fn encode(&self, out: &mut Writer) {
        out.float(*self);
    }
}

impl Decode for f64 {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        from.float()
    }
}

impl Encode for f32 {
    fn encode(&self, out: &mut Writer) {
        out.short_float(*self);
    }
}

impl Decode for f32 {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        match from.number()?.parse::<Self>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(from.unexpected("a number that fits 32 bits")),
        }
    }
}

/// The standard library has no trait for "an integer": without the macro, there would be sixteen times the
/// same lines.
macro_rules! integers {
    ($($integer:ident as $wide:ident by $write:ident),*) => {$(
        impl Encode for $integer {
            fn encode(&self, out: &mut Writer) {
                out.$write($wide::from(*self));
            }
        }

        impl Decode for $integer {
            fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
                let value = from.integer()?;
                Self::try_from(value).map_err(|_| outside(from, Self::MIN.into(), Self::MAX.into()))
            }
        }
    )*};
}

integers!(u8 as u64 by unsigned, u16 as u64 by unsigned, u32 as u64 by unsigned, u64 as u64 by unsigned);
integers!(i8 as i64 by signed, i16 as i64 by signed, i32 as i64 by signed, i64 as i64 by signed);

/// An error about an integer that does not fit its type.
#[cold]
fn outside(from: &Reader<'_>, min: i128, max: i128) -> Error {
    from.unexpected(&format!("an integer from {min} to {max}"))
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, out: &mut Writer) {
        (**self).encode(out);
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, out: &mut Writer) {
        (**self).encode(out);
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        from.value().map(Self::new)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, out: &mut Writer) {
        match self {
            Some(value) => value.encode(out),
            None => out.null(),
        }
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        if from.null() { Ok(None) } else { from.value().map(Some) }
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, out: &mut Writer) {
        out.begin_array();
        for value in self {
            out.element(value);
        }
        out.end_array();
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, out: &mut Writer) {
        self.as_slice().encode(out);
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        let mut values = Self::new();
        from.begin_array()?;
        while from.next_element()? {
            values.push(from.value()?);
        }
        Ok(values)
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, out: &mut Writer) {
        out.begin_object();
        out.members(self);
        out.end_object();
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        let mut values = Self::new();
        from.begin_object()?;
        while let Some(key) = from.next_key()? {
            members::entry(from, key, &mut values)?;
        }
        Ok(values)
    }
}

macro_rules! tuples {
    ($(($($item:ident),+)),*) => {$(
        impl<$($item: Encode),+> Encode for ($($item,)+) {
            fn encode(&self, out: &mut Writer) {
                #[allow(non_snake_case, reason = "each item is called like its type")]
                let ($($item,)+) = self;
                out.begin_array();
                $(out.element($item);)+
                out.end_array();
            }
        }

        impl<$($item: Decode),+> Decode for ($($item,)+) {
            fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
                from.begin_array()?;
                let items = ($(item::<$item>(from)?,)+);
                while from.next_element()? {
                    from.skip()?;
                }
                Ok(items)
            }
        }
    )*};
}

tuples!((A), (A, B), (A, B, C), (A, B, C, D), (A, B, C, D, E), (A, B, C, D, E, F));

/// Reads the next item of a list that has to have one.
fn item<T: Decode>(from: &mut Reader<'_>) -> Result<T, Error> {
    match from.next_element()? {
        true => from.value(),
        false => Err(from.unexpected("another item")),
    }
}
