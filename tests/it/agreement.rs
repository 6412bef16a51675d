//! A page and the document that it was made from come to the same requests.
//!
//! The pages and documents are those of `../shared/pages`, which belongs to the machine and not to the project. Of each
//! operation the method, the parameters, the body and the request type are compared, and whatever these name: fields,
//! names as sent, Rust types, what is required, and the documentation. Names of types are left aside, and so is what a
//! response says.

mod kinds;
mod request;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use bindery::rust::{Crate, Enum, Field, Item, Method, Struct, Union, Variant};

use self::{kinds::KINDS, request::Request};
use crate::rules;

/// Rust for all of a source.
struct Client(Crate);

impl Client {
    fn of(source: &Path) -> Self {
        Client(rules::shaped(&rules::config(source)))
    }

    fn methods(&self) -> BTreeMap<&str, &Method> {
        self.0
            .methods()
            .filter(|method| !method.beside)
            .map(|method| (method.operation.as_str(), method))
            .collect()
    }

    fn types(&self) -> Types<'_> {
        let items = self.0.modules.iter().flat_map(|module| &module.items);
        items.filter_map(|item| Some((item.ident()?.as_str(), item))).collect()
    }
}

/// The types of a client by their names.
type Types<'c> = BTreeMap<&'c str, &'c Item>;

/// A difference between a page and its document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Difference {
    /// Where: `ListCall: StartTime`.
    at: String,
    /// What: `type`.
    what: &'static str,
    page: String,
    document: String,
}

/// Walks the requests of a page and of a document side by side.
struct Comparison<'c> {
    page: Types<'c>,
    document: Types<'c>,
    /// The pairs of types that were compared, or are being compared.
    seen: BTreeSet<(String, String)>,
    differences: Vec<Difference>,
}

impl<'c> Comparison<'c> {
    fn note(&mut self, at: &str, what: &'static str, page: impl Into<String>, document: impl Into<String>) {
        let (page, document) = (page.into(), document.into());
        if page != document {
            self.differences.push(Difference { at: at.to_owned(), what, page, document });
        }
    }

    fn methods(&mut self, page: &'c Method, document: &'c Method) {
        let at = document.operation.as_str();
        self.note(at, "line", line(page), line(document));
        let one = Request::of(page, &self.page);
        let other = Request::of(document, &self.document);
        self.fields(at, &one.parameters, &other.parameters);
        // Where the page has no schema at all, there is nothing to compare.
        let anything = ["serde_json::Value", "Option<serde_json::Value>"];
        if one.given != "flattened" && anything.contains(&one.rest.as_str()) {
            self.note(at, "media", NO_SCHEMA, media(document));
            return;
        }
        self.note(at, "media", media(page), media(document));
        self.note(at, "given", one.given, other.given);
        self.fields(at, &one.members, &other.members);
        self.types(at, &one.rest, &other.rest);
    }

    /// Compares two pieces of Rust: alike but for the names of types, which must be alike in their turn.
    fn types(&mut self, at: &str, page: &str, document: &str) {
        let (page, document) = (tokens(page, &self.page), tokens(document, &self.document));
        let (one, other) = (spelled(&page, &self.page), spelled(&document, &self.document));
        if one != other {
            return self.note(at, "type", one, other);
        }
        for (one, other) in page.iter().zip(&document) {
            if let (Some(page), Some(document)) =
                (self.page.get(one.as_str()), self.document.get(other.as_str()))
                && self.seen.insert((one.clone(), other.clone()))
            {
                self.items(at, page, document);
            }
        }
    }

    fn items(&mut self, at: &str, page: &'c Item, document: &'c Item) {
        match (page, document) {
            (Item::Struct(page), Item::Struct(document)) => {
                self.fields(
                    at,
                    &page.fields.iter().collect::<Vec<_>>(),
                    &document.fields.iter().collect::<Vec<_>>(),
                );
                let rest =
                    |one: &Struct| one.additional.as_ref().map_or_else(String::new, |one| one.ty.clone());
                self.types(at, &rest(page), &rest(document));
            }
            (Item::Enum(page), Item::Enum(document)) => {
                self.note(at, "values", values(page), values(document));
                let unknown = |one: &Enum| one.unknown.is_some().to_string();
                self.note(at, "unknown", unknown(page), unknown(document));
            }
            (Item::Union(page), Item::Union(document)) => self.unions(at, page, document),
            _ => panic!("{at}: only types of one kind are compared"),
        }
    }

    fn fields(&mut self, at: &str, page: &[&'c Field], document: &[&'c Field]) {
        let names = |fields: &[&Field]| {
            let lines =
                fields.iter().map(|field| format!("{} {} {}", field.wire, field.ident, field.required));
            lines.collect::<Vec<_>>().join(", ")
        };
        self.note(at, "fields", names(page), names(document));
        for field in page {
            let Some(same) = document.iter().find(|same| same.ident == field.ident) else { continue };
            let at = format!("{at}: {}", field.wire);
            self.note(&at, self.said(field, same), field.docs.join("\n"), same.docs.join("\n"));
            self.types(&at, &field.ty, &same.ty);
        }
    }

    /// What the documentation of a field is compared as: a shared type says itself what a page says of each field.
    fn said(&self, page: &Field, document: &Field) -> &'static str {
        let words = tokens_of(&document.ty);
        let mut named = words.iter().filter_map(|word| self.document.get(word.as_str()));
        let is_there =
            named.any(|item| docs(item) == page.docs && document.docs == [format!(" `{}`", document.wire)]);
        if is_there { "docs of the type" } else { "docs" }
    }

    fn unions(&mut self, at: &str, page: &Union, document: &Union) {
        let list = |union: &Union, text: fn(&Variant) -> String| {
            union.variants.iter().map(text).collect::<Vec<_>>().join(", ")
        };
        let names = |union: &Union| list(union, |variant| variant.ident.to_string());
        let constants = |union: &Union| list(union, |variant| format!("{:?}", variant.constant));
        self.note(at, "variants", names(page), names(document));
        self.note(at, "constants", constants(page), constants(document));
        let unknown = |one: &Union| one.unknown.is_some().to_string();
        self.note(at, "unknown", unknown(page), unknown(document));
        for (one, other) in page.variants.iter().zip(&document.variants) {
            let at = format!("{at}: {}", other.ident);
            self.note(&at, "docs", one.docs.join("\n"), other.docs.join("\n"));
            self.types(&at, one.ty.as_deref().unwrap_or_default(), other.ty.as_deref().unwrap_or_default());
        }
    }
}

/// How a body is sent of which a page gives neither schema nor media type.
const NO_SCHEMA: &str = "any JSON";

/// The request line, and where its parameters go.
fn line(method: &Method) -> String {
    let parameters = method.parameters.iter().map(|one| {
        format!(" {} {} {} {}", one.place, one.wire, one.style.as_deref().unwrap_or_default(), one.ident)
    });
    format!("{} {}{}", method.method, method.path, parameters.collect::<String>())
}

/// How the body is sent.
fn media(method: &Method) -> String {
    let body = method.body.as_ref();
    body.map_or_else(String::new, |body| {
        format!("{} {}", body.place, body.media.as_deref().unwrap_or_default())
    })
}

fn values(one: &Enum) -> String {
    let lines = one.values.iter().map(|value| format!("{} {:?}", value.ident, value.literal));
    lines.collect::<Vec<_>>().join(", ")
}

/// What is said about a type.
fn docs(item: &Item) -> &[String] {
    match item {
        Item::Answer(item) => &item.docs,
        Item::Headers(item) => &item.docs,
        Item::Struct(item) => &item.docs,
        Item::Enum(item) => &item.docs,
        Item::Union(item) => &item.docs,
        Item::Alias(item) => &item.docs,
        Item::Builder(_) | Item::Methods(_) | Item::Own(_) | Item::Validate(_) | Item::Serde(_) => &[],
    }
}

/// The identifiers and signs of a piece of Rust.
fn tokens_of(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut inside = false;
    for letter in text.chars() {
        let is_word = letter.is_alphanumeric() || letter == '_';
        match tokens.last_mut().filter(|_| inside && is_word) {
            Some(word) => word.push(letter),
            None if letter.is_whitespace() => {}
            None => tokens.push(letter.to_string()),
        }
        inside = is_word;
    }
    tokens
}

/// The same, with what each other name of a type stands for in its place.
fn tokens(text: &str, types: &Types<'_>) -> Vec<String> {
    let resolved = tokens_of(text).into_iter().flat_map(|token| match types.get(token.as_str()) {
        Some(Item::Alias(alias)) => tokens(&alias.ty, types),
        _ => vec![token],
    });
    resolved.collect()
}

/// A type without the names that were given to it: `Option<Vec<{enum}>>`.
fn spelled(tokens: &[String], types: &Types<'_>) -> String {
    let kind = |token: &String| match types.get(token.as_str()) {
        Some(Item::Struct(_)) => "{struct}".to_owned(),
        Some(Item::Enum(_)) => "{enum}".to_owned(),
        Some(Item::Union(_)) => "{union}".to_owned(),
        _ => token.clone(),
    };
    tokens.iter().map(kind).collect()
}

/// All differences between the pages of a folder and a document.
fn differences(pages: &Client, document: &Client) -> Vec<Difference> {
    let mut comparison = Comparison {
        page: pages.types(),
        document: document.types(),
        seen: BTreeSet::new(),
        differences: Vec::new(),
    };
    let documents = document.methods();
    for (operation, page) in pages.methods() {
        let document = documents.get(operation).expect("the document has every operation that a page shows");
        comparison.methods(page, document);
    }
    comparison.differences
}

/// The pages of a dialect: its name, how many operations are shown, and how often each kind of difference occurs.
type Pages<'p> = (&'p str, usize, &'p [(&'p str, usize)]);

/// Compares the pages of an API with its document; each kind of difference occurs as often as is listed.
fn agree(api: &str, document: &str, expected: &[Pages<'_>]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/pages");
    if !root.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", root.display());
        println!("skipped: {} is missing", root.display());
        return;
    }
    let document = Client::of(&root.join("source").join(document));
    for (dialect, operations, counts) in expected {
        let pages = Client::of(&root.join(dialect).join(api));
        assert_eq!(pages.methods().len(), *operations, "operations of {dialect}/{api}");
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for one in differences(&pages, &document) {
            let kind = KINDS.iter().find(|kind| (kind.is)(&one));
            let kind = kind.unwrap_or_else(|| panic!("{dialect}/{api} and its document differ: {one:#?}"));
            *found.entry(kind.name).or_default() += 1;
        }
        let reasons: Vec<_> = KINDS.iter().map(|kind| format!("{}: {}", kind.name, kind.reason)).collect();
        assert_eq!(found, counts.iter().copied().collect(), "{dialect}/{api}\n{}", reasons.join("\n"));
    }
}

#[test]
fn the_pages_of_openai_agree_with_its_document() {
    agree(
        "openai",
        "Openai.yaml",
        &[
            ("first", 57, &[("body", 25), ("enum", 6), ("facts", 27)]),
            (
                "second",
                57,
                &[
                    ("given", 20),
                    ("enum", 6),
                    ("facts", 33),
                    ("number", 1),
                    ("beside a reference", 1),
                    ("type", 4),
                    ("variants", 5),
                    ("unknown", 7),
                ],
            ),
            (
                "second-docfx",
                55,
                &[
                    ("given", 18),
                    ("enum", 6),
                    ("facts", 27),
                    ("number", 1),
                    ("beside a reference", 1),
                    ("html", 24),
                    ("type", 1),
                    ("variants", 1),
                    ("unknown", 5),
                ],
            ),
            (
                "third",
                57,
                &[
                    ("given", 20),
                    ("enum", 6),
                    ("facts", 33),
                    ("number", 1),
                    ("beside a reference", 1),
                    ("type", 4),
                    ("variants", 5),
                    ("unknown", 7),
                ],
            ),
        ],
    );
}

#[test]
fn the_pages_of_twilio_agree_with_its_document() {
    agree(
        "twilio",
        "twilio.yaml",
        &[
            ("first", 199, &[("body", 62), ("enum", 15), ("facts", 569)]),
            ("second", 199, &[("enum", 15), ("facts", 569), ("beside a reference", 32), ("unknown", 18)]),
            (
                "second-docfx",
                197,
                &[("enum", 15), ("facts", 309), ("html", 397), ("beside a reference", 32), ("unknown", 18)],
            ),
            ("third", 199, &[("enum", 15), ("facts", 569), ("beside a reference", 32), ("unknown", 18)]),
        ],
    );
}

#[test]
fn the_pages_of_small_apis_agree_with_their_documents() {
    agree(
        "sample",
        "sample.yaml",
        &[
            ("second", 2, &[("given", 1)]),
            ("second-docfx", 2, &[("given", 1)]),
            ("third", 2, &[("given", 1)]),
        ],
    );
    agree(
        "apis-io-maintainers",
        "apis-io-maintainers.yaml",
        &[("second", 6, &[("given", 2)]), ("second-docfx", 4, &[]), ("third", 6, &[("given", 2)])],
    );
}
