//! From documents to their meaning: `lower(&[Document], ..) -> Api`.
//!
//! In: the untyped tree. Out: operations and types that say what stands on the wire. Here, and only
//! here, the keywords of OpenAPI and JSON Schema are spelled. The smallest thing whose absence keeps
//! the rest true is left out when it cannot be understood, and that is said.
//!
//! It does not know Rust, nor where a document came from.

mod aliases;
mod constants;
mod content;
mod directions;
mod discriminator;
mod docs;
mod encoding;
mod form;
mod kinds;
mod members;
mod object;
mod operation;
mod own;
mod parameter;
mod part;
mod place;
mod references;
mod response;
mod same;
mod schema;
mod security;
mod server;
mod union;
mod variant;
mod variants;
mod webhook;
mod whole;

use std::collections::HashMap;

use whole::Key;

use crate::{
    api::{Api, SchemeId, Tag, Type, TypeId},
    config::Choice,
    diagnostics::{Diagnostics, ServerProblem},
    document::{Document, Node},
};

/// Understands documents as one API; some values are of types that the user has chosen.
pub fn lower(documents: &[Document], choices: &[Choice], found: &mut Diagnostics) -> Api {
    let mut api = Api::default();
    if let Some(first) = documents.first() {
        describe(&first.root(), &mut api);
    }
    let mut own = own::Choices::new(choices);
    let mut tags = Tags::new();
    for (index, document) in documents.iter().enumerate() {
        let root = document.root();
        let mut lowering = Lowering {
            api: &mut api,
            known: HashMap::new(),
            folded: HashMap::new(),
            own: &mut own,
            heirs: discriminator::heirs(&root),
            tags: &mut tags,
            // Swagger 2.0 and OpenAPI 3.0 say that what stands beside a reference is ignored.
            beside_counts: root.text("openapi").is_some_and(|version| !version.starts_with("3.0")),
            schemes: HashMap::new(),
            depth: 0,
            found,
        };
        lowering.document(&root, index == 0);
    }
    own.finish(found);
    serve_somewhere(&mut api);
    aliases::untangle(&mut api, found);
    variant::decide(&mut api, &tags);
    directions::part(&mut api);
    variant::revise(&mut api);
    same::unite(&mut api);
    api
}

/// Where nothing is said for all operations, but something for each, what is said for the first is for all others.
fn serve_somewhere(api: &mut Api) {
    let each = api.operations.iter().all(|operation| !operation.servers.is_empty());
    if let (true, true, Some(first)) = (api.servers.is_empty(), each, api.operations.first()) {
        api.servers.clone_from(&first.servers);
    }
}

/// Where paths stand; those that differ only in their query are in an extension.
const PATHS: [&str; 2] = ["paths", "x-ms-paths"];

/// What describes a host of variables, before OpenAPI 3 had them.
const HOST: &str = "x-ms-parameterized-host";

/// What is carried along while one document is lowered.
struct Lowering<'a> {
    api: &'a mut Api,
    /// The types that the user has chosen.
    own: &'a mut own::Choices,
    /// The types that were begun, by their schemas: a second visit finds the first.
    known: HashMap<Key, Type>,
    /// What alternatives of unions are as scalars, by their schemas.
    folded: HashMap<Key, (union::Folded, bool)>,
    /// Which schemas inherit from which.
    heirs: discriminator::Heirs,
    /// The variants whose tags are known only when all types are.
    tags: &'a mut Tags,
    /// Whether what stands beside a reference holds too.
    beside_counts: bool,
    /// The schemes that the document declares, by their names.
    schemes: HashMap<String, SchemeId>,
    /// How deep schemas stand in each other at this place.
    depth: usize,
    found: &'a mut Diagnostics,
}

/// The variants whose tags are known only when all types are: by their union, and their place in it.
type Tags = HashMap<(TypeId, usize), discriminator::Named>;

impl Lowering<'_> {
    fn document(&mut self, root: &Node<'_>, is_first: bool) {
        let servers = self.servers(root);
        let nowhere = servers.is_empty();
        if is_first {
            self.api.servers.clone_from(&servers);
        }
        // A later document may be served elsewhere: its operations then say so themselves.
        let elsewhere = if servers == self.api.servers { Vec::new() } else { servers };
        self.groups(root);
        self.schemes(root);
        let security = self.security(root).unwrap_or_default();
        let paths: Vec<_> =
            PATHS.iter().filter_map(|key| root.get(key)).filter_map(|paths| self.follow(&paths)).collect();
        let paths: Vec<_> = paths.iter().flat_map(Node::members).collect();
        let begin = self.api.operations.len();
        for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
            self.path_item(path, item, &elsewhere, &security);
        }
        if root.get(HOST).is_some() {
            self.found.report(ServerProblem::ParameterizedHost, root.location_of(HOST));
        }
        self.unused_schemes(begin);
        self.webhooks(root);
        let homeless = self.api.operations[begin..].iter().any(|operation| operation.servers.is_empty());
        if let (true, true, Some(server)) = (nowhere, homeless, self.api.servers.first()) {
            self.found.report(ServerProblem::ServerOfAnother { server: server.url.clone() }, root.location());
        }
    }

    /// What is said about the groups of operations; of several documents, what the first says.
    fn groups(&mut self, root: &Node<'_>) {
        for tag in root.get("tags").iter().flat_map(Node::items) {
            let Some(name) = tag.text("name") else { continue };
            if self.api.tags.iter().any(|known| known.name == name) {
                continue;
            }
            let parent = tag.get("parent");
            let parent =
                parent.and_then(|parent| Some((parent.value.as_str()?.to_owned(), parent.location())));
            let kind = tag.text("kind").map(str::to_owned);
            self.api.tags.push(Tag { name: name.to_owned(), docs: docs::of(&tag), parent, kind });
        }
    }
}

/// What the first document says of itself holds for the API.
fn describe(root: &Node<'_>, api: &mut Api) {
    let info = root.get("info");
    let text = |key| info.as_ref().and_then(|info| info.text(key)).unwrap_or_default().trim().to_owned();
    api.title = text("title");
    api.version = text("version");
    api.description = text("description");
}
