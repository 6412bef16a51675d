//! What is copied along as it is: the plain Rust of `templates/support/`.

use std::path::Path;

use crate::generated::File;

/// Each support module under its name.
const MODULES: [(&str, &str); 21] = [];

/// The modules that are copied only where an API needs them, and what each of them needs.
const OPTIONAL: [(&str, &[&str]); 3] =
    [("form", &["pairs"]), ("multipart", &["pairs"]), ("parameters", &["pairs"])];
