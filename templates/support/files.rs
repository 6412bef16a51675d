//! Bodies that are read while they are sent: files, readers, and several bodies one behind the other.

use std::{
    fs,
    io::{self, Read},
    mem,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use super::{Body, Stream};

impl Body {
    /// A file, read while it is sent: `Body::file("backup.tar")?`. It must not change meanwhile.
    ///
    /// # Errors
    ///
    /// When there is no such file.
    pub fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let length = fs::metadata(path)?.len();
        Ok(Self::stream(OnDisk { path: path.to_owned(), length }))
    }

    /// Whatever a reader gives, of a length that is not known. It can be sent once.
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self::stream(Once(Mutex::new(Some(Box::new(reader)))))
    }

    /// Bodies one behind the other; those that are bytes already become one.
    pub(super) fn chain(parts: Vec<Body>) -> Self {
        let mut joined: Vec<Body> = Vec::new();
        let mut bytes = Vec::new();
        for part in parts {
            match part.as_bytes() {
                Some(more) => bytes.extend_from_slice(more),
                None => joined.extend([mem::take(&mut bytes).into(), part]),
            }
        }
        joined.push(bytes.into());
        match joined.len() {
            1 => joined.remove(0),
            _ => Self::stream(Chain(joined)),
        }
    }
}

/// A file.
pub(super) struct OnDisk {
    path: PathBuf,
    length: u64,
}

impl Stream for OnDisk {
    fn length(&self) -> Option<u64> {
        Some(self.length)
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        // What is said of the length holds, whatever is written to the file meanwhile.
        Ok(Box::new(fs::File::open(&self.path)?.take(self.length)))
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

/// A reader, until it is read.
pub(super) struct Once(Mutex<Option<Box<dyn Read + Send>>>);

impl Stream for Once {
    fn length(&self) -> Option<u64> {
        None
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        let mut reader = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        reader.take().ok_or_else(|| io::Error::other("the reader was read already"))
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

/// Several bodies.
pub(super) struct Chain(Vec<Body>);

impl Stream for Chain {
    fn length(&self) -> Option<u64> {
        self.0.iter().map(Body::length).sum()
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        let mut all: Box<dyn Read + Send> = Box::new(io::empty());
        for body in &self.0 {
            all = Box::new(all.chain(body.open()?));
        }
        Ok(all)
    }

    fn is_repeatable(&self) -> bool {
        self.0.iter().all(Body::is_repeatable)
    }
}
