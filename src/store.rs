//! Durable rows in sled, behind the contract of [`Store`].
//!
//! Owns: the data folder, the stored form of a key, the one thread that writes, healing what a bad
//! stop left behind.
//! Must not know: what the rows mean.
//!
//! Every row lives in one sled tree under the table's byte and the key, because a sled batch is
//! atomic within a tree only. One thread writes: it gathers the batches that wait, applies them as
//! one, flushes, has the file synced (sled's own flush does not survive a power cut), and only then
//! says that they are safe. A hundred callers so share one trip to the disk.
//!
//! sled repeats keys and values in its own log at trace level: telemetry keeps the target `sled` at
//! warnings.

mod database;
mod group;
mod healing;
mod memory;
mod opening;
mod writer;

use std::{
    fmt,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        mpsc::{self, Sender},
    },
    thread::JoinHandle,
    time::Duration,
};

use futures::future::{self, BoxFuture, FutureExt};
use tokio::sync::oneshot;

use crate::ports::{Batch, Key, Store, StoreError, Table};

pub use memory::MemoryStore;

use database::{of_sled, stored};
use writer::{Handed, Order, Writer};

/// What readers read: the open tree, or why there is none. The writer alone replaces it.
type Shelf = Arc<RwLock<Result<sled::Db, StoreError>>>;

/// Rows in a folder of this machine, for one process at a time.
///
/// Closed by [`close`](Self::close) or by dropping it; either waits until everything handed over is
/// on disk.
pub struct SledStore {
    shelf: Shelf,
    queue: Sender<Order>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl SledStore {
    /// How long a starting process waits for the one it replaces to let go of the folder.
    pub const LOCK_WAIT: Duration = Duration::from_secs(2);

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
        let database = opening::open(folder, lock_wait)?;
        let shelf = Arc::new(RwLock::new(Ok(database.rows())));
        let (queue, orders) = mpsc::channel();
        let writer = Writer::new(folder, database, Arc::clone(&shelf), orders);
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(|| writer.run())
            .map_err(|error| StoreError::Unusable(format!("no thread to write with: {error}")))?;
        Ok(Self { shelf, queue, writer: Mutex::new(Some(thread)) })
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

    /// Reads from the open tree.
    fn read<T>(&self, read: impl FnOnce(&sled::Db) -> sled::Result<T>) -> Result<T, StoreError> {
        match &*self.shelf.read().unwrap_or_else(PoisonError::into_inner) {
            Ok(rows) => read(rows).map_err(of_sled),
            Err(error) => Err(error.clone()),
        }
    }
}

impl Store for SledStore {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.read(|rows| rows.get(stored(table, key)))?.map(|value| value.to_vec()))
    }

    fn scan(&self, table: Table, prefix: &[u8], limit: usize) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        // The table's byte has a length of its own, so a prefix never reaches into another table.
        let unstored = |(key, value): (sled::IVec, sled::IVec)| (key[1..].to_vec(), value.to_vec());
        self.read(|rows| rows.scan_prefix(stored(table, prefix)).take(limit).map(|row| row.map(unstored)).collect())
    }

    fn commit(&self, batch: Batch) -> BoxFuture<'static, Result<(), StoreError>> {
        let (done, outcome) = oneshot::channel();
        match self.queue.send(Order::Write(Handed { batch, done })) {
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
