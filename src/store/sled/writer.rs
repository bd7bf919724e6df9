//! The one thread that writes.

use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use crate::ports::StoreError;

use crate::store::sled::database::{Database, of_io};
use crate::store::sled::group_commit::CommitGroup;
use crate::store::sled::journal::Journal;
use crate::store::sled::opening;
use crate::store::sled::reader::RowReader;
use crate::store::sled::rows::Packed;

/// Bytes gathered into one trip to the disk.
const FULL: usize = 4 << 20;
/// Memory kept for the next group.
const KEPT: usize = 1 << 18;
/// A journal so many times longer than it should be is no longer one: sled has not been able to take
/// over for long.
const MOST: u64 = 32;
/// How long sled's own threads may hold the lock of a store that was just dropped.
const REOPEN_WAIT: Duration = Duration::from_secs(1);
/// How often a store that could not be opened again is tried: until it is, cold rows cannot be read.
const REOPEN_EVERY: Duration = Duration::from_secs(1);

/// What the writer is asked to do.
pub(crate) enum WriteOrder {
    /// Write this.
    Write(Handed),
    /// Write what came before, then end.
    Close,
}

/// A transaction and who waits for it.
pub(crate) struct Handed {
    /// What to write.
    pub(crate) transaction: Packed,
    /// Told when it is safe; nobody may listen.
    pub(crate) done: oneshot::Sender<Result<(), StoreError>>,
}

/// The writer.
pub(crate) struct Writer {
    folder: PathBuf,
    /// None while it could not be opened again after a failure.
    database: Option<Database>,
    journal: Journal,
    /// The length of the journal at which sled takes over what is in it.
    due: u64,
    every: u64,
    reader: Arc<RowReader>,
    orders: Receiver<WriteOrder>,
    /// When the store was last tried to be opened again.
    tried: Instant,
    /// For the next group.
    memory: Vec<u8>,
}

impl Writer {
    /// A writer for a data folder, of what was opened in it.
    pub(crate) fn new(
        folder: &Path,
        database: Database,
        journal: Journal,
        every: u64,
        reader: Arc<RowReader>,
        orders: Receiver<WriteOrder>,
    ) -> Self {
        Self {
            folder: folder.to_owned(),
            database: Some(database),
            journal,
            due: every,
            every,
            reader,
            orders,
            tried: Instant::now(),
            memory: Vec::new(),
        }
    }

    /// Writes until told to close.
    pub(crate) fn run(mut self) {
        let mut closing = false;
        while !closing {
            let mut waiting = Vec::new();
            closing = self.gather(&mut waiting);
            self.serve(waiting);
            self.mend();
        }
        self.let_go();
    }

    /// Waits for an order, then takes what else is waiting; whether it is time to close.
    fn gather(&self, waiting: &mut Vec<Handed>) -> bool {
        let Some(mut next) = self.next() else { return false };
        let mut bytes = 0;
        loop {
            match next {
                WriteOrder::Close => return true,
                WriteOrder::Write(handed) => {
                    bytes += handed.transaction.bytes();
                    waiting.push(handed);
                }
            }
            if bytes >= FULL {
                return false;
            }
            match self.orders.try_recv() {
                Ok(order) => next = order,
                Err(_) => return false,
            }
        }
    }

    /// The next order; `None` when it is time to look after a store that is not open.
    fn next(&self) -> Option<WriteOrder> {
        if self.database.is_some() {
            return Some(self.orders.recv().unwrap_or(WriteOrder::Close));
        }
        match self.orders.recv_timeout(REOPEN_EVERY.saturating_sub(self.tried.elapsed())) {
            Ok(order) => Some(order),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(WriteOrder::Close),
        }
    }

    /// A store that could not be opened again is tried now and then: readers need it, whether or not
    /// there is anything to write.
    fn mend(&mut self) {
        if self.database.is_none() && self.tried.elapsed() >= REOPEN_EVERY {
            match self.reopen() {
                Ok(()) => log::info!("sled is open again"),
                Err(error) => log::error!(error:%; "sled is still not open; that is tried again"),
            }
        }
    }

    /// Writes the transactions as one and tells everybody. A transaction that cannot be resolved fails alone.
    fn serve(&mut self, waiting: Vec<Handed>) {
        let mut group = CommitGroup::behind(Journal::head(mem::take(&mut self.memory)));
        let mut written = Vec::with_capacity(waiting.len());
        for Handed { transaction, done } in waiting {
            match group.add(transaction, &self.reader) {
                Ok(()) => written.push(done),
                Err(error) => tell(done, Err(error)),
            }
        }
        let outcome = self.write(&mut group);
        self.memory = group.into_bytes();
        self.memory.shrink_to(KEPT);
        for done in written {
            tell(done, outcome.clone());
        }
        if self.journal.length() >= self.due {
            self.hand_over();
        }
    }

    /// Writes a group to the journal; readers see it once it is safe.
    fn write(&mut self, group: &mut CommitGroup) -> Result<(), StoreError> {
        if group.is_empty() {
            return Ok(());
        }
        if self.journal.length() >= MOST * self.every {
            return Err(StoreError::DiskFull);
        }
        self.journal.append(group.bytes()).map_err(|error| {
            log::error!(error:%; "the journal could not be written");
            of_io(error)
        })?;
        self.reader.newest.add(group.rows());
        Ok(())
    }

    /// Has sled take over what the journal holds. When it cannot, nothing is lost: the journal
    /// grows, and it is tried again later.
    fn hand_over(&mut self) {
        match self.take_over() {
            Ok(()) => {
                self.journal.clear();
                self.reader.newest.clear();
            }
            Err(error) => log::error!(error:%; "the journal could not be handed over; it grows until it can"),
        }
        self.due = self.journal.length() + self.every;
    }

    fn take_over(&mut self) -> Result<(), StoreError> {
        if self.database.is_none() {
            self.reopen()?;
        }
        let Some(database) = self.database.as_mut() else { return Err(StoreError::Closed) };
        database.has_room(self.reader.newest.bytes())?;
        let applied = catch_unwind(AssertUnwindSafe(|| self.reader.newest.hand_to(database)));
        let outcome = applied.unwrap_or_else(|_panic| Err(StoreError::Damaged("sled panicked in a write".into())));
        if outcome.is_err()
            && let Err(error) = self.reopen()
        {
            log::error!(error:%; "sled could not be opened again; that is tried every second");
        }
        outcome
    }

    /// Opens the store anew, readers waiting meanwhile.
    fn reopen(&mut self) -> Result<(), StoreError> {
        let shared = Arc::clone(&self.reader);
        let mut readable = shared.replace();
        let handles = (self.database.take(), mem::replace(&mut *readable, Err(StoreError::Closed)));
        // A thread of its own: after some failures sled never returns from its drop. It then keeps
        // its lock, and the opening below fails rather than hangs.
        thread::spawn(|| drop(handles));
        let opened = opening::open_again(&self.folder, REOPEN_WAIT);
        self.tried = Instant::now();
        *readable = opened.as_ref().map(Database::rows).map_err(Clone::clone);
        self.database = Some(opened?);
        Ok(())
    }

    /// Drops every handle, so that sled gives its lock back.
    fn let_go(&mut self) {
        if self.journal.length() > 0 {
            self.hand_over();
        }
        if self.journal.length() == 0
            && let Err(error) = self.journal.shrink()
        {
            // What it repeats then, sled has already.
            log::warn!(error:%; "the journal could not be emptied");
        }
        let mut readable = self.reader.replace();
        let handles = (self.database.take(), mem::replace(&mut *readable, Err(StoreError::Closed)));
        // sled panics in its drop when the last sync fails; what was acknowledged is safe already.
        let _panicked = catch_unwind(AssertUnwindSafe(|| drop(handles)));
    }
}

/// Tells a caller, who may have left.
fn tell(done: oneshot::Sender<Result<(), StoreError>>, outcome: Result<(), StoreError>) {
    let _left = done.send(outcome);
}
