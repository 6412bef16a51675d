//! Which types requests and answers lead to: what generated code can make, and what it can read.

use crate::api::{Api, Content, Format, Type, TypeId};

/// For each type of an API whether requests and answers lead to it.
pub(super) struct Usage {
    sent: Vec<bool>,
    received: Vec<bool>,
}

impl Usage {
    pub(super) fn of(api: &Api) -> Self {
        let none = vec![false; api.types.len()];
        let mut usage = Usage { sent: none.clone(), received: none };
        for operation in &api.operations {
            let body = operation.body.iter().flat_map(|body| &body.contents).filter_map(content_type);
            let sent = operation.parameters.iter().map(|parameter| &parameter.ty).chain(body);
            sent.for_each(|ty| reach(api, ty, &mut usage.sent));
            for response in &operation.responses {
                let contents = response.contents.iter().filter_map(content_type);
                let received = response.headers.iter().map(|header| &header.ty).chain(contents);
                received.for_each(|ty| reach(api, ty, &mut usage.received));
            }
        }
        let payloads = api.webhooks.iter().flat_map(|webhook| &webhook.body).flat_map(|body| &body.contents);
        payloads.filter_map(content_type).for_each(|ty| reach(api, ty, &mut usage.received));
        usage
    }

    pub(super) fn is_sent(&self, id: TypeId) -> bool {
        self.sent[id.0]
    }

    pub(super) fn is_received(&self, id: TypeId) -> bool {
        self.received[id.0]
    }

    pub(super) fn is_used(&self, id: TypeId) -> bool {
        self.is_sent(id) || self.is_received(id)
    }
}

/// The type of what a body holds, where it has one.
pub(super) fn content_type(content: &Content) -> Option<&Type> {
    match &content.format {
        Format::Json(ty) | Format::Form(ty, _) | Format::Multipart(ty) | Format::Stream(_, ty) => Some(ty),
        Format::Text | Format::Bytes => None,
    }
}

fn reach(api: &Api, ty: &Type, reached: &mut [bool]) {
    let mut waiting = ty.named();
    while let Some(id) = waiting.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            waiting.extend(api.types[id.0].kind.parts().into_iter().flat_map(Type::named));
        }
    }
}
