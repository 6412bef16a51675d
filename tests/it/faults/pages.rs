//! Lists that are answered page by page: where they end, and what must not be followed.

use super::{
    builder, client, retry,
    server::{Act, Script, Server, answer, json},
    within,
};
use crate::clients::post::{
    Letter, ListBoxesRequest, ListLettersRequest, ListStampsRequest, Problem,
    support::{Error, items::Items},
};

fn letters(ids: &[&str], more: bool) -> Script {
    let data: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    vec![json(&format!(r#"{{"data":[{}],"has_more":{more}}}"#, data.join(",")))]
}

fn boxes(items: &str, link: &str) -> Script {
    vec![answer("200 OK", &format!("application/json\r\nLink: {link}"), items)]
}

fn stamps(items: &str, next: &str) -> Script {
    vec![json(&format!(r#"{{"stamps":{items},"next_cursor":{next}}}"#))]
}

/// All items up to the end, or up to an error, which ends them.
async fn all<T, E>(mut items: Items<T, E>) -> (Vec<T>, Option<Error<E>>)
where
    T: crate::clients::post::support::json::Decode,
{
    let mut all = Vec::new();
    while let Some(item) = within(items.next()).await {
        match item {
            Ok(item) => all.push(item),
            Err(error) => {
                assert!(within(items.next()).await.is_none(), "behind an error nothing follows");
                return (all, Some(error));
            }
        }
        assert!(all.len() < 1000, "it ends");
    }
    (all, None)
}

fn ids(letters: &[Letter]) -> Vec<&str> {
    letters.iter().map(|letter| letter.id.as_str()).collect()
}

/// Whether an error is the right one.
type Check = fn(&Error<Problem>) -> bool;

#[tokio::test]
async fn pages_as_stripe_has_them() {
    let server =
        Server::start([letters(&["a", "b"], true), letters(&[], true), letters(&["c"], false)]).await;
    let request = ListLettersRequest::new().limit(2);
    let (found, error) = all(client(&server).list_letters_items(&request)).await;
    assert_eq!((ids(&found), server.count()), (vec!["a", "b"], 2));
    // There is said to be more, and no way to it.
    let error = error.expect("an empty page leads nowhere");
    assert!(matches!(error, Error::Decode { .. }), "{error}");

    let server = Server::start([letters(&["a", "b/&"], true), letters(&["c"], false)]).await;
    let (found, error) = all(client(&server).list_letters_items(&request)).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(ids(&found), ["a", "b/&", "c"]);
    let expected = ["GET /v1/letters?limit=2", "GET /v1/letters?limit=2&starting_after=b%2F%26"];
    assert_eq!(server.lines(), expected);
}

#[tokio::test]
async fn pages_by_the_header_link() {
    let server = Server::start([
        boxes(r#"["a"]"#, r#"</v1/boxes?page=2>; rel="next""#),
        boxes(r#"["b"]"#, r#"<?page=3&x=y>; rel=next, </v1/boxes>; rel="first""#),
        boxes(r#"["c"]"#, r#"</v1/boxes>; rel="first""#),
    ])
    .await;
    let found = within(client(&server).list_boxes_items(&ListBoxesRequest::new()).all()).await;
    assert_eq!(found.expect("all of them"), ["a", "b", "c"]);
    assert_eq!(server.lines(), ["GET /v1/boxes", "GET /v1/boxes?page=2", "GET /v1/boxes?page=3&x=y"]);
}

#[tokio::test]
async fn pages_by_a_cursor() {
    let scripts = [stamps(r#"["a"]"#, r#""b=/""#), stamps("[]", r#""c""#), stamps(r#"["d"]"#, "null")];
    let server = Server::start(scripts).await;
    let client = builder(&server).query("key", "k").token("t").build().expect("a client");
    let found = within(client.list_stamps_items(&ListStampsRequest::new()).all()).await;
    assert_eq!(found.expect("all of them"), ["a", "d"]);
    let lines = server.lines();
    let expected =
        ["?key=k", "?key=k&cursor=b%3D%2F", "?key=k&cursor=c"].map(|query| format!("GET /v1/stamps{query}"));
    assert_eq!(lines, expected);
    assert!(server.requests().iter().all(|one| one.header("authorization") == Some("Bearer t")));
}

#[tokio::test]
async fn a_page_on_another_host_is_not_asked_for() {
    let other = Server::start([boxes(r#"["stolen"]"#, "<x>")]).await;
    let port = other.url().rsplit(':').next().expect("a port").to_owned();
    let links = [
        format!("<{}/v1/boxes?page=2>; rel=next", other.url()),
        format!("<//127.0.0.1:{port}/v1/boxes>; rel=next"),
        "<https://evil.example.com/>; rel=next".to_owned(),
        "<http://127.0.0.1@evil.example.com/>; rel=next".to_owned(),
        "<file:///etc/passwd>; rel=next".to_owned(),
    ];
    for link in links {
        let server = Server::start([boxes(r#"["a"]"#, &link)]).await;
        let client = builder(&server).token("t").build().expect("a client");
        let (found, error) = all(client.list_boxes_items(&ListBoxesRequest::new())).await;
        let error = error.expect(&link);
        assert!(matches!(error, Error::Decode { .. }), "{link}: {error}");
        assert_eq!((found.len(), server.count(), other.connections()), (0, 1, 0), "{link}");
    }
}

#[tokio::test]
async fn pages_that_repeat_are_an_error() {
    // The same page by the same URL, by another URL, and by turns with another.
    let scripts = [
        vec![stamps(r#"["a"]"#, r#""x""#)],
        vec![stamps(r#"["a"]"#, r#""x""#), stamps(r#"["a"]"#, r#""y""#), stamps(r#"["a"]"#, r#""z""#)],
        turns(2),
        turns(5),
    ];
    for script in scripts {
        let server = Server::start(script).await;
        let (_, error) = all(client(&server).list_stamps_items(&ListStampsRequest::new())).await;
        let error = error.expect("pages that repeat");
        assert!(matches!(error, Error::Decode { .. }) && error.to_string().contains("page"), "{error}");
        assert!(server.count() < 30, "{}", server.count());
    }
}

/// Pages that lead to each other for ever, so many of them.
fn turns(count: usize) -> Vec<Script> {
    (0..100)
        .map(|page| stamps(&format!("[\"{}\"]", page % count), &format!("\"{}\"", page % count)))
        .collect()
}

#[tokio::test]
async fn a_page_that_fails_is_an_error_behind_the_items_before_it() {
    let problem = vec![answer("403 Forbidden", "application/problem+json", r#"{"title":"Enough"}"#)];
    let cases: [(Script, Check); 5] = [
        (problem, |error| error.api().is_some_and(|said| said.title == "Enough")),
        (vec![Act::Reset], |error| matches!(error, Error::Transport { .. })),
        (vec![json(r#"{"data":[{"id":"c"},{"id":4}],"has_more":false}"#)], |error| {
            error.to_string().contains("at [1].id") || error.to_string().contains("data[1].id")
        }),
        (vec![json(r#"{"data":[{"id":"c"}"#)], |error| matches!(error, Error::Decode { .. })),
        (vec![answer("200 OK", "text/html", "<p>")], |error| error.to_string().contains("text/html")),
    ];
    for (script, is_right) in cases {
        let server = Server::start([letters(&["a", "b"], true), script]).await;
        let (found, error) = all(client(&server).list_letters_items(&ListLettersRequest::new())).await;
        let error = error.expect("the second page fails");
        assert!(is_right(&error), "{error}");
        assert_eq!((ids(&found), server.count()), (vec!["a", "b"], 2));
    }
    // Where calls are sent again, that holds for each page.
    let server = Server::start([letters(&["a"], true), vec![Act::Reset], letters(&["b"], false)]).await;
    let client = builder(&server).retry(retry(1)).build().expect("a client");
    let (found, error) = all(client.list_letters_items(&ListLettersRequest::new())).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((ids(&found), server.count()), (vec!["a", "b"], 3));
}

#[tokio::test]
async fn nothing_is_asked_for_before_it_is_wanted() {
    let server = Server::start([letters(&["a", "b"], true), letters(&["c"], false)]).await;
    let mut items = client(&server).list_letters_items(&ListLettersRequest::new());
    assert_eq!(server.count(), 0);
    within(items.next()).await.expect("an item").expect("a letter");
    within(items.next()).await.expect("an item").expect("a letter");
    assert_eq!(server.count(), 1);
    within(items.next()).await.expect("an item").expect("a letter");
    assert_eq!(server.count(), 2);
}
