//! Two descriptions of one operation as one.
//!
//! In: an operation as the source that wins describes it, and as another does, both in terms of one document. Out: each
//! fact of either: a parameter, a media type, a response, a header, a description. Where both say something, and not
//! the same, the winner's is kept and the other's is reported, with both places.
//!
//! Words for people never disagree: the winner's are kept. Of two schemas that do not contradict each other the one that
//! says more is kept, whoever wins.

use serde_json::Value;

use super::{
    agree::{self, Contradiction},
    pieces::{self, member},
    schemes,
};
use crate::{
    diagnostics::{CombineProblem, Diagnostics, Location},
    document::{Document, Node},
};

/// How a parameter or header is spelled.
const SPELLING: [&str; 5] = ["required", "style", "explode", "allowReserved", "allowEmptyValue"];

/// Facts of one operation that are put together.
pub(super) struct Facts<'f> {
    /// The document that the operation is to stand in.
    pub(super) home: &'f Document,
    /// What it is called in a message: `POST /v1/file_links`.
    pub(super) operation: String,
    pub(super) found: &'f mut Diagnostics,
}

impl<'f> Facts<'f> {
    /// Adds what another source says to what the winner says.
    pub(super) fn add(&mut self, won: &mut Document, lost: &Document) {
        for (key, said) in lost.root().members() {
            let here = member("", key);
            match key {
                _ if is_silent(won, &here) => pieces::put(won, &here, pieces::cut(&said)),
                "operationId" => self.value(won, &here, &said, "the operation's id"),
                "deprecated" => self.value(won, &here, &said, "whether it is deprecated"),
                "servers" => self.servers(won, &here, &said),
                "security" => self.security(won, &here, &said),
                "tags" => union(won, &here, &said),
                "parameters" => self.parameters(won, &said),
                "requestBody" => self.body(won, &here, &said),
                "responses" => self.responses(won, &here, &said),
                _ => {}
            }
        }
    }

    /// A fact that is one value.
    fn value(&mut self, won: &Document, here: &str, said: &Node<'_>, fact: &str) {
        let Some(own) = won.at(here).filter(|own| own.value != said.value) else { return };
        let quoted = |node: &Node<'_>| (format!("`{}`", words(node.value)), node.location());
        self.report(fact, quoted(&own), quoted(said));
    }

    fn servers(&mut self, won: &Document, here: &str, said: &Node<'_>) {
        let Some(own) = won.at(here) else { return };
        let urls = |node: &Node<'_>| -> Vec<String> {
            let urls = node.items().filter_map(|server| server.text("url").map(str::to_owned));
            urls.map(|url| url.trim_end_matches('/').to_owned()).collect()
        };
        if urls(&own) != urls(said) {
            let quoted = |node: &Node<'_>| (format!("`{}`", urls(node).join("`, `")), node.location());
            self.report("the server", quoted(&own), quoted(said));
        }
    }

    fn security(&mut self, won: &Document, here: &str, said: &Node<'_>) {
        let Some(own) = won.at(here) else { return };
        if schemes::asked_for(own.value, self.home) != schemes::asked_for(said.value, self.home) {
            let quoted = |node: &Node<'_>| (schemes::words(node.value, self.home), node.location());
            self.report("who may call it", quoted(&own), quoted(said));
        }
    }

    /// Parameters are known by their place and name.
    fn parameters(&mut self, won: &mut Document, said: &Node<'_>) {
        for parameter in said.items() {
            let id = parameter_id(parameter.value);
            let own =
                won.root.get("parameters").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let is_it = |own: &Value| match id.1.as_str() {
                "" => own == parameter.value,
                _ => parameter_id(own) == id,
            };
            let (index, length) = (own.iter().position(is_it), own.len());
            match index {
                None => pieces::put(won, &format!("/parameters/{length}"), pieces::cut(&parameter)),
                Some(index) => {
                    let fact = format!("the {} parameter `{}`", id.0, id.1);
                    self.described(won, &format!("/parameters/{index}"), &parameter, &fact);
                }
            }
        }
    }

    /// What is said of a parameter or a header.
    fn described(&mut self, won: &mut Document, here: &str, said: &Node<'_>, fact: &str) {
        let Some(said) = self.settle(won, here, said) else { return };
        for key in SPELLING {
            let (place, said) = (member(here, key), said.get(key));
            if let Some(said) = said.filter(|_| won.at(&place).is_some()) {
                self.value(won, &place, &said, &format!("`{key}` of {fact}"));
            }
        }
        let ways = |node: &Node<'_>| ["schema", "content"].map(|key| node.get(key).is_some());
        let Some(own) = won.at(here) else { return };
        if let ([true, false], [false, true]) | ([false, true], [true, false]) = (ways(&own), ways(&said)) {
            let words = |is_schema| String::from(if is_schema { "a schema" } else { "a media type" });
            let own = (words(ways(&own)[0]), own.location());
            self.report(&format!("how {fact} is written"), own, (words(ways(&said)[0]), said.location()));
        }
        self.contents(won, &member(here, "content"), said.get("content"), fact);
        self.schema(won, &member(here, "schema"), said.get("schema"), fact);
        let written = ["schema", "content"].iter().any(|key| won.at(&member(here, key)).is_some());
        take_missing(won, here, &said, |key| !written || !["schema", "content"].contains(&key));
    }

    fn body(&mut self, won: &mut Document, here: &str, said: &Node<'_>) {
        let Some(said) = self.settle(won, here, said) else { return };
        let required = member(here, "required");
        if let (Some(said), Some(_)) = (said.get("required"), won.at(&required)) {
            self.value(won, &required, &said, "whether the request has a body");
        }
        self.contents(won, &member(here, "content"), said.get("content"), "the request body");
        take_missing(won, here, &said, |_| true);
    }

    /// Responses are known by their statuses.
    fn responses(&mut self, won: &mut Document, here: &str, said: &Node<'_>) {
        for (status, said) in said.members() {
            match self.same_member(won, here, status) {
                None => pieces::put(won, &member(here, status), pieces::cut(&said)),
                Some(place) => self.response(won, &place, &said, &format!("the response {status}")),
            }
        }
    }

    fn response(&mut self, won: &mut Document, here: &str, said: &Node<'_>, fact: &str) {
        let Some(said) = self.settle(won, here, said) else { return };
        self.contents(won, &member(here, "content"), said.get("content"), fact);
        let headers = member(here, "headers");
        for (name, said) in said.get("headers").iter().flat_map(Node::members) {
            if let Some(place) = self.same_member(won, &headers, name) {
                self.described(won, &place, &said, &format!("the header `{name}` of {fact}"));
            } else if won.at(&headers).is_some() {
                pieces::put(won, &member(&headers, name), pieces::cut(&said));
            }
        }
        take_missing(won, here, &said, |_| true);
    }

    /// What is said of media types, where both name some.
    fn contents(&mut self, won: &mut Document, here: &str, said: Option<Node<'_>>, fact: &str) {
        let Some(said) = said.filter(|_| won.at(here).is_some()) else { return };
        for (media, said) in said.members() {
            let Some(place) = self.same_member(won, here, media) else {
                pieces::put(won, &member(here, media), pieces::cut(&said));
                continue;
            };
            let fact = format!("{fact} as {media}");
            let Some(said) = self.settle(won, &place, &said) else { continue };
            self.schema(won, &member(&place, "schema"), said.get("schema"), &fact);
            if let (Some(said), Some(_)) = (said.get("encoding"), won.at(&member(&place, "encoding"))) {
                self.value(won, &member(&place, "encoding"), &said, &format!("the encoding of {fact}"));
            }
            take_missing(won, &place, &said, |_| true);
        }
    }

    /// Of two schemas the one that says more, unless they contradict each other.
    fn schema(&mut self, won: &mut Document, here: &str, said: Option<Node<'_>>, fact: &str) {
        let Some(said) = said else { return };
        let Some(own) = won.at(here) else { return };
        let agreement = agree::compare(&own, &said, self.home);
        let is_both = agreement.first_says_more && agreement.other_says_more;
        if !agreement.contradictions.is_empty() {
            for Contradiction { what, first, other } in agreement.contradictions {
                self.report(&format!("{what} in {fact}"), first, other);
            }
        } else if is_both {
            let what = format!("what {fact} is, since each says something that the other does not");
            self.report(&what, (short_of(&own), own.location()), (short_of(&said), said.location()));
        } else if agreement.other_says_more {
            pieces::put(won, here, pieces::cut(&said));
        }
    }

    /// The member of this name, in whatever case: names of headers, media types and statuses are the same in each.
    fn same_member(&self, won: &Document, above: &str, name: &str) -> Option<String> {
        let node = won.at(above)?;
        let known = node.members().map(|(known, _)| known).find(|known| known.eq_ignore_ascii_case(name))?;
        Some(member(above, known))
    }

    /// What is behind the references of both sides, the winner's put in its place; nothing where one leads nowhere.
    fn settle<'n>(&self, won: &mut Document, here: &str, said: &Node<'n>) -> Option<Node<'n>>
    where
        'f: 'n,
    {
        let own = won.at(here)?;
        if own.text("$ref").is_some() {
            let whole = pieces::cut(&schemes::behind(&own, self.home)?);
            pieces::put(won, here, whole);
        }
        schemes::behind(said, self.home)
    }

    fn report(&mut self, fact: &str, won: (String, Location), lost: (String, Location)) {
        let problem = CombineProblem::Disagreement {
            operation: self.operation.clone(),
            fact: fact.to_owned(),
            taken: won.0,
            other: lost.0,
        };
        self.found.report_both(problem, lost.1, won.1);
    }
}

/// Whether nothing is said at a place: no member, or no words.
fn is_silent(won: &Document, here: &str) -> bool {
    won.at(here).is_none_or(|own| own.value.as_str().is_some_and(str::is_empty))
}

/// Takes each member that is wanted and not there yet.
fn take_missing(won: &mut Document, here: &str, said: &Node<'_>, is_wanted: impl Fn(&str) -> bool) {
    for (key, said) in said.members().filter(|(key, _)| is_wanted(key)) {
        let place = member(here, key);
        if is_silent(won, &place) {
            pieces::put(won, &place, pieces::cut(&said));
        }
    }
}

/// Adds the items that are not there yet.
fn union(won: &mut Document, here: &str, said: &Node<'_>) {
    for item in said.items() {
        let Some(own) = won.at(here) else { return };
        let length = own.items().count();
        if own.items().all(|known| known.value != item.value) {
            pieces::put(won, &format!("{here}/{length}"), pieces::cut(&item));
        }
    }
}

/// Where a parameter stands, and its name; names of headers have no case.
pub(super) fn parameter_id(parameter: &Value) -> (String, String) {
    let text = |key| parameter.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (place, name) = (text("in"), text("name"));
    let name = if place == "header" { name.to_lowercase() } else { name };
    (place, name)
}

fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A schema in a few words.
fn short_of(node: &Node<'_>) -> String {
    let keys: Vec<String> = node
        .members()
        .map(|(key, _)| key)
        .filter(|key| !agree::is_prose(key))
        .map(|key| format!("`{key}`"))
        .collect();
    format!("a schema with {}", keys.join(", "))
}
