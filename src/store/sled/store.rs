//! The embedded store: what callers hold of the journal, the tree and the thread that writes.

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

use crate::ports::{KeyValue, Range, Read, Store, StoreError, Table, Transaction};
use crate::reason::Reason;
use crate::store::raw::{RawStore, RawWrite, in_stored_keys, lowered, stored};
use crate::store::sled::database::{self, of_io};
use crate::store::sled::journal::Journal;
use crate::store::sled::opening;
use crate::store::sled::overlay::Overlay;
use crate::store::sled::reader::RowReader;
use crate::store::sled::rows::Packed;
use crate::store::sled::writer::{Handed, WriteOrder, Writer};

/// Rows in a folder of this machine, for one process at a time.
///
/// Closed by [`close`](Self::close) or by dropping it; either waits until everything handed over is
/// on disk.
pub struct SledStore {
    reader: Arc<RowReader>,
    queue: Sender<WriteOrder>,
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
        let (journal, rows) = Journal::open(folder).map_err(of_io)?;
        let reader = Arc::new(RowReader::new(Overlay::of(rows), database.rows()));
        let (queue, orders) = mpsc::channel();
        let writer = Writer::new(folder, database, journal, hand_over, Arc::clone(&reader), orders);
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(|| writer.run())
            .map_err(|error| StoreError::Unusable(Reason::of(format!("no thread to write with: {error}"), error)))?;
        Ok(Self { reader, queue, writer: Mutex::new(Some(thread)) })
    }

    /// Whether there is a store in a data folder.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        folder.join(database::STORE).exists()
    }

    /// Writes what was handed over, then lets go of the folder. Later calls answer
    /// [`StoreError::Closed`]; closing twice is fine.
    pub fn close(&self) {
        let _gone_already = self.queue.send(WriteOrder::Close);
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(thread) = writer.take()
            && thread.join().is_err()
        {
            log::error!("the store's writer ended in a panic");
        }
    }
}

impl Store for SledStore {
    fn get(&self, table: Table, key: &[u8]) -> Read<'_, Option<Vec<u8>>> {
        Read::done(self.reader.get(&stored(table, key)))
    }

    fn scan(&self, table: Table, range: Range<'_>) -> Read<'_, Vec<KeyValue>> {
        Read::done(in_stored_keys(table, range, |range| self.reader.scan(range)))
    }

    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>> {
        self.commit_raw(lowered(transaction))
    }
}

impl RawStore for SledStore {
    fn commit_raw(&self, writes: Vec<RawWrite>) -> BoxFuture<'static, Result<(), StoreError>> {
        let (done, outcome) = oneshot::channel();
        match self.queue.send(WriteOrder::Write(Handed { transaction: Packed::of(writes), done })) {
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
