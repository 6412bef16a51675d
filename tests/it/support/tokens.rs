//! Tokens that a client gets for itself.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, Response};

use super::copied::{Grant, base64::Base64, token::Tokens};

const URL: &str = "https://example.com/oauth2/token?tenant=1";

/// What basic authentication sends for a name and a password that are spelled already.
fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", Base64::from(format!("{user}:{password}").as_bytes()).as_str())
}

fn tokens() -> Tokens {
    Tokens::client_credentials(URL, "s6BhdRkqt3", "gX1fBat3bV", &["files:read", "files:write"])
}

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

fn answer(status: u16, body: impl Into<Bytes>) -> Response<Bytes> {
    Response::builder().status(status).body(body.into()).expect("an answer")
}

/// What an answer brings, as text.
fn taken(tokens: &Tokens, status: u16, body: &str) -> Result<String, String> {
    tokens.take(&answer(status, body.to_owned()), seconds(1000)).map(|value| text(&value).to_owned())
}

fn text(value: &HeaderValue) -> &str {
    value.to_str().expect("text")
}

fn form(tokens: &Tokens) -> String {
    String::from_utf8(tokens.request().into_body().to_vec()).expect("text")
}

/// How long a token is good, in seconds after 1000, if an answer says this of its life; `None` if for ever.
fn good_for(life: &str) -> Option<u64> {
    let tokens = tokens();
    taken(&tokens, 200, &format!(r#"{{"access_token": "a"{life}}}"#)).expect("a token");
    // The answer may be any second of the next two hours, and then there is none.
    let is_good = |after: &u64| tokens.current(seconds(1000 + after)).is_some();
    let count = (0..7200).take_while(is_good).count() as u64;
    (count < 7200 || !is_good(&(u64::MAX - 1000))).then_some(count)
}

#[test]
fn a_token_is_asked_for_by_id_and_secret() {
    let request = tokens().request();
    assert_eq!((request.method(), request.uri().to_string().as_str()), (&Method::POST, URL));
    let header = |name: &str| text(&request.headers()[name]);
    // The example of RFC 6749 section 4.4.2, whose secret is `gX1fBat3bV`.
    assert_eq!(header("authorization"), "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW");
    assert_eq!(header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(header("accept"), "application/json");
    assert!(request.headers()["authorization"].is_sensitive());
    assert_eq!(request.headers().len(), 3);
    assert_eq!(form(&tokens()), "grant_type=client_credentials&scope=files%3Aread+files%3Awrite");
    let plain = Tokens::client_credentials(URL, "id", "secret", &[]);
    assert_eq!(form(&plain), "grant_type=client_credentials");
}

#[test]
fn an_id_and_a_secret_are_spelled_as_in_a_form() {
    let login = |id: &str, secret: &str| {
        let request = Tokens::client_credentials(URL, id, secret, &[]).request();
        text(&request.headers()["authorization"]).to_owned()
    };
    assert_eq!(login("a:b", "c d"), basic("a%3Ab", "c+d"));
    assert_eq!(login("é\r\n", "*-._~%+/"), basic("%C3%A9%0D%0A", "*-._%7E%25%2B%2F"));
    assert_eq!(login("", ""), basic("", ""));
    let long = "x".repeat(100_000);
    assert_eq!(login(&long, &long), basic(&long, &long));
}

#[test]
fn a_token_is_used_until_shortly_before_its_end() {
    let tokens = tokens();
    assert_eq!(tokens.current(seconds(0)), None);
    let body = r#"{"access_token": "2YotnFZFEjr1zCsicMWpAA", "token_type": "bearer", "expires_in": 3600}"#;
    let value = tokens.take(&answer(200, body), seconds(1000)).expect("a token");
    assert_eq!(text(&value), "Bearer 2YotnFZFEjr1zCsicMWpAA");
    assert!(value.is_sensitive());
    let last = tokens.current(seconds(1000 + 3600 - 31)).expect("it is good");
    assert!(last == value && last.is_sensitive());
    assert_eq!(tokens.current(seconds(1000 + 3600 - 30)), None);
}

#[test]
fn lives_of_tokens() {
    let cases = [
        // Without thirty seconds, or a tenth if that is less.
        (r#", "expires_in": 3600"#, Some(3570)),
        (r#", "expires_in": 300"#, Some(270)),
        (r#", "expires_in": 100"#, Some(90)),
        (r#", "expires_in": 10"#, Some(9)),
        (r#", "expires_in": 0"#, Some(0)),
        (r#", "expires_in": "3600""#, Some(3570)),
        (r#", "expires_in": " 3600.0 ""#, Some(3570)),
        (r#", "expires_in": 3.6e3"#, Some(3570)),
        // What is no length of time says nothing.
        ("", None),
        (r#", "expires_in": null"#, None),
        (r#", "expires_in": -1"#, None),
        (r#", "expires_in": "soon""#, None),
        (r#", "expires_in": "NaN""#, None),
        (r#", "expires_in": "inf""#, None),
        (r#", "expires_in": [3600]"#, None),
        (r#", "expires_in": 1e300"#, None),
        (r#", "expires_in": 18446744073709551615"#, None),
        (r#", "expires_in": 99999999999999999999999999"#, None),
    ];
    for (life, expected) in cases {
        assert_eq!(good_for(life), expected, "{life}");
    }
}

#[test]
fn what_is_taken_for_a_token() {
    let good = [
        (r#"{"access_token": "a", "token_type": "Bearer"}"#, "Bearer a"),
        (r#"{"access_token": "a", "token_type": "BEARER", "more": {}}"#, "Bearer a"),
        (r#"{"access_token": "a.b-c_d~e+f/g=="}"#, "Bearer a.b-c_d~e+f/g=="),
        (r#"{"access_token": "a", "token_type": null}"#, "Bearer a"),
    ];
    for (body, expected) in good {
        assert_eq!(taken(&tokens(), 200, body).as_deref(), Ok(expected), "{body}");
    }
    let none = "the token server answered 200 OK without a token";
    let bad = [
        ("", none),
        ("{}", none),
        ("<html>", none),
        (r#"{"access_token": ""}"#, none),
        (r#"{"access_token": 5}"#, none),
        (r#"["access_token"]"#, none),
        (r#"{"access_token": "a""#, none),
        (
            r#"{"access_token": "a", "token_type": "mac"}"#,
            "the token is of the type `mac`, and only `Bearer` is known",
        ),
        (r#"{"access_token": "a\r\nX: 1"}"#, "the token has a line break or another control character"),
        (r#"{"error": "bad_code"}"#, "the token server answered 200 OK: bad_code"),
    ];
    for (body, expected) in bad {
        let tokens = tokens();
        assert_eq!(taken(&tokens, 200, body), Err(expected.to_owned()), "{body}");
        assert_eq!(tokens.current(seconds(0)), None, "{body}");
    }
    assert_eq!(taken(&tokens(), 200, &"[".repeat(1 << 20)), Err(none.to_owned()));
    assert_eq!(
        tokens().take(&answer(200, vec![0xff; 1000]), seconds(0)).as_ref().map(text),
        Err(&none.to_owned())
    );
}

#[test]
fn an_error_says_why_and_shows_no_token() {
    let cases = [
        (401, r#"{"error": "invalid_client"}"#, "401 Unauthorized: invalid_client"),
        (
            400,
            r#"{"error": "invalid_scope", "error_description": "No such\nscope.", "access_token": "SECRET"}"#,
            "400 Bad Request: invalid_scope: No such scope.",
        ),
        (400, r#"{"error_description": "No."}"#, "400 Bad Request: No."),
        (403, r#"{"error": {"message": "SECRET"}}"#, "403 Forbidden without a token"),
        (500, r#"{"access_token": "SECRET"}"#, "500 Internal Server Error without a token"),
        (302, "SECRET", "302 Found without a token"),
    ];
    for (status, body, expected) in cases {
        let expected = format!("the token server answered {expected}");
        assert_eq!(taken(&tokens(), status, body), Err(expected), "{body}");
    }
    let long = format!(r#"{{"error": "{0}", "error_description": "{0}"}}"#, "é".repeat(1_000_000));
    let expected = format!("the token server answered 400 Bad Request: {0}: {0}", "é".repeat(300));
    assert_eq!(taken(&tokens(), 400, &long), Err(expected));
}

#[test]
fn a_refresh_token_is_used_until_it_is_refused() {
    let tokens = tokens();
    assert!(!tokens.is_renewal());
    let body = r#"{"access_token": "a", "refresh_token": "r/1 +", "expires_in": 10}"#;
    assert_eq!(taken(&tokens, 200, body).as_deref(), Ok("Bearer a"));
    assert!(tokens.is_renewal());
    assert_eq!(form(&tokens), "grant_type=refresh_token&refresh_token=r%2F1+%2B");
    // An answer without another one leaves it good, and one with another one takes its place.
    assert_eq!(
        taken(&tokens, 200, r#"{"access_token": "b", "refresh_token": ""}"#).as_deref(),
        Ok("Bearer b")
    );
    assert_eq!(form(&tokens), "grant_type=refresh_token&refresh_token=r%2F1+%2B");
    assert_eq!(
        taken(&tokens, 200, r#"{"access_token": "c", "refresh_token": "r2"}"#).as_deref(),
        Ok("Bearer c")
    );
    assert_eq!(form(&tokens), "grant_type=refresh_token&refresh_token=r2");

    assert!(taken(&tokens, 400, r#"{"error": "invalid_grant"}"#).is_err());
    assert!(!tokens.is_renewal());
    assert_eq!(form(&tokens), "grant_type=client_credentials&scope=files%3Aread+files%3Awrite");
    // What another call got in the meantime is not lost.
    assert_eq!(tokens.current(seconds(0)).as_ref().map(text), Some("Bearer c"));
}

#[test]
fn a_token_that_was_refused_is_forgotten_and_its_refresh_token_is_not() {
    let tokens = tokens();
    tokens.forget();
    assert_eq!(
        taken(&tokens, 200, r#"{"access_token": "a", "refresh_token": "r"}"#).as_deref(),
        Ok("Bearer a")
    );
    tokens.forget();
    assert_eq!(tokens.current(seconds(0)), None);
    assert_eq!(form(&tokens), "grant_type=refresh_token&refresh_token=r");
    assert_eq!(taken(&tokens, 200, r#"{"access_token": "b"}"#).as_deref(), Ok("Bearer b"));
    assert_eq!(tokens.current(seconds(0)).as_ref().map(text), Some("Bearer b"));
}

#[test]
fn a_url_to_which_nobody_can_send_a_secret_is_told() {
    let not_like = Some("the token URL is not like `https://example.com/oauth2/token`");
    let cases = [
        (URL, None),
        ("http://127.0.0.1:8080/token", None),
        ("https://example.com", None),
        ("", Some("the token URL is not valid")),
        ("https://exa mple.com/", Some("the token URL is not valid")),
        ("/oauth2/token", not_like),
        ("example.com", not_like),
        ("ftp://example.com/token", not_like),
        ("https://user:SECRET@example.com/token", not_like),
        (
            "https://example.com/{tenant}/token",
            Some("the token URL has a part in braces that was not filled in"),
        ),
    ];
    for (url, expected) in cases {
        let tokens = Tokens::client_credentials(url, "id", "secret", &[]);
        assert_eq!(tokens.problem(), expected, "{url}");
        let sent_to = tokens.request().uri().to_string();
        assert_eq!(sent_to.trim_end_matches('/'), if expected.is_none() { url } else { "" });
    }
}

#[test]
fn nothing_that_is_secret_is_shown() {
    let tokens = Tokens::client_credentials("https://example.com?key=SECRET", "SECRET", "SECRET", &["a"]);
    let body = r#"{"access_token": "SECRET", "refresh_token": "SECRET"}"#;
    let value = tokens.take(&answer(200, body), seconds(0)).expect("a token");
    assert_eq!(format!("{tokens:?} {value:?}"), "Tokens { .. } Sensitive");
}

#[test]
fn many_threads_may_ask_at_once() {
    let tokens = tokens();
    std::thread::scope(|scope| {
        for index in 0..4 {
            let tokens = &tokens;
            scope.spawn(move || {
                for count in 0..250 {
                    let body = format!(r#"{{"access_token": "{index}-{count}", "refresh_token": "r"}}"#);
                    assert_eq!(taken(tokens, 200, &body), Ok(format!("Bearer {index}-{count}")));
                    tokens.forget();
                    let _ = (tokens.current(seconds(0)), tokens.request());
                }
            });
        }
    });
    assert_eq!(tokens.current(seconds(0)), None);
}
