//! Durable rows in sled, sealed, behind the contract of [`Store`].
//!
//! Owns: the data folder, the stored form of a key, the one thread that writes, healing what a bad
//! stop left behind; the key that seals, copies and their way back, older formats.
//! Must not know: what the rows mean.
//!
//! [`Vault`] is what a program opens: [`SledStore`] keeps the rows, a layer above it seals them.
//!
//! One thread writes. It gathers the transactions that wait, appends them to a journal as one record,
//! has that synced, and only then says that they are safe: a hundred callers share one trip to the
//! disk. Until sled takes the journal over, every few megabytes and when the store is closed, its
//! rows are served from memory. Most of them are gone by then, and sled never hears of them: it is
//! good at keeping rows, not at queues (each of its commits took three writes and woke two threads,
//! and its own flush does not survive a power cut).
//!
//! In sled every row lives in one tree under the table's byte and the key, because a sled batch is
//! atomic within a tree only.
//!
//! sled repeats keys and values in its own log at trace level: telemetry keeps the target `sled` at
//! warnings.

mod backup;
mod database;
mod decisions;
mod exports;
mod group;
mod growing;
mod healing;
mod journal;
mod key_file;
mod keys;
mod memory;
mod opening;
mod overlay;
mod proof;
mod reseal;
mod restore;
mod rows;
mod sealed;
mod settling;
mod shelf;
mod trail;
mod unsealed;
mod vault;
mod writer;

use std::{
    fmt,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Sender},
    },
    thread::JoinHandle,
    time::Duration,
};

use futures::future::{self, BoxFuture, FutureExt};
use tokio::sync::oneshot;

use crate::ports::{Key, Store, StoreError, Table, Transaction};

pub use backup::{BackupError, Summary};
pub use key_file::{KeyFault, KeyFile};
pub use memory::MemoryStore;
pub use restore::restore;
pub use vault::{Vault, VaultError};

use database::{of_io, stored};
use journal::Journal;
use journal::NAME as JOURNAL;
use opening::FORMAT_KEY;
use overlay::Overlay;
use rows::Packed;
use shelf::Shelf;
use writer::{Handed, Order, Writer};

/// Rows in a folder of this machine, for one process at a time.
///
/// Closed by [`close`](Self::close) or by dropping it; either waits until everything handed over is
/// on disk.
pub struct SledStore {
    shelf: Arc<Shelf>,
    queue: Sender<Order>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl SledStore {
    /// How long a starting process waits for the one it replaces to let go of the folder.
    pub const LOCK_WAIT: Duration = Duration::from_secs(2);

    /// How many bytes the journal gathers before sled takes over what is in it: the memory it takes
    /// meanwhile, and the time it takes to read at the next start, stay small.
    pub const HAND_OVER: u64 = 2 << 20;

    /// Opens the store in a data folder, made when missing (for its owner alone, on Unix).
    ///
    /// What a bad stop left behind is mended: damaged snapshots are moved aside, and a folder that
    /// cannot be read even so is set aside as `store.damaged-<n>` and begun anew, with an
    /// error-level line that says where it went. While another process holds the folder, it is
    /// tried again until `lock_wait` has passed.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another process keeps the folder, [`StoreError::Unusable`] when
    /// it cannot be written or a newer version wrote it, [`StoreError::DiskFull`], and
    /// [`StoreError::Damaged`] when not even an empty store opens.
    pub fn open(folder: &Path, lock_wait: Duration) -> Result<Self, StoreError> {
        Self::open_with(folder, lock_wait, Self::HAND_OVER)
    }

    /// Like [`open`](Self::open), with a hand-over every so many bytes.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_with(folder: &Path, lock_wait: Duration, hand_over: u64) -> Result<Self, StoreError> {
        // sled first: its lock keeps other processes from the journal, too.
        let database = opening::open(folder, lock_wait)?;
        let (journal, rows) = Journal::open(folder).map_err(|error| of_io(&error))?;
        let shelf = Arc::new(Shelf::new(Overlay::of(rows), database.rows()));
        let (queue, orders) = mpsc::channel();
        let writer = Writer::new(folder, database, journal, hand_over, Arc::clone(&shelf), orders);
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(|| writer.run())
            .map_err(|error| StoreError::Unusable(format!("no thread to write with: {error}")))?;
        Ok(Self { shelf, queue, writer: Mutex::new(Some(thread)) })
    }

    /// Whether there is a store in a data folder.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        folder.join(database::STORE).exists()
    }

    /// Writes what was handed over, then lets go of the folder. Later calls answer
    /// [`StoreError::Closed`]; closing twice is fine.
    pub fn close(&self) {
        let _gone_already = self.queue.send(Order::Close);
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(thread) = writer.take()
            && thread.join().is_err()
        {
            log::error!("the store's writer ended in a panic");
        }
    }
}

impl Store for SledStore {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.shelf.get(&stored(table, key))
    }

    fn scan(&self, table: Table, prefix: &[u8], limit: usize) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        // The table's byte has a length of its own, so a prefix never reaches into another table.
        let rows = self.shelf.scan(&stored(table, prefix), limit)?;
        Ok(rows.into_iter().map(|(key, value)| (key[1..].to_vec(), value)).collect())
    }

    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>> {
        let (done, outcome) = oneshot::channel();
        match self.queue.send(Order::Write(Handed { transaction: Packed::of(transaction), done })) {
            Ok(()) => outcome.map(|told| told.unwrap_or(Err(StoreError::Closed))).boxed(),
            Err(_) => future::ready(Err(StoreError::Closed)).boxed(),
        }
    }
}

impl fmt::Debug for SledStore {
    /// Not derived: sled's own form prints every row.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SledStore").finish_non_exhaustive()
    }
}

impl Drop for SledStore {
    fn drop(&mut self) {
        self.close();
    }
}
