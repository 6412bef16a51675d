//! Security schemes, and what operations require of them.

use super::{Lowering, docs};
use crate::{
    api::{Credential, Flow, Grant, KeyPlace, Requirement, Scheme, SchemeId, SchemeKind},
    diagnostics::ServerProblem,
    document::Node,
};

/// The flows of OAuth 2 (OpenAPI 3.2, "OAuth Flows Object").
const FLOWS: [(&str, Grant); 5] = [
    ("authorizationCode", Grant::AuthorizationCode),
    ("implicit", Grant::Implicit),
    ("password", Grant::Password),
    ("clientCredentials", Grant::ClientCredentials),
    ("deviceAuthorization", Grant::Device),
];

impl Lowering<'_> {
    /// The schemes that a document declares, which its requirements name.
    pub(super) fn schemes(&mut self, root: &Node<'_>) {
        let components = root.get("components").and_then(|components| self.follow(&components));
        let declared = components.and_then(|components| self.follow(&components.get("securitySchemes")?));
        for (name, node) in declared.iter().flat_map(Node::members) {
            let Some(target) = self.follow(&node) else { continue };
            let Some(kind) = kind(&target) else {
                self.found.report(ServerProblem::UnusableScheme { name: name.to_owned() }, node.location());
                continue;
            };
            // Several documents of one API declare the same scheme.
            let same = |scheme: &Scheme| scheme.name == name && scheme.kind == kind;
            let id = self.api.schemes.iter().position(same).unwrap_or_else(|| {
                let (docs, at) = (docs::of(&target), node.location());
                self.api.schemes.push(Scheme { name: name.to_owned(), kind: kind.clone(), docs, at });
                self.api.schemes.len() - 1
            });
            self.schemes.insert(name.to_owned(), SchemeId(id));
        }
    }

    /// What a document or an operation requires; nothing where it does not say.
    pub(super) fn security(&mut self, node: &Node<'_>) -> Option<Vec<Requirement>> {
        let listed = node.get("security").filter(|listed| listed.value.is_array())?;
        let alternatives: Vec<_> = listed.items().collect();
        Some(alternatives.iter().filter_map(|alternative| self.requirement(alternative)).collect())
    }

    /// Schemes that are needed together; nothing where one of them cannot be had.
    fn requirement(&mut self, node: &Node<'_>) -> Option<Requirement> {
        let mut credentials = Vec::new();
        let mut is_whole = node.value.is_object();
        for (name, scopes) in node.members() {
            match self.schemes.get(name) {
                Some(scheme) => {
                    let scopes = scopes.items().filter_map(|scope| scope.value.as_str().map(str::to_owned));
                    credentials.push(Credential { scheme: *scheme, scopes: scopes.collect() });
                }
                None => {
                    is_whole = false;
                    self.found
                        .report(ServerProblem::UndeclaredScheme { name: name.to_owned() }, node.location());
                }
            }
        }
        is_whole.then_some(Requirement(credentials))
    }

    /// Says which schemes of a document no operation from this one on asks for.
    pub(super) fn unused_schemes(&mut self, first_operation: usize) {
        let operations = &self.api.operations[first_operation..];
        let required = operations.iter().flat_map(|operation| &operation.security);
        let used: Vec<SchemeId> = required.flat_map(|needed| &needed.0).map(|one| one.scheme).collect();
        let mut unused: Vec<SchemeId> =
            self.schemes.values().copied().filter(|id| !used.contains(id)).collect();
        unused.sort_unstable();
        for id in unused {
            let scheme = &self.api.schemes[id.0];
            self.found.report(ServerProblem::UnusedScheme { name: scheme.name.clone() }, scheme.at.clone());
        }
    }
}

/// How a scheme works; nothing where that is not said, or is not known.
fn kind(node: &Node<'_>) -> Option<SchemeKind> {
    Some(match node.text("type")? {
        "apiKey" => {
            let place = match node.text("in")? {
                "header" => KeyPlace::Header,
                "query" => KeyPlace::Query,
                "cookie" => KeyPlace::Cookie,
                _ => return None,
            };
            SchemeKind::Key(place, node.text("name")?.to_owned())
        }
        "http" => {
            let scheme = node.text("scheme")?;
            match scheme.to_lowercase().as_str() {
                "basic" => SchemeKind::Basic,
                "bearer" => SchemeKind::Bearer { format: node.text("bearerFormat").map(str::to_owned) },
                _ => SchemeKind::Http(scheme.to_owned()),
            }
        }
        "oauth2" => {
            let flows = node.get("flows");
            let flow = |(key, grant)| Some(flow(grant, &flows.as_ref()?.get(key)?));
            SchemeKind::OAuth2(FLOWS.into_iter().filter_map(flow).collect())
        }
        "openIdConnect" => SchemeKind::OpenId(node.text("openIdConnectUrl").unwrap_or_default().to_owned()),
        "mutualTLS" => SchemeKind::MutualTls,
        _ => return None,
    })
}

fn flow(grant: Grant, node: &Node<'_>) -> Flow {
    let url = |key| node.text(key).filter(|url| !url.is_empty()).map(str::to_owned);
    let scopes = node.get("scopes");
    let scopes = scopes.iter().flat_map(Node::members);
    Flow {
        grant,
        authorization_url: url("authorizationUrl").or_else(|| url("deviceAuthorizationUrl")),
        token_url: url("tokenUrl"),
        refresh_url: url("refreshUrl"),
        scopes: scopes
            .map(|(name, said)| (name.to_owned(), said.value.as_str().unwrap_or_default().to_owned()))
            .collect(),
    }
}
