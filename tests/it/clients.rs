//! Generated clients, compiled into the tests: what is particular to each is in `clients/`, as it was last
//! reviewed, and the support modules are those of `templates/`, which are copied into every client.

use std::{fs, path::Path};

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

#[test]
fn the_clients_are_fresh() {
    for (source, file) in
        [(rules::SEED, "post_file_links/client.rs"), ("specs/library.yaml", "library/client.rs")]
    {
        let mut config = rules::config(source);
        // The tests compare what was read.
        config.derives.push("PartialEq".to_owned());
        let generated = rules::particular(&rules::generate(&config).files[0]);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/clients").join(file);
        if std::env::var_os("BINDERY_REFRESH").is_some() {
            fs::write(&path, &generated).expect("it can be written");
        }
        let reviewed = fs::read_to_string(&path).unwrap_or_default();
        let first = generated.lines().zip(reviewed.lines()).find(|(new, old)| new != old);
        assert!(
            generated == reviewed,
            "tests/it/clients/{file} is stale, first at (new, old) {first:?}: \
             run `BINDERY_REFRESH=1 cargo test --test it clients` and read the difference as code"
        );
    }
}
