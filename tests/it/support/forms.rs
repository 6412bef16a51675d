//! Bodies: urlencoded forms and multipart ones, byte by byte.

use bytes::Bytes;
use http::Method;

use super::copied::{
    Error, Request,
    form::{self, Style},
    multipart::{File, Form},
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
        "\"nothing\"\r\n\r\n",
        "\"n\"\r\n\r\n1.5",
        "\"terms\"\r\nContent-Type: text/markdown\r\n\r\n# Terms",
    ];
    let mut expected: String = parts.iter().map(|part| format!("{head}{part}\r\n")).collect();
    expected.push_str("--bindery-part-00000000--\r\n");
    assert_eq!(String::from_utf8_lossy(&body), expected);
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
        let count = String::from_utf8_lossy(&body).matches(boundary).count();
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
    let shown = r#"File { name: "a.txt", media_type: "application/octet-stream", content: 6 bytes }"#;
    assert_eq!(format!("{file:?}"), shown);
}
