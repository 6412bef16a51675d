//! JSON, written and read without an intermediate tree.
//!
//! [`Encode`] and [`Decode`] are to the generated types what `serde::Serialize` and `Deserialize` are to
//! others, but not generic over a format: so thousands of types compile quickly. For storing and logging,
//! `json::forward_serde!` implements serde's traits on top of these.
//!
//! Of what was tried, this compiles in a fraction of the time of serde's derive and is as fast or faster; by way
//! of `serde_json::Value` it would read at a sixth of the speed. The figures: `benches/README.md` of bindery.

pub use super::{
    json_error::Error,
    members::{Anything, Member, Nullable, Optional, Read, members, members_and_others},
    reader::{Kind, Reader},
    writer::Writer,
};

pub(crate) use super::forward::{deserialize, forward_serde, serialize};

/// What can be written as JSON.
///
/// ```text
/// impl json::Encode for Point {
///     fn encode(&self, out: &mut json::Writer) {
///         out.begin_object();
///         out.field("x", &self.x);
///         out.optional("label", &self.label);
///         out.end_object();
///     }
/// }
/// ```
pub trait Encode {
    /// Writes exactly one JSON value.
    fn encode(&self, out: &mut Writer);
}

/// What can be read from JSON.
///
/// ```text
/// impl json::Decode for Point {
///     fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {
///         let mut x = None;
///         let mut label = None;
///         let read = json::members(from, &mut [("x", &mut x), ("label", &mut json::Optional(&mut label))])?;
///         let Some(x) = x else {
///             return Err(read.missing(from));
///         };
///         Ok(Self { x, label })
///     }
/// }
/// ```
pub trait Decode: Sized {
    /// Reads exactly one JSON value.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or is JSON of another shape.
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error>;
}

/// The JSON text of a value: `to_string(&vec![1, 2])` is `[1,2]`.
pub fn to_string<T: Encode + ?Sized>(value: &T) -> String {
    let mut out = Writer::new();
    value.encode(&mut out);
    out.finish()
}

/// Reads a value from a JSON text: `from_str::<Vec<i64>>("[1, 2]")` is `vec![1, 2]`.
///
/// # Errors
///
/// When the text is not exactly one JSON value of the right shape.
pub fn from_str<T: Decode>(text: &str) -> Result<T, Error> {
    let mut from = Reader::new(text);
    let value = T::decode(&mut from)?;
    from.end()?;
    Ok(value)
}
