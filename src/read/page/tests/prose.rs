//! HTML as Markdown.

use super::{Sample, operation};
use crate::read::page::markdown::markdown;

fn md(html: &str) -> String {
    markdown(html, 0..html.len())
}

#[test]
fn inline_elements() {
    assert_eq!(md("Use <code>a`b</code> or <kbd>`c</kbd>."), "Use ``a`b`` or `` `c ``.");
    assert_eq!(md("<a href='/x?a=1&amp;b=(2)'>the <em>guide</em></a>"), "[the *guide*](/x?a=1&b=%282%29)");
    assert_eq!(md("<a href=/x><code>a</code></a> <code><a href=/y>b</a></code>"), "[`a`](/x) [`b`](/y)");
    assert_eq!(md("<a href=\"https://a.b/\">https://a.b/</a>"), "<https://a.b/>");
    assert_eq!(md("<a name=x>here</a> <a href='JavaScript:x()'>there</a>"), "here there");
    assert_eq!(md("<strong> bold</strong><b></b>, <i>so </i>so, <del>no</del>"), "**bold**, *so* so, ~~no~~");
    assert_eq!(md("<b>a <strong>b</strong> c</b>"), "**a b c**");
    assert_eq!(md("<img src=a.png alt='A \"b\"'>"), "![A  b ](a.png)");
    assert_eq!(md("<b>never <i>closed"), "**never *closed***");
}

#[test]
fn text_is_markdown_already() {
    assert_eq!(
        md("A `b` and [c](d)\n\n    code\n- item &amp; x"),
        "A `b` and [c](d)\n\n    code\n- item & x"
    );
    assert_eq!(
        md("at <=2024-01-01 <currency> & <|end|> <Play>"),
        "at <=2024-01-01 <currency> & <|end|> <Play>"
    );
}

#[test]
fn blocks() {
    assert_eq!(md("<p>a\n   b</p>\n\n <p>c<br>d<br/><br/>e</p>"), "a\nb\n\nc\\\nd\n\ne");
    assert_eq!(md("x<h3>T <b>u</b>\n v</h3>y<hr>z"), "x\n\n### T **u** v\n\ny\n\n---\n\nz");
    assert_eq!(md("<ul><li>a<li><p>b</p><p>c</p></li></ul><p>d"), "- a\n- b\n\n  c\n\nd");
    assert_eq!(
        md("<ol start=9><li>a<ul><li>b</li><li>c</li></ul></li><li>d</ol>"),
        "9. a\n   - b\n   - c\n10. d"
    );
    assert_eq!(md("<blockquote><p>a</p><ul><li>b</ul></blockquote>c"), "> a\n\n> - b\n\nc");
    assert_eq!(md("<pre><code>a  &lt;b&gt;\n  ```\n</code></pre>"), "````text\na  <b>\n  ```\n````");
    assert_eq!(
        md("<table><tr><th>a<th>b</tr><tr><td>1|2</td><td><p>x</p><p>y</p></td></tr></table>"),
        "| a | b |\n|---|---|\n| 1\\|2 | x y |"
    );
    assert_eq!(md("<b>a<p>c</p></b>"), "**a**\n\n**c**");
}

#[test]
fn hidden_content_is_left_out() {
    assert_eq!(md("a<script>x<y</script><!-- b --><style>c</style><svg><text>d</text></svg>e"), "ae");
}

#[test]
fn a_paragraph_inside_the_paragraph_of_the_description_belongs_to_it() {
    let description = |html: &str| {
        let sample = Sample { description: html.into(), ..Sample::new("GET", "\\a") };
        operation(&sample)["description"].clone()
    };
    assert_eq!(description("<p>a</p>\n<p>b</p>"), "a\n\nb");
    assert_eq!(description("a <currency> b"), "a <currency> b");
    assert_eq!(description("  "), serde_json::Value::Null);
    // A site that closes one paragraph too few.
    let sample = Sample { description: "@".into(), ..Sample::new("GET", "\\a") };
    let (document, _) = super::documents(&[("-", &sample.html().replace("@</p>", "<p>a</p>\n<p>b"))]);
    assert_eq!(document.root["paths"]["/a"]["get"]["description"], "a\n\nb");
}

#[test]
fn a_heading_of_several_paragraphs_is_a_summary() {
    let sample = Sample { heading: "One.\n<p>See <a href=x>two</a></p>".into(), ..Sample::new("GET", "\\a") };
    assert_eq!(operation(&sample)["summary"], "One.\n\nSee [two](x)");
}
