//! The steps that are still to be done so that many files change together.
//!
//! In: what is staged, and the place of each. Out: a file that says so, `.bindery/journal`. It is put into its place by
//! one renaming: where it is there, it is whole, and everything that it names is staged. From then on the new state
//! counts, and whoever comes next does what is left. A step that is done already does nothing when it is done again.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write as _},
    path::{Component, Path, PathBuf},
    time::SystemTime,
};

use serde_json::{Value, json};

use super::{
    Failure,
    wait::{journal as path, workplace},
};
use crate::config::is_below;

/// What is to be done, with paths as they are from the folder of the journal, or whole.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    /// The folder in `.bindery` that all is staged in.
    pub(super) staging: String,
    /// The staged files, and their places.
    pub(super) renames: Vec<(String, PathBuf)>,
    /// The files that are to be gone.
    pub(super) removals: Vec<PathBuf>,
}

impl Journal {
    /// Reads the journal of a folder; nothing where there is none.
    ///
    /// It may have come with a checkout, so that it is believed only of places below the folder, and of those that the
    /// configuration names itself.
    pub(super) fn read(folder: &Path, others: &[PathBuf]) -> Result<Option<Self>, Failure> {
        let path = path(folder);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::io("read", &path)(error)),
        };
        let wrong = |reason: String| Failure::BadJournal { path: path.clone(), reason };
        let journal = parse(&text).ok_or_else(|| wrong("it is none".into()))?;
        let targets = journal.renames.iter().map(|(_, target)| target).chain(&journal.removals);
        if let Some(target) = targets.into_iter().find(|target| !may_change(folder, others, target)) {
            return Err(wrong(format!("it would change {}", target.display())));
        }
        let staged = journal.renames.iter().map(|(staged, _)| staged).chain([&journal.staging]);
        if let Some(staged) = staged.into_iter().find(|staged| !is_name(staged)) {
            return Err(wrong(format!("nothing is staged as `{staged}`")));
        }
        Ok(Some(journal))
    }

    /// Writes the journal: from here on the new state counts.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Failure> {
        let text = |path: &Path| match path.to_str() {
            Some(text) => Ok(text.to_owned()),
            None => Err(Failure::BadPath { path: path.to_owned() }),
        };
        let renames = self.renames.iter().map(|(staged, target)| Ok(json!([staged, text(target)?])));
        let renames: Vec<Value> = renames.collect::<Result<_, _>>()?;
        let removals = self.removals.iter().map(|path| text(path)).collect::<Result<Vec<_>, _>>()?;
        let journal = json!({ "staging": self.staging, "renames": renames, "removals": removals });
        let path = path(folder);
        let draft = path.with_extension("draft");
        let written = fs::File::create(&draft).and_then(|mut file| {
            file.write_all(journal.to_string().as_bytes())?;
            file.sync_all()
        });
        written.and_then(|()| fs::rename(&draft, &path)).map_err(Failure::io("write", &path))?;
        sync(&workplace(folder));
        Ok(())
    }

    /// Does what is left, and then forgets it.
    pub(super) fn finish(&self, folder: &Path) -> Result<(), Failure> {
        let staging = workplace(folder).join(&self.staging);
        let mut touched = BTreeSet::new();
        for (staged, target) in &self.renames {
            let target = folder.join(target);
            put(&staging.join(staged), &target).map_err(Failure::io("write", &target))?;
            touched.extend(target.parent().map(Path::to_owned));
        }
        for target in &self.removals {
            let target = folder.join(target);
            match fs::remove_file(&target) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Failure::io("remove", &target)(error));
                }
                Ok(()) | Err(_) => {}
            }
            touched.extend(target.parent().map(Path::to_owned));
        }
        // A journal that is gone while its renamings are not would lose them with the power.
        touched.iter().for_each(|folder| sync(folder));
        let path = path(folder);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::io("remove", &path)(error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// Puts a staged file into its place, unless that was done.
fn put(staged: &Path, target: &Path) -> io::Result<()> {
    let opened = match fs::OpenOptions::new().write(true).open(staged) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        opened => opened?,
    };
    // Cargo compares times: a build that ran while this was staged would otherwise take it for what it has read.
    opened.set_modified(SystemTime::now())?;
    drop(opened);
    match fs::rename(staged, target) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let mut name = std::ffi::OsString::from(".bindery-");
            name.push(target.file_name().unwrap_or_default());
            let beside = target.with_file_name(name);
            fs::copy(staged, &beside)?;
            fs::rename(&beside, target)?;
            fs::remove_file(staged)
        }
        renamed => renamed,
    }
}

/// Brings the names in a folder to the disk, on systems that can be asked to.
fn sync(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if let Ok(folder) = fs::File::open(folder) {
        folder.sync_all().ok();
    }
}

fn parse(text: &str) -> Option<Journal> {
    let journal: Value = serde_json::from_str(text).ok()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let rename = |pair: &Value| Some((text(pair.get(0)?)?, text(pair.get(1)?)?.into()));
    Some(Journal {
        staging: text(journal.get("staging")?)?,
        renames: journal.get("renames")?.as_array()?.iter().map(rename).collect::<Option<_>>()?,
        removals: journal
            .get("removals")?
            .as_array()?
            .iter()
            .map(|path| text(path).map(PathBuf::from))
            .collect::<Option<_>>()?,
    })
}

/// Whether a path is one that a run may change: below the folder, or at a place that the configuration names itself.
pub(super) fn may_change(folder: &Path, others: &[PathBuf], target: &Path) -> bool {
    let whole = folder.join(target);
    let mut places = others.iter().filter_map(|other| whole.strip_prefix(other).ok());
    is_plain(target) || places.any(|rest| rest.as_os_str().is_empty() || is_plain(rest))
}

/// Whether a path leads below a folder, to nothing hidden: that steers other programs, git for one. Of what is hidden
/// only bindery's own lists of files are changed.
fn is_plain(path: &Path) -> bool {
    let is_list = |step: &Component<'_>| {
        path.file_name() == Some(step.as_os_str()) && path.to_string_lossy().ends_with(".bindery-files")
    };
    let is_hidden = |step: &Component<'_>| step.as_os_str().as_encoded_bytes().starts_with(b".");
    is_below(path)
        && path.components().all(|step| !is_hidden(&step) || step == Component::CurDir || is_list(&step))
}

/// Whether a text is one step of a path, with nothing special about it.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
}
