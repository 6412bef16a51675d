//! Requests: paths, queries, headers, cookies and base URLs, as they go over the wire.

use std::collections::BTreeMap;

use http::Method;

use super::copied::{
    Request,
    json::Encode,
    parameters::{PathStyle, Style},
};

fn request(path: &str) -> Request {
    Request::new("GetThing", Method::GET, path)
}

#[track_caller]
fn target(request: Request) -> String {
    let http = request.into_http("https://example.com").expect("a request that can be sent");
    http.uri().path_and_query().map(ToString::to_string).unwrap_or_default()
}

#[track_caller]
fn refusal(request: Request) -> String {
    request.into_http("https://example.com").expect_err("a request that cannot be sent").to_string()
}

const SIMPLE: PathStyle = PathStyle::Simple { explode: false };

#[test]
fn no_value_leaves_its_segment() {
    let cases = [
        ("cus_123", "/v1/customers/cus_123/sources"),
        ("a/b", "/v1/customers/a%2Fb/sources"),
        ("a?b#c", "/v1/customers/a%3Fb%23c/sources"),
        ("100%", "/v1/customers/100%25/sources"),
        ("%2F", "/v1/customers/%252F/sources"),
        ("../..", "/v1/customers/..%2F../sources"),
        ("...", "/v1/customers/.../sources"),
        ("a b", "/v1/customers/a%20b/sources"),
        ("ü🦀", "/v1/customers/%C3%BC%F0%9F%A6%80/sources"),
        ("a\\b;c=d@e:f&g+h,i", "/v1/customers/a%5Cb%3Bc%3Dd%40e%3Af%26g%2Bh%2Ci/sources"),
        ("{customer}", "/v1/customers/%7Bcustomer%7D/sources"),
        ("~-._", "/v1/customers/~-._/sources"),
        ("\r\n\0", "/v1/customers/%0D%0A%00/sources"),
    ];
    for (value, path) in cases {
        let mut request = request("/v1/customers/{customer}/sources");
        request.path_as("customer", SIMPLE, &value);
        assert_eq!(target(request), path, "{value:?}");
    }
    for value in [".", ".."] {
        let mut request = request("/v1/customers/{customer}/sources");
        request.path_as("customer", SIMPLE, &value);
        let path = format!("`/v1/customers/{value}/sources`");
        let message = format!("the path {path} has a segment of dots, which leads to another path");
        assert_eq!(refusal(request), format!("GetThing cannot be sent: {message}"));
    }
    for value in [Some(""), None] {
        let mut request = request("/v1/customers/{customer}/sources");
        request.path_as("customer", SIMPLE, &value);
        assert_eq!(refusal(request), "GetThing cannot be sent: the path parameter `customer` is empty");
    }
}

#[test]
fn parameters_are_parts_of_segments() {
    let mut call = request("/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json");
    call.path_as("AccountSid", SIMPLE, &"AC1");
    call.path_as("Sid", SIMPLE, &"..");
    assert_eq!(target(call), "/2010-04-01/Accounts/AC1/Calls/...json");

    let mut pair = request("/{a}:{b}/{a}");
    pair.path_as("a", SIMPLE, &1);
    pair.path_as("b", SIMPLE, &true);
    assert_eq!(target(pair), "/1:true/1");

    let mut dots = request("/x/{a}{b}");
    dots.path_as("a", SIMPLE, &".");
    dots.path_as("b", SIMPLE, &".");
    assert!(refusal(dots).contains("segment of dots"));

    assert_eq!(refusal(request("/x/{a}")), "GetThing cannot be sent: the path parameter `a` has no value");
}

#[test]
fn literal_paths() {
    let cases = [
        ("", "/"),
        ("/", "/"),
        ("no/slash", "/no/slash"),
        ("/a//b/", "/a//b/"),
        ("/a b/ü", "/a%20b/%C3%BC"),
        ("/a%20b", "/a%20b"),
        ("/users(1)/$count;v=1", "/users(1)/$count;v=1"),
        ("/do?action=x y", "/do?action=x%20y"),
        ("/#Action=Foo", "/"),
    ];
    for (path, expected) in cases {
        assert_eq!(target(request(path)), expected, "{path:?}");
    }
    let mut both = request("/do?action=x");
    both.query_as("limit", Style::Form { explode: true }, &1);
    assert_eq!(target(both), "/do?action=x&limit=1");
    assert!(refusal(request("/a/%2e%2E/b")).contains("segment of dots"));
}

fn object() -> BTreeMap<String, String> {
    [("R", "100"), ("G,", "2=0")].map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

#[test]
fn query_styles() {
    let form = Style::Form { explode: false };
    let exploded = Style::Form { explode: true };
    let (list, object, empty) = (vec!["a,b", "c d"], object(), Vec::<String>::new());
    let deep = serde_json::json!({"a": {"b": ["x", {"c": null}]}, "d": 1});
    let cases: Vec<(Style, &dyn Encode, &str)> = vec![
        (
            exploded,
            &"a b+c:/?#[]@!$&'()*,;=%~é",
            "?p%3C=a%20b%2Bc%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2C%3B%3D%25~%C3%A9",
        ),
        (exploded, &1.5, "?p%3C=1.5"),
        (exploded, &false, "?p%3C=false"),
        (exploded, &"", "?p%3C="),
        (exploded, &None::<i64>, ""),
        (exploded, &Some(3), "?p%3C=3"),
        (exploded, &list, "?p%3C=a%2Cb&p%3C=c%20d"),
        (exploded, &object, "?G%2C=2%3D0&R=100"),
        (exploded, &empty, ""),
        (form, &list, "?p%3C=a%2Cb,c%20d"),
        (form, &object, "?p%3C=G%2C,2%3D0,R,100"),
        (form, &empty, ""),
        (Style::SpaceDelimited, &list, "?p%3C=a%2Cb%20c%20d"),
        (Style::TabDelimited, &list, "?p%3C=a%2Cb%09c%20d"),
        (Style::PipeDelimited, &list, "?p%3C=a%2Cb%7Cc%20d"),
        (Style::PipeDelimited, &object, "?p%3C=G%2C%7C2%3D0%7CR%7C100"),
        (Style::DeepObject, &object, "?p%3C%5BG%2C%5D=2%3D0&p%3C%5BR%5D=100"),
        (
            Style::DeepObject,
            &deep,
            "?p%3C%5Ba%5D%5Bb%5D%5B0%5D=x&p%3C%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=&p%3C%5Bd%5D=1",
        ),
        (Style::DeepObject, &None::<i64>, ""),
        (Style::Json, &list, "?p%3C=%5B%22a%2Cb%22%2C%22c%20d%22%5D"),
        (Style::Json, &None::<i64>, ""),
    ];
    for (style, value, query) in cases {
        let mut request = request("/");
        request.query_as("p<", style, value);
        assert_eq!(target(request), format!("/{query}"), "{style:?}");
    }
    let mut reserved = request("/");
    reserved.query_reserved("p[", exploded, &"https://a.b/c?d=e&f#[g] %20");
    assert_eq!(target(reserved), "/?p%5B=https://a.b/c?d=e%26f%23%5Bg%5D%20%20");
}

#[test]
fn path_styles() {
    let (list, object) = (vec!["a/b", "c"], object());
    let cases: Vec<(PathStyle, &dyn Encode, &str)> = vec![
        (SIMPLE, &list, "a%2Fb,c"),
        (SIMPLE, &object, "G%2C,2%3D0,R,100"),
        (PathStyle::Simple { explode: true }, &list, "a%2Fb,c"),
        (PathStyle::Simple { explode: true }, &object, "G%2C=2%3D0,R=100"),
        (PathStyle::Label { explode: false }, &5, ".5"),
        (PathStyle::Label { explode: false }, &list, ".a%2Fb,c"),
        (PathStyle::Label { explode: true }, &list, ".a%2Fb.c"),
        (PathStyle::Label { explode: false }, &object, ".G%2C,2%3D0,R,100"),
        (PathStyle::Label { explode: true }, &object, ".G%2C=2%3D0.R=100"),
        (PathStyle::Matrix { explode: false }, &5, ";p%3C=5"),
        (PathStyle::Matrix { explode: false }, &"", ";p%3C"),
        (PathStyle::Matrix { explode: false }, &list, ";p%3C=a%2Fb,c"),
        (PathStyle::Matrix { explode: true }, &list, ";p%3C=a%2Fb;p%3C=c"),
        (PathStyle::Matrix { explode: false }, &object, ";p%3C=G%2C,2%3D0,R,100"),
        (PathStyle::Matrix { explode: true }, &object, ";G%2C=2%3D0;R=100"),
        (PathStyle::Json, &list, "%5B%22a%2Fb%22%2C%22c%22%5D"),
    ];
    for (style, value, path) in cases {
        let mut request = request("/{p<}");
        request.path_as("p<", style, value);
        assert_eq!(target(request), format!("/{path}"), "{style:?}");
    }
}

#[test]
fn headers_and_cookies() {
    let mut request = request("/");
    request.header("X-Text", &"a, b");
    request.header("X-Number", &7);
    request.header("X-List", &vec!["a", "b"]);
    request.header("X-Object", &object());
    request.header_exploded("X-Exploded", &object());
    request.header("X-None", &None::<String>);
    request.header("X-Empty", &Vec::<String>::new());
    request.cookie_as("a b", Style::Form { explode: true }, &"x;y");
    request.cookie_as("list", Style::Form { explode: false }, &vec![1, 2]);
    request.cookie_as("both", Style::Form { explode: true }, &vec![1, 2]);
    request.cookie_as("none", Style::Form { explode: true }, &None::<i64>);
    request.accept("application/json");
    request.body("application/json", "{}");
    let http = request.into_http("https://example.com").expect("a request that can be sent");
    let headers: Vec<String> = http
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    let expected = [
        "x-text: a, b",
        "x-number: 7",
        "x-list: a,b",
        "x-object: G,,2=0,R,100",
        "x-exploded: G,=2=0,R=100",
        "accept: application/json",
        "content-type: application/json",
        "cookie: a%20b=x%3By; list=1,2; both=1; both=2",
    ];
    assert_eq!(headers, expected);
    assert_eq!(http.body(), "{}");
}

#[test]
fn a_header_cannot_end_early() {
    for value in ["a\r\nX-Evil: b", "a\n", "a\0", "\u{7f}"] {
        let mut request = request("/");
        request.header("X-Thing", &value);
        let message = "the value of the header `X-Thing` has a line break or another control character";
        assert_eq!(refusal(request), format!("GetThing cannot be sent: {message}"));
    }
    let mut request = request("/");
    request.header("X Thing", &"a");
    request.header("X-Thing", &"\n");
    assert_eq!(refusal(request), "GetThing cannot be sent: `X Thing` cannot be the name of a header");
}

#[test]
fn base_urls() {
    let cases = [
        ("https://example.com", "https://example.com/things/"),
        ("https://example.com/", "https://example.com/things/"),
        ("http://example.com:8080/api/v2/", "http://example.com:8080/api/v2/things/"),
        ("https://[::1]/x", "https://[::1]/x/things/"),
    ];
    for (base, url) in cases {
        let http = request("/things/").into_http(base).expect("a base URL");
        assert_eq!(http.uri().to_string(), url);
    }
    let bad = [
        "",
        "/api",
        "example.com",
        "example.com:80",
        "ftp://example.com",
        "https://",
        "https:///x",
        "https://a b",
        "https://example.com/?a=b",
        "https://example.com/#a",
    ];
    for base in bad {
        let error = request("/").into_http(base).expect_err("not a base URL").to_string();
        assert!(
            error.starts_with(&format!("GetThing cannot be sent: the base URL `{base}` is not ")),
            "{error}"
        );
    }
    let error =
        request("/").into_http("https://user:secret@example.com").expect_err("a password").to_string();
    assert_eq!(error, "GetThing cannot be sent: the base URL holds a user name; give that to basic_auth");
}
