//! About how many bytes a value of a type takes, to keep unions small.
//!
//! In: types. Out: sizes that are near enough to decide what is worth a box; nothing depends on a byte.

use super::{answer, cycles::Boxes};
use crate::api::{Api, Kind, Type, TypeId};

/// A variant that takes more than this is boxed: what clippy's `large_enum_variant` finds too much of a difference.
const LARGE: usize = 192;

/// The size of a box, a length or a capacity.
const WORD: usize = 8;

/// Adds a box for each variant that would make the other variants of its union large too.
pub(super) fn box_large_variants(api: &Api, boxes: &mut Boxes) -> Sizes {
    let mut measuring = Measuring { known: vec![None; api.types.len()] };
    let known = (0..api.types.len()).map(|id| measuring.of(api, TypeId(id), boxes));
    Sizes { known: known.collect() }
}

/// The size of each type that has a name.
pub(super) struct Sizes {
    known: Vec<usize>,
}

impl Sizes {
    /// About how many bytes the value of an answer takes.
    pub(super) fn of(&self, kind: &answer::Kind) -> usize {
        match kind {
            answer::Kind::Nothing => 0,
            answer::Kind::Json(ty) => size(ty, &mut |id| self.known[id.0]),
            answer::Kind::Text | answer::Kind::Stream(..) => 3 * WORD,
            answer::Kind::Bytes => 4 * WORD,
        }
    }
}

/// Sizes, while boxes are put in.
struct Measuring {
    /// Nothing for a type that was not begun; a word for one that was, since only a box leads back to it.
    known: Vec<Option<usize>>,
}

impl Measuring {
    fn of(&mut self, api: &Api, id: TypeId, boxes: &mut Boxes) -> usize {
        if let Some(size) = self.known[id.0] {
            return size;
        }
        self.known[id.0] = Some(WORD);
        let kind = &api.types[id.0].kind;
        let sizes: Vec<usize> =
            (0..).zip(kind.parts()).map(|(part, ty)| self.part(api, id, part, ty, boxes)).collect();
        let size = match kind {
            Kind::Object(object) => {
                let optional =
                    object.fields.iter().filter(|field| !field.required && is_number(&field.ty)).count();
                sizes.iter().sum::<usize>() + optional * WORD
            }
            Kind::Enum(_) => 3 * WORD,
            Kind::Union(_) => sizes.into_iter().max().unwrap_or(0) + WORD,
            Kind::Alias(_) => sizes[0],
        };
        self.known[id.0] = Some(size);
        size
    }

    /// The size of a part of a type, which is boxed here if it is a variant and large.
    fn part(&mut self, api: &Api, id: TypeId, part: usize, ty: &Type, boxes: &mut Boxes) -> usize {
        if boxes.contains(id, part) {
            return WORD;
        }
        let size = size(ty, &mut |id| self.of(api, id, boxes));
        let is_variant = matches!(api.types[id.0].kind, Kind::Union(_));
        if is_variant && size > LARGE {
            boxes.add(id, part);
            return WORD;
        }
        size
    }
}

/// The size of a type, of whose names another knows the sizes.
fn size(ty: &Type, named: &mut impl FnMut(TypeId) -> usize) -> usize {
    match ty {
        Type::Any => 9 * WORD,
        // The largest of those that are known is a URL.
        Type::Own(_) => 11 * WORD,
        Type::Boolean | Type::Integer(_) | Type::Number { .. } => WORD,
        Type::String | Type::Base64 | Type::Binary | Type::Array(_) | Type::Map(_) => 3 * WORD,
        Type::Tuple(items) => items.iter().map(|item| size(item, named)).sum(),
        Type::Nullable(inner) => size(inner, named) + WORD,
        Type::Named(id) => named(*id),
    }
}

/// A number has no value to spare for `None`.
fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Integer(_) | Type::Number { .. })
}
