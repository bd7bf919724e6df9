//! A copy of all rows in one file. Sealed rows stay sealed: without the key it tells nothing but how
//! many rows there are, of which tables and chats.
//!
//! ```text
//! file = "CekTagihan backup 1" line feed | JSON of [`Preamble`] line feed | row ..
//! row  = table u8 | key length u32 | key | value length u32 | value         little-endian
//! ```

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};

use crate::ports::{StoreError, Table};

use crate::store::format::FORMAT;
use crate::store::raw::Raw;
use crate::store::upgrade::marks::SealMarks;

pub(crate) const MAGIC: &str = "CekTagihan backup 1";
/// The first two lines of a backup are far shorter, in bytes.
const LONGEST_HEAD: u64 = 4096;

/// What stands before the rows. Blanks may follow it in its line.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Preamble {
    pub(crate) made: DateTime<Utc>,
    pub(crate) format: u32,
    pub(crate) rows: usize,
    pub(crate) sha256: String,
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// When it was made.
    pub made: DateTime<Utc>,
    /// How many rows it holds.
    pub rows: usize,
}

/// A backup that was found whole. Its rows are read from the file, as often as they are asked for.
pub(crate) struct Backup {
    /// When it was made.
    pub(crate) made: DateTime<Utc>,
    /// How many rows it holds.
    pub(crate) many: usize,
    /// What they tell of how they are sealed.
    pub(crate) marks: SealMarks,
    path: PathBuf,
    file: File,
    /// Where the rows begin, in bytes.
    body: u64,
}

/// Why there is no backup, or none that can be used.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The name is taken.
    #[error("{0:?} is there already: choose another name, or replace it by --force")]
    Exists(PathBuf),
    /// The file cannot be written or read.
    #[error("{path:?} cannot be used: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not what was written.
    #[error("{path:?} is no whole backup ({why}): use another one")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A newer program made it.
    #[error("a newer cektagihan made {0:?}: run that version")]
    Newer(PathBuf),
    /// The rows cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Backup {
    /// Reads a backup through and holds it against its checksum.
    ///
    /// # Errors
    /// [`BackupError`] when it cannot be read, is not whole, or a newer program made it.
    pub(crate) fn open(path: &Path) -> Result<Self, BackupError> {
        let of_file = |source| fault(path, source);
        let mut file = BufReader::new(File::open(path).map_err(of_file)?);
        let (head, body) = head(path, &mut file)?;
        let mut rows = RowsIn(Summed { file, sum: Context::new(&SHA256) });
        let (mut many, mut marks) = (0, SealMarks::default());
        for row in &mut rows {
            marks.see(&row.map_err(of_file)?);
            many += 1;
        }
        let Summed { file, sum } = rows.0;
        if hex(sum.finish().as_ref()) != head.sha256 {
            return Err(damaged(path, "its checksum does not match"));
        }
        if many != head.rows {
            return Err(damaged(path, "its rows end early"));
        }
        Ok(Self { made: head.made, many, marks, path: path.to_owned(), file: file.into_inner(), body })
    }

    /// Its rows, in their order.
    ///
    /// # Errors
    /// [`BackupError`], also in place of a row, when the file cannot be read any more.
    pub(crate) fn rows(&mut self) -> Result<impl Iterator<Item = Result<Raw, BackupError>>, BackupError> {
        let path = &self.path;
        self.file.seek(SeekFrom::Start(self.body)).map_err(|source| fault(path, source))?;
        Ok(RowsIn(BufReader::new(&mut self.file)).map(|row| row.map_err(|source| fault(path, source))))
    }
}

/// What stands before the rows, and where they begin.
fn head(path: &Path, file: &mut impl BufRead) -> Result<(Preamble, u64), BackupError> {
    let mut next = || line(file).map_err(|source| fault(path, source))?.ok_or_else(|| damaged(path, "it has no head"));
    let magic = next()?;
    if magic != MAGIC.as_bytes() {
        let is_newer = magic.starts_with(b"CekTagihan backup ");
        return Err(if is_newer { BackupError::Newer(path.to_owned()) } else { damaged(path, "it has no head") });
    }
    let line = next()?;
    let head: Preamble = serde_json::from_slice(&line).map_err(|_| damaged(path, "its head cannot be read"))?;
    if head.format > FORMAT {
        return Err(BackupError::Newer(path.to_owned()));
    }
    Ok((head, (magic.len() + line.len() + 2) as u64))
}

/// A line without its end; `None` when it has none, or is too long for a head.
fn line(file: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    file.take(LONGEST_HEAD).read_until(b'\n', &mut line)?;
    Ok((line.pop() == Some(b'\n')).then_some(line))
}

fn damaged(path: &Path, why: &'static str) -> BackupError {
    BackupError::Damaged { path: path.to_owned(), why }
}

fn fault(path: &Path, source: io::Error) -> BackupError {
    match source.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => damaged(path, "its rows end early"),
        _ => BackupError::File { path: path.to_owned(), source },
    }
}

/// What is read, and the digest of it.
struct Summed<R> {
    file: R,
    sum: Context,
}

impl<R: io::Read> io::Read for Summed<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let many = self.file.read(bytes)?;
        self.sum.update(&bytes[..many]);
        Ok(many)
    }
}

/// Rows as they lie, one after another. Behind a fault comes nothing of use.
struct RowsIn<R>(R);

impl<R: io::Read> Iterator for RowsIn<R> {
    type Item = io::Result<Raw>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut number = [0];
        match self.0.read(&mut number) {
            Ok(0) => None,
            Ok(_) => Some(self.row(number[0])),
            Err(error) => Some(Err(error)),
        }
    }
}

impl<R: io::Read> RowsIn<R> {
    fn row(&mut self, number: u8) -> io::Result<Raw> {
        let table = Table::numbered(number).ok_or(io::ErrorKind::InvalidData)?;
        Ok((table, self.part()?, self.part()?))
    }

    fn part(&mut self) -> io::Result<Vec<u8>> {
        let (mut length, mut part) = ([0; 4], Vec::new());
        self.0.read_exact(&mut length)?;
        let length = u64::from(u32::from_le_bytes(length));
        // Not set aside beforehand: a forged length costs what is really there.
        let many = self.0.by_ref().take(length).read_to_end(&mut part)?;
        if many as u64 == length { Ok(part) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

pub(crate) fn write_row(out: &mut impl Write, (table, key, value): &Raw) -> io::Result<()> {
    out.write_all(&[*table as u8])?;
    for part in [key, value] {
        let length = u32::try_from(part.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        out.write_all(&length.to_le_bytes())?;
        out.write_all(part)?;
    }
    Ok(())
}

/// The rows that were written one after another; `None` when they are not whole.
pub(crate) fn rows_of(bytes: &[u8]) -> Option<Vec<Raw>> {
    RowsIn(bytes).collect::<io::Result<_>>().ok()
}

/// When a backup says that it was made; `None` when it is none.
pub(crate) fn made(path: &Path) -> Option<DateTime<Utc>> {
    head(path, &mut BufReader::new(File::open(path).ok()?)).ok().map(|(head, _)| head.made)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::store::copies::backup_writer::BackupWriter;

    fn write(path: &Path, rows: &[Raw], made: DateTime<Utc>, force: bool) -> Result<Summary, BackupError> {
        let mut writer = BackupWriter::begin(path, force)?;
        rows.iter().try_for_each(|row| writer.add(row))?;
        writer.finish(made)
    }

    fn read(path: &Path) -> Result<(Vec<Raw>, DateTime<Utc>), BackupError> {
        let mut backup = Backup::open(path)?;
        let rows: Vec<_> = backup.rows()?.collect::<Result<_, _>>()?;
        assert_eq!(rows.len(), backup.many);
        Ok((rows, backup.made))
    }

    fn rows() -> Vec<Raw> {
        vec![(Table::Meta, b"offset".to_vec(), vec![1, b'7']), (Table::Slot, vec![], vec![0; 300])]
    }

    fn made() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    #[test]
    fn rows_come_back_as_they_went() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("b");
        assert_eq!(write(&file, &rows(), made(), false).unwrap(), Summary { made: made(), rows: 2 });
        assert_eq!(read(&file).unwrap(), (rows(), made()));
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    }

    #[test]
    fn a_file_is_replaced_only_by_force() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("b");
        fs::write(&file, "precious").unwrap();
        assert!(matches!(write(&file, &rows(), made(), false), Err(BackupError::Exists(_))));
        assert_eq!(fs::read(&file).unwrap(), b"precious");
        write(&file, &rows(), made(), true).unwrap();
        read(&file).unwrap();
    }

    #[test]
    fn a_file_cut_or_changed_anywhere_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("b");
        write(&file, &rows(), made(), false).unwrap();
        let whole = fs::read(&file).unwrap();
        for length in 0..whole.len() {
            fs::write(&file, &whole[..length]).unwrap();
            assert!(read(&file).is_err(), "cut to {length}");
        }
        let body = whole.len() - 300;
        for index in (0..MAGIC.len()).chain(body..whole.len()) {
            let mut changed = whole.clone();
            changed[index] ^= 0x20;
            fs::write(&file, changed).unwrap();
            assert!(read(&file).is_err(), "changed at {index}");
        }
    }

    #[test]
    fn what_a_newer_program_made_is_said_to_be_so() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("b");
        fs::write(&file, "CekTagihan backup 2\n").unwrap();
        assert!(matches!(read(&file), Err(BackupError::Newer(_))));
    }
}
