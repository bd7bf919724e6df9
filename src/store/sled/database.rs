//! The open sled tree and what makes its writes safe.

use std::{
    collections::HashSet,
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use crate::ports::StoreError;
use crate::reason::Reason;

/// The name of sled's folder within the data folder. Not the data folder itself: that may be a
/// mounted volume, which cannot be renamed when it must be set aside.
pub(crate) const STORE: &str = "store";

/// Space that must stay free on the disk, in bytes: sled never lives through a write that finds
/// none, and needs some to open.
const RESERVE: u64 = 16 << 20;
/// What a byte handed in may take on the disk: sled writes the neighbours of a row along with it.
const AMPLIFICATION: u64 = 16;

/// The open tree, and the files that must be synced by hand.
pub(crate) struct Database {
    rows: sled::Db,
    folder: PathBuf,
    log: File,
    synced: HashSet<OsString>,
}

impl Database {
    /// Takes charge of the tree opened in a data folder.
    pub(crate) fn new(data: &Path, rows: sled::Db) -> io::Result<Self> {
        let folder = data.join(STORE);
        let log = OpenOptions::new().read(true).write(true).open(folder.join("db"))?;
        sync_folder(&folder)?;
        sync_folder(data)?;
        Ok(Self { rows, folder, log, synced: HashSet::new() })
    }

    /// Makes sure that so many bytes can be written.
    ///
    /// Asked before every write because sled does not survive a full disk: it refuses all later
    /// writes, and a failed write of a large page even hangs it for good.
    pub(crate) fn has_room(&self, bytes: usize) -> Result<(), StoreError> {
        let free = fs2::available_space(&self.folder).map_err(of_io)?;
        if free < RESERVE + AMPLIFICATION * bytes as u64 { Err(StoreError::DiskFull) } else { Ok(()) }
    }

    /// A handle to read from.
    pub(crate) fn rows(&self) -> sled::Db {
        self.rows.clone()
    }

    /// Reads a row by its stored key.
    pub(crate) fn get(&self, stored: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
        self.rows.get(stored).map_err(of_sled)
    }

    /// Applies all changes or none, and returns once they would survive a power cut.
    ///
    /// After an error the tree shows changes that the disk may lack, and sled refuses to write: it
    /// must be opened again.
    pub(crate) fn apply(&mut self, changes: sled::Batch) -> Result<(), StoreError> {
        self.rows.apply_batch(changes).map_err(of_sled)?;
        self.make_safe()
    }

    /// Sets a row, or removes it. Not safe before [`make_safe`](Self::make_safe).
    pub(crate) fn set(&self, stored: &[u8], value: Option<&[u8]>) -> Result<(), StoreError> {
        match value {
            Some(value) => drop(self.rows.insert(stored, value).map_err(of_sled)?),
            None if self.get(stored)?.is_some() => drop(self.rows.remove(stored).map_err(of_sled)?),
            None => {}
        }
        Ok(())
    }

    /// Returns once every change so far would survive a power cut.
    pub(crate) fn make_safe(&mut self) -> Result<(), StoreError> {
        self.rows.flush().map_err(of_sled)?;
        self.sync_new_blobs().and_then(|()| self.log.sync_data()).map_err(of_io)
    }

    /// sled moves a page of more than 128 kB (some large rows side by side) to a file of its own
    /// and never syncs it.
    fn sync_new_blobs(&mut self) -> io::Result<()> {
        let blobs = self.folder.join("blobs");
        let mut present = HashSet::new();
        for entry in fs::read_dir(&blobs)? {
            let name = entry?.file_name();
            if !self.synced.contains(&name) {
                sync_unless_gone(&blobs.join(&name))?;
            }
            present.insert(name);
        }
        if !present.is_subset(&self.synced) {
            sync_folder(&blobs)?;
        }
        self.synced = present;
        Ok(())
    }
}

/// Syncs a file that sled may remove at any time.
fn sync_unless_gone(path: &Path) -> io::Result<()> {
    match File::open(path).and_then(|file| file.sync_all()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

/// Makes the names in a folder survive a power cut.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// sled's errors in our words; without its texts, some of which repeat what is stored.
pub(crate) fn of_sled(error: sled::Error) -> StoreError {
    match error {
        sled::Error::Io(error) => of_io(error),
        sled::Error::Corruption { .. } => StoreError::Damaged("a checksum does not match".into()),
        sled::Error::Unsupported(_) => StoreError::Unusable("another version of sled wrote it".into()),
        sled::Error::ReportableBug(_) | sled::Error::CollectionNotFound(_) => {
            StoreError::Damaged("sled contradicts itself".into())
        }
    }
}

/// The file system's errors in our words.
pub(crate) fn of_io(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => {
            StoreError::Damaged(Reason::of("a file is shorter than it was", error))
        }
        _ => StoreError::Unusable(Reason::of(error.to_string(), error)),
    }
}
