//! Reading and writing JSON: the grammar, the values, and serde_json as the measure of both.

use std::collections::BTreeMap;

use serde_json::Value;

use super::copied::json::{self, Decode, Encode, Kind, Reader, Writer};

/// xorshift64*: the same inputs in each run, without a dependency.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn text(&mut self) -> String {
        const ALPHABET: [char; 16] = [
            'a', 'Z', '0', ' ', '"', '\\', '/', '\n', '\t', '\u{8}', '\u{1}', '\u{7f}', 'é', '€', '🦀',
            '\u{2028}',
        ];
        let length = self.below(40);
        (0..length).map(|_| if self.below(4) > 0 { 'x' } else { ALPHABET[self.below(16) as usize] }).collect()
    }

    fn value(&mut self, depth: u64) -> Value {
        match self.below(if depth == 0 { 6 } else { 8 }) {
            0 => Value::Null,
            1 => Value::Bool(self.below(2) == 0),
            2 => Value::from(self.next()),
            3 => Value::from(self.next() as i64 >> self.below(64)),
            4 => match f64::from_bits(self.next()) {
                float if float.is_finite() => Value::from(float),
                _ => Value::from(self.below(1_000_000) as f64 / 100.0),
            },
            5 => Value::from(self.text()),
            6 => (0..self.below(5)).map(|_| self.value(depth - 1)).collect(),
            _ => {
                let entries = (0..self.below(5)).map(|_| (self.text(), self.value(depth - 1)));
                Value::Object(entries.collect())
            }
        }
    }
}

#[track_caller]
fn reads<T: Decode + PartialEq + std::fmt::Debug>(text: &str, value: T) {
    assert_eq!(json::from_str::<T>(text), Ok(value), "{text}");
}

#[track_caller]
fn fails<T: Decode + std::fmt::Debug>(text: &str, message: &str) {
    match json::from_str::<T>(text) {
        Ok(value) => panic!("{text} was read as {value:?}"),
        Err(error) => assert_eq!(error.to_string(), message, "{text}"),
    }
}

#[track_caller]
fn writes<T: Encode + ?Sized>(value: &T, text: &str) {
    assert_eq!(json::to_string(value), text);
}

#[test]
fn random_values_are_written_and_read_as_serde_json_does() {
    let mut random = Random(7);
    for _ in 0..3000 {
        let value = random.value(4);
        let compact = serde_json::to_string(&value).expect("a value is JSON");
        let pretty = serde_json::to_string_pretty(&value).expect("a value is JSON");
        assert_eq!(json::to_string(&value), compact);
        reads(&compact, value.clone());
        reads(&pretty, value);
        let mut from = Reader::new(&pretty);
        assert_eq!(from.raw_text(), Ok(&*pretty));
        assert_eq!(from.end(), Ok(()));
    }
}

/// Texts that were JSON, until something was done to them.
#[test]
fn broken_texts_are_judged_as_serde_json_does() {
    let mut random = Random(11);
    let (mut good, mut bad) = (0, 0);
    for _ in 0..20_000 {
        let mut text: Vec<char> = random.value(3).to_string().chars().collect();
        let at = random.below(text.len() as u64) as usize;
        const TRAPS: [char; 16] =
            ['"', '\\', ',', ':', '[', ']', '{', '}', '0', '1', '-', '.', 'e', 'u', ' ', '\u{1}'];
        match random.below(3) {
            0 => drop(text.remove(at)),
            1 => text.insert(at, TRAPS[random.below(16) as usize]),
            _ => text[at] = TRAPS[random.below(16) as usize],
        }
        let text: String = text.into_iter().collect();
        let theirs = serde_json::from_str::<Value>(&text);
        let ours = json::from_str::<Value>(&text);
        let skipped = {
            let mut from = Reader::new(&text);
            from.skip().and_then(|()| from.end())
        };
        assert_eq!(skipped.is_ok(), ours.is_ok(), "{text}");
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => {
                assert_eq!(ours, theirs, "{text}");
                good += 1;
            }
            (Err(_), Err(_)) => bad += 1,
            (ours, theirs) => panic!("{text}: {ours:?}, but serde_json says {theirs:?}"),
        }
    }
    assert!(good > 1000 && bad > 1000, "{good} good, {bad} bad");
}

#[test]
fn the_grammar_is_strict() {
    let bad = [
        "",
        " ",
        "nul",
        "nulll",
        "True",
        "tru",
        "+1",
        "-",
        "01",
        "-01",
        "1.",
        ".5",
        "1.e3",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "Infinity",
        "--1",
        "1 2",
        "1,",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{\"a\" 1}",
        "{a:1}",
        "{1:1}",
        "{'a':1}",
        "[1}",
        "{\"a\":1]",
        "\"",
        "\"a",
        "\"\n\"",
        "\"\t\"",
        "\"\u{0}\"",
        "\"\u{1f}\"",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"\\ud800\"",
        "\"\\ud800x\"",
        "\"\\ud800\\n\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\\ud800\\ud800\"",
        "'a'",
        "/**/1",
        "1//",
        "\u{feff}1",
        "\u{a0}1",
        "\u{c}1",
        "\u{0}",
    ];
    for text in bad {
        assert!(json::from_str::<Value>(text).is_err(), "{text:?} was read");
        let mut from = Reader::new(text);
        assert!(from.skip().and_then(|()| from.end()).is_err(), "{text:?} was skipped");
    }
}

#[test]
fn strings() {
    reads(r#""""#, String::new());
    reads(" \"plain\" ", "plain".to_owned());
    reads(r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t".to_owned());
    reads(r#""\u0041\u00e9\u20AC\ud83e\udd80""#, "Aé€🦀".to_owned());
    reads(r#""\u0000""#, "\0".to_owned());
    reads("\"\u{7f}\u{2028}é€🦀\"", "\u{7f}\u{2028}é€🦀".to_owned());
    writes("\"\\/\u{8}\u{c}\n\r\t", r#""\"\\/\b\f\n\r\t""#);
    writes("\u{0}\u{1f}\u{7f}é🦀", "\"\\u0000\\u001f\u{7f}é🦀\"");
    let borrowed = Reader::new("\"plain\"").string();
    assert!(matches!(borrowed, Ok(std::borrow::Cow::Borrowed("plain"))));
}

#[test]
fn escapes_are_found_at_any_distance() {
    for length in 0..40 {
        for special in ['"', '\\', '\n', 'é'] {
            let text = format!("{}{special}{}", "x".repeat(length), "y".repeat(length));
            let written = json::to_string(&text);
            assert_eq!(written, Value::from(text.clone()).to_string());
            reads(&written, text);
        }
    }
}

#[test]
fn integers() {
    reads("0", 0u8);
    reads("-0", 0i8);
    reads("255", 255u8);
    reads("-128", -128i8);
    reads("18446744073709551615", u64::MAX);
    reads("-9223372036854775808", i64::MIN);
    reads("1.0", 1i64);
    reads("1e3", 1000i64);
    reads("1.50E+1", 15u8);
    reads("1200e-2", 12u8);
    reads("0.0e99999", 0u8);
    reads("0e-5", 0u8);
    reads("-2.000", -2i32);
    reads("100000000000000000000e-2", 1_000_000_000_000_000_000i64);
    for value in [0, 1, 9, 10, 99, 100, u64::MAX / 2, u64::MAX] {
        writes(&value, &value.to_string());
        reads(&value.to_string(), value);
    }
    for value in [0, -1, -10, i64::MIN, i64::MAX] {
        writes(&value, &value.to_string());
        reads(&value.to_string(), value);
    }
    let i64_range = "an integer from -9223372036854775808 to 9223372036854775807";
    fails::<u8>("256", "at the top level: expected an integer from 0 to 255, found the number 256");
    fails::<u8>("-1", "at the top level: expected an integer from 0 to 255, found the number -1");
    let overflow = format!("at the top level: expected {i64_range}, found the number 9223372036854775808");
    fails::<i64>("9223372036854775808", &overflow);
    fails::<i64>(
        "1e18446744073709551616",
        "at the top level: expected an integer, found the number 1e18446744073709551616",
    );
    fails::<i64>("1e40", "at the top level: expected an integer, found the number 1e40");
    fails::<i64>("1.5", "at the top level: expected an integer, found the number 1.5");
    fails::<i64>("15e-1", "at the top level: expected an integer, found the number 15e-1");
    fails::<i64>("1e-1", "at the top level: expected an integer, found the number 1e-1");
    fails::<i64>("\"12\"", "at the top level: expected an integer, found the string \"12\"");
    fails::<i64>("-", "at the top level: expected a number as JSON spells it, found the number -");
    fails::<i64>("007", "at the top level: expected the end of the text, found the number 07");
}

#[test]
fn floats() {
    let values =
        [0.0, -0.0, 1.0, 0.1, 19.99, 1e15, 1e16, 1e-5, 1e-7, 1e300, f64::MAX, f64::MIN_POSITIVE, 5e-324];
    for value in values {
        let text = json::to_string(&value);
        assert_eq!(json::from_str::<f64>(&text).map(f64::to_bits), Ok(value.to_bits()), "{text}");
        assert_eq!(serde_json::from_str::<f64>(&text).ok(), Some(value), "{text}");
    }
    let mut random = Random(5);
    for _ in 0..20_000 {
        let (digits, places) = (random.next() >> random.below(64), random.below(12) as i32);
        let value = digits as f64 / 10f64.powi(places) * if random.below(2) == 0 { 1.0 } else { -1.0 };
        let text = json::to_string(&value);
        assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(value.to_bits()), "{text}");
        for text in [text, format!("{value}"), format!("{value:e}"), format!("{:.3}", value)] {
            assert_eq!(json::from_str::<f64>(&text).ok(), text.parse().ok(), "{text}");
        }
    }
    fails::<f64>("01.5", "at the top level: expected the end of the text, found the number 1.5");
    fails::<f64>("1.", "at the top level: expected a number as JSON spells it, found the number 1.");
    fails::<f64>("1.5e", "at the top level: expected a number as JSON spells it, found the number 1.5e");
    writes(&-0.25, "-0.25");
    writes(&1.0, "1.0");
    writes(&19.99, "19.99");
    writes(&0.1f32, "0.1");
    writes(&1e300, "1e+300");
    writes(&f64::NAN, "null");
    writes(&f64::INFINITY, "null");
    writes(&f32::NEG_INFINITY, "null");
    reads("12", 12.0);
    reads("0.1", 0.1f32);
    fails::<f64>("1e999", "at the top level: expected a number that fits 64 bits, found the number 1e999");
    fails::<f32>("1e99", "at the top level: expected a number that fits 32 bits, found the number 1e99");
}

#[test]
fn numbers_of_values_are_exact() {
    for text in ["18446744073709551615", "-9223372036854775808", "1.5", "-0.0", "1e30", "0.1"] {
        let value = json::from_str::<Value>(text).expect("a number");
        assert_eq!(value, serde_json::from_str::<Value>(text).expect("a number"));
        writes(&value, &value.to_string());
    }
}

#[test]
fn other_values() {
    reads("true", true);
    reads(" false ", false);
    reads("null", None::<i64>);
    reads("1", Some(1));
    reads("[]", Vec::<i64>::new());
    reads(" [ 1 , 2 ] ", vec![1, 2]);
    reads("[[1],[]]", vec![vec![1], vec![]]);
    reads("7", Box::new(7));
    reads(r#"{"b":1,"a":2,"b":3}"#, BTreeMap::from([("a".to_owned(), 2), ("b".to_owned(), 3)]));
    writes(&None::<i64>, "null");
    writes(&vec![Some(1), None], "[1,null]");
    writes(&BTreeMap::from([("a\n".to_owned(), vec![true])]), r#"{"a\n":[true]}"#);
    writes(&Box::new("x"), "\"x\"");
    reads(r#"{"z":1,"a":{"y":[],"b":{}}}"#, serde_json::json!({"z": 1, "a": {"y": [], "b": {}}}));
    let kept = json::from_str::<Value>(r#"{"z":1,"a":2}"#).expect("an object");
    writes(&kept, r#"{"z":1,"a":2}"#);
}

#[test]
fn members_and_raw_text_are_written_with_their_commas() {
    let mut out = Writer::new();
    out.begin_object();
    out.members(&BTreeMap::from([("a".to_owned(), "{"), ("b".to_owned(), "[")]));
    out.optional("c", &None::<i64>);
    out.optional("d", &Some(None::<i64>));
    out.name("e");
    out.raw("[1, 2]");
    out.name("f");
    out.begin_array();
    out.element("x");
    out.element(&1);
    out.end_array();
    out.end_object();
    assert_eq!(out.finish(), r#"{"a":"{","b":"[","d":null,"e":[1, 2],"f":["x",1]}"#);
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(json::from_str::<Value>(&nested(128)).is_ok());
    let message = "expected at most 128 arrays and objects inside each other, found an array";
    let at = "[0]".repeat(128);
    fails::<Value>(&nested(129), &format!("at {at}: {message}"));
    let hostile = "[".repeat(1_000_000);
    assert_eq!(json::from_str::<Value>(&hostile).map_err(|error| error.path().to_owned()), Err(at.clone()));
    assert_eq!(Reader::new(&hostile).skip().map_err(|error| error.path().to_owned()), Err(at));
    // What is beside each other does not count.
    let wide = format!("[{}[]]", "[[]],".repeat(1000));
    assert!(json::from_str::<Value>(&wide).is_ok());
}

#[test]
fn kinds() {
    let kinds = [
        ("null", Kind::Null),
        (" true", Kind::Boolean),
        ("false", Kind::Boolean),
        ("-1", Kind::Number),
        ("0", Kind::Number),
        ("\"", Kind::String),
        ("\n[", Kind::Array),
        ("{", Kind::Object),
        ("", Kind::Nothing),
        ("}", Kind::Nothing),
        ("x", Kind::Nothing),
    ];
    for (text, kind) in kinds {
        assert_eq!(Reader::new(text).peek(), kind, "{text}");
    }
}
