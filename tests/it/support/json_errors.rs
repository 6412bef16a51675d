//! What reading complains about, and where; and how unions are told apart.

use super::{
    copied::json::{self, Decode, Error, Reader},
    generated_types::{FileLink, FileOrId, Level, Owner, Person, Status},
};

type Rows = Vec<std::collections::BTreeMap<String, i64>>;

#[track_caller]
fn fails<T: Decode + std::fmt::Debug>(text: &str, message: &str) {
    match json::from_str::<T>(text) {
        Ok(value) => panic!("{text} was read as {value:?}"),
        Err(error) => assert_eq!(error.to_string(), message, "{text}"),
    }
}

#[test]
fn paths() {
    fails::<Rows>("{}", "at the top level: expected an array, found an object");
    fails::<Rows>(r#"[{}, [1]]"#, "at [1]: expected an object, found an array");
    fails::<Rows>(
        r#"[{"a": 1, "b c": true}]"#,
        r#"at [0]["b c"]: expected an integer, found the boolean true"#,
    );
    fails::<Rows>(r#"[{"a\"],{": null}]"#, r#"at [0]["a\"],{"]: expected an integer, found null"#);
    fails::<Rows>(r#"[{"": "x"}]"#, r#"at [0][""]: expected an integer, found the string "x""#);
    fails::<Rows>(r#"[{"ключ": "x"}]"#, r#"at [0].ключ: expected an integer, found the string "x""#);
    fails::<Rows>("[{\"a\": 1}, {\"b\":\n 2.5}]", "at [1].b: expected an integer, found the number 2.5");
    fails::<Rows>(r#"[{"a": 1}, {"b": "#, "at [1].b: expected an integer, found the end of the text");
    fails::<Rows>(r#"[{"a": 1} {}]"#, "at [0]: expected `,` or `]`, found an object");
    fails::<Rows>(r#"[{"a": 1; "b"}]"#, "at [0].a: expected `,` or `}`, found the character ';'");
    fails::<Rows>(r#"[{"a" 1}]"#, "at [0].a: expected `:`, found the number 1");
    fails::<Rows>(r#"[{a: 1}]"#, "at [0]: expected the name of a member, found the text a");
    fails::<Rows>("[] []", "at the top level: expected the end of the text, found an array");
    fails::<Vec<String>>(
        "[\"a\nb\"]",
        "at [0]: expected an escape for a control character, found the character '\\n'",
    );
    fails::<Vec<String>>(
        "[\"a\\q\"]",
        "at [0]: expected an escape as JSON spells it, found the character '\\\\'",
    );
    fails::<Vec<String>>("[\"a", "at [0]: expected the end of the string, found the end of the text");
    fails::<Vec<String>>("[nope]", "at [0]: expected a string, found the text nope");
    fails::<Vec<bool>>("[€]", "at [0]: expected a boolean, found the character '€'");
}

#[test]
fn what_was_found_is_shortened() {
    let text = format!("[\"{}\"]", "é".repeat(5000));
    let error = json::from_str::<Vec<i64>>(&text).expect_err("a string is no integer");
    assert_eq!(error.path(), "[0]");
    assert_eq!(error.expected(), "an integer");
    assert_eq!(error.found(), format!("the string \"{}…", "é".repeat(99)));
}

#[test]
fn members_that_are_missing() {
    fails::<FileLink>(
        r#" {"id": "a", "status": "active"}"#,
        r#"at the top level: expected the member "file", found an object without it"#,
    );
    fails::<Vec<FileLink>>(
        r#"[{"id":"a","file":"b","status":"active"}, {"owner": null}]"#,
        r#"at [1]: expected the member "id", found an object without it"#,
    );
}

#[test]
fn enums() {
    assert_eq!(
        json::from_str(r#"["active","soon"]"#),
        Ok(vec![Status::Active, Status::Unknown("soon".into())])
    );
    fails::<Vec<Level>>(
        r#"["low", "mid" ]"#,
        r#"at [1]: expected one of "low", "high", found the string "mid""#,
    );
    fails::<Vec<Level>>(r#"["low", 3]"#, "at [1]: expected a string, found the number 3");
}

#[test]
fn unions() {
    let unknown = serde_json::json!({"size": "12"});
    let file = |text: &str| json::from_str::<FileOrId>(text);
    assert_eq!(file("\"a\""), Ok(FileOrId::Id("a".to_owned())));
    assert!(matches!(file(r#"{"x": [1], "size": 12}"#), Ok(FileOrId::File(file)) if file.size == 12));
    assert_eq!(file(r#"{"size": "12"}"#), Ok(FileOrId::Unknown(unknown)));
    fails::<Vec<FileOrId>>(
        r#"["a", {"size": 1"#,
        "at [1].size: expected `,` or `}`, found the end of the text",
    );

    let person = Person { name: Some("Ada".to_owned()), parent: None };
    assert_eq!(json::from_str(r#"{"name": "Ada", "object": "person"}"#), Ok(Owner::Person(person)));
    assert!(matches!(json::from_str(r#"{"high": "low", "low": "high"}"#), Ok(Owner::Level(_))));
    fails::<Vec<Owner>>(
        r#"[ {"object": "robot"}]"#,
        r#"at [0]: expected an object whose `object` is "person", found an object"#,
    );
    let neither = "expected a person, or an object with `low` and `high`";
    fails::<Vec<Owner>>("[7]", &format!("at [0]: {neither}, found the number 7"));
    fails::<Vec<Owner>>(r#"[{"object": 1, "low": "low"}]"#, &format!("at [0]: {neither}, found an object"));
    // The tag was read ahead; the error is told once the value is read.
    fails::<Vec<Owner>>(
        r#"[{"object": "person", "name": 1}]"#,
        "at [0].name: expected a string, found the number 1",
    );
    fails::<Owner>(r#"{"low" 1}"#, "at low: expected `:`, found the number 1");
}

/// An inner union whose trials fail in each of two ways, at each depth: 2^100 trials, if nobody counted.
#[derive(Debug)]
enum Hostile {
    Nested,
    Unknown,
}

impl Decode for Hostile {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        let mut best = from.best();
        best.of(|_: Nested| Self::Nested);
        best.of(|_: Nested| Self::Nested);
        let found = best.or(|_| Self::Unknown)?;
        match found {
            Self::Nested => Ok(found),
            Self::Unknown => Err(from.unexpected("what never comes")),
        }
    }
}

struct Nested;

impl Decode for Nested {
    fn decode(from: &mut Reader<'_>) -> Result<Self, Error> {
        from.begin_array()?;
        from.next_element()?;
        from.value::<Hostile>().map(|_| Self)
    }
}

#[test]
fn trials_inside_trials_come_to_an_end() {
    assert!(json::from_str::<Hostile>(&"[".repeat(100)).is_err());
}

#[test]
fn a_trial_leaves_no_traces() {
    let mut from = Reader::new(r#"[[1, {"a": [true, "x"]}], 2]"#);
    let mut best = from.best();
    best.of(|_: Vec<Vec<i64>>| serde_json::Value::Null);
    assert_eq!(best.or(|value| value), Ok(serde_json::json!([[1, {"a": [true, "x"]}], 2])));
    assert_eq!(from.end(), Ok(()));
}

#[test]
fn serde_is_forwarded() {
    let text =
        r#"{"id":"l","file":{"size":3},"expires_at":null,"status":"soon","zeta":1.5,"alpha":[{"k":-1}]}"#;
    let link: FileLink = serde_json::from_str(text).expect("a file link");
    let written = r#"{"id":"l","file":{"size":3},"status":"soon","zeta":1.5,"alpha":[{"k":-1}]}"#;
    // A map sorts its members.
    let sorted = written.replace(r#""zeta":1.5,"alpha":[{"k":-1}]"#, r#""alpha":[{"k":-1}],"zeta":1.5"#);
    assert_eq!(serde_json::to_string(&link).expect("JSON"), sorted);
    assert_eq!(serde_json::from_str::<FileLink>(&sorted).expect("a file link"), link);
    let value = serde_json::to_value(&link).expect("a value");
    assert_eq!(serde_json::from_value::<FileLink>(value).expect("a file link"), link);
    let error = serde_json::from_str::<FileLink>(r#"{"id":1}"#).expect_err("an id is a string");
    assert_eq!(error.to_string(), "at id: expected a string, found the number 1");
}
