//! Generated clients, compiled into the tests: what is particular to each is in `clients/`, as it was last
//! reviewed, and the support modules are those of `templates/`, which are copied into every client.

use std::{fs, path::Path};

use bindery::config::Layout;

use crate::rules;

/// A page: `specs/stripe/PostFileLinks.html`.
#[allow(
    unreachable_pub,
    dead_code,
    clippy::duplicate_mod,
    reason = "in a crate of its own, all of it can be reached"
)]
pub(crate) mod post_file_links {
    #[path = "../../../../templates/support/mod.rs"]
    pub mod support;

    include!("clients/post_file_links/client.rs");
}

/// A document: `specs/library.yaml`.
#[allow(
    unreachable_pub,
    dead_code,
    clippy::duplicate_mod,
    reason = "in a crate of its own, all of it can be reached"
)]
pub(crate) mod library {
    #[path = "../../../../templates/support/mod.rs"]
    pub mod support;

    include!("clients/library/client.rs");
}

/// Types of the user's own: `rules/choices/known.yaml`.
#[allow(
    unreachable_pub,
    dead_code,
    clippy::duplicate_mod,
    reason = "in a crate of its own, all of it can be reached"
)]
pub(crate) mod choices {
    #[path = "../../../../templates/support/mod.rs"]
    pub mod support;

    include!("clients/choices/client.rs");
}

/// The same types, spelled otherwise: `rules/choices/known-otherwise.yaml`.
#[allow(
    unreachable_pub,
    dead_code,
    clippy::duplicate_mod,
    reason = "in a crate of its own, all of it can be reached"
)]
pub(crate) mod choices_otherwise {
    #[path = "../../../../templates/support/mod.rs"]
    pub mod support;

    include!("clients/choices_otherwise/client.rs");
}

/// Requests that check themselves: `rules/validate/limits.yaml`.
#[allow(
    unreachable_pub,
    dead_code,
    clippy::duplicate_mod,
    reason = "in a crate of its own, all of it can be reached"
)]
pub(crate) mod limits {
    #[path = "../../../../templates/support/mod.rs"]
    pub mod support;

    include!("clients/limits/client.rs");
}

/// Calls that block: `rules/client/blocking.yaml`.
#[allow(
    unreachable_pub,
    dead_code,
    clippy::duplicate_mod,
    reason = "in a crate of its own, all of it can be reached"
)]
pub(crate) mod blocking {
    pub mod support;

    include!("clients/blocking/client.rs");
}

/// Calls that go wrong: `clients/post/post.yaml`.
#[allow(
    unreachable_pub,
    dead_code,
    clippy::duplicate_mod,
    reason = "in a crate of its own, all of it can be reached"
)]
pub(crate) mod post {
    #[path = "../../../../templates/support/mod.rs"]
    pub mod support;

    include!("clients/post/client.rs");
}

/// The configuration of each client, and its file.
fn clients() -> Vec<(bindery::Config, &'static str)> {
    let rule = |name: &str| rules::all().into_iter().find(|rule| rule.name == name).expect("a rule").config;
    vec![
        (rules::config(rules::SEED), "post_file_links/client.rs"),
        (rules::config("specs/library.yaml"), "library/client.rs"),
        (rule("choices/known"), "choices/client.rs"),
        (rule("validate/limits"), "limits/client.rs"),
        (rule("choices/known-otherwise"), "choices_otherwise/client.rs"),
        (rule("client/blocking"), "blocking/client.rs"),
        (rules::config("tests/it/clients/post/post.yaml"), "post/client.rs"),
    ]
}

/// The root of the support modules that block: those of `templates/support/`, and where there is a twin, that. What
/// makes bodies of reqwest's has no place there.
fn blocking_support() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/support");
    let root = fs::read_to_string(folder.join("mod.rs")).expect("the root is there");
    let mut text = String::new();
    for line in root.lines().filter(|line| *line != "pub mod upload;") {
        let module =
            line.trim_start_matches("pub ").strip_prefix("mod ").and_then(|line| line.strip_suffix(';'));
        if let Some(name) = module {
            let twin = format!("blocking/{name}.rs");
            let path = if folder.join(&twin).exists() { twin } else { format!("{name}.rs") };
            text.push_str(&format!("#[path = \"../../../../templates/support/{path}\"]\n"));
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Compares a file with what was made of it now.
fn check(file: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/clients").join(file);
    if std::env::var_os("BINDERY_REFRESH").is_some() {
        fs::write(&path, made).expect("it can be written");
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default();
    let first = made.lines().zip(reviewed.lines()).find(|(new, old)| new != old);
    assert!(
        made == reviewed,
        "tests/it/clients/{file} is stale, first at (new, old) {first:?}: \
         run `BINDERY_REFRESH=1 cargo test --test it clients` and read the difference as code"
    );
}

#[test]
fn the_modules_that_block_are_all_of_the_others() {
    check("blocking/support.rs", &blocking_support());
}

#[test]
fn the_clients_are_fresh() {
    for (mut config, file) in clients() {
        // The tests compare what was read.
        config.derives.push("PartialEq".to_owned());
        config.layout = Layout::File;
        check(file, &rules::particular(&rules::generate(&config).files[0]));
    }
}
