//! Pages whose document cannot be read: each way to fail, and what is said of it.

use super::found;

/// The first line of what is printed for a page, and where it points.
fn said(page: &str) -> String {
    let (_folder, printed) = found(&[("page.html", page)]);
    printed.lines().take(2).map(str::trim).collect::<Vec<_>>().join(" ")
}

fn swagger_ui(options: &str) -> String {
    format!("<div id=swagger-ui></div>\n<script>\nSwaggerUIBundle({options})\n</script>")
}

#[test]
fn a_damaged_document_is_shown_where_it_is() {
    let state = "<script>\nconst __redoc_state = {\"spec\": {\"data\":\n{\"openapi\": \"3.0.3\" \"paths\": {}}}}\n</script>";
    insta::assert_snapshot!(said(state), @"error[document-broken]: what the page gives to Redoc is damaged: a comma or a closing bracket is missing --> page.html:3:21");
    let cut_off = "<script>const __redoc_state = {\"spec\": {\"data\": {\"openapi\": \"3.0</script>";
    insta::assert_snapshot!(said(cut_off), @"error[document-broken]: what the page gives to Redoc is damaged: the text in quotes does not end --> page.html:1:61");
    let content = "<script id=api-reference type=application/json>\n{\"openapi\": \"3.0.3\",\n  \"paths\": }\n</script>";
    insta::assert_snapshot!(said(content), @"error[broken-json]: the file is not JSON: expected value --> page.html:3:12");
    let yaml = "<elements-api apiDescriptionDocument='openapi: [3.0.3'></elements-api>";
    insta::assert_snapshot!(said(yaml), @"error[broken-yaml]: the file is not YAML: unclosed bracket '[' --> page.html:1:1");
    let props = "<script id=ssr-props data-initial-props='{&quot;oasDefinition&quot;:'></script>";
    insta::assert_snapshot!(said(props), @"error[document-broken]: what the page gives to ReadMe is damaged: the text ends where a value is to be --> page.html:1:1");
    let parsed = swagger_ui(r#"{ spec: JSON.parse("{\"openapi\": }") }"#);
    insta::assert_snapshot!(said(&parsed), @"error[broken-json]: the file is not JSON: expected value --> page.html:3:25");
    let other = swagger_ui("{ spec: { title: 'No document' } }");
    insta::assert_snapshot!(said(&other), @"error[not-a-document]: the file is not an OpenAPI document: it has neither `openapi` nor `swagger` at its top --> page.html");
}

#[test]
fn what_a_script_works_out_is_named() {
    insta::assert_snapshot!(said(&swagger_ui("{ url: location.origin + '/openapi.json' }")), @"error[document-computed]: Swagger UI is given its document by `location.origin + '/openapi.json'`, which only a browser works out --> page.html:3:24");
    insta::assert_snapshot!(said(&swagger_ui("{ spec: await load('pets') }")), @"error[document-computed]: Swagger UI is given its document by `await load('pets')`, which only a browser works out --> page.html:3:25");
    insta::assert_snapshot!(said(&swagger_ui("{ spec: {\n openapi: '3.0.3', paths: paths() } }")), @"error[document-computed]: Swagger UI is given its document by `paths()`, which only a browser works out --> page.html:4:27");
    insta::assert_snapshot!(said(&swagger_ui("{ spec: { openapi: `3.${minor}.0`, paths: {} } }")), @"error[document-computed]: Swagger UI is given its document by ``3.${minor}.0``, which only a browser works out --> page.html:3:36");
    insta::assert_snapshot!(said(&swagger_ui("{ configUrl: '/v3/api-docs/swagger-config' }")), @"error[document-computed]: Swagger UI is given its document by `'/v3/api-docs/swagger-config'`, which only a browser works out --> page.html:3:30");
    insta::assert_snapshot!(said(&swagger_ui("options")), @"error[document-computed]: Swagger UI is given its document by `options`, which only a browser works out --> page.html:3:17");
    let twice = swagger_ui("{ url: url }); var url = 'a.json'; url = 'b.json'; (");
    insta::assert_snapshot!(said(&twice), @"error[document-computed]: Swagger UI is given its document by `url`, which only a browser works out --> page.html:3:24");
    let circle = swagger_ui("{ url: a }); var a = b; var b = a; (");
    insta::assert_snapshot!(said(&circle), @"error[document-computed]: Swagger UI is given its document by `a`, which only a browser works out --> page.html:3:49");
    let loaded = "<rapi-doc></rapi-doc><script>fetch('a.json').then((spec) => it.loadSpec(spec))</script>";
    insta::assert_snapshot!(said(loaded), @"error[document-computed]: RapiDoc is given its document by `spec`, which only a browser works out --> page.html:1:73");
    let function = "<script>Scalar.createApiReference('#app', { content: () => ({}) })</script>";
    insta::assert_snapshot!(said(function), @"error[document-computed]: Scalar is given its document by `() => ({})`, which only a browser works out --> page.html:1:54");
}

#[test]
fn nothing_is_read_from_the_network() {
    let redoc = |url: &str| said(&format!("<redoc spec-url='{url}'></redoc>"));
    insta::assert_snapshot!(redoc("https://pets.example.com/openapi.yaml"), @"error[document-elsewhere]: the page of Redoc shows the document at `https://pets.example.com/openapi.yaml`, and nothing is read from the network --> page.html:1:1");
    insta::assert_snapshot!(redoc("//pets.example.com/openapi.yaml"), @"error[document-elsewhere]: the page of Redoc shows the document at `https://pets.example.com/openapi.yaml`, and nothing is read from the network --> page.html:1:1");
    insta::assert_snapshot!(redoc("file:///etc/passwd"), @"error[document-elsewhere]: the page of Redoc shows the document at `file:///etc/passwd`, and nothing is read from the network --> page.html:1:1");
    let long = format!("data:application/json;base64,{}", "eyJ".repeat(100));
    insta::assert_snapshot!(redoc(&long), @"error[document-elsewhere]: the page of Redoc shows the document at `data:application/json;base64,eyJeyJeyJeyJeyJeyJeyJeyJeyJeyJe...`, and nothing is read from the network --> page.html:1:1");
    let (_folder, printed) =
        found(&[("page.html", "<redoc spec-url='https://pets.example.com/openapi.yaml'></redoc>")]);
    assert!(printed.ends_with(
        "= help: download https://pets.example.com/openapi.yaml, and name that file in place of the page"
    ));
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    insta::assert_snapshot!(said("<redoc spec-url='/openapi.json'></redoc>"), @"error[document-unreadable]: the page of Redoc names `/openapi.json`, which cannot be read: No such file or directory (os error 2) --> page.html:1:1");
    insta::assert_snapshot!(said("<redoc spec-url='.'></redoc>"), @"error[document-unreadable]: the page of Redoc names `.`, which cannot be read: it is no file --> page.html:1:1");
    insta::assert_snapshot!(said("<redoc spec-url='../../../../../../etc/passwd'></redoc>"), @"error[document-outside]: the page of Redoc names `../../../../../../etc/passwd`, which is not in the page's folder, and was not read --> page.html:1:1");
    insta::assert_snapshot!(said("<div id=swagger-ui></div><script src='swagger-initializer.js'></script>"), @"error[document-unreadable]: the page of Swagger UI names `swagger-initializer.js`, which cannot be read: No such file or directory (os error 2) --> page.html:1:26");
    let (_folder, printed) = found(&[
        ("page.html", "<div id=swagger-ui></div><script src=swagger-initializer.js></script>"),
        ("swagger-initializer.js", "window.ui = start({\n  url: 'pets.json'\n});"),
    ]);
    insta::assert_snapshot!(printed.lines().take(2).collect::<Vec<_>>().join("\n"), @"
    error[document-not-found]: the page is one of Swagger UI, and its document is not there (looked for `spec`, `url` and `urls` of `SwaggerUIBundle({..})`, in the page and in the initializer script that it names)
     --> swagger-initializer.js:1:1
    ");
}

#[test]
fn of_several_documents_none_is_chosen() {
    insta::assert_snapshot!(said("<redoc spec-url='a.json'></redoc><redoc spec-url='b.json'></redoc>"), @"error[several-documents]: the page shows 2 documents: `a.json`, `b.json` --> page.html:1:34");
    let urls =
        "{ urls: [{ url: 'a.json', name: 'A' }, { url: 'b.json', name: 'B' }], 'urls.primaryName': 'B' }";
    insta::assert_snapshot!(said(&swagger_ui(urls)), @"error[several-documents]: the page shows 2 documents: `a.json`, `b.json` --> page.html:3:63");
    let two = "<redoc spec-url='a.json'></redoc><script id=api-reference>{\"openapi\": \"3.0.3\"}</script>";
    insta::assert_snapshot!(said(two), @"error[several-documents]: the page shows 2 documents: `a.json`, one in the page --> page.html:1:59");
    let same = "<redoc spec-url='a.json'></redoc><rapi-doc spec-url='a.json'></rapi-doc>";
    insta::assert_snapshot!(said(same), @"error[document-unreadable]: the page of Redoc names `a.json`, which cannot be read: No such file or directory (os error 2) --> page.html:1:1");
}

#[test]
fn a_page_without_a_document_is_one_of_its_renderer_all_the_same() {
    let pages = [
        "<div id=redoc></div><script src='https://cdn.redoc.ly/redoc/latest/bundles/redoc.standalone.js'></script>",
        "<div id=swagger-ui></div>",
        "<script src='https://cdn.jsdelivr.net/npm/@scalar/api-reference'></script>",
        "<rapi-doc></rapi-doc>",
        "<elements-dev-portal projectId=abc></elements-dev-portal>",
        "<script id=ssr-props type=application/json>{\"document\": {\"api\": {}}, \"oasDefinition\": null}</script>",
    ];
    let said: Vec<String> = pages.iter().map(|page| said(page)).collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    error[document-not-found]: the page is one of Redoc, and its document is not there (looked for <redoc spec-url="..">, `__redoc_state = {spec: {data: ..}}`, `__redoc_definition = ..`, `Redoc.init(..)`) --> page.html:1:1
    error[document-not-found]: the page is one of Swagger UI, and its document is not there (looked for `spec`, `url` and `urls` of `SwaggerUIBundle({..})`, in the page and in the initializer script that it names) --> page.html:1:1
    error[document-not-found]: the page is one of Scalar, and its document is not there (looked for `url`, `content` and `sources` of `Scalar.createApiReference(..)`, and `data-url`, `data-configuration` and the content of <script id="api-reference">) --> page.html:1:1
    error[document-not-found]: the page is one of RapiDoc, and its document is not there (looked for <rapi-doc spec-url="..">, and what `loadSpec(..)` is called with) --> page.html:1:1
    error[document-not-found]: the page is one of Stoplight Elements, and its document is not there (looked for <elements-api apiDescriptionUrl=".."> or apiDescriptionDocument, as attributes and as properties that are set) --> page.html:1:1
    error[document-not-found]: the page is one of ReadMe, and its document is not there (looked for `oasDefinition`, `document.api.schema`, `oas` and `apiDefinition` of what <script id="ssr-props"> holds) --> page.html:1:1
    "#);
}
