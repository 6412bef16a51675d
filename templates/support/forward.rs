//! serde's traits, on top of ours: so that every generated type can be stored, logged and sent on in any
//! format of serde's, although none of them is generic.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer, de,
    ser::{self, SerializeMap, SerializeSeq},
};

use super::json::{self, Decode, Encode, Kind, Reader};

/// Implements `serde::Serialize` and `serde::Deserialize` for types that implement [`Encode`] and [`Decode`].
/// The module `json` has to be in scope.
///
/// ```text
/// json::forward_serde! { serialize: [Customer, Card], deserialize: [Card] }
/// ```
macro_rules! forward_serde {
    (serialize: [$($out:ty),* $(,)?], deserialize: [$($into:ty),* $(,)?] $(,)?) => {
        $(impl ::serde::Serialize for $out {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> ::core::result::Result<S::Ok, S::Error> {
                json::serialize(self, to)
            }
        })*

        $(impl<'de> ::serde::Deserialize<'de> for $into {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> ::core::result::Result<Self, D::Error> {
                json::deserialize(from)
            }
        })*
    };
}

pub(crate) use forward_serde;

/// What `serde::Serialize` comes down to.
///
/// # Errors
///
/// When the serializer cannot write the value.
pub(crate) fn serialize<T: Encode + ?Sized, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    Text(&json::to_string(value)).serialize(serializer)
}

/// What `serde::Deserialize` comes down to.
///
/// # Errors
///
/// When the deserializer's value is not one of JSON's, or has another shape.
pub(crate) fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    json::from_str(&json::to_string(&value)).map_err(de::Error::custom)
}

/// The JSON text of a value, which is serialized piece by piece, in its order.
struct Text<'a>(&'a str);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut from = Reader::new(self.0);
        match from.peek() {
            Kind::Null => serializer.serialize_unit(),
            Kind::Nothing => Err(ser::Error::custom("an implementation of Encode wrote no JSON value")),
            Kind::Boolean => serializer.serialize_bool(from.boolean().map_err(ser::Error::custom)?),
            Kind::Number => serialize_number(self.0, serializer),
            Kind::String => serializer.serialize_str(&from.string().map_err(ser::Error::custom)?),
            Kind::Array => {
                let mut array = serializer.serialize_seq(None)?;
                from.begin_array().map_err(ser::Error::custom)?;
                while from.next_element().map_err(ser::Error::custom)? {
                    array.serialize_element(&Text(from.raw_text().map_err(ser::Error::custom)?))?;
                }
                array.end()
            }
            Kind::Object => {
                let mut object = serializer.serialize_map(None)?;
                from.begin_object().map_err(ser::Error::custom)?;
                while let Some(key) = from.next_key().map_err(ser::Error::custom)? {
                    object.serialize_entry(&key, &Text(from.raw_text().map_err(ser::Error::custom)?))?;
                }
                object.end()
            }
        }
    }
}

/// Integers stay integers; whatever does not fit one is a float.
fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse::<u64>() {
        serializer.serialize_u64(value)
    } else if let Ok(value) = text.parse::<i64>() {
        serializer.serialize_i64(value)
    } else {
        serializer.serialize_f64(text.parse().map_err(ser::Error::custom)?)
    }
}
