//! Schemas in every spelling, and what is said of those that cannot be read.

use serde_json::{Value, json};

use super::{Sample, operation, refused};

fn sample(schema: &str) -> Sample {
    Sample { schema: Some(schema.into()), ..Sample::new("POST", "\\a") }
        .header("content-type", "application/json")
}

fn schema(schema: &str) -> Value {
    operation(&sample(schema))["requestBody"]["content"]["application/json"]["schema"].clone()
}

#[test]
fn a_schema_is_kept_exactly() {
    let text = "{&#xA;&quot;z&quot;: \
        {&quot;maximum&quot;: 100000000000000000000000.50, &quot;minimum&quot;: 0.10}, &quot;a&quot;: true}";
    assert_eq!(
        schema(text).to_string(),
        r#"{"z":{"maximum":100000000000000000000000.50,"minimum":0.10},"a":true}"#
    );
}

#[test]
fn raw_text_with_tags_in_it_is_no_markup() {
    assert_eq!(
        schema(r#"{"description": "like <Play>, <Say> or <b>x</b>, <=2024-01-01, <|end|>, a & b"}"#),
        json!({"description": "like <Play>, <Say> or <b>x</b>, <=2024-01-01, <|end|>, a & b"})
    );
    assert_eq!(
        schema(r#"{"description": "write &quot; for a quote"}"#),
        json!({"description": "write &quot; for a quote"})
    );
}

#[test]
fn tags_that_markdown_made_are_markdown_again() {
    let made = "{&quot;title&quot;: &quot;T&quot;, &quot;description&quot;: &quot;Use <code>a</code>, <em>or</em> \
        <a href=\"/b?c=1&amp;d\">the <strong>guide</strong></a>.\\n\\nNot \\&quot;c\\&quot; &lt;d&gt;.&quot;}";
    assert_eq!(
        schema(made),
        json!({"title": "T", "description": "Use `a`, *or* [the **guide**](/b?c=1&d).\n\nNot \"c\" <d>."})
    );
}

#[test]
fn end_tags_that_a_sanitizer_added_behind_the_json_are_no_text() {
    let made = "{&quot;description&quot;: &quot;The <pay> verb <code>x</code>&quot;}</pay></pay>";
    assert_eq!(schema(made), json!({"description": "The <pay> verb `x`"}));
}

#[test]
fn a_damaged_schema_is_an_error_at_its_place() {
    let page = sample("{\n  &quot;type&quot;: &quot;object&quot;,\n  &quot;a&quot; 1\n}").html();
    let line = page.lines().position(|line| line.contains("&quot;a&quot;")).unwrap_or_default() + 1;
    assert_eq!(
        refused(&page),
        [format!(
            "Error page-schema-damaged {line}:17 `1`: the request body schema is damaged in line 3, column 7: \
             expected `:`, near `{{ \"type\": \"object\", \"a\" 1 }}`"
        )]
    );
}

#[test]
fn damage_behind_a_tag_is_found_behind_it() {
    let page = sample("{&quot;description&quot;: &quot;<a href=\"x\">y</a> of &quot;z&quot; &quot;}").html();
    let found = refused(&page);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("`z`: the request body schema is damaged in line 1, column 24"), "{found:?}");
}

#[test]
fn a_schema_that_is_no_schema_is_an_error() {
    for wrong in
        ["[]", "null", "3", "\"a\"", "{} {}", "{", "&lt;xml/&gt;", "{\"a\": NaN}", &"[".repeat(100_000)]
    {
        let found = refused(&sample(wrong).html());
        assert!(found[0].starts_with("Error page-schema-damaged"), "{found:?}");
    }
}
