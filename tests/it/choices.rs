//! Types of the user's choice: what they read and write, in the clients that were generated with them.

use bindery::{
    Diagnostics,
    config::{Choice, Rust, Values},
    diagnostics::{Source, Syntax},
};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::clients::{choices, choices_otherwise};

/// What is written of what was read.
fn again(json: &str) -> String {
    let values: choices::Values = choices::support::json::from_str(json).expect("it can be read");
    choices::support::json::to_string(&values)
}

fn otherwise(json: &str) -> String {
    let values: choices_otherwise::Values =
        choices_otherwise::support::json::from_str(json).expect("it can be read");
    choices_otherwise::support::json::to_string(&values)
}

/// What is said of a value that cannot be read.
fn error(json: &str) -> String {
    choices::support::json::from_str::<choices::Values>(json).expect_err("it cannot be read").to_string()
}

fn error_otherwise(json: &str) -> String {
    let read = choices_otherwise::support::json::from_str::<choices_otherwise::Values>(json);
    read.expect_err("it cannot be read").to_string()
}

#[test]
fn times_keep_their_offset_and_their_fraction() {
    for name in ["jiff_time", "chrono_time", "time_time"] {
        for time in [
            "2024-05-01T12:30:00+02:00",
            "2024-05-01T12:30:00.123456789-09:30",
            "2024-05-01T12:30:00Z",
            "1969-12-31T23:59:59.5Z",
            "0001-01-01T00:00:00Z",
            "9998-12-31T23:59:59+14:00",
        ] {
            // chrono writes three, six or nine digits of a fraction.
            let expected = if name == "chrono_time" { time.replace(".5Z", ".500Z") } else { time.to_owned() };
            let json = format!(r#"{{"{name}":"{time}"}}"#);
            assert_eq!(again(&json), format!(r#"{{"{name}":"{expected}"}}"#));
        }
        let json = format!(r#"{{"{name}":"2024-05-01T12:30:00+00:00"}}"#);
        assert_eq!(again(&json), format!(r#"{{"{name}":"2024-05-01T12:30:00Z"}}"#), "UTC has one spelling");
        let expected = format!(
            "at {name}: expected a date and time with an offset, as RFC 3339 spells it, \
             found the string \"2024-05-01T12:30:00\""
        );
        assert_eq!(error(&format!(r#"{{"{name}":"2024-05-01T12:30:00"}}"#)), expected);
        assert!(error(&format!(r#"{{"{name}":"2024-13-01T12:30:00Z"}}"#)).contains("2024-13-01"));
        assert!(
            error(&format!(r#"{{"{name}":1714559400}}"#)).contains("expected a string, found the number")
        );
    }
    let json = r#"{"times":["2024-05-01T12:30:00+02:00",null]}"#;
    assert_eq!(again(json), json);
    assert!(error(r#"{"times":["2024-05-01T12:30:00+02:00","soon"]}"#).starts_with("at times[1]: expected"));
    let json = r#"{"chrono_local":"2024-05-01T12:30:00.250"}"#;
    assert_eq!(again(json), json);
}

#[test]
fn instants_are_written_in_utc_and_seconds_as_integers() {
    for name in ["jiff_time", "chrono_time", "time_time"] {
        let json = format!(r#"{{"{name}":"2024-05-01T12:30:00+02:00"}}"#);
        assert_eq!(otherwise(&json), format!(r#"{{"{name}":"2024-05-01T10:30:00Z"}}"#));
        assert!(error_otherwise(&format!(r#"{{"{name}":"soon"}}"#)).contains("RFC 3339"));
    }
    for name in ["jiff_unix", "chrono_unix", "time_unix"] {
        for seconds in ["1714559400", "0", "-1"] {
            let json = format!(r#"{{"{name}":{seconds}}}"#);
            assert_eq!(again(&json), json);
        }
        assert_eq!(again(&format!(r#"{{"{name}":1714559400.0}}"#)), format!(r#"{{"{name}":1714559400}}"#));
        for wrong in ["9223372036854775807", "9223372036854775808", "99999999999999999999999"] {
            let expected = "a time in seconds since 1970, as an integer";
            assert!(error(&format!(r#"{{"{name}":{wrong}}}"#)).contains(expected), "{name} {wrong}");
        }
        assert!(error(&format!(r#"{{"{name}":1.5}}"#)).contains("expected an integer, found the number 1.5"));
    }
    for name in ["chrono_unix", "time_unix"] {
        assert_eq!(otherwise(&format!(r#"{{"{name}":1714559400}}"#)), format!(r#"{{"{name}":1714559400}}"#));
    }
}

#[test]
fn dates_lose_no_time_of_day() {
    for name in ["jiff_date", "chrono_date", "time_date"] {
        for date in ["2024-02-29", "0001-01-01", "9999-12-31"] {
            let json = format!(r#"{{"{name}":"{date}"}}"#);
            assert_eq!(again(&json), json);
        }
        for wrong in ["2023-02-29", "2024-05-01T12:30:00Z", "2024-05-01T12:30:00", "2024-05", ""] {
            let found = error(&format!(r#"{{"{name}":"{wrong}"}}"#));
            let expected =
                format!("at {name}: expected a date, as in \"2024-05-01\", found the string \"{wrong}\"");
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn decimals_keep_every_digit() {
    for decimal in ["0.1", "19.990", "-79228162514264337593543950335", "0.0000000000000000000000000001"] {
        let json = format!(r#"{{"decimal":"{decimal}"}}"#);
        assert_eq!(again(&json), json);
        let json = format!(r#"{{"decimal":{decimal}}}"#);
        assert_eq!(otherwise(&json), json);
    }
    assert_eq!(otherwise(r#"{"decimal":1.5e3}"#), r#"{"decimal":1500}"#);
    let expected = "at decimal: expected a decimal number that 28 digits can hold, \
                    found the string \"0.00000000000000000000000000001\"";
    assert_eq!(error(r#"{"decimal":"0.00000000000000000000000000001"}"#), expected);
    assert!(error_otherwise(r#"{"decimal":1e40}"#).contains("found the number 1e40"));
    assert!(error_otherwise(r#"{"decimal":"1"}"#).contains("expected a number, found the string \"1\""));
}

#[test]
fn other_types_are_read_by_what_they_say() {
    for json in [
        r#"{"uuid":"67e55044-10b1-426f-9247-bb680e5fe0c8"}"#,
        r#"{"uri":"https://example.com/a?b=c#d"}"#,
        r#"{"ip":"192.0.2.1"}"#,
        r#"{"path":"/a \"b\""}"#,
        r#"{"labels":{"a":1}}"#,
    ] {
        assert_eq!(again(json), json);
    }
    assert_eq!(otherwise(r#"{"count":12}"#), r#"{"count":12}"#);
    let expected = "at uuid: expected a UUID, found the string \"67e55044\"";
    assert_eq!(error(r#"{"uuid":"67e55044"}"#), expected);
    let expected = "at uri: expected a URL, found the string \"example\"";
    assert_eq!(error(r#"{"uri":"example"}"#), expected);
    let expected = "at ip: expected the text of a std::net::Ipv4Addr, found the string \"192.0.2\"";
    assert_eq!(error(r#"{"ip":"192.0.2"}"#), expected);
    let expected = "at count: expected the number of a std::num::NonZeroU64, found the number 0";
    assert_eq!(error_otherwise(r#"{"count":0}"#), expected);
    let found = error(r#"{"labels":{"a":"b"}}"#);
    assert!(
        found.starts_with("at labels: expected the JSON of a std::collections::HashMap<String, i64> (inv")
    );
    assert!(found.ends_with("found an object"), "{found}");
}

#[test]
fn base64_is_kept_as_it_came_and_read_when_it_is_wanted() {
    use choices::support::base64::Base64;
    let json = r#"{"bytes":"not Base64!"}"#;
    assert_eq!(again(json), json);
    assert_eq!(Base64::from_text("not Base64!").bytes(), None);
    for (text, bytes) in [
        ("", &b""[..]),
        ("Zg==", b"f"),
        ("Zm8", b"fo"),
        ("Zm9v", b"foo"),
        ("Zm9v\nYmE=\n", b"fooba"),
        ("-_-_", &[0xfb, 0xff, 0xbf]),
        ("+/+/", &[0xfb, 0xff, 0xbf]),
    ] {
        assert_eq!(Base64::from_text(text).bytes().as_deref(), Some(bytes), "{text}");
    }
    for text in ["A", "Zm9vY", "Zg==Zg==", "Ã¼"] {
        assert_eq!(Base64::from_text(text).bytes(), None, "{text}");
    }
    for length in 0..64_u8 {
        let bytes: Vec<u8> = (0..length).map(|index| index.wrapping_mul(91)).collect();
        assert_eq!(Base64::from(bytes.clone()).bytes(), Some(bytes));
    }
    assert_eq!(Base64::from(b"hello").as_str(), "aGVsbG8=");
}

#[tokio::test]
async fn parameters_and_forms_carry_what_json_does() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    let client = choices::Client::builder().base_url(server.uri()).build().expect("a client");
    let offset = jiff::tz::TimeZone::fixed(jiff::tz::offset(2));
    let since = jiff::Timestamp::UNIX_EPOCH.to_zoned_datetime(offset);
    let request = choices::PutRequest::new(jiff::civil::date(2024, 5, 1))
        .since(since.clone())
        .ids([uuid::Uuid::nil(), uuid::Uuid::max()])
        .price(rust_decimal::Decimal::new(1990, 2));
    let _ = client.put(&request).await;
    let values = choices::Values::default().jiff_time(since).bytes(b"hello");
    client.post(&values).await.expect("an answer");
    let requests = server.received_requests().await.expect("requests are recorded");
    let expected = format!(
        "/values/2024-05-01?since=1970-01-01T02%3A00%3A00%2B02%3A00&ids={},{}",
        uuid::Uuid::nil(),
        uuid::Uuid::max()
    );
    let target = &requests[0].url[url::Position::BeforePath..];
    assert_eq!(target, expected);
    assert_eq!(requests[0].headers["price"], "19.90");
    let form = "jiff_time=1970-01-01T02%3A00%3A00%2B02%3A00&bytes=aGVsbG8%3D";
    assert_eq!(requests[1].body, form.as_bytes());
}

#[test]
fn a_choice_is_a_path_or_a_short_name() {
    let path =
        |format: &str, text: &str| Choice::new(Values::Format(format.into()), text).map(|choice| choice.rust);
    assert_eq!(path("date", "jiff"), Ok(Rust::Path("jiff::civil::Date".into())));
    assert_eq!(path("any", "::a::B<c::D, u8>"), Ok(Rust::Path("a::B<c::D, u8>".into())));
    assert_eq!(path("int64", "u32"), Ok(Rust::Format { name: "u32", format: "uint32" }));
    assert_eq!(path("any", "serde_json::Value"), Ok(Rust::Any));
    let reason = "must be a type, found the crate `uuid`; its types are uuid::Uuid";
    assert_eq!(path("date", "uuid"), Err(reason.into()));
    for wrong in ["Money", "super::Money", "a::B<", "a::B>", "a::", "a::b()", "", "a::B\nc"] {
        assert!(path("any", wrong).is_err_and(|reason| reason.contains("the path of a type")), "{wrong}");
    }
}

/// What is said of a `bindery.toml`.
fn said(text: &str) -> String {
    let source = Source { name: "bindery.toml".into(), text: text.into(), syntax: Syntax::Other };
    let mut found = Diagnostics::default();
    bindery::Config::parse(&source.into(), "".as_ref(), &mut found);
    found.finish();
    found.to_string()
}

#[test]
fn a_choice_that_is_none_is_a_problem_of_its_value() {
    let types = r#"
[types]
a = 1
b = "Money"
c = { serde = true }
d = { type = "a::B", serde = 1, dependency = 2, version = "1" }
schemas = "x"
"#;
    let expected = r#"
error[wrong-setting]: `types` must be a table of types, found an integer in it
 --> bindery.toml:3:5

error[wrong-setting]: `types` has a value that must be the path of a type from its crate on, such as `crate::Money`, found `Money`
 --> bindery.toml:4:5

error[wrong-setting]: `types` must be a table of types, found a table without `type` in it
 --> bindery.toml:5:5

error[wrong-setting]: `types` has a `serde` that must be a boolean, found an integer
 --> bindery.toml:6:30

error[wrong-setting]: `types` has a `dependency` that must be a string or a table, found an integer
 --> bindery.toml:6:46

error[wrong-setting]: `types` has a type with `version`; there are only `type`, `serde` and `dependency`
 --> bindery.toml:6:59

error[wrong-setting]: `types` has a `schemas` that must be a table, found a string
 --> bindery.toml:7:11
"#;
    let found = said(types);
    let heads: Vec<&str> = found
        .lines()
        .filter(|line| line.starts_with("error") || line.starts_with(" -->") || line.is_empty())
        .collect();
    assert_eq!(heads.join("\n"), expected.trim());
}
