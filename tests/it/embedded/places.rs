//! Where the problems of a document are shown that stands in a page.

use super::found;

/// What is printed for a page.
fn printed(page: &str) -> String {
    found(&[("page.html", page)]).1
}

/// The document, with a word that is no type.
const PATHS: &str = r#""paths": {"/pets": {"get": {"operationId": "listPets", "responses": {"200": {"description": "All.",
  "content": {"application/json": {"schema": {"type": "sting"}}}}}}}}"#;

#[test]
fn json_is_shown_in_its_line_and_column() {
    let page = format!(
        "<p>Grüße</p>\n<script>\nconst __redoc_state = {{\"spec\": {{\"data\": {{\"openapi\": \"3.0.3\", {PATHS}}}}}}};\n</script>"
    );
    insta::assert_snapshot!(printed(&page), @r#"
    warning[unknown-type]: `sting` is not a type of JSON Schema
     --> page.html:4:55
      |
    4 |   "content": {"application/json": {"schema": {"type": "sting"}}}}}}}}}
      |                                                       ^^^^^^^
      |
      = at: /paths/~1pets/get/responses/200/content/application~1json/schema/type
      = help: any JSON is taken in its place; the types are string, number, integer, boolean, array and object
    "#);
}

#[test]
fn what_is_written_as_javascript_is_shown_in_its_line() {
    let page = format!(
        "<script>\nSwaggerUIBundle({{\n  spec: {{ // version\n    openapi: '3.0.3', {PATHS}\n  }}\n}})\n</script>"
    );
    insta::assert_snapshot!(printed(&page), @r#"
    warning[unknown-type]: `sting` is not a type of JSON Schema
     --> page.html:5:55
      |
    5 |   "content": {"application/json": {"schema": {"type": "sting"}}}}}}}}
      |                                                       ^^^^^^^
      |
      = at: /paths/~1pets/get/responses/200/content/application~1json/schema/type
      = help: any JSON is taken in its place; the types are string, number, integer, boolean, array and object
    "#);
}

#[test]
fn yaml_is_shown_in_its_line() {
    let page = "<script id=\"api-reference\" type=\"application/yaml\">\n  openapi: 3.0.3\n  paths:\n    /pets: {get: {operationId: a, responses: {200: {content: {application/json: {schema: {type: sting}}}}}}}\n</script>";
    insta::assert_snapshot!(printed(page), @"
    warning[unknown-type]: `sting` is not a type of JSON Schema
     --> page.html:4:97
      |
    4 |     /pets: {get: {operationId: a, responses: {200: {content: {application/json: {schema: {type: sting}}}}}}}
      |                                                                                                 ^^^^^
      |
      = at: /paths/~1pets/get/responses/200/content/application~1json/schema/type
      = help: any JSON is taken in its place; the types are string, number, integer, boolean, array and object
    ");
}

#[test]
fn an_attribute_is_shown_with_the_place_inside_the_document() {
    let json = format!("{{\"oasDefinition\": {{\"openapi\": \"3.0.3\", {PATHS}}}}}").replace('"', "&quot;");
    let page = format!("<p></p>\n<script id=\"ssr-props\" data-initial-props=\"{json}\"></script>");
    insta::assert_snapshot!(printed(&page), @r#"
    warning[unknown-type]: `sting` is not a type of JSON Schema
     --> page.html:2:1
      |
    2 | <script id="ssr-props" data-initial-props="{&quot;oasDefinition&quot;: {&quot;openapi&quot;: &quot;3.0.3&quot;, &quot;pa ...
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /paths/~1pets/get/responses/200/content/application~1json/schema/type
      = help: any JSON is taken in its place; the types are string, number, integer, boolean, array and object
    "#);
}

#[test]
fn a_document_of_swagger_2_is_shown_by_its_own_places() {
    let page = "<elements-api apiDescriptionDocument='swagger: \"2.0\"\npaths: {/pets: {get: {operationId: a, responses: {200: {schema: {type: sting}}}}}}'></elements-api>";
    insta::assert_snapshot!(printed(page), @r#"
    warning[unknown-type]: `sting` is not a type of JSON Schema
     --> page.html:1:1
      |
    1 | <elements-api apiDescriptionDocument='swagger: "2.0"
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /paths/~1pets/get/responses/200/schema/type
      = help: any JSON is taken in its place; the types are string, number, integer, boolean, array and object
    "#);
}

#[test]
fn what_a_description_shows_is_no_document() {
    let text =
        r#"Show it by SwaggerUIBundle({url: 'other.json'}), Redoc.init('a.json') or it.loadSpec('b.json')."#;
    let page = format!(
        "<div id=swagger-ui></div><rapi-doc></rapi-doc><script>SwaggerUIBundle({{spec: {{\"openapi\": \"3.0.3\", \"info\": \
         {{\"description\": \"{text}\"}}, \"paths\": {{}}}}}})</script><!-- <redoc spec-url='c.json'></redoc> -->\
         <p>&lt;redoc spec-url='d.json'></p>"
    );
    insta::assert_snapshot!(printed(&page), @"");
}

#[test]
fn what_is_drawn_on_the_page_is_no_document() {
    let page = "<redoc spec-url='a.json'></redoc><rapi-doc spec-url='b.json'></rapi-doc><div id=swagger-ui></div>\
                <script>const __redoc_state = {spec: {data: {openapi: '3.0.3', paths: {}}}}</script>";
    insta::assert_snapshot!(printed(page), @"");
    let page = page.replace("const __redoc_state = {spec: {data:", "").replace("}}}}<", "}}<");
    let page = page
        .replace("<script>", "<script id=ssr-props type=application/json>{oasDefinition: ")
        .replace("}}<", "}}}<");
    insta::assert_snapshot!(printed(&page), @"");
}

#[test]
fn what_a_library_in_the_page_has_hides_nothing() {
    let library = "function SwaggerUIBundle(e){return/[\"'/]*/.test(e)?/`/:e/2/'}'}var a=/\\/*'/,b=`it's`;/* SwaggerUIBundle(1)\n\
                   SwaggerUIBundle(2) */ // SwaggerUIBundle(3)\n";
    let page = format!(
        "<div id=swagger-ui></div><script>{library}SwaggerUIBundle({{spec: {{openapi: '3.0.3', paths: {{}}}}}})</script>"
    );
    insta::assert_snapshot!(printed(&page), @"");
}

#[test]
fn a_document_with_a_tag_of_a_script_in_it_is_whole() {
    let page = "<script>const __redoc_state = {\"spec\": {\"data\": {\"openapi\": \"3.0.3\", \"info\": {\"title\": \"</script\"}, \"paths\": {}}}}</script>";
    insta::assert_snapshot!(printed(page), @"");
}
