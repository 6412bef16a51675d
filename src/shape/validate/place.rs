//! Where a value stands in the code that checks it, and in a request.

use crate::rust::Ident;

/// A value in the code that checks it.
pub(super) struct Place {
    /// The value as a reference: `&self.name`, `value`.
    pub(super) reference: String,
    /// The value as it stands before a dot: `self.name`, `value`.
    pub(super) dotted: String,
    /// The value itself, where it can be copied: `self.count`, `*value`.
    pub(super) copied: String,
    /// Its path: `&at.member("name")`.
    pub(super) at: String,
    /// How many lists and maps this one is inside of, which tells the variables of its path apart.
    pub(super) depth: usize,
}

impl Place {
    /// What `self` holds in a field.
    pub(super) fn field(ident: &Ident, wire: &str) -> Self {
        let dotted = format!("self.{ident}");
        let at = format!("&at.member({wire:?})");
        Place { reference: format!("&{dotted}"), copied: dotted.clone(), dotted, at, depth: 0 }
    }

    /// What the variable `value` borrows; one that hides another does no harm, since only the innermost is checked.
    pub(super) fn variable(at: String, depth: usize) -> Self {
        let name = || "value".to_owned();
        Place { copied: "*value".into(), reference: name(), dotted: name(), at, depth }
    }

    /// The name of a variable of the path that is not one of those around it: `index`, `index2`.
    pub(super) fn name(&self, word: &str) -> String {
        if self.depth == 0 { word.to_owned() } else { format!("{word}{}", self.depth + 1) }
    }

    /// What is inside an optional value.
    pub(super) fn inside(&self) -> Place {
        Place::variable(self.at.clone(), self.depth)
    }

    /// What is inside a list or a map, a step further: `item(index)`.
    pub(super) fn part(&self, step: &str) -> Place {
        let borrow = if self.at.starts_with('&') { "" } else { "&" };
        Place::variable(format!("{borrow}{}.{step}", self.at), self.depth + 1)
    }

    /// What stands in a tuple at a place.
    pub(super) fn nth(&self, index: usize) -> Place {
        let dotted = format!("{}.{index}", self.dotted);
        let at = self.part(&format!("item({index})")).at;
        Place { reference: format!("&{dotted}"), copied: dotted.clone(), dotted, at, depth: self.depth }
    }
}
