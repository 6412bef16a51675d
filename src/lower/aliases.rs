//! Names that stand for themselves, which Rust does not allow: `{"$ref": "#/components/schemas/A"}` called `A`.

use std::collections::BTreeSet;

use crate::{
    api::{Api, Kind, Type, TypeId},
    diagnostics::{Diagnostics, SourceProblem},
};

/// Makes each alias that leads back to itself, be it through lists and maps, any JSON.
pub(super) fn untangle(api: &mut Api, found: &mut Diagnostics) {
    for id in (0..api.types.len()).map(TypeId) {
        if leads_back(api, id) {
            let definition = &mut api.types[id.0];
            definition.kind = Kind::Alias(Type::Any);
            let reference = definition.at.pointer.clone();
            found.report(SourceProblem::CircularReference { reference }, definition.at.clone());
        }
    }
}

fn leads_back(api: &Api, start: TypeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![start];
    while let Some(here) = waiting.pop() {
        let Kind::Alias(ty) = &api.types[here.0].kind else { continue };
        for next in ty.named() {
            if next == start {
                return true;
            }
            if seen.insert(next) {
                waiting.push(next);
            }
        }
    }
    false
}
