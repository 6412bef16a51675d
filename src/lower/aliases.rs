//! Names that stand for themselves, which Rust does not allow: `{"$ref": "#/components/schemas/A"}` called `A`.

use crate::{
    api::{Api, Kind, Type, TypeId},
    diagnostics::{Diagnostics, Problem},
};

/// Makes each alias that leads back to itself, be it through lists and maps, any JSON.
pub(super) fn untangle(api: &mut Api, found: &mut Diagnostics) {
    for id in (0..api.types.len()).map(TypeId) {
        if leads_back(api, id) {
            let definition = &mut api.types[id.0];
            definition.kind = Kind::Alias(Type::Any);
            let reference = definition.at.pointer.clone();
            found.report(Problem::CircularReference { reference }, definition.at.clone());
        }
    }
}

fn leads_back(api: &Api, start: TypeId) -> bool {
    let mut here = start;
    // A way without a circle visits no type twice.
    for _ in 0..api.types.len() {
        let Kind::Alias(ty) = &api.types[here.0].kind else { return false };
        let Some(next) = ty.named() else { return false };
        if next == start {
            return true;
        }
        here = next;
    }
    // The way ends in a circle that this type is no part of.
    false
}
