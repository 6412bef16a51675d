//! The items of all modules, printed by as many threads as the machine has cores.
//!
//! An item depends on nothing but itself, so any thread can print any of them; what is put together of
//! them has the order of the model, whichever was ready first.

use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use super::Templates;
use crate::{
    diagnostics::Diagnostics,
    rust::{Crate, Item, Visible as _},
};

/// How many items a thread takes at a time: enough that taking costs nothing, few enough that all end together.
const BATCH: usize = 16;

/// The stack of a thread: syn descends into types and expressions as deep as they are nested.
const STACK_BYTES: usize = 16 << 20;

/// What an item printed, and what was found on the way.
type Printed = (Option<String>, Diagnostics);

/// The text of each item of each module, in their order.
pub(super) fn items(krate: &Crate, templates: &Templates, found: &mut Diagnostics) -> Vec<Vec<String>> {
    let all: Vec<&Item> = krate.modules.iter().flat_map(|module| &module.items).collect();
    let mut printed = printed(&all, templates).into_iter();
    let mut of_module = |count| {
        let texts = printed.by_ref().take(count).filter_map(|(text, problems)| {
            found.extend(problems);
            text
        });
        texts.collect()
    };
    krate.modules.iter().map(|module| of_module(module.items.len())).collect()
}

/// Prints all items, each once, on this thread and on others where there is work for them.
fn printed(items: &[&Item], templates: &Templates) -> Vec<Printed> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(items.len().div_ceil(BATCH));
    let next = AtomicUsize::new(0);
    let work = || batches(items, &next, templates);
    let mut done = thread::scope(|scope| {
        // Where no thread can be had, this one does it all.
        let others = (1..threads)
            .filter_map(|_| thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work).ok());
        let others: Vec<_> = others.collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(begin, _)| *begin);
    done.into_iter().flat_map(|(_, batch)| batch).collect()
}

/// Takes batch after batch until none is left; each comes with the place of its first item.
fn batches(items: &[&Item], next: &AtomicUsize, templates: &Templates) -> Vec<(usize, Vec<Printed>)> {
    let take = || {
        let begin = next.fetch_add(BATCH, Ordering::Relaxed);
        let batch = items.get(begin..)?.iter().take(BATCH);
        (begin < items.len()).then(|| (begin, batch.map(|item| print(item, templates)).collect()))
    };
    std::iter::from_fn(take).collect()
}

fn print(item: &Item, templates: &Templates) -> Printed {
    let mut found = Diagnostics::default();
    let text = match item {
        Item::Builder(item) => templates.print_rust("builder.rs.j2", &item.view(), &mut found),
        Item::Methods(item) => templates.print_rust("methods.rs.j2", &item.view(), &mut found),
        Item::Struct(item) => templates.print_rust("struct.rs.j2", &item.view(), &mut found),
        Item::Enum(item) => templates.print_rust("enum.rs.j2", &item.view(), &mut found),
        Item::Union(item) => templates.print_rust("union.rs.j2", &item.view(), &mut found),
        Item::Alias(item) => templates.print_rust("alias.rs.j2", &item.view(), &mut found),
        Item::Own(item) => templates.print_rust("own.rs.j2", &item.view(), &mut found),
        Item::Validate(item) => templates.print_rust("validate.rs.j2", &item.view(), &mut found),
        Item::Serde(item) => templates.print("serde.rs.j2", &item.view(), &mut found),
    };
    (text, found)
}
