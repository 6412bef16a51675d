//! What checks the request of an operation, and which bodies nothing checks.

use super::{Checked, Context, limits::limits, place::Place};
use crate::{
    api::{Body, Kind, Note, Type},
    diagnostics::{Diagnostics, Location, OutputProblem},
    rust::Validate,
    shape::{
        Shaping, mapping,
        plan::{self, Input},
    },
};

/// A value that a request has in a field.
struct Given<'a> {
    wire: &'a str,
    ty: &'a Type,
    notes: &'a [Note],
    required: bool,
    at: &'a Location,
}

impl Shaping<'_> {
    /// What checks the request of an operation.
    pub(in crate::shape) fn request_validation(
        &self,
        index: usize,
        checked: &Checked,
        found: &mut Diagnostics,
    ) -> Option<Validate> {
        let operation = &self.api.operations[index];
        let Some(request) = self.request(index, operation) else {
            if let Some(body) = &operation.body {
                self.report_unchecked(body, checked, found);
            }
            return None;
        };
        let mut given: Vec<Given<'_>> = operation
            .parameters
            .iter()
            .map(|given| Given {
                wire: &given.wire,
                ty: &given.ty,
                notes: &given.docs.notes,
                required: given.required,
                at: &given.at,
            })
            .collect();
        let mut others = Vec::new();
        match &self.inputs[&index] {
            Input::Flattened(id) => {
                let object = plan::flattened(self.api, *id);
                given.extend(object.fields.iter().map(|field| Given {
                    wire: &field.wire,
                    ty: &field.ty,
                    notes: &field.docs.notes,
                    required: field.required,
                    at: &field.at,
                }));
                let definition = &self.api.types[id.0];
                let mut context = Context { checked, found, at: &definition.at };
                others =
                    self.additional_checks(&request.shaped, object, &definition.docs.notes, &mut context);
                // What is counted is the members of the body, and the request has others beside them.
                context.lines(limits(&definition.docs.notes), |_, _| None);
            }
            Input::Request => given.extend(operation.body.as_ref().map(whole)),
            Input::Nothing | Input::Whole => {}
        }
        let mut checks = Vec::new();
        for (Given { wire, ty, notes, required, at }, ident) in given.into_iter().zip(&request.idents) {
            let context = &mut Context { checked, found, at };
            checks.extend(self.field_checks(ty, required, notes, Place::field(ident, wire), context));
        }
        checks.extend(others);
        Some(Validate { ident: request.shaped.ident, checks })
    }

    /// Says of a body that is handed over as it is that nothing checks it, where there is something to check.
    fn report_unchecked(&self, body: &Body, checked: &Checked, found: &mut Diagnostics) {
        let Given { ty, notes, at, .. } = whole(body);
        if self.has_functions(ty) {
            return;
        }
        let mut context = Context { checked, found, at };
        if !self.checks(ty, notes, Place::variable("at".into(), 0), &mut context).is_empty() {
            found.report(OutputProblem::BodyNotChecked, at.clone());
        }
    }

    /// Whether a type has functions of its own, or is another word for one that has.
    fn has_functions(&self, ty: &Type) -> bool {
        let Type::Named(id) = ty else { return false };
        match &self.api.types[id.0].kind {
            Kind::Object(_) | Kind::Union(_) => true,
            Kind::Alias(aliased) => self.has_functions(aliased),
            Kind::Enum(_) => false,
        }
    }
}

/// A body as a value; what is said of a body is not said of its value.
fn whole(body: &Body) -> Given<'_> {
    let ty = mapping::body_type(body).unwrap_or(&Type::String);
    Given { wire: "body", ty, notes: &plan::sent(body).notes, required: body.required, at: &body.at }
}
