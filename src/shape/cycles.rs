//! Which parts of a type must be boxed, so that no type contains itself.

use std::collections::BTreeSet;

use crate::api::{Api, Kind, Type, TypeId};

/// The parts of types that lead back to a type they are part of: the type, and the place of the part in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Boxes(BTreeSet<(TypeId, usize)>);

/// How often a type was visited.
#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

impl Boxes {
    /// Boxes the one part that closes each circle.
    pub(super) fn of(api: &Api) -> Self {
        let mut states = vec![State::New; api.types.len()];
        let mut boxes = Boxes::default();
        for id in (0..api.types.len()).map(TypeId) {
            boxes.visit(api, id, &mut states);
        }
        boxes
    }

    /// Boxes the part at this place of a type.
    pub(super) fn add(&mut self, id: TypeId, part: usize) {
        self.0.insert((id, part));
    }

    /// Whether the part at this place of a type is boxed.
    pub(super) fn contains(&self, id: TypeId, part: usize) -> bool {
        self.0.contains(&(id, part))
    }

    /// Walks depth first without recursion: real documents have circles of hundreds of types.
    fn visit(&mut self, api: &Api, start: TypeId, states: &mut [State]) {
        if states[start.0] != State::New {
            return;
        }
        states[start.0] = State::Open;
        let mut stack = vec![(start, 0)];
        while let Some((id, next)) = stack.pop() {
            let Some(part) = api.types[id.0].kind.parts().get(next).copied() else {
                states[id.0] = State::Done;
                continue;
            };
            stack.push((id, next + 1));
            let Some(inner) = held(part) else { continue };
            match states[inner.0] {
                State::New => {
                    states[inner.0] = State::Open;
                    stack.push((inner, 0));
                }
                State::Open => {
                    self.0.insert(boxed_part(api, &stack, id, next));
                }
                State::Done => {}
            }
        }
    }
}

/// The part to box: the one that closes the circle, or, where that is an alias, which holds no box, one on the way to it.
fn boxed_part(api: &Api, stack: &[(TypeId, usize)], id: TypeId, part: usize) -> (TypeId, usize) {
    let is_alias = |id: TypeId| matches!(api.types[id.0].kind, Kind::Alias(_));
    if !is_alias(id) {
        return (id, part);
    }
    let holder = stack.iter().rev().skip(1).find(|(id, _)| !is_alias(*id));
    holder.map_or((id, part), |(id, next)| (*id, next - 1))
}

/// The type that a value holds within itself, not behind a list or a map.
fn held(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => held(inner),
        _ => None,
    }
}
