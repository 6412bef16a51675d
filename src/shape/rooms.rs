//! What stands together in one file: the operations of a group with their types, or the types that are shared.
//!
//! Who has which name and stands in which room is decided in order; then every item is made by itself, by as many
//! threads as there are cores.

use std::collections::BTreeMap;

use super::{
    Shaping, answer, docs, groups,
    keep::below,
    layout,
    names::{Case, Scope, Words},
    validate::Checked,
};
use crate::{
    api::{Name, TypeId},
    diagnostics::Diagnostics,
    document::escape,
    parallel,
    rust::{Giver, Ident, Item, Method, Methods, Module, Origin},
};

/// What the client has beside the methods of operations: they must not be called the same.
const CLIENT_METHODS: &[&str] =
    &["age", "authorize", "builder", "call", "clone", "complete", "new", "settings", "stream"];

/// The module of the types that several operations may share.
const TYPES: &str = "types";

/// What belongs together: the operations of one group with their requests, or the shared types.
pub(super) struct Room {
    name: Ident,
    /// What its author says about it.
    docs: Vec<String>,
    pub(super) methods: Vec<Method>,
    pub(super) items: Vec<Item>,
}

/// What a room is for, and what is to be made for it.
struct Plan {
    name: Ident,
    docs: Vec<String>,
    tasks: Vec<Task>,
}

/// Something to make, which needs nothing of what else is made.
enum Task {
    /// The methods of an operation, and its request.
    Operation(usize, Named),
    Type(TypeId),
}

/// What the methods of an operation are called.
struct Named {
    ident: Ident,
    /// The one that asks for a stream.
    stream: Option<Ident>,
    /// The one for the items of all pages.
    items: Option<Ident>,
}

/// What a task made, and what was found on the way.
#[derive(Default)]
struct Made {
    methods: Vec<Method>,
    items: Vec<Item>,
    found: Diagnostics,
}

/// The operations, each group in a room, and a last room for what belongs to no operation.
pub(super) fn rooms(shaping: &Shaping<'_>, found: &mut Diagnostics) -> Vec<Room> {
    let plans = plans(shaping, found);
    let checked = shaping.config.validate.then(|| shaping.checked());
    let tasks: Vec<&Task> = plans.iter().flat_map(|plan| &plan.tasks).collect();
    let mut made = parallel::map(&tasks, |task| make(shaping, task, checked.as_ref())).into_iter();
    let mut room = |plan: Plan| {
        let mut room = Room { name: plan.name, docs: plan.docs, methods: Vec::new(), items: Vec::new() };
        for made in made.by_ref().take(plan.tasks.len()) {
            room.methods.extend(made.methods);
            room.items.extend(made.items);
            found.extend(made.found);
        }
        room
    };
    plans.into_iter().map(&mut room).collect()
}

/// Which rooms there are, and what stands in each.
fn plans(shaping: &Shaping<'_>, found: &mut Diagnostics) -> Vec<Plan> {
    let own = shaping.own_types();
    // A module of the name of a crate would hide it.
    let crates: Vec<&str> = own.keys().filter_map(|path| path.split("::").next()).collect();
    let mut names = Scope::modules().reserve(&["support", TYPES]).reserve(&crates);
    let mut methods = Scope::new(Case::Snake).reserve(CLIENT_METHODS);
    let groups = groups::of(shaping);
    names.keep(&shaping.keep, groups.values().map(|group| group_origin(group)).collect::<Vec<_>>().iter());
    methods.keep(&shaping.keep, method_origins(shaping).iter());
    let mut plans: Vec<Plan> = Vec::new();
    let mut by_group: BTreeMap<String, usize> = BTreeMap::new();
    let (mut own, shared) = parts(shaping);
    for (index, group) in &groups {
        let room = *by_group.entry(group.clone()).or_insert_with(|| {
            let docs = groups::said(shaping, group, found);
            plans.push(Plan {
                name: names.name(group_origin(group), &[Words::of(group)]),
                docs,
                tasks: Vec::new(),
            });
            plans.len() - 1
        });
        let tasks = &mut plans[room].tasks;
        let origin = shaping.keep.operation(*index).clone();
        let ident = methods.name(origin, std::slice::from_ref(shaping.spoken.words(*index)));
        tasks.push(Task::Operation(*index, Named { ident, stream: None, items: None }));
        tasks.extend(own.remove(index).into_iter().flatten().map(Task::Type));
    }
    // Behind all the others, so that no operation is called otherwise because another has a second method.
    for task in plans.iter_mut().flat_map(|plan| &mut plan.tasks) {
        let Task::Operation(index, named) = task else { continue };
        if shaping.others.origin(*index) != *index {
            continue;
        }
        let mut second = |word: &str| {
            let words = shaping.spoken.words(*index).clone().and(word);
            methods.name(beside(shaping, *index, word), &[words])
        };
        let has_stream = answer::other_stream(&shaping.api.operations[*index]).is_some();
        named.stream = has_stream.then(|| second("stream"));
        named.items = shaping.paging.contains_key(index).then(|| second("items"));
    }
    if !shared.is_empty() {
        let name = Scope::new(Case::Snake).take(&Words::of(TYPES));
        plans.push(Plan { name, docs: Vec::new(), tasks: shared.into_iter().map(Task::Type).collect() });
    }
    plans
}

/// What the module of a group stands for.
fn group_origin(group: &str) -> Origin {
    Origin { pointer: format!("/tags/{}", escape(group)), was: None, giver: Giver::Author, shape: None }
}

/// What a second method of an operation stands for.
fn beside(shaping: &Shaping<'_>, index: usize, word: &str) -> Origin {
    Origin { giver: Giver::Derived, ..below(shaping.keep.operation(index), &format!("/{word}")) }
}

/// Everything that is a method of the client, or may be.
fn method_origins(shaping: &Shaping<'_>) -> Vec<Origin> {
    if shaping.keep.is_empty() {
        return Vec::new();
    }
    let own = |index: &usize| shaping.keep.operation(*index).clone();
    let second = |index: &usize| ["stream", "items"].map(|word| beside(shaping, *index, word));
    shaping.inputs.keys().map(own).chain(shaping.inputs.keys().flat_map(second)).collect()
}

fn make(shaping: &Shaping<'_>, task: &Task, checked: Option<&Checked>) -> Made {
    let mut made = Made::default();
    let found = &mut made.found;
    let validation = match task {
        Task::Operation(index, named) => {
            let (method, request) = shaping.operation(*index, named.ident.clone(), named.items.clone());
            let stream = named.stream.as_ref().and_then(|ident| shaping.stream_method(*index, ident.clone()));
            made.methods.extend([method].into_iter().chain(stream));
            made.items.extend(request.map(Item::Struct));
            made.items.extend(shaping.answer_enums(*index).into_iter().map(Item::Answer));
            made.items.extend(shaping.headers(*index).map(Item::Headers));
            checked.and_then(|checked| shaping.request_validation(*index, checked, found))
        }
        Task::Type(id) => {
            made.items.push(shaping.definition(*id));
            checked.and_then(|checked| shaping.validation(*id, checked, found))
        }
    };
    made.items.extend(validation.map(Item::Validate));
    made
}

impl Room {
    /// The room as a file.
    pub(super) fn module(self) -> Module {
        let mut module = Module { name: self.name.to_string(), ..Module::default() };
        module.ident = Some(self.name.clone());
        let docs = match self.methods.is_empty() {
            true => "The types that several operations share.".to_owned(),
            false => format!("The operations of `{}`.", self.name),
        };
        module.docs = docs::lines(&[vec![docs], self.docs].concat());
        let methods = self.methods;
        module.items.extend((!methods.is_empty()).then_some(Item::Methods(Methods { methods })));
        module.items.extend(self.items);
        module.items.extend(layout::serde(&module.items));
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
        Name::Webhook(..) | Name::Answer(..) => None,
    }
}
