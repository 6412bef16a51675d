//! Following `$ref` inside a document.

use super::Lowering;
use crate::{
    diagnostics::Problem,
    document::{Node, percent_decoded},
};

/// How many references may follow each other before they are taken for a circle.
const LONGEST_CHAIN: usize = 64;

impl Lowering<'_> {
    /// The node that a chain of references ends at, or the node itself; nothing, and a report, where it ends nowhere.
    pub(super) fn follow<'d>(&mut self, node: &Node<'d>) -> Option<Node<'d>> {
        let mut here = node.clone();
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = here.text("$ref") else { return Some(here) };
            match here.referred(reference) {
                Some(there) => here = there,
                None => {
                    let is_here = reference.starts_with('#');
                    let reference = reference.to_owned();
                    let problem = match is_here {
                        true => Problem::DanglingReference { reference },
                        false => Problem::ReferenceElsewhere { reference },
                    };
                    self.found.report(problem, here.location());
                    return None;
                }
            }
        }
        let reference = node.text("$ref").unwrap_or_default().to_owned();
        self.found.report(Problem::CircularReference { reference }, node.location());
        None
    }
}

/// The name of the place that a reference names: `Cat/House` of `#/components/schemas/Cat~1House`.
pub(super) fn target_name(reference: &str) -> String {
    let token = reference.rsplit('/').next().unwrap_or_default();
    let token = percent_decoded(token).unwrap_or_else(|| token.to_owned());
    token.replace("~1", "/").replace("~0", "~")
}
