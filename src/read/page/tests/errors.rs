//! One smallest page for each complaint.

use super::{Sample, documents, operation_and_found, parameter, refused, response};
use crate::{
    diagnostics::SourceProblem,
    read::encoding::{MOST_BYTES, decode},
};

/// The codes of what is said of a refused page.
fn codes(page: &str) -> Vec<String> {
    refused(page).iter().filter_map(|line| line.split(' ').nth(1).map(str::to_owned)).collect()
}

#[test]
fn a_page_without_a_request_is_no_operation_page() {
    assert_eq!(
        refused("<html><title>Pricing</title><h1>Hello</h1></html>"),
        [
            "Error not-an-operation-page  ``: the page `Pricing` shows no operation: the profile `httpdoc-first` comes \
          nearest and finds no HTTP request (`.http .httpExample`), no method (`.requestLine`), no request target \
          (`.httpTarget` with the pattern `^\\+?\\{\\+?baseUrl\\}.*$`), no response (`li.response`)"
        ]
    );
    assert_eq!(codes("<p>x"), ["not-an-operation-page"]);
    assert_eq!(codes("\u{FEFF} \n"), ["empty-source"]);
    assert_eq!(codes(""), ["empty-source"]);
}

#[test]
fn a_page_with_two_requests_is_no_operation_page() {
    let one = Sample::new("GET", "\\a").html();
    assert_eq!(codes(&one.repeat(2)), ["several-operations"]);
}

#[test]
fn a_missing_or_senseless_part_is_an_error_that_says_what_was_looked_for() {
    let good = Sample::new("GET", "\\a").html();
    assert_eq!(
        refused(&good.replace("requestLine", "else")),
        [
            "Error page-does-not-fit  ``: the page fits no profile: the profile `httpdoc-second` comes nearest and finds \
          no method (`.requestLine`)"
        ]
    );
    for class in ["httpExample", "httpTarget", "statusLine", "\"response\""] {
        assert_eq!(codes(&good.replace(class, "else")), ["page-does-not-fit"], "{class}");
    }
    let outside =
        good.replacen("<pre  class=\"httpExample\">", "", 1) + "<p class=http><i class=httpExample>x</i>";
    assert_eq!(
        refused(&outside),
        [
            "Error page-part-missing 4:314 `x`: the page has no method (`.requestLine`) at `x`, where the profile \
          `httpdoc-second` wants it",
            "Error page-part-missing 4:314 `x`: the page has no request target \
          (`.httpTarget`) at `x`, where the profile `httpdoc-second` wants it"
        ]
    );
    assert_eq!(
        refused(&Sample::new("FETCH", "\\a").html()),
        ["Error page-part-unreadable 1:284 `FETCH`: the method (looked for .requestLine) is `FETCH`, \
          not a method of HTTP, such as GET"]
    );
    assert_eq!(codes(&Sample::new("GET", "a").html()), ["page-part-unreadable"]);
    assert_eq!(codes(&Sample::new("GET", "").html()), ["page-part-unreadable"]);
    for status in ["2", "600", "OK", "", "2️⃣00", "-20"] {
        let page = Sample { responses: response(status, "x"), ..Sample::new("GET", "\\a") }.html();
        assert_eq!(codes(&page), ["page-part-unreadable"], "{status}");
    }
}

#[test]
fn each_damaged_parameter_is_told() {
    let mut sample = Sample::new("GET", "\\a");
    sample.parameters = parameter("", "query", "string", "", "optional")
        + &parameter("a", "body", "string", "", "optional")
        + &parameter("b", "query", "string", "", "maybe")
        + "<dt class=\"parameter\">c</dt>";
    assert_eq!(
        codes(&sample.html()),
        [
            "page-part-unreadable",
            "page-part-unreadable",
            "page-part-unreadable",
            "page-part-missing",
            "page-part-missing"
        ]
    );
}

#[test]
fn what_was_decided_is_told() {
    let told = |sample: &Sample| operation_and_found(sample).1;
    let mut sample = Sample::new("GET", "\\a");
    sample.parameters = parameter("a", "query", "string", "", "optional").repeat(2);
    assert!(told(&sample)[0].starts_with("Warning page-part-repeated"));
    let sample =
        Sample { responses: response("200", "a") + &response("200", "b"), ..Sample::new("GET", "\\a") };
    assert!(told(&sample)[0].starts_with("Warning page-part-repeated"));
    assert_eq!(operation_and_found(&sample).0["responses"]["200"]["description"], "a");
    let sample = Sample { headers: vec![("host".into(), "no host".into())], ..Sample::new("GET", "\\a") };
    assert!(told(&sample)[0].starts_with("Warning not-a-host"));
    let cut = Sample::new("GET", "\\a").html();
    let cut = cut.split("</ul>").next().unwrap_or_default();
    assert!(documents(&[("-", cut)]).1[0].starts_with("Warning page-cut-off"));
}

#[test]
fn other_encodings_are_read_or_named() {
    let read = |bytes: &[u8]| decode(bytes.to_vec());
    let named = |encoding: &str| Err(SourceProblem::NotUtf8 { encoding: encoding.into() });
    assert_eq!(read(b"\xEF\xBB\xBF<a>"), Ok("<a>".into()));
    assert_eq!(read(b"\xFF\xFE<\0\xE9\0"), Ok("<é".into()));
    assert_eq!(read(b"\xFE\xFF\0<\0\xE9"), Ok("<é".into()));
    assert_eq!(read(b"\xFF\xFE<\0\0\xD8"), named("UTF-16LE that is damaged"));
    assert_eq!(read(b"\xFF\xFE<"), named("UTF-16LE that is damaged"));
    assert_eq!(read(b"<\0a\0>\0"), named("UTF-16LE without a byte-order mark"));
    assert_eq!(read(b"\xFF\xFE\0\0<\0\0\0"), named("UTF-32"));
    assert_eq!(
        read(b"caf\xE9"),
        named("byte 0xE9 at offset 3; Latin-1 or another one-byte encoding, it seems")
    );
    assert_eq!(
        read(b"<meta charset=\"ISO-8859-1\">\xE9"),
        named("byte 0xE9 at offset 27; iso-8859-1, as it says itself")
    );
    assert_eq!(read(b""), Ok(String::new()));
    assert_eq!(decode(vec![b'a'; MOST_BYTES + 1]), Err(SourceProblem::TooLarge { most: MOST_BYTES }));
}

#[test]
fn what_no_role_claims_is_told_once_for_each_kind() {
    let mut sample = Sample::new("GET", "\\a");
    let since = "<dd><i class=\"since\">since 2</i> default: 5</dd>";
    sample.parameters = ["a", "b"].map(|name| parameter(name, "query", "string", "", "") + since).concat();
    sample.responses =
        response("200", "OK") + "</ul><h2>Rate <i>limits</i></h2><p>5 a second.</p><h3>More</h3>none";
    let other = sample.html().replace("GET", "PUT").replace("Ping", "Put");
    let claims = "no role of the profile `httpdoc-second` claims";
    assert_eq!(
        documents(&[("a.html", &sample.html()), ("b.html", &other)]).1,
        [
            format!(
                "Warning unclaimed-part 4:365 ` default: 5`: {claims} the `dd` of a parameter: `default: 5` (and 3 more)"
            ),
            format!(
                "Warning unclaimed-part 4:354 `since 2`: {claims} the `i.since` of a parameter: `since 2` (and 3 more)"
            ),
            format!(
                "Warning unclaimed-part 4:887 `<h2>Rate <i>limits</i></h2>`: {claims} the section `Rate limits`: `5 a second.` (and 1 more)"
            ),
        ]
    );
}
