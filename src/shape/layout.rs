//! Which item stands in which file, and what each file names of the others.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Shaping, docs, mapping, markdown,
    names::{Case, Scope, Words},
    rooms::{self, Room},
};
use crate::{
    config::{Client, Layout},
    diagnostics::{Diagnostics, visible},
    rust::{Builder, Crate, Item, Methods, Module, Security, Serde, Support},
};

/// The parts of `templates/support/` that only some APIs need, and the path by which an item names them.
const OPTIONAL_SUPPORT: &[&str] = &[
    "parameters",
    "form",
    "paging",
    "headers",
    "multipart",
    "base64",
    "foreign",
    "pattern",
    "stream",
    "token",
    "validate",
    "zoned",
];

/// What the builder has beside functions for credentials and the variables of servers.
const BUILDER_METHODS: &[&str] = &[
    "after_response",
    "base_url",
    "before_request",
    "build",
    "carrier",
    "credential",
    "header",
    "http_client",
    "idempotency_header",
    "max_response_bytes",
    "new",
    "query",
    "retry",
    "security",
    "server_variable",
    "timeout",
    "user_agent",
];

/// What the builder has where nobody knows which credentials are needed.
const BUILDER_CREDENTIALS: [&str; 2] = ["basic_auth", "bearer_auth"];

/// Puts everything in its file.
pub(super) fn lay_out(shaping: &Shaping<'_>, found: &mut Diagnostics) -> Crate {
    let rooms = rooms::rooms(shaping, found);
    let mut root = Module::root(root_docs(shaping));
    root.items.push(Item::Builder(builder(shaping)));
    let own: Vec<Item> =
        shaping.own_types().into_iter().map(|used| Item::Own(mapping::shaped(used))).collect();
    let mut modules = Vec::new();
    match shaping.config.layout {
        Layout::File => {
            let mut methods = Vec::new();
            let mut others = Vec::new();
            for room in rooms {
                methods.extend(room.methods);
                others.extend(room.items);
            }
            root.items.extend((!methods.is_empty()).then_some(Item::Methods(Methods { methods })));
            root.items.extend(others);
            root.items.extend(own);
            root.items.extend(serde(&root.items));
        }
        Layout::Modules | Layout::Crate => {
            root.items.extend(own);
            modules.extend(rooms.into_iter().map(Room::module));
        }
    }
    root.children = modules.iter().map(|module: &Module| module.name.clone()).collect();
    root.exports = modules
        .iter()
        .filter(|module| module.items.iter().any(|item| item.ident().is_some()))
        .map(|module| module.name.clone())
        .collect();
    modules.insert(0, root);
    let homes = homes(&modules);
    modules.iter_mut().for_each(|module| module.uses = uses(module, &homes));
    let support = support(&modules, shaping.config.client.unwrap_or_default());
    Crate {
        name: Scope::new(Case::Snake).take(&Words::of(&shaping.config.module_name())),
        title: title(shaping),
        version: shaping.api.version.clone(),
        rust_version: super::GENERATED_RUST_VERSION.into(),
        dependencies: shaping.dependencies(&support, found),
        support,
        bytes: modules
            .iter()
            .flat_map(|module| &module.items)
            .any(|item| item.texts().iter().any(|text| text.contains("bytes::"))),
        modules,
    }
}

fn builder(shaping: &Shaping<'_>) -> Builder {
    let mut names = Scope::new(Case::Snake).reserve(BUILDER_METHODS);
    let credentials = shaping.credentials(&mut names);
    if credentials.is_empty() {
        names = names.reserve(&BUILDER_CREDENTIALS);
    }
    let variables = shaping.variable_setters(&mut names);
    let security = Security { alternatives: shaping.security.clone() };
    Builder {
        docs: shaping.builder_docs(),
        base_url: shaping.base_url(),
        security: Some(security).filter(|security| !security.alternatives.is_empty()),
        setters: !variables.is_empty() || !credentials.is_empty(),
        variables,
        credentials,
    }
}

/// What the author calls the API, on one line, since it stands in comments.
fn title(shaping: &Shaping<'_>) -> String {
    let words: Vec<&str> = shaping.api.title.split_whitespace().collect();
    if words.is_empty() { "an API".to_owned() } else { visible(&words.join(" ")).into_owned() }
}

fn root_docs(shaping: &Shaping<'_>) -> Vec<String> {
    docs::lines(&[format!("A client of {}.", title(shaping)), markdown::safe(&shaping.api.description)])
}

/// The types of a file that serde can write and read.
pub(super) fn serde(items: &[Item]) -> Option<Item> {
    let list = |wanted: fn(&Item) -> bool| {
        items.iter().filter(|item| wanted(item)).filter_map(|item| item.ident().cloned()).collect()
    };
    let serde = Serde { serialize: list(Item::encodes), deserialize: list(Item::decodes) };
    (!serde.serialize.is_empty() || !serde.deserialize.is_empty()).then_some(Item::Serde(serde))
}

/// In which module each type stands.
fn homes(modules: &[Module]) -> BTreeMap<String, String> {
    let named = modules.iter().flat_map(|module| {
        module.items.iter().filter_map(|item| Some((item.ident()?.to_string(), module.name.clone())))
    });
    named.collect()
}

/// What a file names that stands elsewhere.
fn uses(module: &Module, homes: &BTreeMap<String, String>) -> Vec<String> {
    let texts: Vec<&str> = module.items.iter().flat_map(Item::texts).collect();
    let words: BTreeSet<&str> = texts.iter().flat_map(|text| named_in(text)).collect();
    let is_root = module.name.is_empty();
    let mut named: BTreeSet<&str> = words
        .iter()
        .copied()
        .filter(|word| homes.get(*word).is_some_and(|home| *home != module.name))
        .collect();
    let json =
        names_module(&texts, "json") || module.items.iter().any(|item| item.encodes() || item.decodes());
    let methods = module.items.iter().any(|item| matches!(item, Item::Methods(_)));
    let mut support = Vec::new();
    if methods && !is_root {
        named.insert("Client");
        support.push("self");
    } else if !is_root && names_module(&texts, "support") {
        support.push("self");
    }
    support.extend(methods.then_some("Call"));
    support.extend(json.then_some("json"));
    let mut uses = Vec::new();
    uses.extend(words.contains("BTreeMap").then(|| "std::collections::BTreeMap".to_owned()));
    let prefix = if is_root { "" } else { "super::" };
    if !named.is_empty() {
        uses.push(braced("super", &named.into_iter().collect::<Vec<_>>()));
    }
    if !support.is_empty() {
        uses.push(braced(&format!("{prefix}support"), &support));
    }
    uses
}

/// Whether a piece of Rust begins a path with a module; a field may be called like one.
fn names_module(texts: &[&str], module: &str) -> bool {
    let path = format!("{module}::");
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    texts.iter().any(|text| text.match_indices(&path).any(|(at, _)| !text[..at].ends_with(is_name)))
}

/// The path of one name, or of several: `super::Client`, `super::{Charge, Client}`.
fn braced(path: &str, names: &[&str]) -> String {
    match names {
        ["self"] => path.to_owned(),
        [name] => format!("{path}::{name}"),
        names => format!("{path}::{{{}}}", names.join(", ")),
    }
}

/// The names that a piece of Rust begins a path with: `Vec` and `File` of `Vec<File>`, `support` of `support::Response`.
fn named_in(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let starts = text.char_indices().filter(move |(at, letter)| {
        let before = &text[..*at];
        is_name(*letter) && !before.ends_with(is_name) && !before.ends_with("::")
    });
    let names = starts.map(move |(at, _)| {
        text[at..].split_at(text[at..].find(|letter| !is_name(letter)).unwrap_or(text.len() - at))
    });
    // `Item` in `IntoIterator<Item = String>` is no type of anybody's.
    names.filter(|(_, rest)| !rest.starts_with(" = ")).map(|(name, _)| name)
}

/// The support modules that the API needs beside the core.
fn support(modules: &[Module], client: Client) -> Support {
    let items = || modules.iter().flat_map(|module| &module.items);
    let texts: Vec<&str> = items().flat_map(Item::texts).collect();
    let needs = |name: &&str| texts.iter().any(|text| text.contains(&format!("support::{name}::")));
    let optional = OPTIONAL_SUPPORT.iter().copied().filter(needs);
    // Where the source says which credentials are needed, the builder has a function for each of them instead.
    let is_told =
        items().any(|item| matches!(item, Item::Builder(builder) if !builder.credentials.is_empty()));
    let auth = (!is_told).then_some("auth");
    // A file can be taken piece by piece.
    let answers = items().filter_map(|item| match item {
        Item::Methods(item) => Some(&item.methods),
        _ => None,
    });
    let has_files = answers.flatten().any(|method| method.answer == "bytes::Bytes");
    let download = has_files.then_some("download");
    // What is sent can be read while it is.
    let is_read = ["support::Body", "support::multipart::"];
    let sends_files = texts.iter().any(|text| is_read.iter().any(|path| text.contains(path)));
    let blocking = client == Client::Blocking;
    let upload = (sends_files && !blocking).then_some("upload");
    let files = sends_files.then_some("files").into_iter().chain(upload);
    let optional = optional.chain(auth).chain(download).chain(files);
    Support { optional: optional.map(str::to_owned).collect(), blocking }
}
