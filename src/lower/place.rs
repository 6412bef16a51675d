//! Where a schema stands, which names the type that it describes when its author does not.

use crate::api::{Name, Role, Step, TypeId};

/// Of what a nameless type is a part, and how.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) owner: Owner,
    pub(super) steps: Role,
}

/// What a nameless type can be a part of.
#[derive(Clone, Debug)]
pub(super) enum Owner {
    Type(TypeId),
    Operation(usize),
    Webhook(usize),
    Answer(String),
}

impl Place {
    /// A part of this place.
    pub(super) fn then(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Place { owner: self.owner.clone(), steps }
    }

    /// What a type that stands here is called after.
    pub(super) fn name(&self) -> Name {
        match &self.owner {
            Owner::Type(id) => Name::Part(*id, self.steps.clone()),
            Owner::Operation(index) => Name::Operation(*index, self.steps.clone()),
            Owner::Webhook(index) => Name::Webhook(*index, self.steps.clone()),
            Owner::Answer(name) => Name::Answer(name.clone(), self.steps.clone()),
        }
    }
}

impl From<TypeId> for Place {
    fn from(id: TypeId) -> Self {
        Place { owner: Owner::Type(id), steps: Vec::new() }
    }
}
