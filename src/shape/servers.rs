//! Where a client sends its requests.
//!
//! In: the servers of the API and of its wanted operations, of which the first of each counts. Out: the URL that a
//! client begins with, the URLs of operations that are served elsewhere, and a function of the builder for each
//! variable in them.

use super::{
    Shaping, docs, markdown,
    names::{Scope, Words},
};
use crate::{
    api::{Api, Operation, Server, Variable},
    document::escape,
    rust::{Giver, Origin, VariableSetter},
};

impl<'a> Shaping<'a> {
    /// The URL that a client begins with; variables that a user can set stay in braces.
    pub(super) fn base_url(&self) -> Option<String> {
        let documented = || self.api.servers.first().filter(|server| server.is_absolute());
        self.config.base_url.clone().or_else(|| documented().map(|server| self.url(server)))
    }

    /// Where an operation is served, where that is not where the others are.
    pub(super) fn server(&self, operation: &Operation) -> Option<String> {
        let own = self.own_server(operation)?;
        if own.is_absolute() {
            return Some(self.url(own));
        }
        // A server without a host is on the host of the client, which may be known only when that is built.
        let path = self.url(own);
        Some(if path.starts_with('/') { path } else { format!("/{path}") })
    }

    fn own_server<'o>(&self, operation: &'o Operation) -> Option<&'o Server> {
        let own = operation.servers.first()?;
        let counts = self.config.base_url.is_none() || !own.is_absolute();
        (counts && Some(own) != self.api.servers.first()).then_some(own)
    }

    /// A URL in which only those variables stand that the builder sets with this default.
    fn url(&self, server: &Server) -> String {
        server.variables.iter().fold(server.url.clone(), |url, variable| match &variable.default {
            Some(default) if !self.variables.iter().any(|known| is_same(known, variable)) => {
                url.replace(&format!("{{{}}}", variable.name), default)
            }
            Some(_) | None => url,
        })
    }

    /// The variables that a user can set; of several with one name the first.
    pub(super) fn variables_to_set(&self) -> Vec<&'a Variable> {
        let usual = self.api.servers.first().filter(|_| self.config.base_url.is_none());
        let api: &'a Api = self.api;
        let operations = self.inputs.keys().map(|index| &api.operations[*index]);
        let own = operations.filter_map(|operation| self.own_server(operation));
        let mut variables: Vec<&'a Variable> = Vec::new();
        for variable in usual.into_iter().chain(own).flat_map(|server| &server.variables) {
            if !variables.iter().any(|known| known.name == variable.name) {
                variables.push(variable);
            }
        }
        variables
    }

    /// The functions of the builder that set variables.
    pub(super) fn variable_setters(&self, names: &mut Scope) -> Vec<VariableSetter> {
        let origin = |variable: &Variable| {
            let pointer = format!("/servers/variables/{}", escape(&variable.name));
            Origin { pointer, was: None, giver: Giver::Author, shape: None }
        };
        let origins: Vec<Origin> = self.variables.iter().map(|variable| origin(variable)).collect();
        names.keep(&self.keep, origins.iter());
        let setter = |variable: &Variable| {
            let words = Words::of(&variable.name);
            VariableSetter {
                ident: names.name(origin(variable), &[words, Words::of("server").and(&variable.name)]),
                docs: variable_docs(variable),
                name: variable.name.clone(),
                default: variable.default.clone(),
            }
        };
        self.variables.iter().copied().map(setter).collect()
    }

    /// What is said of a client's beginning: where it sends requests, and where it could.
    pub(super) fn builder_docs(&self) -> Vec<String> {
        let documented = self.api.servers.first();
        let begins = match (self.base_url(), documented) {
            (Some(url), _) if url.contains('{') => format!("Begins a client of `{}`.", docs::code(&url)),
            (Some(url), _) => format!("Begins a client of <{url}>."),
            (None, Some(server)) => {
                let path = docs::code(&server.url);
                format!(
                    "Begins a client. The source names only the path of its server, `{path}`: give all of the URL, with [`ClientBuilder::base_url`]."
                )
            }
            (None, None) => {
                "Begins a client. The source names no server: give one with [`ClientBuilder::base_url`]."
                    .to_owned()
            }
        };
        let others =
            if self.config.base_url.is_some() { &[] } else { self.api.servers.get(1..).unwrap_or_default() };
        let listed: Vec<String> = others.iter().map(listed).collect();
        let more = match listed.is_empty() {
            true => String::new(),
            false => format!("Other servers, for [`ClientBuilder::base_url`]:\n{}", listed.join("\n")),
        };
        docs::lines(&[begins, more])
    }
}

fn is_same(known: &Variable, other: &Variable) -> bool {
    known.name == other.name && known.default == other.default
}

/// A server as the item of a list.
fn listed(server: &Server) -> String {
    let description = server.description.split_whitespace().collect::<Vec<_>>().join(" ");
    let url = docs::code(&server.url);
    if description.is_empty() {
        format!("- `{url}`")
    } else {
        format!("- `{url}`: {}", markdown::safe(&description))
    }
}

fn variable_docs(variable: &Variable) -> Vec<String> {
    let code = |value: &String| format!("`{}`", docs::code(value));
    let sets = format!("Sets `{}` in the URL of the server", docs::code(&variable.name));
    let usual = match &variable.default {
        Some(default) => format!(", which is {} unless this is called.", code(default)),
        None => ", which the source does not say.".to_owned(),
    };
    let values = match variable.values.is_empty() {
        true => String::new(),
        false => format!("One of {}.", variable.values.iter().map(code).collect::<Vec<_>>().join(", ")),
    };
    docs::lines(&[markdown::safe(&variable.description), format!("{sets}{usual}"), values])
}
