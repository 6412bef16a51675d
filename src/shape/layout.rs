//! Which item stands in which file, and what each file names of the others.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Shaping, docs, groups, mapping, markdown,
    names::{Case, Scope, Words},
    validate::Checked,
};
use crate::{
    api::{Name, TypeId},
    config::Layout,
    diagnostics::{Diagnostics, visible},
    rust::{Builder, Crate, Ident, Item, Methods, Module, Security, Serde, Support},
};

/// The parts of `templates/support/` that only some APIs need, and the path by which an item names them.
const OPTIONAL_SUPPORT: [&str; 8] =
    ["parameters", "form", "multipart", "base64", "foreign", "pattern", "validate", "zoned"];

/// What the client has beside the methods of operations: they must not be called the same.
const CLIENT_METHODS: [&str; 6] = ["builder", "call", "clone", "complete", "new", "transmit"];

/// What the builder has beside functions for credentials and the variables of servers.
const BUILDER_METHODS: [&str; 12] = [
    "base_url",
    "build",
    "credential",
    "header",
    "http_client",
    "max_response_bytes",
    "new",
    "query",
    "security",
    "server_variable",
    "timeout",
    "user_agent",
];

/// What the builder has where nobody knows which credentials are needed.
const BUILDER_CREDENTIALS: [&str; 2] = ["basic_auth", "bearer_auth"];

/// The module of the types that several operations may share.
const TYPES: &str = "types";

/// Puts everything in its file.
pub(super) fn lay_out(shaping: &Shaping<'_>, found: &mut Diagnostics) -> Crate {
    let mut rooms = Rooms::of(shaping, found);
    let mut root = Module::root(root_docs(shaping));
    root.items.push(Item::Builder(builder(shaping)));
    let own: Vec<Item> =
        shaping.own_types().into_iter().map(|used| Item::Own(mapping::shaped(used))).collect();
    let mut modules = Vec::new();
    match shaping.config.layout {
        Layout::File => {
            let mut methods = Vec::new();
            let mut others = Vec::new();
            for room in std::mem::take(&mut rooms.0) {
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
            modules.extend(rooms.0.into_iter().map(Room::module));
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
    let support = support(&modules);
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

/// What belongs together: the operations of one group with their requests, or the shared types.
struct Room {
    name: Ident,
    /// What its author says about it.
    docs: Vec<String>,
    methods: Vec<crate::rust::Method>,
    items: Vec<Item>,
}

struct Rooms(Vec<Room>);

impl Rooms {
    /// The operations, each group in a room, and a last room for what belongs to no operation.
    fn of(shaping: &Shaping<'_>, found: &mut Diagnostics) -> Self {
        let own = shaping.own_types();
        // A module of the name of a crate would hide it.
        let crates: Vec<&str> = own.keys().filter_map(|path| path.split("::").next()).collect();
        let mut names = Scope::new(Case::Snake).reserve(&["support", TYPES]).reserve(&crates);
        let mut methods = Scope::new(Case::Snake).reserve(&CLIENT_METHODS);
        let mut rooms: Vec<Room> = Vec::new();
        let mut by_group: BTreeMap<String, usize> = BTreeMap::new();
        let (mut own, shared) = parts(shaping);
        let checked = shaping.config.validate.then(|| shaping.checked());
        let groups = groups::of(shaping);
        for (index, group) in &groups {
            let room = *by_group.entry(group.clone()).or_insert_with(|| {
                rooms.push(Room {
                    name: names.take(&Words::of(group)),
                    docs: groups::said(shaping, group, found),
                    methods: Vec::new(),
                    items: Vec::new(),
                });
                rooms.len() - 1
            });
            let (method, request) = shaping.operation(*index, &mut methods);
            rooms[room].methods.push(method);
            rooms[room].items.extend(request.map(Item::Struct));
            let validation =
                checked.as_ref().and_then(|checked| shaping.request_validation(*index, checked, found));
            rooms[room].items.extend(validation.map(Item::Validate));
            let parts = own.remove(index).unwrap_or_default();
            rooms[room]
                .items
                .extend(parts.into_iter().flat_map(|id| definition(shaping, id, checked.as_ref(), found)));
        }
        if !shared.is_empty() {
            let items =
                shared.into_iter().flat_map(|id| definition(shaping, id, checked.as_ref(), found)).collect();
            let name = Scope::new(Case::Snake).take(&Words::of(TYPES));
            rooms.push(Room { name, docs: Vec::new(), methods: Vec::new(), items });
        }
        Rooms(rooms)
    }
}

/// A type, and what checks it where that is wanted.
fn definition(
    shaping: &Shaping<'_>,
    id: TypeId,
    checked: Option<&Checked>,
    found: &mut Diagnostics,
) -> impl Iterator<Item = Item> + use<> {
    let validation = checked.and_then(|checked| shaping.validation(id, checked, found));
    std::iter::once(shaping.definition(id)).chain(validation.map(Item::Validate))
}

impl Room {
    fn module(self) -> Module {
        let mut module = Module { name: self.name.to_string(), ..Module::default() };
        let docs = match self.methods.is_empty() {
            true => "The types that several operations share.".to_owned(),
            false => format!("The operations of `{}`.", self.name),
        };
        module.docs = docs::lines(&[vec![docs], self.docs].concat());
        let methods = self.methods;
        module.items.extend((!methods.is_empty()).then_some(Item::Methods(Methods { methods })));
        module.items.extend(self.items);
        module.items.extend(serde(&module.items));
        module
    }
}

/// The types that are part of one operation, and the others.
fn parts(shaping: &Shaping<'_>) -> (BTreeMap<usize, Vec<TypeId>>, Vec<TypeId>) {
    let mut own: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
    let mut shared = Vec::new();
    for id in (0..shaping.api.types.len()).map(TypeId).filter(|id| shaping.usage.is_used(*id)) {
        match operation_of(shaping, id) {
            Some(index) => own.entry(index).or_default().push(id),
            None => shared.push(id),
        }
    }
    (own, shared)
}

/// The operation that a nameless type is part of, however deep; nothing where it stands in several places.
fn operation_of(shaping: &Shaping<'_>, id: TypeId) -> Option<usize> {
    if shaping.places.others(id) > 0 {
        return None;
    }
    match shaping.places.name(shaping.api, id) {
        Name::Author(_) => None,
        Name::Part(owner, _) => operation_of(shaping, *owner),
        Name::Operation(index, _) => Some(*index),
        Name::Webhook(..) => None,
    }
}

fn builder(shaping: &Shaping<'_>) -> Builder {
    let mut names = Scope::new(Case::Snake).reserve(&BUILDER_METHODS);
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
fn serde(items: &[Item]) -> Option<Item> {
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
fn support(modules: &[Module]) -> Support {
    let items = || modules.iter().flat_map(|module| &module.items);
    let texts: Vec<&str> = items().flat_map(Item::texts).collect();
    let needs = |name: &&str| texts.iter().any(|text| text.contains(&format!("support::{name}::")));
    let optional = OPTIONAL_SUPPORT.into_iter().filter(needs);
    // Where the source says which credentials are needed, the builder has a function for each of them instead.
    let is_told =
        items().any(|item| matches!(item, Item::Builder(builder) if !builder.credentials.is_empty()));
    let auth = (!is_told).then_some("auth");
    Support { optional: optional.chain(auth).map(str::to_owned).collect() }
}
