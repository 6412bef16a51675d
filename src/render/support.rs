//! What is copied along as it is: the plain Rust of `templates/support/`.

use std::path::Path;

use crate::{generated::File, rust::Support};

/// The modules that every client has, in the order in which `mod.rs` declares them.
const CORE: &[(&str, &str)] = &[
    ("any", include_str!("../../templates/support/any.rs")),
    ("attempts", include_str!("../../templates/support/attempts.rs")),
    ("body", include_str!("../../templates/support/body.rs")),
    ("builder", include_str!("../../templates/support/builder.rs")),
    ("call", include_str!("../../templates/support/call.rs")),
    ("carrier", include_str!("../../templates/support/carrier.rs")),
    ("choice", include_str!("../../templates/support/choice.rs")),
    ("client", include_str!("../../templates/support/client.rs")),
    ("clock", include_str!("../../templates/support/clock.rs")),
    ("credential", include_str!("../../templates/support/credential.rs")),
    ("error", include_str!("../../templates/support/error.rs")),
    ("fault", include_str!("../../templates/support/fault.rs")),
    ("forward", include_str!("../../templates/support/forward.rs")),
    ("hooks", include_str!("../../templates/support/hooks.rs")),
    ("json", include_str!("../../templates/support/json.rs")),
    ("json_error", include_str!("../../templates/support/json_error.rs")),
    ("members", include_str!("../../templates/support/members.rs")),
    ("queue", include_str!("../../templates/support/queue.rs")),
    ("random", include_str!("../../templates/support/random.rs")),
    ("read", include_str!("../../templates/support/read.rs")),
    ("reader", include_str!("../../templates/support/reader.rs")),
    ("redirect", include_str!("../../templates/support/redirect.rs")),
    ("request", include_str!("../../templates/support/request.rs")),
    ("response", include_str!("../../templates/support/response.rs")),
    ("retry", include_str!("../../templates/support/retry.rs")),
    ("scan", include_str!("../../templates/support/scan.rs")),
    ("send", include_str!("../../templates/support/send.rs")),
    ("skip", include_str!("../../templates/support/skip.rs")),
    ("stack", include_str!("../../templates/support/stack.rs")),
    ("values", include_str!("../../templates/support/values.rs")),
    ("writer", include_str!("../../templates/support/writer.rs")),
];

/// The modules that only some clients have.
const OPTIONAL: &[(&str, &str)] = &[
    ("auth", include_str!("../../templates/support/auth.rs")),
    ("base64", include_str!("../../templates/support/base64.rs")),
    ("download", include_str!("../../templates/support/download.rs")),
    ("event_stream", include_str!("../../templates/support/event_stream.rs")),
    ("files", include_str!("../../templates/support/files.rs")),
    ("foreign", include_str!("../../templates/support/foreign.rs")),
    ("form", include_str!("../../templates/support/form.rs")),
    ("frames", include_str!("../../templates/support/frames.rs")),
    ("json_seq", include_str!("../../templates/support/json_seq.rs")),
    ("headers", include_str!("../../templates/support/headers.rs")),
    ("items", include_str!("../../templates/support/items.rs")),
    ("links", include_str!("../../templates/support/links.rs")),
    ("multipart", include_str!("../../templates/support/multipart.rs")),
    ("pages", include_str!("../../templates/support/pages.rs")),
    ("paging", include_str!("../../templates/support/paging.rs")),
    ("pairs", include_str!("../../templates/support/pairs.rs")),
    ("parameters", include_str!("../../templates/support/parameters.rs")),
    ("pattern", include_str!("../../templates/support/pattern.rs")),
    ("stream", include_str!("../../templates/support/stream.rs")),
    ("token", include_str!("../../templates/support/token.rs")),
    ("upload", include_str!("../../templates/support/upload.rs")),
    ("validate", include_str!("../../templates/support/validate.rs")),
    ("zoned", include_str!("../../templates/support/zoned.rs")),
];

/// The modules that drive calls, for a client that blocks: each in the place of the one of the same name.
const BLOCKING: &[(&str, &str)] = &[
    ("carrier", include_str!("../../templates/support/blocking/carrier.rs")),
    ("download", include_str!("../../templates/support/blocking/download.rs")),
    ("items", include_str!("../../templates/support/blocking/items.rs")),
    ("queue", include_str!("../../templates/support/blocking/queue.rs")),
    ("send", include_str!("../../templates/support/blocking/send.rs")),
    ("stack", include_str!("../../templates/support/blocking/stack.rs")),
    ("stream", include_str!("../../templates/support/blocking/stream.rs")),
];

/// The root of the support modules, which declares all of them.
const ROOT: &str = include_str!("../../templates/support/mod.rs");

/// The modules that a client has.
fn modules(support: &Support) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_wanted = |name: &str| support.optional.iter().any(|wanted| wanted == name);
    // Those that spell values as pairs.
    let pairs = ["form", "multipart", "parameters"].into_iter().any(is_wanted);
    let (frames, links, blocking) = (is_wanted("stream"), is_wanted("paging"), support.blocking);
    let needed = move |name: &str| match name {
        "pairs" => pairs,
        "event_stream" | "frames" | "json_seq" => frames,
        "items" | "links" | "pages" => links,
        _ => false,
    };
    let wanted = move |name: &str| is_wanted(name) || needed(name);
    let twin = move |&(name, text): &(&'static str, &'static str)| {
        let twin = BLOCKING.iter().find(|(other, _)| blocking && *other == name);
        twin.copied().unwrap_or((name, text))
    };
    CORE.iter().chain(OPTIONAL.iter().filter(move |(name, _)| wanted(name))).map(twin)
}

/// The root, without the declarations of modules that are left out.
fn root(support: &Support) -> String {
    let kept: Vec<&str> = modules(support).map(|(name, _)| name).collect();
    let is_kept = |line: &&str| declared(line).is_none_or(|name| kept.contains(&name));
    ROOT.lines().filter(is_kept).map(|line| format!("{line}\n")).collect()
}

/// The module that a line declares: `form` in `pub mod form;`.
fn declared(line: &str) -> Option<&str> {
    line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')
}

/// The support modules as files of their own.
pub(super) fn files(folder: &Path, header: &str, support: &Support) -> Vec<File> {
    let file = |name: &str, text: &str| File {
        path: folder.join(format!("{name}.rs")),
        text: format!("{header}\n{text}"),
    };
    let root = file("mod", &root(support));
    std::iter::once(root).chain(modules(support).map(|(name, text)| file(name, text))).collect()
}

/// The support modules as one module that stands in a file: each declaration becomes the module itself.
pub(super) fn inline(support: &Support) -> String {
    let mut text = String::from("pub mod support {\n");
    for line in root(support).lines() {
        let module = declared(line).and_then(|name| modules(support).find(|(known, _)| *known == name));
        match module {
            Some((name, module)) => {
                let visible = if line.starts_with("pub ") { "pub " } else { "" };
                text.push_str(&format!("    {visible}mod {name} {{\n{}    }}\n\n", indented(module, 8)));
            }
            None => text.push_str(&indented(line, 4)),
        }
    }
    text.push_str("}\n");
    text
}

/// Lines moved to the right; empty ones stay empty.
fn indented(text: &str, columns: usize) -> String {
    let indent = " ".repeat(columns);
    text.lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") })
        .collect()
}
