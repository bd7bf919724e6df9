//! A backup while it is being written: row by row, so that memory holds one of them.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use ring::digest::{Context, SHA256};

use crate::files::{FreshFile, Over};
use crate::ports::{Store, Table};

use crate::store::copies::backup::{BackupError, MAGIC, Preamble, Summary, hex, write_row};
use crate::store::format::FORMAT_KEY;
use crate::store::raw::{Raw, look_through};
use crate::store::upgrade::proof;

/// Bytes of the head with its line's end: it is written last, over the blanks that keep its place.
const HEAD_SPACE: usize = 256;

/// Writes rows to a new file, readable by its owner alone. Dropped unfinished, there is no file.
pub(crate) struct BackupWriter {
    path: PathBuf,
    over: Over,
    part: FreshFile,
    out: BufWriter<File>,
    /// A row as it is written; its memory serves the next one.
    row: Vec<u8>,
    sum: Context,
    rows: usize,
    format: u32,
}

impl BackupWriter {
    /// Begins a backup. A file of that name is replaced by `force` only, and only once the new one is whole.
    ///
    /// # Errors
    /// [`BackupError::Exists`] when the name is taken; else when the folder cannot be written.
    pub(crate) fn begin(path: &Path, force: bool) -> Result<Self, BackupError> {
        // Told before all is written; that it is still so is held when the file gets its name. A link is taken, too.
        if !force && path.symlink_metadata().is_ok() {
            return Err(BackupError::Exists(path.to_owned()));
        }
        let begun = || {
            let mut part = FreshFile::beside(path)?;
            let mut out = BufWriter::new(part.file().try_clone()?);
            writeln!(out, "{MAGIC}\n{:width$}", "", width = HEAD_SPACE - 1)?;
            Ok((part, out))
        };
        let (part, out) = begun().map_err(|source| unusable(path, source))?;
        let over = if force { Over::WhatIsThere } else { Over::Nothing };
        let (row, sum, format) = (Vec::new(), Context::new(&SHA256), proof::noted(None));
        Ok(Self { path: path.to_owned(), over, part, out, row, sum, rows: 0, format })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn add(&mut self, row: &Raw) -> Result<(), BackupError> {
        if row.0 == Table::Meta && row.1 == FORMAT_KEY {
            self.format = proof::noted(Some(&row.2));
        }
        self.row.clear();
        let added = write_row(&mut self.row, row).and_then(|()| self.out.write_all(&self.row));
        added.map_err(|source| unusable(&self.path, source))?;
        self.sum.update(&self.row);
        self.rows += 1;
        Ok(())
    }

    /// Writes the head, reads all back, and gives the file its name; it survives a power cut from then on.
    ///
    /// # Errors
    /// When the file cannot be written, or reads back differently; there is no new file then.
    pub(crate) fn finish(mut self, made: DateTime<Utc>) -> Result<Summary, BackupError> {
        let sum = self.sum.finish();
        let head = Preamble { made, format: self.format, rows: self.rows, sha256: hex(sum.as_ref()) };
        let mut written = || {
            let head = serde_json::to_string(&head)?;
            self.out.seek(SeekFrom::Start(MAGIC.len() as u64 + 1))?;
            write!(self.out, "{head:width$}", width = HEAD_SPACE - 1)?;
            self.out.flush()?;
            self.part.file().rewind()?;
            body_digest(self.part.file())
        };
        let read_back = written().map_err(|source| unusable(&self.path, source))?;
        if read_back.as_ref() != sum.as_ref() {
            return Err(BackupError::Damaged { path: self.path, why: "it reads back differently" });
        }
        let (path, over) = (self.path, self.over);
        self.part.publish_for_good(over).map_err(|source| unusable(&path, source))?;
        Ok(Summary { made, rows: self.rows })
    }
}

/// Copies the rows of a store that nobody writes to.
///
/// # Errors
/// [`BackupError`]; there is no new file then.
pub(crate) async fn copied(
    rows: &dyn Store,
    file: &Path,
    made: DateTime<Utc>,
    force: bool,
) -> Result<Summary, BackupError> {
    let mut writer = BackupWriter::begin(file, force)?;
    match look_through(rows, |row| writer.add(&row).err()).await? {
        Some(error) => Err(error),
        None => writer.finish(made),
    }
}

fn unusable(path: &Path, source: io::Error) -> BackupError {
    match source.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Exists(path.to_owned()),
        _ => BackupError::File { path: path.to_owned(), source },
    }
}

/// The digest of what lies behind the head; by the handle, so that it is of what was written whatever became of the
/// name.
fn body_digest(file: &mut File) -> io::Result<ring::digest::Digest> {
    file.seek(SeekFrom::Start((MAGIC.len() + 1 + HEAD_SPACE) as u64))?;
    let (mut file, mut sum, mut some) = (BufReader::new(file), Context::new(&SHA256), [0; 8192]);
    loop {
        match file.read(&mut some)? {
            0 => return Ok(sum.finish()),
            many => sum.update(&some[..many]),
        }
    }
}
