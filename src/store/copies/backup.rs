//! A copy of all rows in one file. Sealed rows stay sealed: without the key it tells nothing but how
//! many rows there are, of which tables and chats.
//!
//! ```text
//! file = "CekTagihan backup 1" line feed | JSON of [`Head`] line feed | row ..
//! row  = table u8 | key length u32 | key | value length u32 | value         little-endian
//! ```

use std::{
    fs::{self, File},
    io::{self, BufRead as _, BufReader, Read as _, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use ring::digest::SHA256;
use serde::{Deserialize, Serialize};

use crate::ports::{StoreError, Table};

use crate::store::format::FORMAT;
use crate::store::raw::Raw;

pub(crate) const MAGIC: &str = "CekTagihan backup 1";
/// The first two lines of a backup are far shorter, in bytes.
const LONGEST_HEAD: u64 = 4096;

/// What stands before the rows. Blanks may follow it in its line.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Head {
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

/// A backup that was read and found whole.
pub(crate) struct Backup {
    pub(crate) made: DateTime<Utc>,
    pub(crate) rows: Vec<Raw>,
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

pub(crate) fn write_row(out: &mut impl Write, (table, key, value): &Raw) -> io::Result<()> {
    out.write_all(&[*table as u8])?;
    for part in [key, value] {
        let length = u32::try_from(part.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        out.write_all(&length.to_le_bytes())?;
        out.write_all(part)?;
    }
    Ok(())
}

/// When a backup says that it was made; nothing when it is none.
pub(crate) fn made(path: &Path) -> Option<DateTime<Utc>> {
    let mut lines = BufReader::new(File::open(path).ok()?.take(LONGEST_HEAD)).lines();
    lines.next()?.ok().filter(|magic| magic == MAGIC)?;
    let head: Head = serde_json::from_str(&lines.next()?.ok()?).ok()?;
    Some(head.made)
}

/// Reads a backup and holds it against its checksum.
pub(crate) fn read(path: &Path) -> Result<Backup, BackupError> {
    let bytes = fs::read(path).map_err(|source| BackupError::File { path: path.to_owned(), source })?;
    parse(path, &bytes)
}

fn parse(path: &Path, bytes: &[u8]) -> Result<Backup, BackupError> {
    let damaged = |why| BackupError::Damaged { path: path.to_owned(), why };
    let (magic, rest) = line(bytes).ok_or_else(|| damaged("it has no head"))?;
    if magic != MAGIC.as_bytes() {
        let newer = magic.starts_with(b"CekTagihan backup ");
        return Err(if newer { BackupError::Newer(path.to_owned()) } else { damaged("it has no head") });
    }
    let (head, body) = line(rest).ok_or_else(|| damaged("it has no head"))?;
    let head: Head = serde_json::from_slice(head).map_err(|_| damaged("its head cannot be read"))?;
    if head.format > FORMAT {
        return Err(BackupError::Newer(path.to_owned()));
    }
    let sum = ring::digest::digest(&SHA256, body);
    if hex(sum.as_ref()) != head.sha256 {
        return Err(damaged("its checksum does not match"));
    }
    let rows = rows_of(body).filter(|rows| rows.len() == head.rows).ok_or_else(|| damaged("its rows end early"))?;
    Ok(Backup { made: head.made, rows })
}

fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

pub(crate) fn rows_of(mut body: &[u8]) -> Option<Vec<Raw>> {
    let mut rows = Vec::new();
    while let Some((number, rest)) = body.split_first() {
        let (key, rest) = part(rest)?;
        let (value, rest) = part(rest)?;
        rows.push((Table::numbered(*number)?, key.to_vec(), value.to_vec()));
        body = rest;
    }
    Some(rows)
}

fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
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
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::store::copies::backup_writer::BackupWriter;

    fn write(path: &Path, rows: &[Raw], made: DateTime<Utc>, force: bool) -> Result<Summary, BackupError> {
        let mut writer = BackupWriter::begin(path, force)?;
        rows.iter().try_for_each(|row| writer.add(row))?;
        writer.finish(made)
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
        let read = read(&file).unwrap();
        assert_eq!((read.rows, read.made), (rows(), made()));
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
