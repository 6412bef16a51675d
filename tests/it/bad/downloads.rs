//! Problems of downloads, spelled out: an input in a file asks nobody. What finds each of them is tested in `fetch`.

use bindery::{
    Diagnostics,
    diagnostics::{FetchProblem, Location, Source, Syntax},
};

const URL: &str = "https://example.com/pets.json";
const PATH: &str = "specs/pets.json";

fn found(problem: FetchProblem) -> Diagnostics {
    let text = format!("sources = [{{ url = \"{URL}\", snapshot = \"{PATH}\" }}]\n");
    let span = 11..text.len() - 2;
    let source = Source { name: "bindery.toml".into(), text, syntax: Syntax::Other };
    let mut found = Diagnostics::default();
    found.report(problem, Location::span(&source.into(), span));
    found
}

pub(super) fn changed_source() -> Diagnostics {
    found(FetchProblem::ChangedSource { url: URL.into(), path: PATH.into() })
}

pub(super) fn gone_source() -> Diagnostics {
    found(FetchProblem::GoneSource { url: URL.into(), path: PATH.into() })
}

pub(super) fn large_answer() -> Diagnostics {
    found(FetchProblem::LargeAnswer { url: URL.into(), most: 100_000_000 })
}

pub(super) fn new_source() -> Diagnostics {
    found(FetchProblem::NewSource { url: URL.into(), path: PATH.into() })
}

pub(super) fn no_answer() -> Diagnostics {
    found(FetchProblem::NoAnswer { url: URL.into(), reason: "there is no such host".into() })
}

pub(super) fn no_links() -> Diagnostics {
    let url = "https://example.com/api/index.html".into();
    found(FetchProblem::NoLinks { url, links: "/api/*/operation-*.html".into(), others: 3 })
}

pub(super) fn not_asked() -> Diagnostics {
    found(FetchProblem::NotAsked { host: "example.com".into(), count: 1632 })
}

pub(super) fn same_snapshot() -> Diagnostics {
    let (one, other) = ("https://example.com/A.html".into(), "https://example.com/a.html".into());
    found(FetchProblem::SameSnapshot { path: "specs/a.html".into(), one, other })
}

pub(super) fn shown_document() -> Diagnostics {
    let reason = "https://cdn.example.com/pets.json answers 404 Not Found".into();
    let help = "find out where it has gone, and put the new address into bindery.toml".into();
    found(FetchProblem::ShownDocument { page: "https://example.com/api/".into(), reason, help })
}

pub(super) fn useless_answer() -> Diagnostics {
    found(FetchProblem::UselessAnswer { url: URL.into() })
}

pub(super) fn wrong_redirect() -> Diagnostics {
    let reason = "http://example.com/pets.json is not encrypted, and the address before it is".into();
    found(FetchProblem::WrongRedirect { url: URL.into(), reason })
}

pub(super) fn wrong_status() -> Diagnostics {
    let help = "find out where it has gone, and put the new address into bindery.toml".into();
    found(FetchProblem::WrongStatus { url: URL.into(), status: "404 Not Found".into(), help })
}

pub(super) fn wrong_url() -> Diagnostics {
    found(FetchProblem::WrongUrl {
        url: "https://exa mple.com".into(),
        reason: "invalid domain character".into(),
    })
}
