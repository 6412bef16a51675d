//! Unions that can only be tried: they end, and leave what they do not know to what is around them.

use serde_json::Value;

use super::copied::json::{self, Decode, Reader};

/// A union that holds itself: trying it tries it again, without reading a byte.
#[derive(Debug, PartialEq)]
enum Endless {
    Again(Box<Endless>),
    Number(i64),
    Unknown(Value),
}

impl Decode for Endless {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        if let Some(value) = from.attempt() {
            return Ok(Self::Again(value));
        }
        if let Some(value) = from.attempt() {
            return Ok(Self::Number(value));
        }
        from.unknown().map(Self::Unknown)
    }
}

#[test]
fn a_union_that_holds_itself_comes_to_an_end() {
    assert_eq!(json::from_str::<Endless>("[1]"), Ok(Endless::Unknown(serde_json::json!([1]))));
    assert!(json::from_str::<Endless>("1").is_ok());
}

/// A union of a union and another type.
#[derive(Debug, PartialEq)]
enum Outer {
    Inner(Inner),
    Text(String),
}

#[derive(Debug, PartialEq)]
enum Inner {
    Number(i64),
    Unknown(Value),
}

impl Decode for Inner {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        if let Some(value) = from.attempt() {
            return Ok(Self::Number(value));
        }
        from.unknown().map(Self::Unknown)
    }
}

impl Decode for Outer {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        if let Some(value) = from.attempt() {
            return Ok(Self::Inner(value));
        }
        from.value().map(Self::Text)
    }
}

#[test]
fn what_an_inner_union_does_not_know_is_left_to_the_outer_one() {
    assert_eq!(
        json::from_str("[\"a\", 1]"),
        Ok(vec![Outer::Text("a".into()), Outer::Inner(Inner::Number(1))])
    );
    assert_eq!(json::from_str("true"), Ok(Inner::Unknown(Value::Bool(true))));
}
