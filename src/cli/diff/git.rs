//! What git is asked: which revisions there are, and what their files say.
//!
//! An index of our own is used, so that neither the user's nor his files are touched.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

/// The endings of files that are documents or pages, or that documents refer to.
const EXTENSIONS: [&str; 5] = [".html", ".htm", ".json", ".yaml", ".yml"];

/// Where a repository begins.
pub(super) struct Top {
    /// Its folder.
    folder: String,
    /// The way from there to here: `services/pets/`.
    pub(super) prefix: String,
}

/// What stands at a path of a revision.
pub(super) enum Kind {
    File,
    Folder,
    Missing,
}

/// Whether git knows a revision; its own words where it does not.
pub(super) fn is_revision(text: &str) -> Result<(), String> {
    let tree = format!("{text}^{{tree}}");
    ask(&["rev-parse", "--verify", "--end-of-options", &tree]).map(drop)
}

/// Where the repository begins that this folder is in.
pub(super) fn top() -> Result<Top, String> {
    let folder = ask(&["rev-parse", "--show-toplevel"])?;
    let prefix = ask(&["rev-parse", "--show-prefix"])?;
    Ok(Top { folder, prefix })
}

/// What stands at a path, which begins at the top; nothing is the top itself.
pub(super) fn kind(revision: &str, path: &str) -> Kind {
    match ask(&["cat-file", "-t", &format!("{revision}:{path}")]).as_deref() {
        Ok("tree") => Kind::Folder,
        Ok("blob") => Kind::File,
        Ok(_) | Err(_) => Kind::Missing,
    }
}

/// Writes the files at some paths, and below them, into a folder; of those below only the documents.
pub(super) fn extract(
    revision: &str,
    paths: &[String],
    only_documents: bool,
    into: &Path,
) -> Result<(), String> {
    let top = top()?;
    let run = |arguments: &[&str], input: &[u8]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(&top.folder).arg("--literal-pathspecs").args(arguments);
        answer(command.env("GIT_INDEX_FILE", into.join(".git-index")), input)
    };
    let whole = paths.iter().any(String::is_empty);
    let mut listing = vec!["ls-tree", "-r", "-z", "--name-only", "--full-tree", revision];
    if !whole {
        listing.push("--");
        listing.extend(paths.iter().map(String::as_str));
    }
    let listed = run(&listing, &[])?;
    let is_wanted = |name: &&[u8]| {
        let lower = String::from_utf8_lossy(name).to_lowercase();
        let is_named = paths.iter().any(|path| path.as_bytes() == *name);
        is_named || (only_documents && EXTENSIONS.iter().any(|ending| lower.ends_with(ending)))
    };
    let names: Vec<&[u8]> =
        listed.split(|byte| *byte == 0).filter(|name| !name.is_empty()).filter(is_wanted).collect();
    let mut prefix = into.as_os_str().to_owned();
    prefix.push("/");
    run(&["read-tree", revision], &[])?;
    let prefix = format!("--prefix={}", prefix.to_string_lossy());
    run(&["checkout-index", "--force", "-z", "--stdin", &prefix], &names.join(&0)).map(drop)
}

/// The first line of what git says.
fn ask(arguments: &[&str]) -> Result<String, String> {
    let out = answer(Command::new("git").args(arguments), &[])?;
    Ok(String::from_utf8_lossy(&out).lines().next().unwrap_or_default().to_owned())
}

/// What a command says; why not, where it fails.
fn answer(command: &mut Command, input: &[u8]) -> Result<Vec<u8>, String> {
    let absent = |error: std::io::Error| format!("git cannot be run: {error}");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(absent)?;
    if let Some(mut stdin) = child.stdin.take() {
        // Nothing that is asked here answers before it has read all; one that fails says so by itself.
        stdin.write_all(input).ok();
    }
    let output = child.wait_with_output().map_err(absent)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().find(|line| !line.is_empty()).unwrap_or("git failed");
    Err(first.trim_start_matches("fatal: ").to_owned())
}
