//! One smallest page for each rule about a part.

use serde_json::json;

use super::{Sample, documents, operation, operation_and_found, parameter, response};

#[test]
fn the_seed_page_is_read_whole() {
    let page = include_str!("../../../../specs/stripe/PostFileLinks.html");
    let (document, found) = documents(&[("PostFileLinks.html", page)]);
    assert_eq!(found, Vec::<String>::new());
    let root = document.root;
    assert_eq!(root["info"], json!({"title": "api.stripe.com", "version": "unknown"}));
    assert_eq!(root["servers"], json!([{"url": "https://api.stripe.com"}]));
    let operation = &root["paths"]["/v1/file_links"]["post"];
    assert_eq!(operation["operationId"], "PostFileLinks");
    assert_eq!(operation["description"], "Creates a new file link object.");
    assert_eq!(operation["x-bindery-example-headers"], json!({"eTag": "\"23423432\""}));
    assert_eq!(operation["requestBody"]["required"], true);
    let body = &operation["requestBody"]["content"]["application/x-www-form-urlencoded"];
    assert_eq!(body["schema"]["properties"]["file"]["maxLength"], 5000);
    assert_eq!(body.get("example"), None);
    assert_eq!(
        operation["responses"],
        json!({
            "200": {"description": "Successful response.", "content": {"application/json": {}}},
            "default": {"description": "Error response."},
        })
    );
}

#[test]
fn the_last_dialect_is_read_with_its_own_class_names() {
    let page = "<title>T</title><h1 class=\"request-summary\">Make a thing</h1><section class=\"http\">\
        <pre class=\"http-example\"><span class=\"request-line\">PUT</span> <span class=\"http-target\">\\a</span> \
        <span class=\"http-version\">HTTP/1.1</span>&#xA;<span class=\"header-line\">content-type</span>: \
        <span class=\"header-value\">application/json</span>&#xA;&#xA;null</pre></section>\
        <section class=\"requestContent\"><pre class=\"schema\">{&quot;type&quot;:&quot;object&quot;}</pre></section>\
        <ul><li class=\"response\"><pre class=\"http-example\"><span class=\"status-line\">201</span> \
        <span class=\"status-description\">Made</span>\n<span class=\"header-line\">content-type</span>: \
        <span class=\"header-value\">application/json</span>&#xA;&#xA;{&quot;id&quot;: 1.50}</pre></li></ul>";
    let (document, found) = documents(&[("page.html", page)]);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        document.root.to_string(),
        "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"T\",\"version\":\"unknown\"},\"paths\":{\"/a\":{\"put\":\
         {\"summary\":\"Make a thing\",\"requestBody\":{\"content\":{\"application/json\":{\"schema\":\
         {\"type\":\"object\"}}}},\"responses\":{\"201\":{\"description\":\"Made\",\"content\":\
         {\"application/json\":{\"example\":{\"id\":1.50}}}}}}}}}"
    );
}

#[test]
fn the_id_is_in_the_heading_or_in_the_name_of_the_file() {
    let id = |name, heading: &str| {
        let operation = operation(&Sample { name, heading: heading.into(), ..Sample::new("GET", "\\a") });
        (operation.get("operationId").cloned(), operation.get("summary").cloned())
    };
    assert_eq!(id("x/PostIt.html", "GetIt"), (Some("GetIt".into()), None));
    assert_eq!(id("x/getIt.html", "Gets it"), (Some("getIt".into()), Some("Gets it".into())));
    for nameless in ["-", "index.html", "Readme.html", "a-b.html", ".html", "1.html"] {
        assert_eq!(id(nameless, "Gets it"), (None, Some("Gets it".into())), "{nameless}");
    }
    assert_eq!(id("-", ""), (None, None));
}

#[test]
fn the_host_line_gives_the_base_url() {
    let servers = |host: &str| {
        let mut sample = Sample::new("GET", "\\a");
        sample.headers = vec![("Host".into(), host.into())];
        documents(&[("-", &sample.html())]).0.root.get("servers").cloned()
    };
    assert_eq!(servers("a.com:443"), Some(json!([{"url": "https://a.com"}])));
    assert_eq!(servers("a.com:80"), Some(json!([{"url": "http://a.com"}])));
    assert_eq!(servers("a.com:8443"), Some(json!([{"url": "https://a.com:8443"}])));
    assert_eq!(servers("a.com"), Some(json!([{"url": "https://a.com"}])));
    assert_eq!(servers("[::1]:9000"), Some(json!([{"url": "https://[::1]:9000"}])));
    for no_host in ["", "a b", "a.com/x", "a.com:99999", ":443", "{host}"] {
        assert_eq!(servers(no_host), None, "{no_host}");
    }
}

#[test]
fn a_page_that_does_not_know_its_base_url_gets_none() {
    let (document, found) = documents(&[("-", &Sample::new("GET", "+{baseUrl}\\v1\\a").html())]);
    assert_eq!(document.root.get("servers"), None);
    assert_eq!(document.root["info"]["title"], "A page");
    assert!(document.root["paths"]["/v1/a"]["get"].is_object());
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("Note no-base-url"), "{found:?}");
}

#[test]
fn the_query_template_says_what_explodes() {
    let mut sample = Sample::new("GET", "\\a{?b,c*,d%3C*}");
    for name in ["b", "c", "d&lt;"] {
        sample.parameters += &parameter(name, "Query", "array", "", "optional");
    }
    let parameters = operation(&sample)["parameters"].clone();
    let shown = |name, explode| {
        json!({
            "name": name, "in": "query", "required": false, "explode": explode, "schema": {"type": "array"},
        })
    };
    assert_eq!(parameters, json!([shown("b", false), shown("c", true), shown("d<", true)]));
}

#[test]
fn a_parameter_that_only_the_target_names_is_a_string() {
    let (operation, found) = operation_and_found(&Sample::new("GET", "\\a\\{b}{?c*}"));
    assert_eq!(
        operation["parameters"],
        json!([
            {"name": "b", "in": "path", "required": true, "schema": {"type": "string"}},
            {"name": "c", "in": "query", "required": false, "explode": true, "schema": {"type": "string"}},
        ])
    );
    assert_eq!(found.len(), 2);
    assert!(
        found[0].starts_with("Note parameter-added 2:") || found[0].starts_with("Note parameter-added 1:")
    );
}

#[test]
fn a_parameter_says_all_that_the_page_says() {
    let mut sample = Sample::new("GET", "\\a");
    sample.parameters = parameter("X-Id", "HEADER", "integer", " The <code>id</code>\n &lt;3 ", "required");
    sample.parameters += &parameter("any", "query", "", "", "");
    assert_eq!(
        operation(&sample)["parameters"],
        json!([
            {
                "name": "X-Id", "in": "header", "description": "The <code>id</code>\n <3", "required": true,
                "schema": {"type": "integer"},
            },
            {"name": "any", "in": "query", "required": false, "schema": {}},
        ])
    );
}

#[test]
fn separators_that_markdown_ate_are_put_back_where_a_parameter_says_so() {
    let path = |target: &str| {
        let mut sample = Sample::new("GET", target);
        sample.parameters = parameter("customer", "path", "string", "", "required");
        let (document, found) = documents(&[("-", &sample.html())]);
        let path = document.root["paths"].as_object().and_then(|paths| paths.keys().next().cloned());
        (path.unwrap_or_default(), found.iter().any(|line| line.starts_with("Warning path-repaired")))
    };
    assert_eq!(path("\\v1\\customers{customer}\\cards"), ("/v1/customers/{customer}/cards".into(), true));
    assert_eq!(path("\\v1\\customers{other}\\cards"), ("/v1/customers{other}/cards".into(), false));
    assert_eq!(path("\\{a}\\v{customer}"), ("/{a}/v{customer}".into(), false));
    assert_eq!(path("\\files-{customer}"), ("/files-{customer}".into(), false));
}

#[test]
fn the_example_body_is_kept_unless_it_is_a_stand_in() {
    let content = |media: &str, body: &str| {
        let sample = Sample { body: body.into(), schema: Some("{}".into()), ..Sample::new("POST", "\\a") };
        operation(&sample.header("content-type", media))["requestBody"]["content"].clone()
    };
    let json_media = "application/vnd.a+json";
    assert_eq!(
        content(json_media, "{ &quot;a&quot;: 1.0 }")[json_media].to_string(),
        r#"{"schema":{},"example":{"a":1.0}}"#
    );
    assert_eq!(
        content("text/plain", "a &lt; b\nc"),
        json!({"text/plain": {"schema": {}, "example": "a < b\nc"}})
    );
    assert_eq!(
        content(json_media, "<p>{ oh }</p>"),
        json!({json_media: {"schema": {}, "example": "{ oh }"}})
    );
    for nothing in ["", " \n", "null", "{ &quot;example&quot;: &quot;Example goes here&quot; }"] {
        assert_eq!(content("application/json", nothing), json!({"application/json": {"schema": {}}}));
    }
}

#[test]
fn what_a_page_does_not_say_about_a_body_is_not_made_up() {
    let empty = || Sample { schema: Some(" ".into()), ..Sample::new("POST", "\\a") };
    let body = operation(&empty().header("content-type", "text/csv"))["requestBody"].clone();
    assert_eq!(body, json!({"content": {"text/csv": {}}}));

    let (unknown, found) = operation_and_found(&empty());
    assert_eq!(unknown["requestBody"], json!({"content": {"*/*": {}}}));
    assert!(found[0].starts_with("Warning unknown-body-type"), "{found:?}");

    let (get, found) = operation_and_found(&Sample { method: "GET".into(), ..empty() });
    assert_eq!(get.get("requestBody"), None);
    assert!(found[0].starts_with("Note unknown-body-type"), "{found:?}");

    let form = "application/x-www-form-urlencoded";
    let sample = Sample { schema: Some("{\"type\": \"object\"}".into()), ..Sample::new("GET", "\\a") };
    let body = operation(&sample.header("content-type", form))["requestBody"].clone();
    assert_eq!(body, json!({"content": {form: {"schema": {"type": "object"}}}}));
}

#[test]
fn accept_lists_the_media_types_of_what_was_asked_for() {
    let mut sample = Sample::new("GET", "\\a").header("Accept", "application/pdf, application/json;q=0.9");
    sample.responses = ["200", "204", "404", "5xx", "default"].map(|status| response(status, "")).concat();
    let both = json!({"application/pdf": {}, "application/json": {}});
    assert_eq!(
        operation(&sample)["responses"],
        json!({
            "200": {"description": "", "content": both},
            "204": {"description": ""},
            "404": {"description": ""},
            "5XX": {"description": ""},
            "default": {"description": ""},
        })
    );
}

#[test]
fn header_lines_without_a_meaning_of_their_own_are_examples() {
    let sample =
        Sample::new("GET", "\\a").header("eTag", "&quot;1&quot;").header("X-A", "b").header("X-A", "c");
    assert_eq!(operation(&sample)["x-bindery-example-headers"], json!({"eTag": "\"1\"", "X-A": "b, c"}));
}

#[test]
fn every_part_knows_its_bytes_on_the_page() {
    let mut sample =
        Sample { schema: Some("{}".into()), heading: "Find it".into(), ..Sample::new("POST", "\\a~b") };
    sample.parameters = parameter("q", "query", "string", "", "optional");
    let page = sample.header("content-type", "text/plain").html();
    let (document, _) = documents(&[("a.html", &page)]);
    let shown = |pointer: &str| {
        let at = document.locate(pointer.into());
        assert_eq!(at.source.name, "a.html");
        at.span.and_then(|span| page.get(span)).unwrap_or_default()
    };
    let below = |rest: &str| format!("/paths/~1a~0b/post{rest}");
    assert!(shown("/info").starts_with("<span  class=\"requestLine\">POST"));
    assert_eq!(shown("/servers/0/url"), "api.example.com:443");
    assert_eq!(shown(&below("/summary")), "Find it");
    assert!(shown(&below("/parameters/0/in")).starts_with("<span class=\"parameterName\">q"));
    assert_eq!(shown(&below("/parameters/0/schema/type")), "string");
    assert_eq!(shown(&below("/requestBody/content/text~1plain/schema")), "{}");
    assert!(shown(&below("/responses/200/description")).starts_with("<span  class=\"statusLine\">200"));
}
