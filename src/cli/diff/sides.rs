//! What `bindery diff` compares: paths, files of a revision, or the sources of `bindery.toml` at one.

use std::path::{Component, Path, PathBuf};

use bindery::{Config, Diagnostics};
use tempfile::TempDir;

use super::{
    super::{Stop, args::DiffArgs, terminal},
    git::{self, Kind},
};

/// One of the two things that are compared.
pub(super) struct Side {
    /// What is read, and how.
    pub(super) config: Config,
    /// How its files are called, where they are not what the user named.
    pub(super) shown: Option<Shown>,
}

/// How the files of a revision are called.
pub(super) struct Shown {
    /// Where they stand for the time being.
    folder: TempDir,
    /// What git calls them by: `HEAD~1`.
    revision: String,
}

impl Shown {
    /// `HEAD~1:specs/a.yaml` for a file of the revision.
    pub(super) fn name(&self, name: &str) -> Option<String> {
        let below = Path::new(name).strip_prefix(self.folder.path()).ok()?;
        // A path may have `specs/../` in it, as its author wrote it.
        Some(format!("{}:{}", self.revision, slashed(&lexical(below)?)))
    }
}

/// The two sides that the arguments name, the old one first.
pub(super) fn of(args: &DiffArgs) -> Result<(Side, Side), Stop> {
    let stdins = args.inputs.iter().filter(|input| *input == "-").count();
    match &args.inputs[..] {
        _ if stdins > 1 => {
            Err(Stop::Usage("standard input can be read only once: there is more than one `-`".into()))
        }
        [old, new] => Ok((side(args, old)?, side(args, new)?)),
        [only] => match Input::of(only)? {
            Input::Revision(revision) => Ok((at_revision(args, &revision)?, working_tree(args)?)),
            Input::Path(_) | Input::InRevision(..) => {
                Err(Stop::Usage(format!("`{only}` is compared with nothing: NEW is missing")))
            }
        },
        // clap lets no other number through.
        _ => Err(Stop::Usage("OLD is missing".into())),
    }
}

/// What an argument names.
enum Input {
    /// A file or a folder that is there, or standard input.
    Path(PathBuf),
    /// A file or a folder at a revision: `HEAD~1:specs/a.yaml`.
    InRevision(String, String),
    /// A revision.
    Revision(String),
}

impl Input {
    /// A path where there is one, or else a revision.
    fn of(text: &str) -> Result<Self, Stop> {
        if text == "-" || Path::new(text).exists() {
            return Ok(Input::Path(text.into()));
        }
        let split = text.split_once(':').filter(|(revision, _)| !revision.is_empty());
        match (split, git::is_revision(split.map_or(text, |(revision, _)| revision))) {
            (Some((revision, path)), Ok(())) => Ok(Input::InRevision(revision.to_owned(), path.to_owned())),
            (None, Ok(())) => Ok(Input::Revision(text.to_owned())),
            (_, Err(reason)) => Err(failed(&format!(
                "`{text}` is neither a file or folder, nor a revision or a path in one: {reason}"
            ))),
        }
    }
}

fn side(args: &DiffArgs, text: &str) -> Result<Side, Stop> {
    match Input::of(text)? {
        Input::Path(path) => {
            let mut config = Config::default();
            config.sources.push(path);
            config.reference_dirs.clone_from(&args.reference_dirs);
            Ok(Side { config, shown: None })
        }
        Input::InRevision(revision, path) => in_revision(args, revision, &path),
        Input::Revision(revision) => at_revision(args, &revision),
    }
}

/// A file or a folder of a revision, with what stands beside it.
fn in_revision(args: &DiffArgs, revision: String, path: &str) -> Result<Side, Stop> {
    let top = git::top().map_err(|reason| failed(&reason))?;
    // As git has it: a path begins at the top, unless it says that it begins here.
    let from_here = path.starts_with("./") || path.starts_with("../");
    let named = if from_here { Path::new(&top.prefix).join(path) } else { PathBuf::from(path) };
    let Some(below) = lexical(&named) else {
        return Err(failed(&format!("`{path}` is not below the top of the repository")));
    };
    let shown = Shown { folder: temporary()?, revision };
    extract(&shown, &below)?;
    let mut config = Config::default();
    config.sources.push(shown.folder.path().join(&below));
    config.reference_dirs.clone_from(&args.reference_dirs);
    Ok(Side { config, shown: Some(shown) })
}

/// The sources of `bindery.toml` as a revision has them both.
fn at_revision(args: &DiffArgs, revision: &str) -> Result<Side, Stop> {
    let top = git::top().map_err(|reason| failed(&reason))?;
    let here = Path::new(&top.prefix);
    let Some(settings) = lexical(&here.join(args.settings())) else {
        return Err(failed(&format!("{} is not below the top of the repository", args.settings().display())));
    };
    let shown = Shown { folder: temporary()?, revision: revision.to_owned() };
    git::extract(revision, &[slashed(&settings)], false, shown.folder.path())
        .map_err(|reason| failed(&reason))?;
    let file = shown.folder.path().join(&settings);
    if !file.exists() {
        return Err(failed(&format!("{revision} has no {}, which names the sources", slashed(&settings))));
    }
    let mut config = settings_of(&file, Some(&shown))?;
    // Every kind of a value stays what it is now: the choices are no part of what is compared.
    if args.settings().exists() {
        config.types = settings_of(args.settings(), None)?.types;
    }
    for path in config.sources.iter().chain(&config.reference_dirs) {
        let below = path.strip_prefix(shown.folder.path()).ok().and_then(lexical);
        match below {
            Some(below) => extract(&shown, &below)?,
            None => {
                let reason = format!("{revision}: the source {} is not in the repository", path.display());
                return Err(failed(&reason));
            }
        }
    }
    Ok(Side { config, shown: Some(shown) })
}

/// The sources of `bindery.toml` as they are.
fn working_tree(args: &DiffArgs) -> Result<Side, Stop> {
    Ok(Side { config: settings_of(args.settings(), None)?, shown: None })
}

/// The settings of a file that names sources.
fn settings_of(file: &Path, shown: Option<&Shown>) -> Result<Config, Stop> {
    let mut found = Diagnostics::default();
    let config = Config::read(file, &mut found);
    found.finish();
    if found.has_errors() {
        if let Some(shown) = shown {
            found.rename(&|name| shown.name(name));
        }
        terminal::diagnostics(&found, true);
        return Err(Stop::Failed);
    }
    if config.sources.is_empty() {
        let name = file.display().to_string();
        let name = shown.and_then(|shown| shown.name(&name)).unwrap_or(name);
        return Err(failed(&format!("{name} names no sources")));
    }
    Ok(config)
}

/// Writes what a revision has at a path; of a file the documents of its folder, since it may refer to them.
fn extract(shown: &Shown, below: &Path) -> Result<(), Stop> {
    let name = slashed(below);
    let folder = match git::kind(&shown.revision, &name) {
        Kind::Folder => below,
        Kind::File => below.parent().unwrap_or(Path::new("")),
        Kind::Missing => return Err(failed(&format!("{} has no `{name}`", shown.revision))),
    };
    let paths = [slashed(folder), name];
    git::extract(&shown.revision, &paths, true, shown.folder.path()).map_err(|reason| failed(&reason))
}

fn temporary() -> Result<TempDir, Stop> {
    tempfile::tempdir()
        .map_err(|error| failed(&format!("there is no room for the files of a revision: {error}")))
}

fn failed(reason: &str) -> Stop {
    terminal::error(reason);
    Stop::Failed
}

/// A path without `.` and `..`; nothing where it leads above its beginning.
fn lexical(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => plain.push(name),
            Component::CurDir => {}
            Component::ParentDir if plain.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(plain)
}

/// A path as git spells it.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
