//! The journal: what was committed since sled last took everything over.
//!
//! One file, one append and one `fdatasync` for a whole group of batches. Most rows live for
//! milliseconds (an update that is answered at once, a message that is delivered at once); in the
//! journal they cost a few bytes, in sled's tree they would cost pages.
//!
//! ```text
//! record = length u32 | crc32 u32 | row ..          all little-endian
//! row    = key length u64 | key | value length u64 | value      (u64::MAX: the row is removed)
//! ```
//!
//! A record counts when it is whole. The last one may be torn: it was never acknowledged then.

use std::{
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::{FileExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

/// The file, beside sled's folder: when sled must be set aside, what is in here is kept.
const NAME: &str = "journal";
const HEAD: usize = 8;
const REMOVED: u64 = u64::MAX;

/// A row's stored key and its value; none when it was removed.
pub(super) type Row = (Vec<u8>, Option<Vec<u8>>);

/// The open journal.
pub(super) struct Journal {
    file: File,
    /// Bytes that count; what lies beyond is a failed append.
    length: u64,
    /// Whether the file may hold something beyond `length` that could not be cut off.
    soiled: bool,
    /// The record in the making; kept for its memory.
    record: Vec<u8>,
}

impl Journal {
    /// Opens the journal of a data folder and gives the rows it holds, oldest first. A record in
    /// the middle that is damaged ends the reading; the file is copied aside before it is cut.
    pub(super) fn open(folder: &Path) -> io::Result<(Self, Vec<Row>)> {
        let path = folder.join(NAME);
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(false).mode(0o600).open(&path)?;
        let bytes = fs::read(&path)?;
        let (rows, good) = read(&bytes);
        if !is_torn_tail(&bytes[good..]) {
            let aside = set_aside(&path)?;
            log::error!(file:% = aside.display(); "the journal is damaged: what follows the damage is lost, a copy was kept");
        }
        let length = good as u64;
        file.set_len(length)?;
        file.sync_all()?;
        Ok((Self { file, length, soiled: false, record: Vec::new() }, rows))
    }

    /// How many bytes are to be taken over.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Appends rows as one record; they survive a power cut once this returns.
    ///
    /// # Errors
    /// Nothing of the record counts then, now or after a restart.
    pub(super) fn append<'a>(
        &mut self,
        rows: impl Iterator<Item = (&'a Vec<u8>, &'a Option<Vec<u8>>)>,
    ) -> io::Result<()> {
        if self.soiled {
            self.cut_off()?;
        }
        write(&mut self.record, rows);
        let appended = self.file.write_all_at(&self.record, self.length).and_then(|()| self.file.sync_data());
        if appended.is_ok() {
            self.length += self.record.len() as u64;
        } else {
            // It may be there whole and come back at the next start: it must not.
            self.soiled = true;
            let _again_before_the_next = self.cut_off();
        }
        self.record.shrink_to(1 << 16);
        appended
    }

    /// Empties the journal: sled has taken everything over.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.length = 0;
        self.soiled = true;
        self.cut_off()
    }

    fn cut_off(&mut self) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.sync_all()?;
        self.soiled = false;
        Ok(())
    }
}

fn write<'a>(record: &mut Vec<u8>, rows: impl Iterator<Item = (&'a Vec<u8>, &'a Option<Vec<u8>>)>) {
    record.clear();
    record.extend([0; HEAD]);
    for (key, value) in rows {
        record.extend((key.len() as u64).to_le_bytes());
        record.extend(key);
        match value {
            Some(value) => {
                record.extend((value.len() as u64).to_le_bytes());
                record.extend(value);
            }
            None => record.extend(REMOVED.to_le_bytes()),
        }
    }
    let body = &record[HEAD..];
    let (length, sum) = (u32::try_from(body.len()).unwrap_or(u32::MAX), crc32fast::hash(body));
    record[..4].copy_from_slice(&length.to_le_bytes());
    record[4..HEAD].copy_from_slice(&sum.to_le_bytes());
}

/// The rows of every whole record, and where the last one ends.
fn read(bytes: &[u8]) -> (Vec<Row>, usize) {
    let mut rows = Vec::new();
    let mut good = 0;
    while let Some((body, end)) = record(bytes, good) {
        let Some(of_record) = rows_of(body) else { break };
        rows.extend(of_record);
        good = end;
    }
    (rows, good)
}

/// The body of the record that starts here, and where it ends; nothing when it is not whole.
fn record(bytes: &[u8], start: usize) -> Option<(&[u8], usize)> {
    let (length, rest) = take_u32(bytes.get(start..)?)?;
    let (sum, rest) = take_u32(rest)?;
    let body = rest.get(..usize::try_from(length).ok()?)?;
    (length > 0 && crc32fast::hash(body) == sum).then_some((body, start + HEAD + body.len()))
}

fn rows_of(mut body: &[u8]) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    while !body.is_empty() {
        let (length, rest) = take_u64(body)?;
        let (key, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        let (length, rest) = take_u64(rest)?;
        let kept = if length == REMOVED { 0 } else { usize::try_from(length).ok()? };
        let (value, rest) = rest.split_at_checked(kept)?;
        rows.push((key.to_vec(), (length != REMOVED).then(|| value.to_vec())));
        body = rest;
    }
    Some(rows)
}

fn take_u32(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (figure, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*figure), rest))
}

fn take_u64(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (figure, rest) = bytes.split_first_chunk::<8>()?;
    Some((u64::from_le_bytes(*figure), rest))
}

/// Whether what cannot be read is one record that was being written: it reaches to the end.
fn is_torn_tail(rest: &[u8]) -> bool {
    match take_u32(rest) {
        None => true,
        Some((0, _)) => rest.iter().all(|byte| *byte == 0),
        Some((length, _)) => usize::try_from(length).is_ok_and(|length| HEAD + length >= rest.len()),
    }
}

fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let named = |number: u32| path.with_extension(format!("damaged-{number}"));
    let aside = (1..1_000).map(named).find(|aside| !aside.exists()).unwrap_or_else(|| named(1_000));
    fs::copy(path, &aside)?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn row(key: &str, value: Option<&str>) -> Row {
        (key.as_bytes().to_vec(), value.map(|value| value.as_bytes().to_vec()))
    }

    fn append(journal: &mut Journal, rows: &[Row]) {
        let rows: BTreeMap<_, _> = rows.iter().cloned().collect();
        journal.append(rows.iter()).unwrap();
    }

    fn reopened(folder: &Path) -> Vec<Row> {
        Journal::open(folder).unwrap().1
    }

    #[test]
    fn rows_come_back_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, found) = Journal::open(folder.path()).unwrap();
        assert!(found.is_empty());
        append(&mut journal, &[row("a", Some("1")), row("b", Some(""))]);
        append(&mut journal, &[row("a", None)]);
        let rows = [row("a", Some("1")), row("b", Some("")), row("a", None)];
        assert_eq!(reopened(folder.path()), rows);
        assert_eq!(reopened(folder.path()), rows, "reading it changes nothing");
        journal.clear().unwrap();
        assert!(reopened(folder.path()).is_empty());
    }

    #[test]
    fn a_torn_record_is_cut_off_wherever_it_was_torn() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::open(folder.path()).unwrap();
        append(&mut journal, &[row("a", Some("1"))]);
        let whole = journal.length();
        append(&mut journal, &[row("b", Some("a longer value"))]);
        let bytes = fs::read(folder.path().join(NAME)).unwrap();
        for length in usize::try_from(whole).unwrap()..bytes.len() {
            fs::write(folder.path().join(NAME), &bytes[..length]).unwrap();
            let (mut journal, rows) = Journal::open(folder.path()).unwrap();
            assert_eq!(rows, [row("a", Some("1"))]);
            append(&mut journal, &[row("c", None)]);
            assert_eq!(reopened(folder.path()), [row("a", Some("1")), row("c", None)]);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a torn end is nothing to keep");
    }

    #[test]
    fn damage_in_the_middle_is_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::open(folder.path()).unwrap();
        for key in ["a", "b", "c"] {
            append(&mut journal, &[row(key, Some("1"))]);
        }
        let mut bytes = fs::read(folder.path().join(NAME)).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        fs::write(folder.path().join(NAME), &bytes).unwrap();
        assert_eq!(reopened(folder.path()), [row("a", Some("1"))]);
        assert_eq!(fs::read(folder.path().join("journal.damaged-1")).unwrap(), bytes);
    }
}
