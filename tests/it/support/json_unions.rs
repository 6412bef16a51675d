//! Unions that can only be tried: they end, and leave what they do not know to what is around them.

use std::collections::BTreeMap;

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
        let mut best = from.best();
        best.of(Self::Again);
        best.of(Self::Number);
        best.or(Self::Unknown)
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
    Unknown(Value),
}

#[derive(Debug, PartialEq)]
enum Inner {
    Number(i64),
    Unknown(Value),
}

impl Decode for Inner {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        let mut best = from.best();
        best.of(Self::Number);
        best.or(Self::Unknown)
    }
}

impl Decode for Outer {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        let mut best = from.best();
        best.of(Self::Inner);
        best.of(Self::Text);
        best.or(Self::Unknown)
    }
}

#[test]
fn what_an_inner_union_does_not_know_is_left_to_the_outer_one() {
    assert_eq!(
        json::from_str("[\"a\", 1]"),
        Ok(vec![Outer::Text("a".into()), Outer::Inner(Inner::Number(1))])
    );
    assert_eq!(json::from_str("true"), Ok(Inner::Unknown(Value::Bool(true))));
    assert_eq!(json::from_str("1.5"), Ok(Inner::Unknown(serde_json::json!(1.5))));
}

/// Two types that keep all members, of which one describes more of them.
#[derive(Debug, PartialEq)]
enum Kept {
    Map(BTreeMap<String, Value>),
    Id(WithId),
    Unknown(Value),
}

#[derive(Debug, PartialEq)]
struct WithId {
    id: Option<i64>,
    additional: BTreeMap<String, Value>,
}

impl Decode for WithId {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        let mut id = None;
        let mut additional = BTreeMap::new();
        json::members_and_others(from, &mut [("id", &mut json::Optional(&mut id))], &mut additional)?;
        Ok(Self { id, additional })
    }
}

impl Decode for Kept {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        let mut best = from.best();
        best.of(Self::Map);
        best.of(Self::Id);
        best.or(Self::Unknown)
    }
}

#[test]
fn of_types_that_lose_nothing_the_one_that_describes_most_is_taken() {
    let additional: BTreeMap<String, Value> = [("name".to_owned(), "a".into())].into();
    let read = json::from_str::<Kept>(r#"{"id": 1, "name": "a"}"#);
    assert_eq!(read, Ok(Kept::Id(WithId { id: Some(1), additional })));
}

/// Two types of which one has a member more.
#[derive(Debug, PartialEq)]
enum Overlapping {
    Few(Few),
    Many(Many),
    Unknown(Value),
}

#[derive(Debug, PartialEq)]
struct Few {
    id: i64,
}

#[derive(Debug, PartialEq)]
struct Many {
    id: i64,
    name: Option<String>,
}

impl Decode for Few {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        let mut id = None;
        let read = json::members(from, &mut [("id", &mut id)])?;
        let Some(id) = id else { return Err(read.missing(from)) };
        Ok(Self { id })
    }
}

impl Decode for Many {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        let mut id = None;
        let mut name = None;
        let read = json::members(from, &mut [("id", &mut id), ("name", &mut json::Optional(&mut name))])?;
        let Some(id) = id else { return Err(read.missing(from)) };
        Ok(Self { id, name })
    }
}

impl Decode for Overlapping {
    fn decode(from: &mut Reader<'_>) -> Result<Self, json::Error> {
        let mut best = from.best();
        best.of(Self::Few);
        best.of(Self::Many);
        best.or(Self::Unknown)
    }
}

#[test]
fn the_type_that_keeps_most_of_a_value_is_taken() {
    let read = json::from_str::<Vec<Overlapping>>;
    let many = |name: &str| Overlapping::Many(Many { id: 1, name: Some(name.into()) });
    assert_eq!(
        read(r#"[{"id": 1, "name": "a"}, {"id": 1}]"#),
        Ok(vec![many("a"), Overlapping::Few(Few { id: 1 })])
    );
    assert_eq!(read(r#"[{"id": 1, "name": "a", "b": {"c": [2]}}]"#), Ok(vec![many("a")]));
    let unknown = serde_json::json!({"name": "a"});
    assert_eq!(read(r#"[{"name": "a"}]"#), Ok(vec![Overlapping::Unknown(unknown)]));
}
