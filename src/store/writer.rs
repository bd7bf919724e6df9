//! The one thread that writes.

use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, mpsc::Receiver},
    thread,
    time::Duration,
};

use tokio::sync::oneshot;

use crate::ports::{Batch, StoreError};

use super::{Shelf, database::Database, group::Group, opening};

/// Changes gathered into one trip to the disk: readers wait while sled applies them, some
/// microseconds each.
const MOST_CHANGES: usize = 4096;
/// How long sled's own threads may hold the lock of a store that was just dropped.
const REOPEN_WAIT: Duration = Duration::from_secs(1);

/// What the writer is asked to do.
pub(super) enum Order {
    /// Write this.
    Write(Handed),
    /// Write what came before, then end.
    Close,
}

/// A batch and who waits for it.
pub(super) struct Handed {
    /// What to write.
    pub(super) batch: Batch,
    /// Told when it is safe; nobody may listen.
    pub(super) done: oneshot::Sender<Result<(), StoreError>>,
}

/// The writer.
pub(super) struct Writer {
    folder: PathBuf,
    /// None while it could not be opened again after a failure.
    database: Option<Database>,
    shelf: Shelf,
    orders: Receiver<Order>,
}

impl Writer {
    /// A writer for the rows in `database`, in the data folder it was opened from.
    pub(super) fn new(folder: &Path, database: Database, shelf: Shelf, orders: Receiver<Order>) -> Self {
        Self { folder: folder.to_owned(), database: Some(database), shelf, orders }
    }

    /// Writes until told to close.
    pub(super) fn run(mut self) {
        let mut closing = false;
        while !closing {
            let mut waiting = Vec::new();
            closing = self.gather(&mut waiting);
            self.serve(waiting);
        }
        self.let_go();
    }

    /// Waits for an order, then takes what else is waiting; whether it is time to close.
    fn gather(&self, waiting: &mut Vec<Handed>) -> bool {
        let mut next = self.orders.recv().unwrap_or(Order::Close);
        let mut changes = 0;
        loop {
            match next {
                Order::Close => return true,
                Order::Write(handed) => {
                    changes += handed.batch.0.len();
                    waiting.push(handed);
                }
            }
            if changes >= MOST_CHANGES {
                return false;
            }
            match self.orders.try_recv() {
                Ok(order) => next = order,
                Err(_) => return false,
            }
        }
    }

    /// Writes the batches as one and tells everybody. A batch that cannot be resolved fails alone.
    fn serve(&mut self, waiting: Vec<Handed>) {
        let mut group = Group::default();
        let mut written = Vec::with_capacity(waiting.len());
        let opened = if self.database.is_some() { Ok(()) } else { self.reopen() };
        for Handed { batch, done } in waiting {
            let added = match (&self.database, &opened) {
                (Some(database), _) => group.add(batch, database),
                (None, Err(error)) => Err(error.clone()),
                (None, Ok(())) => Err(StoreError::Closed),
            };
            match added {
                Ok(()) => written.push(done),
                Err(error) => tell(done, Err(error)),
            }
        }
        let outcome = self.write(group);
        for done in written {
            tell(done, outcome.clone());
        }
    }

    /// Writes a group; after a failure what the disk holds is read anew before anybody is told.
    fn write(&mut self, group: Group) -> Result<(), StoreError> {
        let bytes = group.bytes();
        let Some(database) = self.database.as_mut().filter(|_| bytes > 0) else {
            return Ok(());
        };
        database.has_room(bytes)?;
        let applied = catch_unwind(AssertUnwindSafe(|| database.apply(group.into())));
        let outcome = applied.unwrap_or_else(|_panic| Err(StoreError::Damaged("sled panicked in a write".to_owned())));
        if let Err(error) = &outcome {
            log::error!(error:%; "the store could not write");
            if let Err(error) = self.reopen() {
                log::error!(error:%; "the store could not be opened again; the next write tries once more");
            }
        }
        outcome
    }

    /// Opens the store anew, readers waiting meanwhile.
    fn reopen(&mut self) -> Result<(), StoreError> {
        let shared = Arc::clone(&self.shelf);
        let mut readable = shared.write().unwrap_or_else(PoisonError::into_inner);
        let handles = (self.database.take(), mem::replace(&mut *readable, Err(StoreError::Closed)));
        // A thread of its own: after some failures sled never returns from its drop. It then keeps
        // its lock, and the opening below fails rather than hangs.
        thread::spawn(|| drop(handles));
        let opened = opening::open(&self.folder, REOPEN_WAIT);
        *readable = opened.as_ref().map(Database::rows).map_err(Clone::clone);
        self.database = Some(opened?);
        Ok(())
    }

    /// Drops every handle, so that sled gives its lock back.
    fn let_go(&mut self) {
        let mut readable = self.shelf.write().unwrap_or_else(PoisonError::into_inner);
        let handles = (self.database.take(), mem::replace(&mut *readable, Err(StoreError::Closed)));
        // sled panics in its drop when the last sync fails; what was acknowledged is safe already.
        let _panicked = catch_unwind(AssertUnwindSafe(|| drop(handles)));
    }
}

/// Tells a caller, who may have left.
fn tell(done: oneshot::Sender<Result<(), StoreError>>, outcome: Result<(), StoreError>) {
    let _left = done.send(outcome);
}
