//! What is copied into every generated client, tested as ordinary Rust.

#[allow(unreachable_pub, reason = "in a generated client, all of it can be reached")]
#[path = "../../../templates/support/mod.rs"]
mod copied;

mod calls;
mod credentials;
mod events;
mod forms;
mod frames;
mod generated;
mod generated_types;
mod json;
mod json_errors;
mod json_unions;
mod paging;
mod randomness;
mod requests;
mod retries;
mod tokens;

use crate::rules;

/// The modules that are copied only where an API needs them.
const OPTIONAL: &[&str] = &[
    "auth",
    "base64",
    "download",
    "event_stream",
    "files",
    "foreign",
    "form",
    "frames",
    "headers",
    "items",
    "json_seq",
    "links",
    "multipart",
    "pages",
    "paging",
    "pairs",
    "parameters",
    "pattern",
    "stream",
    "token",
    "upload",
    "validate",
    "zoned",
];

/// Those of them that are called like other things too.
const WORDS: &[&str] = &[
    "base64", "download", "files", "form", "frames", "headers", "items", "links", "pages", "paging",
    "stream", "token",
];

#[test]
fn the_files_can_be_copied_to_anywhere() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/support");
    let twins = folder.join("blocking");
    let paths = [&folder, &twins].into_iter().flat_map(|folder| rules::entries(folder));
    for path in paths.filter(|path| *path != twins) {
        let text = std::fs::read_to_string(&path).expect("a text");
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        assert!(!text.contains("crate::"), "{name} names the crate it is in");
        assert!(text.lines().count() < 400, "{name} is long");
        if name == "mod" || OPTIONAL.contains(&name) {
            continue;
        }
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let words: Vec<&str> =
            code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
        // What is a word of other things too is a module where it begins a path.
        let (paths, names): (Vec<&str>, Vec<&str>) =
            OPTIONAL.iter().partition(|optional| WORDS.contains(optional));
        let needed = names
            .iter()
            .find(|optional| words.contains(*optional))
            .or_else(|| paths.iter().find(|optional| code.contains(&format!("{optional}::"))));
        assert!(needed.is_none(), "{name} needs {needed:?}, which may not be there");
    }
}
