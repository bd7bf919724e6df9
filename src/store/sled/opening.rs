//! Opening what a stopped process left behind, in whatever shape.

use std::{
    fs, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    thread,
    time::Duration,
};

use crate::ports::{StoreError, Table};
use crate::reason::Reason;

use crate::store::format::{FORMAT, FORMAT_KEY, newer};
use crate::store::raw::stored;
use crate::store::sled::database::{Database, STORE, of_io, of_sled};
use crate::store::sled::snapshot_repair;

/// Memory for sled's pages, in bytes. Its own default is a gigabyte; what it takes is several times
/// what it is given, and the rows that are read again soon are in the journal's memory anyway.
const CACHE: u64 = 1 << 20;
/// How often a locked folder is tried.
const LOCK_STEP: Duration = Duration::from_millis(50);
/// Why sled did not open.
enum Refusal {
    /// Another process holds the lock, as the file system said.
    Locked(io::Error),
    /// The files make no sense.
    Damaged,
    /// What mending the files would not cure.
    Other(StoreError),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Other(of_io(error))
    }
}

/// Opens the store of a data folder, mending what can be mended.
///
/// # Errors
/// As [`SledStore::open`](crate::store::SledStore::open).
pub(crate) fn open(folder: &Path, lock_wait: Duration) -> Result<Database, StoreError> {
    let store = folder.join(STORE);
    let opened = make(&store).map_err(Refusal::from).and_then(|()| match mended(&store, lock_wait) {
        Err(Refusal::Damaged) => anew(&store, lock_wait),
        outcome => outcome,
    });
    taken(opened, folder)
}

/// Opens the store of a running bot again. Never begins an empty one: the bot would forget whom it talks
/// with. A start may, which puts back what the newest export holds.
///
/// # Errors
/// As [`open`], and [`StoreError::Damaged`] while the files make no sense.
pub(crate) fn open_again(folder: &Path, lock_wait: Duration) -> Result<Database, StoreError> {
    let store = folder.join(STORE);
    // sled would make what is not there: a disk that fell away leaves an empty folder.
    let opened = if store.join("db").exists() { mended(&store, lock_wait) } else { Err(Refusal::Damaged) };
    taken(opened, folder)
}

fn taken(opened: Result<sled::Db, Refusal>, folder: &Path) -> Result<Database, StoreError> {
    let rows = opened.map_err(|refusal| explained(refusal, folder))?;
    let mut database = Database::new(folder, rows).map_err(of_io)?;
    settle_format(&mut database)?;
    Ok(database)
}

/// Makes the folder, readable by its owner alone: it holds other people's data.
fn make(store: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(store)
}

fn explained(refusal: Refusal, folder: &Path) -> StoreError {
    let folder = folder.display();
    match refusal {
        Refusal::Locked(error) => StoreError::InUse(Reason::of(folder.to_string(), error)),
        Refusal::Damaged => StoreError::Damaged(format!("it does not open in {folder}").into()),
        Refusal::Other(StoreError::Unusable(why)) => {
            StoreError::Unusable(why.reworded(|why| format!("{folder}: {why}")))
        }
        Refusal::Other(error) => error,
    }
}

/// Opens sled and keeps its snapshot; mends it first when it must be.
fn mended(store: &Path, lock_wait: Duration) -> Result<sled::Db, Refusal> {
    let rows = match unlocked(store, lock_wait) {
        Err(Refusal::Damaged) => with_kept_snapshot(store, lock_wait),
        outcome => outcome,
    }?;
    if let Err(error) = snapshot_repair::keep_snapshot(store) {
        log::warn!(error:%; "the store's snapshot could not be copied");
    }
    Ok(rows)
}

/// Opens with the snapshot of the last good opening; with none when the very first was being made.
///
/// Not with none when the kept one does not help: sled then takes the beginning of a log that was
/// cut short for the whole.
fn with_kept_snapshot(store: &Path, lock_wait: Duration) -> Result<sled::Db, Refusal> {
    if !snapshot_repair::put_back_snapshot(store)? {
        snapshot_repair::move_snapshots_aside(store)?;
    }
    let rows = unlocked(store, lock_wait)?;
    log::warn!("the store's snapshot was damaged; its rows were read without it");
    Ok(rows)
}

/// Sets the store aside and begins an empty one.
fn anew(store: &Path, lock_wait: Duration) -> Result<sled::Db, Refusal> {
    let aside = snapshot_repair::set_aside(store)?;
    log::error!(folder:% = aside.display(); "the store was damaged beyond mending: it was set aside and an empty one begun");
    make(store)?;
    mended(store, lock_wait)
}

/// Opens sled, waiting for another process to let go.
fn unlocked(store: &Path, lock_wait: Duration) -> Result<sled::Db, Refusal> {
    let mut waited = Duration::ZERO;
    loop {
        match attempt(store) {
            Err(Refusal::Locked(_)) if waited < lock_wait => {
                thread::sleep(LOCK_STEP);
                waited += LOCK_STEP;
            }
            outcome => return outcome,
        }
    }
}

/// Opens sled once. A log that was cut short makes it panic.
fn attempt(store: &Path) -> Result<sled::Db, Refusal> {
    // Its periodic flush is off: it would sync twice a second for nothing.
    let config = sled::Config::new().path(store).cache_capacity(CACHE).flush_every_ms(None);
    match catch_unwind(AssertUnwindSafe(|| config.open())) {
        Ok(Ok(rows)) => Ok(rows),
        Ok(Err(sled::Error::Io(error))) if is_lock(&error) => Err(Refusal::Locked(error)),
        Ok(Err(error)) => Err(match of_sled(error) {
            StoreError::Damaged(_) => Refusal::Damaged,
            other => Refusal::Other(other),
        }),
        Err(_panic) => Err(Refusal::Damaged),
    }
}

/// sled tells a held lock only by its text.
fn is_lock(error: &io::Error) -> bool {
    error.to_string().starts_with("could not acquire lock")
}

/// Notes the format in a new store, and refuses that of a newer program.
fn settle_format(database: &mut Database) -> Result<(), StoreError> {
    let key = stored(Table::Meta, FORMAT_KEY);
    let Some(found) = database.get(&key)? else {
        let mut changes = sled::Batch::default();
        changes.insert(key, FORMAT.to_string().into_bytes());
        return database.apply(changes);
    };
    match std::str::from_utf8(&found).ok().and_then(|digits| digits.parse::<u32>().ok()) {
        Some(known) if known <= FORMAT => Ok(()),
        Some(other) => Err(newer(other)),
        None => Err(StoreError::Damaged("the format's number cannot be read".into())),
    }
}
