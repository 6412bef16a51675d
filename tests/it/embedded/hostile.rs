//! Pages that are made to exhaust whoever reads them.

use super::found;

/// Reads a page with a script, which must neither panic nor take long; its first problem.
fn code(script: &str) -> String {
    let page = format!("<div id=swagger-ui></div><rapi-doc></rapi-doc><script>{script}</script>");
    let (_folder, printed) = found(&[("page.html", &page)]);
    printed.split(['[', ']']).nth(1).unwrap_or_default().to_owned()
}

#[test]
fn depth_is_no_way_to_exhaust_the_stack() {
    let deep = "[".repeat(200_000);
    assert_eq!(code(&format!("SwaggerUIBundle({{spec: {deep}")), "document-broken");
    let closed = format!("{deep}{}", "]".repeat(200_000));
    assert_eq!(code(&format!("SwaggerUIBundle({{spec: {closed}}})")), "document-broken");
    assert_eq!(code(&format!("SwaggerUIBundle({{spec: {{openapi: {closed}}}}})")), "document-broken");
    assert_eq!(
        code(&format!("SwaggerUIBundle({{spec: {}", "JSON.parse(".repeat(100_000))),
        "document-broken"
    );
    assert_eq!(code(&format!("SwaggerUIBundle({{spec: {}", "`${".repeat(100_000))), "document-broken");
}

#[test]
fn length_is_no_way_to_exhaust_time() {
    assert_eq!(code(&"SwaggerUIBundle(".repeat(50_000)), "document-broken");
    assert_eq!(code(&"SwaggerUIBundle(a);".repeat(50_000)), "document-computed");
    assert_eq!(code(&"SwaggerUIBundle({url:".repeat(50_000)), "document-broken");
    let chain: String = (0..5_000).map(|index| format!("var a{index} = a{};", index + 1)).collect();
    assert_eq!(code(&format!("SwaggerUIBundle({{url: a0}});{chain}")), "document-computed");
    assert_eq!(code(&format!("it.loadSpec({})", "a.".repeat(100_000))), "document-computed");
    for start in ["/*", "(/[", "'", "(/'", "\n/*", "`"] {
        let hidden = format!("{}\nSwaggerUIBundle({{url: a()}})", start.repeat(100_000));
        assert!(["document-computed", "document-not-found"].contains(&&*code(&hidden)), "{start}");
    }
    let listed = "{url: a},".repeat(20_000);
    assert_eq!(code(&format!("SwaggerUIBundle({{urls: [{listed}]}})")), "document-computed");
    let elements: String =
        (0..50_000).map(|index| format!("<rapi-doc spec-url={index}></rapi-doc>")).collect();
    assert_eq!(code(&format!("</script>{elements}<script>")), "several-documents");
}

#[test]
fn damaged_words_are_no_way_to_panic() {
    for spec in [
        "'\\",
        "'\\x",
        "'\\u{",
        "'\\uD800'",
        "'\\u{FFFFFFFF}'",
        "`\\",
        "\"\n\"",
        "/[/",
        "/*",
        "'é\\",
        "{ü",
        "{'ü'",
    ] {
        assert_eq!(code(&format!("SwaggerUIBundle({{spec: {spec}")), "document-broken", "{spec}");
    }
    for spec in ["1n", "010", "0xZZ", "+", "-", ".", "..1", "1e", "!", "!2", "@", "#a", "a.", "(", "NaN"] {
        let code = code(&format!("SwaggerUIBundle({{spec: {{openapi: {spec}}}}})"));
        assert!(["document-computed", "document-broken"].contains(&&*code), "{spec}: {code}");
    }
    assert_eq!(code("\u{feff}SwaggerUIBundle\u{2028}({\u{a0}})"), "document-not-found");
}
