//! Pages of lists: what their items are, and where the next page is.

use http::{HeaderMap, HeaderValue, Uri, header::LINK};

use super::copied::paging::{Next, Rule};

const PAGE: &str = "https://api.example.com/v1/pets";

const CURSOR: Next = Next::Cursor { value: &["next"], parameter: "cursor" };
const LAST_ID: Next = Next::LastId { id: &["id"], parameter: "starting_after" };
const URL: Next = Next::Url { value: &["next"] };
const NUMBER: Next = Next::Page { parameter: "page", first: 1, total: Some(&["pages"]) };
const OFFSET: Next = Next::Offset { parameter: "offset" };

fn rule(next: Next) -> Rule {
    Rule { items: &["data"], optional: false, last: None, next }
}

fn uri(query: &str) -> Uri {
    format!("{PAGE}{query}").parse().expect("a URL")
}

/// The items of a page and the next URL without what all have in common, or the error.
#[track_caller]
fn read(rule: Rule, query: &str, links: &[&str], body: &str) -> (String, String) {
    let mut headers = HeaderMap::new();
    for link in links {
        headers.append(LINK, HeaderValue::from_bytes(link.as_bytes()).expect("a header"));
    }
    match rule.read(&uri(query), &headers, body) {
        Ok((items, next)) => {
            let next = next.map_or("-".to_owned(), |next| next.to_string());
            (items.to_owned(), next.strip_prefix(PAGE).unwrap_or(&next).to_owned())
        }
        Err(error) => ("error".to_owned(), error.to_string()),
    }
}

/// Where a page leads to.
#[track_caller]
fn next(next: Next, query: &str, body: &str) -> String {
    read(rule(next), query, &[], body).1
}

#[test]
fn the_items_are_a_member_or_the_body() {
    let items = |items, optional, body| {
        let rule = Rule { items, optional, last: None, next: Next::Link };
        read(rule, "", &[], body)
    };
    let found = |items: &str| (items.to_owned(), "-".to_owned());
    let error = |text: &str| ("error".to_owned(), text.to_owned());
    assert_eq!(
        items(&["data"], false, r#"{"a":1,"data":[ 1, {"data":2}],"b":[]}"#),
        found(r#"[ 1, {"data":2}]"#)
    );
    assert_eq!(items(&["a", "b"], false, r#"{"b":[1],"a":{"a":[2],"b":[3]}}"#), found("[3]"));
    assert_eq!(items(&["data"], false, r#"{"d\u0061ta":[1]}"#), found("[1]"));
    assert_eq!(items(&["data"], false, r#"{"data":[1],"data":[2]}"#), found("[2]"));
    assert_eq!(items(&[], false, " [1,2] "), found("[1,2]"));
    for body in ["{}", r#"{"data":null}"#, "null"] {
        assert_eq!(items(&["data"], true, body), found("[]"));
    }
    let missing = "at the top level: expected the member \"data\", found a body without it";
    assert_eq!(items(&["data"], false, r#"{"ok":false}"#), error(missing));
    let null = "at data: expected an array, found null";
    assert_eq!(items(&["data"], false, r#"{"data":null}"#), error(null));
    for optional in [false, true] {
        let other = "at a.data: expected an array, found an object";
        assert_eq!(items(&["a", "data"], optional, r#"{"a":{"data":{}}}"#), error(other));
        let other = "at data: expected an object, found an array";
        assert_eq!(items(&["data", "a"], optional, r#"{"data":[]}"#), error(other));
        let other = "at the top level: expected an array, found an object";
        assert_eq!(items(&[], optional, "{}"), error(other));
        let other = "at the top level: expected an object, found the end of the text";
        assert_eq!(items(&["data"], optional, ""), error(other));
    }
}

#[test]
fn a_body_that_is_cut_off_is_no_page() {
    let body = r#"{"data":[{"id":"a"},{"id":"ü\n"}],"more":true,"next":"x","pages":3}"#;
    for next in [CURSOR, LAST_ID, URL, NUMBER, OFFSET, Next::Link] {
        let rule = Rule { last: Some((&["more"], false)), ..rule(next) };
        for end in (0..body.len()).filter(|end| body.is_char_boundary(*end)) {
            assert_eq!(read(rule, "", &[], &body[..end]).0, "error", "{next:?} {end}");
        }
        let more = "at the top level: expected the end of the text, found the character ']'";
        assert_eq!(read(rule, "", &[], &format!("{body}]")).1, more);
    }
    let deep = format!(r#"{{"data":[],"a":{}}}"#, "[".repeat(1_000_000));
    assert!(next(CURSOR, "", &deep).contains("at most 128 arrays and objects"));
    let wide = format!(r#"{{"data":[{}1]}}"#, "1,".repeat(100_000));
    assert_eq!(next(OFFSET, "", &wide), "?offset=100001");
}

#[test]
fn a_cursor_goes_into_the_query() {
    let next = |query: &str, value: &str| next(CURSOR, query, &format!(r#"{{"data":[],"next":{value}}}"#));
    assert_eq!(next("", r#""b/==&x""#), "?cursor=b%2F%3D%3D%26x");
    assert_eq!(next("?", r#""b""#), "?cursor=b");
    assert_eq!(next("?limit=10&a=%20b+c&&d", r#""\u0062""#), "?limit=10&a=%20b+c&&d&cursor=b");
    assert_eq!(next("?cursor=a&limit=10", r#""b""#), "?cursor=b&limit=10");
    assert_eq!(next("?%63ursor=a&x&cursor=b&cursors=c&curso=d", "12"), "?cursor=12&x&cursors=c&curso=d");
    assert_eq!(next("?cursor&%=%zz&%6=1", "1.50"), "?cursor=1.50&%=%zz&%6=1");
    for end in ["null", r#""""#, "0"] {
        assert_eq!(next("?cursor=a", end), "-");
    }
    assert_eq!(super::paging::next(CURSOR, "?cursor=a", r#"{"data":[]}"#), "-");
    let again = "at the top level: expected what leads to another page, found what leads to this page again";
    assert_eq!(next("?cursor=a", r#""a""#), again);
    for (wrong, found) in [("true", "the boolean true"), ("[]", "an array"), ("{}", "an object")] {
        assert_eq!(next("", wrong), format!("at next: expected a string or a number, found {found}"));
    }
    let long = format!("\"{}\"", "a".repeat(70_000));
    let expected =
        "at the top level: expected a value for the parameter cursor that fits a URL, found another";
    assert_eq!(next("", &long), expected);
    let brackets = Next::Cursor { value: &["a", "b"], parameter: "page[after]" };
    let body = r#"{"data":[],"a":{"b":"2"}}"#;
    assert_eq!(super::paging::next(brackets, "?page[after]=1&x[y]=2", body), "?page%5Bafter%5D=2&x[y]=2");
    assert_eq!(super::paging::next(brackets, "?page%5bafter%5d=1", body), "?page%5Bafter%5D=2");
}

#[test]
fn a_cursor_that_is_a_url_is_followed() {
    let next = |value: &str| next(CURSOR, "?limit=1", &format!(r#"{{"data":[],"next":"{value}"}}"#));
    assert_eq!(next("https://api.example.com/v1/pets?cursor=b"), "?cursor=b");
    assert_eq!(next("/v1/pets?cursor=b"), "?cursor=b");
    assert_eq!(next("?cursor=b"), "?cursor=b");
    assert_eq!(next("/base64=="), "?limit=1&cursor=%2Fbase64%3D%3D");
    let elsewhere = "at next: expected a URL at https://api.example.com, found one at https://evil.example";
    assert_eq!(next("https://evil.example/v1/pets?cursor=b"), elsewhere);
}

#[test]
fn the_last_item_names_the_next_page() {
    let items = |items: &str, more: &str| {
        let rule = Rule { last: Some((&["has_more"], false)), ..rule(LAST_ID) };
        read(rule, "?limit=2", &[], &format!(r#"{{"data":{items},"has_more":{more}}}"#)).1
    };
    assert_eq!(items(r#"[{"id":"a"},{"x":1,"id":"b"}]"#, "true"), "?limit=2&starting_after=b");
    assert_eq!(items(r#"[{"id":"a"},{"id":12}]"#, "null"), "?limit=2&starting_after=12");
    assert_eq!(items(r#"[{"id":"a"}]"#, "false"), "-");
    assert_eq!(items("[]", "null"), "-");
    let nothing = "at the top level: expected what leads to the next page, which there is, found nothing";
    assert_eq!(items("[]", "true"), nothing);
    let missing = "at the last item: expected the member \"id\", found an item without it";
    assert_eq!(items(r#"[{"id":"a"},{}]"#, "true"), missing);
    assert_eq!(items("[{}]", "1"), "at has_more: expected a boolean, found the number 1");
}

#[test]
fn a_member_can_say_which_page_is_the_last() {
    let last = |on_the_last: bool, says: &str| {
        let rule = Rule { last: Some((&["page", "last"], on_the_last)), ..rule(CURSOR) };
        read(rule, "", &[], &format!(r#"{{"data":[],"next":"b","page":{says}}}"#)).1
    };
    assert_eq!(last(true, r#"{"last":true}"#), "-");
    assert_eq!(last(true, r#"{"last":false}"#), "?cursor=b");
    assert_eq!(last(false, r#"{"last":false}"#), "-");
    assert_eq!(last(false, r#"{"last":true}"#), "?cursor=b");
    for silent in [r#"{"last":null}"#, "{}", "null"] {
        assert_eq!(last(true, silent), "?cursor=b");
    }
}

#[test]
fn links_in_headers() {
    let link = |links: &[&str]| read(rule(Next::Link), "?page=1", links, r#"{"data":[]}"#).1;
    let cases: [(&[&str], &str); 14] = [
        (&[r#"<https://api.example.com/v1/pets?page=2>; rel="next""#], "?page=2"),
        (&[r#"</v1/pets?page=1>; rel="prev", </v1/pets?page=2>; rel="next""#], "?page=2"),
        (&[r#"</v1/pets?page=9>; rel="last""#, r#"</v1/pets?page=2>; rel="next""#], "?page=2"),
        (&["<?page=2>;REL=Next"], "?page=2"),
        (&[r#"<?page=2> ; title="a, <b>; rel=prev \" " ; rel="prefetch next""#], "?page=2"),
        (&[r#"<?page=2>; rel="last"; rel="next""#], "-"),
        (&[r#"<?page=2>; rel="nextish""#], "-"),
        (&[r#"<?page=2>; rel="next"; anchor="/other""#], "-"),
        (&[r#"<?page=2>; rel="next"; results="false"; cursor="0:100:0""#], "-"),
        (&[r#"<?page=2>; rel="next"; results="true""#], "?page=2"),
        (&[r#"<?page=2,3>; rel="next""#], "?page=2,3"),
        (&["<?page=2; rel=next", "", ",,", "<", ">", "<>"], "-"),
        (&["<?page=2>; title=\"rel=next, <?page=3>; rel=next"], "-"),
        (&[], "-"),
    ];
    for (links, expected) in cases {
        assert_eq!(link(links), expected, "{links:?}");
    }
    let elsewhere =
        "at the header Link: expected a URL at https://api.example.com, found one at https://evil.example";
    assert_eq!(link(&["<https://evil.example/?key=secret>; rel=next"]), elsewhere);
    let again = "at the top level: expected what leads to another page, found what leads to this page again";
    assert_eq!(link(&["<>; rel=next"]), again);
}

#[test]
fn urls_stay_at_the_server() {
    let next =
        |value: &str| next(URL, "?page=1", &format!(r#"{{"data":[],"next":{}}}"#, serde_json::json!(value)));
    let cases = [
        ("https://api.example.com/v1/pets?page=2#end", "?page=2"),
        ("HTTPS://API.example.com/v1/pets?page=2", "HTTPS://API.example.com/v1/pets?page=2"),
        ("//api.example.com/v1/pets?page=2", "?page=2"),
        ("/v1/pets?page=2", "?page=2"),
        ("/pets?page=2", "?page=2"),
        ("/others/pets?page=2", "https://api.example.com/others/pets?page=2"),
        ("/", "https://api.example.com/"),
        ("pets?page=2", "?page=2"),
        ("others", "https://api.example.com/v1/others"),
        ("?page=2", "?page=2"),
        (" ?page=2 ", "?page=2"),
        ("?q=a b&r=ü\"|[x]", "?q=a%20b&r=%C3%BC%22%7C[x]"),
        ("?at=10:30/x", "?at=10:30/x"),
    ];
    for (value, expected) in cases {
        let found = next(value);
        assert!(found.eq_ignore_ascii_case(expected), "{value}: {found}");
    }
    let port = next("https://api.example.com:443/v1/pets?page=2");
    assert_eq!(port, "https://api.example.com:443/v1/pets?page=2");
    let elsewhere = [
        ("http://api.example.com/v1/pets?page=2", "http://api.example.com"),
        ("https://api.example.com:8443/v1/pets?page=2", "https://api.example.com:8443"),
        ("https://api.example.com.evil.example/", "https://api.example.com.evil.example"),
        ("//evil.example/v1/pets?page=2", "https://evil.example"),
        ("https://user:secret@api.example.com/v1/pets", "https://api.example.com"),
        ("https://api.example.com@evil.example/", "https://evil.example"),
    ];
    for (value, origin) in elsewhere {
        let expected = format!("at next: expected a URL at https://api.example.com, found one at {origin}");
        assert_eq!(next(value), expected, "{value}");
    }
    for value in [
        "https://api.example.com\\@evil.example/",
        "javascript:alert(1)",
        "https://",
        "data:,x",
        "\u{0}:\r\n",
    ] {
        assert!(next(value).starts_with("at next: expected a URL"), "{value}: {}", next(value));
    }
    for end in [r#"{"data":[]}"#, r#"{"data":[],"next":null}"#, r#"{"data":[],"next":""}"#] {
        assert_eq!(super::paging::next(URL, "", end), "-");
    }
}

#[test]
fn numbers_of_pages() {
    let page = |query: &str, items: &str, pages: &str| {
        next(NUMBER, query, &format!(r#"{{"data":{items},"pages":{pages}}}"#))
    };
    assert_eq!(page("", "[1]", "null"), "?page=2");
    assert_eq!(page("?page=7&a=b", "[1]", "null"), "?page=8&a=b");
    assert_eq!(page("?page=7", "[]", "null"), "-");
    assert_eq!(page("?page=2", "[1]", "3"), "?page=3");
    assert_eq!(page("?page=3", "[1]", "3"), "-");
    assert_eq!(page("?page=9", "[1]", "3.0"), "-");
    assert_eq!(page("?page=2", "[]", "3"), "?page=3");
    assert_eq!(page("", "[]", "0"), "-");
    assert_eq!(page("", "[]", r#""3""#), "at pages: expected an integer, found the string \"3\"");
    let place = "at the parameter page of the query: expected";
    for wrong in ["?page=x", "?page=-1", "?page=", "?page=18446744073709551616"] {
        assert_eq!(
            page(wrong, "[1]", "null"),
            format!("{place} the number of a page or item, found something else")
        );
    }
    let end = format!("{place} a number that others follow, found 18446744073709551615");
    assert_eq!(page("?page=18446744073709551615", "[1]", "null"), end);
    let from_zero = Next::Page { parameter: "page", first: 0, total: Some(&["pages"]) };
    for (query, expected) in [("", "?page=1"), ("?page=1", "?page=2"), ("?page=2", "-")] {
        assert_eq!(next(from_zero, query, r#"{"data":[1],"pages":3}"#), expected);
    }
    let bare = Rule { items: &[], ..rule(Next::Page { parameter: "page", first: 1, total: None }) };
    assert_eq!(read(bare, "", &[], "[1]").1, "?page=2");
    assert_eq!(read(bare, "", &[], "[]").1, "-");
    let told = Rule { last: Some((&["last"], true)), ..rule(NUMBER) };
    assert_eq!(read(told, "", &[], r#"{"data":[],"last":false}"#).1, "?page=2");
    assert_eq!(read(told, "", &[], r#"{"data":[1],"last":true}"#).1, "-");
}

#[test]
fn offsets() {
    assert_eq!(next(OFFSET, "", r#"{"data":[1,[2],{"a":3}]}"#), "?offset=3");
    assert_eq!(next(OFFSET, "?offset=40&limit=3", r#"{"data":[1,2,3]}"#), "?offset=43&limit=3");
    assert_eq!(next(OFFSET, "?offset=40", r#"{"data":[]}"#), "-");
    let place = "at the parameter offset of the query: expected";
    let found = next(OFFSET, "?offset=18446744073709551615", r#"{"data":[1]}"#);
    assert_eq!(found, format!("{place} a number that others follow, found 18446744073709551615"));
    let told = Rule { last: Some((&["more"], false)), ..rule(OFFSET) };
    let again = "at the top level: expected what leads to another page, found what leads to this page again";
    assert_eq!(read(told, "?offset=3", &[], r#"{"data":[],"more":true}"#).1, again);
}
