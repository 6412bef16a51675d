//! What a run that is killed leaves, and what the next one makes of it.

use std::{fs, path::Path, thread, time::Duration};

use bindery::{
    Build,
    output::{Transaction, Turn},
};

use super::{
    FIRST, PETS, SECOND, bindery, command, folder, read,
    server::{Site, ok},
    state,
};

const OUT: &str = "out = 'src/pets'\nlayout = 'modules'\nchangelog = 'CHANGELOG.api.md'";

/// Random numbers that are the same in each run (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// All files but the changelog, which every update makes longer.
fn without_changelog(folder: &Path) -> Vec<(String, String)> {
    state(folder).into_iter().filter(|(name, _)| name != "CHANGELOG.api.md").collect()
}

#[test]
fn an_update_that_is_killed_is_not_done_or_done_wholly() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    let folder = folder(&site, PETS, OUT);
    let folder = folder.path();
    let mut states = Vec::new();
    let mut longest = Duration::ZERO;
    for document in [FIRST, SECOND, FIRST, SECOND, FIRST] {
        site.set("/pets.json", [ok(document, "")]);
        let start = std::time::Instant::now();
        assert_eq!(bindery(&site, folder, &["update"]).0, Some(0));
        longest = longest.max(start.elapsed());
        states.push(without_changelog(folder));
    }
    // The lock keeps the names of what is gone, so that the first state does not come back.
    let states = states.split_off(1);
    assert!(states[0] == states[2] && states[1] == states[3]);
    let [second, first] = [&states[0], &states[1]];
    let mut random = Random(0x5eed);
    for round in 0..50 {
        let old = without_changelog(folder);
        let changelog = read(folder, "CHANGELOG.api.md");
        let (new, document) = if old == *first { (second, SECOND) } else { (first, FIRST) };
        site.set("/pets.json", [ok(document, "")]);
        let mut child = command(folder, &["update", "--quiet"])
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("the command can be run");
        let most = u64::try_from(longest.as_micros()).expect("no such time") + 1;
        thread::sleep(Duration::from_micros(random.below(most)));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");

        for (name, text) in without_changelog(folder) {
            let is_whole = [&old, new].iter().any(|state| state.contains(&(name.clone(), text.clone())));
            assert!(is_whole, "round {round}: {name} is neither old nor new: {text}");
        }
        let (code, _, error) = bindery(&site, folder, &["check"]);
        assert_eq!(code, Some(0), "round {round}: {error}");
        let now = without_changelog(folder);
        assert!(now == old || now == *new, "round {round}: the state is mixed");
        let is_longer = read(folder, "CHANGELOG.api.md").len() > changelog.len();
        assert_eq!(is_longer, now != old, "round {round}: the changelog is not that of the state");
    }
}

/// A folder with two files, and a run that wants others and was stopped when it had put so many into their places.
fn stopped_after(steps: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    };
    for name in ["a", "b", "gone"] {
        write(name, "old");
    }
    let names = ["a", "b", "specs/c"];
    for (number, name) in names.iter().enumerate() {
        let place = if number < steps { (*name).to_owned() } else { format!(".bindery/staging-7/{number}") };
        write(&place, "new");
    }
    fs::create_dir_all(folder.path().join("specs")).expect("a folder");
    fs::create_dir_all(folder.path().join(".bindery/staging-7")).expect("a folder");
    if steps > names.len() {
        fs::remove_file(folder.path().join("gone")).expect("it was there");
    }
    let journal =
        r#"{"staging":"staging-7","renames":[["0","a"],["1","b"],["2","specs/c"]],"removals":["gone"]}"#;
    write(".bindery/journal", journal);
    folder
}

#[test]
fn what_was_begun_is_finished_from_every_step_on() {
    for steps in 0..=4 {
        let folder = stopped_after(steps);
        let interrupted = bindery::output::wait(folder.path()).expect_err("it was interrupted").to_string();
        assert!(interrupted.contains("run `bindery check` there, which finishes it"), "{interrupted}");
        let turn =
            Turn::take(folder.path(), &[], &|| {}).expect("it can be finished").expect("there is something");
        assert!(turn.finished);
        let new = ["a", "b", "specs/c"].map(|name| (name.to_owned(), "new".to_owned()));
        assert_eq!(state(folder.path()), new, "after {steps} steps");
        drop(turn);
        bindery::output::wait(folder.path()).expect("it is whole again");
        assert!(!folder.path().join(".bindery/staging-7").exists());
    }
}

#[test]
fn what_was_not_begun_is_taken_away() {
    let folder = stopped_after(0);
    fs::rename(folder.path().join(".bindery/journal"), folder.path().join(".bindery/journal.draft"))
        .expect("renamed");
    bindery::output::wait(folder.path()).expect("nothing has changed yet");
    let turn =
        Turn::take(folder.path(), &[], &|| {}).expect("it can be taken away").expect("there is something");
    assert!(!turn.finished);
    let old = ["a", "b", "gone"].map(|name| (name.to_owned(), "old".to_owned()));
    assert_eq!(state(folder.path()), old);
    assert!(!folder.path().join(".bindery/staging-7").exists());
}

#[test]
fn a_journal_that_leads_elsewhere_is_not_believed() {
    for target in
        ["../b", "/tmp/b", ".git/hooks/post-checkout", "x/.cargo/config.toml", ".bindery/journal", ""]
    {
        let folder = stopped_after(0);
        let journal = format!(r#"{{"staging":"staging-7","renames":[["0","{target}"]],"removals":[]}}"#);
        fs::write(folder.path().join(".bindery/journal"), journal).expect("written");
        let failure = Turn::take(folder.path(), &[], &|| {}).expect_err(target).to_string();
        assert!(failure.contains("is not what an interrupted update leaves"), "{failure}");
    }
    for journal in ["", "{}", r#"{"staging":"../x","renames":[],"removals":[]}"#] {
        let folder = stopped_after(0);
        fs::write(folder.path().join(".bindery/journal"), journal).expect("written");
        assert!(Turn::take(folder.path(), &[], &|| {}).is_err(), "{journal}");
    }
}

#[test]
fn a_failed_transaction_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let turn = Turn::begin(folder.path(), &[], &|| {}).expect("it begins");
    let mut transaction = Transaction::new(turn).expect("it begins");
    transaction.write(&folder.path().join("a"), b"new").expect("it is staged");
    assert!(transaction.write(&folder.path().join("../b"), b"new").is_err());
    drop(transaction);
    assert_eq!(state(folder.path()), []);
}

#[test]
fn a_build_script_does_not_build_from_half_an_update() {
    let folder = stopped_after(1);
    fs::write(folder.path().join("bindery.toml"), "sources = ['pets.json']\n").expect("written");
    fs::write(folder.path().join("pets.json"), FIRST).expect("written");
    let out = tempfile::tempdir().expect("a temporary folder");
    let build = || {
        let mut lines = Vec::new();
        let build = Build::new(folder.path().join("pets.json")).config(folder.path().join("bindery.toml"));
        build.out_dir(out.path()).compile_with(&mut lines)
    };
    let error = build().expect_err("it is interrupted").to_string();
    assert!(error.starts_with("an update was interrupted"), "{error}");
    Turn::take(folder.path(), &[], &|| {}).expect("it can be finished");
    build().expect("it is whole again");
}

#[test]
fn one_waits_for_the_other() {
    let site = Site::with("/pets.json", [ok(FIRST, "")]);
    let folder = folder(&site, PETS, "");
    site.pause(Duration::from_millis(100));
    let first = command(folder.path(), &["fetch"]).spawn().expect("the command can be run");
    let second = command(folder.path(), &["fetch"]).spawn().expect("the command can be run");
    for child in [first, second] {
        assert!(child.wait_with_output().expect("it ends").status.success());
    }
    assert_eq!(bindery(&site, folder.path(), &["check"]).0, Some(0));
}
