//! Free text is data: whatever stands in it, the output has the same tokens, but for what literals say and
//! how names are spelled.
//!
//! `hostile.yaml` is tame: every free text in it contains `Qx`. Its evil twins have something hostile there.

use std::fs;

use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;

use crate::rules;

/// What stands in each free text of a twin: code that ends a literal, a comment, an attribute, a template's
/// tag, a code block; and characters that deceive a reader or a compiler.
pub(crate) const HOSTILE: [(&str, &str); 12] = [
    ("literal", "\"; std::process::exit(0); \""),
    ("raw_literal", "\"#; std::process::exit(0); r#\""),
    ("block_comment", "*/ fn evil() {} /* "),
    ("line", "\nfn evil() { std::process::exit(0) }\n"),
    ("carriage_return", "\rfn evil() {}\r"),
    ("separators", "\u{85}fn evil() {}\u{2028}fn evil() {}\u{2029}fn evil() {}"),
    ("attribute", "\n#[cfg(any())]\n#![cfg(any())]\n"),
    ("template", "{{ title }}{% raw %}{% if %}{# }}"),
    ("backslash", "\\\" \\u{22} \\\\ \\"),
    ("right_to_left", "\u{202e}\u{2066}// evil\u{2069}\u{200b}\u{feff}"),
    ("control", "\0\u{7}\u{1b}[2J\u{7f}\u{9b}"),
    ("code_block", "\n\n```\npanic!()\n```\n\n    panic!()\n\n~~~rust\npanic!()"),
];

/// The tame document as a tree.
fn tame() -> Value {
    let path = std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/hostile.yaml"));
    let (document, found) = bindery::scrape(&rules::config(path));
    assert!(!found.has_errors(), "{found}");
    document.expect("it has no errors").root
}

/// A tree with something behind each `Qx` and its number.
fn twin(tree: &Value, evil: &str) -> Value {
    match tree {
        Value::String(text) => Value::String(poisoned(text, evil)),
        Value::Array(items) => items.iter().map(|item| twin(item, evil)).collect(),
        Value::Object(members) => {
            let poison = |(name, value): (&String, &Value)| match value {
                // A reference names a schema whose name is hostile too (RFC 6901, section 3; RFC 3986, section 2.1).
                Value::String(to) if name == "$ref" => (name.clone(), poisoned(to, &escaped(evil)).into()),
                // Braces in a path are parameters, not text.
                value if name.starts_with('/') => {
                    (poisoned(name, &evil.replace(['{', '}'], "")), twin(value, evil))
                }
                value => (poisoned(name, evil), twin(value, evil)),
            };
            Value::Object(members.iter().map(poison).collect())
        }
        other => other.clone(),
    }
}

fn poisoned(text: &str, evil: &str) -> String {
    let mut poisoned = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("Qx") {
        let digits = rest[at + 2..].chars().take_while(char::is_ascii_digit).count();
        poisoned.push_str(&rest[..at + 2 + digits]);
        poisoned.push_str(evil);
        rest = &rest[at + 2 + digits..];
    }
    poisoned + rest
}

fn escaped(evil: &str) -> String {
    evil.replace('%', "%25").replace('~', "~0").replace('/', "~1")
}

/// The page of `PostFileLinks` with something hostile in each of its texts, as HTML spells it.
fn page(evil: &str) -> String {
    let seed = fs::read_to_string(rules::SEED).expect("the page is in the repository");
    let quoted = Value::from(evil).to_string();
    let in_json = html(&quoted[1..quoted.len() - 1]);
    let in_html = html(evil);
    let texts = [
        ("new file link object.", &in_html),
        ("Successful response.", &in_html),
        ("Error response.", &in_html),
        ("The ID of the file.", &in_json),
        ("should be expanded.", &in_json),
        ("no longer be usable.", &in_json),
        ("Set of [", &in_json),
        ("unix-time", &in_json),
    ];
    texts.iter().fold(seed, |page, (text, evil)| {
        assert!(page.contains(text), "the page says `{text}`");
        page.replacen(text, &format!("{text}{evil}"), 1)
    })
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The shape of code: its tokens, with each name and literal blotted out, and without documentation.
fn shape(text: &str) -> String {
    let tokens: TokenStream = text.parse().expect("the output is made of tokens");
    syn::parse_file(text).expect("the output is Rust");
    let mut shape = String::new();
    blot(tokens, &mut shape);
    shape
}

fn blot(tokens: TokenStream, shape: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            // Where a name is long, the arm of a match is laid out as a block.
            TokenTree::Group(group) if shape.ends_with("=>") => blot(group.stream(), shape),
            TokenTree::Group(group) => {
                shape.push_str(&format!("{:?}(", group.delimiter()));
                blot(group.stream(), shape);
                shape.push_str(")\n");
            }
            // And lists and blocks that are laid out on several lines have one mark more.
            TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | ';') => {}
            TokenTree::Punct(mark) if mark.as_char() == '#' && tokens.peek().is_some_and(documents) => {
                tokens.next();
            }
            TokenTree::Punct(mark) => shape.push(mark.as_char()),
            TokenTree::Ident(_) => shape.push_str(" name "),
            TokenTree::Literal(_) => shape.push_str(" literal "),
        }
    }
}

/// Whether this is the `[doc = ".."]` of a comment.
fn documents(attribute: &TokenTree) -> bool {
    let TokenTree::Group(group) = attribute else { return false };
    let mut tokens = group.stream().into_iter().map(|token| token.to_string());
    tokens.next().as_deref() == Some("doc") && tokens.next().as_deref() == Some("=")
}

/// The output for each twin, under a name: `compile.rs` shows that the compiler has nothing to say about it.
pub(crate) fn outputs() -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut outputs = Vec::new();
    let tame = tame();
    for (name, evil) in [("tame", "")].iter().chain(&HOSTILE) {
        let texts = [("document", twin(&tame, evil).to_string()), ("page", page(evil))];
        for (kind, text) in texts {
            let path = folder.path().join("source");
            fs::write(&path, text).expect("it can be written");
            let generated = rules::generate(&rules::config(&path));
            outputs.push((format!("{kind}_{name}"), generated.files[0].text.clone()));
        }
    }
    outputs
}

#[test]
fn free_text_never_becomes_code() {
    let outputs = outputs();
    for (name, text) in &outputs {
        let tame = outputs
            .iter()
            .find(|(other, _)| *other == format!("{}_tame", name.split('_').next().unwrap_or_default()));
        let (_, tame) = tame.expect("each twin has a tame one");
        let (own, tame) = (shape(text), shape(tame));
        let differs = own.lines().zip(tame.lines()).find(|(own, tame)| own != tame);
        assert!(own == tame, "{name} has other code: {differs:?}");
    }
}

#[test]
fn no_character_of_a_free_text_deceives_a_reader() {
    for (name, text) in outputs() {
        let hidden = text.chars().find(|letter| {
            let turns = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
            turns || (letter.is_control() && *letter != '\n')
        });
        assert_eq!(hidden, None, "{name} has a character that does not show");
    }
}
