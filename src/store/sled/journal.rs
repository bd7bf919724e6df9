//! The journal: what was committed since sled last took everything over.
//!
//! One file, one write and one `fdatasync` for a whole group of transactions. Most rows live for
//! milliseconds (an update that is answered at once, a message that is delivered at once); in the
//! journal they cost a few bytes, in sled's tree they would cost pages.
//!
//! ```text
//! record = length u32 | crc32 u32 | row ..          all little-endian
//! row    = key length u64 | key | value length u64 | value      (u64::MAX: the row is removed)
//! ```
//!
//! The file is never shortened while it is in use, and its space is filled with zeros before it is
//! used: a sync then writes the record and nothing of the file system's own. Once sled has taken
//! over, the next record goes to the beginning again, and what older records lie behind it must not
//! be read as its followers. So each record begins with a row under the empty key (no stored row has
//! that one), whose value is the generation of the journal it belongs to.
//!
//! A record counts when it is whole and of the first one's generation. The last one may be torn: it
//! was never acknowledged then.

use std::{
    fs::{self, File},
    io,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
};

use crate::files;

use crate::store::sled::rows;

/// The file, beside sled's folder: when sled must be set aside, what is in here is kept.
pub(crate) const NAME: &str = "journal";
const HEAD: usize = 8;
/// So much space is made at a time, in bytes.
const STEP: usize = 1 << 18;
/// The row every record begins with: an empty key, eight bytes of value, the generation.
const MARK: usize = 24;

/// A row's stored key and its value; `None` when it was removed.
pub(crate) type JournalRow = (Vec<u8>, Option<Vec<u8>>);

/// The open journal.
pub(crate) struct Journal {
    file: File,
    /// Bytes that count.
    length: u64,
    /// Bytes of the file that can be written over: an overwrite needs no news of the file's size.
    space: u64,
    generation: u64,
    /// Whether a record may lie behind `length` that must not count.
    soiled: bool,
}

impl Journal {
    /// Opens the journal of a data folder and gives the rows it holds, oldest first. A record in
    /// the middle that is damaged ends the reading; the file is copied aside then.
    pub(crate) fn open(folder: &Path) -> io::Result<(Self, Vec<JournalRow>)> {
        let path = folder.join(NAME);
        let file = files::open(&path)?;
        let bytes = fs::read(&path)?;
        let found = read(&bytes);
        if found.is_damaged(&bytes) {
            let aside = set_aside(&path)?;
            log::error!(file:% = aside.display(); "the journal is damaged: what follows the damage is lost, a copy was kept");
        }
        let generation = found.generation.unwrap_or_default();
        let mut journal = Self { file, length: found.end as u64, space: 0, generation, soiled: true };
        journal.cut_off()?;
        Ok((journal, found.rows))
    }

    /// How many bytes are to be taken over.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Makes room for what comes before the rows of a record.
    pub(crate) fn head(mut memory: Vec<u8>) -> Vec<u8> {
        memory.clear();
        memory.resize(HEAD + MARK, 0);
        memory
    }

    /// Appends a record whose rows stand behind a [`head`](Self::head); they survive a power cut
    /// once this returns.
    ///
    /// # Errors
    /// Nothing of the record counts then, now or after a restart.
    pub(crate) fn append(&mut self, record: &mut [u8]) -> io::Result<()> {
        if self.soiled {
            self.cut_off()?;
        }
        seal(record, self.generation)?;
        let end = self.length + record.len() as u64;
        let appended = self.make_space(end).and_then(|()| {
            self.file.write_all_at(record, self.length)?;
            self.file.sync_data()
        });
        if appended.is_ok() {
            self.length = end;
        } else {
            // It may be there whole and come back at the next start: it must not.
            self.soiled = true;
            let _again_before_the_next = self.cut_off();
        }
        appended
    }

    /// Begins anew: sled has taken everything over. Costs nothing: until the next record is there,
    /// a restart reads the old ones once more, and they say what sled has.
    pub(crate) fn clear(&mut self) {
        self.length = 0;
        self.generation += 1;
    }

    /// Gives the space back. For a journal that is cleared and not used any more.
    pub(crate) fn shrink(&mut self) -> io::Result<()> {
        self.cut_off()
    }

    /// Fills what lies before `end` with zeros; more, so that this is rarely needed, unless the disk
    /// is nearly full.
    fn make_space(&mut self, end: u64) -> io::Result<()> {
        let missing = usize::try_from(end.saturating_sub(self.space)).unwrap_or(usize::MAX);
        if missing == 0 {
            return Ok(());
        }
        let zeros = vec![0; missing.next_multiple_of(STEP)];
        let made = match self.file.write_all_at(&zeros, self.space) {
            Ok(()) => zeros.len(),
            Err(_) => self.file.write_all_at(&zeros[..missing], self.space).map(|()| missing)?,
        };
        self.space += made as u64;
        Ok(())
    }

    fn cut_off(&mut self) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.sync_all()?;
        self.space = self.length;
        self.soiled = false;
        Ok(())
    }
}

/// Fills in what stands before the rows.
fn seal(record: &mut [u8], generation: u64) -> io::Result<()> {
    record[HEAD..HEAD + MARK].copy_from_slice(&mark(generation));
    let body = &record[HEAD..];
    let length = u32::try_from(body.len()).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    let sum = crc32fast::hash(body);
    record[..4].copy_from_slice(&length.to_le_bytes());
    record[4..HEAD].copy_from_slice(&sum.to_le_bytes());
    Ok(())
}

/// The row that names a record's generation.
fn mark(generation: u64) -> [u8; MARK] {
    let mut mark = [0; MARK];
    mark[8..16].copy_from_slice(&8_u64.to_le_bytes());
    mark[16..].copy_from_slice(&generation.to_le_bytes());
    mark
}

/// What a journal holds.
struct Found {
    rows: Vec<JournalRow>,
    /// Where the last record that counts ends.
    end: usize,
    /// The records' generation; those of older programs have none.
    generation: Option<u64>,
}

impl Found {
    /// Whether a record of this generation lies behind the end: one before it must be damaged.
    /// A torn record is none, and the remains of older generations do not count.
    fn is_damaged(&self, bytes: &[u8]) -> bool {
        let rest = &bytes[self.end..];
        let Some(generation) = self.generation else {
            return !is_torn_tail(rest);
        };
        let mark = mark(generation);
        let begins = |at: &usize| rest[at + HEAD..].starts_with(&mark);
        (1..rest.len().saturating_sub(HEAD)).filter(begins).any(|at| record(rest, at).is_some())
    }
}

/// The rows of every whole record of the first one's generation.
fn read(bytes: &[u8]) -> Found {
    let mut found = Found { rows: Vec::new(), end: 0, generation: None };
    while let Some((body, end)) = record(bytes, found.end) {
        let generation = generation_of(body);
        if found.generation.is_some() && generation != found.generation {
            break;
        }
        let marked = if generation.is_some() { MARK } else { 0 };
        let Some(of_record) = rows_of(&body[marked..]) else { break };
        found.rows.extend(of_record);
        (found.end, found.generation) = (end, generation);
    }
    found
}

fn generation_of(body: &[u8]) -> Option<u64> {
    let (key, value) = rows::each(body).next()?;
    if key.is_empty() { value?.try_into().ok().map(u64::from_le_bytes) } else { None }
}

/// The body of the record that starts here, and where it ends; `None` when it is not whole.
fn record(bytes: &[u8], start: usize) -> Option<(&[u8], usize)> {
    let (length, rest) = take_u32(bytes.get(start..)?)?;
    let (sum, rest) = take_u32(rest)?;
    let body = rest.get(..usize::try_from(length).ok()?)?;
    (length > 0 && crc32fast::hash(body) == sum).then_some((body, start + HEAD + body.len()))
}

fn rows_of(body: &[u8]) -> Option<Vec<JournalRow>> {
    let mut rows = rows::each(body);
    let read = rows.by_ref().map(|(key, value)| (key.to_vec(), value.map(<[u8]>::to_vec))).collect();
    rows.rest().is_empty().then_some(read)
}

fn take_u32(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (figure, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*figure), rest))
}

/// Whether what cannot be read, in a journal of an older program, is one record that was being
/// written: it reaches to the end.
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
    files::copy(path, &aside)?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: &str, value: Option<&str>) -> JournalRow {
        (key.as_bytes().to_vec(), value.map(|value| value.as_bytes().to_vec()))
    }

    fn append(journal: &mut Journal, rows: &[JournalRow]) {
        journal.append(&mut record_of(rows)).unwrap();
    }

    fn record_of(rows: &[JournalRow]) -> Vec<u8> {
        let mut record = Journal::head(Vec::new());
        for (key, value) in rows {
            rows::push(&mut record, None, key, value.as_deref());
        }
        record
    }

    fn reopened(folder: &Path) -> Vec<JournalRow> {
        Journal::open(folder).unwrap().1
    }

    fn bytes(folder: &Path) -> Vec<u8> {
        fs::read(folder.join(NAME)).unwrap()
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
        journal.clear();
        journal.shrink().unwrap();
        assert!(reopened(folder.path()).is_empty());
    }

    #[test]
    fn what_a_cleared_journal_held_does_not_follow_what_comes_next() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::open(folder.path()).unwrap();
        for key in ["a", "b", "c"] {
            append(&mut journal, &[row(key, Some("1"))]);
        }
        for value in ["2", "3"] {
            journal.clear();
            append(&mut journal, &[row("a", Some(value))]);
            // The record is exactly as long as the one it lies on: "b" follows it, of another generation.
            let (mut copy, rows) = Journal::open(copied(&folder).path()).unwrap();
            assert_eq!(rows, [row("a", Some(value))]);
            append(&mut copy, &[row("d", None)]);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was taken for damage");
    }

    fn copied(folder: &tempfile::TempDir) -> tempfile::TempDir {
        let copy = tempfile::tempdir().unwrap();
        fs::copy(folder.path().join(NAME), copy.path().join(NAME)).unwrap();
        copy
    }

    #[test]
    fn until_something_follows_a_cleared_journal_reads_as_before() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::open(folder.path()).unwrap();
        append(&mut journal, &[row("a", Some("1"))]);
        journal.clear();
        assert_eq!(reopened(folder.path()), [row("a", Some("1"))]);
    }

    #[test]
    fn a_torn_record_is_cut_off_wherever_it_was_torn() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::open(folder.path()).unwrap();
        append(&mut journal, &[row("a", Some("1"))]);
        let whole = usize::try_from(journal.length()).unwrap();
        append(&mut journal, &[row("b", Some("a longer value"))]);
        let end = usize::try_from(journal.length()).unwrap();
        let bytes = bytes(folder.path());
        for length in whole..end {
            // What was not written may be the end of the file, zeros, or remains of something older.
            for behind in [&[][..], &[0; 99], &[7; 99]] {
                fs::write(folder.path().join(NAME), [&bytes[..length], behind].concat()).unwrap();
                let (mut journal, rows) = Journal::open(folder.path()).unwrap();
                assert_eq!(rows, [row("a", Some("1"))]);
                append(&mut journal, &[row("c", None)]);
                assert_eq!(reopened(folder.path()), [row("a", Some("1")), row("c", None)]);
            }
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a torn end is nothing to keep");
    }

    #[test]
    fn damage_in_the_middle_is_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::open(folder.path()).unwrap();
        append(&mut journal, &[row("a", Some("1"))]);
        let first = usize::try_from(journal.length()).unwrap();
        append(&mut journal, &[row("b", Some("1"))]);
        append(&mut journal, &[row("c", Some("1"))]);
        let mut bytes = bytes(folder.path());
        bytes[first + HEAD + MARK] ^= 0xff;
        fs::write(folder.path().join(NAME), &bytes).unwrap();
        assert_eq!(reopened(folder.path()), [row("a", Some("1"))]);
        assert_eq!(fs::read(folder.path().join("journal.damaged-1")).unwrap(), bytes);
    }

    #[test]
    fn the_journal_of_an_older_program_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut record = record_of(&[row("a", Some("1"))]);
        record.drain(HEAD..HEAD + MARK);
        let (length, sum) = (u32::try_from(record.len() - HEAD).unwrap(), crc32fast::hash(&record[HEAD..]));
        record[..4].copy_from_slice(&length.to_le_bytes());
        record[4..HEAD].copy_from_slice(&sum.to_le_bytes());
        fs::write(folder.path().join(NAME), &record).unwrap();
        let (mut journal, rows) = Journal::open(folder.path()).unwrap();
        assert_eq!(rows, [row("a", Some("1"))]);
        append(&mut journal, &[row("b", None)]);
        assert_eq!(reopened(folder.path()), [row("a", Some("1")), row("b", None)]);
    }
}
