//! Bodies: urlencoded forms and multipart ones, byte by byte.

use bytes::Bytes;
use http::Method;

use super::copied::{
    Error, Request,
    form::{self, Property, Style},
    multipart::{Encoding, File, Form},
    parameters,
};

#[test]
fn forms() {
    let cases = [
        ("{}", "", ""),
        (r#"{"a":"x"}"#, "a=x", "a=x"),
        (
            r#"{"a":"b c*-._~+&=%é","d e":1}"#,
            "a=b+c*-._%7E%2B%26%3D%25%C3%A9&d+e=1",
            "a=b+c*-._%7E%2B%26%3D%25%C3%A9&d+e=1",
        ),
        (
            r#"{"a":null,"b":true,"c":1.50,"d":-2e3,"e":""}"#,
            "a=&b=true&c=1.50&d=-2e3&e=",
            "a=&b=true&c=1.50&d=-2e3&e=",
        ),
        (r#"{"a":["x","y"]}"#, "a%5B0%5D=x&a%5B1%5D=y", "a=x&a=y"),
        (r#"{"a":[],"b":{},"c":1}"#, "c=1", "b=%7B%7D&c=1"),
        (
            r#"{"metadata":{"order":"6735","a]":[{"b":1},null]}}"#,
            "metadata%5Border%5D=6735&metadata%5Ba%5D%5D%5B0%5D%5Bb%5D=1&metadata%5Ba%5D%5D%5B1%5D=",
            "metadata=%7B%22order%22%3A%226735%22%2C%22a%5D%22%3A%5B%7B%22b%22%3A1%7D%2Cnull%5D%7D",
        ),
        (
            r#"{"a":[["x"],{"b":"\"\n"}]}"#,
            "a%5B0%5D%5B0%5D=x&a%5B1%5D%5Bb%5D=%22%0A",
            "a=%5B%22x%22%5D&a=%7B%22b%22%3A%22%5C%22%5Cn%22%7D",
        ),
    ];
    for (json, brackets, repeat) in cases {
        assert_eq!(form::encode(json, Style::Brackets).as_deref(), Ok(brackets), "{json}");
        assert_eq!(form::encode(json, Style::Repeat).as_deref(), Ok(repeat), "{json}");
    }
}

/// The spelling of the property `a`, whose author says how it is done, beside one of which nobody says anything.
fn styled(json: &str, style: parameters::Style, reserved: bool) -> String {
    let properties = [Property { name: "a", style, reserved }];
    let json = format!(r#"{{"a":{json},"b":["x","y"]}}"#);
    let form = form::encode_of(&json, Style::Repeat, &properties).expect("an object");
    let (own, rest) = form.split_once("b=").expect("the other is there");
    assert_eq!(rest, "x&b=y");
    own.trim_end_matches('&').to_owned()
}

#[test]
fn properties_of_forms_in_styles_of_their_own() {
    use parameters::Style as Own;
    let (joined, apart) = (Own::Form { explode: false }, Own::Form { explode: true });
    let cases = [
        (joined, r#"["x","y,z",1]"#, "a=x,y%2Cz,1"),
        (joined, r#"{"k":"v w","l":2}"#, "a=k,v+w,l,2"),
        (apart, r#"["x","y"]"#, "a=x&a=y"),
        (apart, r#"{"k[":"v","l":2}"#, "k%5B=v&l=2"),
        (Own::SpaceDelimited, r#"["x","y"]"#, "a=x+y"),
        (Own::TabDelimited, r#"["x","y"]"#, "a=x%09y"),
        (Own::PipeDelimited, r#"["x","y"]"#, "a=x%7Cy"),
        (Own::DeepObject, r#"{"k":{"l":"v w"},"m":["x"]}"#, "a%5Bk%5D%5Bl%5D=v+w&a%5Bm%5D%5B0%5D=x"),
        (Own::Json, r#"{"k":[1,null]}"#, "a=%7B%22k%22%3A%5B1%2Cnull%5D%7D"),
        (Own::Json, r#""x""#, "a=%22x%22"),
        (joined, r#""x""#, "a=x"),
        (joined, "[]", ""),
        (Own::DeepObject, "{}", ""),
        (joined, "null", "a="),
        (Own::Json, "null", "a="),
    ];
    for (style, json, spelled) in cases {
        assert_eq!(styled(json, style, false), spelled, "{style:?} {json}");
    }
    let free = r#""https://x.y/?a[]=b,c#d e&f+g%h;~é""#;
    assert_eq!(
        styled(free, apart, true),
        "a=https://x.y/?a[]=b,c#d+e%26f%2Bg%25h%3B%7E%C3%A9",
        "what forms have a use for stays escaped"
    );
    assert_eq!(styled(r#"["/","|"]"#, Own::PipeDelimited, true), "a=/%7C%7C");
}

#[test]
fn a_property_that_is_no_json_is_refused() {
    let properties = [Property { name: "a", style: parameters::Style::Json, reserved: false }];
    for json in ["", "{", r#"{"a":"#, r#"{"a":[1"#, r#"{"a":1}x"#, "[]"] {
        assert!(form::encode_of(json, Style::Repeat, &properties).is_err(), "{json}");
    }
}

#[test]
fn a_body_that_is_no_form_is_refused() {
    let mut request = Request::new("PostThings", Method::POST, "/things");
    request.form("[1]", Style::Brackets);
    let message = request.into_http("https://example.com").map_err(|error| error.to_string()).err();
    let expected = "PostThings cannot be sent: its body cannot be a form: at the top level: expected an object, found an array";
    assert_eq!(message.as_deref(), Some(expected));
}

#[test]
fn multipart() {
    let mut form = Form::new();
    form.file("file", &File::new("a \"b\"\r\n.txt", "content\r\n").media_type("text/plain"));
    form.optional_file("mask", &Some(File::new("é.bin", vec![0, 1])));
    form.optional_file("none", &None);
    form.files("pages", &[File::new("1", ""), File::new("2", "")]);
    form.field("purpose", "dispute \"evidence\"");
    form.field("tags", &vec!["a", "b"]);
    form.field("sizes", &vec![vec![1], vec![]]);
    form.field("object", &serde_json::json!({"a": [1, null]}));
    form.field("nothing", &None::<i64>);
    form.optional("n", &Some(1.5));
    form.optional("m", &None::<i64>);
    form.part("terms", "text/markdown", "# Terms");
    let (media_type, body) = form.finish();
    assert_eq!(media_type, "multipart/form-data; boundary=bindery-part-00000000");
    let head = "--bindery-part-00000000\r\nContent-Disposition: form-data; name=";
    let octets = "Content-Type: application/octet-stream\r\n";
    let parts = [
        "\"file\"; filename=\"a %22b%22%0D%0A.txt\"\r\nContent-Type: text/plain\r\n\r\ncontent\r\n",
        &format!("\"mask\"; filename=\"é.bin\"\r\n{octets}\r\n\0\u{1}"),
        &format!("\"pages\"; filename=\"1\"\r\n{octets}\r\n"),
        &format!("\"pages\"; filename=\"2\"\r\n{octets}\r\n"),
        "\"purpose\"\r\n\r\ndispute \"evidence\"",
        "\"tags\"\r\n\r\na",
        "\"tags\"\r\n\r\nb",
        "\"sizes\"\r\nContent-Type: application/json\r\n\r\n[1]",
        "\"sizes\"\r\nContent-Type: application/json\r\n\r\n[]",
        "\"object\"\r\nContent-Type: application/json\r\n\r\n{\"a\":[1,null]}",
        "\"n\"\r\n\r\n1.5",
        "\"terms\"\r\nContent-Type: text/markdown\r\n\r\n# Terms",
    ];
    let mut expected: String = parts.iter().map(|part| format!("{head}{part}\r\n")).collect();
    expected.push_str("--bindery-part-00000000--\r\n");
    assert_eq!(&body, expected.as_str());
}

/// The parts of a form, without what all of them begin with.
fn parts(form: Form) -> Vec<String> {
    let (_, body) = form.finish();
    let text = String::from_utf8(body.into_bytes().expect("bytes").to_vec()).expect("a text");
    let text = text.strip_suffix("--bindery-part-00000000--\r\n").expect("the end").to_owned();
    let head = "--bindery-part-00000000\r\nContent-Disposition: form-data; name=";
    text.split(head).skip(1).map(|part| part.strip_suffix("\r\n").expect("an end").to_owned()).collect()
}

#[test]
fn parts_of_which_more_is_said() {
    use parameters::Style as Own;
    let mut form = Form::new();
    form.encoding("json", Encoding::Json("application/vnd.a+json"));
    form.encoding("text", Encoding::Media("text/markdown"));
    form.encoding("file", Encoding::Media("image/png"));
    form.encoding("file", Encoding::Header("X-Kind", "a b"));
    form.encoding("joined", Encoding::Style(Own::Form { explode: false }));
    form.encoding("joined", Encoding::Header("X-Kind", "list"));
    form.encoding("apart", Encoding::Style(Own::Form { explode: true }));
    form.encoding("deep", Encoding::Style(Own::DeepObject));
    form.encoding("spaces", Encoding::Style(Own::SpaceDelimited));
    form.encoding("unsent", Encoding::Header("X-Kind", "none"));
    form.field("json", "text");
    form.field("json", &None::<i64>);
    form.field("json", &serde_json::json!([{"a": 1}, null, "b"]));
    form.field("text", &serde_json::json!(["# A", null, {"b": [1]}]));
    form.field("text", &None::<i64>);
    form.file("file", &File::new("a", "b"));
    form.file(
        "file",
        &File::new("a", "b").media_type("image/gif").header("x-kind", "own").header("X-Page", "3"),
    );
    form.field("joined", &vec!["a", "b c"]);
    form.field("joined", &Vec::<i64>::new());
    form.field("joined", &None::<i64>);
    form.field("apart", &serde_json::json!({"k=": "v", "l": [1]}));
    form.field("deep", &serde_json::json!({"k": {"l": "v"}, "m": [1, 2]}));
    form.field("spaces", &vec!["a", "b"]);
    let expected = [
        "\"json\"\r\nContent-Type: application/vnd.a+json\r\n\r\n\"text\"",
        "\"json\"\r\nContent-Type: application/vnd.a+json\r\n\r\nnull",
        "\"json\"\r\nContent-Type: application/vnd.a+json\r\n\r\n{\"a\":1}",
        "\"json\"\r\nContent-Type: application/vnd.a+json\r\n\r\nnull",
        "\"json\"\r\nContent-Type: application/vnd.a+json\r\n\r\n\"b\"",
        "\"text\"\r\nContent-Type: text/markdown\r\n\r\n# A",
        "\"text\"\r\nContent-Type: text/markdown\r\n\r\n{\"b\":[1]}",
        "\"file\"; filename=\"a\"\r\nX-Kind: a b\r\nContent-Type: image/png\r\n\r\nb",
        "\"file\"; filename=\"a\"\r\nx-kind: own\r\nX-Page: 3\r\nContent-Type: image/gif\r\n\r\nb",
        "\"joined\"\r\nX-Kind: list\r\n\r\na,b c",
        "\"k=\"\r\n\r\nv",
        "\"l\"\r\n\r\n[1]",
        "\"deep[k][l]\"\r\n\r\nv",
        "\"deep[m][0]\"\r\n\r\n1",
        "\"deep[m][1]\"\r\n\r\n2",
        "\"spaces\"\r\n\r\na b",
    ];
    assert_eq!(parts(form), expected);
}

#[test]
fn null_has_no_part() {
    let mut form = Form::new();
    form.field("a", &None::<i64>);
    form.field("b", &vec![Some(1), None, Some(2)]);
    form.optional("c", &Some(None::<i64>));
    assert_eq!(parts(form), ["\"b\"\r\n\r\n1", "\"b\"\r\n\r\n2"]);
}

#[test]
fn a_form_is_left_out_where_no_value_was_given() {
    let is_sent = |add: fn(&mut Form)| {
        let mut form = Form::new();
        add(&mut form);
        let mut request = Request::new("PostFiles", Method::POST, "/files");
        request.optional_multipart(form);
        let request = request.into_http("https://example.com").expect("it can be sent");
        request.headers().contains_key(http::header::CONTENT_TYPE)
    };
    assert!(!is_sent(|_| {}));
    assert!(!is_sent(|form| form.optional("a", &None::<i64>)));
    assert!(!is_sent(|form| form.optional_files("a", &None)));
    assert!(!is_sent(|form| form.members(&serde_json::json!({}))));
    assert!(!is_sent(|form| form.encoding("a", Encoding::Header("X-Kind", "b"))));
    assert!(is_sent(|form| form.optional("a", &Some(Vec::<i64>::new()))));
    assert!(is_sent(|form| form.optional("a", &Some(None::<i64>))));
    assert!(is_sent(|form| form.optional_files("a", &Some(Vec::new()))));
    assert!(is_sent(|form| form.members(&serde_json::json!({"a": null}))));
}

#[test]
fn the_members_of_a_value_are_parts() {
    let mut form = Form::new();
    form.encoding("b", Encoding::Json("application/json"));
    let form = form.with(&serde_json::json!({"a\"\r\n": ["x", 1], "b": "y", "c": {"d": 1}, "e": null}));
    let expected = [
        "\"a%22%0D%0A\"\r\n\r\nx",
        "\"a%22%0D%0A\"\r\n\r\n1",
        "\"b\"\r\nContent-Type: application/json\r\n\r\n\"y\"",
        "\"c\"\r\nContent-Type: application/json\r\n\r\n{\"d\":1}",
    ];
    assert_eq!(parts(form), expected);
    assert_eq!(
        refused(Form::new().with(&vec![1])),
        "its body cannot be a form: at the top level: expected an object, found an array"
    );
}

/// Why a form cannot be sent.
fn refused(form: Form) -> String {
    let mut request = Request::new("PostFiles", Method::POST, "/files");
    request.multipart(form);
    match request.into_http("https://example.com") {
        Err(Error::Request { problem, .. }) => problem,
        other => panic!("it is sent: {other:?}"),
    }
}

#[test]
fn a_header_of_a_part_cannot_add_others() {
    let mut form = Form::new();
    form.file("file", &File::new("a", "").header("X-Page", "1\r\nX: y"));
    let problem = "the value of the header `X-Page` has a line break or another control character";
    assert_eq!(refused(form), problem);
    let mut form = Form::new();
    form.file("file", &File::new("a", "").header("X Page", "1"));
    assert_eq!(refused(form), "`X Page` cannot be the name of a header");
}

#[test]
fn a_boundary_is_in_no_part() {
    let cases = [
        ("", "bindery-part-00000000"),
        ("bindery-part-0000000", "bindery-part-00000000"),
        ("--bindery-part-00000001", "bindery-part-00000000"),
        ("bindery-part-bindery-part-00000000", "bindery-part-00000001"),
        ("bindery-part-00000000 bindery-part-00000002 bindery-part-00000001", "bindery-part-00000003"),
        ("bindery-part-+0000000", "bindery-part-00000001"),
    ];
    for (content, boundary) in cases {
        let mut form = Form::new();
        form.file("file", &File::new("a", content));
        form.field("b", "");
        let (media_type, body) = form.finish();
        assert_eq!(media_type, format!("multipart/form-data; boundary={boundary}"), "{content}");
        let count = String::from_utf8_lossy(body.as_bytes().expect("bytes")).matches(boundary).count();
        assert_eq!(count, 3, "{content}");
    }
}

#[test]
fn a_media_type_cannot_add_headers() {
    let mut form = Form::new();
    form.file("file", &File::new("a", "").media_type("text/plain\r\nX: y"));
    let mut request = Request::new("PostFiles", Method::POST, "/files");
    request.multipart(form);
    let error = request.into_http("https://example.com").expect_err("a line break");
    assert!(matches!(&error, Error::Request { problem, .. } if problem.contains("media type")), "{error}");
}

#[test]
fn a_file_is_shown_without_its_content() {
    let file = File::new("a.txt", Bytes::from_static(b"secret"));
    let shown = r#"File { name: "a.txt", media_type: None, headers: [], content: Body(6 bytes) }"#;
    assert_eq!(format!("{file:?}"), shown);
}
