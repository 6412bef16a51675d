//! Pages that stop fitting their profile: an error that names page, profile, role and selector, never less of a client.

use super::told;

/// A text of the page, and what stands in its place after a redesign.
const CHANGES: [(&str, &str); 12] = [
    ("<main>", "<div>"),
    ("<h1>Create a widget</h1>", ""),
    (" data-method=\"POST\"", ""),
    ("class=\"url\"", "class=\"uri\""),
    ("https://api.acme.example/v2", "https://api.acme.example/v3"),
    ("class=\"answer\"", "class=\"response\""),
    ("<td>string, optional</td>", "<td></td>"),
    ("params header", "params cookie"),
    ("<tr><td><code>Idempotency-Key</code></td>", "<tr>"),
    ("<h3>422 Unprocessable Content</h3>", "<h3></h3>"),
    (
        "<pre class=\"schema\">{\"type\": \"object\", \"required\": [\"name\"]",
        "<pre>{\"type\": \"object\", \"required\": [\"name\"]",
    ),
    ("<pre class=\"schema\">{\n", "<pre>{\n"),
];

#[test]
fn each_part_that_is_required_is_an_error_where_it_is_gone() {
    let mut text = String::new();
    for (before, after) in CHANGES {
        let told = told(|page| page.replace(before, after), str::to_owned);
        assert!(told.contains("Error "), "{before} may be gone:\n{told}");
        text += &format!("{before:.40} -> {after:.40}\n{told}\n");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn what_no_role_claims_is_told() {
    let rows =
        "</tr>\n<tr><td><code>X-Team</code></td><td>string</td><td>Who calls.</td><td>since 2.1</td></tr>";
    let change = |page: &str| {
        page.replacen("</tr>\n</tbody>", &format!("{rows}\n</tbody>"), 1)
            .replace("string, optional", "string, optional, deprecated")
            .replace("<h2>Responses</h2>", "<h2>Rate limits</h2><p>Ten a second.</p><h2>Responses</h2>")
            .replace("<h3>422 Unprocessable Content</h3>", "<h3>422 Unprocessable Content</h3>Retry: no")
    };
    insta::assert_snapshot!(told(change, str::to_owned));
}
