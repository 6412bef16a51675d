//! From the choices of a build script to a file in its folder, and what Cargo is told.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{Build, cargo};
use crate::{
    Config, Diagnostics, Error, Generated,
    config::Layout,
    generate,
    output::{self, Failure},
};

impl Build {
    /// Writes the output, if it would change, and tells Cargo what to watch and what was found.
    ///
    /// # Errors
    ///
    /// If the input has errors, if the output cannot be written, or if this is no build script and
    /// [`Build::out_dir`] does not say where the output goes.
    ///
    /// ```no_run
    /// bindery::Build::new("specs/pets.yaml").compile()?;
    /// # Ok::<(), bindery::Error>(())
    /// ```
    pub fn compile(self) -> Result<(), Error> {
        self.compile_with(&mut io::stdout().lock())
    }

    /// [`Build::compile`], with the lines for Cargo written to `cargo`.
    ///
    /// # Errors
    ///
    /// As for [`Build::compile`].
    ///
    /// ```no_run
    /// let mut lines = Vec::new();
    /// bindery::Build::new("specs/pets.yaml").out_dir("generated").compile_with(&mut lines)?;
    /// assert!(lines.starts_with(b"cargo::rerun-if-changed=specs/pets.yaml\n"));
    /// # Ok::<(), bindery::Error>(())
    /// ```
    pub fn compile_with(self, cargo: &mut dyn io::Write) -> Result<(), Error> {
        let out_dir = self.out_dir.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let Some(out_dir) = out_dir else {
            return Err(Error::BuildScript(
                "OUT_DIR is not set: call `compile` from a build.rs, or say where to write with `out_dir`"
                    .into(),
            ));
        };
        let mut found = Diagnostics::default();
        let config = self.choices(&mut found)?;
        output::wait(&config.folder())?;
        let mut generated = Generated::default();
        if found.has_errors() {
            found.finish();
            generated.diagnostics = found;
        } else {
            generated = generate(&config);
        }
        cargo::tell(cargo, &config, &generated).map_err(|error| Failure::Io {
            verb: "write to",
            path: "standard output".into(),
            error,
        })?;
        if generated.diagnostics.has_errors() {
            return Err(Error::Input(generated.diagnostics));
        }
        output::write(&generated.files, &place(&config, &out_dir))?;
        Ok(())
    }

    /// All choices together, those of a configuration file included.
    fn choices(self, found: &mut Diagnostics) -> Result<Config, Error> {
        if !self.wrong.is_empty() {
            return Err(Error::BuildScript(self.wrong.join("\n")));
        }
        let mut config = with_file(self.config, found);
        config.layout = self.layout.unwrap_or(config.layout);
        (config.out, config.report) = (None, None);
        if config.sources.iter().any(|source| source == Path::new("-")) {
            return Err(Error::BuildScript(
                "a build script has no standard input: `-` cannot be a source".into(),
            ));
        }
        Ok(config)
    }
}

/// The choices, and where they are silent those of the configuration file.
#[cfg(feature = "config-file")]
fn with_file(config: Config, found: &mut Diagnostics) -> Config {
    match config.file.clone() {
        Some(file) => config.or(Config::read(&file, found)),
        None => config,
    }
}

/// The choices: no file can be named without the feature `config-file`.
#[cfg(not(feature = "config-file"))]
fn with_file(config: Config, _: &mut Diagnostics) -> Config {
    config
}

/// Where the output goes in a folder.
fn place(config: &Config, folder: &Path) -> PathBuf {
    let name = config.module_name();
    match config.layout {
        Layout::File => folder.join(name + ".rs"),
        Layout::Modules | Layout::Crate => folder.join(name),
    }
}
