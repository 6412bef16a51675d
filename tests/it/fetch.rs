//! Sources that have an address: what is fetched, what is refused, and what a run that is killed leaves.
//!
//! The addresses are those of a server on this machine, which answers what each test has written down.

mod answers;
mod checks;
mod commands;
mod indexes;
mod interrupted;
mod locks;
mod not_shown;
mod server;
mod settings;
mod shown;
mod update;

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    time::Duration,
};

use bindery::{
    Config, Diagnostics,
    fetch::{Fetched, Patience, fetch},
    lock::Lock,
};
use tempfile::TempDir;

use self::server::Site;

/// A document with one operation, and the same with two.
const FIRST: &str = r#"{"openapi":"3.0.3","info":{"title":"Pets","version":"1"},"paths":{"/pets":{"get":{"operationId":"listPets","responses":{"204":{"description":"None."}}}}}}"#;
const SECOND: &str = r#"{"openapi":"3.0.3","info":{"title":"Pets","version":"2"},"paths":{"/pets":{"get":{"operationId":"listPets","responses":{"204":{"description":"None."}}}},"/owners":{"get":{"operationId":"listOwners","responses":{"204":{"description":"None."}}}}}}"#;

/// One source, at the address that most tests ask.
const PETS: &str = "{ url = 'SITE/pets.json', snapshot = 'specs/pets.json', allow-http = true }";

/// A folder with a `bindery.toml`, in which `SITE` stands for the address of a server.
fn folder(site: &Site, sources: &str, others: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = format!("sources = [{}]\n{others}\n", sources.replace("SITE", &site.url()));
    fs::write(folder.path().join("bindery.toml"), text).expect("it can be written");
    folder
}

/// Patience that costs a test nothing.
fn short() -> Patience {
    Patience { attempts: 3, first_wait: Duration::from_millis(1), longest_wait: Duration::from_secs(1) }
}

/// What the library fetches for a folder, and what it finds, with `SITE` in the place of the address.
fn fetched(site: &Site, folder: &Path) -> (Fetched, String) {
    let mut found = Diagnostics::default();
    let config = Config::read(&folder.join("bindery.toml"), &mut found);
    let lock = Lock::read(&config.lock_file(), &mut found);
    let fetched = fetch(&config, &lock, short(), &|_| {}, &mut found);
    found.finish();
    let lines: Vec<String> = found
        .iter()
        .map(|found| {
            let problem = &found.problem;
            format!("{}: {}; {}", problem.code(), problem.message(), problem.help())
        })
        .collect();
    (fetched, lines.join("\n").replace(&site.url(), "SITE"))
}

/// Runs the command in a folder; exit code, standard output and standard error, with `SITE` for the address.
fn bindery(site: &Site, folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } =
        command(folder, arguments).output().expect("the command can be run");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).replace(&site.url(), "SITE");
    (status.code(), text(stdout), text(stderr))
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env_remove(name);
    }
    command
}

/// All files below a folder with what they say, but for those of `.bindery`.
fn state(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        for entry in fs::read_dir(&path).expect("it can be read") {
            let path = entry.expect("an entry").path();
            if path.ends_with(".bindery") {
                continue;
            }
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("it is below").to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).expect("it is text")));
        }
    }
    files.sort();
    files
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}
