//! How a client says who it is.
//!
//! In: the security schemes that wanted operations ask for. Out: a function of the builder for each, under its own
//! name, and for each operation what it asks for, where that is not what most ask for.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Shaping, docs, markdown,
    names::{Scope, Words},
};
use crate::{
    api::{Grant, KeyPlace, Operation, Requirement, Scheme, SchemeId, SchemeKind},
    document::escape,
    rust::{CredentialSetter, Giver, Origin, Security},
};

/// What operations ask for, as it is printed.
type Alternatives = Vec<Vec<String>>;

impl Shaping<'_> {
    /// What most wanted operations ask for; of several the one that is asked for first.
    pub(super) fn usual_security(&self) -> Alternatives {
        let mut counts: BTreeMap<Alternatives, (usize, usize)> = BTreeMap::new();
        for (order, index) in self.inputs.keys().enumerate() {
            let asked = self.alternatives(&self.api.operations[*index].security);
            counts.entry(asked).or_insert((0, order)).0 += 1;
        }
        let most = counts.into_iter().max_by_key(|(_, (count, order))| (*count, usize::MAX - order));
        most.map(|(asked, _)| asked).unwrap_or_default()
    }

    /// What an operation asks for, where that is not what most ask for.
    pub(super) fn own_security(&self, operation: &Operation) -> Option<Security> {
        let alternatives = self.alternatives(&operation.security);
        (alternatives != self.security).then_some(Security { alternatives })
    }

    /// The functions of the builder that take credentials.
    pub(super) fn credentials(&self, names: &mut Scope) -> Vec<CredentialSetter> {
        let schemes = self.schemes_asked_for();
        let origins = |id: &SchemeId| ["", "/client"].map(|step| self.scheme_origin(*id, step));
        names.keep(&self.keep, schemes.iter().flat_map(origins).collect::<Vec<_>>().iter());
        // What is sent has its name before what is asked for a token.
        let mut setters: Vec<(SchemeId, CredentialSetter)> =
            schemes.iter().filter_map(|id| Some((*id, self.credential(*id, names)?))).collect();
        setters.extend(schemes.iter().filter_map(|id| Some((*id, self.grant(*id, names)?))));
        setters.sort_by_key(|(id, _)| *id);
        setters.into_iter().map(|(_, setter)| setter).collect()
    }

    /// The schemes that wanted operations ask for, in the author's order.
    fn schemes_asked_for(&self) -> BTreeSet<SchemeId> {
        let operations = self.inputs.keys().map(|index| &self.api.operations[*index]);
        let asked = operations.flat_map(|operation| &operation.security);
        asked.flat_map(|requirement| &requirement.0).map(|credential| credential.scheme).collect()
    }

    fn credential(&self, id: SchemeId, names: &mut Scope) -> Option<CredentialSetter> {
        let scheme = &self.api.schemes[id.0];
        let text = |name: &str| vec![format!("{name}: impl AsRef<str>")];
        let (make, name, arguments) = match &scheme.kind {
            SchemeKind::Key(KeyPlace::Header, name) => ("header", Some(name), text("key")),
            SchemeKind::Key(KeyPlace::Query, name) => ("query", Some(name), text("key")),
            SchemeKind::Key(KeyPlace::Cookie, name) => ("cookie", Some(name), text("key")),
            SchemeKind::Basic => ("basic", None, [text("user"), text("password")].concat()),
            SchemeKind::Bearer { .. } | SchemeKind::OAuth2(_) | SchemeKind::OpenId(_) => {
                ("bearer", None, text("token"))
            }
            SchemeKind::Http(scheme) => ("authorization", Some(scheme), text("credentials")),
            SchemeKind::MutualTls => return None,
        };
        // `OAuth` is one word to everybody but a splitter of words.
        let words = Words::of(&scheme.name.replace("OAuth", "Oauth"));
        let values = arguments.iter().filter_map(|argument| Some(argument.split_once(':')?.0.to_owned()));
        Some(CredentialSetter {
            ident: names.name(self.scheme_origin(id, ""), &[words.clone(), words.and("credential")]),
            docs: credential_docs(scheme),
            deprecated: scheme.docs.deprecated,
            scheme: self.scheme_name(id),
            token_url: None,
            make: make.into(),
            name: name.cloned(),
            values: values.collect(),
            arguments,
        })
    }

    /// The function that takes what a token is asked for with, where the program can ask by itself.
    fn grant(&self, id: SchemeId, names: &mut Scope) -> Option<CredentialSetter> {
        let scheme = &self.api.schemes[id.0];
        let SchemeKind::OAuth2(flows) = &scheme.kind else { return None };
        let flow = flows.iter().find(|flow| flow.grant == Grant::ClientCredentials)?;
        let token_url = flow.token_url.clone().filter(|url| is_whole(url))?;
        let words = Words::of(&scheme.name.replace("OAuth", "Oauth"));
        let choices = [words.clone().and("client"), words.and("client credentials")];
        let text = |name: &str| format!("{name}: impl Into<String>");
        Some(CredentialSetter {
            ident: names.name(self.scheme_origin(id, "/client"), &choices),
            docs: grant_docs(&token_url, &flow.scopes),
            deprecated: scheme.docs.deprecated,
            scheme: self.scheme_name(id),
            token_url: Some(token_url),
            make: String::new(),
            name: None,
            arguments: vec![text("id"), text("secret"), "scopes: &[&str]".to_owned()],
            values: ["id", "secret", "scopes"].map(str::to_owned).to_vec(),
        })
    }

    /// What a function of the builder stands for that takes credentials.
    fn scheme_origin(&self, id: SchemeId, step: &str) -> Origin {
        let pointer = format!("/security/{}{step}", escape(&self.scheme_name(id)));
        Origin { pointer, was: None, giver: Giver::Author, shape: None }
    }

    /// What credentials and operations name a scheme by: two documents may use one name for two schemes.
    fn scheme_name(&self, id: SchemeId) -> String {
        let name = &self.api.schemes[id.0].name;
        match self.api.schemes[..id.0].iter().filter(|other| other.name == *name).count() {
            0 => name.clone(),
            others => format!("{name} {}", others + 1),
        }
    }

    /// The alternatives without certificates, which are no part of a request.
    fn alternatives(&self, security: &[Requirement]) -> Alternatives {
        let is_sent = |id: &SchemeId| self.api.schemes[id.0].kind != SchemeKind::MutualTls;
        let alternative = |requirement: &Requirement| {
            let schemes = requirement.0.iter().map(|credential| credential.scheme);
            schemes.filter(is_sent).map(|id| self.scheme_name(id)).collect()
        };
        security.iter().map(alternative).collect()
    }
}

/// Whether a URL can be asked as it is.
fn is_whole(url: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme)) && !url.contains(['{', '}'])
}

/// What is said of asking for a token by the id and the secret of the program itself.
fn grant_docs(token_url: &str, scopes: &[(String, String)]) -> Vec<String> {
    let asks = format!(
        "Asks `{}` for a token, by the id and the secret of the program (RFC 6749, section 4.4), and for another when it \
         is too old; sent as `Authorization: Bearer` with the operations that ask for it.",
        docs::code(token_url)
    );
    let listed: Vec<String> = scopes.iter().map(|(name, said)| scope(name, said)).collect();
    let scopes = match listed.is_empty() {
        true => "Without scopes, the server chooses what it is good for.".to_owned(),
        false => format!("Without scopes, the server chooses what it is good for:\n{}", listed.join("\n")),
    };
    docs::lines(&[asks, scopes])
}

/// A scope as the item of a list.
fn scope(name: &str, said: &str) -> String {
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    match said.is_empty() {
        true => format!("- `{}`", docs::code(name)),
        false => format!("- `{}`: {}", docs::code(name), markdown::safe(&said)),
    }
}

/// What is said about a scheme, and where its credentials go.
fn credential_docs(scheme: &Scheme) -> Vec<String> {
    let mut paragraphs = docs::paragraphs(&crate::api::Docs { deprecated: false, ..scheme.docs.clone() });
    let sent = match &scheme.kind {
        SchemeKind::Key(KeyPlace::Header, name) => {
            format!("A key, sent as the header `{}`", docs::code(name))
        }
        SchemeKind::Key(KeyPlace::Query, name) => {
            format!("A key, sent in the query as `{}`", docs::code(name))
        }
        SchemeKind::Key(KeyPlace::Cookie, name) => {
            format!("A key, sent as the cookie `{}`", docs::code(name))
        }
        SchemeKind::Basic => "A user name and a password, sent as `Authorization: Basic`".to_owned(),
        SchemeKind::Bearer { format: None } => "A token, sent as `Authorization: Bearer`".to_owned(),
        SchemeKind::Bearer { format: Some(format) } => {
            format!("A token (`{}`), sent as `Authorization: Bearer`", docs::code(format))
        }
        SchemeKind::OAuth2(flows) => {
            let urls: BTreeSet<&str> = flows.iter().filter_map(|flow| flow.token_url.as_deref()).collect();
            let from = urls.into_iter().map(|url| format!(" `{}`", docs::code(url))).collect::<Vec<_>>();
            let from = if from.is_empty() { String::new() } else { format!(" from{}", from.join(" or")) };
            format!("An access token{from}, sent as `Authorization: Bearer`")
        }
        SchemeKind::OpenId(url) => {
            format!("A token of the provider at `{}`, sent as `Authorization: Bearer`", docs::code(url))
        }
        SchemeKind::Http(scheme) => format!("What is sent behind `Authorization: {}`", docs::code(scheme)),
        SchemeKind::MutualTls => "A certificate, which the HTTP client sends".to_owned(),
    };
    paragraphs.push(format!("{sent} with the operations that ask for it."));
    docs::lines(&paragraphs)
}
