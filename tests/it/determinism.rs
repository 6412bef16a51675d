//! The same input gives the same bytes, whoever asks, and from wherever.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::rules;

/// All files below a folder, by their paths in it.
fn files(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for path in rules::entries(folder) {
        if path.is_dir() {
            files(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("it is below the root").to_owned();
            found.insert(name, fs::read(&path).expect("it can be read"));
        }
    }
}

/// What a process writes for a source in a layout, with surroundings of its own.
fn written(source: &Path, layout: &str, current: &Path, home: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command.current_dir(current).arg("generate").arg(source).args(["--layout", layout, "--quiet", "--out"]);
    command.arg(folder.path().join(if layout == "file" { "out.rs" } else { "out" }));
    command.env_clear().env("HOME", home).env("LANG", home).env("TERM", home).env("RUST_LOG", home);
    let output = command.output().expect("the command can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut found = BTreeMap::new();
    files(folder.path(), folder.path(), &mut found);
    assert!(!found.is_empty(), "something is written");
    found
}

#[test]
fn two_processes_give_the_same_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages =
        [rules::SEED, "specs/library.yaml", "../shared/pages/second/openai", "../shared/pages/second/twilio"];
    for source in pages.map(Path::new) {
        if !root.join(source).exists() {
            assert!(std::env::var_os("CI").is_none(), "{} is not there", source.display());
            eprintln!("skipped: {} is not there", source.display());
            continue;
        }
        for layout in ["file", "modules", "crate"] {
            let one = written(source, layout, root, "/");
            let other = written(&root.join(source), layout, &std::env::temp_dir(), "/nowhere");
            let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&one), names(&other), "{} as {layout}", source.display());
            let differs: Vec<_> = one.iter().filter(|(name, text)| other.get(*name) != Some(text)).collect();
            assert!(differs.is_empty(), "{} as {layout} differs: {:?}", source.display(), differs[0].0);
        }
    }
}
