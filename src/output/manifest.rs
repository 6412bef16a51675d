//! The list of the files that bindery wrote to a folder: `.bindery-files`, beside them.

use std::{
    collections::BTreeSet,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use super::MARKER;
use crate::{File, config::is_below};

/// Where the manifest stands: in the folder of the output, or hidden beside the one file of the output
/// where others go with it. An output of one file alone needs none.
pub(super) fn path(files: &[File], out: &Path) -> Option<PathBuf> {
    match files.iter().any(|file| file.path.as_os_str().is_empty()) {
        false => Some(out.join(".bindery-files")),
        true if files.len() == 1 => None,
        true => {
            let mut name = std::ffi::OsString::from(".");
            name.push(out.file_name()?);
            name.push(".bindery-files");
            Some(out.with_file_name(name))
        }
    }
}

/// The manifest's text: names only, one a line, sorted.
pub(super) fn text(files: &[File]) -> String {
    let named = files.iter().filter(|file| !file.path.as_os_str().is_empty());
    let names: BTreeSet<String> = named.map(|file| name(&file.path)).collect();
    let mut text = format!(
        "# {MARKER}: the files here that it writes, and removes when they are not wanted any more.\n"
    );
    for name in names {
        text += &name;
        text.push('\n');
    }
    text
}

/// The files that a manifest lists. What leads out of the folder is not believed.
pub(super) fn read(path: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let names = text.lines().filter(|line| !line.starts_with('#')).map(PathBuf::from);
    names.filter(|name| is_below(name)).collect()
}

/// A path as it stands in a manifest: the same on every system.
fn name(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Whether the first line of a text says that bindery wrote it.
pub(super) fn has_marker(text: &[u8]) -> bool {
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    line.trim_start_matches(|sign: char| !sign.is_alphanumeric()).starts_with(MARKER)
}

/// Whether the file is one of bindery's, and no link to another.
pub(super) fn is_generated(path: &Path) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    let mut start = Vec::new();
    let is_read = fs::File::open(path).and_then(|file| file.take(1024).read_to_end(&mut start)).is_ok();
    is_file && is_read && has_marker(&start)
}
