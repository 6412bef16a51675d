//! The items of all modules, printed by as many threads as the machine has cores.
//!
//! An item depends on nothing but itself, so any thread can print any of them; what is put together of
//! them has the order of the model, whichever was ready first.

use super::Templates;
use crate::{
    diagnostics::Diagnostics,
    parallel,
    rust::{Crate, Item, Visible as _},
};

/// What an item printed, and what was found on the way.
type Printed = (Option<String>, Diagnostics);

/// The text of each item of each module, in their order.
pub(super) fn items(krate: &Crate, templates: &Templates, found: &mut Diagnostics) -> Vec<Vec<String>> {
    let all: Vec<&Item> = krate.modules.iter().flat_map(|module| &module.items).collect();
    let mut printed = parallel::map(&all, |item| print(item, templates)).into_iter();
    let mut of_module = |count| {
        let texts = printed.by_ref().take(count).filter_map(|(text, problems)| {
            found.extend(problems);
            text
        });
        texts.collect()
    };
    krate.modules.iter().map(|module| of_module(module.items.len())).collect()
}

fn print(item: &Item, templates: &Templates) -> Printed {
    let mut found = Diagnostics::default();
    let text = match item {
        Item::Builder(item) => templates.print_rust("builder.rs.j2", &item.view(), &mut found),
        Item::Methods(item) => templates.print_rust("methods.rs.j2", &item.view(), &mut found),
        Item::Answer(item) => templates.print_rust("answer.rs.j2", &item.view(), &mut found),
        Item::Headers(item) => templates.print_rust("headers.rs.j2", &item.view(), &mut found),
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
