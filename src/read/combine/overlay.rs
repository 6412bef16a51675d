//! Overlays: changes to documents that stand in a file of their own (OpenAPI Overlay Specification 1.0 and 1.1).
//!
//! In: documents, and overlays in their order. Out: the documents changed, action by action. What an action adds has its
//! place in the overlay. An action that finds nothing is an error: the specification lets it pass, but what it was
//! written for is not there any more.

mod actions;
mod target;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::Value;

use self::actions::Action;
use super::{pieces, ranks};
use crate::{
    config::{Config, Remote},
    diagnostics::{CombineProblem, Diagnostics, Location, Source},
    document::{Document, Node},
    read::{disk::Disk, openapi, sources},
};

/// The members of an overlay (section "Overlay Object").
const MEMBERS: [&str; 4] = ["overlay", "info", "extends", "actions"];

/// Applies all overlays that can be read.
pub(super) fn apply(documents: &mut [Document], config: &Config, disk: Disk<'_>, found: &mut Diagnostics) {
    for file in &config.overlays {
        let Some(overlay) = sources::one(disk, &file.path, found).and_then(|source| tree(&source, found))
        else {
            continue;
        };
        let actions = actions(&overlay.root(), found);
        let mut meant: Vec<&mut Document> = documents.iter_mut().collect();
        if let Some(extends) = overlay.root().get("extends").filter(|extends| extends.value.is_string()) {
            let name = extends.value.as_str().unwrap_or_default().to_owned();
            let path = extended(&name, &file.path, &config.remote);
            meant.retain(|document| ranks::is_from(document, &path));
            if meant.is_empty() {
                found.report(CombineProblem::NothingExtended { name }, extends.location());
                continue;
            }
        }
        for action in actions.into_iter().flatten() {
            action.apply(&mut meant, found);
        }
    }
}

/// The tree of an overlay.
fn tree(source: &Arc<Source>, found: &mut Diagnostics) -> Option<Document> {
    let (source, root) = openapi::tree(source, found)?;
    let document = pieces::piece(root, Location::file(&source));
    if !document.root.is_object() {
        let reason = "it is no object with `overlay`, `info` and `actions`".into();
        found.report(CombineProblem::BrokenOverlay { reason }, document.root().location());
        return None;
    }
    Some(document)
}

/// The document that an overlay names: by the address that it was fetched from, or by its path beside the overlay.
fn extended(name: &str, overlay: &Path, remotes: &[Remote]) -> PathBuf {
    let fetched = remotes.iter().find(|remote| remote.address.url() == name);
    let beside = || overlay.parent().unwrap_or(Path::new("")).join(name);
    fetched.map_or_else(beside, |remote| remote.snapshot.clone())
}

/// The actions of an overlay; nothing where the overlay is not one, and all that is wrong with it is reported.
fn actions<'o>(overlay: &Node<'o>, found: &mut Diagnostics) -> Option<Vec<Action<'o>>> {
    let mut checked = Checked { is_right: true, found };
    let version = overlay.text("overlay");
    let is_known = |version: &str| {
        ["1.0", "1.1"].iter().any(|known| {
            version.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    match version {
        None => checked
            .wrong(overlay.location_of("overlay"), "it has no `overlay` with its version, such as `1.0.0`"),
        Some(version) if is_known(version) => {}
        Some(version) => {
            let reason = format!("its version is `{version}`; the versions that are read are 1.0 and 1.1");
            checked.wrong(overlay.location_of("overlay"), &reason);
        }
    }
    for key in ["title", "version"] {
        if overlay.get("info").is_none_or(|info| info.text(key).is_none()) {
            checked.wrong(overlay.location_of("info"), &format!("its `info` has no `{key}`"));
        }
    }
    if let Some(extends) = overlay.get("extends").filter(|extends| !extends.value.is_string()) {
        checked.wrong(extends.location(), "its `extends` is no text");
    }
    checked.known("an overlay", overlay, &MEMBERS);
    let has_copy = version.is_some_and(|version| !version.starts_with("1.0"));
    let listed =
        overlay.get("actions").filter(|actions| actions.value.as_array().is_some_and(|all| !all.is_empty()));
    let Some(listed) = listed else {
        checked.wrong(overlay.location_of("actions"), "it has no list of `actions`");
        return None;
    };
    let actions = listed.items().filter_map(|node| Action::of(&node, has_copy, &mut checked)).collect();
    checked.is_right.then_some(actions)
}

/// What is wrong with an overlay.
struct Checked<'f> {
    is_right: bool,
    found: &'f mut Diagnostics,
}

impl Checked<'_> {
    fn wrong(&mut self, at: Location, reason: &str) {
        self.is_right = false;
        self.found.report(CombineProblem::BrokenOverlay { reason: reason.to_owned() }, at);
    }

    /// Reports members that say nothing here; extensions may say what they like.
    fn known(&mut self, what: &str, node: &Node<'_>, members: &[&str]) {
        for (key, member) in
            node.members().filter(|(key, _)| !members.contains(key) && !key.starts_with("x-"))
        {
            let all: Vec<String> = members.iter().map(|member| format!("`{member}`")).collect();
            self.wrong(member.location(), &format!("{what} has no `{key}`; it has {}", all.join(", ")));
        }
    }
}

/// What a value is, in a message.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => "a single value",
    }
}
