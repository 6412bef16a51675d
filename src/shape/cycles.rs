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
        let held: Vec<Vec<Held>> = api.types.iter().map(|definition| held_by(&definition.kind)).collect();
        let mut states = vec![State::New; api.types.len()];
        let mut boxes = Boxes::default();
        for id in (0..api.types.len()).map(TypeId) {
            boxes.visit(api, &held, id, &mut states);
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
    fn visit(&mut self, api: &Api, held: &[Vec<Held>], start: TypeId, states: &mut [State]) {
        if states[start.0] != State::New {
            return;
        }
        states[start.0] = State::Open;
        let mut stack = vec![(start, 0)];
        while let Some((id, next)) = stack.pop() {
            let Some((part, inner)) = held[id.0].get(next).copied() else {
                states[id.0] = State::Done;
                continue;
            };
            stack.push((id, next + 1));
            match states[inner.0] {
                State::New => {
                    states[inner.0] = State::Open;
                    stack.push((inner, 0));
                }
                State::Open => {
                    self.0.insert(boxed_part(api, held, &stack, (id, part)));
                }
                State::Done => {}
            }
        }
    }
}

/// The place of a part of a type, and a type that it holds within itself.
type Held = (usize, TypeId);

/// The part to box: the one that closes the circle, or, where that is an alias, which holds no box, one on the way to it.
fn boxed_part(
    api: &Api,
    held: &[Vec<Held>],
    stack: &[(TypeId, usize)],
    closing: (TypeId, usize),
) -> (TypeId, usize) {
    let is_alias = |id: TypeId| matches!(api.types[id.0].kind, Kind::Alias(_));
    if !is_alias(closing.0) {
        return closing;
    }
    let holder = stack.iter().rev().skip(1).find(|(id, _)| !is_alias(*id));
    holder.map_or(closing, |(id, next)| (*id, held[id.0][next - 1].0))
}

/// What the parts of a type hold within themselves, not behind a list or a map.
fn held_by(kind: &Kind) -> Vec<Held> {
    let mut held = Vec::new();
    for (index, part) in kind.parts().into_iter().enumerate() {
        let mut waiting = vec![part];
        while let Some(ty) = waiting.pop() {
            match ty {
                Type::Named(id) => held.push((index, *id)),
                Type::Nullable(inner) => waiting.push(inner),
                Type::Tuple(items) => waiting.extend(items),
                _ => {}
            }
        }
    }
    held
}
