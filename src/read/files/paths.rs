//! The paths and URIs of files.

use std::path::{Component, Path, PathBuf};

use crate::document::percent_decoded;

/// The current folder, where a path is empty.
pub(in crate::read) fn or_here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// Whether a reference begins with a scheme: `https:`. One letter is a drive of Windows.
pub(in crate::read) fn is_uri(file: &str) -> bool {
    let scheme = file.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
    scheme.len() > 1
        && scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.chars().all(is_letter)
}

/// What of a URI is below a document's own: nothing of `https://a/b.yaml` itself, `c.yaml` of `https://a/c.yaml`.
pub(super) fn below(own: &str, uri: &str) -> Option<String> {
    if own.is_empty() {
        return None;
    }
    if own == uri {
        return Some(String::new());
    }
    let (folder, _) = own.rsplit_once('/').filter(|(folder, _)| folder.contains("//"))?;
    uri.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned)
}

/// The path from the root's folder of a file that another names: `schemas/pet.yaml` of `../schemas/pet.yaml` in
/// `paths/pets.yaml`. One that begins with a slash begins at the root's folder.
pub(in crate::read) fn resolved(from: &str, file: &str) -> String {
    let file = percent_decoded(file).unwrap_or_else(|| file.to_owned()).replace('\\', "/");
    let base =
        if file.starts_with('/') { "" } else { from.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut steps: Vec<&str> = Vec::new();
    for step in base.split('/').chain(file.split('/')) {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// A file's path as its user would write it: `models/pet.yaml` of `specs` and `../models/pet.yaml`.
pub(in crate::read) fn shown(folder: &Path, key: &str) -> PathBuf {
    let mut path = PathBuf::new();
    for step in folder.join(key).components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir if matches!(path.components().next_back(), Some(Component::Normal(_))) => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path
}

/// Whether a file holds a tree, not a text that somebody wants to keep beside the document.
pub(super) fn is_tree(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_lowercase);
    matches!(extension.as_deref(), None | Some("json" | "yaml" | "yml"))
}

#[cfg(test)]
mod tests {
    use super::{below, is_uri, resolved, shown};

    #[test]
    fn a_reference_is_resolved_from_its_file() {
        let cases = [
            (("", "pet.yaml"), "pet.yaml"),
            (("", "./a/../b/pet%20one.yaml"), "b/pet one.yaml"),
            (("paths/pets.yaml", "../schemas/pet.yaml"), "schemas/pet.yaml"),
            (("paths/pets.yaml", "/schemas/pet.yaml"), "schemas/pet.yaml"),
            (("", "../../pet.yaml"), "../../pet.yaml"),
            (("../a/b.yaml", "..\\c.yaml"), "../c.yaml"),
        ];
        for ((from, file), key) in cases {
            assert_eq!(resolved(from, file), key, "{file} in {from}");
        }
    }

    #[test]
    fn a_path_is_shown_without_detours() {
        assert_eq!(shown("specs/api".as_ref(), "../models/a.yaml").to_str(), Some("specs/models/a.yaml"));
        assert_eq!(shown("".as_ref(), "../a.yaml").to_str(), Some("../a.yaml"));
        assert_eq!(shown("./x".as_ref(), "a.yaml").to_str(), Some("x/a.yaml"));
    }

    #[test]
    fn a_uri_is_told_from_a_path() {
        assert!(is_uri("https://a.example.com/b.yaml") && is_uri("urn:a:b") && is_uri("file:///etc/passwd"));
        assert!(!is_uri("a.yaml") && !is_uri("C:/a.yaml") && !is_uri("./a:b.yaml"));
        let own = "https://a.example.com/api/openapi.yaml";
        assert_eq!(below(own, own).as_deref(), Some(""));
        assert_eq!(below(own, "https://a.example.com/api/b/c.yaml").as_deref(), Some("b/c.yaml"));
        assert_eq!(below(own, "https://b.example.com/api/c.yaml"), None);
    }
}
